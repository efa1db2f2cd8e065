"""Bilaga 2: which CPV codes stand in it, and whether its rules may be applied to a purchase.

The rules for services in bilaga 2 lift the limit for direct award from hundreds of thousands of kronor to millions.
They apply only when a person has confirmed both the code and that it names the main object: never on a guess.
Source: LOU bilaga 2, 2:2, 19:25 and 19:25 a. LUF bilaga 2 and LUK bilaga 3 hold the same codes; in LUK they do not
touch the limit for direct award, but decide which chapter applies from the threshold on (1:4).
"""

from __future__ import annotations

from enum import StrEnum
from functools import cache, lru_cache
from typing import TYPE_CHECKING, TypeGuard

from svangrum.core.data import read_yaml
from svangrum.law.purchase import Act, Kind

if TYPE_CHECKING:
    from svangrum.law.purchase import Purchase

Ranges = tuple[tuple[str, str], ...]


class Annex2Fact(StrEnum):
    """What is known of a purchase and bilaga 2, as exactly as it is known."""

    NOT_SERVICES = "goods or works"
    CODE_UNKNOWN = "no CPV code, or a suggested one with nothing of bilaga 2 in it"
    CODE_UNCONFIRMED = "a suggested CPV code that stands in bilaga 2, or is the heading of some that do"
    NOT_LISTED = "a confirmed CPV code that does not stand in bilaga 2"
    MAIN_OBJECT_UNKNOWN = "a confirmed code in bilaga 2; whether it is the main object is not known"
    OTHER_MAIN_OBJECT = "a confirmed code in bilaga 2, but the main object is another"
    APPLIES = "a confirmed code in bilaga 2 that names the main object"


class Annex2(StrEnum):
    """What the other rules need to know: whether the rules for bilaga 2 apply."""

    APPLIES = "yes"
    OPEN = "the code stands there, but is not confirmed"
    UNKNOWN = "the code is not known"
    NO = "no"


STATUS: dict[Annex2Fact, Annex2] = {
    Annex2Fact.NOT_SERVICES: Annex2.NO,
    Annex2Fact.CODE_UNKNOWN: Annex2.UNKNOWN,
    Annex2Fact.CODE_UNCONFIRMED: Annex2.OPEN,
    Annex2Fact.NOT_LISTED: Annex2.NO,
    Annex2Fact.MAIN_OBJECT_UNKNOWN: Annex2.OPEN,
    Annex2Fact.OTHER_MAIN_OBJECT: Annex2.NO,
    Annex2Fact.APPLIES: Annex2.APPLIES,
}

ANNEX: dict[Act, str] = {Act.LOU: "annex2", Act.LUF: "annex2", Act.LUK: "annex3-luk"}
"""The list of the act that is followed."""

_MAIN_OBJECT: dict[bool | None, Annex2Fact] = {
    None: Annex2Fact.MAIN_OBJECT_UNKNOWN,
    False: Annex2Fact.OTHER_MAIN_OBJECT,
    True: Annex2Fact.APPLIES,
}


def annex2_fact(purchase: Purchase) -> Annex2Fact:
    """Reads ``kind``, ``cpv``, ``cpv_confirmed`` and ``main_object_confirmed``."""
    if purchase.kind is not Kind.SERVICES:
        return Annex2Fact.NOT_SERVICES
    annex = ANNEX[purchase.under]
    if not is_code(purchase.cpv) or not purchase.cpv_confirmed:
        return Annex2Fact.CODE_UNCONFIRMED if may_be_listed(annex, purchase.cpv) else Annex2Fact.CODE_UNKNOWN
    in_annex = listed(annex, purchase.cpv)
    return _MAIN_OBJECT[purchase.main_object_confirmed] if in_annex else Annex2Fact.NOT_LISTED


def annex2(purchase: Purchase) -> Annex2:
    return STATUS[annex2_fact(purchase)]


@lru_cache(maxsize=4096)
def listed(which: str, cpv: str | None) -> bool:
    """Whether the code stands in a list of ``data/law/annex2.yaml``, such as ``annex2`` or ``organisations``."""
    return is_code(cpv) and any(first <= cpv <= last for first, last in ranges(which))


@lru_cache(maxsize=4096)
def may_be_listed(which: str, cpv: str | None) -> bool:
    """Whether the code, or one below it in the nomenclature, stands in the list: a suggestion may be too coarse."""
    if not is_code(cpv):
        return False
    own = cpv.rstrip("0").ljust(2, "0")
    lowest, highest = own.ljust(8, "0"), own.ljust(8, "9")
    return any(first <= highest and lowest <= last for first, last in ranges(which))


def is_code(cpv: str | None) -> TypeGuard[str]:
    """Eight digits."""
    return cpv is not None and len(cpv) == 8 and cpv.isascii() and cpv.isdigit()


@cache
def ranges(which: str) -> Ranges:
    """The codes of one list, each as the first and the last of a range."""
    return tuple((entry[0], entry[-1]) for entry in read_yaml("law/annex2.yaml")[which]["codes"])
