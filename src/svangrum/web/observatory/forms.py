"""The choice of source, country and years, as fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from svangrum.core.language import words
from svangrum.web.fields import Choice, Field
from svangrum.web.observatory.written import Writer, by_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from svangrum.analysis.observatory.cells import Observatory
    from svangrum.core.errors import SvangrumError
    from svangrum.web.observatory.asking import Asked


def choice_fields(
    observatory: Observatory, asked: Asked, raw: Mapping[str, str], errors: Iterable[SvangrumError], *, language: str
) -> list[Field]:
    """Source and country where there are several, first and last year, each with what was wrong in it."""
    wrong = {error.field: words(f"error.{error.code}", language, **error.values) for error in errors}
    return [*_choices(observatory, asked, raw, wrong, language), *_years(observatory, asked, raw, wrong, language)]


def _choices(
    observatory: Observatory, asked: Asked, raw: Mapping[str, str], wrong: Mapping[str | None, str], language: str
) -> list[Field]:
    sources = tuple(Choice(one, words(f"observed.source.{one}.name", language)) for one in observatory.sources)
    writer = Writer(language)
    every = sorted({country for source in observatory.sources for country in observatory.countries(source)})
    countries = sorted((Choice(one, writer.country(one)) for one in every), key=lambda one: by_name(one.label))
    offered = (("source", sources, asked.source), ("country", tuple(countries), asked.country))
    return [
        _field(name, "radios", raw[name] or chosen, wrong, language, choices=choices)
        for name, choices, chosen in offered
        if len(choices) > 1 or name in wrong
    ]


def _years(
    observatory: Observatory, asked: Asked, raw: Mapping[str, str], wrong: Mapping[str | None, str], language: str
) -> list[Field]:
    known = observatory.years(asked.source, asked.country)
    ends = {"since": min(asked.years), "until": max(asked.years)}
    return [
        _field(name, "short", raw[name] or str(year), wrong, language)
        for name, year in ends.items()
        if len(known) > 1 or name in wrong
    ]


def _field(
    name: str,
    widget: str,
    value: str,
    wrong: Mapping[str | None, str],
    language: str,
    *,
    choices: tuple[Choice, ...] = (),
) -> Field:
    label = words(f"observed.ask.{name}", language)
    return Field(
        name, widget, label, "", value, wrong.get(name, ""), choices, digits=widget == "short", in_a_row=bool(choices)
    )
