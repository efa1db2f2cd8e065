"""Parts of an answer that Word and the terminal show alike: what was stated, notes to a line, a forecast in words."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from svangrum.core.language import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from svangrum.advice.answer import (
        Answer,
        FollowShown,
        Forecast,
        Line,
        LineGroup,
        SupplierShown,
        SupplierTest,
        Unsettled,
    )


def stated(answer: Answer) -> Iterator[tuple[str, str]]:
    """What the answer is about: a label and what was stated, the purchase and the day first."""
    yield words("document.memo.what", answer.language), answer.what
    yield words("answer.day", answer.language), answer.as_of_text
    yield from ((fact.label, fact.value) for fact in answer.summary)


def by_moment(group: LineGroup) -> Iterator[tuple[str | None, tuple[Line, ...]]]:
    """The lines of a group under each moment they belong to; None for a group that is not divided."""
    for when, lines in groupby(group.lines, key=lambda line: line.when):
        yield when, tuple(lines)


def noted(line: Line, language: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The choices, conditions, proofs and warnings of a line, each under its label; what is empty is left out."""
    for code, items in (
        ("answer.choices", line.choices),
        ("answer.conditions", line.conditions),
        ("answer.proofs", line.proofs),
        ("answer.caution", line.warnings),
    ):
        if items:
            yield words(code, language), items


def readings(unsettled: Unsettled, language: str) -> Iterator[tuple[str, str]]:
    """What is at stake in an unsettled question, both readings and what to do, each with its label."""
    yield words("answer.risk", language), unsettled.risk
    yield words("answer.reading-for", language), unsettled.reading_for
    yield words("answer.reading-against", language), unsettled.reading_against
    yield words("answer.reading-advice", language), unsettled.advice


def about_suppliers(test: SupplierTest, language: str, *, annexed: bool) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What the test of two suppliers rests on and what follows, each under its label; what is empty is left out.

    ``annexed``: those whom the finding rests on stand with the prices in an annex of their own (``suppliers``), which
    whoever is asked for it examines by itself. Of two suppliers the range of prices is the price of each.
    """
    apart = annexed and any(one.counted for one in test.listed)
    for name, items in (
        ("counted", test.counted),
        ("price", () if apart else test.prices),
        ("lots", test.lots),
        ("follows", tuple(_followed(one) for one in test.follows)),
        ("listed", (words("document.suppliers.apart", language),) if apart else ()),
        ("how", test.notes),
    ):
        if items:
            yield words(f"supply.heading.{name}", language), items


def named(one: SupplierShown) -> str:
    """A supplier with its number, and why it fits or not."""
    return f"{one.name} ({one.number}): {one.status}. {' '.join(one.reasons)}"


def _followed(one: FollowShown) -> str:
    places = ", ".join(cited.label.replace(" ", "\u00a0") for cited in one.citations)
    return f"{one.text} ({places})" if places else one.text


def forecast_in_words(forecast: Forecast) -> str:
    return f"{forecast.sentence} {forecast.interval} {forecast.basis}"
