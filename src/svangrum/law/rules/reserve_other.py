"""The two other reservations, for listed services in bilaga 2 that a person has confirmed.

Source: LOU 19:25 (organisations with a public-service task), 19:25 a (*idéburna* organisations, from 1 January 2023
by SFS 2022:902), SFS 2022:900. LUF has the first (LUF 19:25) and not the second, LUK neither.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from svangrum.law.annex2 import Annex2, annex2, listed
from svangrum.law.concession import Every
from svangrum.law.purchase import Act
from svangrum.law.registry import rule
from svangrum.law.table import Table

if TYPE_CHECKING:
    from svangrum.law.dated import LawAt
    from svangrum.law.purchase import Purchase


class Organisations(StrEnum):
    """Whether the code stands in 19:25."""

    LISTED = "listed in 19:25"
    NOT_LISTED = "not listed in 19:25"


class Ideburna(StrEnum):
    """Whether the code stands in 19:25 a."""

    LISTED = "listed in 19:25 a"
    NOT_LISTED = "not listed in 19:25 a"


ONLY_ORGANISATIONS = Table(
    (Annex2, Organisations),
    {
        (Annex2.APPLIES, Organisations.LISTED): "organisations",
        (Annex2.APPLIES, Organisations.NOT_LISTED): "organisations-not-listed",
        (Annex2.OPEN, Organisations.LISTED): "organisations-unconfirmed",
        (Annex2.OPEN, Organisations.NOT_LISTED): "organisations-unconfirmed",
        (Annex2.UNKNOWN, Organisations.LISTED): "organisations-unconfirmed",
        (Annex2.UNKNOWN, Organisations.NOT_LISTED): "organisations-unconfirmed",
        (Annex2.NO, Organisations.LISTED): "organisations-not-annex2",
        (Annex2.NO, Organisations.NOT_LISTED): "organisations-not-annex2",
    },
)
"""Where there is no reservation for *idéburna*: LUF, and LOU before 2023."""

TABLE = Table(
    (Annex2, Organisations, Ideburna),
    {
        (Annex2.APPLIES, Organisations.LISTED, Ideburna.LISTED): "both",
        (Annex2.APPLIES, Organisations.LISTED, Ideburna.NOT_LISTED): "organisations",
        (Annex2.APPLIES, Organisations.NOT_LISTED, Ideburna.LISTED): "ideburna",
        (Annex2.APPLIES, Organisations.NOT_LISTED, Ideburna.NOT_LISTED): "not-listed",
    }
    | {
        (status, organisations, ideburna): code
        for organisations in Organisations
        for ideburna in Ideburna
        for status, code in {
            Annex2.OPEN: "unconfirmed",
            Annex2.UNKNOWN: "unconfirmed",
            Annex2.NO: "not-annex2",
        }.items()
    },
)


@rule("reserve-other", acts=(Act.LUF,), since=date(2022, 2, 1), reads=("kind",), tables=(ONLY_ORGANISATIONS,))
def utilities(purchase: Purchase, law: LawAt) -> str:  # noqa: ARG001 - every rule takes the law
    return ONLY_ORGANISATIONS(annex2(purchase), _organisations(purchase))


@rule(
    "reserve-other",
    acts=(Act.LOU,),
    since=date(2022, 2, 1),
    until=date(2023, 1, 1),
    reads=("kind",),
    tables=(ONLY_ORGANISATIONS,),
)
def before_ideburna(purchase: Purchase, law: LawAt) -> str:  # noqa: ARG001 - every rule takes the law
    return ONLY_ORGANISATIONS(annex2(purchase), _organisations(purchase))


@rule("reserve-other", acts=(Act.LOU,), since=date(2023, 1, 1), reads=("kind",), tables=(TABLE,))
def reserve_other(purchase: Purchase, law: LawAt) -> str:  # noqa: ARG001 - every rule takes the law
    ideburna = Ideburna.LISTED if listed("ideburna", purchase.cpv) else Ideburna.NOT_LISTED
    return TABLE(annex2(purchase), _organisations(purchase), ideburna)


def _organisations(purchase: Purchase) -> Organisations:
    return Organisations.LISTED if listed("organisations", purchase.cpv) else Organisations.NOT_LISTED


CONCESSION = Table((Every,), {Every.CONCESSION: "concession-none"})


@rule("reserve-other", acts=(Act.LUK,), since=date(2022, 2, 1), tables=(CONCESSION,))
def concession_reserve_other(purchase: Purchase, law: LawAt) -> str:  # noqa: ARG001 - every rule takes both
    return CONCESSION(Every.CONCESSION)
