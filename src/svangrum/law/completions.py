"""What is not known of a purchase, and what it may turn out to be.

A rule is asked about every combination. When all give one code, or all forbid, the fact does not matter and is not
asked for.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any, NamedTuple

from svangrum.law.purchase import Act, Buyer, Kind, Purchase

if TYPE_CHECKING:
    from collections.abc import Mapping

Chosen = tuple[Any, ...]

CHOICES: dict[str, Chosen] = {
    "kind": tuple(Kind),
    "buyer": tuple(Buyer),
    "covered_by_contract": (False, True),
}
"""What an unknown fact may turn out to be. Other facts have no such list: unknown, they are asked for."""

ALIKE: dict[str, Chosen] = {**CHOICES, "buyer": (Buyer.MUNICIPALITY, Buyer.STATE)}
"""The choices that the thresholds tell apart: enough to ask about, but for the rules in ``LOOK_AT_BUYER``."""

LOOK_AT_BUYER = frozenset({"grant", "lov", "secrecy"})
"""Rules that wait for the buyer and look at more of it than its threshold."""

IMMATERIAL: dict[Act, frozenset[str]] = {
    Act.LOU: frozenset(),
    Act.LUF: frozenset(),
    Act.LUK: frozenset({"buyer"}),
}
"""Facts that no rule of an act hangs on, though a rule that it shares with other acts may read them.

There is one threshold for concessions, whoever buys.
"""

ASSUMED = ("kind", "buyer")
"""Facts whose first choice decides which threshold is shown, though the code is the same for all."""


class Completed(NamedTuple):
    """A purchase by what each fact in ``unknown`` was taken to be; ``chosen`` is None when one of them has no choices.

    ``assumed`` are those of ``ASSUMED`` among the unknown.
    """

    unknown: tuple[str, ...]
    assumed: frozenset[str]
    chosen: Mapping[Chosen, Purchase] | None


class Completions(dict[tuple[str, ...], Completed]):
    """One purchase under one act, completed for rules that read the facts it is looked up by."""

    def __init__(self, purchase: Purchase, act: Act, choices: Mapping[str, Chosen]) -> None:
        super().__init__()
        self._purchase, self._immaterial, self._choices = purchase, IMMATERIAL[act], choices

    def __missing__(self, reads: tuple[str, ...]) -> Completed:
        waited_for = (fact for fact in reads if fact not in self._immaterial)
        unknown = tuple(fact for fact in waited_for if getattr(self._purchase, fact) is None)
        assumed = frozenset(ASSUMED).intersection(unknown)
        self[reads] = Completed(unknown, assumed, self._chosen(unknown))
        return self[reads]

    def _chosen(self, unknown: tuple[str, ...]) -> Mapping[Chosen, Purchase] | None:
        if not unknown:
            return {(): self._purchase}
        if not all(fact in self._choices for fact in unknown):
            return None
        facts = {fact: getattr(self._purchase, fact) for fact in self._purchase.__dataclass_fields__}
        combinations = product(*(self._choices[fact] for fact in unknown))
        return {one: Purchase(**facts | dict(zip(unknown, one, strict=True))) for one in combinations}
