"""What went wrong, as a status: one place for the pages, which show it, and for the API, which tells it as JSON.

A page that can do better than tell (show the form again, theirs beside mine) catches the error itself. Any other is
caught here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import (
    BadRequest,
    PermissionDenied,
    RequestDataTooBig,
    SuspiciousOperation,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.http import Http404
from django.shortcuts import render

from svangrum.core.errors import SvangrumError
from svangrum.core.language import words
from svangrum.core.reading import InvalidFactsError
from svangrum.records.actions import MissingError, NotAllowedError, StaleError
from svangrum.web.acting import ElsewhereError
from svangrum.web.pages import language_of
from svangrum.web.signing_in.telling import tell

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from django.http import HttpRequest, HttpResponse, HttpResponseBase

_STATUS: Mapping[type[Exception], tuple[int, str]] = {
    NotAllowedError: (403, "record.not-allowed"),
    PermissionDenied: (403, "record.not-allowed"),
    MissingError: (404, "record.missing"),
    Http404: (404, "record.missing"),
    StaleError: (409, "record.stale"),
    ElsewhereError: (409, "record.elsewhere"),
    RequestDataTooBig: (413, "request.too-large"),
    TooManyFieldsSent: (413, "request.too-large"),
    TooManyFilesSent: (413, "request.too-large"),
    SuspiciousOperation: (400, "request.unreadable"),
    BadRequest: (400, "request.unreadable"),
}
"""Of what kind an error is; the first that fits is meant."""
_TOLD_HERE = frozenset({409, 413, 422})
"""Django itself has a page for each of the others."""


@dataclass(frozen=True)
class Problem:
    """What the one who asks is told. ``errors`` are all that is at fault, each with its field when it has one."""

    status: int
    errors: tuple[SvangrumError, ...]

    @property
    def code(self) -> str:
        return self.errors[0].code


_UNREADABLE = Problem(400, (SvangrumError("request.unreadable"),))


def problem_of(error: Exception) -> Problem | None:
    """The problem that ``error`` is; None for a fault of ours, which is a 500."""
    for kind, (status, code) in _STATUS.items():
        if isinstance(error, kind):
            return Problem(status, (error if isinstance(error, SvangrumError) else SvangrumError(code),))
    if isinstance(error, InvalidFactsError):
        return Problem(422, error.errors)
    return Problem(422, (error,)) if isinstance(error, SvangrumError) else None


class ProblemMiddleware:
    """Turns what an action refused, and no page caught, into a page with its status."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Raises ``PermissionDenied`` and ``Http404`` in the place of what means the same."""
        problem = problem_of(error)
        if problem is None:
            return None
        if problem.status in _TOLD_HERE:
            return problem_page(request, problem)
        if isinstance(error, NotAllowedError):
            raise PermissionDenied from error
        if isinstance(error, MissingError):
            raise Http404 from error
        return None


def problem_page(request: HttpRequest, problem: Problem) -> HttpResponse:
    """A calm page of what was refused and what to do."""
    name = "elsewhere" if isinstance(problem.errors[0], ElsewhereError) else problem.status
    context = {
        "title": f"problem.{name}.title",
        "says": f"problem.{name}.says",
        "faults": [told(one, language_of(request)) for one in problem.errors] if problem.status == 422 else [],
    }
    return render(request, "problem.html", context, status=problem.status)


def told(error: SvangrumError, language: str) -> str:
    """An error in words."""
    return words(f"error.{error.code}", language, **error.values)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's handler of what it could not read, or would not because it was too large."""
    problem = problem_of(exception)
    return problem_page(request, problem if problem and problem.status == 413 else _UNREADABLE)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django names it
    """A form without the mark that we gave it: sent from another site, or long after it was shown."""
    tell("form.forged", request)
    context = {"title": "problem.forged.title", "says": "problem.forged.says", "faults": []}
    return render(request, "problem.html", context, status=403)
