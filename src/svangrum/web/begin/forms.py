"""The fields of the four forms, and what they hand on to other pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from svangrum.guide.begin import questions
from svangrum.guide.suitability import Enterprises, Work
from svangrum.web.fields import Asking, Choice, Field, fields
from svangrum.web.try_purchase.forms import ASKED as PURCHASE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from svangrum.core.errors import SvangrumError
    from svangrum.web.said import Speaker

_YES_NO = (("yes", "yes"), ("no", "no"), ("", "field.unknown"))
_REPLIES = (("yes", "yes"), ("no", "no"), ("unknown", "field.unknown"))
_KINDS = tuple((one.value, f"kind.{one.value}") for one in Work)
_ENTERPRISES = (*((one.value, f"suitability.enterprises.{one.value}") for one in Enterprises), ("", "field.unknown"))


def _yes_no(name: str) -> Asking:
    return Asking("radios", f"suitability.{name}.label", f"suitability.{name}.hint", choices=_YES_NO, in_a_row=True)


SUITABILITY: Mapping[str, Asking] = {
    "what": Asking("text", "field.what.label", "field.what.hint"),
    "kind": Asking("radios", "field.kind.label", choices=_KINDS, in_a_row=True),
    "value": Asking("amount", "field.value.label", "field.value.hint", unit="field.kronor", digits=True),
    "same_kind": PURCHASE["same_kind"],
    "months": Asking("short", "field.months.label", "field.months.hint", unit="field.months.unit", digits=True),
    "workers": Asking("short", "suitability.workers.label", "suitability.workers.hint", digits=True),
    "staff_share": Asking(
        "short",
        "suitability.staff_share.label",
        "suitability.staff_share.hint",
        unit="calculator.unit.percent",
        digits=True,
    ),
    "labour_intensive": _yes_no("labour_intensive"),
    "enterprises": Asking(
        "radios", "suitability.enterprises.label", "suitability.enterprises.hint", choices=_ENTERPRISES, in_a_row=True
    ),
    "other_suppliers": _yes_no("other_suppliers"),
    "matcher": _yes_no("matcher"),
    "framework": _yes_no("framework"),
    "other_buyers": _yes_no("other_buyers"),
    "labour_conditions": _yes_no("labour_conditions"),
}
PEOPLE: Mapping[str, Asking] = {
    "value": SUITABILITY["value"],
    "months": SUITABILITY["months"],
    "kind": SUITABILITY["kind"],
    "labour_share": Asking(
        "short", "people.labour_share.label", "people.labour_share.hint", unit="calculator.unit.percent", digits=True
    ),
    "group_share": Asking(
        "short", "people.group_share.label", "people.group_share.hint", unit="calculator.unit.percent", digits=True
    ),
    "hourly_cost": Asking(
        "amount", "people.hourly_cost.label", "people.hourly_cost.hint", unit="field.kronor", digits=True
    ),
    "workers": SUITABILITY["workers"],
}
FIRST_PURCHASE: Mapping[str, Asking] = {
    "start": Asking("short", "first-purchase.start.label", "first-purchase.start.hint")
}


def suitability_fields(
    stated: Mapping[str, str], errors: Iterable[SvangrumError], *, language: str
) -> dict[str, Field]:
    """The fields of the suitability page; the day only when one was stated, so that it can be mended."""
    asked = {**SUITABILITY, **({"as_of": PURCHASE["as_of"]} if "as_of" in stated else {})}
    return fields(asked, stated, errors, language=language)


def question_fields(replies: Mapping[str, str], errors: Mapping[str, str], speaker: Speaker) -> list[Field]:
    """The four questions as fields; what is wrong stands at its field."""
    choices = tuple(Choice(value, speaker.words(code)) for value, code in _REPLIES)
    return [
        Field(
            name=one.code,
            widget="radios",
            label=speaker.text(one.asks),
            hint=speaker.text(one.hint),
            value=replies.get(one.code, ""),
            error=errors.get(one.code, ""),
            choices=choices,
            in_a_row=True,
        )
        for one in questions().values()
    ]


def handed_on(stated: Mapping[str, str]) -> dict[str, str]:
    """What *Pröva ett köp* knows of the facts. A concession is no kind there, so it is left for a person to choose."""
    return {
        name: stated[name]
        for name in PURCHASE
        if stated.get(name) and (name, stated[name]) != ("kind", Work.CONCESSION.value)
    }


def told(errors: tuple[SvangrumError, ...], speaker: Speaker) -> dict[str, str]:
    """The words of each error by its field."""
    return {one.field or "": speaker.words(f"error.{one.code}", **one.values) for one in errors}
