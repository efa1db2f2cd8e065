"""The fields of the text bank and how each looks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from svangrum.core.language import words
from svangrum.guide.blanks import BlankKind, blanks
from svangrum.guide.compose import varies_by
from svangrum.guide.texts import Kind, Level, Regime, Statute, forms, groups
from svangrum.web.clauses.asking import ALL, PREFIX, UNKNOWN
from svangrum.web.fields import Asking, Choice, Field, field

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from enum import StrEnum

    from svangrum.core.errors import SvangrumError
    from svangrum.core.prose import Prose
    from svangrum.guide.texts import Clause

_WIDGETS = {BlankKind.TEXT: "text", BlankKind.LONG: "area", BlankKind.AMOUNT: "amount"}
_WORDS = {BlankKind.TEXT, BlankKind.LONG}
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
    "statute": Asking(
        "radios",
        "clauses.ask.statute",
        "clauses.ask.statute-hint",
        tuple((one, f"clauses.statute.{one}") for one in Statute),
        in_a_row=True,
    ),
    "untested": Asking(
        "checkboxes", "clauses.ask.untested", "clauses.ask.untested-hint", (("yes", "clauses.take-untested"),)
    ),
}


def _fitting(name: str, choices: Iterable[StrEnum], shown: str) -> Asking:
    listed = ((ALL, "clauses.all-variants"), *((one, f"clauses.{shown}.{one}") for one in choices))
    return Asking("radios", f"clauses.ask.{name}", choices=listed, in_a_row=True)


_FITTED: Mapping[str, Callable[[Clause], Asking]] = {
    "level": lambda _: _fitting("level", Level, "level"),
    "kind": lambda clause: _fitting("kind", [one for one in Kind if one in (clause.when.kinds or Kind)], "kind-long"),
    "regime": lambda clause: _fitting("regime", clause.law, "regime"),
    "statute": lambda _: _fitting("statute", Statute, "statute"),
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
    return [asked["level"], several, asked["kind"], asked["regime"], asked["statute"], whom, asked["untested"]]


def fit_fields(
    clause: Clause, stated: Mapping[str, str], errors: Iterable[SvangrumError], language: str
) -> list[Field]:
    """A field for each choice that the text differs by, with *all of it* first."""
    wrong = _told(errors, language)
    return [
        field(name, _FITTED[name](clause), stated[name], wrong.get(name, ""), language=language)
        for name in varies_by(clause)
    ]


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
        digits=blank.kind not in _WORDS,
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
