"""The JSON of an answer on one line, where what answers have in common is put in words once.

The words of most findings are the same whatever a purchase is worth; only the values beside them differ. So the text of
a finding is kept by its codes and by the values that its words take, and all its values are written into it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from svangrum.advice.explain import explain, line_of
from svangrum.advice.export import as_json_object, finding_object, plain_value
from svangrum.core.language import LANGUAGES, catalogue, placeholders
from svangrum.law.registry import entries
from svangrum.law.wording import codes_of_words

if TYPE_CHECKING:
    from svangrum.advice.advise import Advice
    from svangrum.core.findings import Finding, Value
    from svangrum.core.sources import Citation

write = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode
"""Any JSON object as text without spaces and line breaks."""

_NO_FINDINGS, _NO_VALUES = '"findings":[]', '"values":{}'


@dataclass(frozen=True)
class _Wording:
    """What the text of a finding follows from, but for its values; ``taken`` are those in its words."""

    rule: str
    code: str
    citations: tuple[Citation, ...]
    warnings: tuple[str, ...]
    taken: tuple[Value, ...]
    language: str
    finding: Finding = field(compare=False)


def as_json_line(advice: Advice, language: str) -> str:
    """``as_json_object`` of the same advice in ``language``, as text without spaces and line breaks."""
    bare = replace(advice, findings=())
    told = write(as_json_object(bare, explain(bare, language=language)))
    findings = ",".join([_text(one, language) for one in advice.findings])
    return told.replace(_NO_FINDINGS, f"{_NO_FINDINGS[:-1]}{findings}]", 1)


def _text(finding: Finding, language: str) -> str:
    taken = tuple([finding.values[one] for one in _names(finding.rule, finding.code, finding.warnings)])
    wording = _Wording(finding.rule, finding.code, finding.citations, finding.warnings, taken, language, finding)
    before, after = _around(wording)
    values = ",".join([_pair(name, value) for name, value in finding.values.items()])
    return f"{before}{values}{after}"


@cache
def _names(rule: str, code: str, warnings: tuple[str, ...]) -> tuple[str, ...]:
    """The names of the values that the words of a finding take, in any language."""
    codes = tuple(codes_of_words(rule, code, entries(rule)[code], warnings))
    texts = (catalogue(language).get(one, "") for language in LANGUAGES for one in codes)
    return tuple(dict.fromkeys(name for text in texts for name in placeholders(text)))


@lru_cache(maxsize=16_384)
def _around(wording: _Wording) -> tuple[str, str]:
    """A finding's text up to its values, and from there on."""
    finding = wording.finding
    told = write(finding_object(replace(finding, values={}), line_of(finding, wording.language)))
    before, _, after = told.partition(_NO_VALUES)
    return f"{before}{_NO_VALUES[:-1]}", f"}}{after}"


@lru_cache(maxsize=16_384, typed=True)
def _pair(name: str, value: Value) -> str:
    return f"{write(name)}:{write(plain_value(value))}"
