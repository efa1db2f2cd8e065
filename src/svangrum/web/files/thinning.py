"""Thinning: what is past its last day, and the decision to remove what was ticked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from svangrum.core.errors import SvangrumError
from svangrum.core.language import words
from svangrum.core.persons import refuse_persons
from svangrum.jobs.thinning import due_things, key_for, thin
from svangrum.records.files.thinning import rules
from svangrum.records.files.times import stated_decision, times_of
from svangrum.records.purchases.thinning import purchases_awaiting_owners
from svangrum.web.access import actor_of
from svangrum.web.clock import now, today
from svangrum.web.fields import Field
from svangrum.web.files import shown
from svangrum.web.pages import address, language_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from svangrum.records.files.models import ThinningTimes
    from svangrum.records.files.thinning import Due


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def thinning(request: HttpRequest) -> HttpResponse:
    """The list with a box for each, none ticked in advance; only what was ticked and decided on is removed."""
    due = due_things(today(), actor_of(request).organisation)
    if request.method != "POST":
        return _page(request, due, chosen=[])
    chosen = request.POST.getlist("thing")
    wrong = {**_unchosen(request, chosen), **_undecided(request)}
    if wrong:
        return _page(request, due, chosen=chosen, wrong=wrong)
    _tell(request, _thin(request, [one for one in due if shown.told(one, "sv").value in chosen]), len(chosen))
    return redirect(address("thinning", language_of(request)))


def _unchosen(request: HttpRequest, chosen: list[str]) -> dict[str, str]:
    """What is wrong with what was ticked, by field."""
    language = language_of(request)
    wrong = {} if chosen else {"thing": words("files.thinning.none-chosen", language)}
    return wrong if request.POST.get("sure") else {**wrong, "sure": words("files.thinning.not-sure", language)}


def _undecided(request: HttpRequest) -> dict[str, str]:
    """What is wrong with the decision that the organisation thins by, by field."""
    language, decision = language_of(request), _decision(request)
    try:
        stated_decision(decision)
        refuse_persons([decision])
    except SvangrumError as error:
        return {"decision": words(f"error.{error.code}", language, **error.values)}
    return {}


def _decision(request: HttpRequest) -> str:
    return request.POST.get("decision", "").strip()


def _thin(request: HttpRequest, due: list[Due]) -> int:
    """Remove each in its own action; gives how many went. One that somebody changed meanwhile stays."""
    done = 0
    told: dict[str, Any] = {"by": actor_of(request), "recorded_at": now(), "as_of": today()}
    told["decision"] = _decision(request)
    for one in due:
        try:
            thin(one, **told, key=key_for(_key(request), one))
        except SvangrumError:
            continue
        done += 1
    return done


def _key(request: HttpRequest) -> UUID:
    try:
        return UUID(request.POST.get("key", ""))
    except ValueError:
        return uuid4()


def _tell(request: HttpRequest, done: int, asked: int) -> None:
    language = language_of(request)
    if done == asked:
        messages.success(request, words("files.thinning.done", language, count=done))
    else:
        messages.warning(request, words("files.thinning.some", language, count=done, left=asked - done))


def _decision_field(request: HttpRequest, error: str) -> Field:
    language = language_of(request)
    label, hint = (words(f"files.thinning.decision{part}", language) for part in ("", "-hint"))
    stated = _decision(request) if request.method == "POST" else _times(request).decision
    return Field("decision", "text", label, hint, stated, error)


def _times(request: HttpRequest) -> ThinningTimes:
    organisation = actor_of(request).organisation
    assert organisation is not None  # noqa: S101 - the page's rule lets nobody else in
    return times_of(organisation)


def _page(
    request: HttpRequest, due: list[Due], *, chosen: list[str], wrong: dict[str, str] | None = None
) -> HttpResponse:
    language, wrong = language_of(request), wrong or {}
    context = {
        "awaiting": purchases_awaiting_owners(today(), _times(request).organisation_id),
        "due": [shown.told(one, language) for one in due],
        "chosen": chosen,
        "sum": words(
            "files.thinning.sum", language, count=len(due), size=shown.size(sum(one.size for one in due), language)
        ),
        **shown.explained(rules().values(), _times(request), language),
        "errors": [Field(name, "checkboxes", "", "", "", error) for name, error in wrong.items()],
        "wrong": {"thing": wrong.get("thing", ""), "sure": wrong.get("sure", "")},
        "decision": _decision_field(request, wrong.get("decision", "")),
        "key": str(uuid4()),
    }
    return render(request, "files/thinning.html", context, status=422 if wrong else 200)
