"""Evidence told and withdrawn by the enterprise's administrators, and what is refused with what to do."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from svangrum.core.reading import InvalidFactsError
from svangrum.matching.suppliers import Proof
from svangrum.records.actions import MissingError, NotAllowedError, StaleError
from svangrum.records.actors import PUBLIC
from svangrum.records.events.models import Event
from svangrum.records.events.things import thing_faults
from svangrum.records.passports.actions.telling import tell_purpose, tell_share, withdraw_evidence
from svangrum.records.passports.lasting import last_day
from svangrum.records.passports.models import Evidence
from svangrum.records.passports.passport import Answer
from svangrum.records.passports.proofs import proof_of
from svangrum.records.passports.queries import live_evidence, passport_of, passports_of
from tests.records.build import NOW, TODAY, refused
from tests.records.passports.made import a_buyer, a_file, a_firm, a_purpose, a_share, grounds

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def codes(caught):
    return {one.code for one in caught.value.errors}


def share(firm, **given):
    return tell_share(**firm.at, **given)


def test_the_answer_follows_from_the_counts():
    firm = a_firm()
    assert a_share(firm, (10, 3)).holds
    assert not a_share(firm, (10, 2)).holds


def test_what_is_told_anew_ends_what_was_told_before():
    firm = a_firm()
    before, after = a_share(firm), a_share(firm, (7, 4), at=NOW + timedelta(hours=1))
    before.refresh_from_db()
    assert before.ended_at == NOW + timedelta(hours=1)
    assert live_evidence(firm.enterprise, "share") == after
    assert [one for one in thing_faults() if one.kind == "evidence"] == []


def test_a_passport_says_what_is_told_on_the_day():
    firm = a_firm()
    a_purpose(firm)
    a_share(firm)
    found = passport_of(firm.enterprise, on=TODAY)
    assert found.may_take_part is Answer.YES
    assert found.share.current.counts == (7, 3)
    assert found.plainly().share.current.counts is None


def test_without_an_expiry_ours_holds():
    firm = a_firm()
    assert a_purpose(firm).expires == last_day("purpose", TODAY)
    assert a_share(firm).expires == last_day("share", TODAY)


def test_without_counts_it_is_self_declared():
    firm = a_firm()
    told = share(firm, holds=True, grounds=grounds(basis="self-declared"))
    assert Evidence.objects.get(pk=told).all_occupied is None


@pytest.mark.parametrize(
    ("given", "told", "code"),
    [
        ({"counted_on": TODAY + DAY}, {}, "passport.future"),
        ({"expires": TODAY - DAY}, {}, "passport.expiry-before"),
        ({"expires": TODAY + 400 * DAY}, {}, "passport.expiry-late"),
        ({"counted_on": TODAY - 400 * DAY}, {}, "passport.expired"),
        ({"basis": "hearsay"}, {}, "passport.basis"),
        ({"basis": "documented", "statement": " "}, {}, "passport.no-document"),
        ({"basis": "audited", "reviewer": "Exempelrevision AB"}, {}, "passport.no-report"),
        ({"statement": "o" * 2001}, {}, "passport.text-long"),
        ({}, {"of_groups": 8}, "passport.share-over"),
        ({}, {"all_occupied": 0, "of_groups": 0}, "passport.count-zero"),
        ({}, {"of_groups": None}, "passport.half-count"),
    ],
)
def test_what_is_wrong_with_a_share_is_refused_and_nothing_is_kept(given, told, code):
    firm = a_firm()
    with pytest.raises(InvalidFactsError) as caught:
        share(firm, **{"all_occupied": 7, "of_groups": 3} | told, grounds=grounds(**given))
    assert codes(caught) == {code}
    assert not Evidence.objects.exists()


def test_that_an_outsider_has_examined_it_needs_the_firm_and_its_file():
    firm = a_firm()
    with pytest.raises(InvalidFactsError) as caught:
        a_purpose(firm, basis="audited", statement="Granskat.")
    assert codes(caught) == {"passport.no-reviewer", "passport.no-report"}
    report = a_file(firm)
    with pytest.raises(InvalidFactsError) as caught:
        a_purpose(firm, basis="audited", file=report, reviewer="o" * 201)
    assert codes(caught) == {"passport.line-long"}
    told = a_purpose(firm, basis="audited", file=report, reviewer=" Exempelrevision  AB ")
    assert (told.reviewer, told.file_id) == ("Exempelrevision AB", report)
    assert passport_of(firm.enterprise, on=TODAY).plainly().purpose.current.reviewer == ""
    assert a_purpose(firm, reviewer="Exempelrevision AB").reviewer == ""


@pytest.mark.parametrize("holds", [None, True, False])
def test_of_a_sheltered_workshop_no_aim_is_asked(holds):
    firm = a_firm()
    told = a_purpose(firm, holds=holds, sheltered=True)
    assert (told.holds, told.sheltered) == (True, True)
    assert passport_of(firm.enterprise, on=TODAY).purpose.answer is Answer.YES


def test_all_that_is_wrong_is_told_at_once():
    with pytest.raises(InvalidFactsError) as caught:
        share(a_firm(), all_occupied=3, of_groups=7, grounds=grounds(basis="", counted_on=TODAY + DAY))
    assert codes(caught) == {"passport.share-over", "passport.basis", "passport.future"}


@pytest.mark.parametrize(
    ("told", "basis", "code"),
    [
        ({}, "self-declared", "passport.no-share"),
        ({"holds": True}, "documented", "passport.counts-needed"),
        ({"holds": True, "all_occupied": 10, "of_groups": 2}, "documented", "passport.contradiction"),
    ],
)
def test_an_answer_and_counts_must_agree(told, basis, code):
    with refused(code):
        share(a_firm(), **told, grounds=grounds(basis=basis))


def test_a_purpose_needs_an_answer():
    firm = a_firm()
    with pytest.raises(InvalidFactsError) as caught:
        tell_purpose(**firm.at, holds=None, grounds=grounds())
    assert codes(caught) == {"passport.no-answer"}


def test_a_personal_number_in_the_words_is_refused():
    with refused("text.person"):
        a_purpose(a_firm(), statement="Anställd 19850101-1236 intygar.")


def test_another_organisations_file_is_no_proof():
    with pytest.raises(InvalidFactsError) as caught:
        a_purpose(a_firm(), file=a_firm().home.pk)
    assert codes(caught) == {"passport.file"}


def test_what_is_withdrawn_is_told_no_more():
    firm = a_firm()
    told = a_purpose(firm)
    withdraw_evidence(**firm.at, evidence=told.pk, version=told.version)
    assert live_evidence(firm.enterprise, "purpose") is None
    assert passport_of(firm.enterprise, on=TODAY).purpose.answer is Answer.UNKNOWN
    with refused("passport.ended"):
        withdraw_evidence(**firm.at, evidence=told.pk, version=told.version)


def test_nobody_withdraws_an_older_version_or_anothers_evidence():
    firm, other = a_firm(), a_firm()
    told = a_purpose(firm)
    with pytest.raises(StaleError):
        withdraw_evidence(**firm.at, evidence=told.pk, version=7)
    with pytest.raises(MissingError):
        withdraw_evidence(**other.at, evidence=told.pk, version=told.version)


def test_nobody_but_its_administrators_tells():
    firm, other = a_firm(), a_firm()
    for by in (firm.worker, other.boss, a_buyer()):
        with pytest.raises(NotAllowedError):
            tell_purpose(**firm.at | {"by": by}, holds=True, grounds=grounds())
    with pytest.raises(MissingError):
        tell_purpose(**firm.at | {"by": PUBLIC}, holds=True, grounds=grounds())


def test_a_form_that_is_sent_twice_is_told_once():
    firm = a_firm()
    told = {**firm.at, "holds": True, "grounds": grounds(), "key": "nyckel"}
    assert tell_purpose(**told) == tell_purpose(**told)
    assert Evidence.objects.count() == 1


def test_it_stands_in_the_history_of_the_enterprises_own_organisation():
    firm = a_firm()
    told = a_share(firm)
    assert Event.objects.get(thing=told.pk).organisation == firm.home.pk


def test_several_passports_are_read_together(django_assert_num_queries):
    firms = [a_firm() for _ in range(3)]
    for firm in firms:
        a_share(firm)
    with django_assert_num_queries(3):
        found = passports_of([firm.enterprise for firm in firms], on=TODAY)
    assert {one.share.answer for one in found.values()} == {Answer.YES}


def test_matching_gets_one_proof_for_each_test():
    firm = a_firm()
    a_share(firm)
    passport = passport_of(firm.enterprise, on=TODAY)
    assert proof_of(passport.purpose) is None
    assert proof_of(passport.share) == Proof(holds=True, since=TODAY, expires=last_day("share", TODAY))


def test_a_deputy_tells_as_the_one_whose_stead_it_is():
    firm = a_firm()
    stead = replace(firm.worker, instead_of=firm.boss.person, roles=firm.boss.roles)
    assert tell_purpose(**firm.at | {"by": stead}, holds=True, grounds=grounds())
