"""Work in words: what it is, how far it has come, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from svangrum.core.dates import day_at_home
from svangrum.core.language import has_words, words, write_time
from svangrum.records.work.models import WorkState
from svangrum.records.work.permissions import can_stop_work
from svangrum.web.pages import address

if TYPE_CHECKING:
    from datetime import datetime

    from svangrum.records.actors import Actor
    from svangrum.records.work.models import Work

_GOES_ON = (WorkState.WAITING, WorkState.RUNNING)


@dataclass(frozen=True)
class Progress:
    """``done`` and ``total`` are zero when nobody can count the parts."""

    text: str
    done: int
    total: int


@dataclass(frozen=True)
class Shown:
    """Work as a page shows it. ``says`` is the sentence that stands first; what is not there is empty."""

    title: str
    says: str
    failed: bool
    progress: Progress | None
    facts: tuple[tuple[str, str], ...]
    link: tuple[str, str] | None
    goes_on: bool
    may_be_stopped: bool


@dataclass(frozen=True)
class Line:
    """Work as a line of a list."""

    kind: str
    state: str
    begun: str
    url: str


def shown(work: Work, actor: Actor, language: str) -> Shown:
    return Shown(
        title=words(f"work.title.{work.state}", language, kind=_kind(work, language)),
        says=_says(work, language),
        failed=work.state == WorkState.FAILED,
        progress=_progress(work, language) if work.state == WorkState.RUNNING else None,
        facts=tuple(_facts(work, actor, language)),
        link=_link(work, language),
        goes_on=work.state in _GOES_ON,
        may_be_stopped=can_stop_work(actor, work) and not work.stop_asked,
    )


def line(work: Work, language: str) -> Line:
    return Line(
        kind=_kind(work, language),
        state=words(f"work.state.{work.state}", language),
        begun=words("work.list.begun", language, moment=moment(work.started_at, language)),
        url=address("work", language, work=str(work.pk)),
    )


def moment(told: datetime, language: str) -> str:
    """``27 november 2026 kl. 09.30``, as clocks in Sweden show it."""
    return words("work.moment", language, day=day_at_home(told), time=write_time(told, language))


def _kind(work: Work, language: str) -> str:
    code = f"work.kind.{work.kind}"
    return words(code, language) if has_words(code) else work.kind


def _says(work: Work, language: str) -> str:
    """What happens or has happened, in one sentence."""
    if work.state == WorkState.DONE:
        return _came_of_it(work, language)
    if work.state == WorkState.FAILED:
        return words(f"error.{work.error['code']}", language, **work.error["values"])
    if work.stop_asked:
        return words("work.ends", language) if work.state == WorkState.RUNNING else ""
    if work.state == WorkState.WAITING:
        again = work.error and words("work.again", language, moment=moment(work.due_at, language))
        return again or words("work.waiting", language)
    return ""


def _came_of_it(work: Work, language: str) -> str:
    """The result in words; an earlier version may have kept other values than today's words want."""
    try:
        return words(f"work.result.{work.result['code']}", language, **work.result["values"])
    except KeyError:
        return words("work.result-earlier", language)


def _progress(work: Work, language: str) -> Progress:
    step = words(f"work.step.{work.step}", language) if work.step else words("work.state.running", language)
    if work.total:
        text = words("work.part", language, step=step, done=work.done, total=work.total)
    elif work.done:
        text = words("work.counted", language, step=step, done=work.done)
    else:
        text = step
    return Progress(text, work.done, work.total)


def _facts(work: Work, actor: Actor, language: str) -> list[tuple[str, str]]:
    facts = [(words("work.by", language), words(f"work.by-{_by(work, actor)}", language))]
    facts.append((words("work.started", language), moment(work.started_at, language)))
    if work.finished_at is not None:
        facts.append((words("work.finished", language), moment(work.finished_at, language)))
    if work.attempts > 1:
        facts.append((words("work.attempts", language), str(work.attempts)))
    if work.given.get("names"):
        facts.append((words("work.files", language), ", ".join(work.given["names"])))
    return facts


def _by(work: Work, actor: Actor) -> str:
    if work.started_by_id is None:
        return "program"
    return "you" if work.started_by_id == actor.person else "other"


def _link(work: Work, language: str) -> tuple[str, str] | None:
    """Where the result is seen, and its words."""
    page = work.result.get("page") if work.state == WorkState.DONE else None
    return (address(page, language), words(f"to-page.{page}", language)) if page else None
