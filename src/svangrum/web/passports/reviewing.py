"""A challenge: why it was raised, what the enterprise says to it, and what it came to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from svangrum.core.dates import day_at_home
from svangrum.core.language import words
from svangrum.records.passports.actions.reviewing import answer_challenge, read_reply, settle_challenge
from svangrum.records.passports.models import Challenge
from svangrum.records.passports.passport import LAPSES_AFTER
from svangrum.records.passports.permissions import can_answer_challenge, can_settle
from svangrum.records.passports.queries import challenge_for, may_be_settled_on, state_of_challenge
from svangrum.web.access import actor_of
from svangrum.web.clock import now, today
from svangrum.web.fields import Asking
from svangrum.web.files.views import to_save
from svangrum.web.pages import address, language_of
from svangrum.web.passports.found import chosen, own_files
from svangrum.web.sheets import Sheet, fill_in, perform, version_sent
from svangrum.web.signing_in.confirming import confirmed_to_send

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from svangrum.core.findings import Value
    from svangrum.records.actors import Actor
    from svangrum.records.recorded import Recorded

    Stated = Mapping[str, str]

_OUTCOMES = (("no", "passports.outcome.dismissed"), ("yes", "passports.outcome.upheld"))
_ANSWER = {
    "answer": Asking("area", "passports.field.answer", "passports.field.answer-hint"),
    "file": Asking("select", "passports.field.answer-file", "passports.field.answer-file-hint"),
}
_SETTLE = {
    "upheld": Asking("radios", "passports.field.upheld", choices=_OUTCOMES),
    "settlement": Asking("area", "passports.field.settlement", "passports.field.settlement-hint"),
}


def with_states(challenges: Iterable[Challenge]) -> list[tuple[Challenge, str]]:
    """Each with what became of it today: ``open``, ``lapsed``, ``upheld`` or ``dismissed``."""
    return [(one, _state(one)) for one in challenges]


@require_safe
@never_cache
def challenge(request: HttpRequest, challenge: UUID) -> HttpResponse:
    actor = actor_of(request)
    found = challenge_for(actor, challenge)
    is_open = _state(found) == "open"
    context = {
        **_about(found),
        "enterprise": found.evidence.enterprise,
        "says": words(f"passports.challenge.{_state(found)}", language_of(request), **_days(found)),
        "is_open": is_open,
        "settled_from": may_be_settled_on(found) if may_be_settled_on(found) > today() else None,
        "form": f"passport-{found.evidence.test}",
        "can_answer": can_answer_challenge(actor, found) and is_open,
        "can_settle": can_settle(actor, found) and is_open,
    }
    return render(request, "passports/challenge.html", context)


@require_safe
@never_cache
def reply_document(request: HttpRequest, challenge: UUID) -> HttpResponse:
    """The document with the enterprise's answer; that it was read is told in the challenge's own chain."""
    return to_save(*read_reply(by=actor_of(request), recorded_at=now(), challenge=challenge))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def answer(request: HttpRequest, challenge: UUID) -> HttpResponse:
    """What the enterprise says to it."""
    found = _allowed(request, challenge, can_answer_challenge)

    def do(written: Stated) -> None:
        told = {"challenge": found.pk, "version": version_sent(request), "answer": written["answer"]}
        perform(request, answer_challenge, file=chosen(written["file"]), **told)

    sheet = _sheet(request, found, "answer", _ANSWER, read=_answered)
    return fill_in(request, sheet, do, done=lambda: _done(request, found, "answered"), thing=found)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def settle(request: HttpRequest, challenge: UUID) -> HttpResponse:
    """What the own organisation goes by from now on: taken from whoever has just shown the second factor."""
    _allowed(request, challenge, can_settle)
    return confirmed_to_send(_settle)(request, challenge)  # type: ignore[return-value]


def _settle(request: HttpRequest, challenge: UUID) -> HttpResponse:
    found = _allowed(request, challenge, can_settle)

    def do(written: Stated) -> None:
        upheld = {"yes": True, "no": False}.get(written["upheld"])
        told = {"challenge": found.pk, "version": version_sent(request), "settlement": written["settlement"]}
        perform(request, settle_challenge, upheld=upheld, **told)

    sheet = _sheet(request, found, "settle", _SETTLE)
    return fill_in(request, sheet, do, done=lambda: _done(request, found, "settled"), thing=found)


def _allowed(request: HttpRequest, challenge: UUID, can: Callable[[Actor, Challenge], bool]) -> Challenge:
    """Raises ``MissingError`` (404) for one not to be seen, ``PermissionDenied`` (403) for what is not to be done."""
    found = challenge_for(actor_of(request), challenge)
    if not can(actor_of(request), found):
        raise PermissionDenied
    return found


def _sheet(
    request: HttpRequest,
    found: Challenge,
    code: str,
    asked: Mapping[str, Asking],
    read: Callable[[Recorded], Stated] | None = None,
) -> Sheet:
    language = language_of(request)
    return Sheet(
        title=words(f"passports.{code}.title", language),
        lead=words(f"passports.{code}.lead", language, **_days(found)),
        send=words(f"passports.{code}.send", language),
        asked=asked,
        back=(_page(request, found), words("passports.challenge.title", language)),
        read=read,
        choices={"file": own_files(request)} if "file" in asked else {},
        template="passports/deciding.html",
        more=_about(found),
    )


def _about(found: Challenge) -> dict[str, object]:
    """What ``about_challenge.html`` shows."""
    return {
        "challenge": found,
        "raised": day_at_home(found.raised_at),
        "answered": found.answered_at and day_at_home(found.answered_at),
    }


def _answered(challenge: Recorded) -> Stated:
    assert isinstance(challenge, Challenge)  # noqa: S101 - the thing of this page
    return {"answer": challenge.answer, "file": str(challenge.answer_file_id or "")}


def _state(found: Challenge) -> str:
    state = state_of_challenge(found, on=today())
    return state if state != "settled" else "upheld" if found.upheld else "dismissed"


def _days(found: Challenge) -> dict[str, Value]:
    """When it was raised, until when it is one, and when it was settled."""
    raised = day_at_home(found.raised_at)
    settled = found.settled_at and day_at_home(found.settled_at)
    return {"raised": raised, "lapses": raised + LAPSES_AFTER, "settled": settled, "days": LAPSES_AFTER.days}


def _page(request: HttpRequest, found: Challenge) -> str:
    return address("passport-challenge", language_of(request), challenge=str(found.pk))


def _done(request: HttpRequest, found: Challenge, code: str) -> tuple[str, str]:
    return _page(request, found), words(f"passports.told.{code}", language_of(request))
