"""Who does something. Every action is told by whom, in which organisation and with which roles."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from uuid import UUID


class Role(StrEnum):
    """What a person does in an organisation."""

    ADMINISTRATOR = "administrator"
    PROCUREMENT_OFFICER = "procurement-officer"
    ORDERING_UNIT = "ordering-unit"
    MATCHING_OFFICER = "matching-officer"
    DECISION_MAKER = "decision-maker"
    CONTROLLER = "controller"
    MEMBER = "member"
    COORDINATOR = "coordinator"


class Scope(StrEnum):
    """What a key of the API may be used for."""

    PURCHASES_READ = "purchases:read"
    PURCHASES_WRITE = "purchases:write"


@dataclass(frozen=True)
class Actor:
    """A person in one organisation, a key of an organisation, the program itself, or (none of them) the public.

    ``roles`` are those held in ``organisation`` on the day. ``instead_of`` is the person whose deputy acts; ``roles``
    are then that person's. ``operator`` runs the installation and sees nobody's purchases. ``confirmed`` means that
    the second factor was shown a short while ago, as signing demands. ``program`` is the program itself.
    """

    person: UUID | None = None
    organisation: UUID | None = None
    roles: frozenset[Role] = frozenset()
    instead_of: UUID | None = None
    operator: bool = False
    confirmed: bool = False
    program: bool = False
    token: UUID | None = None
    scopes: frozenset[Scope] = frozenset()

    def has(self, *roles: Role) -> bool:
        """Whether the actor holds one of ``roles`` in the organisation."""
        return bool(self.roles.intersection(roles))

    def belongs_to(self, organisation: UUID | None) -> bool:
        return organisation is not None and self.organisation == organisation

    @property
    def principal(self) -> UUID | None:
        """Whose things are the actor's own: the actor's, or those of the one in whose stead the actor acts."""
        return self.instead_of or self.person

    @property
    def identity(self) -> str:
        """One text for whoever acts: the key, the person, the program, or nobody."""
        return str(self.token or self.person or ("program" if self.program else ""))


PUBLIC = Actor()
"""Anyone: not signed in, no key."""
PROGRAM = Actor(program=True)
"""The program itself: what its worker and its commands do in no person's name."""
