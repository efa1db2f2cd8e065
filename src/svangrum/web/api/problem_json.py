"""What went wrong, as a program reads it: problem details (RFC 9457) with our codes, and our words for a person."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from ninja.errors import HttpError, ValidationError

from svangrum.core.errors import SvangrumError
from svangrum.core.language import words
from svangrum.web.api.speaking import language_asked
from svangrum.web.problems import Problem, problem_of, told
from svangrum.web.reference import reference_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from django.http import HttpRequest, HttpResponseBase

CONTENT_TYPE = "application/problem+json"
STATUSES = ("400", "401", "403", "404", "405", "406", "409", "412", "413", "415", "422", "428", "429", "500")
"""Those that are answered with; each has its words."""
_OF_THE_OLD_BODY = frozenset({"content-type", "content-length", "content-encoding"})
_KINDS = {
    "missing": "missing",
    "extra_forbidden": "unknown-field",
    "string_too_long": "too-long",
    "too_long": "too-long",
    "string_too_short": "too-short",
    "too_short": "too-short",
    "string_pattern_mismatch": "form",
    "value_error": "form",
    "literal_error": "choice",
    "greater_than_equal": "too-small",
    "less_than_equal": "too-large",
}


@dataclass(frozen=True)
class Refused(Exception):  # noqa: N818 - reads as what happened
    """A request that cannot be answered: a status, the faults, and headers that say more."""

    status: int
    errors: tuple[SvangrumError, ...]
    headers: tuple[tuple[str, str], ...] = ()


def refused(status: int, code: str, **headers: str) -> Refused:
    named = tuple((name.replace("_", "-"), value) for name, value in headers.items())
    return Refused(status, (SvangrumError(code),), named)


def problem_response(
    request: HttpRequest,
    status: int,
    errors: Sequence[SvangrumError],
    headers: Mapping[str, str] | None = None,
) -> HttpResponse:
    """The problem in the language the caller reads."""
    language = language_asked(request)
    faults = faults_object(errors, language, in_body=bool(request.META.get("CONTENT_LENGTH")))
    content = {
        "type": "about:blank",
        "title": words(f"api.problem.{status}", language),
        "status": status,
        "detail": " ".join(dict.fromkeys(fault["detail"] for fault in faults)),
        "code": errors[0].code,
        "errors": faults,
        "reference": reference_of(request),
    }
    response = HttpResponse(json.dumps(content, ensure_ascii=False), status=status, content_type=CONTENT_TYPE)
    for name, value in (headers or {}).items():
        response.headers[name] = value
    response.headers["Content-Language"] = language
    response.headers["Cache-Control"] = "no-store"
    return response


def faults_object(errors: Sequence[SvangrumError], language: str, *, in_body: bool) -> list[dict[str, Any]]:
    """Each fault with its code, its words, and where in the request it is."""
    return [_fault(one, language, in_body=in_body) for one in errors]


def _fault(error: SvangrumError, language: str, *, in_body: bool) -> dict[str, Any]:
    field = error.field
    pointer = None if field is None or not in_body else "#/" + field.replace(".", "/")
    return {"code": error.code, "detail": told(error, language), "field": field, "pointer": pointer}


def of_exception(request: HttpRequest, error: Exception | type[Exception]) -> HttpResponse:
    """Ninja's handler of every exception. Raises again what is a fault of ours, for Django to log."""
    if isinstance(error, Refused):
        return problem_response(request, error.status, error.errors, dict(error.headers))
    if isinstance(error, ValidationError):
        return problem_response(request, 422, [_of_pydantic(one) for one in error.errors])
    if isinstance(error, HttpError):
        return problem_response(request, 400, [SvangrumError("request.unreadable")])
    problem = problem_of(error) if isinstance(error, Exception) else None
    if problem is None:
        raise error
    return of_problem(request, problem)


def of_problem(request: HttpRequest, problem: Problem) -> HttpResponse:
    """A problem as the pages know it; what is stale is a failed precondition here, for the caller named a version."""
    status = 412 if problem.code == "record.stale" else problem.status
    errors = [SvangrumError("api.stale")] if status == 412 else problem.errors
    return problem_response(request, status, errors)


def _of_pydantic(fault: Mapping[str, Any]) -> SvangrumError:
    """One fault of the form of a request, by its place and kind; what was written is not repeated."""
    source, *place = fault["loc"]
    named = place[1:] if source == "body" else place
    kind = _KINDS.get(fault["type"], "kind")
    bounds = fault.get("ctx", {})
    values = {name: bounds[key] for name, key in _BOUNDS.get(kind, {}).items()}
    return SvangrumError(f"api.{kind}", field=".".join(str(part) for part in named) or None, **values)


_BOUNDS = {
    "too-long": {"most": "max_length"},
    "too-short": {"least": "min_length"},
    "choice": {"allowed": "expected"},
    "too-small": {"least": "ge"},
    "too-large": {"most": "le"},
}


def speak_problems(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Middleware: whatever fails below ``/api/`` is told as a problem, also what never reached an operation."""

    def respond(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if not request.path_info.startswith("/api/") or response.status_code < 400:
            return response
        if response.headers.get("Content-Type") == CONTENT_TYPE:
            return response
        return _instead_of(request, response)

    return respond


def _instead_of(request: HttpRequest, response: HttpResponseBase) -> HttpResponse:
    status = response.status_code if str(response.status_code) in STATUSES else 400
    kept = {name: value for name, value in response.items() if name.lower() not in _OF_THE_OLD_BODY}
    return problem_response(request, status, [SvangrumError(f"api.status.{status}")], kept)
