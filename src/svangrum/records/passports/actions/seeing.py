"""An officer of a buyer states to have seen the documents behind a piece of evidence, and takes it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from svangrum.core.errors import SvangrumError
from svangrum.core.reading import InvalidFactsError, gather
from svangrum.records.actions import Act, MissingError, action, require
from svangrum.records.passports.models import Sighting, Way
from svangrum.records.passports.permissions import can_note_sighting, can_see_files_by_link
from svangrum.records.passports.queries import had_the_file_by_link
from svangrum.records.passports.stated import stated_text
from svangrum.records.passports.taking import live_evidence_taken, organisation_of, told_on

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from svangrum.records.actors import Actor
    from svangrum.records.passports.models import Evidence


@action("sighting.noted")
def note_sighting(
    act: Act, *, enterprise: UUID, evidence: UUID, seen_on: date, way: str, shown: str = "", note: str = ""
) -> UUID:
    """An officer states to have seen the documents behind a piece of evidence, and how (``Way``).

    ``shown`` says where, when it was not by a link; ``note`` is for the officer's own organisation. Raises
    ``MissingError``, ``NotAllowedError``, ``SvangrumError`` ``passport.ended``, and ``InvalidFactsError`` with
    ``passport.nothing-to-see`` for what is stated as its own word without file and counts,
    ``passport.seen-future``, ``passport.seen-before`` for a day before that which the evidence is about,
    ``passport.no-way``, ``passport.no-link``, ``passport.no-shown`` and ``passport.text-long``.
    """
    held = live_evidence_taken(act, enterprise, evidence)
    require(can_note_sighting(act.by))
    problems: list[SvangrumError] = []
    gather(lambda: _refuse_nothing_to_see(held), problems)
    gather(lambda: _refuse_day(held, seen_on, told_on(act)), problems)
    gather(lambda: _refuse_way(act.by, held, way, seen_on), problems)
    where = gather(lambda: _stated_place(way, shown), problems)
    stated = gather(lambda: stated_text(note, field="note"), problems)
    if problems:
        raise InvalidFactsError(tuple(problems))
    seen = Sighting(
        evidence=held,
        organisation_id=organisation_of(act),
        seen_on=seen_on,
        way=way,
        shown=where or "",
        note=stated or "",
    )
    return act.put(seen, {"seen_on": seen_on, "way": way})


@action("sighting.taken-back")
def take_back_sighting(act: Act, *, sighting: UUID, version: int) -> UUID:
    """It counts no more. Raises ``MissingError`` for another organisation's, and ``passport.seen-ended``."""
    found = act.take(Sighting, sighting)
    if not act.by.belongs_to(found.organisation_id):
        raise MissingError("record.missing")
    require(can_note_sighting(act.by))
    if found.taken_back_at is not None:
        raise SvangrumError("passport.seen-ended")
    act.expect(found, version)
    found.taken_back_at = act.recorded_at
    return act.put(found, {})


def _refuse_nothing_to_see(held: Evidence) -> None:
    """Raises ``passport.nothing-to-see`` for the enterprise's bare word."""
    if held.is_bare_word:
        raise SvangrumError("passport.nothing-to-see", field="way")


def _refuse_day(held: Evidence, seen_on: date, today: date) -> None:
    if seen_on > today:
        raise SvangrumError("passport.seen-future", field="seen_on")
    if seen_on < held.counted_on:
        raise SvangrumError("passport.seen-before", field="seen_on", counted_on=held.counted_on)


def _refuse_way(by: Actor, held: Evidence, way: str, seen_on: date) -> None:
    if way not in Way.values:
        raise SvangrumError("passport.no-way", field="way")
    by_link = can_see_files_by_link(by) and had_the_file_by_link(by.organisation, held, on=seen_on)
    if way == Way.LINK and not by_link:
        raise SvangrumError("passport.no-link", field="way")


def _stated_place(way: str, shown: str) -> str:
    return stated_text(shown, field="shown", missing="passport.no-shown") if way == Way.SHOWN else ""
