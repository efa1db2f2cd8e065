"""What is done with purchases: what each action leaves, refuses and tells."""

from __future__ import annotations

import json
from datetime import date

import pytest

from svangrum.core.errors import SvangrumError
from svangrum.core.reading import InvalidFactsError
from svangrum.records.accounts.models import Grant, OrganisationKind
from svangrum.records.actions import MissingError, NotAllowedError, StaleError
from svangrum.records.actors import PROGRAM, Role
from svangrum.records.events.models import Event
from svangrum.records.letters.models import Letter
from svangrum.records.purchases.actions.ending import (
    close_purchase,
    hand_over_purchase,
    remove_purchase,
    reopen_purchase,
    thin_purchase,
)
from svangrum.records.purchases.actions.keeping import ask_again, change_facts, describe_purchase, keep_purchase
from svangrum.records.purchases.actions.sharing import (
    end_purchase_grant,
    grant_purchase,
    open_purchase,
    share_purchase,
    unshare_purchase,
)
from svangrum.records.purchases.models import GivenAdvice, Opening, Purchase, PurchaseState
from svangrum.records.purchases.permissions import can_view_purchase
from svangrum.records.purchases.queries import last_answer
from tests.records.build import NOW, TODAY, a_member, actor, an_organisation
from tests.records.purchases.made import FACTS, OFFICER, a_purchase, given

pytestmark = pytest.mark.django_db

NUMBER = "19850101-1236"
"""A personal number of nobody, with its check digit."""


@pytest.fixture
def home():
    return an_organisation()


@pytest.fixture
def owner(home):
    return actor(a_member(home, OFFICER), home)


@pytest.fixture
def colleague(home):
    return actor(a_member(home, OFFICER), home)


def told(purchase):
    """The actions in its chain, in order."""
    return list(Event.objects.filter(thing=purchase.pk).order_by("number").values_list("action", flat=True))


def done(action, by, purchase, **more):
    """The purchase after the action."""
    action(by=by, recorded_at=NOW, purchase=purchase.pk, **{"version": purchase.version, **more})
    return Purchase.objects.get(pk=purchase.pk)


def test_a_kept_purchase_has_its_answer_as_it_was_given(owner, home):
    purchase = a_purchase(owner, as_of=date(2025, 12, 1), note="Fråga driften.")
    answer = last_answer(purchase)
    assert (purchase.owner_id, purchase.organisation, purchase.shared) == (owner.person, home, False)
    assert (purchase.facts, purchase.kept_at, purchase.version) == (FACTS, NOW, 1)
    assert (answer.number, answer.as_of, answer.facts) == (1, date(2025, 12, 1), FACTS)
    assert answer.advice == given(date(2025, 12, 1)).advice
    assert {language: one["language"] for language, one in answer.advice.items()} == {"sv": "sv", "en": "en"}
    assert told(purchase) == ["purchase.kept"]


def test_a_request_sent_again_keeps_nothing_more(owner):
    first, again = (a_purchase(owner, key="en-nyckel") for _ in range(2))
    assert first == again
    assert GivenAdvice.objects.count() == 1


@pytest.mark.parametrize(
    ("given_", "code"),
    [
        ({"title": "  "}, "purchase.no-title"),
        ({"title": "x" * 201}, "purchase.title-long"),
        ({"note": "x" * 5001}, "purchase.note-long"),
        ({"title": f"Köp åt {NUMBER}"}, "text.person"),
        ({"note": f"Gäller {NUMBER}"}, "text.person"),
    ],
)
def test_what_cannot_be_kept_leaves_nothing(owner, given_, code):
    with pytest.raises(SvangrumError) as refused:
        a_purchase(owner, **given_)
    assert refused.value.code == code
    assert (Purchase.objects.count(), GivenAdvice.objects.count()) == (0, 0)


def test_a_personal_number_in_the_facts_is_refused(owner):
    with pytest.raises(SvangrumError, match=r"text\.person"):
        keep_purchase(by=owner, recorded_at=NOW, title="Ett köp", given=given(what=f"städning åt {NUMBER}"))
    assert GivenAdvice.objects.count() == 0


def test_other_facts_have_their_own_answer_and_the_old_is_kept(owner):
    purchase = a_purchase(owner)
    before = last_answer(purchase).advice
    changed = done(change_facts, owner, purchase, given=given(value="2 500 000"))
    assert changed.facts["value"] == "2 500 000"
    assert [one.facts["value"] for one in changed.advice.order_by("number")] == ["650 000", "2 500 000"]
    assert changed.advice.get(number=1).advice == before


def test_the_same_facts_are_asked_again(owner):
    purchase = a_purchase(owner, as_of=date(2025, 12, 1))
    asked = done(ask_again, owner, purchase, given=given(TODAY))
    assert [one.as_of for one in asked.advice.order_by("number")] == [date(2025, 12, 1), TODAY]
    with pytest.raises(SvangrumError, match=r"purchase\.other-facts"):
        done(ask_again, owner, asked, given=given(value="1"))


def test_title_and_note_are_changed(owner):
    purchase = done(describe_purchase, owner, a_purchase(owner), title=" Ny  titel ", note=" Rad\r\nrad ")
    assert (purchase.title, purchase.note) == ("Ny titel", "Rad\nrad")


def test_the_second_of_two_is_told_and_nothing_is_written(owner):
    purchase = a_purchase(owner)
    done(describe_purchase, owner, purchase, title="Först", note="")
    for late in (
        lambda: done(describe_purchase, owner, purchase, title="Sedan", note=""),
        lambda: done(close_purchase, owner, purchase),
        lambda: done(change_facts, owner, purchase, given=given()),
    ):
        with pytest.raises(StaleError) as refused:
            late()
        assert refused.value.current.title == "Först"
    assert told(purchase) == ["purchase.kept", "purchase.described"]


def test_who_may_not_see_it_learns_nothing(owner, colleague):
    """Not even by a version that is too old."""
    purchase = a_purchase(owner)
    for action, more in (
        (describe_purchase, {"title": "x", "note": ""}),
        (change_facts, {"given": given()}),
        (close_purchase, {}),
        (share_purchase, {}),
        (hand_over_purchase, {"to_person": colleague.person}),
    ):
        for version in (purchase.version, 99):
            with pytest.raises(MissingError):
                done(action, colleague, purchase, version=version, **more)


def test_a_reader_changes_nothing(owner, colleague):
    purchase = done(share_purchase, owner, a_purchase(owner))
    for action, more in (
        (describe_purchase, {"title": "x", "note": ""}),
        (unshare_purchase, {}),
        (close_purchase, {}),
        (grant_purchase, {"role": "reader", "to_person": colleague.person}),
    ):
        with pytest.raises(NotAllowedError):
            done(action, colleague, purchase, **more)


def test_shared_and_taken_back(owner, colleague):
    purchase = done(share_purchase, owner, a_purchase(owner))
    assert can_view_purchase(colleague, purchase, on=TODAY)
    purchase = done(unshare_purchase, owner, purchase)
    assert not can_view_purchase(colleague, purchase, on=TODAY)


def test_granted_to_a_colleague_who_is_told_by_letter(owner, colleague, home):
    purchase = done(grant_purchase, owner, a_purchase(owner), role="editor", to_person=colleague.person)
    assert done(describe_purchase, colleague, purchase, title="Min titel", note="").title == "Min titel"
    letter = Letter.objects.get()
    assert (letter.person_id, letter.code, letter.values) == (colleague.person, "shared", {"organisation": home.name})
    assert letter.parts == {"purchase": str(purchase.pk)}


def test_granted_to_another_organisation_whose_administrators_are_told(owner):
    abroad = an_organisation()
    administrator, other = a_member(abroad, Role.ADMINISTRATOR), a_member(abroad, OFFICER)
    purchase = done(grant_purchase, owner, a_purchase(owner), role="reader", to_organisation=abroad.pk, sure=True)
    assert [one.person for one in Letter.objects.all()] == [administrator]
    assert can_view_purchase(actor(other, abroad), purchase, on=TODAY)


def test_an_ended_grant_closes_at_once(owner, colleague):
    purchase = done(grant_purchase, owner, a_purchase(owner), role="reader", to_person=colleague.person)
    grant = Grant.objects.get()
    for _ in range(2):
        end_purchase_grant(by=owner, recorded_at=NOW, purchase=purchase.pk, grant=grant.pk)
    assert not can_view_purchase(colleague, purchase, on=TODAY)
    assert told(purchase) == ["purchase.kept", "purchase.granted", "purchase.grant-ended"]


def test_a_grant_to_another_thing_is_not_ended_from_here(owner, colleague):
    first, other = a_purchase(owner), a_purchase(owner)
    done(grant_purchase, owner, first, role="reader", to_person=colleague.person)
    end_purchase_grant(by=owner, recorded_at=NOW, purchase=other.pk, grant=Grant.objects.get().pk)
    assert Grant.objects.get().ended is None


def test_nothing_is_granted_to_its_owner(owner):
    with pytest.raises(SvangrumError, match=r"purchase\.own"):
        done(grant_purchase, owner, a_purchase(owner), role="reader", to_person=owner.person)


@pytest.mark.parametrize("kind", OrganisationKind.values)
def test_all_may_be_granted_it_but_an_enterprise(owner, kind):
    purchase, receiver = a_purchase(owner), an_organisation(kind)
    if kind == "enterprise":
        with pytest.raises(SvangrumError, match=r"purchase\.enterprise") as refused:
            done(grant_purchase, owner, purchase, role="reader", to_organisation=receiver.pk, sure=True)
        assert refused.value.field == "to_organisation"
    else:
        done(grant_purchase, owner, purchase, role="reader", to_organisation=receiver.pk, sure=True)
    assert Grant.objects.count() == (kind != "enterprise")


def test_the_first_opening_by_another_is_told_once(owner, colleague):
    purchase = done(share_purchase, owner, a_purchase(owner))
    for who in (owner, colleague, colleague):
        open_purchase(by=who, recorded_at=NOW, purchase=purchase.pk)
    assert [one.person_id for one in Opening.objects.all()] == [colleague.person]
    assert told(purchase) == ["purchase.kept", "purchase.shared", "purchase.opened"]


def test_closed_it_is_read_and_not_changed_until_reopened(owner):
    purchase = done(close_purchase, owner, a_purchase(owner))
    assert (purchase.state, purchase.closed_at) == (PurchaseState.CLOSED, NOW)
    with pytest.raises(NotAllowedError):
        done(describe_purchase, owner, purchase, title="x", note="")
    reopened = done(reopen_purchase, owner, purchase)
    assert (reopened.state, reopened.closed_at) == (PurchaseState.OPEN, None)


def test_handed_over_it_is_the_other_ones(owner, colleague):
    purchase = done(hand_over_purchase, owner, a_purchase(owner), to_person=colleague.person)
    assert purchase.owner_id == colleague.person
    assert not can_view_purchase(owner, purchase, on=TODAY)


def test_nothing_is_handed_over_to_who_does_not_belong(owner):
    elsewhere = a_member(an_organisation(), OFFICER)
    for receiver in (elsewhere.pk, owner.person):
        with pytest.raises(SvangrumError, match=r"purchase\.receiver"):
            done(hand_over_purchase, owner, a_purchase(owner), to_person=receiver)


def test_a_thinned_purchase_has_no_content_left(owner, colleague):
    purchase = done(grant_purchase, owner, a_purchase(owner, note="Läs."), role="reader", to_person=colleague.person)
    open_purchase(by=colleague, recorded_at=NOW, purchase=purchase.pk)
    purchase = done(share_purchase, owner, purchase)
    purchase = done(close_purchase, owner, purchase)
    thinned = done(thin_purchase, PROGRAM, purchase, decision="Nämnden 2026-11-27, § 7.")
    assert (thinned.title, thinned.note, thinned.facts, thinned.state) == ("", "", {}, PurchaseState.THINNED)
    assert (GivenAdvice.objects.count(), Opening.objects.count()) == (0, 0)
    assert Grant.objects.get().ended == TODAY
    assert told(thinned)[-1] == "purchase.thinned"
    kept = Event.objects.filter(thing=purchase.pk, payload__isnull=False).values_list("payload", flat=True)
    assert all("Lokalvård" not in payload and "digest" not in payload for payload in kept)
    assert any("Nämnden 2026-11-27, § 7." in payload for payload in kept)


def test_no_purchase_is_thinned_without_a_decision(owner):
    purchase = done(close_purchase, owner, a_purchase(owner, shared=True))
    with pytest.raises(SvangrumError, match=r"thin\.no-decision"):
        done(thin_purchase, PROGRAM, purchase, decision=" ")
    assert GivenAdvice.objects.count() == 1


def test_only_what_is_closed_is_thinned(owner):
    with pytest.raises(NotAllowedError):
        done(thin_purchase, PROGRAM, a_purchase(owner, shared=True), decision="Nämnden 2026-11-27, § 7.")


def test_what_its_owner_alone_can_read_is_thinned_by_nobody_else(owner, home):
    purchase = done(close_purchase, owner, a_purchase(owner))
    for who in (PROGRAM, actor(a_member(home, Role.ADMINISTRATOR), home), owner):
        with pytest.raises(NotAllowedError):
            done(thin_purchase, who, purchase, decision="Nämnden 2026-11-27, § 7.")


WHY = {"reason": "Innehöll uppgifter om en enskild", "decision": "Nämnden 2026-11-27, § 7."}


def test_a_removed_purchase_has_no_content_left_and_says_why(owner, colleague):
    purchase = done(grant_purchase, owner, a_purchase(owner, note="Läs."), role="reader", to_person=colleague.person)
    removed = done(remove_purchase, owner, purchase, **WHY)
    assert (removed.title, removed.note, removed.facts, removed.state) == ("", "", {}, PurchaseState.THINNED)
    assert GivenAdvice.objects.count() == 0
    assert Grant.objects.get().ended == TODAY
    kept = Event.objects.filter(thing=purchase.pk, payload__isnull=False).values_list("payload", flat=True)
    assert all("Lokalvård" not in payload for payload in kept)
    assert json.loads(Event.objects.get(thing=purchase.pk, action="purchase.removed").payload) == {"answers": 1, **WHY}


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"reason": " "}, "purchase.no-reason"),
        ({"reason": "x" * 301}, "purchase.reason-too-long"),
        ({"decision": " "}, "thin.no-decision"),
    ],
)
def test_no_purchase_is_removed_without_a_reason_and_a_decision(owner, wrong, code):
    with pytest.raises(InvalidFactsError) as refused:
        done(remove_purchase, owner, a_purchase(owner), **{**WHY, **wrong})
    assert [one.code for one in refused.value.errors] == [code]
    assert GivenAdvice.objects.count() == 1


def test_an_administrator_removes_what_is_shared_and_nothing_that_is_not(owner, colleague, home):
    administrator = actor(a_member(home, Role.ADMINISTRATOR), home)
    with pytest.raises(MissingError):
        done(remove_purchase, administrator, a_purchase(owner), **WHY)
    shared = a_purchase(owner, shared=True)
    with pytest.raises(NotAllowedError):
        done(remove_purchase, colleague, shared, **WHY)
    assert done(remove_purchase, administrator, shared, **WHY).state == PurchaseState.THINNED


def test_nothing_is_shared_with_another_organisation_before_secrecy_is_checked(owner):
    with pytest.raises(SvangrumError, match=r"purchase\.not-sure"):
        done(grant_purchase, owner, a_purchase(owner), role="reader", to_organisation=an_organisation().pk)
    assert Grant.objects.count() == 0


def test_a_deputy_keeps_for_the_one_in_whose_stead(home, owner):
    deputy = actor(a_member(home, OFFICER), home, instead_of=owner.person)
    purchase = a_purchase(deputy)
    assert purchase.owner_id == owner.person
    event = Event.objects.get(thing=purchase.pk)
    assert (event.person, event.instead_of) == (deputy.person, owner.person)
