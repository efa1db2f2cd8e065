"""How the organisation is shown: its own colour and arms."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_http_methods, require_safe

from svangrum.core.errors import SvangrumError
from svangrum.core.language import words, write_decimal
from svangrum.records.files.logos import logo_of
from svangrum.records.profiles.actions import set_colour
from svangrum.records.profiles.models import Profile
from svangrum.records.profiles.queries import look_of, profile_of
from svangrum.web.access import actor_of
from svangrum.web.brand import DARK_PAPER, LEAST_CONTRAST, PAPER, Brand, brand_css, contrast, lightened, sample_css
from svangrum.web.fields import Asking
from svangrum.web.organisation.own import back, own_organisation
from svangrum.web.pages import address, language_of
from svangrum.web.sheets import Sheet, fill_in, perform, show, stated_in, version_sent

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from django.http import HttpRequest

    from svangrum.records.recorded import Recorded

_DAY = 24 * 60 * 60
_COLOUR = re.compile(r"#[0-9a-f]{6}")
_ASKED = {"colour": Asking("short", "organisation.field.colour.label", "organisation.field.colour.hint")}
_ONLY_A_PICTURE = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
}


@require_safe
@cache_control(max_age=_DAY, private=True)
def stylesheet(request: HttpRequest, organisation: UUID) -> HttpResponse:
    """The organisation's colour in the green's place, for its own members."""
    _refuse_others(request, organisation)
    css = brand_css(Brand(colour=look_of(organisation).colour))
    return HttpResponse(css, content_type="text/css; charset=utf-8")


@require_safe
@cache_control(max_age=_DAY, private=True)
def logo(request: HttpRequest, organisation: UUID) -> HttpResponse:
    """The organisation's arms, for its own members."""
    _refuse_others(request, organisation)
    stored = profile_of(organisation).logo
    if stored is None:
        raise Http404
    content, media_type = logo_of(stored)
    return HttpResponse(content, content_type=media_type, headers=_ONLY_A_PICTURE)


@require_safe
@never_cache
def sample(request: HttpRequest) -> HttpResponse:
    """The stylesheet of the sample beside the form, for one colour that can be read."""
    colour = request.GET.get("colour", "")
    if not _COLOUR.fullmatch(colour) or contrast(colour, PAPER) < LEAST_CONTRAST:
        raise Http404
    return HttpResponse(sample_css(colour), content_type="text/css; charset=utf-8")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def look(request: HttpRequest) -> HttpResponse:
    """The colour with a sample of it, tried before it is saved; and the way to the arms."""
    language, organisation = language_of(request), own_organisation(request)
    profile = profile_of(organisation.pk)
    sheet = _sheet(request, profile, tried=request.POST.get("colour", profile.colour))
    if request.method == "POST" and "try" in request.POST:
        return _tried(request, sheet)

    def do(stated: Mapping[str, str]) -> None:
        colour = _readable(stated["colour"])
        perform(request, set_colour, organisation=organisation.pk, version=version_sent(request), colour=colour)

    done = (address("organisation-look", language), words("mine.saved", language))
    return fill_in(request, sheet, do, done=lambda: done, thing=profile)


def _sheet(request: HttpRequest, profile: Profile, *, tried: str) -> Sheet:
    language = language_of(request)
    return Sheet(
        title=words("organisation.look.title", language),
        lead=words("organisation.look.lead", language),
        send=words("mine.save", language),
        asked=_ASKED,
        back=back(request),
        read=_read,
        template="organisation/look.html",
        more={"sample": _sample(tried.strip().lower(), language), "profile": profile},
    )


def _tried(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    """The form again with the colour in it and its sample, or with what is wrong; nothing is saved."""
    stated = stated_in(request, _ASKED)
    try:
        _readable(stated["colour"])
    except SvangrumError as wrong:
        return show(request, sheet, stated, errors=(wrong,), version=version_sent(request))
    return show(request, sheet, stated, version=version_sent(request))


def _readable(written: str) -> str:
    """The colour as ``#rrggbb``, or none.

    Raises ``SvangrumError`` ``colour.unreadable``, and ``colour.contrast`` for one that text cannot have.
    """
    colour = written.strip().lower()
    if colour and not _COLOUR.fullmatch(colour):
        raise SvangrumError("colour.unreadable", field="colour", colour=written)
    if colour and (found := contrast(colour, PAPER)) < LEAST_CONTRAST:
        raise SvangrumError("colour.contrast", field="colour", found=round(found, 1), least=LEAST_CONTRAST)
    return colour


def _sample(colour: str, language: str) -> dict[str, str] | None:
    """What the sample shows: its stylesheet, and the contrast on light and on dark paper."""
    if not _COLOUR.fullmatch(colour) or contrast(colour, PAPER) < LEAST_CONTRAST:
        return None
    dark = lightened(colour)
    return {
        "stylesheet": f"{address('organisation-sample', language)}?{urlencode({'colour': colour})}",
        "light": write_decimal(round(contrast(colour, PAPER), 1), language),
        "dark": write_decimal(round(contrast(dark, DARK_PAPER), 1), language),
        "colour": colour,
        "tint": dark,
    }


def _read(profile: Recorded) -> Mapping[str, str]:
    assert isinstance(profile, Profile)  # noqa: S101 - the thing of this page
    return {"colour": profile.colour}


def _refuse_others(request: HttpRequest, organisation: UUID) -> None:
    """Another organisation's is not there (404)."""
    if not actor_of(request).belongs_to(organisation):
        raise Http404
