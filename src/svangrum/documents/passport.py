"""An enterprise's passport to take away: a tagged PDF that keeps PDF/UA-1, and JSON with the ESPD's questions."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING

import typst

from svangrum import __version__
from svangrum.core.data import data_path
from svangrum.core.language import words, write_day
from svangrum.documents.characters import has_missing_glyphs, printable, rewrite, shorten
from svangrum.documents.passport_words import CRITERION, espd_answers, in_words
from svangrum.documents.pictures import shipped_fonts

if TYPE_CHECKING:
    from svangrum.documents.passport_words import Kept, PassportOnPaper

PDF, JSON = "pass.pdf", "pass.json"
MEDIA = {PDF: "application/pdf", JSON: "application/json"}
ESPD = {"part": "II.A", "criterion": CRITERION, "to_verify": True}
"""Where the ESPD asks, by version 2 of its data model; neither the Swedish words nor later versions have been read."""
_TITLE, _LINE = 120, 60
_REGIONS = {"sv": "SE", "en": "GB"}
_WORDS = ("history", "statement", "notes", "espd.title", "asf.title", "asf.says", "asf.beside")


def passport_json(kept: Kept) -> bytes:
    """The passport as ``data/schemas/passport.schema.json`` has it, with what it proposes for the ESPD."""
    whole = {**kept, "espd": {**ESPD, "answers": espd_answers(kept)}}
    return (json.dumps(whole, ensure_ascii=False, indent=2) + "\n").encode()


def passport_pdf(kept: Kept, language: str) -> bytes:
    """The same passport gives the same bytes. Its texts are handed over as data and never read as markup."""
    whole = in_words(kept, language)
    if has_missing_glyphs(whole):
        whole = replace(whole, notes=(*whole.notes, words("passport.paper.replaced", language)))
    paper = rewrite(whole, printable)
    return typst.compile(
        data_path("typst/passport.typ").read_bytes(),
        font_paths=shipped_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"passport": json.dumps(asdict(paper)), "words": json.dumps(_words(paper, kept))},
        pdf_standards=["ua-1"],
        timestamp=datetime.combine(date.fromisoformat(kept["on"]), time(), tzinfo=UTC),
    )


def _words(paper: PassportOnPaper, kept: Kept) -> dict[str, str]:
    language, day = paper.language, date.fromisoformat(kept["on"])
    title = printable(words("passport.paper.title", language, name=paper.name))
    return {
        **{code.replace(".", "-"): words(f"passport.{code}", language) for code in _WORDS},
        "kicker": words("passport.name", language),
        "title": shorten(title, _TITLE),
        "running": shorten(title, _LINE),
        "day": write_day(day, language),
        "footer": words("passport.paper.footer", language, version=__version__, day=day),
        "page": words("document.memo.page", language, page="{page}", pages="{pages}"),
        "region": _REGIONS[language],
    }
