"""The chart of an answer as a document needs it: SVG for the PDF, PNG for Word, and the words for who cannot see it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import typst

from svangrum.core.data import data_path
from svangrum.core.language import words
from svangrum.documents import charts

if TYPE_CHECKING:
    from svangrum.advice.answer import Answer

_DOTS_PER_INCH = 300.0
_BARE_PICTURE = b"""
#set page(width: auto, height: auto, margin: 0pt)
#set text(font: "Rosario", fallback: false)
#image(bytes(sys.inputs.svg), format: "svg", alt: "")
"""


def chart_svg(answer: Answer) -> str:
    """Open above reserved on one axis, in the colours of print."""
    return charts.dot_plot(answer.open, answer.reserved, language=answer.language)


def chart_png(answer: Answer) -> bytes:
    """The same chart as a picture for Word; Typst draws it, so that nothing else needs to be installed."""
    return typst.compile(
        _BARE_PICTURE,
        font_paths=shipped_fonts(),
        ignore_system_fonts=True,
        format="png",
        ppi=_DOTS_PER_INCH,
        sys_inputs={"svg": chart_svg(answer)},
    )


def chart_words(answer: Answer) -> str:
    """What the chart shows, in a sentence for each distribution."""
    return words(
        "document.chart",
        answer.language,
        open=f"{answer.open.label}: {answer.open.sentence}",
        reserved=f"{answer.reserved.label}: {answer.reserved.sentence}",
    )


@cache
def shipped_fonts() -> typst.Fonts:
    """The shipped typeface and nothing else: the same document on every machine."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(data_path("fonts"))])
