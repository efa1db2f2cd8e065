"""A coordinator proposes that enterprises tender together; each answers for itself; how it stands follows."""

from __future__ import annotations

from datetime import timedelta

import pytest

from svangrum.core.errors import SvangrumError
from svangrum.records.accounts.models import Organisation
from svangrum.records.actions import MissingError, NotAllowedError, StaleError
from svangrum.records.consortia.actions.proposing import end_proposal
from svangrum.records.consortia.actions.replying import reply_to_proposal
from svangrum.records.consortia.models import Invited, Proposal
from svangrum.records.consortia.queries import Stands, how_it_stands, how_they_stand, proposals_by, proposed_to
from svangrum.records.consortia.todo import proposals_to_look_at
from svangrum.records.enterprises.actions.helping import end_help
from svangrum.records.enterprises.models import Helper
from svangrum.records.events.models import Event
from svangrum.records.letters.models import Letter
from tests.records.build import NOW, TODAY
from tests.records.consortia.made import LAST_DAY, a_proposal, helped_by, replied
from tests.records.dialogues.made import a_dialogue
from tests.records.enterprises.made import a_buyer, a_coordinator, an_enterprise

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator():
    return a_coordinator()


@pytest.fixture
def two(coordinator):
    return helped_by(coordinator)


def refused(code, action, **given):
    with pytest.raises(SvangrumError) as wrong:
        action(recorded_at=NOW, **given)
    assert wrong.value.code == code


def test_it_waits_until_everyone_has_said_yes(coordinator, two):
    proposal = a_proposal(coordinator, *two)
    assert how_it_stands(proposal, on=TODAY) == Stands.WAITING
    replied(two[0], proposal)
    assert how_it_stands(proposal, on=TODAY) == Stands.WAITING
    replied(two[1], proposal)
    assert how_it_stands(proposal, on=TODAY) == Stands.AGREED


def test_one_no_is_enough_for_it_to_fall_and_can_be_taken_back(coordinator, two):
    proposal = a_proposal(coordinator, *two)
    replied(two[0], proposal)
    replied(two[1], proposal, "no", "Vi hinner inte.")
    assert how_it_stands(proposal, on=TODAY) == Stands.FELL
    replied(two[1], proposal, "yes")
    assert how_it_stands(proposal, on=TODAY) == Stands.AGREED


def test_it_is_over_the_day_after_the_last_unless_all_said_yes(coordinator, two):
    proposal = a_proposal(coordinator, *two)
    assert how_it_stands(proposal, on=LAST_DAY) == Stands.WAITING
    assert how_it_stands(proposal, on=LAST_DAY + timedelta(days=1)) == Stands.OVER
    for one in two:
        replied(one, proposal)
    assert how_it_stands(proposal, on=LAST_DAY + timedelta(days=1)) == Stands.AGREED


def test_it_falls_when_an_enterprise_ends_the_help_and_cannot_be_answered_then(coordinator, two):
    proposal = a_proposal(coordinator, *two)
    helper = Helper.objects.get(enterprise=two[0].entry)
    end_help(by=two[0].member, recorded_at=NOW, helper=helper.pk, version=helper.version)
    assert how_it_stands(proposal, on=TODAY) == Stands.FELL
    said = {"proposal": proposal.pk, "version": 1, "reply": "yes", "words": ""}
    refused("consortium.no-help", reply_to_proposal, by=two[0].member, **said)


def test_what_is_agreed_or_over_stays_so_when_the_help_is_ended_later(coordinator, two):
    agreed, over = a_proposal(coordinator, *two), a_proposal(coordinator, *two)
    for one in two:
        replied(one, agreed)
    later = LAST_DAY + timedelta(days=100)
    Helper.objects.filter(enterprise=two[0].entry).update(ended=later)
    assert how_they_stand([agreed, over], on=later) == {agreed.pk: Stands.AGREED, over.pk: Stands.OVER}


@pytest.mark.parametrize("side", ["coordinator", "enterprise"])
def test_one_that_has_left_neither_helps_nor_is_helped(coordinator, two, side):
    proposal = a_proposal(coordinator, *two)
    left = coordinator.organisation if side == "coordinator" else two[0].organisation.pk
    Organisation.objects.filter(pk=left).update(closed=TODAY)
    assert how_it_stands(proposal, on=TODAY) == Stands.FELL
    assert [one.code for one in proposals_to_look_at(two[1].member, TODAY)] == (
        ["consortium-answer"] if side == "enterprise" else []
    )
    with pytest.raises(SvangrumError) as wrong:
        a_proposal(coordinator, *two)
    assert wrong.value.code == "consortium.not-helped"


def test_one_alone_is_no_consortium(coordinator, two):
    with pytest.raises(SvangrumError) as wrong:
        a_proposal(coordinator, two[0])
    assert wrong.value.code == "consortium.few"


def test_how_many_stand_takes_two_questions(coordinator, two, django_assert_num_queries):
    several = [a_proposal(coordinator, *two) for _ in range(3)]
    with django_assert_num_queries(2):
        assert set(how_they_stand(several, on=TODAY).values()) == {Stands.WAITING}


def test_it_is_proposed_to_those_who_have_asked_for_help_and_nobody_else(coordinator, two):
    stranger = an_enterprise()
    with pytest.raises(SvangrumError) as wrong:
        a_proposal(coordinator, two[0], stranger)
    assert wrong.value.code == "consortium.not-helped"
    assert not Proposal.objects.exists()


@pytest.mark.parametrize("who", ["buyer", "member", "administrator"])
def test_nobody_but_a_coordinator_proposes(two, who):
    by = a_buyer() if who == "buyer" else getattr(two[0], who)
    with pytest.raises(NotAllowedError):
        a_proposal(by, *two)


def test_another_coordinator_neither_sees_nor_ends_it(coordinator, two):
    proposal, other = a_proposal(coordinator, *two), a_coordinator()
    assert not proposals_by(other).exists()
    with pytest.raises(MissingError):
        end_proposal(by=other, recorded_at=NOW, proposal=proposal.pk, version=1)


def test_who_it_is_not_for_finds_nothing_to_answer(coordinator, two):
    proposal, stranger = a_proposal(coordinator, *two), an_enterprise()
    assert not proposed_to(stranger.member).exists()
    with pytest.raises(MissingError):
        reply_to_proposal(by=stranger.member, recorded_at=NOW, proposal=proposal.pk, version=1, reply="yes", words="")
    with pytest.raises(MissingError):
        reply_to_proposal(by=a_buyer(), recorded_at=NOW, proposal=proposal.pk, version=1, reply="yes", words="")


def test_an_old_form_is_told_that_somebody_answered_meanwhile(coordinator, two):
    proposal = a_proposal(coordinator, *two)
    replied(two[0], proposal)
    with pytest.raises(StaleError):
        reply_to_proposal(
            by=two[0].administrator, recorded_at=NOW, proposal=proposal.pk, version=1, reply="no", words=""
        )
    assert Invited.objects.get(enterprise=two[0].entry).reply == "yes"


def test_once_ended_nobody_answers_and_it_is_ended_once(coordinator, two):
    proposal = a_proposal(coordinator, *two)
    end_proposal(by=coordinator, recorded_at=NOW, proposal=proposal.pk, version=1)
    said = {"proposal": proposal.pk, "version": 1, "reply": "yes", "words": ""}
    refused("consortium.ended", reply_to_proposal, by=two[0].member, **said)
    refused("consortium.ended", end_proposal, by=coordinator, proposal=proposal.pk, version=2)


def test_it_is_answered_no_later_than_the_last_day(coordinator, two):
    proposal = a_proposal(coordinator, *two)
    Proposal.objects.filter(pk=proposal.pk).update(answers_until=TODAY - timedelta(days=1))
    said = {"proposal": proposal.pk, "version": 1, "reply": "yes", "words": ""}
    refused("consortium.over", reply_to_proposal, by=two[0].member, **said)


def test_the_last_day_is_to_come_and_not_after_the_dialogues(coordinator, two):
    dialogue = a_dialogue(a_buyer(), answers_until=TODAY + timedelta(days=7))
    for code, told in (
        ("consortium.far-off", {"answers_until": TODAY + timedelta(days=400)}),
        ("consortium.day-past", {"answers_until": TODAY - timedelta(days=1)}),
        ("consortium.after-dialogue", {"dialogue": dialogue.pk, "answers_until": TODAY + timedelta(days=8)}),
        ("consortium.dialogue-over", {"dialogue": two[0].entry.pk}),
    ):
        with pytest.raises(SvangrumError) as wrong:
            a_proposal(coordinator, *two, **told)
        assert wrong.value.code == code
    assert a_proposal(coordinator, *two, dialogue=dialogue.pk, answers_until=TODAY + timedelta(days=7)).dialogue


def test_no_event_and_no_letter_of_one_enterprise_tells_of_another(coordinator, two):
    first, second = two
    replied(first, a_proposal(coordinator, *two), "no", "Vi hinner inte.")
    held = Event.objects.filter(organisation=second.organisation.pk)
    assert held.exists()
    for told in (*(str(one.payload) for one in held), *(str(one.values) for one in Letter.objects.all())):
        assert first.entry.name not in told
        assert "hinner" not in told
    assert not Event.objects.filter(action="consortium-member.replied", organisation=second.organisation.pk).exists()


def test_each_is_told_what_to_look_at(coordinator, two):
    proposal = a_proposal(coordinator, *two)
    codes = {who: [one.code for one in proposals_to_look_at(by, TODAY)] for who, by in _seen(coordinator, two).items()}
    assert codes == {"coordinator": [], "first": ["consortium-answer"], "second": ["consortium-answer"], "buyer": []}
    replied(two[0], proposal)
    replied(two[1], proposal)
    codes = {who: [one.code for one in proposals_to_look_at(by, TODAY)] for who, by in _seen(coordinator, two).items()}
    assert codes == {"coordinator": ["consortium-agreed"], "first": [], "second": [], "buyer": []}
    end_proposal(by=coordinator, recorded_at=NOW, proposal=proposal.pk, version=1)
    assert proposals_to_look_at(coordinator, TODAY) == []


def _seen(coordinator, two):
    return {"coordinator": coordinator, "first": two[0].member, "second": two[1].administrator, "buyer": a_buyer()}
