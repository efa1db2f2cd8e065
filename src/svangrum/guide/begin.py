"""Four questions to begin with. Every combination of answers leads to a next step that can be taken."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any

from svangrum.core.data import read_yaml
from svangrum.core.prose import Prose, read_all, read_prose
from svangrum.core.sources import Citation, Source, cite
from svangrum.guide.entry import Entry

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_FILE = "guide/begin.yaml"


class Reply(StrEnum):
    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Way:
    """A way from a no to a yes: what to do, who does it, working days, and the page to begin on."""

    title: Prose
    says: Prose
    steps: tuple[Prose, ...]
    who: Prose
    low: int
    high: int
    page: str
    rests: tuple[Citation | Source, ...]


@dataclass(frozen=True)
class StartQuestion:
    """``no`` is the way there; ``unknown`` is how to find out."""

    code: str
    asks: Prose
    hint: Prose
    no: Way
    unknown: Way


@dataclass(frozen=True)
class Route:
    """``ways`` are taken in order; the first is the next step. ``ready`` when every answer is yes."""

    ways: tuple[Way, ...]
    ready: bool


@cache
def questions() -> Mapping[str, StartQuestion]:
    """The four questions by code, in order."""
    return {
        code: StartQuestion(
            code, read_prose(raw["asks"]), read_prose(raw["hint"]), _way(raw["if_no"]), _way(raw["if_unknown"])
        )
        for code, raw in _content()["questions"].items()
    }


def route(replies: Mapping[str, Reply]) -> Route:
    """Where the replies lead. A question without a reply counts as not known.

    The ways stand in the order of the questions: a mandate first, since the rest rests on it. When all is yes the way
    is on to a purchase.
    """
    ways = tuple(
        way for code, question in questions().items() if (way := _needed(question, replies.get(code, Reply.UNKNOWN)))
    )
    return Route((*ways, onward()), not ways)


def entries() -> Iterator[Entry]:
    """The page as something that can be found."""
    ways = [way for one in questions().values() for way in (one.no, one.unknown)]
    body = (*(one.asks for one in questions().values()), *(way.says for way in ways))
    yield Entry("page", "begin", read_prose(_content()["title"]), body, read_all(_content()["also"]))


@cache
def onward() -> Way:
    """The way on, which closes every route."""
    return _way(_content()["onward"])


def _needed(question: StartQuestion, reply: Reply) -> Way | None:
    return {Reply.YES: None, Reply.NO: question.no, Reply.UNKNOWN: question.unknown}[reply]


def _content() -> dict[str, Any]:
    content: dict[str, Any] = read_yaml(_FILE)
    return content


def _way(raw: Mapping[str, Any]) -> Way:
    low, high = raw["days"]
    return Way(
        title=read_prose(raw["title"]),
        says=read_prose(raw["says"]),
        steps=read_all(raw["steps"]),
        who=read_prose(raw["who"]),
        low=low,
        high=high,
        page=raw["page"],
        rests=tuple(cite(place) for place in raw["rests"]),
    )
