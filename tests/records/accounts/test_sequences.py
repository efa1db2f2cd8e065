"""Whatever is done in whatever order, by whomever.

Nobody changes another organisation's rows, an organisation that has an administrator keeps one, and every chain holds.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from svangrum.core.errors import SvangrumError
from svangrum.records.accounts.actions.deputies import end_deputy, name_deputy
from svangrum.records.accounts.actions.grants import begin_grant, end_grant
from svangrum.records.accounts.actions.invitations import accept_invitation, invite
from svangrum.records.accounts.actions.memberships import change_membership, end_membership, leave_organisation
from svangrum.records.accounts.models import Department, Deputy, Grant, Membership
from svangrum.records.accounts.queries import actor_for, has_administrator
from svangrum.records.actions import Act, action
from svangrum.records.actors import Actor, Role
from svangrum.records.events.verify import chain_faults
from tests.records.build import NOW, TODAY, a_member, an_organisation

if TYPE_CHECKING:
    from uuid import UUID

SOME_ROLES = [[Role.ADMINISTRATOR], [Role.CONTROLLER], [Role.ADMINISTRATOR, Role.DECISION_MAKER]]
small = st.integers(0, 3)
step = st.tuples(
    st.sampled_from(["invite", "change", "end", "leave", "name", "end-deputy", "share", "end-grant"]),
    small,
    st.sampled_from([0, 1]),
    st.none() | small,
    st.sampled_from([0, 1]),
    small,
    small,
)


@action("department.shared")
def share(act: Act, *, department: UUID, **given) -> UUID:
    return begin_grant(act, act.take(Department, department), **given)


class TestSequences(TestCase):
    """Two organisations with two people each; a person acts in one of them, perhaps in another's stead."""

    @classmethod
    def setUpTestData(cls) -> None:
        cls.towns = [an_organisation(), an_organisation()]
        cls.people = [a_member(cls.towns[0], Role.ADMINISTRATOR), a_member(cls.towns[0], Role.CONTROLLER)]
        cls.people += [a_member(cls.towns[1], Role.ADMINISTRATOR), a_member(cls.towns[1], Role.CONTROLLER)]
        cls.things = [Department.objects.create(organisation=town, name="Delad", version=1) for town in cls.towns]

    @settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
    @given(steps=st.lists(step, min_size=5, max_size=12))
    def test_whatever_is_done_in_whatever_order(self, steps) -> None:
        for name, who, acting_in, stead, town, first, second in steps:
            actor = self._actor(who, acting_in, stead)
            before = self._rows()
            try:
                self._do(name, actor, self.towns[town], first, second)
            except SvangrumError:
                event(f"{name}: refused")
                assert self._rows() == before
                continue
            event(f"{name}: done")
            self._refuse_strangers(actor, before)
            assert all(has_administrator(one.pk, on=TODAY) for one in self.towns)
        assert list(chain_faults()) == []

    def _do(self, name, actor, town, first, second) -> None:
        by = {"by": actor, "recorded_at": NOW}
        person, other = self.people[first], self.people[second]
        held = Membership.objects.filter(organisation=town, person=person).first()
        if name == "invite":
            sent = invite(organisation=town.pk, email=person.email, roles=SOME_ROLES[second % 3], **by)
            accept_invitation(by=Actor(person=person.pk), recorded_at=NOW, secret=sent.secret)
        elif name == "name":
            days = {"since": TODAY, "until": TODAY + timedelta(days=second)}
            name_deputy(organisation=town.pk, member=person.pk, deputy=other.pk, **days, **by)
        elif name == "share":
            to = {"to_organisation": self.towns[second % 2].pk} if first % 2 else {"to_person": other.pk}
            share(department=self.things[self.towns.index(town)].pk, role="editor", **to, **by)
        elif name in {"end-deputy", "end-grant"}:
            self._end(name, town, by)
        elif held is not None:
            thing = {"membership": held.pk, "version": held.version}
            if name == "change":
                change_membership(roles=SOME_ROLES[second % 3], **thing, **by)
            else:
                (leave_organisation if name == "leave" else end_membership)(**thing, **by)

    def _end(self, name, town, by) -> None:
        model, end, field = (Deputy, end_deputy, "deputy") if name == "end-deputy" else (Grant, end_grant, "grant")
        found = model.objects.filter(organisation=town, ended=None).order_by("pk").first()
        if found is not None:
            end(**{field: found.pk}, version=found.version, **by)

    def _rows(self) -> dict[UUID, tuple[int, UUID, UUID | None]]:
        """Every row: its version, whose it is, and which other organisation it is for."""
        return {
            row.pk: (row.version, row.organisation_id, getattr(row, "to_organisation_id", None))
            for model in (Membership, Deputy, Grant)
            for row in model.objects.all()
        }

    def _refuse_strangers(self, actor: Actor, before) -> None:
        """What was changed belongs to the organisation that the actor acts in, or is a grant to it."""
        for key, (version, owner, taker) in self._rows().items():
            if before.get(key, (None,))[0] != version:
                assert actor.organisation in {owner, taker}

    def _actor(self, who, acting_in, stead) -> Actor:
        instead_of = None if stead is None else self.people[stead].pk
        return actor_for(
            self.people[who], organisation=self.towns[acting_in].pk, instead_of=instead_of, confirmed=True, on=TODAY
        )
