"""The fields of the calculator: the national model's nineteen, what is uncertain, the day."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from svangrum.core.language import words, write_decimal
from svangrum.core.money import Money
from svangrum.guide.calculation.extended import ENDS, UNCERTAIN, default_ranges, mix_field, range_field
from svangrum.guide.calculation.inputs import EXAMPLE, Age, Buyer, Form, Inputs, Support, Unemployed
from svangrum.guide.calculation.read import FIELDS
from svangrum.web.fields import Asking, Field, fields

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date
    from enum import StrEnum

    from svangrum.core.errors import SvangrumError

GROUPS = {
    "requirement": ("buyer", "form", "months", "positions", "extent"),
    "person": ("age", "unemployed", "newly_arrived", "unemployment_benefit", "housing_allowance"),
    "employer": ("wage", "support", "productivity", "production_value", "supervisor_wage", "supervision"),
    "costs": ("administration", "procurement_cost", "bonus"),
}
_CHOICES: Mapping[str, type[StrEnum]] = {
    "buyer": Buyer,
    "form": Form,
    "support": Support,
    "age": Age,
    "unemployed": Unemployed,
}
_SHARES = frozenset({"extent", "productivity", "supervision"})
_WHOLE = {"months": "calculator.unit.months", "positions": "calculator.unit.positions"}
_YES_NO = (("yes", "yes"), ("no", "no"))


def _asking(name: str) -> Asking:
    label, hint = f"calculator.{name}.label", f"calculator.{name}.hint"
    if name in _CHOICES:
        choices = tuple((one.value, f"calculator.{name}.{one.value}") for one in _CHOICES[name])
        return Asking("radios", label, hint, choices=choices, in_a_row=True)
    if name in _SHARES:
        return Asking("short", label, hint, unit="calculator.unit.percent", digits=True)
    if name in _WHOLE:
        return Asking("short", label, hint, unit=_WHOLE[name], digits=True)
    if isinstance(getattr(EXAMPLE, name), Money):
        return Asking("amount", label, hint, unit="field.kronor", digits=True)
    return Asking("radios", label, hint, choices=_YES_NO, in_a_row=True)


def _range_asking() -> dict[str, Asking]:
    return {
        range_field(name, end): Asking("short", f"calculator.{end}", unit="calculator.unit.percent", digits=True)
        for name in UNCERTAIN
        for end in ENDS
    }


ASKED: Mapping[str, Asking] = {
    **{name: _asking(name) for name in FIELDS},
    **_range_asking(),
    "contract_value": Asking(
        "amount", "calculator.contract_value.label", "calculator.contract_value.hint", unit="field.kronor", digits=True
    ),
    **{
        mix_field(one): Asking("short", f"calculator.support.{one.value}", unit="calculator.unit.percent", digits=True)
        for one in Support
    },
    "as_of": Asking("short", "calculator.as_of.label", "calculator.as_of.hint"),
}


def written(inputs: Inputs) -> dict[str, str]:
    """The inputs as a person would write them in the form."""
    return {name: _text(getattr(inputs, name)) for name in FIELDS}


def _text(value: object) -> str:
    if isinstance(value, Money):
        return f"{value.minor // 100}"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return write_decimal(value, "sv")
    return str(value)


def form_fields(
    stated: Mapping[str, str], inputs: Inputs, errors: Iterable[SvangrumError], *, as_of: date, language: str
) -> dict[str, Field]:
    """Every field: the nineteen and the day with what was stated, else used; a range left empty says what is assumed.

    An assumption is not written into its field: it would be sent back as somebody's own figure, and stand still when
    what it follows from is changed.
    """
    values = {**written(inputs), "as_of": as_of.isoformat(), **stated}
    form = fields(ASKED, values, errors, language=language)
    assumed = {
        range_field(name, end): words("calculator.assumes", language, number=write_decimal(getattr(one, end), language))
        for name, one in default_ranges(inputs, as_of=as_of).items()
        for end in ENDS
    }
    return form | {name: replace(form[name], hint=hint) for name, hint in assumed.items()}


def groups(form: Mapping[str, Field], language: str) -> list[dict[str, object]]:
    """The nineteen fields under four headings."""
    return [
        {"key": key, "title": words(f"calculator.group.{key}", language), "fields": [form[name] for name in names]}
        for key, names in GROUPS.items()
    ]


def uncertain_rows(form: Mapping[str, Field], language: str) -> list[dict[str, object]]:
    """What is uncertain: a name, what it means, and its three fields."""
    return [
        {
            "name": words(f"calculator.uncertain.{name}.name", language),
            "says": words(f"calculator.uncertain.{name}.says", language),
            "fields": [form[range_field(name, end)] for end in ENDS],
        }
        for name in UNCERTAIN
    ]


def mix_fields(form: Mapping[str, Field]) -> list[Field]:
    return [form[mix_field(one)] for one in Support]
