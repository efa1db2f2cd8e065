"""The whole guide as one value that machines can read: roles, steps, texts, questions, examples, calculation."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, Any

from svangrum.core.money import Money
from svangrum.core.parameters import parameters
from svangrum.core.prose import Prose
from svangrum.core.sources import Citation, Source
from svangrum.guide.begin import onward
from svangrum.guide.begin import questions as start_questions
from svangrum.guide.blanks import blanks
from svangrum.guide.calculation.extended import range_parameters
from svangrum.guide.calculation.rates import RATES
from svangrum.guide.calculation.words import assumptions, formulas
from svangrum.guide.changes import changes
from svangrum.guide.checks import checks
from svangrum.guide.evidence import evidence
from svangrum.guide.examples import examples
from svangrum.guide.first_purchase import plans
from svangrum.guide.glossary import terms
from svangrum.guide.model import cells, roles, steps
from svangrum.guide.people import texts as people_texts
from svangrum.guide.questions import questions
from svangrum.guide.suitability import instruments, reason, reason_codes
from svangrum.guide.texts import clauses, forms, groups

if TYPE_CHECKING:
    from collections.abc import Iterable

FORMAT = "1"
LICENCE = "EUPL-1.2"


def content() -> dict[str, Any]:
    """The content alone, in plain values: texts as ``{sv, en}``, citations as ``{label_sv, label_en, url}``."""
    return {
        "roles": _plain(list(roles().values())),
        "steps": _plain(list(steps().values())),
        "cells": [_plain(one) | {"role": one.role.code, "step": one.step.code} for one in cells().values()],
        "start_questions": _plain(list(start_questions().values())),
        "onward": _plain(onward()),
        "plans": _plain(list(plans().values())),
        "suitability": {
            "instruments": _plain(list(instruments().values())),
            "reasons": {code: _plain(reason(code)) for code in sorted(reason_codes())},
        },
        "people": {code: _plain(text) for code, text in people_texts().items()},
        "texts": _plain(list(clauses().values())),
        "blanks": _plain(list(blanks().values())),
        "forms": {code.value: _plain(name) for code, name in forms().items()},
        "groups": _plain(list(groups().values())),
        "evidence": _plain(list(evidence().values())),
        "checks": _plain(list(checks().values())),
        "questions": _plain(list(questions().values())),
        "glossary": _plain(list(terms().values())),
        "examples": _plain(list(examples().values())),
        "calculation": {
            "formulas": _plain(formulas()),
            "assumptions": _plain(assumptions()),
            "parameters": _plain([parameters()[code] for code in (*RATES, *range_parameters())]),
        },
    }


def digest() -> str:
    """SHA-256 of the content, whatever the version says of it."""
    return hashlib.sha256(_canonical(content()).encode()).hexdigest()


def document() -> dict[str, Any]:
    """The content with format, version, day, licence and digest: what ``data/schemas/guide.schema.json`` describes."""
    newest = changes()[0]
    return {
        "format": FORMAT,
        "version": newest.version,
        "day": newest.day.isoformat(),
        "licence": LICENCE,
        "content_digest": digest(),
        "content": content(),
    }


def as_json() -> str:
    """The document as text, with keys in a fixed order."""
    return json.dumps(document(), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _canonical(value: Any) -> str:  # noqa: ANN401 - any plain value
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _plain(value: Any) -> Any:  # noqa: ANN401, PLR0911 - one return for each kind of value
    match value:
        case Prose():
            return {"sv": value.sv, "en": value.en}
        case Citation() | Source():
            return {"label_sv": value.label("sv"), "label_en": value.label("en"), "url": value.url}
        case Money():
            return {"amount": value.minor / 100, "currency": value.currency}
        case Enum():
            return value.value
        case date():
            return value.isoformat()
        case Mapping():
            return {str(_plain(key)): _plain(one) for key, one in value.items()}
        case str() | int() | float() | None:
            return value
        case _ if is_dataclass(value):
            return {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
        case _:
            return _listed(value)


def _listed(values: Iterable[Any]) -> list[Any]:
    """A set has no order of its own, so it is sorted."""
    plain = [_plain(one) for one in values]
    return sorted(plain, key=str) if isinstance(values, frozenset) else plain
