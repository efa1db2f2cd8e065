"""Who reads and writes an enterprise's capacity: every kind of actor, by the functions and through the actions."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from svangrum.records.accounts.models import OrganisationKind
from svangrum.records.actions import MissingError, NotAllowedError
from svangrum.records.actors import PROGRAM, PUBLIC, Actor, Role
from svangrum.records.capacities.actions.monthly import end_capacity
from svangrum.records.capacities.models import Pause
from svangrum.records.capacities.permissions import can_see_to_whom, can_view_capacity, can_write_capacity
from svangrum.records.capacities.queries import enterprise_with_capacity, part_of
from svangrum.records.enterprises.models import Helper
from tests.records.build import NOW, TODAY, a_member, actor, an_operator, an_organisation
from tests.records.capacities.made import a_capacity, a_taken_enterprise, an_enterprise

pytestmark = pytest.mark.django_db

WRITES = {"member", "administrator"}
READS = WRITES | {"buyer", "region", "public-company", "helper"}
WHO = (*READS, "other-enterprise", "coordinator", "past-helper", "operator", "key", "public", "program")


@pytest.fixture
def enterprise():
    found, _ = a_taken_enterprise()
    return found


def someone(who: str, enterprise) -> Actor:
    if who in {"member", "administrator"}:
        return actor(a_member(enterprise.organisation, Role(who)), enterprise.organisation)
    if who in {"operator", "public", "program"}:
        return {"operator": lambda: actor(an_operator()), "public": lambda: PUBLIC, "program": lambda: PROGRAM}[who]()
    kinds = {"buyer": "municipality", "key": "municipality", "other-enterprise": "enterprise"}
    helping = {"helper", "coordinator", "past-helper"}
    home = an_organisation("coordinator" if who in helping else kinds.get(who, who))
    if who.endswith("helper"):
        ended = TODAY - timedelta(days=1) if who == "past-helper" else None
        Helper.objects.create(enterprise=enterprise, coordinator=home, since=TODAY - timedelta(days=9), ended=ended)
    if who == "key":
        return Actor(token=uuid4(), organisation=home.pk)
    if who == "other-enterprise":
        an_enterprise(home)
    roles = {OrganisationKind.ENTERPRISE: Role.ADMINISTRATOR, OrganisationKind.COORDINATOR: Role.COORDINATOR}
    return actor(a_member(home, roles.get(home.kind, Role.PROCUREMENT_OFFICER)), home)


@pytest.mark.parametrize("who", WHO)
def test_the_functions_and_the_actions_agree(enterprise, who):
    capacity = a_capacity(someone("member", enterprise), enterprise)
    asks = someone(who, enterprise)
    assert can_view_capacity(asks, enterprise, on=TODAY) == (who in READS)
    assert can_write_capacity(asks, enterprise) == can_see_to_whom(asks, enterprise) == (who in WRITES)
    ending = {"by": asks, "recorded_at": NOW, "capacity": capacity.pk, "version": 1, "until": TODAY}
    if who in WRITES:
        end_capacity(**ending)
    else:
        with pytest.raises(NotAllowedError if who in READS else MissingError):
            end_capacity(**ending)


@pytest.mark.parametrize("who", WHO)
def test_who_may_not_see_it_finds_none(enterprise, who):
    asks = someone(who, enterprise)
    if who in READS:
        assert enterprise_with_capacity(asks, enterprise.pk, on=TODAY) == enterprise
    else:
        with pytest.raises(MissingError):
            enterprise_with_capacity(asks, enterprise.pk, on=TODAY)


def test_nobody_writes_for_one_that_is_not_taken_over():
    listed = an_enterprise()
    asks = actor(a_member(an_organisation("enterprise"), Role.ADMINISTRATOR))
    assert not can_write_capacity(asks, listed)
    assert not can_write_capacity(replace(asks, organisation=None), listed)


def test_a_part_of_another_enterprise_is_not_there(enterprise):
    other, person = a_taken_enterprise()
    capacity = a_capacity(person, other)
    with pytest.raises(MissingError):
        part_of(enterprise, type(capacity), capacity.pk)
    with pytest.raises(MissingError):
        part_of(enterprise, Pause, uuid4())
