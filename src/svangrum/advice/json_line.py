"""The JSON of an answer on one line, where what answers have in common is put in words once.

What a finding says is the same whatever a purchase is worth, but for the values in it. So its text is kept with holes,
by what it follows from besides the values, and each purchase fills the holes. Steps are kept in the same way.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from svangrum.advice.explain import explain, line_of
from svangrum.advice.export import as_json_object, finding_object
from svangrum.advice.json_values import message_object, plain_value
from svangrum.core.findings import Message
from svangrum.core.language import say, write_as

if TYPE_CHECKING:
    from collections.abc import Mapping

    from svangrum.advice.advise import Advice
    from svangrum.advice.json_values import Json
    from svangrum.core.findings import Finding, Value
    from svangrum.core.sources import Citation

write = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode
"""Any JSON object as text without spaces and line breaks."""

_OPEN, _SHUT = "\ue000", "\ue001"
"""Around a hole: signs that no text has."""

_HOLE = re.compile(f"{_OPEN}([^{_SHUT}:]*):?([^{_SHUT}]*){_SHUT}")
_NO_VALUES = '"values":{}'
_VALUES = f'"values":{{{_OPEN}{_SHUT}}}'


class _Part(NamedTuple):
    """``text``, and the value after it: by ``name`` and how it is written. Without a name all values follow."""

    text: str
    name: str | None
    spec: str


class _Hole(NamedTuple):
    """Stands for a value: it is written as a hole."""

    name: str

    @property
    def code(self) -> str:
        return f"{_OPEN}{self.name}:code{_SHUT}"

    def label(self, _language: str) -> str:
        return f"{_OPEN}{self.name}{_SHUT}"

    def __str__(self) -> str:
        return f"{_OPEN}{self.name}:plain{_SHUT}"


class _Holes(dict[str, "Value"]):
    """A hole for every value."""

    def __missing__(self, name: str) -> Value:
        return _Hole(name)


@dataclass(frozen=True)
class _Wording:
    """What the text of a finding follows from, but for its values."""

    rule: str
    code: str
    citations: tuple[Citation, ...]
    warnings: tuple[str, ...]
    language: str
    finding: Finding = field(compare=False)


def as_json_line(advice: Advice, language: str) -> str:
    """``as_json_object`` of the same advice in ``language``, as text without spaces and line breaks."""
    bare = replace(advice, findings=(), steps=())
    told = write(as_json_object(bare, explain(bare, language=language)))
    findings = ",".join([_finding(one, language) for one in advice.findings])
    steps = ",".join([_filled(_step(one.code, language), one.values, language) for one in advice.steps])
    told = told.replace('"findings":[]', f'"findings":[{findings}]', 1)
    return f'"steps":[{steps}]'.join(told.rsplit('"steps":[]', 1))


def _finding(finding: Finding, language: str) -> str:
    wording = _Wording(finding.rule, finding.code, finding.citations, finding.warnings, language, finding)
    return _filled(_worded(wording), finding.values, language)


def _filled(parts: tuple[_Part, ...], values: Mapping[str, Value], language: str) -> str:
    return "".join(
        [
            text if name is None else text + (_in_words(values[name], spec, language) if name else _pairs(values))
            for text, name, spec in parts
        ]
    )


def _pairs(values: Mapping[str, Value]) -> str:
    return ",".join([_pair(name, value) for name, value in values.items()])


@lru_cache(maxsize=16_384, typed=True)
def _pair(name: str, value: Value) -> str:
    return f"{write(name)}:{write(plain_value(value))}"


@lru_cache(maxsize=16_384, typed=True)
def _in_words(value: Value, spec: str, language: str) -> str:
    return write(write_as(value, spec, language))[1:-1]


@lru_cache(maxsize=8192)
def _worded(wording: _Wording) -> tuple[_Part, ...]:
    holed = replace(wording.finding, values=_Holes())
    return _parts(finding_object(replace(holed, values={}), line_of(holed, wording.language)))


@lru_cache(maxsize=1024)
def _step(code: str, language: str) -> tuple[_Part, ...]:
    return _parts(message_object(Message(code), say(Message(code, _Holes()), language)))


def _parts(told: Json) -> tuple[_Part, ...]:
    pieces = _HOLE.split(write(told).replace(_NO_VALUES, _VALUES, 1))
    holes = zip(pieces[::3], [*pieces[1::3], None], [*pieces[2::3], ""], strict=True)
    return tuple(_Part(text, name, spec) for text, name, spec in holes)
