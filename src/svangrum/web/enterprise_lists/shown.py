"""A list beside the register in words, before it is read in and after."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from svangrum.core.language import words
from svangrum.core.orgnr import written_number
from svangrum.ingest.register.chosen import to_decide, uncoded
from svangrum.ingest.register.names import Verdict
from svangrum.web.enterprise_lists.forms import coding, coding_name, decision, decision_name, entry_named

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from svangrum.ingest.register.names import Beside
    from svangrum.ingest.register.rows import ReadList, RefusedRow
    from svangrum.web.fields import Field

MOST_DECIDED = 200
"""A form has room for so many rows to decide; the others are left out, and can be read in another time."""
MOST_CODED = 60
_LISTED = 300
_FEW = 12


@dataclass(frozen=True)
class Preview:
    """What would come of a list. ``more`` counts rows to decide that the form has no room for."""

    new: list[str]
    known: list[str]
    unread: list[str]
    refused: list[str]
    decisions: list[Field]
    codings: list[Field]
    more: int
    counts: dict[str, int]

    @property
    def few_refused(self) -> bool:
        """Whether they can stand open without hiding what comes below."""
        return len(self.refused) <= _FEW


def preview(found: ReadList, told: Sequence[Beside], sent: Mapping[str, str], language: str) -> Preview:
    """``sent`` is what has been decided so far, by the name of its field."""
    deciding = to_decide(told)
    new = [f"{one.row.name} ({written_number(one.row.orgnr or '')})" for one in told if one.verdict is Verdict.NEW]
    known = [_known(one, language) for one in told if one.verdict is Verdict.KNOWN]
    shown = deciding[:MOST_DECIDED]
    return Preview(
        new=new[:_LISTED],
        known=known[:_LISTED],
        unread=[line for one in told for line in _unread(one, language)][:_LISTED],
        refused=refused(found.refused, language),
        decisions=[decision(one, language, sent.get(decision_name(one.row.row), "")) for one in shown],
        codings=[
            coding(place, offered, language, sent.get(coding_name(place)))
            for place, offered in enumerate(uncoded(told, MOST_CODED))
        ],
        more=len(deciding) - len(shown),
        counts={
            "new": len(new),
            "known": len(known),
            "decide": len(deciding),
            "refused": len(found.refused),
            "repeated": found.repeated,
        },
    )


def refused(rows: Iterable[RefusedRow], language: str) -> list[str]:
    """Each row that is not read in, why, and what to do about it."""
    return [
        words(
            "list.row-says",
            language,
            row=one.row,
            says=words(f"list.refused.{one.reason}", language, other=one.other or 0),
        )
        for one in rows
    ]


def _known(one: Beside, language: str) -> str:
    (entry,) = one.entries
    if entry.name.casefold() == one.row.name.casefold():
        return entry_named(entry)
    return words("list.known-as", language, name=one.row.name, entry=entry_named(entry))


def _unread(one: Beside, language: str) -> Iterable[str]:
    """What of a row is not taken along, though the row is."""
    for meaning, said in one.row.left:
        says = words(f"list.left.{meaning}", language, said=said)
        yield words("list.row-says", language, row=one.row.row, says=says)
