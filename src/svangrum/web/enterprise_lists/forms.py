"""The forms of a list: the file, which column is what, and what is to be decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from svangrum.core.codes import cpv_table
from svangrum.core.errors import SvangrumError
from svangrum.core.language import words
from svangrum.core.orgnr import written_number
from svangrum.ingest.register.chosen import AS_NEW
from svangrum.ingest.register.lists import Meaning
from svangrum.ingest.register.names import Verdict
from svangrum.matching.cpv_words import suggest_cpv
from svangrum.web.fields import Asking, Choice, Field
from svangrum.web.pages import address
from svangrum.web.sheets import Sheet

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from svangrum.ingest.register.lists import EnterpriseList
    from svangrum.ingest.register.names import Beside, Entry

_SUGGESTED = 3
_LIKELY = 0.5
"""The chance from which the first suggestion is chosen until somebody chooses otherwise."""
COLUMNS = {
    meaning.value: Asking("select", f"list.meaning.{meaning}", f"list.meaning-hint.{meaning}") for meaning in Meaning
}


def handing_in(language: str, largest: int) -> Sheet:
    """The form for the file. ``largest`` is in bytes."""
    return Sheet(
        title=words("list.title", language),
        lead=words("list.lead", language),
        send=words("list.send", language),
        back=(address("enterprises", language), words("enterprises.title", language)),
        template="enterprise_lists/hand_in.html",
        asked={
            "file": Asking("file", "list.file"),
            "source": Asking("text", "list.source", "list.source-hint"),
        },
        hints={"file": words("list.file-hint", language, most=largest // 1_000_000)},
    )


def columns(found: EnterpriseList, draft: str, language: str) -> Sheet:
    """Which column holds what; the first things that stand in each help to tell."""
    choices = (Choice("", words("list.no-column", language)), *_columns(found, language))
    return Sheet(
        title=words("list.columns-title", language),
        lead=words("list.columns-lead", language, count=len(found.rows)),
        send=words("list.columns-send", language),
        back=(address("enterprise-list", language), words("list.title", language)),
        template="enterprise_lists/columns.html",
        asked=COLUMNS,
        choices=dict.fromkeys(COLUMNS, choices),
        more={"draft": draft},
    )


def columns_stated(stated: Mapping[str, str], width: int) -> dict[Meaning, int]:
    """Raises ``SvangrumError`` ``list.no-name-column`` and ``list.column-twice``."""
    found = {
        meaning: int(stated[meaning])
        for meaning in Meaning
        if stated.get(meaning, "").isdecimal() and int(stated[meaning][:4]) < width
    }
    if Meaning.NAME not in found:
        raise SvangrumError("list.no-name-column", field=Meaning.NAME.value)
    twice = next((meaning for meaning in found if list(found.values()).count(found[meaning]) > 1), None)
    if twice is not None:
        raise SvangrumError("list.column-twice", field=twice.value)
    return found


def decision(one: Beside, language: str, value: str) -> Field:
    """Who a row is, of those that it could be."""
    left = Choice("", words("list.leave-out", language))
    new = [Choice(AS_NEW, words("list.as-new", language))] if one.verdict is Verdict.SAME_NAME else []
    entries = [Choice(entry.id, words("list.is", language, entry=entry_named(entry))) for entry in one.entries]
    code = f"list.decide.{one.verdict}"
    return Field(
        name=decision_name(one.row.row),
        widget="select",
        label=words("list.row-named", language, row=one.row.row, name=one.row.name),
        hint=words(code, language, number=written_number(one.row.orgnr or "")),
        value=value,
        choices=(left, *entries, *new),
    )


def decision_name(row: int) -> str:
    return f"row-{row}"


def coding(place: int, offered: str, language: str, value: str | None) -> Field:
    """Which code the words for what is offered mean; a likely one is chosen beforehand."""
    found = suggest_cpv(offered, limit=_SUGGESTED, reasons=False)
    likely = found[0].code if found and found[0].score >= _LIKELY else ""
    choices = [Choice(one.code, f"{one.code} {cpv_table()[one.code].label(language)}") for one in found]
    return Field(
        name=coding_name(place),
        widget="select",
        label=offered,
        hint="",
        value=likely if value is None else value,
        choices=(*choices, Choice("", words("list.no-code", language))),
    )


def coding_name(place: int) -> str:
    return f"code-{place}"


def entry_named(entry: Entry) -> str:
    return f"{entry.name} ({written_number(entry.orgnr)})"


def _columns(found: EnterpriseList, language: str) -> Iterable[Choice]:
    for place in range(len(found.header)):
        samples = found.samples(place)
        if samples:
            yield Choice(str(place), words("list.column", language, name=found.column(place), samples=_short(samples)))


def _short(samples: Sequence[str]) -> str:
    return ", ".join(one if len(one) <= 24 else f"{one[:23]}…" for one in samples)
