"""A need carried from page to page: from a purchase to *Vilka kan leverera?*, and on to a new dialogue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from svangrum.advice.supply_need import need_in
from svangrum.core.codes import short_name_of
from svangrum.records.suppliers.told import amount_told, label_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from svangrum.matching.suppliers import Need


def looked_for(facts: Mapping[str, str], as_of: date) -> dict[str, str]:
    """What facts of a purchase come to as the fields of *Vilka kan leverera?*; nothing while something is missing."""
    need = need_in(facts, as_of)
    if need is None:
        return {}
    per_month = "" if need.per_month is None else str(need.per_month)
    return {"what": facts.get("what", ""), **_shared(need), "per_month": per_month, "measure": need.measure}


def as_dialogue(need: Need, what: str, language: str) -> dict[str, str]:
    """The need as the fields of a new dialogue. Without words of its own, it is called what the code is called."""
    much = "" if need.per_month is None else amount_told(need.per_month, need.measure, language)
    return {"title": what or label_of(need.cpv, language), **_shared(need), "how_much": much}


def _shared(need: Need) -> dict[str, str]:
    days = {"since": need.since.isoformat(), "until": need.until.isoformat()}
    return {"cpv": need.cpv, "municipality": short_name_of(need.municipality), **days}
