"""The fields of *Pröva ett köp* and how each looks. What they mean is decided in ``advice.read``."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from svangrum.advice.supply_stated import SUPPLY_FIELDS
from svangrum.core.language import words
from svangrum.web.fields import Asking, Choice, Field, field, fields

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from svangrum.advice.answer import Answer, CpvChoice, Question
    from svangrum.core.errors import SvangrumError

_YES_NO = (("yes", "yes"), ("no", "no"), ("", "field.unknown"))
_KINDS = tuple((value, f"kind.{value}") for value in ("tjanster", "varor", "byggentreprenad"))
_ACTS = tuple((value, f"act.{value}") for value in ("lou", "luf", "luk"))
_BUYERS = tuple((value, f"buyer.{value}") for value in ("kommun", "region", "stat", "kommunalt-bolag"))


def _asking(name: str, widget: str, **more: object) -> Asking:
    return Asking(widget, f"field.{name}.label", f"field.{name}.hint", **more)  # type: ignore[arg-type]


ASKED: Mapping[str, Asking] = {
    "what": _asking("what", "text"),
    "kind": _asking("kind", "radios", choices=_KINDS, in_a_row=True),
    "act": _asking("act", "radios", choices=_ACTS),
    "value": _asking("value", "amount", unit="field.kronor", digits=True),
    "months": _asking("months", "short", unit="field.months.unit", digits=True),
    "municipality": _asking("municipality", "municipality"),
    "buyer": _asking("buyer", "radios", choices=_BUYERS, in_a_row=True),
    "contract": _asking("contract", "radios", choices=_YES_NO, in_a_row=True),
    "same_kind": _asking("same_kind", "amount", unit="field.kronor", digits=True),
    "cpv": _asking("cpv", "short", digits=True),
    "main_object": _asking("main_object", "radios", choices=_YES_NO, in_a_row=True),
    "as_of": _asking("as_of", "short"),
    "start": _asking("start", "short"),
    "hours": _asking("hours", "short", unit="field.hours.unit", digits=True),
    "paid_from": _asking("paid_from", "short", unit="field.paid_from.unit", digits=True),
    "paid_to": _asking("paid_to", "short", unit="field.paid_to.unit", digits=True),
    "shares_other": _asking("shares_other", "short", unit="field.shares.unit"),
    "shares_small": _asking("shares_small", "short", unit="field.shares.unit"),
}
FIELDS = tuple(ASKED)


def form_fields(stated: Mapping[str, str], errors: Iterable[SvangrumError] = (), *, language: str) -> dict[str, Field]:
    """Every field by name, with what was ``stated`` kept and each error at its field."""
    return fields(ASKED, stated, errors, language=language)


def question_fields(answer: Answer, stated: Mapping[str, str]) -> list[Field]:
    """What the answer asks for, as fields to fill in where one stands.

    The choice of CPV code comes last, with the question whether it is the main object: one click fewer.
    """
    asked = {question.field: question for question in answer.questions}
    shown = [_asked(question, stated, answer.language) for question in asked.values() if question.field != "cpv"]
    if answer.cpv_choices or "cpv" in asked:
        shown.append(_cpv_field(asked.get("cpv"), answer.cpv_choices, stated, answer.language))
    if answer.cpv_choices and "main_object" not in {*asked, *stated}:
        shown.append(field("main_object", ASKED["main_object"], language=answer.language))
    return sorted(shown, key=lambda one: one.name == "main_object")


def supply_fields(stated: Mapping[str, str], *, language: str) -> list[Field]:
    """What may be stated so that those who could deliver are counted more closely."""
    return [field(name, ASKED[name], stated.get(name, ""), language=language) for name in SUPPLY_FIELDS]


def _asked(question: Question, stated: Mapping[str, str], language: str) -> Field:
    name = question.field
    plain = field(name, ASKED[name], stated.get(name, ""), language=language)
    return replace(plain, label=question.text, hint=question.why)


def _cpv_field(
    question: Question | None, choices: tuple[CpvChoice, ...], stated: Mapping[str, str], language: str
) -> Field:
    if not choices:
        return _asked(question, stated, language) if question else field("cpv", ASKED["cpv"], language=language)
    none = Choice("", words("field.cpv.none", language))
    return Field(
        name="cpv",
        widget="radios",
        label=words("field.cpv.confirm", language),
        hint=question.why if question else words("field.cpv.why", language),
        value=stated.get("cpv", ""),
        choices=(*(Choice(one.code, f"{one.code} {one.label}") for one in choices), none),
    )
