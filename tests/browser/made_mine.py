"""What an organisation that has been administered for a while holds; made in the site's own store."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4


def make() -> dict[str, str]:
    """In the process of ``prepare``: a department, an invitation, a deputy, a key, a crossing each way."""
    from svangrum.records.accounts.actions.departments import found_department
    from svangrum.records.accounts.actions.deputies import name_deputy
    from svangrum.records.accounts.actions.invitations import invite
    from svangrum.records.accounts.models import Grant, GrantRole, Membership, Organisation
    from svangrum.records.tokens.actions import create_token
    from svangrum.web.clock import now, today
    from tests.records.build import actor
    from tests.web.inhabited import MUNICIPALITY, OTHER

    town, other = (Organisation.objects.get(name=name) for name in (MUNICIPALITY, OTHER))
    held = {one.roles[0]: one for one in Membership.objects.filter(organisation=town).select_related("person")}
    boss = held["administrator"].person
    told = {"by": actor(boss, town, on=today()), "recorded_at": now(), "organisation": town.pk}
    department = found_department(**told, name="Tekniska förvaltningen")
    invite(**{**told, "recorded_at": now() - timedelta(days=12)}, email="ny@exempelstad.example", roles=["controller"])
    create_token(**told, name="Systemet", scopes=["purchases:read"], expires_at=now() + timedelta(days=9))
    deputy = held["controller"].person.pk
    name_deputy(**told, member=boss.pk, deputy=deputy, since=today(), until=today() + timedelta(days=3))
    for owner, reader in ((town, other), (other, town)):
        thing = {"kind": "purchase", "thing": uuid4(), "role": GrantRole.READER}
        Grant(organisation=owner, to_organisation=reader, since=today(), **thing).save()
    return {
        "organisation": str(town.pk),
        "department": str(department),
        "membership": str(held["controller"].pk),
        "boss": str(boss.pk),
    }
