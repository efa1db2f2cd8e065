"""The demo's dialogues: one that is open and answered, one that waits for feedback, one that nobody has opened yet."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from svangrum.core.data import read_yaml
from svangrum.core.dates import day_at_home
from svangrum.matching.cpv_tree import overlaps
from svangrum.records.accounts.models import Membership
from svangrum.records.accounts.queries import actor_for
from svangrum.records.dialogues.actions.addressing import address_enterprise, mark_sent
from svangrum.records.dialogues.actions.answering import answer_question, ask_question, say_interest
from svangrum.records.dialogues.actions.ending import note_told
from svangrum.records.dialogues.actions.holding import add_to_dialogue, begin_dialogue, open_dialogue
from svangrum.records.dialogues.stated import read_interest
from svangrum.records.enterprises.models import Enterprise
from svangrum.records.readings.keeping import keep_reading

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime
    from uuid import UUID

    from svangrum.cli.demo_town import Town
    from svangrum.records.actors import Actor

_PLACE = "9999"
_OPEN_FOR, _BEGINS, _LASTS, _AGO = (timedelta(days=days) for days in (21, 200, 730, 30))


def make_dialogues(town: Town) -> None:
    described = read_yaml("demo/dialoger.yaml")
    _make_open(town, described["open"])
    _make_ended(town, described["ended"])
    _begin(town, described["draft"], next(town.moments))


def _make_open(town: Town, described: Mapping[str, Any]) -> None:
    """Asked of four enterprises, whose entries were read that day; the demo's own has not answered yet."""
    officer, moment = _officer(town), next(town.moments)
    found = _opened(town, described, moment)
    told: dict[str, Any] = {"by": officer, "dialogue": found}
    asked = _offering(described["cpv"])[:4]
    for entry in asked:
        link = address_enterprise(**told, recorded_at=next(town.moments), enterprise=entry.pk)
        mark_sent(**told, recorded_at=next(town.moments), addressee=link.addressee)
        keep_reading(by=officer, on=day_at_home(moment), enterprise=entry, dialogue=found)
    others = [one for one in asked if one.organisation_id != town.organisations["kooperativet"]]
    _answer(town, found, others, described["answers"])
    questions = [
        ask_question(
            by=_of(town, others[0]), recorded_at=next(town.moments), dialogue=found, enterprise=others[0].pk, text=text
        )
        for text in (described["question"]["asked"], described["waiting"])
    ]
    said = {"published": described["question"]["asked"], "answer": described["question"]["answer"]}
    answer_question(**told, recorded_at=next(town.moments), question=questions[0], version=1, **said)
    add_to_dialogue(**told, recorded_at=next(town.moments), version=2, text=described["addition"])
    note_told(
        **told,
        recorded_at=next(town.moments),
        to_whom="Samordningen i Exempel län",
        about=described["told"],
        told_on=town.day,
    )


def _make_ended(town: Town, described: Mapping[str, Any]) -> None:
    """Held a month ago, and answered then: the feedback is owed."""
    moment = next(town.moments) - _AGO
    found = _opened(town, described, moment)
    _answer(town, found, _offering(described["cpv"]), described["answers"], moment)


def _opened(town: Town, described: Mapping[str, Any], moment: datetime) -> UUID:
    return open_dialogue(by=_officer(town), recorded_at=moment, dialogue=_begin(town, described, moment), version=1)


def _begin(town: Town, described: Mapping[str, Any], moment: datetime) -> UUID:
    since = moment.date() + _BEGINS
    return begin_dialogue(
        by=_officer(town),
        recorded_at=moment,
        title=described["title"],
        what=described["what"],
        cpv=described["cpv"],
        municipality=_PLACE,
        since=since,
        until=since + _LASTS,
        how_much=described.get("how_much", ""),
        contact=described["contact"],
        answers_until=moment.date() + _OPEN_FOR,
    )


def _answer(
    town: Town,
    dialogue: UUID,
    entries: Iterable[Enterprise],
    answers: Iterable[Mapping[str, str]],
    moment: datetime | None = None,
) -> None:
    for entry, written in zip(entries, answers, strict=False):
        told = {"by": _of(town, entry), "recorded_at": moment or next(town.moments)}
        say_interest(**told, dialogue=dialogue, enterprise=entry.pk, **read_interest(written))


def _offering(cpv: str) -> list[Enterprise]:
    """Those with people of their own that offer something of the code, the demo's own first where it does."""
    own = Enterprise.objects.exclude(organisation=None).order_by("orgnr")
    return [one for one in own if any(overlaps(offer["cpv"], cpv) for offer in one.offers)]


def _officer(town: Town) -> Actor:
    return town.actors["upphandlare"]


def _of(town: Town, entry: Enterprise) -> Actor:
    """Somebody of the enterprise."""
    held = (
        Membership.objects.filter(organisation=entry.organisation_id).select_related("person").earliest("since", "pk")
    )
    return actor_for(held.person, organisation=entry.organisation_id, confirmed=False, on=town.day)
