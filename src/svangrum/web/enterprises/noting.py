"""What a buyer writes of an enterprise: that it is there, and the own note beside what it tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from svangrum.core.language import words
from svangrum.records.actions import MissingError
from svangrum.records.enterprises.actions.assessing import note_assessment, remove_assessment
from svangrum.records.enterprises.actions.entering import list_enterprise
from svangrum.records.enterprises.models import Assessment
from svangrum.records.enterprises.queries import assessment_of, enterprise_for
from svangrum.web.access import actor_of
from svangrum.web.fields import Asking
from svangrum.web.organisation.own import own_organisation
from svangrum.web.pages import address, language_of
from svangrum.web.sheets import Sheet, fill_in, perform, version_sent
from svangrum.web.signing_in.confirming import confirmed_to_send

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from svangrum.records.recorded import Recorded

    Stated = Mapping[str, str]

ORGNR = Asking("short", "enterprises.field.orgnr.label", "enterprises.field.orgnr.hint", digits=True)
NAME = Asking("text", "enterprises.field.name.label", complete="organization")
_NOTED = {
    "social": Asking(
        "radios",
        "enterprises.field.social.label",
        "enterprises.field.social.hint",
        choices=(
            ("yes", "enterprises.counted.yes"),
            ("no", "enterprises.counted.no"),
            ("", "enterprises.counted.undecided"),
        ),
    ),
    "reason": Asking("area", "enterprises.field.reason.label", "enterprises.field.reason.hint"),
}
_REMOVED = {
    "reason": Asking("text", "enterprises.field.why-removed.label", "enterprises.field.why-removed.hint"),
    "decision": Asking("text", "purchases.remove.decision", "files.thinning.decision-hint"),
}


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def assess(request: HttpRequest, enterprise: UUID) -> HttpResponse:
    actor, language = actor_of(request), language_of(request)
    found = enterprise_for(actor, enterprise)
    url = address("enterprise", language, enterprise=str(found.pk))
    sheet = Sheet(
        title=words("enterprises.assess.title", language, name=found.name),
        lead=words("enterprises.assess.lead", language),
        send=words("enterprises.save", language),
        asked=_NOTED,
        back=(url, found.name),
        read=_read,
    )

    def do(stated: Stated) -> None:
        perform(request, note_assessment, enterprise=found.pk, version=version_sent(request), **stated)

    noted = assessment_of(actor, found) or Assessment(organisation=own_organisation(request), enterprise=found)
    return fill_in(request, sheet, do, done=lambda: (url, words("enterprises.assess.done", language)), thing=noted)


@confirmed_to_send
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def remove(request: HttpRequest, enterprise: UUID) -> HttpResponse:
    """Remove the note, on a decision: nothing brings it back."""
    actor, language = actor_of(request), language_of(request)
    found = enterprise_for(actor, enterprise)
    noted = assessment_of(actor, found)
    if noted is None:
        raise MissingError("record.missing")
    url = address("enterprise", language, enterprise=str(found.pk))
    sheet = Sheet(
        title=words("enterprises.assess.remove", language),
        lead=words("enterprises.assess.remove-lead", language),
        send=words("enterprises.remove", language),
        asked=_REMOVED,
        back=(url, found.name),
    )

    def do(stated: Stated) -> None:
        perform(request, remove_assessment, enterprise=found.pk, version=version_sent(request), **stated)

    return fill_in(request, sheet, do, done=lambda: (url, words("enterprises.assess.removed", language)), thing=noted)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def enter(request: HttpRequest) -> HttpResponse:
    """Number and name of one that is not in the register."""
    language, made = language_of(request), list[str]()
    sheet = Sheet(
        title=words("enterprises.enter.title", language),
        lead=words("enterprises.enter.lead", language),
        send=words("enterprises.enter.send", language),
        asked={"orgnr": ORGNR, "name": NAME},
        back=(address("enterprises", language), words("enterprises.title", language)),
    )

    def do(stated: Stated) -> None:
        made.append(str(perform(request, list_enterprise, **stated)))

    def done() -> tuple[str, str]:
        return address("enterprise", language, enterprise=made[0]), words("enterprises.enter.done", language)

    return fill_in(request, sheet, do, done=done)


def _read(noted: Recorded) -> Stated:
    assert isinstance(noted, Assessment)  # noqa: S101 - the thing of this page
    return {"social": {True: "yes", False: "no", None: ""}[noted.social], "reason": noted.reason}
