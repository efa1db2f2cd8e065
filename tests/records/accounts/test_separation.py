"""Whatever rows there are: who acts in one organisation has there what was given there, on that day, and nothing more.

The rows are drawn at random, such rows too as no action writes, and what the queries say is compared with a reading of
the same rows in plain Python.
"""

from __future__ import annotations

from datetime import timedelta
from itertools import product
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from svangrum.records.accounts.models import Department, Deputy, Grant, Membership
from svangrum.records.accounts.queries import actor_for, granted, members_deputised, shared_with
from svangrum.records.actors import Actor, Role
from tests.records.build import TODAY, a_person, an_organisation

if TYPE_CHECKING:
    from uuid import UUID

TOWNS, PEOPLE = range(2), range(3)
day = st.integers(0, 2).map(lambda number: TODAY + timedelta(days=number))
maybe_day = st.none() | st.none() | st.none() | day
later_day = st.sampled_from([TODAY, TODAY + timedelta(days=1), TODAY + timedelta(days=2), TODAY + timedelta(days=2)])
organisation, person = st.sampled_from(TOWNS), st.sampled_from(PEOPLE)
roles = st.sets(st.sampled_from([Role.ADMINISTRATOR, Role.CONTROLLER, Role.DECISION_MAKER]), min_size=1)
membership = st.tuples(organisation, person, roles, day, maybe_day)
deputy = st.tuples(organisation, person, person, day, day, maybe_day)
receiver = st.tuples(st.just("to_person"), person) | st.tuples(st.just("to_organisation"), organisation)
grant = st.tuples(
    organisation, organisation, receiver, st.sampled_from(["reader", "editor"]), day, maybe_day, maybe_day
)


class TestSeparation(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.towns = [an_organisation() for _ in TOWNS]
        cls.people = [a_person() for _ in PEOPLE]
        cls.things = [Department.objects.create(organisation=town, name="Delad") for town in cls.towns]

    @settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
    @given(
        held=st.lists(membership, min_size=3, max_size=6, unique_by=lambda one: one[:2]),
        deputies=st.lists(deputy, max_size=4),
        grants=st.lists(grant, min_size=2, max_size=6),
        closed=st.tuples(organisation, maybe_day),
        on=later_day,
    )
    def test_the_queries_say_what_the_rows_say(self, held, deputies, grants, closed, on) -> None:
        self._write(held, deputies, grants, closed)
        rows = Rows(held, deputies, grants, closed, on)
        for who, town, stead in product(PEOPLE, TOWNS, (None, *PEOPLE)):
            actor = self._actor(who, town, stead, on)
            assert self._seen(actor) == rows.acting(who, town, stead)
            for thing in TOWNS:
                found = granted(actor, self.things[thing], on=on)
                assert found == rows.granted(who, town, stead, thing)
                event(f"opened: {found}{' in the own' if thing == town else ' across'}")

    @settings(max_examples=10, suppress_health_check=[HealthCheck.too_slow])
    @given(
        held=st.lists(membership, min_size=3, max_size=6, unique_by=lambda one: one[:2]),
        grants=st.lists(grant, min_size=1, max_size=6),
    )
    def test_a_list_holds_what_is_granted_one_by_one(self, held, grants) -> None:
        self._write(held, [], grants, (0, None))
        for who, town in product(PEOPLE, TOWNS):
            actor = self._actor(who, town, None, TODAY)
            listed = set(shared_with(Department.objects.all(), actor, on=TODAY))
            assert listed == {thing for thing in self.things if granted(actor, thing, on=TODAY)}

    def _write(self, held, deputies, grants, closed) -> None:
        for town, who, given_roles, since, until in held:
            Membership.objects.create(
                organisation=self.towns[town],
                person=self.people[who],
                roles=sorted(given_roles),
                since=since,
                until=until,
            )
        for town, member, instead, since, until, ended in deputies:
            Deputy.objects.create(
                organisation=self.towns[town],
                member=self.people[member],
                deputy=self.people[instead],
                since=since,
                until=until,
                ended=ended,
            )
        for giver, thing, (field, index), role, since, until, ended in grants:
            to = (self.people if field == "to_person" else self.towns)[index]
            Grant.objects.create(
                organisation=self.towns[giver],
                kind="department",
                thing=self.things[thing].pk,
                role=role,
                since=since,
                until=until,
                ended=ended,
                **{field: to},
            )
        type(self.towns[0]).objects.filter(pk=self.towns[closed[0]].pk).update(closed=closed[1])

    def _actor(self, who, town, stead, on) -> Actor:
        instead_of = None if stead is None else self.people[stead].pk
        return actor_for(self.people[who], organisation=self.towns[town].pk, instead_of=instead_of, on=on)

    def _seen(self, actor: Actor) -> tuple[int | None, frozenset[Role], int | None]:
        return self._index(self.towns, actor.organisation), actor.roles, self._index(self.people, actor.instead_of)

    def _index(self, rows, key: UUID | None) -> int | None:
        return next((number for number, row in enumerate(rows) if row.pk == key), None)


class Rows:
    """The same rows, read by hand for one day."""

    def __init__(self, held, deputies, grants, closed, on) -> None:
        self.held, self.deputies, self.grants, self.closed, self.on = held, deputies, grants, closed, on

    def acting(self, who, town, stead):
        """The organisation, the roles, and in whose stead; nothing where that does not hold."""
        allowed = stead is None or self._deputises(who, stead, town)
        found = self._roles(who if stead is None else stead, town) if allowed else None
        return (None, frozenset(), None) if found is None else (town, frozenset(found), stead)

    def granted(self, who, town, stead, thing):
        if self.acting(who, town, stead)[0] is None:
            return None
        receivers = [("to_organisation", town)]
        if thing == town:
            receivers.append(("to_person", who if stead is None else stead))
        found = {
            role
            for giver, named, receiver, role, since, until, ended in self.grants
            if giver == named == thing and receiver in receivers and self._live(since, until, ended)
        }
        return next((role for role in ("editor", "reader") if role in found and self._is_open(thing)), None)

    def _live(self, since, until, ended):
        return since <= self.on and (until is None or self.on <= until) and (ended is None or self.on < ended)

    def _is_open(self, town):
        closed, day = self.closed
        return town != closed or day is None or self.on < day

    def _roles(self, who, town):
        found = [
            roles for at, person, roles, *days in self.held if (at, person) == (town, who) and self._live(*days, None)
        ]
        return found[0] if found and self._is_open(town) else None

    def _deputises(self, who, member, town):
        named = [days for at, whose, instead, *days in self.deputies if (at, whose, instead) == (town, member, who)]
        return self._roles(who, town) is not None and any(self._live(*days) for days in named)


@pytest.mark.django_db
def test_who_belongs_nowhere_deputises_nobody() -> None:
    town, who, member = an_organisation(), a_person(), a_person()
    Membership.objects.create(organisation=town, person=member, roles=["controller"], since=TODAY)
    Deputy.objects.create(organisation=town, member=member, deputy=who, since=TODAY, until=TODAY)
    assert not members_deputised(who.pk, town.pk, on=TODAY).exists()
