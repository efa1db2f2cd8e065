"""Advice by the API: one purchase, or many at once. Nothing is kept."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from svangrum.advice.advise import advise as advise_on
from svangrum.advice.explain import explain
from svangrum.advice.export import as_json_object
from svangrum.advice.json_line import as_json_line
from svangrum.advice.read import read_purchase
from svangrum.core.errors import SvangrumError
from svangrum.core.reading import InvalidFactsError, gather
from svangrum.web.api.answering import answered
from svangrum.web.api.facts import Batch, Facts, Question
from svangrum.web.api.operations import operation
from svangrum.web.api.problem_json import faults_object
from svangrum.web.api.speaking import language_asked
from svangrum.web.clock import today
from svangrum.web.rules import anyone

if TYPE_CHECKING:
    from pathlib import Path

    from svangrum.advice.advise import Advice

_LANGUAGE = {"Content-Language": {"schema": {"enum": ["sv", "en"]}}}


@operation("advise", "POST", "/advise", who=anyone, answers="Advice", headers=_LANGUAGE)
def advise(request: HttpRequest, question: Question) -> HttpResponse:
    """Raises ``InvalidFactsError`` with every fact at fault."""
    language = question.language or language_asked(request)
    advice = advice_on(question, store=settings.STORE)
    return answered(as_json_object(advice, explain(advice, language=language)), language=language)


@operation("advise-batch", "POST", "/advise/batch", who=anyone, answers="BatchAdvice", headers=_LANGUAGE, cost=10)
def advise_batch(request: HttpRequest, batch: Batch) -> HttpResponse:
    """Each purchase in its place: an answer, or what is wrong with it. No published purchases are sought."""
    language = batch.language or language_asked(request)
    told = [_one_of_many(facts, place, language) for place, facts in enumerate(batch.purchases)]
    return answered(f'{{"answers":[{",".join(told)}]}}', language=language)


def _one_of_many(facts: Facts, place: int, language: str) -> str:
    """As text: the answer is written by what writes very many."""
    try:
        return f'{{"advice":{as_json_line(advice_on(facts, store=None), language)},"errors":[]}}'
    except InvalidFactsError as invalid:
        placed = [_placed(one, place) for one in invalid.errors]
        faults = faults_object(placed, language, in_body=True)
        return json.dumps({"advice": None, "errors": faults}, ensure_ascii=False)


def _placed(error: SvangrumError, place: int) -> SvangrumError:
    return SvangrumError(error.code, field=f"purchases.{place}.{error.field}", **error.values)


def advice_on(facts: Facts, *, store: Path | None) -> Advice:
    """Raises ``InvalidFactsError`` with every fact at fault, the day among them."""
    problems: list[SvangrumError] = []
    purchase = read_purchase(facts.as_written())
    day = facts.day or today()
    advice = gather(lambda: advise_on(purchase, as_of=day, store=store, moved=store is not None), problems)
    if advice is None:
        raise InvalidFactsError(tuple(problems))
    return advice
