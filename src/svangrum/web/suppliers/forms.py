"""The fields of *Vilka kan leverera?* and how each looks. What they mean is decided in ``records.suppliers.need``."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from svangrum.core.codes import cpv_table, municipalities
from svangrum.core.parameters import number
from svangrum.matching.suppliers import Measure
from svangrum.records.accounts.models import Organisation
from svangrum.records.suppliers.need import FIELDS, guesses
from svangrum.web.fields import Asking, Choice, fields

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from uuid import UUID

    from svangrum.core.errors import SvangrumError
    from svangrum.web.fields import Field

    Stated = Mapping[str, str]

_MEASURES = tuple((one.value, f"capacities.measure.{one.value}") for one in Measure)


def _asking(name: str, widget: str, **more: object) -> Asking:
    return Asking(widget, f"suppliers.field.{name}.label", f"suppliers.field.{name}.hint", **more)  # type: ignore[arg-type]


ASKED: Mapping[str, Asking] = {
    "what": _asking("what", "text"),
    "cpv": _asking("cpv", "radios"),
    "municipality": _asking("municipality", "municipality"),
    "since": _asking("since", "short"),
    "until": _asking("until", "short"),
    "per_month": _asking("per_month", "amount", digits=True),
    "measure": _asking("measure", "radios", choices=_MEASURES, in_a_row=True),
}


def begun(organisation: UUID | None, on: date) -> dict[str, str]:
    """What is proposed before anything is written: the buyer's own municipality, a year from when a contract begins."""
    home = Organisation.objects.filter(pk__in=[organisation]).values_list("municipality", flat=True).first()
    month = on.month - 1 + round(number("register-start-months", on))
    since = date(on.year + month // 12, month % 12 + 1, 1)
    until = since.replace(year=since.year + 1) - timedelta(days=1)
    named = next((one.short for one in municipalities() if one.code == home), "")
    days = {"since": since.isoformat(), "until": until.isoformat()}
    return {"municipality": named, "measure": Measure.HOURS.value, **days}


def need_fields(stated: Stated, errors: Iterable[SvangrumError] = (), *, language: str) -> dict[str, Field]:
    """Every field by name. The codes that the words may mean are there to choose from, once there are words."""
    form = fields(ASKED, stated, errors, language=language)
    found = guesses(stated.get("what", ""))
    if not found:
        return {name: one for name, one in form.items() if name != "cpv"}
    codes = dict.fromkeys([stated.get("cpv", ""), *(one.code for one in found)])
    known = [cpv_table()[code] for code in codes if code in cpv_table()]
    choices = tuple(Choice(one.code, f"{one.code} {one.label(language)}") for one in known)
    return form | {"cpv": replace(form["cpv"], choices=choices)}


def stated_need(query: Stated) -> dict[str, str]:
    """What was written. A code that was chosen for other words than those that stand there now is left out."""
    stated = {name: query[name].strip() for name in FIELDS if query.get(name, "").strip()}
    if query.get("chosen_for", stated.get("what", "")) != stated.get("what", ""):
        stated.pop("cpv", None)
    return stated
