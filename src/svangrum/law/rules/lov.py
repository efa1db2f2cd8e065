"""Whether the users may choose among approved suppliers instead: a system of choice under LOV.

Source: LOV 1:1 (which services, and what such a system is), 1:2 a (reservation for *idéburna* organisations, from
1 January 2023 by SFS 2022:901), 2:5 and 2:7 (whom it is for). Every service of LOV stands in bilaga 2 of LOU too.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from svangrum.law.annex2 import Annex2Fact, annex2_fact, listed
from svangrum.law.purchase import Act, Buyer
from svangrum.law.registry import rule
from svangrum.law.rules.annex2 import ASKS
from svangrum.law.table import Table

if TYPE_CHECKING:
    from svangrum.law.answer import Asks
    from svangrum.law.dated import LawAt
    from svangrum.law.purchase import Purchase


class Service(StrEnum):
    """What is bought, as LOV tells services apart."""

    LISTED = "a service of LOV"
    OTHER_MAIN_OBJECT = "a service of LOV in a purchase that is mainly something else"
    NOT_LISTED = "another service"
    NOT_SERVICES = "goods or works"


class Authority(StrEnum):
    """Whether LOV is for the buyer. Under LUK, which waits for no buyer, an unknown one is taken for a municipality."""

    LOCAL = "a municipality, a region or a body they govern"
    STATE = "a state authority"


SERVICES: dict[Annex2Fact, Service] = {
    Annex2Fact.NOT_SERVICES: Service.NOT_SERVICES,
    Annex2Fact.NOT_LISTED: Service.NOT_LISTED,
    Annex2Fact.OTHER_MAIN_OBJECT: Service.OTHER_MAIN_OBJECT,
    Annex2Fact.APPLIES: Service.LISTED,
}
"""What a purchase is when its code is one of LOV, or stands outside bilaga 2."""

CODE_CONFIRMED = (Annex2Fact.MAIN_OBJECT_UNKNOWN, Annex2Fact.OTHER_MAIN_OBJECT, Annex2Fact.APPLIES)
"""The code has been confirmed and stands in bilaga 2, which is wider than LOV."""


def _codes(open_code: str) -> dict[tuple[Service, Authority], str]:
    return {
        (Service.LISTED, Authority.LOCAL): open_code,
        (Service.LISTED, Authority.STATE): "state",
        (Service.OTHER_MAIN_OBJECT, Authority.LOCAL): "other-main-object",
        (Service.OTHER_MAIN_OBJECT, Authority.STATE): "state",
        (Service.NOT_LISTED, Authority.LOCAL): "not-listed",
        (Service.NOT_LISTED, Authority.STATE): "not-listed",
        (Service.NOT_SERVICES, Authority.LOCAL): "not-services",
        (Service.NOT_SERVICES, Authority.STATE): "not-services",
    }


BEFORE_2023 = Table((Service, Authority), _codes("choice-system"))
TABLE = Table((Service, Authority), _codes("choice-system-ideburna"))


@rule(
    "lov",
    acts=tuple(Act),
    since=date(2022, 2, 1),
    until=date(2023, 1, 1),
    reads=("kind", "buyer"),
    tables=(BEFORE_2023,),
)
def before_ideburna(purchase: Purchase, law: LawAt) -> str | Asks:  # noqa: ARG001 - every rule takes the law
    return _answer(BEFORE_2023, purchase)


@rule("lov", acts=tuple(Act), since=date(2023, 1, 1), reads=("kind", "buyer"), tables=(TABLE,))
def lov(purchase: Purchase, law: LawAt) -> str | Asks:  # noqa: ARG001 - every rule takes the law
    return _answer(TABLE, purchase)


def _answer(table: Table, purchase: Purchase) -> str | Asks:
    fact = annex2_fact(purchase)
    authority = Authority.STATE if purchase.buyer is Buyer.STATE else Authority.LOCAL
    if fact in CODE_CONFIRMED and not _of_lov(purchase.cpv):
        return table(Service.NOT_LISTED, authority)
    return ASKS[fact] if fact in ASKS else table(SERVICES[fact], authority)


def _of_lov(cpv: str | None) -> bool:
    return listed("lov", cpv) and not listed("lov-except", cpv)
