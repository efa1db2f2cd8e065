"""Who may do what with a purchase: every kind of actor × how it is shared × its state."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from uuid import uuid4

import pytest

from svangrum.records.accounts.models import Deputy, Membership
from svangrum.records.actors import PROGRAM, PUBLIC, Actor, Role, Scope
from svangrum.records.purchases import permissions as may
from svangrum.records.purchases.actions.sharing import grant_purchase, share_purchase
from svangrum.records.purchases.models import Purchase, PurchaseState
from svangrum.records.purchases.queries import purchases_seen_by
from tests.records.build import NOW, TODAY, a_member, a_person, actor, an_operator, an_organisation
from tests.records.purchases.made import OFFICER, a_purchase

pytestmark = pytest.mark.django_db

SHARED = ("private", "shared", "reader", "editor", "abroad-reader", "abroad-editor")
OPEN, CLOSED, THINNED = PurchaseState.OPEN, PurchaseState.CLOSED, PurchaseState.THINNED
WHO = (
    "owner",
    "owner-elsewhere",
    "deputy",
    "deputy-oneself",
    "colleague",
    "granted",
    "administrator",
    "operator",
    "key",
    "key-without-scope",
    "abroad",
    "abroad-administrator",
    "key-abroad",
    "public",
    "program",
)
HAS_IT = {"owner", "deputy"}
COLLEAGUES = {"deputy-oneself", "colleague", "granted", "administrator", "key"}
ABROAD = {"abroad", "abroad-administrator"}


def expected(who: str, shared: str, state: str) -> set[str]:
    """What the table of docs/methods/purchases.md says."""
    if state == THINNED:
        return set()
    views = who in HAS_IT or (shared == "shared" and who in COLLEAGUES)
    views |= shared in {"reader", "editor"} and who == "granted"
    views |= shared in {"abroad-reader", "abroad-editor"} and who in ABROAD
    changes = (
        who in HAS_IT or (shared == "editor" and who == "granted") or (shared == "abroad-editor" and who in ABROAD)
    )
    allowed = {"view"} if views else set()
    allowed |= {"change"} if changes and state == OPEN else set()
    allowed |= {"share"} if who in HAS_IT and state == OPEN else set()
    allowed |= {"manage"} if who in HAS_IT else set()
    allowed |= {"remove"} if who in HAS_IT or (who == "administrator" and views) else set()
    thins = who in {"administrator", "program"} and shared == "shared"
    allowed |= {"thin"} if thins and state == CLOSED else set()
    return allowed


def allowed_to(who: Actor, purchase: Purchase) -> set[str]:
    asked = {
        "view": may.can_view_purchase,
        "change": may.can_change_purchase,
        "share": may.can_share_purchase,
        "manage": may.can_manage_purchase,
        "remove": may.can_remove_purchase,
        "thin": may.can_thin_purchase,
    }
    return {name for name, can in asked.items() if can(who, purchase, on=TODAY)}


@pytest.fixture
def world():
    """Everyone in the table, and the purchase that the owner keeps."""
    home, abroad = an_organisation(), an_organisation()
    owner = a_member(home, OFFICER)
    a_member(abroad, OFFICER, person=owner)
    deputy, granted = a_member(home, OFFICER), a_member(home, OFFICER)
    Deputy.objects.create(
        organisation=home, member=owner, deputy=deputy, since=TODAY, until=TODAY + timedelta(days=3), version=1
    )
    key = Actor(organisation=home.pk, token=uuid4(), scopes=frozenset(Scope))
    people = {
        "owner": actor(owner, home),
        "owner-elsewhere": actor(owner, abroad),
        "deputy": actor(deputy, home, instead_of=owner.pk),
        "deputy-oneself": actor(deputy, home),
        "colleague": actor(a_member(home, Role.CONTROLLER, Role.DECISION_MAKER), home),
        "granted": actor(granted, home),
        "administrator": actor(a_member(home, Role.ADMINISTRATOR), home),
        "operator": actor(an_operator()),
        "key": key,
        "key-without-scope": replace(key, scopes=frozenset()),
        "abroad": actor(a_member(abroad, OFFICER), abroad),
        "abroad-administrator": actor(a_member(abroad, Role.ADMINISTRATOR), abroad),
        "key-abroad": replace(key, organisation=abroad.pk),
        "public": PUBLIC,
        "program": PROGRAM,
    }
    assert tuple(people) == WHO
    return {**people, "home": home, "abroad-organisation": abroad, "purchase": a_purchase(people["owner"])}


def share(world, how: str) -> Purchase:
    purchase = world["purchase"]
    given = {"by": world["owner"], "recorded_at": NOW, "purchase": purchase.pk, "version": purchase.version}
    if how == "shared":
        share_purchase(**given)
    elif how in {"reader", "editor"}:
        grant_purchase(**given, role=how, to_person=world["granted"].person)
    elif how.startswith("abroad"):
        grant_purchase(
            **given, role=how.removeprefix("abroad-"), to_organisation=world["abroad-organisation"].pk, sure=True
        )
    return Purchase.objects.get(pk=purchase.pk)


@pytest.mark.parametrize("how", SHARED)
def test_the_table_of_who_may_do_what(world, how):
    """As the owner of what lies abroad, the owner elsewhere sees what any of that organisation does."""
    purchase = share(world, how)
    cells = list(product(WHO, PurchaseState.values))
    wrong = []
    for who, state in cells:
        purchase.state = state
        standing = "abroad" if who == "owner-elsewhere" else who
        if allowed_to(world[who], purchase) != expected(standing, how, state):
            wrong.append((who, state, allowed_to(world[who], purchase)))
    assert wrong == []
    assert len(cells) == len(WHO) * len(PurchaseState)


@pytest.mark.parametrize("how", SHARED)
@pytest.mark.parametrize("state", PurchaseState.values)
def test_the_list_holds_what_may_be_viewed(world, how, state):
    purchase = share(world, how)
    Purchase.objects.update(state=state)
    purchase.state = state
    for who in WHO:
        seen = set(purchases_seen_by(world[who], on=TODAY))
        assert seen == ({purchase} if may.can_view_purchase(world[who], purchase, on=TODAY) else set()), who


def test_an_ended_grant_opens_nothing(world):
    purchase = share(world, "reader")
    assert may.can_view_purchase(world["granted"], purchase, on=TODAY)
    grant_day = date(2026, 11, 26)
    assert not may.can_view_purchase(world["granted"], purchase, on=grant_day), "not yet begun"
    assert may.can_view_purchase(world["granted"], purchase, on=TODAY + timedelta(days=400))


def test_what_an_owner_leaves_is_settled_by_an_administrator(world):
    purchase, administrator = world["purchase"], world["administrator"]
    Membership.objects.filter(person=world["owner"].person, organisation=world["home"]).update(until=date(2026, 11, 1))
    assert allowed_to(administrator, purchase) == {"view", "manage", "remove"}
    assert allowed_to(world["colleague"], purchase) == set()
    assert allowed_to(world["abroad-administrator"], purchase) == set()
    assert list(purchases_seen_by(administrator, on=TODAY)) == [purchase]


def test_what_a_key_keeps_belongs_to_the_organisation(world):
    purchase = a_purchase(world["key"])
    assert (purchase.owner, purchase.shared) == (None, True)
    assert allowed_to(world["key"], purchase) == {"view", "change"}
    assert allowed_to(world["colleague"], purchase) == {"view"}
    assert allowed_to(world["administrator"], purchase) == {"view", "manage", "remove"}
    assert allowed_to(world["key-abroad"], purchase) == set()


def test_who_belongs_nowhere_keeps_nothing(world):
    assert [who for who in WHO if may.can_keep_purchase(world[who])] == [
        "owner",
        "owner-elsewhere",
        "deputy",
        "deputy-oneself",
        "colleague",
        "granted",
        "administrator",
        "key",
        "abroad",
        "abroad-administrator",
        "key-abroad",
    ]
    assert not may.can_keep_purchase(actor(a_person()))
