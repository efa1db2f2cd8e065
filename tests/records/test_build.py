"""The builders: what they give can act, sign in, and has a chain."""

from __future__ import annotations

import pytest

from svangrum.records.actors import Role
from svangrum.records.events.models import Event
from tests.records.build import PASSWORD, a_member, actor, an_operator, an_organisation, signed_in

pytestmark = pytest.mark.django_db


def test_a_member_acts_with_the_roles() -> None:
    organisation = an_organisation()
    who = actor(a_member(organisation, Role.DECISION_MAKER), organisation, confirmed=True)
    assert (who.organisation, who.roles, who.confirmed) == (organisation.pk, {Role.DECISION_MAKER}, True)
    assert sorted(Event.objects.values_list("action", flat=True)) == [
        "membership.begun",
        "organisation.founded",
        "person.joined",
    ]


def test_a_member_can_sign_in(client) -> None:
    organisation = an_organisation("enterprise")
    member = a_member(organisation, Role.MEMBER)
    assert member.check_password(PASSWORD)
    assert signed_in(client, member, organisation).session["organisation"] == str(organisation.pk)


def test_an_operator_belongs_nowhere() -> None:
    who = actor(an_operator(), an_organisation())
    assert (who.operator, who.organisation, who.roles) == (True, None, frozenset())
