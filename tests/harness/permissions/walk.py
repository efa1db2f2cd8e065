"""Walk the cells: ask for each page as each person, and name what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from svangrum.core.language import LANGUAGES
from svangrum.records.events.models import Event
from svangrum.web.rules import nobody
from tests.harness.permissions.forms import whole_form
from tests.harness.permissions.table import GONE, HIDDEN, METHOD, OPEN, REFUSED, SIGN_IN

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from django.http import HttpResponseBase

    from tests.harness.permissions.people import Cast
    from tests.harness.permissions.table import Cell

SERVICE_UNAVAILABLE = 503
UNCHANGED = "nothing came of it"
_STATUS = {401: REFUSED, 403: REFUSED, 404: HIDDEN, 405: METHOD}


@dataclass(frozen=True)
class Address:
    """A named address, the view that answers there and the rule that is asked first."""

    name: str
    view: Any
    rule: Any


def addresses() -> dict[str, list[Address]]:
    """Every page that Django can reach, by its name without a language; the Swedish address first.

    The operations of the API are walked by themselves, key by key.
    """
    found: dict[str, list[Address]] = {}
    for address in _all(get_resolver().url_patterns):
        page, _, language = address.name.rpartition(".")
        found.setdefault(page if language in LANGUAGES else address.name, []).append(address)
    return found


def _all(patterns: list[URLPattern | URLResolver]) -> Iterator[Address]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            if pattern.namespace != "api":
                yield from _all(pattern.url_patterns)
        else:
            view = pattern.callback
            yield Address(str(pattern.name), getattr(view, "__wrapped__", view), getattr(view, "who", nobody))


def outcome(cell: Cell, cast: Cast, address: str, parts: Mapping[str, str]) -> str:
    """What the person gets at the address; whatever it changed is undone.

    Who may send a form that is written whole changes something by it; who may not changes nothing.
    """
    client = Client(raise_request_exception=False)
    with undone():
        cast.enter(client, cell.who)
        url = reverse(address, kwargs=dict(parts))
        if cell.method == "GET":
            return named(client.get(url))
        form = whole_form(cell.page, cast, cell.who, parts)
        before = Event.objects.count()
        answer = named(client.post(url, form or {}))
        changed = Event.objects.count() > before
    if answer == OPEN:
        return OPEN if changed or form is None else UNCHANGED
    return f"{answer}, and changed" if changed else answer


def named(answer: HttpResponseBase) -> str:
    """The kind of an answer; a failure of the server is its status."""
    if answer.status_code in {301, 302, 303} and _leads_to_sign_in(answer["Location"]):
        return SIGN_IN
    if answer.status_code >= 500 and answer.status_code != SERVICE_UNAVAILABLE:
        return str(answer.status_code)
    return _STATUS.get(answer.status_code, OPEN)


def agrees(found: str, expected: str) -> bool:
    """What a page does not take, and a thing that is gone, may be told of before or after it is asked who may."""
    return found == expected or (expected in {METHOD, GONE} and found in {REFUSED, HIDDEN})


def _leads_to_sign_in(location: str) -> bool:
    return any(location.startswith(reverse(f"account_login.{language}") + "?") for language in LANGUAGES)


class undone(transaction.Atomic):  # noqa: N801 - used as a word: with undone()
    """A block whose changes to the database are taken back, as those of a test are."""

    def __init__(self) -> None:
        super().__init__(using=None, savepoint=True, durable=False)
        self._from_testcase = True

    def __exit__(self, *_error: object) -> None:
        transaction.set_rollback(True)
        super().__exit__(None, None, None)
