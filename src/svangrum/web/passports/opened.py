"""Behind a link: yes or no for whoever holds it, numbers for those to whom it gives them, nothing when it is over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from svangrum.core.language import words
from svangrum.records.passports.actions.relying import rely_on_link
from svangrum.records.passports.actions.sharing import PassportLinkError, look_through, open_link, read_document
from svangrum.records.passports.passport import TESTS, as_kept
from svangrum.records.passports.permissions import can_rely, can_see_numbers
from svangrum.records.passports.queries import live_evidence
from svangrum.web.access import actor_of
from svangrum.web.clock import now, today
from svangrum.web.enterprises.shown import warning
from svangrum.web.files.views import to_save
from svangrum.web.pages import address, language_of
from svangrum.web.passports.files import saved
from svangrum.web.passports.found import on_paper
from svangrum.web.passports.keeping import keep_form
from svangrum.web.sheets import perform
from svangrum.web.signing_in.telling import tell

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from svangrum.records.passports.actions.sharing import Opened
    from svangrum.records.passports.models import Evidence


@require_safe
@never_cache
def opened(request: HttpRequest, secret: str) -> HttpResponse:
    """The passport. That it was read, and whether with numbers, is told to the enterprise."""
    try:
        found = _read(request, secret)
    except PassportLinkError as over:
        return _over(request, over)
    context = {
        "paper": on_paper(request, found.passport),
        "warning": warning(found.link.enterprise, language_of(request)),
        "link": found.link,
        "secret": secret,
        "numbers": found.passport.with_counts,
        "own": can_see_numbers(actor_of(request), found.link.enterprise),
        "documents": _documents(found) if found.passport.with_counts else [],
        "can_rely": can_rely(actor_of(request)),
        "signed_in": actor_of(request).person is not None,
    }
    return render(request, "passports/opened.html", context)


@require_safe
@never_cache
def opened_file(request: HttpRequest, secret: str, name: str) -> HttpResponse:
    """The same as a file, told as another reading."""
    try:
        return saved(request, as_kept(_read(request, secret).passport), name)
    except PassportLinkError as over:
        return _over(request, over)


@require_safe
@never_cache
def document(request: HttpRequest, secret: str, evidence: UUID) -> HttpResponse:
    """The file behind an answer, for whoever sees the numbers by the link."""
    try:
        return to_save(*read_document(by=actor_of(request), recorded_at=now(), secret=secret, evidence=evidence))
    except PassportLinkError as over:
        return _over(request, over)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def rely(request: HttpRequest, secret: str) -> HttpResponse:
    """Keep what the link shows today."""
    actor, language = actor_of(request), language_of(request)
    try:
        found = look_through(actor, secret, on=today())
    except PassportLinkError as over:
        return _over(request, over)
    if not can_rely(actor):
        raise PermissionDenied

    def keep(written: Mapping[str, str]) -> UUID:
        return perform(request, rely_on_link, secret=secret, procurement=written["procurement"])

    back = (address("passport-opened", language, secret=secret), found.link.enterprise.name)
    return keep_form(request, keep, back=back, procurement=found.link.procurement)


def _documents(found: Opened) -> list[tuple[str, Evidence]]:
    """The title of each test whose evidence has a file, with the evidence."""
    live = [live_evidence(found.link.enterprise, test) for test in TESTS]
    return [(f"passport.{one.test}.title", one) for one in live if one and one.file and not one.file.thinned_at]


def _read(request: HttpRequest, secret: str) -> Opened:
    """Who asks for the head alone, as programs that look through mail do, has read nothing."""
    if request.method == "HEAD":
        return look_through(actor_of(request), secret, on=today())
    return open_link(by=actor_of(request), recorded_at=now(), secret=secret)


def _over(request: HttpRequest, over: PassportLinkError) -> HttpResponse:
    """What became of the link, and nothing of what it showed."""
    tell(over.code, request)
    says = words(f"error.{over.code}", language_of(request), **over.values)
    return render(request, "passports/over.html", {"says": says}, status=404)
