"""What the words of an answer name beside its values: the act, and places in it.

Words say ``{act}``, and ``{at-4-18}`` for chapter 4, section 18 of LOU. A purchase under LUF is told of the same rule
where it stands in LUF. ``{at-19a-8}`` is chapter 19 a, ``{at-19-9-p2}`` the second point of a section.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from svangrum.core.language import LANGUAGES, catalogue
from svangrum.core.sources import Citation
from svangrum.law.concordance import counterpart
from svangrum.law.purchase import Act
from svangrum.law.questions import PARTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from svangrum.core.findings import Value
    from svangrum.law.registry import Entry

_NAMED = re.compile(r"\{(at-(\d+)([a-z]?)-(\d+)([a-z]?)(?:-p(\d+))?)\}")


@cache
def named(rule: str, code: str, entry: Entry, warnings: tuple[str, ...], act: Act) -> Mapping[str, Value]:
    """The act and the places that the words of one answer name, under ``act``, by placeholder.

    ``warnings`` are those that the answer has beside the entry's own.
    """
    keys = tuple(_keys(rule, code, entry, warnings))
    return named_in("".join(catalogue(language).get(key, "") for language in LANGUAGES for key in keys), act)


def named_in(template: str, act: Act) -> Mapping[str, Value]:
    """The act and the places that a text names, under ``act``, by placeholder."""
    places = {found[1]: _led_or_own(Citation("LOU", _section(found)), act) for found in _NAMED.finditer(template)}
    return {"act": act.code, **places}


def led(citation: Citation, act: Act) -> Citation | None:
    """Where the same rule stands in ``act``; None when it has no such rule. Places in other acts than LOU stay."""
    return citation if act is Act.LOU else counterpart(citation, act.code)


def _led_or_own(citation: Citation, act: Act) -> Citation:
    """Words may speak of a place that only LOU has: it is then named as LOU's."""
    return led(citation, act) or citation


def _keys(rule: str, code: str, entry: Entry, warnings: tuple[str, ...]) -> Iterator[str]:
    yield from (f"law.{rule}.{code}.{part}" for part in ("says", "why"))
    yield from (f"condition.{one}" for one in entry.conditions)
    yield from (f"choice.{one}" for one in entry.choices)
    yield from (f"step.{one}" for one in entry.steps)
    yield from (f"proof.{one}" for one in entry.proofs)
    yield from (f"warning.{one}" for one in (*entry.warnings, *warnings))
    yield from (f"question.{entry.question}.{part}" for part in PARTS if entry.question)


def _section(found: re.Match[str]) -> str:
    _, chapter, chapter_letter, paragraph, letter, point = found.groups()
    section = f"{chapter}{chapter_letter and ' '}{chapter_letter}:{paragraph}{letter and ' '}{letter}"
    return f"{section} p. {point}" if point else section
