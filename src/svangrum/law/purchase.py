"""One purchase as a rule may read it. Every fact may be unknown, and then it is None."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from svangrum.core.money import Money


class Act(StrEnum):
    """The act that a purchase is made under; which one follows from the activity and from how the supplier is paid."""

    LOU = "lou"
    LUF = "luf"
    LUK = "luk"

    @property
    def code(self) -> str:
        """As the act is cited: ``LOU``."""
        return self.name

    def label(self, language: str) -> str:  # noqa: ARG002 - an act is called the same in every language
        return self.name


class Buyer(StrEnum):
    """Who buys: it decides the threshold, and which Swedish words the command line takes."""

    MUNICIPALITY = "kommun"
    REGION = "region"
    STATE = "stat"
    MUNICIPAL_COMPANY = "kommunalt-bolag"


class Kind(StrEnum):
    """The kind of contract (*upphandlingsslag*)."""

    SERVICES = "tjanster"
    GOODS = "varor"
    WORKS = "byggentreprenad"


@dataclass(frozen=True, kw_only=True)
class Purchase:
    """The facts of one purchase.

    ``value`` is excluding VAT, over the whole term with options counted as used (LOU 5:3). ``cpv`` is eight
    digits. ``cpv_confirmed`` and ``main_object_confirmed`` tell whether a person has said that the code fits
    and that it names the main object: only then may the rules for Bilaga 2 services apply.
    ``act``: unknown, LOU is followed and the answer says so.
    ``covered_by_contract``: there is already a contract or framework agreement for this.
    ``same_kind_12_months``: what was bought of the same kind in twelve months, beside this purchase.
    ``direct_awards_this_year``: concessions of the same kind awarded directly during the financial year (LUK 15:7).
    For a concession ``value`` is what the supplier turns over, whoever pays it (LUK 5:2).
    """

    what: str = ""
    act: Act | None = None
    value: Money | None = None
    kind: Kind | None = None
    buyer: Buyer | None = None
    municipality: str | None = None
    months: int | None = None
    cpv: str | None = None
    cpv_confirmed: bool = False
    main_object_confirmed: bool | None = None
    covered_by_contract: bool | None = None
    same_kind_12_months: Money | None = None
    direct_awards_this_year: Money | None = None

    def __hash__(self) -> int:
        return self._hash

    @cached_property
    def _hash(self) -> int:
        """Every rule looks up where the purchase stands: its facts are gone through once."""
        return hash(tuple([getattr(self, fact) for fact in self.__dataclass_fields__]))

    @property
    def under(self) -> Act:
        """The act whose rules answer. Goods are no concession (LUK 1:13): LOU is followed, and the answer says so."""
        if self.act is Act.LUK and self.kind is Kind.GOODS:
            return Act.LOU
        return self.act or Act.LOU
