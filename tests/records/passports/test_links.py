"""Links to a passport: made, read, revoked; and what was relied on, which stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from svangrum.core.reading import InvalidFactsError
from svangrum.records.accounts.actions.organisations import close_organisation
from svangrum.records.accounts.models import Organisation, OrganisationKind
from svangrum.records.accounts.secret import digest_of
from svangrum.records.actions import MissingError, NotAllowedError
from svangrum.records.actors import PUBLIC, Role
from svangrum.records.events.queries import history_with_readings
from svangrum.records.passports.actions.relying import digest_of_kept, rely_on_link, rely_on_passport
from svangrum.records.passports.actions.sharing import open_link, revoke_link
from svangrum.records.passports.models import PassportLink, Relied
from svangrum.records.passports.permissions import can_see_relied_numbers
from svangrum.records.passports.queries import links_of, readings_of_links, relied_for, relied_on_by
from tests.records.build import NOW, OPERATOR, TODAY, an_organisation, refused
from tests.records.passports.made import a_buyer, a_firm, a_link, a_purpose, a_share, the_link

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture
def firm():
    made = a_firm()
    a_purpose(made)
    a_share(made)
    return made


def opened(made, by=PUBLIC, at=NOW):
    return open_link(by=by, recorded_at=at, secret=made.secret).passport


def revoke(firm, made):
    revoke_link(**firm.at, link=made.link, version=the_link(made).version)


def test_the_secret_is_kept_nowhere(firm):
    made = a_link(firm)
    kept = the_link(made)
    assert kept.secret_digest == digest_of(made.secret)
    assert made.secret not in str(list(PassportLink.objects.values()))


def test_without_signing_in_it_shows_yes_or_no_and_no_numbers(firm):
    for made in (a_link(firm), a_link(firm, buyer=an_organisation().pk)):
        found = opened(made)
        assert found.share.answer == "yes"
        assert not found.with_counts
        assert found.share.current.counts is None
        assert found.share.current.statement == ""


@pytest.mark.parametrize(
    ("roles", "counts", "numbers"),
    [
        ((Role.PROCUREMENT_OFFICER,), True, True),
        ((Role.PROCUREMENT_OFFICER,), False, False),
        ((Role.MATCHING_OFFICER, Role.DECISION_MAKER, Role.ADMINISTRATOR), True, False),
    ],
)
def test_numbers_are_for_a_procurement_officer_to_whom_the_link_gives_them(firm, roles, counts, numbers):
    officer = a_buyer(*roles)
    made = a_link(firm, buyer=officer.organisation if counts else None)
    assert opened(made, officer).with_counts is numbers


def test_another_buyer_never_gets_the_numbers(firm):
    assert not opened(a_link(firm, buyer=an_organisation().pk), a_buyer()).with_counts


@pytest.mark.parametrize("kind", [OrganisationKind.ENTERPRISE, OrganisationKind.COORDINATOR, None])
def test_the_numbers_are_given_to_a_buyer_alone(firm, kind):
    with pytest.raises(InvalidFactsError) as caught:
        a_link(firm, buyer=an_organisation(kind).pk if kind else uuid4())
    assert [one.code for one in caught.value.errors] == ["passport-link.buyer"]


def test_another_enterprise_never_gets_the_numbers(firm):
    other = a_firm()
    made = a_link(firm, buyer=an_organisation().pk)
    assert not opened(made, replace(other.boss, roles=frozenset(Role))).with_counts


def test_each_reading_is_told_and_which_organisation_where_the_link_is_made_for_it(firm):
    officer = a_buyer()
    made = a_link(firm, buyer=officer.organisation)
    colleague = a_buyer(Role.CONTROLLER, home=Organisation.objects.get(pk=officer.organisation))
    for by in (PUBLIC, a_buyer(), firm.worker, colleague, officer):
        opened(made, by)
    told = history_with_readings("passport-link", made.link).events
    assert [one.values.get("what") for one in told if one.code == "event.read"] == [
        "numbers",
        "buyer",
        "own",
        "passport",
        "passport",
    ]


def test_a_revoked_link_opens_nothing_from_the_same_moment(firm):
    made = a_link(firm)
    opened(made)
    revoke(firm, made)
    with refused("passport-link.revoked"):
        opened(made)
    with refused("passport-link.ended"):
        revoke(firm, made)


def test_a_link_opens_through_its_last_day(firm):
    made = a_link(firm, expires=TODAY)
    opened(made)
    with refused("passport-link.expired"):
        opened(made, at=NOW + DAY)


def test_a_secret_that_nobody_was_given_opens_nothing(firm):
    with refused("passport-link.unknown"):
        open_link(by=PUBLIC, recorded_at=NOW, secret="0" * 64)


@pytest.mark.parametrize("days", [-1, 367])
def test_a_link_lasts_a_year_at_most(firm, days):
    with pytest.raises(InvalidFactsError) as caught:
        a_link(firm, expires=TODAY + days * DAY, procurement="")
    assert {one.code for one in caught.value.errors} == {"passport-link.expires", "passport.no-procurement"}


def test_a_form_that_is_sent_twice_makes_one_link(firm):
    first, second = a_link(firm, key="nyckel"), a_link(firm, key="nyckel")
    assert first == second
    assert links_of(firm.enterprise).count() == 1


def test_only_its_administrators_make_and_revoke_and_no_deputy_makes(firm):
    made, other = a_link(firm), a_firm()
    for by in (firm.worker, a_buyer(), other.boss):
        with pytest.raises(NotAllowedError):
            a_link(firm, by=by)
    with refused("deputy.lasting"):
        a_link(firm, by=replace(firm.boss, instead_of=firm.boss.person))
    with pytest.raises(MissingError):
        revoke_link(**other.at, link=made.link, version=the_link(made).version)


def rely(made, by):
    kept = rely_on_link(by=by, recorded_at=NOW, secret=made.secret, procurement="Lokalvård")
    return Relied.objects.get(pk=kept)


def test_what_was_relied_on_stays_as_it_was_when_the_link_is_revoked(firm):
    officer = a_buyer()
    made = a_link(firm, buyer=officer.organisation)
    kept = rely(made, officer)
    revoke(firm, made)
    a_share(firm, (7, 1))
    found = relied_for(officer, kept.pk)
    assert (found.kept["tests"]["share"]["answer"], found.kept["tests"]["share"]["current"]["of_groups"]) == ("yes", 3)
    assert (found.relied_on, found.kept_by_id, found.link_id) == (TODAY, officer.person, made.link)
    assert digest_of_kept(found.kept) == found.digest
    with refused("passport-link.revoked"):
        rely(made, officer)


def test_a_copy_holds_no_more_than_its_reader_was_shown(firm):
    plain = rely(a_link(firm), a_buyer())
    assert not plain.kept["with_counts"]
    assert "of_groups" not in str(plain.kept)


def test_what_everyone_sees_can_be_relied_on_without_a_link(firm):
    officer = a_buyer(Role.MATCHING_OFFICER)
    told = {"by": officer, "recorded_at": NOW, "enterprise": firm.enterprise.pk}
    kept = Relied.objects.get(pk=rely_on_passport(**told, procurement="Flytt"))
    assert kept.link is None
    assert not kept.kept["with_counts"]
    with refused("passport.no-procurement"):
        rely_on_passport(**told, procurement=" ")


def test_only_officers_of_buyers_rely_on_it(firm):
    made = a_link(firm)
    for by in (PUBLIC, firm.boss, a_buyer(Role.ADMINISTRATOR)):
        with pytest.raises(NotAllowedError):
            rely(made, by)


def test_a_copy_is_seen_by_the_organisations_people_and_its_numbers_by_procurement_officers(firm):
    town = an_organisation()
    officer, controller = a_buyer(home=town), a_buyer(Role.CONTROLLER, home=town)
    kept = rely(a_link(firm, buyer=town.pk), officer)
    assert list(relied_on_by(controller)) == [kept]
    assert can_see_relied_numbers(officer, kept)
    assert not can_see_relied_numbers(controller, kept)
    for by in (a_buyer(), firm.boss, PUBLIC):
        assert not relied_on_by(by)
        with pytest.raises(MissingError):
            relied_for(by, kept.pk)


def test_a_link_that_anyone_opens_again_and_again_leaves_one_reading_a_day_for_each_reader(firm):
    town = an_organisation()
    officer, colleague = a_buyer(home=town), a_buyer(home=town)
    made = a_link(firm, buyer=town.pk, expires=TODAY + 3 * DAY)
    assert readings_of_links([the_link(made)]) == {}
    for _ in range(3):
        for by in (PUBLIC, officer, colleague, firm.boss):
            opened(made, by)
    assert readings_of_links(links_of(firm.enterprise)) == {made.link: 4}
    opened(made, PUBLIC, NOW + DAY)
    assert readings_of_links(links_of(firm.enterprise)) == {made.link: 5}


def test_all_links_are_counted_by_one_question(firm, django_assert_num_queries):
    for _ in range(3):
        opened(a_link(firm))
    with django_assert_num_queries(2):
        assert sorted(readings_of_links(links_of(firm.enterprise)).values()) == [1, 1, 1]


def test_a_link_of_an_enterprise_that_has_left_opens_nothing(firm):
    made = a_link(firm, expires=TODAY + 3 * DAY)
    close_organisation(by=OPERATOR, recorded_at=NOW, organisation=firm.home.pk, version=firm.home.version)
    with refused("passport-link.left"):
        opened(made, at=NOW + DAY)
