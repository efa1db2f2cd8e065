"""A notice as facts: what it says of itself, and what it says of each of its lots.

Both generations of XML come to these same values, with the codes of eForms. What each means, its unit and where it
stands in both schemas: ``docs/methods/notices.md``.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date


class NoticeKind(StrEnum):
    PLANNING = "planning"
    COMPETITION = "competition"
    RESULT = "result"
    CHANGE = "change"


class TendersKind(StrEnum):
    """How a number of tenders is known. ``lower-bound``: at least so many; ``withheld``: the notice keeps it back."""

    EXACT = "exact"
    LOWER_BOUND = "lower-bound"
    WITHHELD = "withheld"
    UNKNOWN = "unknown"


class Amount(NamedTuple):
    """``hundredths`` of a unit of ``currency`` (ISO 4217)."""

    hundredths: int
    currency: str | None


class Winner(NamedTuple):
    """A winner. ``name`` and ``id`` are None for a person, and where they are not stated."""

    name: str | None
    id: str | None
    country: str | None
    size: str | None


class Outcome(NamedTuple):
    """What came of a lot. ``awarded`` is None where the notice does not say."""

    tenders: int | None = None
    tenders_kind: TendersKind = TendersKind.UNKNOWN
    tenders_sme: int | None = None
    awarded: bool | None = None
    not_awarded_reason: str | None = None
    value: Amount | None = None
    winners: tuple[Winner, ...] = ()


class Lot(NamedTuple):
    """One lot as one notice tells of it. ``outcome`` is None where the notice tells of none."""

    lot_id: str
    title: str | None = None
    cpv_main: str | None = None
    cpv_additional: tuple[str, ...] = ()
    nuts: tuple[str, ...] = ()
    contract_nature: str | None = None
    framework: bool | None = None
    reserved_participation: str | None = None
    reserved_execution: bool | None = None
    social_codes: tuple[str, ...] = ()
    performance_terms: str | None = None
    award_criteria: tuple[str, ...] = ()
    estimated_value: Amount | None = None
    outcome: Outcome | None = None


class Notice(NamedTuple):
    """A notice. ``notice_id`` is the publication number, ``notice_uuid`` BT-701 with its version; legacy has none.

    ``previous_notice_id`` is as normalised as can be: a publication number, else a BT-701 with version.
    ``changes`` is the BT-701 with version that this notice replaces (BT-758).
    """

    notice_id: str
    notice_version: str | None
    notice_uuid: str | None
    notice_kind: NoticeKind
    form: str
    published_on: date | None
    country: str | None
    legal_basis: str | None
    buyer_name: str | None
    buyer_id: str | None
    buyer_type: str | None
    procedure_id: str | None
    procedure: str | None
    previous_notice_id: str | None
    changes: str | None
    lots: tuple[Lot, ...]
