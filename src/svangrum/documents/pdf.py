"""The decision memo as a tagged PDF that keeps PDF/UA-1: the compiler refuses anything that does not."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING

import typst

from svangrum.core.data import data_path
from svangrum.core.language import words
from svangrum.documents.characters import has_missing_glyphs, printable, rewrite, shorten
from svangrum.documents.parts import about_suppliers
from svangrum.documents.pictures import chart_svg, chart_words, shipped_fonts

if TYPE_CHECKING:
    from svangrum.advice.answer import Answer

_TITLE, _LINE = 120, 60
"""Most characters of a title, and of one that stands beside the date at the top of a page."""

_REGIONS = {"sv": "SE", "en": "GB"}
_PAGE_WORDS = (
    "conditions",
    "proofs",
    "caution",
    "risk",
    "reading-for",
    "reading-against",
    "reading-advice",
    "questions",
    "competition",
    "moved",
    "evidence",
    "tenders",
    "suppliers",
    "steps",
    "unknowns",
    "sources",
)
_MEMO_WORDS = (
    "kicker",
    "what",
    "cpv",
    "decision",
    "decision_note",
    "decision_choice",
    "decision_why",
    "decision_name",
    "decision_date",
)


_ANNEX_WORDS = ("title", "purchase", "got", "why")


def memo_pdf(answer: Answer) -> bytes:
    """The memo as PDF/UA-1. The same answer gives the same bytes.

    Text is handed over as data and never read as markup. Letters that the shipped typeface lacks are shown as
    ``?``, and then the memo says so.
    """
    drawn = rewrite(answer, printable)
    return typst.compile(
        data_path("typst/memo.typ").read_bytes(),
        font_paths=shipped_fonts(),
        ignore_system_fonts=True,
        sys_inputs={
            "answer": json.dumps(asdict(drawn), default=str),
            "suppliers": json.dumps(_suppliers(drawn)),
            "words": json.dumps(_memo_words(drawn, incomplete=has_missing_glyphs(answer))),
            "chart": chart_svg(drawn),
        },
        pdf_standards=["ua-1"],
        timestamp=_midnight(answer.as_of),
    )


def _suppliers(answer: Answer) -> list[tuple[str, tuple[str, ...]]]:
    """Each label, and what stands under it; nothing where no register was asked."""
    return [] if answer.test is None else [*about_suppliers(answer.test, answer.language, annexed=True)]


def _memo_words(answer: Answer, *, incomplete: bool) -> dict[str, str | None]:
    page = {name: words(f"answer.{name}", answer.language) for name in _PAGE_WORDS}
    memo = {name: words(f"document.memo.{name}", answer.language) for name in _MEMO_WORDS}
    annex = {f"alike_{name}": words(f"document.alike.{name}", answer.language) for name in _ANNEX_WORDS}
    title = words("document.memo.title", answer.language, what=answer.what)
    return (
        page
        | memo
        | annex
        | {
            "title": shorten(title, _TITLE),
            "running": shorten(title, _LINE),
            "footer": words("document.memo.footer", answer.language, version=answer.version, day=answer.as_of),
            "page": words("document.memo.page", answer.language, page="{page}", pages="{pages}"),
            "region": _REGIONS[answer.language],
            "chart": chart_words(answer),
            "replaced": words("document.memo.replaced", answer.language) if incomplete else None,
        }
    )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=UTC)
