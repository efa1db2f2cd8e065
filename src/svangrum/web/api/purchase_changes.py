"""Keep a purchase by a key, and change one that a key has kept."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from svangrum.records.actors import Scope
from svangrum.records.purchases.actions.keeping import (
    LONGEST_TITLE,
    ask_again,
    change_facts,
    describe_purchase,
    keep_purchase,
)
from svangrum.records.purchases.given import Given, answer_now
from svangrum.records.purchases.queries import purchase_for
from svangrum.web import clock
from svangrum.web.access import actor_of
from svangrum.web.api.answering import answered
from svangrum.web.api.facts import Facts
from svangrum.web.api.headers import ETAG, IDEMPOTENCY_KEY, IF_MATCH, etag_of, key_sent, version_sent
from svangrum.web.api.operations import key_holder, operation
from svangrum.web.api.purchase_shapes import Again, Described, Kept, Made, Purchase
from svangrum.web.api.purchases import shown

if TYPE_CHECKING:
    from collections.abc import Mapping

_LOCATION = {"Location": {"schema": {"type": "string"}}}
_writing = partial(operation, who=key_holder, scope=Scope.PURCHASES_WRITE)
_changing = partial(_writing, answers=Purchase, headers=ETAG, fails=(404, 412, 428), sent=(IF_MATCH, IDEMPOTENCY_KEY))


@_writing(
    "keep-purchase",
    "POST",
    "/purchases",
    answers=Made,
    status=201,
    headers=ETAG | _LOCATION,
    sent=(IDEMPOTENCY_KEY,),
)
def keep(request: HttpRequest, kept: Kept) -> HttpResponse:
    """Answered and kept; all colleagues see it.

    Told is what was known when it was kept: a key that may only write learns nothing of it by sending the same again.
    Raises ``InvalidFactsError`` with every fact at fault.
    """
    title, given = kept.title or kept.facts.what[:LONGEST_TITLE], _given(kept.facts)
    made = keep_purchase(**_asked(request), as_of=given.as_of, title=title, note=kept.note, given=given)
    named = Made(id=made, version=1).model_dump_json()
    return answered(named, status=201, ETag=etag_of(1), Location=f"/api/v1/purchases/{made}")


@_changing("describe-purchase", "PATCH", "/purchases/{uuid:purchase}")
def describe(request: HttpRequest, purchase: UUID, described: Described) -> HttpResponse:
    """Its title and note; what is left out stays."""
    version = version_sent(request)
    describe_purchase(**_asked(request), purchase=purchase, version=version, **described.model_dump())
    return shown(request, purchase)


@_changing("change-purchase", "PUT", "/purchases/{uuid:purchase}/facts")
def change(request: HttpRequest, purchase: UUID, facts: Facts) -> HttpResponse:
    """Other facts, with the answer to them; the answers before it are kept."""
    version, given = version_sent(request), _given(facts)
    change_facts(**_asked(request), as_of=given.as_of, purchase=purchase, version=version, given=given)
    return shown(request, purchase)


@_changing("ask-again", "POST", "/purchases/{uuid:purchase}/answers")
def again(request: HttpRequest, purchase: UUID, asked: Again) -> HttpResponse:
    """A new answer to the same facts."""
    version, found = version_sent(request), purchase_for(actor_of(request), purchase, on=clock.today())
    given = _answered(found.facts, asked)
    ask_again(**_asked(request), as_of=given.as_of, purchase=purchase, version=version, given=given)
    return shown(request, purchase)


def _asked(request: HttpRequest) -> dict[str, Any]:
    """By whom, when, and by which key the same request is known again."""
    return {"by": actor_of(request), "recorded_at": clock.now(), "key": key_sent(request)}


def _given(facts: Facts) -> Given:
    return _answered(facts.as_written(), facts)


def _answered(facts: Mapping[str, str], asked: Facts | Again) -> Given:
    """For the day that was asked about; today without one."""
    sent = asked.model_dump(exclude_none=True)
    return answer_now(facts, as_of=asked.day or clock.today(), sent=sent, store=settings.STORE)
