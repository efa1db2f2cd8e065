"""An organisation's kept purchases by its own key: those its people share, and those that keys have kept."""

from __future__ import annotations

from functools import partial
from typing import Annotated
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Schema
from pydantic import Field

from svangrum.advice.supply_told import exported_for_others
from svangrum.records.actors import Scope
from svangrum.records.purchases.queries import answers_of, given_answer, purchase_for, purchases_seen_by
from svangrum.web import clock
from svangrum.web.access import actor_of
from svangrum.web.api.answering import answered
from svangrum.web.api.facts import Language
from svangrum.web.api.headers import ETAG, etag_of
from svangrum.web.api.operations import key_holder, operation
from svangrum.web.api.paging import MOST, USUAL, part_of
from svangrum.web.api.purchase_shapes import Answers, Listed, Purchase, answer_shape, purchase_shape, summary_shape
from svangrum.web.api.speaking import language_asked

_reading = partial(operation, who=key_holder, scope=Scope.PURCHASES_READ)
Number = Annotated[int, Path(ge=1, le=1_000_000)]


class Page(Schema):
    """Which part of the list."""

    cursor: Annotated[str, Field(min_length=1, max_length=500)] | None = None
    limit: Annotated[int, Field(ge=1, le=MOST)] = USUAL


class Spoken(Schema):
    """In which language."""

    language: Language | None = None


@_reading("purchases", "GET", "/purchases", answers=Listed, fails=(422,))
def list_purchases(request: HttpRequest, page: Query[Page]) -> HttpResponse:
    seen = purchases_seen_by(actor_of(request), on=clock.today())
    part = part_of(seen, page.cursor, page.limit)
    listed = Listed(items=[summary_shape(one) for one in part.items], next=part.next)
    return answered(listed.model_dump_json())


@_reading("purchase", "GET", "/purchases/{uuid:purchase}", answers=Purchase, headers=ETAG, fails=(404,))
def show(request: HttpRequest, purchase: UUID) -> HttpResponse:
    return shown(request, purchase)


@_reading("answers", "GET", "/purchases/{uuid:purchase}/answers", answers=Answers, fails=(404,))
def list_answers(request: HttpRequest, purchase: UUID) -> HttpResponse:
    found = purchase_for(actor_of(request), purchase, on=clock.today())
    return answered(Answers(items=[answer_shape(one) for one in answers_of(found)]).model_dump_json())


@_reading("answer", "GET", "/purchases/{uuid:purchase}/answers/{int:number}", answers="Advice", fails=(404, 422))
def show_answer(request: HttpRequest, purchase: UUID, number: Number, spoken: Query[Spoken]) -> HttpResponse:
    """The answer as it was given that day, without names and prices of suppliers: those are for people."""
    found = purchase_for(actor_of(request), purchase, on=clock.today())
    language = spoken.language or language_asked(request)
    return answered(exported_for_others(given_answer(found, number).advice[language]), language=language)


def shown(request: HttpRequest, purchase: UUID) -> HttpResponse:
    """The purchase whole, with its version. Raises ``MissingError`` for one that the key may not see."""
    found = purchase_for(actor_of(request), purchase, on=clock.today())
    return answered(purchase_shape(found).model_dump_json(), ETag=etag_of(found.version))
