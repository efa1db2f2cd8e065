"""The organisation's own limits, beside the law's."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from svangrum.core.language import words, write_number
from svangrum.core.money import Money
from svangrum.records.profiles.actions import set_limits
from svangrum.records.profiles.limits import own_limits
from svangrum.records.profiles.models import Profile
from svangrum.records.profiles.queries import profile_of
from svangrum.web.clock import today
from svangrum.web.fields import Asking
from svangrum.web.organisation.own import back, own_organisation
from svangrum.web.pages import address, language_of
from svangrum.web.sheets import Sheet, fill_in, perform, version_sent

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpRequest, HttpResponse

    from svangrum.records.profiles.limits import OwnLimit
    from svangrum.records.recorded import Recorded

_ASKED = {
    one.code: Asking("amount", f"limit.{one.code}.label", unit="field.kronor", digits=True) for one in own_limits()
}

_OTHERWISE_ELSEWHERE = "direct-award-limit"
"""The law's limit that is another for services in annex 2 (LOU 19 a:2) and under LUF (19 a:2)."""


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def limits(request: HttpRequest) -> HttpResponse:
    language, organisation = language_of(request), own_organisation(request)
    sheet = Sheet(
        title=words("organisation.limits.title", language),
        lead=words("organisation.limits.lead", language),
        send=words("mine.save", language),
        asked=_ASKED,
        back=back(request),
        read=partial(_read, language=language),
        hints={one.code: hint for one in own_limits() if (hint := _law(one, language))},
    )

    def do(stated: Mapping[str, str]) -> None:
        sent = version_sent(request)
        perform(request, set_limits, organisation=organisation.pk, version=sent, limits=dict(stated))

    done = (address("organisation", language), words("mine.saved", language))
    return fill_in(request, sheet, do, done=lambda: done, thing=profile_of(organisation.pk))


def _read(profile: Recorded, *, language: str) -> Mapping[str, str]:
    assert isinstance(profile, Profile)  # noqa: S101 - the thing of this page
    kept = profile.limits
    return {one.code: write_number(kept[one.code], language) if one.code in kept else "" for one in own_limits()}


def _law(one: OwnLimit, language: str) -> str:
    """The law's own limit today, with its place; empty where there is none."""
    law = one.law(today())
    if law is None or not isinstance(law.value, Money):
        return ""
    told = words("organisation.limits.law", language, amount=law.value, cited=law.citation)
    if one.most != _OTHERWISE_ELSEWHERE:
        return told
    return f"{told} {words('organisation.limits.law-elsewhere', language)}"
