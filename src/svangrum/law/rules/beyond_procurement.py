"""What is not procurement, and what only looks like it: a grant without anything in return, and a partnership (IOP).

Source: LOU 1:2 and 1:15 (what is procured is what is bought by contract), KL 2:1, 2:3 and 2:8 (what a municipality may
support), SFS 2013:388 (state aid), HFD 2020 ref. 15 (a partnership with a non-profit was a contract).
Both are told of beside services that the act lets be reserved for organisations; else they are folded away.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from svangrum.law.annex2 import may_be_listed
from svangrum.law.purchase import Act, Buyer, Kind
from svangrum.law.registry import rule
from svangrum.law.table import Table

if TYPE_CHECKING:
    from svangrum.law.dated import LawAt
    from svangrum.law.purchase import Purchase


class Field(StrEnum):
    """Whether organisations without profit usually work with such things."""

    WELFARE = "a service that may be reserved for organisations (19:25, 19:25 a)"
    OTHER = "another service, goods or works"


class Giver(StrEnum):
    """Whose rules for grants have been read. Under LUK, which waits for no buyer, an unknown one is a municipality."""

    LOCAL = "a municipality or a region"
    OTHER = "a state authority or a company"


GIVERS: dict[Buyer, Giver] = {
    Buyer.MUNICIPALITY: Giver.LOCAL,
    Buyer.REGION: Giver.LOCAL,
    Buyer.STATE: Giver.OTHER,
    Buyer.MUNICIPAL_COMPANY: Giver.OTHER,
}
GRANT = Table(
    (Field, Giver),
    {
        (Field.WELFARE, Giver.LOCAL): "nothing-in-return",
        (Field.WELFARE, Giver.OTHER): "giver-not-read",
        (Field.OTHER, Giver.LOCAL): "something-in-return",
        (Field.OTHER, Giver.OTHER): "something-in-return",
    },
)
IOP = Table((Field,), {Field.WELFARE: "no-exemption", Field.OTHER: "no-exemption-elsewhere"})


@rule("grant", acts=tuple(Act), since=date(2022, 2, 1), reads=("kind", "buyer"), tables=(GRANT,))
def grant(purchase: Purchase, law: LawAt) -> str:  # noqa: ARG001 - every rule takes the law
    return GRANT(_field(purchase), GIVERS[purchase.buyer or Buyer.MUNICIPALITY])


@rule("iop", acts=tuple(Act), since=date(2022, 2, 1), reads=("kind",), tables=(IOP,))
def iop(purchase: Purchase, law: LawAt) -> str:  # noqa: ARG001 - every rule takes the law
    return IOP(_field(purchase))


def _field(purchase: Purchase) -> Field:
    """A code that is only suggested counts too: nothing is lightened by it."""
    if purchase.kind is not Kind.SERVICES or purchase.main_object_confirmed is False:
        return Field.OTHER
    listed = any(may_be_listed(which, purchase.cpv) for which in ("organisations", "ideburna"))
    return Field.WELFARE if listed else Field.OTHER
