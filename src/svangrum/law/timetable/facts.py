"""What the days of a procurement hang on."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

from svangrum.law.purchase import Act

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

FIRST_YEAR, LAST_YEAR = 2022, 2100
"""The years that a day to plan by may lie in."""


class Route(StrEnum):
    """How the contract is awarded: where in the act, and by which procedure. The values are written by users."""

    DIRECT = "direkt"
    NATIONAL = "annonserad"
    NATIONAL_STAGED = "annonserad-steg"
    OPEN = "oppet"
    RESTRICTED = "selektivt"
    NEGOTIATED = "forhandlat"
    DIALOGUE = "dialog"
    INNOVATION = "innovation"
    UNADVERTISED = "utan-annons"
    CONCESSION = "koncession"
    CONCESSION_STAGED = "koncession-steg"


class Shortening(StrEnum):
    """A ground for a shorter time, where the act has one."""

    NONE = "ingen"
    PRIOR_NOTICE = "forhandsannons"
    URGENT = "bradska"
    AGREED = "overenskommelse"


STAGED = frozenset(
    {
        Route.NATIONAL_STAGED,
        Route.RESTRICTED,
        Route.NEGOTIATED,
        Route.DIALOGUE,
        Route.INNOVATION,
        Route.CONCESSION_STAGED,
    }
)
"""Suppliers apply first, and those chosen are invited to tender."""

UNADVERTISED = frozenset({Route.DIRECT, Route.UNADVERTISED})
"""No notice asks for tenders."""


@dataclass(frozen=True, kw_only=True)
class Facts:
    """``start`` is the day the contract must begin to be performed, ``what`` what is bought in the buyer's own words.

    ``electronic_tenders``: tenders may be sent electronically. ``open_documents``: the documents are free, whole and
    electronic from the first day. ``electronic_award``: the award is told to everybody electronically.
    ``voluntary_notice``: the intent to award without a notice is published. ``tender_days`` and ``application_days``
    are calendar days that the buyer chooses. ``own`` are the buyer's own working times by name, instead of ours.
    """

    start: date
    route: Route
    what: str = ""
    act: Act = Act.LOU
    electronic_tenders: bool = True
    open_documents: bool = True
    shortening: Shortening = Shortening.NONE
    electronic_award: bool = True
    voluntary_notice: bool = False
    tender_days: int | None = None
    application_days: int | None = None
    own: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))

    def __post_init__(self) -> None:
        if self.own.get("signing", 1) < 1:
            message = "a contract is signed on the day after the standstill at the earliest"
            raise ValueError(message)
