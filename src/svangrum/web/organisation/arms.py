"""The organisation's arms: a small PNG, or an SVG that only draws, uploaded or taken away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from svangrum.core.errors import SvangrumError
from svangrum.core.language import words
from svangrum.records.files.upload import upload
from svangrum.records.profiles.actions import remove_logo, set_logo
from svangrum.records.profiles.queries import profile_of
from svangrum.web.fields import Asking
from svangrum.web.organisation.own import back_to, own_organisation, told
from svangrum.web.pages import address, language_of
from svangrum.web.sheets import Sheet, fill_in, perform, version_sent

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpRequest, HttpResponse

    from svangrum.records.files.upload import Upload

_ASKED = {"logo": Asking("file", "organisation.field.logo.label", "organisation.field.logo.hint")}


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def arms(request: HttpRequest) -> HttpResponse:
    language, organisation = language_of(request), own_organisation(request)
    sheet = Sheet(
        title=words("organisation.arms.title", language),
        lead=words("organisation.arms.lead", language),
        send=words("mine.save", language),
        asked=_ASKED,
        back=back_to(request, "organisation-look"),
        template="organisation/arms.html",
    )

    def do(_stated: Mapping[str, str]) -> None:
        given = {"organisation": organisation.pk, "version": version_sent(request), "logo": _upload(request)}
        perform(request, set_logo, **given)

    done = (address("organisation-look", language), words("mine.saved", language))
    return fill_in(request, sheet, do, done=lambda: done, thing=profile_of(organisation.pk))


@require_POST
def remove(request: HttpRequest) -> HttpResponse:
    perform(request, remove_logo, organisation=own_organisation(request).pk, version=version_sent(request))
    return told(request, "organisation-look", "organisation.arms.removed")


def _upload(request: HttpRequest) -> Upload:
    """Raises ``SvangrumError`` ``field.missing`` when no file was chosen, and what ``upload`` raises."""
    file = request.FILES.get("logo")
    if file is None or not file.name:
        raise SvangrumError("field.missing", field="logo")
    try:
        return upload(file.name, file.read())
    except SvangrumError as wrong:
        wrong.field = "logo"
        raise
