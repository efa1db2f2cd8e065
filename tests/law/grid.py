"""The grid: values of interest × kind × act × date × buyer, and what may not be true of any answer in it."""

from __future__ import annotations

import random
from datetime import date, timedelta
from functools import cache
from itertools import pairwise, product
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

from svangrum.core.money import Money
from svangrum.core.parameters import parameters
from svangrum.law.dated import law_at
from svangrum.law.purchase import Act, Buyer, Kind, Purchase
from svangrum.law.registry import edition, editions, first_day

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from svangrum.law.assess import Assessment
    from svangrum.law.dated import Limit

LAST_DAY = date(2028, 2, 29)
CAFE, CLEANING = "55330000", "90911200"
"""A code that stands in bilaga 2, and one that does not."""

SORTS: Mapping[str, Mapping[str, Any]] = {
    "anything": {},
    "goods": {"kind": Kind.GOODS},
    "works": {"kind": Kind.WORKS},
    "services": {"kind": Kind.SERVICES},
    "cleaning": {"kind": Kind.SERVICES, "cpv": CLEANING, "cpv_confirmed": True, "main_object_confirmed": True},
    "a café": {"kind": Kind.SERVICES, "cpv": CAFE, "cpv_confirmed": True, "main_object_confirmed": True},
    "perhaps a café": {"kind": Kind.SERVICES, "cpv": CAFE, "cpv_confirmed": True},
    "a café, as is guessed": {"kind": Kind.SERVICES, "cpv": CAFE},
    "a café by the way": {"kind": Kind.SERVICES, "cpv": CAFE, "cpv_confirmed": True, "main_object_confirmed": False},
}
FEW_SORTS = ("goods", "works", "a café")


class Besides(NamedTuple):
    """Whether a contract covers the need, and what else is bought of the same kind, in kronor."""

    covered: bool | None = False
    same_kind: int | None = 0


ALONE = Besides()
OTHERS = (Besides(None, None), Besides(covered=True, same_kind=450_000))


class Line(NamedTuple):
    """Purchases on one day that differ in value only."""

    day: date
    sort: str
    act: Act | None
    buyer: Buyer | None
    besides: Besides = ALONE

    def purchase(self, kronor: int) -> Purchase:
        same_kind = None if self.besides.same_kind is None else Money.kronor(self.besides.same_kind)
        return Purchase(
            what="lokalvård i två förskolor",
            value=Money.kronor(kronor),
            act=self.act,
            buyer=self.buyer,
            covered_by_contract=self.besides.covered,
            same_kind_12_months=same_kind,
            direct_awards_this_year=same_kind,
            **SORTS[self.sort],
        )

    def fields(self, kronor: int) -> dict[str, object]:
        """The same as a line of a batch. A code that is guessed is left to be guessed."""
        sort = SORTS[self.sort]
        return {
            "what": "kafeteria i simhall" if sort.get("cpv") == CAFE else "lokalvård i två förskolor",
            "value": kronor,
            "act": self.act,
            "kind": sort.get("kind"),
            "buyer": self.buyer,
            "contract": self.besides.covered,
            "same-kind": self.besides.same_kind,
            "cpv": sort["cpv"] if sort.get("cpv_confirmed") else None,
            "main-object": sort.get("main_object_confirmed"),
            "as-of": self.day.isoformat(),
        }

    def changes(self) -> frozenset[int]:
        """The lowest value, in kronor, on the far side of every place where the law says that an answer may change."""
        return _changes(edition(self.day), self.purchase(1).under, self.besides.same_kind or 0)

    def values(self) -> tuple[int, ...]:
        """Both sides of every change, powers of ten, and some at random, the same each time."""
        draw = random.Random(f"{self.day} {self.act}")  # noqa: S311 - no secret hangs on it
        drawn = {int(10 ** draw.uniform(3, 9)) for _ in range(6)}
        around = {one - beneath for one in self.changes() for beneath in (0, 1)}
        return tuple(sorted(one for one in around | drawn | {10**power for power in range(1, 11)} if one > 0))


@cache
def _changes(day: date, act: Act, same_kind: int) -> frozenset[int]:
    """At a limit, or an end of the range it is known to lie in; at a share of it; beside it, if it is told as close.

    What else is bought of the same kind moves a limit down by as much. Over a limit is a krona above it.
    """
    law, margin = law_at(day, act), law_at(day, act).number("near-limit-margin")
    limits = {amount.minor for code in _limits(act) for amount in _ends(law.limit(code))}
    if act is Act.LUK:
        limits |= {limit * law.number("concession-direct-share") // 100 for limit in limits}
    counted = {limit - 100 * less for limit in limits for less in (0, same_kind)}
    close = {limit * (100 - margin) // 100 for limit in limits}
    return frozenset(-(-one // 100) + over for one in counted | close for over in (0, 1))


@cache
def _limits(act: Act) -> tuple[str, ...]:
    """The parameters that an answer under the act may be measured by, as a rule names them."""
    if act is Act.LUK:
        return ("eu-threshold-concessions",)
    of_acts = tuple(f"-{one}" for one in Act)
    named = (code for code, one in parameters().items() if one.unit == "SEK" and not code.endswith(of_acts))
    limits = (code for code in named if code.startswith("eu-threshold-") or code.endswith("-limit"))
    return tuple(code for code in limits if code != "eu-threshold-concessions")


def _ends(limit: Limit) -> set[Money]:
    return {amount for amount in (limit.low, limit.high) if amount is not None}


@cache
def days() -> tuple[date, ...]:
    """The day of every change in the law, the days beside it, and one between it and the next."""
    of_change = [day for day in editions() if first_day() <= day <= LAST_DAY]
    between = {first + (later - first) / 2 for first, later in pairwise([*of_change, LAST_DAY])}
    beside = {day + timedelta(days=step) for day in of_change for step in (-1, 0, 1)}
    return tuple(sorted(day for day in beside | between if first_day() <= day <= LAST_DAY))


def lines(day: date) -> Iterator[Line]:
    """Every sort, act and buyer where an edition of the law begins; beside and between, a few.

    Where the act is not known LOU is followed, so there too a few buyers are enough.
    """
    if day in editions():
        yield from (Line(day, *one) for one in product(SORTS, Act, (*Buyer, None)))
        yield from (Line(day, *one) for one in product(SORTS, [None], (Buyer.MUNICIPALITY, None)))
        yield from (Line(day, *one) for one in product(FEW_SORTS, Act, [Buyer.MUNICIPALITY], OTHERS))
    else:
        yield from (Line(day, *one) for one in product(FEW_SORTS, (*Act, None), [Buyer.MUNICIPALITY]))


class Contradiction(NamedTuple):
    """``one`` and ``other``: rules, each with codes or outcomes; ``"*"`` is any rule."""

    one: Mapping[str, list[str]]
    other: Mapping[str, list[str]]
    because: str

    def found(self, told: Mapping[str, set[str]]) -> bool:
        """Whether both stand in an answer: rule → its code and its outcome."""
        return _stands(self.one, told) and _stands(self.other, told)


def _stands(wanted: Mapping[str, list[str]], told: Mapping[str, set[str]]) -> bool:
    return any(
        not told[rule].isdisjoint(codes)
        for name, codes in wanted.items()
        for rule in (told if name == "*" else (name,))
        if rule in told
    )


@cache
def contradictions() -> tuple[Contradiction, ...]:
    rows = yaml.safe_load((Path(__file__).parent / "contradictions.yaml").read_text("utf-8"))
    return tuple(Contradiction(row["never"], row["with"], row["because"]) for row in rows)


def told(answer: Assessment) -> dict[str, set[str]]:
    """What an answer says: rule → its code and its outcome."""
    return {one.rule: {one.code, str(one.outcome)} for one in answer.findings}


def contradicts(told: Mapping[str, set[str]]) -> list[str]:
    """Why findings of the answer cannot be true together."""
    return [one.because for one in contradictions() if one.found(told)]


def signature(answer: Assessment) -> frozenset[tuple[str, object]]:
    """What the answer comes to: every rule with its code, or with the facts that it asks for."""
    return frozenset(
        {(one.rule, one.code) for one in answer.findings} | {(one.rule, one.facts) for one in answer.missing}
    )
