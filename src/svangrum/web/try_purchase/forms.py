"""The fields of *Pröva ett köp*: how each is asked for, what was written in it, and what is wrong with it.

What a field means and which words are allowed is decided in ``advice.read``; here is only how it looks.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from svangrum.core.language import has_words, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from svangrum.advice.answer import Answer, CpvChoice, Question
    from svangrum.core.errors import SvangrumError

_WIDGETS = {
    "what": "text",
    "kind": "radios",
    "value": "amount",
    "months": "short",
    "municipality": "municipality",
    "buyer": "radios",
    "contract": "radios",
    "same_kind": "amount",
    "cpv": "short",
    "main_object": "radios",
    "as_of": "short",
}
FIELDS = tuple(_WIDGETS)
_YES_NO = (("yes", "yes"), ("no", "no"))
_CHOICES = {
    "kind": tuple((value, f"kind.{value}") for value in ("tjanster", "varor", "byggentreprenad")),
    "buyer": tuple((value, f"buyer.{value}") for value in ("kommun", "region", "stat", "kommunalt-bolag")),
    "contract": (*_YES_NO, ("", "field.unknown")),
    "main_object": (*_YES_NO, ("", "field.unknown")),
}
_DIGITS = frozenset({"value", "months", "same_kind", "cpv"})
_ROW_OF_CHOICES = frozenset({"kind", "buyer", "contract", "main_object"})


@dataclass(frozen=True)
class Choice:
    value: str
    label: str


@dataclass(frozen=True)
class Field:
    """One field as the template shows it. ``widget`` names the template; ``error`` is empty when nothing is wrong."""

    name: str
    widget: str
    label: str
    hint: str
    value: str
    error: str = ""
    choices: tuple[Choice, ...] = ()

    @property
    def described_by(self) -> str:
        """The ids that hold the hint and the error, for ``aria-describedby``."""
        ids = [f"{self.name}-hint"] if self.hint else []
        return " ".join([*ids, f"{self.name}-error"] if self.error else ids)

    @property
    def template(self) -> str:
        return "fields/radios.html" if self.widget == "radios" else "fields/text.html"

    @property
    def digits(self) -> bool:
        return self.name in _DIGITS

    @property
    def in_a_row(self) -> bool:
        return self.name in _ROW_OF_CHOICES


def form_fields(stated: Mapping[str, str], errors: Iterable[SvangrumError] = (), *, language: str) -> dict[str, Field]:
    """Every field by name, with what was ``stated`` kept and each error at its field."""
    wrong = {error.field: words(f"error.{error.code}", language, **error.values) for error in errors}
    return {name: _field(name, stated.get(name, ""), wrong.get(name, ""), language) for name in FIELDS}


def _field(name: str, value: str, error: str, language: str) -> Field:
    hint = f"field.{name}.hint"
    return Field(
        name=name,
        widget=_WIDGETS[name],
        label=words(f"field.{name}.label", language),
        hint=words(hint, language) if has_words(hint) else "",
        value=value,
        error=error,
        choices=tuple(Choice(value, words(code, language)) for value, code in _CHOICES.get(name, ())),
    )


def question_fields(answer: Answer, stated: Mapping[str, str]) -> list[Field]:
    """What the answer asks for, as fields to fill in where one stands.

    The choice of CPV code comes last, with the question whether it is the main object: one click fewer.
    """
    asked = {question.field: question for question in answer.questions}
    fields = [_asked(question, stated, answer.language) for question in asked.values() if question.field != "cpv"]
    if answer.cpv_choices or "cpv" in asked:
        fields.append(_cpv_field(asked.get("cpv"), answer.cpv_choices, stated, answer.language))
    if answer.cpv_choices and "main_object" not in {*asked, *stated}:
        fields.append(_field("main_object", "", "", answer.language))
    return sorted(fields, key=lambda field: field.name == "main_object")


def _asked(question: Question, stated: Mapping[str, str], language: str) -> Field:
    plain = _field(question.field, stated.get(question.field, ""), "", language)
    return replace(plain, label=question.text, hint=question.why)


def _cpv_field(
    question: Question | None, choices: tuple[CpvChoice, ...], stated: Mapping[str, str], language: str
) -> Field:
    if not choices:
        return _asked(question, stated, language) if question else _field("cpv", "", "", language)
    none = Choice("", words("field.cpv.none", language))
    return Field(
        name="cpv",
        widget="radios",
        label=words("field.cpv.confirm", language),
        hint=question.why if question else words("field.cpv.why", language),
        value=stated.get("cpv", ""),
        choices=(*(Choice(one.code, f"{one.code} {one.label}") for one in choices), none),
    )
