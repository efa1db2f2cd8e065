"""What buyers do with a passport: see the documents, challenge, settle."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from svangrum.core.reading import InvalidFactsError
from svangrum.records.accounts.models import Organisation
from svangrum.records.actions import MissingError, NotAllowedError
from svangrum.records.actors import Role
from svangrum.records.enterprises.models import Enterprise
from svangrum.records.letters.models import Letter
from svangrum.records.passports.actions.lapsing import lapse_challenge, lapse_challenges
from svangrum.records.passports.actions.reviewing import (
    answer_challenge,
    challenge_evidence,
    read_reply,
    settle_challenge,
)
from svangrum.records.passports.actions.seeing import note_sighting, take_back_sighting
from svangrum.records.passports.models import Challenge, PassportLink, Sighting
from svangrum.records.passports.passport import ANYONE, LAPSES_AFTER, REPLY_WITHIN, Answer, Grade, Reader, Why
from svangrum.records.passports.queries import challenge_for, challenges_of, passport_of
from svangrum.records.passports.todo import passport_to_look_at
from tests.records.build import NOW, TODAY, an_organisation, refused
from tests.records.passports.made import a_buyer, a_challenge, a_file, a_firm, a_link, a_purpose, a_share, an_enterprise

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
LATER = NOW + REPLY_WITHIN


def see(evidence, by, day=TODAY, **given):
    told = {"by": by, "recorded_at": NOW, "enterprise": evidence.enterprise_id, "evidence": evidence.pk}
    return note_sighting(**told, seen_on=day, **{"way": "shown", "shown": "På plats hos dem."} | given)


def codes(caught):
    return [one.code for one in caught.value.errors]


def settle(challenge, by, *, upheld, why="Årsredovisningen har granskats.", at=LATER, version=None):
    told = {"by": by, "recorded_at": at, "challenge": challenge.pk, "version": version or challenge.version}
    return settle_challenge(**told, upheld=upheld, settlement=why)


def share_of(firm, on=TODAY, reader=ANYONE):
    return passport_of(firm.enterprise, on=on, reader=reader).share


def offers(enterprise, *codes):
    Enterprise.objects.filter(pk=enterprise.pk).update(offers=[{"cpv": code, "words": ""} for code in codes])


def decider(buyer_home):
    return a_buyer(Role.DECISION_MAKER, home=buyer_home, confirmed=True)


def test_documents_that_an_officer_has_seen_raise_the_grade():
    firm = a_firm()
    told = a_share(firm)
    see(told, a_buyer(Role.MATCHING_OFFICER))
    assert share_of(firm).grade is Grade.SEEN


def test_only_officers_of_buyers_see_documents():
    firm = a_firm()
    told = a_share(firm)
    for by in (firm.boss, a_firm().boss, a_buyer(Role.DECISION_MAKER), a_buyer(Role.ADMINISTRATOR)):
        with pytest.raises(NotAllowedError):
            see(told, by)


@pytest.mark.parametrize(
    ("day", "code"), [(TODAY + DAY, "passport.seen-future"), (TODAY - DAY, "passport.seen-before")]
)
def test_a_day_that_cannot_be_is_refused(day, code):
    told = a_share(a_firm())
    with pytest.raises(InvalidFactsError) as caught:
        see(told, a_buyer(), day)
    assert codes(caught) == [code]


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"way": ""}, "passport.no-way"),
        ({"shown": " "}, "passport.no-shown"),
        ({"note": "o" * 2001}, "passport.text-long"),
    ],
)
def test_how_they_were_seen_is_told(given, code):
    with pytest.raises(InvalidFactsError) as caught:
        see(a_share(a_firm()), a_buyer(), **given)
    assert codes(caught) == [code]


def test_by_a_link_they_are_seen_by_who_could_fetch_the_file():
    firm, town = a_firm(), an_organisation()
    officer = a_buyer(home=town)
    told = a_share(firm, file=a_file(firm))
    refusals = [(officer, TODAY)]
    made = a_link(firm, buyer=town.pk, expires=TODAY + DAY)
    refusals += [(a_buyer(), TODAY), (a_buyer(Role.MATCHING_OFFICER, home=town), TODAY)]
    assert see(told, officer, way="link")
    PassportLink.objects.filter(pk=made.link).update(revoked_at=NOW - DAY)
    for by, day in refusals:
        with pytest.raises(InvalidFactsError) as caught:
            see(told, by, day, way="link")
        assert codes(caught) == ["passport.no-link"]
    PassportLink.objects.filter(pk=made.link).update(revoked_at=None)
    with pytest.raises(InvalidFactsError):
        see(a_share(firm, (7, 4)), officer, way="link")


def test_that_they_were_seen_is_taken_back_by_the_same_organisation():
    firm, town = a_firm(), an_organisation()
    seen = Sighting.objects.get(pk=see(a_share(firm), a_buyer(home=town)))
    told = {"recorded_at": NOW, "sighting": seen.pk, "version": seen.version}
    for by in (a_buyer(), firm.boss):
        with pytest.raises(MissingError):
            take_back_sighting(**told, by=by)
    with pytest.raises(NotAllowedError):
        take_back_sighting(**told, by=a_buyer(Role.CONTROLLER, home=town))
    take_back_sighting(**told, by=a_buyer(Role.MATCHING_OFFICER, home=town))
    assert share_of(firm).grade is Grade.DOCUMENTED
    with refused("passport.seen-ended"):
        take_back_sighting(**told, by=a_buyer(home=town))


def test_a_challenge_puts_the_test_under_review_also_what_is_told_anew():
    firm = a_firm()
    a_purpose(firm)
    a_challenge(a_share(firm), a_buyer())
    assert share_of(firm).why is Why.UNDER_REVIEW
    a_share(firm, (7, 5), at=NOW + DAY)
    assert share_of(firm, TODAY + DAY).why is Why.UNDER_REVIEW
    assert passport_of(firm.enterprise, on=TODAY).purpose.answer is Answer.YES


def test_one_open_challenge_of_a_test_for_each_organisation():
    told, town = a_share(a_firm()), an_organisation()
    a_challenge(told, a_buyer(home=town))
    with refused("passport.challenged"):
        a_challenge(told, a_buyer(Role.MATCHING_OFFICER, home=town))
    a_challenge(told, a_buyer())


def test_a_challenge_needs_a_reason_and_an_officer_of_a_buyer():
    firm = a_firm()
    told = a_share(firm)
    with refused("passport.no-reason"):
        a_challenge(told, a_buyer(), "  ")
    for by in (firm.boss, a_firm().worker, a_buyer(Role.CONTROLLER)):
        with pytest.raises(NotAllowedError):
            a_challenge(told, by)


def test_what_is_told_no_more_is_not_challenged():
    firm = a_firm()
    before = a_share(firm)
    a_share(firm, (7, 4))
    with refused("passport.ended"):
        a_challenge(before, a_buyer())


def test_evidence_of_another_enterprise_is_not_there():
    told = a_share(a_firm())
    with pytest.raises(MissingError):
        challenge_evidence(
            by=a_buyer(), recorded_at=NOW, enterprise=a_firm().enterprise.pk, evidence=told.pk, reason="Nej."
        )


@pytest.mark.parametrize(
    ("upheld", "answer", "why"), [(False, Answer.YES, None), (True, Answer.UNKNOWN, Why.SET_ASIDE)]
)
def test_a_decision_maker_of_the_same_organisation_settles_it_for_that_organisation(upheld, answer, why):
    firm, town = a_firm(), an_organisation()
    challenge = a_challenge(a_share(firm), a_buyer(home=town))
    settle(challenge, decider(town), upheld=upheld)
    found = share_of(firm, LATER.date(), Reader(town.pk))
    assert (found.answer, found.why) == (answer, why)
    other = share_of(firm, LATER.date(), Reader(an_organisation().pk))
    assert (other.answer, other.found_wrong_on) == (Answer.YES, LATER.date() if upheld else None)
    with refused("passport.settled"):
        settle(challenge, decider(town), upheld=upheld)


def test_after_one_that_was_right_new_evidence_counts():
    firm, town = a_firm(), an_organisation()
    settle(a_challenge(a_share(firm), a_buyer(home=town)), decider(town), upheld=True)
    a_share(firm, (7, 4), at=LATER)
    assert share_of(firm, LATER.date(), Reader(town.pk)).answer is Answer.YES


def test_nobody_else_settles_it():
    firm, town = a_firm(), an_organisation()
    challenge = a_challenge(a_share(firm), a_buyer(home=town))
    for by in (a_buyer(home=town), firm.boss, replace(decider(town), confirmed=False)):
        with pytest.raises(NotAllowedError):
            settle(challenge, by, upheld=True)
    for by in (decider(an_organisation()), a_firm().boss):
        with pytest.raises(MissingError):
            settle(challenge, by, upheld=True)
    deputy = a_buyer(home=town)
    with refused("deputy.lasting"):
        settle(challenge, replace(decider(town), person=deputy.person, instead_of=decider(town).person), upheld=True)


@pytest.mark.parametrize(
    ("given", "code"), [({"upheld": None}, "passport.no-outcome"), ({"upheld": True, "why": ""}, "passport.no-reason")]
)
def test_an_outcome_and_a_reason_are_needed(given, code):
    town = an_organisation()
    challenge = a_challenge(a_share(a_firm()), a_buyer(home=town))
    with refused(code):
        settle(challenge, decider(town), **given)


def test_the_enterprise_has_time_to_answer_first():
    firm, town = a_firm(), an_organisation()
    challenge = a_challenge(a_share(firm), a_buyer(home=town))
    with refused("passport.too-soon"):
        settle(challenge, decider(town), upheld=True, at=LATER - DAY)
    answer_challenge(by=firm.boss, recorded_at=NOW, challenge=challenge.pk, version=1, answer="Vi räknade om.")
    challenge.refresh_from_db()
    settle(challenge, decider(town), upheld=False, at=NOW)


def test_what_nobody_settles_lapses_and_is_not_raised_again():
    firm, town = a_firm(), an_organisation()
    told = a_share(firm)
    challenge = a_challenge(told, a_buyer(home=town))
    ends = NOW + LAPSES_AFTER
    assert share_of(firm, ends.date() - DAY).why is Why.UNDER_REVIEW
    assert share_of(firm, ends.date()).answer is Answer.YES
    with refused("passport.lapsed"):
        settle(challenge, decider(town), upheld=True, at=ends)
    with refused("passport.lapsed"):
        answer_challenge(by=firm.boss, recorded_at=ends, challenge=challenge.pk, version=1, answer="För sent.")
    with refused("passport.challenged-before"):
        a_challenge(told, a_buyer(home=town), at=ends)
    assert passport_to_look_at(decider(town), ends.date()) == []
    anew = a_share(firm, (7, 4), at=ends)
    a_challenge(anew, a_buyer(home=town), at=ends)


def test_one_that_is_gone_keeps_no_other_from_lapsing(monkeypatch):
    firm, town = a_firm(), an_organisation()
    for told in (a_share(firm), a_purpose(firm)):
        a_challenge(told, a_buyer(home=town))
    gone = Challenge.objects.order_by("pk").first().pk

    def lapse(*, challenge, **asked):
        if challenge == gone:
            raise MissingError("record.missing")
        return lapse_challenge(challenge=challenge, **asked)

    monkeypatch.setattr("svangrum.records.passports.actions.lapsing.lapse_challenge", lapse)
    assert lapse_challenges(recorded_at=NOW + LAPSES_AFTER) == 1
    assert Challenge.objects.filter(lapse_told_at=None).count() == 1


def test_who_sells_in_the_same_branch_does_not_challenge():
    firm, town = a_firm(), an_organisation()
    told = a_share(firm)
    offers(firm.enterprise, "90910000")
    own = an_enterprise(town)
    for codes in (("90911200",), ()):
        offers(own, *codes)
        with refused("passport.competes"):
            a_challenge(told, a_buyer(home=town))
    offers(own, "45420000")
    Enterprise.objects.filter(pk=own.pk).update(kind="municipal")
    a_challenge(told, a_buyer(home=town))


def test_a_document_comes_with_the_answer_for_those_who_look_into_it():
    firm, town = a_firm(), an_organisation()
    challenge = a_challenge(a_share(firm), a_buyer(home=town))
    told = {"recorded_at": NOW, "challenge": challenge.pk}
    with pytest.raises(MissingError):
        read_reply(**told, by=firm.boss)
    answer_challenge(**told, by=firm.boss, version=1, answer="Här.", file=a_file(firm))
    for by in (firm.worker, a_buyer(home=town), decider(town)):
        assert read_reply(**told, by=by)[1] == b"Tre av sju."
    for by in (a_buyer(Role.CONTROLLER, home=town), a_buyer(), a_firm().boss):
        with pytest.raises(MissingError):
            read_reply(**told, by=by)
    challenge.refresh_from_db()
    with refused("passport.file"):
        answer_challenge(**told, by=firm.boss, version=challenge.version, answer="Här.", file=a_file(a_firm()))


def test_the_enterprise_answers_while_it_is_open():
    firm, town = a_firm(), an_organisation()
    challenge = a_challenge(a_share(firm), a_buyer(home=town))
    told = {"recorded_at": NOW, "challenge": challenge.pk, "version": challenge.version}
    with refused("passport.no-reply"):
        answer_challenge(**told, by=firm.boss, answer="")
    with pytest.raises(NotAllowedError):
        answer_challenge(**told, by=firm.worker, answer="Vi räknade den 1 november.")
    answer_challenge(**told, by=firm.boss, answer="Vi räknade den 1 november.")
    challenge.refresh_from_db()
    settle(challenge, decider(town), upheld=False)
    with refused("passport.settled"):
        answer_challenge(**told, by=firm.boss, answer="Igen.")


def test_who_challenged_and_why_is_for_the_two_of_them():
    firm, town = a_firm(), an_organisation()
    challenge = a_challenge(a_share(firm), a_buyer(home=town))
    for by in (firm.worker, a_buyer(Role.CONTROLLER, home=town)):
        assert challenge_for(by, challenge.pk) == challenge
    for by in (a_buyer(), a_firm().boss):
        with pytest.raises(MissingError):
            challenge_for(by, challenge.pk)
    assert list(challenges_of(firm.enterprise)) == [challenge]


def test_both_sides_are_written_to_without_who_or_why():
    firm, town = a_firm(), an_organisation()
    boss = decider(town)
    challenge = a_challenge(a_share(firm), a_buyer(home=town), "Hemligt skäl.")
    assert {(one.person_id, one.code) for one in Letter.objects.all()} == {
        (firm.boss.person, "passport-challenged"),
        (boss.person, "passport-to-settle"),
    }
    settle(challenge, boss, upheld=False)
    told = Letter.objects.get(code="passport-settled")
    assert (told.person_id, told.page, told.values) == (firm.boss.person, "passport-challenge", {})
    with refused("passport.settled"):
        settle(challenge, boss, upheld=False)
    assert Letter.objects.count() == 3


def test_each_is_told_what_to_do():
    firm, town = a_firm(), an_organisation()
    a_purpose(firm, expires=TODAY + 60 * DAY)
    told = a_share(firm, expires=TODAY + 61 * DAY)
    challenge = a_challenge(told, a_buyer(home=town))
    named = {"challenge": str(challenge.pk)}
    assert [(one.code, one.parts) for one in passport_to_look_at(firm.boss, TODAY)] == [
        ("evidence-expires-purpose", {}),
        ("challenge-answer", named),
    ]
    assert [one.code for one in passport_to_look_at(firm.boss, TODAY + 61 * DAY)][:2] == [
        "evidence-expired-purpose",
        "evidence-expires-share",
    ]
    assert passport_to_look_at(decider(town), TODAY) == []
    due = LATER.date()
    assert [(one.code, one.parts) for one in passport_to_look_at(decider(town), due)] == [("challenge-settle", named)]
    for by in (firm.worker, a_buyer(home=town), decider(an_organisation())):
        assert passport_to_look_at(by, due) == []


@pytest.mark.parametrize(("given", "seen"), [({}, False), ({"file": True}, True), ({"basis": "documented"}, True)])
def test_behind_a_bare_word_there_is_nothing_to_have_seen(given, seen):
    firm = a_firm()
    given = given | ({"file": a_file(firm)} if "file" in given else {})
    told = a_purpose(firm, **{"basis": "self-declared", "statement": "Så är det."} | given)
    if seen:
        assert see(told, a_buyer())
        return
    with pytest.raises(InvalidFactsError) as caught:
        see(told, a_buyer())
    assert codes(caught) == ["passport.nothing-to-see"]
    assert not Sighting.objects.exists()


def test_counts_of_ones_own_can_be_seen():
    assert see(a_share(a_firm(), basis="self-declared"), a_buyer())


def test_both_sides_are_written_to_once_when_nobody_settled_it_in_time():
    firm, officer = a_firm(), a_buyer()
    decider = a_buyer(Role.DECISION_MAKER, home=home_of(officer))
    raised = a_challenge(a_share(firm), officer)
    settled = a_challenge(a_purpose(firm), officer)
    settle(settled, replace(decider, confirmed=True), upheld=False)
    Letter.objects.all().delete()
    assert lapse_challenges(recorded_at=NOW + LAPSES_AFTER - DAY) == 0
    for expected in (1, 0):
        assert lapse_challenges(recorded_at=NOW + LAPSES_AFTER) == expected
    told = {(one.person_id, one.code) for one in Letter.objects.all()}
    assert told == {(firm.boss.person, "passport-lapsed"), (decider.person, "passport-unsettled")}
    assert Letter.objects.count() == 2
    raised.refresh_from_db()
    assert raised.lapse_told_at == NOW + LAPSES_AFTER


def test_nobody_but_the_program_tells_of_it():
    firm, officer = a_firm(), a_buyer()
    raised = a_challenge(a_share(firm), officer)
    for by in (firm.boss, officer, a_buyer(Role.DECISION_MAKER, home=home_of(officer))):
        with pytest.raises(NotAllowedError):
            lapse_challenge(by=by, recorded_at=NOW + LAPSES_AFTER, challenge=raised.pk)


def home_of(of):
    return Organisation.objects.get(pk=of.organisation)
