"""What stands beside a text of the bank for whoever writes: reasons, law, proof and what follow-up records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeAlias

from svangrum.advice.answer import Cited
from svangrum.core.language import words
from svangrum.core.sources import Citation, Source
from svangrum.guide.evidence import evidence
from svangrum.guide.texts import GROUPS, Regime, Statute, groups
from svangrum.law.concordance import counterpart

if TYPE_CHECKING:
    from datetime import date

    from svangrum.guide.compose import Choice, Section
    from svangrum.guide.evidence import Evidence
    from svangrum.guide.texts import Clause

Cites: TypeAlias = Iterable[Citation | Source]
Places: TypeAlias = Mapping[Regime, tuple[Citation | Source, ...]]
DIRECTIVE_OF_LOU = "2014/24/EU"
_ANYWHERE: Places = MappingProxyType({})


@dataclass(frozen=True)
class Law:
    """Citations under one set of rules. ``rules`` names the set."""

    rules: str
    cited: tuple[Cited, ...]


@dataclass(frozen=True)
class GroupNote:
    """What to know about one target group: how it is shown who belongs, and what to be careful about."""

    label: str
    shown: str
    caution: str


@dataclass(frozen=True)
class Note:
    """What whoever writes needs beside one text. Empty where there is nothing to say."""

    code: str
    title: str
    status: str
    motive: str
    law: tuple[Law, ...]
    unsettled: str
    proof: str
    evidence: tuple[str, ...]
    rests: tuple[Cited, ...]
    groups: tuple[GroupNote, ...]


@dataclass(frozen=True)
class Notes:
    """The notes to a contract. ``law`` is what every section rests on; each note tells what comes on top."""

    law: tuple[Law, ...]
    each: tuple[Note, ...]


def notes(choice: Choice, sections: Iterable[Section], *, language: str, as_of: date) -> Notes:
    """The notes to the contract that ``sections`` make up."""
    clauses = [one.clause for one in sections]
    everywhere = {
        regime: tuple(one for one in clauses[0].law[regime] if all(one in each.law[regime] for each in clauses))
        for regime in choice.regimes
    }
    each = tuple(
        note(
            one,
            choice.regimes,
            choice.groups,
            without=everywhere,
            statute=choice.statute,
            language=language,
            as_of=as_of,
        )
        for one in clauses
    )
    return Notes(_law(everywhere, _ANYWHERE, choice.statute, language), each)


def note(
    clause: Clause,
    regimes: Iterable[Regime],
    chosen: Iterable[str],
    *,
    without: Places = _ANYWHERE,
    statute: Statute | None = None,
    language: str,
    as_of: date,
) -> Note:
    """The note to one text under ``regimes``, less the places in ``without``.

    Where the ``statute`` is not known LOU is cited, and LUF beside it. Only the text on the target group speaks of the
    ``chosen`` groups.
    """
    about_groups = any(one.text.sv == GROUPS for one in clause.text)
    places = {regime: clause.law[regime] for regime in regimes if regime in clause.law}
    law = _law(places, without, statute or Statute.LOU, language)
    return Note(
        code=clause.code,
        title=clause.title.template(language),
        status=words(f"clauses.status.{clause.status}", language),
        motive=clause.motive.say(language, as_of=as_of),
        law=law if statute else (*law, *_in_luf(places, language)),
        unsettled=clause.unsettled.say(language, as_of=as_of) if clause.unsettled else "",
        proof=clause.proof.say(language, as_of=as_of),
        evidence=tuple(recorded(evidence()[code], language) for code in clause.evidence),
        rests=_cited(clause.rests, language),
        groups=tuple(_group_note(code, language, as_of) for code in chosen) if about_groups else (),
    )


def recorded(field: Evidence, language: str) -> str:
    """One field of the follow-up in a line: what, how it is recorded, who states it and who confirms it."""
    label = field.label.template(language)
    return words(
        "clauses.recorded",
        language,
        label=label[0].upper() + label[1:],
        kind=words(f"clauses.evidence.{field.kind}", language),
        told=words(f"clauses.told.{field.told_by}.{field.confirmed_by or 'alone'}", language),
    )


def _law(places: Places, without: Places, statute: Statute, language: str) -> tuple[Law, ...]:
    """The places under each set of rules, as ``statute`` has them; a set that has none left is left out."""
    left = {
        regime: _led((one for one in cited if one not in without.get(regime, ())), statute)
        for regime, cited in places.items()
    }
    return tuple(
        Law(words(f"clauses.rules.{regime}", language, act=statute.name), _cited(cited, language))
        for regime, cited in left.items()
        if cited
    )


def _in_luf(places: Places, language: str) -> tuple[Law, ...]:
    """Where LUF says what the places say in LOU."""
    in_lou = (one for cited in places.values() for one in cited if isinstance(one, Citation) and one.act == "LOU")
    led = _led(in_lou, Statute.LUF)
    return (Law(words("clauses.rules.luf", language), _cited(led, language)),) if led else ()


def _led(places: Cites, statute: Statute) -> Cites:
    """Each place once, where ``statute`` has it; what it has no rule for is left out."""
    if statute is Statute.LOU:
        return tuple(places)
    return tuple(dict.fromkeys(found for one in places if (found := in_luf(one))))


def in_luf(place: Citation | Source) -> Citation | Source | None:
    """Where LUF says the same. None where it has no such rule, or where LOU's directive has not been led to LUF's."""
    if not isinstance(place, Citation):
        return place
    found = counterpart(place, Statute.LUF.name)
    return None if found and found.act == DIRECTIVE_OF_LOU else found


def _group_note(code: str, language: str, as_of: date) -> GroupNote:
    group = groups()[code]
    return GroupNote(
        group.label.template(language),
        group.shown.say(language, as_of=as_of),
        group.caution.say(language, as_of=as_of),
    )


def _cited(places: Cites, language: str) -> tuple[Cited, ...]:
    return tuple(Cited(one.label(language), one.url) for one in places)
