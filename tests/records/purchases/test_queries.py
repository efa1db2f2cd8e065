"""Lists, search, what to look at; and two organisations in which nothing of one is seen in the other."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from svangrum.records.accounts.models import Membership
from svangrum.records.actions import MissingError
from svangrum.records.actors import Role
from svangrum.records.files.times import set_times
from svangrum.records.purchases.actions.ending import close_purchase
from svangrum.records.purchases.actions.sharing import grant_purchase, open_purchase, share_purchase
from svangrum.records.purchases.models import Purchase
from svangrum.records.purchases.permissions import can_view_purchase
from svangrum.records.purchases.queries import (
    Shelf,
    given_answer,
    matching,
    on_shelf,
    purchase_for,
    purchases_seen_by,
    purchases_to_look_at,
)
from svangrum.records.purchases.thinning import purchases_awaiting_owners, purchases_due
from tests.records.build import NOW, TODAY, a_member, actor, an_organisation
from tests.records.purchases.made import OFFICER, a_purchase
from tests.records.purchases.test_actions import done

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return an_organisation()


@pytest.fixture
def owner(home):
    return actor(a_member(home, OFFICER), home)


@pytest.fixture
def colleague(home):
    return actor(a_member(home, OFFICER), home)


def titles(purchases):
    return {one.title for one in purchases}


def test_each_purchase_lies_on_its_shelf(owner, colleague, home):
    a_purchase(owner, "Mitt")
    done(close_purchase, owner, a_purchase(owner, "Avslutat"))
    done(share_purchase, colleague, a_purchase(colleague, "Delat"))
    a_purchase(colleague, "Dolt")
    assert {shelf: titles(on_shelf(owner, shelf, on=TODAY)) for shelf in Shelf} == {
        Shelf.MINE: {"Mitt"},
        Shelf.SHARED: {"Delat"},
        Shelf.CLOSED: {"Avslutat"},
        Shelf.LEFT: set(),
    }


def test_an_administrator_finds_what_was_left(owner, home):
    a_purchase(owner, "Kvar")
    administrator = actor(a_member(home, Role.ADMINISTRATOR), home)
    assert titles(on_shelf(administrator, Shelf.LEFT, on=TODAY)) == set()
    Membership.objects.filter(person=owner.person).update(until=TODAY - timedelta(days=1))
    assert titles(on_shelf(administrator, Shelf.LEFT, on=TODAY)) == {"Kvar"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("städ", {"Städning"}),
        ("ÄLDRE", {"Städning", "Mat"}),
        ("äldre mat", {"Mat"}),
        ("förskolor", {"Städning", "Mat"}),
        (".*", set()),
        ("%", set()),
        ("", {"Städning", "Mat"}),
    ],
)
def test_a_search_finds_every_word_in_any_case(owner, text, found):
    a_purchase(owner, "Städning", note="På äldreboendet")
    a_purchase(owner, "Mat", note="Äldre")
    assert titles(matching(Purchase.objects.all(), text)) == found


def test_what_may_not_be_seen_is_not_there(owner, colleague):
    purchase = a_purchase(owner)
    assert purchase_for(owner, purchase.pk, on=TODAY) == purchase
    for who, thing in ((colleague, purchase.pk), (owner, uuid4())):
        with pytest.raises(MissingError, match=r"record\.missing"):
            purchase_for(who, thing, on=TODAY)
    with pytest.raises(MissingError):
        given_answer(purchase, 2)


def codes(who, on=TODAY):
    return {(one.code, one.values["title"]) for one in purchases_to_look_at(who, on)}


def test_what_was_shared_is_looked_at_until_it_was_opened(owner, colleague):
    done(share_purchase, owner, a_purchase(owner, "Åt alla"))
    purchase = done(grant_purchase, owner, a_purchase(owner, "Åt dig"), role="reader", to_person=colleague.person)
    assert codes(colleague) == {("purchase-shared", "Åt dig")}
    open_purchase(by=colleague, recorded_at=NOW, purchase=purchase.pk)
    assert codes(colleague) == set()


def test_an_answer_that_is_another_today_or_old_is_looked_at(owner):
    a_purchase(owner, "Före tröskeln", as_of=date(2025, 12, 1))
    a_purchase(owner, "Av i dag")
    assert codes(owner) == {("purchase-changed", "Före tröskeln")}
    assert codes(owner, TODAY + timedelta(days=90)) == {("purchase-changed", "Före tröskeln")}
    assert ("purchase-old", "Av i dag") in codes(owner, TODAY + timedelta(days=91))


def test_what_was_closed_is_due_when_the_rule_says_so(owner, home):
    closed = done(close_purchase, owner, a_purchase(owner, shared=True))
    a_purchase(owner)
    due = date(2028, 11, 28)
    assert purchases_due(due - timedelta(days=1)) == []
    told = purchases_due(due)
    assert [(one.thing, one.version, one.name, one.last_day) for one in told] == [
        (closed.pk, closed.version, "Lokalvård", date(2028, 11, 27))
    ]
    assert purchases_due(due, organisation=home.pk) == told
    assert purchases_due(due, organisation=uuid4()) == []


def test_what_is_closed_at_night_is_closed_on_the_day_that_it_is_in_sweden(owner):
    closed = done(close_purchase, owner, a_purchase(owner, shared=True))
    Purchase.objects.filter(pk=closed.pk).update(closed_at=datetime(2026, 11, 27, 23, 30, tzinfo=UTC))
    assert [one.last_day for one in purchases_due(date(2029, 1, 1))] == [date(2028, 11, 28)]


def test_what_was_never_shared_awaits_its_owner_and_is_due_when_the_owner_is_gone(owner, colleague, home):
    closed = done(close_purchase, owner, a_purchase(owner, "Dolt"))
    last, due = date(2028, 11, 27), date(2028, 11, 28)
    assert purchases_due(due) == []
    assert [purchases_awaiting_owners(on, home.pk) for on in (last, due)] == [0, 1]
    assert codes(owner, last) == set()
    assert (codes(owner, due), codes(colleague, due)) == ({("purchase-due", "Dolt")}, set())
    Membership.objects.filter(person=owner.person).update(until=TODAY)
    assert [(one.thing, one.name) for one in purchases_due(due)] == [(closed.pk, "Dolt")]
    assert purchases_awaiting_owners(due, home.pk) == 0


def test_an_organisation_sets_its_own_time_for_closed_purchases(owner, home):
    administrator = actor(a_member(home, Role.ADMINISTRATOR), home)
    done(close_purchase, owner, a_purchase(owner, shared=True))
    set_times(
        by=administrator,
        recorded_at=NOW,
        organisation=home.pk,
        version=0,
        months={"purchase-closed": "6"},
        decision="Nämnden 2026-11-27, § 7.",
    )
    assert purchases_due(date(2027, 5, 27)) == []
    assert [one.last_day for one in purchases_due(date(2027, 5, 28))] == [date(2027, 5, 27)]


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["keep", "share", "grant", "cross", "close"]),
        st.integers(0, 3),
        st.integers(0, 3),
        st.integers(0, 5),
    ),
    max_size=8,
)


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_the_lists_are_what_may_be_viewed_whatever_was_done(steps):
    """Two organisations with two people each; what crosses was granted."""
    organisations = [an_organisation(), an_organisation()]
    people = [actor(a_member(one, OFFICER), one) for one in organisations for _ in range(2)]
    kept, crossed = [], set()
    for step, who, whom, which in steps:
        by, to = people[who], people[whom]
        if step == "keep" or not kept:
            kept.append(a_purchase(by))
            continue
        purchase = Purchase.objects.get(pk=kept[which % len(kept)].pk)
        own = next(one for one in people if one.person == purchase.owner_id)
        if purchase.state != "open":
            continue
        if step == "share":
            done(share_purchase, own, purchase)
        elif step == "grant" and to.organisation == own.organisation and to != own:
            done(grant_purchase, own, purchase, role="reader", to_person=to.person)
        elif step == "cross" and to.organisation != own.organisation:
            done(grant_purchase, own, purchase, role="reader", to_organisation=to.organisation, sure=True)
            crossed.add(purchase.pk)
        elif step == "close":
            done(close_purchase, own, purchase)
    for one in people:
        seen = set(purchases_seen_by(one, on=TODAY).filter(pk__in=[purchase.pk for purchase in kept]))
        assert seen == {
            purchase
            for purchase in Purchase.objects.filter(pk__in=[purchase.pk for purchase in kept])
            if can_view_purchase(one, purchase, on=TODAY)
        }
        assert {purchase.pk for purchase in seen if purchase.organisation_id != one.organisation} <= crossed
