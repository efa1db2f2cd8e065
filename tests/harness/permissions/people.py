"""The people of the walk: each a way to come to a page."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.test import Client

from svangrum.records.accounts.models import Deputy
from svangrum.records.actors import Role
from svangrum.web.clock import today
from tests.records.build import TODAY, a_member, a_person, an_operator, an_organisation, signed_in
from tests.records.numbers import a_number
from tests.web.inhabited import confirm

if TYPE_CHECKING:
    from svangrum.records.accounts.models import Organisation, Person

_OURS = {
    "administrator": Role.ADMINISTRATOR,
    "officer": Role.PROCUREMENT_OFFICER,
    "colleague": Role.PROCUREMENT_OFFICER,
    "ordering-unit": Role.ORDERING_UNIT,
    "matching-officer": Role.MATCHING_OFFICER,
    "decision-maker": Role.DECISION_MAKER,
    "controller": Role.CONTROLLER,
    "deputy": Role.ORDERING_UNIT,
    "reader": Role.ORDERING_UNIT,
    "editor": Role.ORDERING_UNIT,
}


@dataclass(frozen=True)
class Cast:
    """``ours`` is the organisation of the things, ``theirs`` has leave, ``other`` has none."""

    ours: Organisation
    theirs: Organisation
    other: Organisation
    enterprise: Organisation
    people: dict[str, Person]
    sessions: dict[str, str] = field(default_factory=dict)

    def enter(self, client: Client, who: str) -> Client:
        """The client as ``who`` uses it, the second factor just shown."""
        if who != "stranger":
            client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[who]
        return client

    def sign_in_all(self) -> None:
        """Once, for all that is walked."""
        self.sessions.update({who: self._signed_in(who) for who in self.people})

    def _signed_in(self, who: str) -> str:
        client = signed_in(Client(), self.people[who], self.home(who))
        session = client.session
        confirm(session, self.people[who])
        if who == "deputy":
            session["instead_of"] = str(self.people["officer"].pk)
        session.save()
        return str(session.session_key)

    def home(self, who: str) -> Organisation | None:
        """The organisation in which ``who`` acts."""
        homes = {
            "homeless": None,
            "operator": None,
            "crossing": self.theirs,
            "neighbour": self.other,
            "enterprise-administrator": self.enterprise,
            "enterprise-member": self.enterprise,
            "coordinator": self.people["coordinator"].memberships.get().organisation,
        }
        return homes.get(who, self.ours)


def a_cast() -> Cast:
    """Everyone of ``WHO``, in five organisations, each signed in once."""
    ours, theirs, other = (an_organisation() for _ in range(3))
    enterprise, sector = an_organisation("enterprise", orgnr=a_number()), an_organisation("coordinator")
    people = {who: a_member(ours, role) for who, role in _OURS.items()}
    people |= {
        "homeless": a_person(),
        "left": a_member(ours, Role.PROCUREMENT_OFFICER, until=TODAY - timedelta(days=1)),
        "crossing": a_member(theirs, Role.PROCUREMENT_OFFICER),
        "neighbour": a_member(other, Role.ADMINISTRATOR, Role.PROCUREMENT_OFFICER),
        "enterprise-administrator": a_member(enterprise, Role.ADMINISTRATOR),
        "enterprise-member": a_member(enterprise, Role.MEMBER),
        "coordinator": a_member(sector, Role.COORDINATOR),
        "operator": an_operator(),
    }
    # The pages ask the clock: whoever stands in does so on the day of the walk, also when it passes midnight
    days = {"since": TODAY, "until": today() + timedelta(days=1)}
    Deputy.objects.create(organisation=ours, member=people["officer"], deputy=people["deputy"], **days)
    cast = Cast(ours, theirs, other, enterprise, people)
    cast.sign_in_all()
    return cast
