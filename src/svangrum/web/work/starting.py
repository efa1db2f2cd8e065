"""Forms by which who runs the installation starts work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from svangrum.core.language import words
from svangrum.jobs.incoming import incoming, incoming_folder, incoming_paths
from svangrum.records.work.actions import start_work
from svangrum.records.work.kinds import BY_OPERATORS, IMPORTS
from svangrum.web.fields import Asking, Choice
from svangrum.web.pages import address, language_of
from svangrum.web.sheets import Sheet, fill_in, perform

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from svangrum.jobs.incoming import Incoming

_NAMES = "names"


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def start(request: HttpRequest, kind: str) -> HttpResponse:
    """Ask what should be read, where that must be chosen, and start. A kind that nobody starts by hand is not there."""
    if kind not in BY_OPERATORS:
        raise Http404
    language = language_of(request)
    begun: list[UUID] = []

    def do(_stated: Mapping[str, str]) -> None:
        begun.append(perform(request, start_work, kind=kind, given=_given(request, kind)))

    def done() -> tuple[str, str]:
        return address("work", language, work=str(begun[0])), words("work.start.done", language)

    return fill_in(request, _sheet(kind, language), do, done=done)


def _given(request: HttpRequest, kind: str) -> dict[str, list[str]]:
    """What was chosen. Raises ``SvangrumError`` for nothing, and for what is no longer there."""
    if kind not in IMPORTS:
        return {}
    names = request.POST.getlist(_NAMES)
    incoming_paths(names)
    return {_NAMES: names}


def _sheet(kind: str, language: str) -> Sheet:
    found = incoming() if kind in IMPORTS else []
    lead = (
        words("work.start.lead-import", language, folder=str(incoming_folder()))
        if kind in IMPORTS
        else words("work.start.lead-build", language)
    )
    return Sheet(
        title=words(f"work.start.{kind}", language),
        lead=lead,
        send=words("work.start.send", language),
        asked={_NAMES: Asking("checkboxes", "work.start.names")} if found else {},
        choices={_NAMES: tuple(_choice(one, language) for one in found)} if found else {},
        back=(address("works", language), words("work.all", language)),
        template="work/start.html",
        more={"empty": kind in IMPORTS and not found},
    )


def _choice(one: Incoming, language: str) -> Choice:
    if one.size is None:
        return Choice(one.name, words("work.start.folder", language, name=one.name))
    return Choice(one.name, words("work.start.file", language, name=one.name, size=-(-one.size // 1000)))
