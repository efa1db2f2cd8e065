"""Several at once on a database of their own: run by ``test_races.py`` in a process for itself. Prints JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import django
from django.core.management import call_command

django.setup()

from svangrum.records.accounts.actions.invitations import accept_invitation, invite  # noqa: E402 - after Django
from svangrum.records.accounts.actions.memberships import leave_organisation  # noqa: E402
from svangrum.records.accounts.models import Membership  # noqa: E402
from svangrum.records.accounts.queries import has_administrator, people_of  # noqa: E402
from svangrum.records.actors import PUBLIC, Role  # noqa: E402
from tests.records.build import NOW, OPERATOR, TODAY, a_member, actor, an_organisation  # noqa: E402
from tests.records.race import race  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable


def one_letter_opened_by_six() -> dict[str, object]:
    town = an_organisation()
    sent = invite(
        by=OPERATOR,
        recorded_at=NOW,
        organisation=town.pk,
        email="kim@exempelstad.example",
        roles=[Role.ADMINISTRATOR],
    )
    results = race(
        [lambda: accept_invitation(by=PUBLIC, recorded_at=NOW, secret=sent.secret, name="Kim") for _ in range(6)]
    )
    return {"results": results, "members": people_of(town.pk, on=TODAY).count()}


def every_administrator_leaves() -> dict[str, object]:
    town = an_organisation()
    people = [a_member(town, Role.ADMINISTRATOR) for _ in range(4)]

    def leaves(person) -> Callable[[], object]:
        held, who = Membership.objects.get(organisation=town, person=person), actor(person, town)
        return lambda: leave_organisation(by=who, recorded_at=NOW, membership=held.pk, version=held.version)

    results = race([leaves(person) for person in people])
    return {"results": results, "administered": has_administrator(town.pk, on=TODAY)}


call_command("migrate", verbosity=0, interactive=False, skip_checks=True)
print(json.dumps({one.__name__: one() for one in (one_letter_opened_by_six, every_administrator_leaves)}))  # noqa: T201
