"""Kept purchases as JSON: what is sent and what is answered."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated
from uuid import UUID

from ninja import Schema
from pydantic import ConfigDict, Field

from svangrum.records.purchases.actions.keeping import LONGEST_NOTE, LONGEST_TITLE
from svangrum.web.api.facts import LINE, Day, Facts

if TYPE_CHECKING:
    from svangrum.records.purchases import models

Title = Annotated[
    str, Field(min_length=1, max_length=LONGEST_TITLE, pattern=LINE, examples=["Lokalvård i förskolorna"])
]
Note = Annotated[str, Field(max_length=LONGEST_NOTE, pattern=r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*$", examples=[""])]


class Kept(Schema):
    """A purchase to keep: what it is called, and its facts."""

    model_config = ConfigDict(extra="forbid", strict=True)

    title: Title | None = None
    note: Note = ""
    facts: Facts


class Described(Schema):
    """What a purchase is called, and what is noted of it."""

    model_config = ConfigDict(extra="forbid", strict=True)

    title: Title | None = None
    note: Note | None = None


class Again(Schema):
    """The day to answer for."""

    model_config = ConfigDict(extra="forbid", strict=True)

    as_of: Day | None = None

    @property
    def day(self) -> date | None:
        return None if self.as_of is None else date.fromisoformat(self.as_of)


class Answer(Schema):
    """One answer, without what it says."""

    number: int
    as_of: date
    recorded_at: datetime
    package_version: str


class Answers(Schema):
    """The latest first."""

    items: list[Answer]


class Summary(Schema):
    """A purchase in a list."""

    id: UUID
    title: str
    state: str
    version: int
    kept_at: datetime


class Purchase(Summary):
    """A purchase whole: ``facts`` as they were stated in the form's fields."""

    note: str
    facts: dict[str, str]
    answers: list[Answer]


class Made(Schema):
    """The name of what was kept, and the version it was kept in."""

    id: UUID
    version: int


class Listed(Schema):
    """A part of the list, and the mark of the next; null at the end."""

    items: list[Summary]
    next: str | None


def summary_shape(purchase: models.Purchase) -> Summary:
    return Summary(
        id=purchase.pk,
        title=purchase.title,
        state=purchase.state,
        version=purchase.version,
        kept_at=purchase.kept_at,
    )


def purchase_shape(purchase: models.Purchase) -> Purchase:
    return Purchase(
        **summary_shape(purchase).model_dump(),
        note=purchase.note,
        facts=purchase.facts,
        answers=[answer_shape(one) for one in purchase.advice.order_by("-number").defer("advice")],
    )


def answer_shape(answer: models.GivenAdvice) -> Answer:
    return Answer(
        number=answer.number,
        as_of=answer.as_of,
        recorded_at=answer.recorded_at,
        package_version=answer.package_version,
    )
