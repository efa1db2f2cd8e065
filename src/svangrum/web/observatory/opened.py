"""The observatory of this server: the store's own tables where there are any, else the figures that are shipped."""

from __future__ import annotations

from functools import lru_cache, wraps
from typing import TYPE_CHECKING

from django.conf import settings
from django.shortcuts import render

from svangrum.analysis.observatory.cells import open_observatory
from svangrum.core.errors import SvangrumError
from svangrum.facts.observatory import DATASET
from svangrum.facts.store import held_identity
from svangrum.web.reference import reference_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from django.http import HttpRequest, HttpResponse

    from svangrum.analysis.observatory.cells import Observatory

_DAMAGED = "facts.damaged"


def observatory() -> Observatory:
    """Kept between requests until the store's tables are built anew.

    Raises ``SvangrumError`` ``facts.damaged`` when the store's own cannot be read.
    """
    store: Path = settings.STORE
    return _opened(store, held_identity(store, DATASET))


@lru_cache(maxsize=2)
def _opened(store: Path, identity: str | None) -> Observatory:
    return open_observatory(store if identity else None)


def readable(page: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The page; once more when the store was replaced under it; else 503 and in words what to do."""

    @wraps(page)
    def shown(request: HttpRequest, **chosen: str) -> HttpResponse:
        try:
            return page(request, **chosen)
        except SvangrumError as error:
            _pass_on_unless_damaged(error)
        _opened.cache_clear()
        try:
            return page(request, **chosen)
        except SvangrumError as error:
            _pass_on_unless_damaged(error)
        told = {"title": "observed.damaged.title", "says": "observed.damaged.says"}
        return render(request, "wrong.html", told | {"reference": reference_of(request)}, status=503)

    return shown


def _pass_on_unless_damaged(error: SvangrumError) -> None:
    if error.code != _DAMAGED:
        raise error
