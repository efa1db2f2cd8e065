"""Two who edit the same thing: the second is told, and a stranger is not even told that."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from svangrum.records.accounts.actions.departments import close_department, found_department, rename_department
from svangrum.records.accounts.actions.deputies import end_deputy
from svangrum.records.accounts.actions.grants import end_grant
from svangrum.records.accounts.actions.invitations import invite, withdraw_invitation
from svangrum.records.accounts.actions.leaving import erase_person
from svangrum.records.accounts.actions.memberships import change_membership, end_membership, leave_organisation
from svangrum.records.accounts.actions.organisations import close_organisation, rename_organisation
from svangrum.records.accounts.actions.people import change_address, change_person, end_operator
from svangrum.records.accounts.models import Deputy, Grant, Membership
from svangrum.records.actions import StaleError
from svangrum.records.actors import Role, Scope
from svangrum.records.tokens.actions import create_token, revoke_token
from tests.records.build import NOW, OPERATOR, TODAY, a_member, actor, an_organisation, refused

pytestmark = pytest.mark.django_db


def edits():
    """Every action that takes a version: with the thing, what else it asks for, and someone who may."""
    town = an_organisation()
    boss, member = actor(a_member(town, Role.ADMINISTRATOR), town), a_member(town, Role.CONTROLLER)
    of_town = {"by": boss, "recorded_at": NOW, "organisation": town.pk}
    department = found_department(name="Tekniska", **of_town)
    sent = invite(email="ulla@exempelstad.example", roles=[Role.CONTROLLER], **of_town)
    expires_at = NOW + timedelta(days=9)
    token = create_token(name="Statistik", scopes=[Scope.PURCHASES_READ], expires_at=expires_at, **of_town)
    held = Membership.objects.get(person=member).pk
    row = {"organisation": town, "since": TODAY, "until": TODAY, "version": 1}
    deputy = Deputy.objects.create(member=member, deputy_id=boss.person, **row).pk
    grant = Grant.objects.create(kind="purchase", thing=uuid4(), role="reader", to_person=member, **row).pk
    oneself = actor(member, town)
    return [
        (rename_department, {"department": department, "name": "Ny"}, boss),
        (close_department, {"department": department}, boss),
        (end_deputy, {"deputy": deputy}, boss),
        (end_grant, {"grant": grant}, boss),
        (withdraw_invitation, {"invitation": sent.invitation}, boss),
        (change_membership, {"membership": held, "roles": [Role.CONTROLLER]}, boss),
        (end_membership, {"membership": held}, boss),
        (leave_organisation, {"membership": held}, oneself),
        (change_person, {"person": member.pk, "name": "Ny", "language": "en"}, oneself),
        (change_address, {"person": member.pk, "email": "ny@exempelstad.example"}, OPERATOR),
        (end_operator, {"person": member.pk}, OPERATOR),
        (erase_person, {"person": member.pk}, oneself),
        (rename_organisation, {"organisation": town.pk, "name": "Ny"}, boss),
        (close_organisation, {"organisation": town.pk}, OPERATOR),
        (revoke_token, {"token": token.token}, boss),
    ]


def test_an_old_version_is_told_to_who_may_and_to_nobody_else() -> None:
    other = an_organisation()
    stranger = actor(a_member(other, Role.ADMINISTRATOR), other)
    for edit, given, who in edits():
        with pytest.raises(StaleError):
            edit(by=who, recorded_at=NOW, version=99, **given)
        with refused("record.not-allowed"):
            edit(by=stranger, recorded_at=NOW, version=99, **given)
