"""What the organisation is called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from svangrum.core.language import words
from svangrum.records.accounts.actions.organisations import rename_organisation
from svangrum.records.accounts.models import Organisation
from svangrum.web.fields import Asking
from svangrum.web.organisation.own import back, own_organisation
from svangrum.web.pages import address, language_of
from svangrum.web.sheets import Sheet, fill_in, perform, version_sent

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpRequest, HttpResponse

    from svangrum.records.recorded import Recorded

_ASKED = {"name": Asking("text", "organisation.field.name.label", complete="organization")}


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def name(request: HttpRequest) -> HttpResponse:
    language, organisation = language_of(request), own_organisation(request)
    sheet = Sheet(
        title=words("organisation.name.title", language),
        lead=words("organisation.name.lead", language),
        send=words("mine.save", language),
        asked=_ASKED,
        back=back(request),
        read=_read,
    )

    def do(stated: Mapping[str, str]) -> None:
        sent = version_sent(request)
        perform(request, rename_organisation, organisation=organisation.pk, version=sent, name=stated["name"])

    done = (address("organisation", language), words("mine.saved", language))
    return fill_in(request, sheet, do, done=lambda: done, thing=organisation)


def _read(organisation: Recorded) -> Mapping[str, str]:
    assert isinstance(organisation, Organisation)  # noqa: S101 - the thing of this page
    return {"name": organisation.name}
