"""The text bank: what a purchase that is to lead to work needs in writing, each text with its reasons, law and proof.

A text is a file ``data/texts/clauses/<code>.yaml``; what texts share (forms of work, target groups, what is followed
up) stands in ``data/texts/bank/``. ``{name}`` in a text is a blank (``guide.blanks``), ``{forms}`` the chosen forms,
``{section-<code>}`` a reference to another text. A paragraph that is ``{groups}`` alone becomes one for each group.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from svangrum.core.data import read_yaml, yaml_files
from svangrum.core.prose import Prose, read_prose
from svangrum.core.sources import cite
from svangrum.guide.blanks import blanks
from svangrum.guide.entry import Entry

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from svangrum.core.sources import Citation, Source

E = TypeVar("E", bound=StrEnum)
_BLANK = re.compile(r"\{([\w-]+)\}")
_VARIANTS = ("levels", "forms", "kinds", "regimes", "statutes", "several")
GROUPS = "{groups}"


class Level(StrEnum):
    """How much is asked of the supplier: to talk and try, a number of places, or a number and pay for more."""

    DIALOGUE = "dialogue"
    REQUIREMENT = "requirement"
    BONUS = "bonus"


class Form(StrEnum):
    EMPLOYMENT = "employment"
    PLACEMENT = "placement"
    TRAINING = "training"


class Kind(StrEnum):
    """What is bought; the first three as *Pröva ett köp* calls them."""

    GOODS = "varor"
    SERVICES = "tjanster"
    WORKS = "byggentreprenad"
    CONCESSION = "koncession"


class Regime(StrEnum):
    """Which rules govern. A concession has an act of its own, and in it a chapter for those below the threshold."""

    DIRECTIVE = "directive"
    CHAPTER_19 = "chapter-19"
    DIRECT = "direct-award"
    CONCESSION = "concession"
    CONCESSION_15 = "concession-15"
    GRANT = "grant"


class Statute(StrEnum):
    """Under which act a paragraph is worded so. A concession is a regime of its own."""

    LOU = "lou"
    LUF = "luf"


class Part(StrEnum):
    """Where a text belongs, in the order a purchase meets them. ``CONTRACT`` texts are put together to one contract."""

    ASK = "ask"
    WHO = "who"
    DOCUMENTS = "documents"
    CONTRACT = "contract"
    TERMS = "terms"
    FOLLOW_UP = "follow-up"
    DECISION = "decision"


class Status(StrEnum):
    """How tried a text is. Every one is our own wording; one untested has, as far as we know, no Swedish use at all."""

    OWN = "own"
    UNTESTED = "untested"


@dataclass(frozen=True)
class When:
    """Which choices a text is for. An empty set is for any; ``several`` is for more than one form, or for one only."""

    levels: frozenset[Level] = frozenset()
    forms: frozenset[Form] = frozenset()
    kinds: frozenset[Kind] = frozenset()
    regimes: frozenset[Regime] = frozenset()
    statutes: frozenset[Statute] = frozenset()
    several: bool | None = None


@dataclass(frozen=True)
class Paragraph:
    """``choose`` says when to take this one, where whoever writes chooses between paragraphs."""

    text: Prose
    when: When = field(default_factory=When)
    choose: Prose | None = None


@dataclass(frozen=True)
class Named:
    """A form of work as the pages and the contract call it."""

    label: Prose
    wording: Prose


@dataclass(frozen=True)
class Group:
    """A target group: how the contract words it, how it is shown who belongs, and what to be careful about."""

    label: Prose
    wording: Prose
    shown: Prose
    caution: Prose


@dataclass(frozen=True)
class Clause:
    """One text of the bank. ``law`` has citations for every regime the text is for, ``rests`` the pages it builds on.

    ``evidence`` are the codes of what follow-up records (``guide.evidence``); none where nothing is reported.
    """

    code: str
    order: int
    part: Part
    status: Status
    title: Prose
    use: Prose
    avoid: Prose
    when: When
    text: tuple[Paragraph, ...]
    motive: Prose
    proof: Prose
    evidence: tuple[str, ...]
    law: Mapping[Regime, tuple[Citation | Source, ...]]
    rests: tuple[Citation | Source, ...] = ()
    unsettled: Prose | None = None
    also: tuple[Prose, ...] = ()


@cache
def clauses() -> Mapping[str, Clause]:
    """Every text by code, in reading order."""
    read = [_clause(path.rpartition("/")[2].removesuffix(".yaml"), read_yaml(path)) for path in yaml_files(_FOLDER)]
    return {clause.code: clause for clause in sorted(read, key=lambda one: one.order)}


@cache
def forms() -> Mapping[Form, Named]:
    return {Form(code): Named(**_proses(raw)) for code, raw in read_yaml("texts/bank/forms.yaml").items()}


@cache
def groups() -> Mapping[str, Group]:
    return {code: Group(**_proses(raw)) for code, raw in read_yaml("texts/bank/groups.yaml").items()}


def names(text: Prose) -> list[str]:
    """What stands in braces, in the order of the Swedish text."""
    return _BLANK.findall(text.sv)


def entries() -> Iterator[Entry]:
    """Each text as something to find; its blanks are read as their labels."""
    for code, clause in clauses().items():
        said = (clause.use, clause.avoid, clause.motive, *(one.text for one in _spelled_out(clause)))
        also = tuple(group.label for group in groups().values()) if _has_groups(clause) else ()
        yield Entry("clause", code, clause.title, tuple(_readable(one) for one in said), (*clause.also, *also))


_FOLDER = "texts/clauses"


def _clause(code: str, raw: Mapping[str, Any]) -> Clause:
    law = {Regime(regime): tuple(cite(place) for place in places) for regime, places in raw["law"].items()}
    return Clause(
        code=code,
        order=raw["order"],
        part=Part(raw.get("part", Part.CONTRACT)),
        status=Status(raw.get("status", Status.OWN)),
        **{name: read_prose(raw[name]) for name in ("title", "use", "avoid", "motive", "proof")},
        when=_when(raw.get("when", {})),
        text=tuple(_paragraph(one) for one in raw["text"]),
        evidence=tuple(raw["evidence"]),
        law={regime: law[regime] for regime in Regime if regime in law},
        rests=tuple(cite(place) for place in raw.get("rests", ())),
        unsettled=read_prose(raw["unsettled"]) if "unsettled" in raw else None,
        also=tuple(read_prose(one) for one in raw.get("also", ())),
    )


def _paragraph(raw: Mapping[str, Any]) -> Paragraph:
    text = {name: one for name, one in raw.items() if name not in {"when", "choose"}}
    choose = read_prose(raw["choose"]) if "choose" in raw else None
    return Paragraph(read_prose(text), _when(raw.get("when", {})), choose)


def _when(raw: Mapping[str, Any]) -> When:
    if raw.keys() - set(_VARIANTS):
        message = f"a text cannot depend on {raw}"
        raise ValueError(message)
    return When(
        levels=_set(Level, raw.get("levels", ())),
        forms=_set(Form, raw.get("forms", ())),
        kinds=_set(Kind, raw.get("kinds", ())),
        regimes=_set(Regime, raw.get("regimes", ())),
        statutes=_set(Statute, raw.get("statutes", ())),
        several=raw.get("several"),
    )


def _set(choices: type[E], codes: tuple[str, ...]) -> frozenset[E]:
    return frozenset(choices(code) for code in codes)


def _proses(raw: Mapping[str, Any]) -> dict[str, Prose]:
    return {name: read_prose(text) for name, text in raw.items()}


def _has_groups(clause: Clause) -> bool:
    return any(one.text.sv == GROUPS for one in clause.text)


def _spelled_out(clause: Clause) -> Iterator[Paragraph]:
    for one in clause.text:
        if one.text.sv == GROUPS:
            yield from (Paragraph(group.wording) for group in groups().values())
        else:
            yield one


def _readable(text: Prose) -> Prose:
    """The text with each blank as its label in brackets; a reference, a figure or the chosen forms as three dots."""
    return Prose(_labelled(text.sv, "sv"), _labelled(text.en, "en"))


def _labelled(template: str, language: str) -> str:
    parts = _BLANK.split(template)
    return "".join(_label(part, language) if place % 2 else part for place, part in enumerate(parts))


def _label(name: str, language: str) -> str:
    return f"[{blanks()[name].label.template(language)}]" if name in blanks() else "…"
