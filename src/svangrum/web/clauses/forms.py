"""The fields of the text bank and how each looks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from svangrum.core.language import words
from svangrum.guide.blanks import BlankKind, blanks
from svangrum.guide.texts import Kind, Level, Regime, forms, groups
from svangrum.web.clauses.asking import PREFIX, UNKNOWN
from svangrum.web.fields import Asking, Choice, Field, field

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from svangrum.core.errors import SvangrumError
    from svangrum.core.prose import Prose

_WIDGETS = {BlankKind.TEXT: "text", BlankKind.AMOUNT: "amount"}
_UNITS = {BlankKind.PERCENT: "clauses.unit.percent", BlankKind.AMOUNT: "clauses.unit.amount"}
_REGIMES = (Regime.DIRECTIVE, Regime.CHAPTER_19, Regime.DIRECT)
_ASKED = {
    "level": Asking(
        "radios",
        "clauses.ask.level",
        "clauses.ask.level-hint",
        tuple((one, f"clauses.level-long.{one}") for one in Level),
    ),
    "kind": Asking(
        "radios", "clauses.ask.kind", choices=tuple((one, f"clauses.kind-long.{one}") for one in Kind), in_a_row=True
    ),
    "regime": Asking(
        "radios",
        "clauses.ask.regime",
        "clauses.ask.regime-hint",
        tuple((one, f"clauses.regime.{one}") for one in (*_REGIMES, UNKNOWN)),
    ),
    "untested": Asking(
        "checkboxes", "clauses.ask.untested", "clauses.ask.untested-hint", (("yes", "clauses.take-untested"),)
    ),
}


def choice_fields(stated: Mapping[str, str], errors: Iterable[SvangrumError], *, language: str) -> list[Field]:
    """How much, which forms, what is bought, under which rules, for whom: in the order they are asked."""
    wrong = _told(errors, language)
    asked = {
        name: field(name, asking, stated[name], wrong.get(name, ""), language=language)
        for name, asking in _ASKED.items()
    }
    labels = {form.value: named.label for form, named in forms().items()}
    several = _several("forms", labels, stated, wrong, language)
    whom = _several("groups", {code: group.label for code, group in groups().items()}, stated, wrong, language)
    return [asked["level"], several, asked["kind"], asked["regime"], whom, asked["untested"]]


def blank_fields(
    asked: Iterable[str], stated: Mapping[str, str], errors: Iterable[SvangrumError] = (), *, language: str
) -> list[Field]:
    """A field for each blank that the text has."""
    wrong = _told(errors, language)
    return [_blank(name, stated.get(name, ""), wrong.get(f"{PREFIX}{name}", ""), language) for name in asked]


def _blank(name: str, value: str, error: str, language: str) -> Field:
    blank = blanks()[name]
    label = blank.label.template(language)
    return Field(
        name=f"{PREFIX}{name}",
        widget=_WIDGETS.get(blank.kind, "short"),
        label=label[0].upper() + label[1:],
        hint=blank.hint.template(language),
        value=value,
        error=error,
        unit=words(_UNITS[blank.kind], language) if blank.kind in _UNITS else "",
        digits=blank.kind is not BlankKind.TEXT,
    )


def _several(
    name: str, labels: Mapping[str, Prose], stated: Mapping[str, str], wrong: Mapping[str, str], language: str
) -> Field:
    return Field(
        name=name,
        widget="checkboxes",
        label=words(f"clauses.ask.{name}", language),
        hint=words(f"clauses.ask.{name}-hint", language),
        value=stated[name],
        error=wrong.get(name, ""),
        choices=tuple(Choice(code, label.template(language)) for code, label in labels.items()),
    )


def _told(errors: Iterable[SvangrumError], language: str) -> dict[str, str]:
    return {error.field or "": words(f"error.{error.code}", language, **error.values) for error in errors}
