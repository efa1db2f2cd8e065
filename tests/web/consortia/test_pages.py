"""A coordinator proposes on its pages; enterprises read, answer, and never see what the others answer."""

from __future__ import annotations

import pytest

from svangrum.core.language import LANGUAGES, words
from svangrum.records.actors import Role
from svangrum.records.consortia.models import Invited, Proposal
from svangrum.records.consortia.stated import part_field
from svangrum.records.enterprises.models import Helper
from svangrum.web.clock import now, today
from svangrum.web.pages import address
from tests.records.build import actor, an_organisation
from tests.records.consortia.made import a_proposal, helped_by, replied, written
from tests.records.enterprises.made import an_enterprise
from tests.web.page import read
from tests.web.purchases.conftest import Someone
from tests.web.purchases.forms import filled

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator():
    return Someone(an_organisation("coordinator"), Role.COORDINATOR)


@pytest.fixture
def by(coordinator):
    return actor(coordinator.person, coordinator.organisation)


@pytest.fixture
def two(by):
    return helped_by(by)


@pytest.fixture
def people(two):
    return [Someone(own.organisation, Role.MEMBER) for own in two]


def at(page, language="sv", **parts):
    return address(page, language, **{name: str(one) for name, one in parts.items()})


def text(response):
    return response.content.decode()


def main_of(response):
    """The page without what is another each time it is asked for."""
    return text(response).partition("<main")[2]


def send(browser, url, **given):
    return browser.post(url, filled(read(browser.get(url)), None, **given), follow=True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_proposal_is_made_answered_and_ended(coordinator, two, people, language):
    told = send(coordinator.browser, at("consortium-new", language), **written(*two))
    assert words("consortia.new.done", language) in text(told)
    proposal = Proposal.objects.get()
    for one, answer in zip(people, ("yes", "no"), strict=True):
        url = at("own-consortium-reply", language, proposal=proposal.pk)
        answered = send(one.browser, url, reply=answer, words="Vi funderar.")
        assert words("consortia.reply.done", language) in text(answered)
    shown = coordinator.browser.get(at("consortium", language, proposal=proposal.pk))
    assert words("consortia.stands.fell", language) in text(shown)
    assert text(shown).count("Vi funderar.") == 2
    end = at("consortium-end", language, proposal=proposal.pk)
    ended = coordinator.browser.post(end, filled(read(shown), end), follow=True)
    assert words("consortia.end.done", language) in text(ended)


def test_what_is_wrong_is_told_and_everything_written_is_kept(coordinator, two):
    wrong = written(*two, title="", answers_until="snart")
    refused = send(coordinator.browser, at("consortium-new"), **wrong)
    assert refused.status_code == 422
    assert words("error.consortium.no-title", "sv") in text(refused)
    assert {one.attributes["value"] for one in read(refused).all("input", name=part_field(two[0].entry.pk))} == {
        "Golven."
    }
    assert not Proposal.objects.exists()


def test_who_has_ended_the_help_since_the_form_was_shown_is_not_left_out_unseen(coordinator, by, two):
    third = helped_by(by, an_enterprise())
    url = at("consortium-new")
    shown = read(coordinator.browser.get(url))
    Helper.objects.filter(enterprise=third[0].entry).update(ended=today())
    told = {**filled(shown, None), **written(*two, *third)}
    refused = coordinator.browser.post(url, told)
    assert words("error.consortium.not-helped", "sv") in text(refused)
    assert not Proposal.objects.exists()


def test_who_has_the_help_no_longer_is_told_the_coordinator_alone(coordinator, by, two, people):
    proposal = a_proposal(by, *two, answers_until=today())
    Helper.objects.filter(enterprise=two[0].entry).update(ended=today())
    gone = words("consortia.has-left", "sv")
    assert text(coordinator.browser.get(at("consortium", proposal=proposal.pk))).count(gone) == 1
    assert gone not in text(people[1].browser.get(at("own-consortium", proposal=proposal.pk)))


def test_an_enterprise_reads_with_whom_and_never_what_the_other_answers(by, two, people):
    proposal = a_proposal(by, *two, answers_until=today())
    url = at("own-consortium", proposal=proposal.pk)
    before = main_of(people[1].browser.get(url))
    assert two[0].entry.name in before
    Invited.objects.filter(enterprise=two[0].entry).update(reply="yes", words="Bara om det är i maj.", said_at=now())
    assert main_of(people[1].browser.get(url)) == before
    Invited.objects.filter(enterprise=two[0].entry).update(reply="no")
    after = text(people[1].browser.get(url))
    assert words("consortia.own-stands.fell", "sv") in after
    assert "i maj" not in after


def test_no_page_of_a_buyer_a_rival_or_another_coordinator_is_another_for_it(by, two):
    rival = an_enterprise()
    others = [
        Someone(an_organisation(), Role.PROCUREMENT_OFFICER),
        Someone(rival.organisation, Role.ADMINISTRATOR),
        Someone(an_organisation("coordinator"), Role.COORDINATOR),
    ]
    urls = [at("mine"), at("enterprises"), at("enterprise", enterprise=two[0].entry.pk)]
    before = [main_of(one.browser.get(url)) for one in others for url in urls]
    proposal = a_proposal(by, *two, answers_until=today())
    for own in two:
        replied(own, proposal, words="Gärna tillsammans.")
    assert [main_of(one.browser.get(url)) for one in others for url in urls] == before
    for one in others:
        seen = {
            one.browser.get(at(page, proposal=proposal.pk)).status_code for page in ("consortium", "own-consortium")
        }
        assert seen <= {403, 404}


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_any_the_pages_say_how_to_begin(coordinator, two, people, language):
    assert words("consortia.none", language) in text(coordinator.browser.get(at("consortia", language)))
    assert words("consortia.own.none", language) in text(people[0].browser.get(at("own-consortia", language)))


def test_one_alone_cannot_be_proposed_to_and_the_page_says_so():
    alone = Someone(an_organisation("coordinator"), Role.COORDINATOR)
    shown = alone.browser.get(at("consortium-new"))
    assert words("consortia.new.few", "sv") in text(shown)


def test_it_is_found_from_my_pages_and_from_the_own_pages(coordinator, by, two, people):
    a_proposal(by, *two, answers_until=today())
    assert at("own-consortia") in text(people[0].browser.get(at("own-enterprise")))
    assert at("consortia") in text(coordinator.browser.get(at("helped-enterprises")))
    assert two[1].entry.name not in text(people[0].browser.get(at("mine")))
    assert "Lokalvård och fönsterputs" in text(people[0].browser.get(at("mine")))
