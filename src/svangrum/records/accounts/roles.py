"""Which roles there are in which kind of organisation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from svangrum.records.accounts.models import OrganisationKind
from svangrum.records.actors import Role

if TYPE_CHECKING:
    from collections.abc import Mapping

BUYERS = frozenset(
    {
        OrganisationKind.MUNICIPALITY,
        OrganisationKind.REGION,
        OrganisationKind.STATE,
        OrganisationKind.PUBLIC_COMPANY,
    }
)
_BUYING = (
    Role.ADMINISTRATOR,
    Role.PROCUREMENT_OFFICER,
    Role.ORDERING_UNIT,
    Role.MATCHING_OFFICER,
    Role.DECISION_MAKER,
    Role.CONTROLLER,
)
ROLES: Mapping[str, tuple[Role, ...]] = {
    **dict.fromkeys(BUYERS, _BUYING),
    OrganisationKind.ENTERPRISE: (Role.ADMINISTRATOR, Role.MEMBER),
    OrganisationKind.COORDINATOR: (Role.ADMINISTRATOR, Role.COORDINATOR),
}
"""The roles that a member of each kind of organisation may hold."""
