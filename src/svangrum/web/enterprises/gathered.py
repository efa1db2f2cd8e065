"""The subjects that are lists: what is offered, certificates, coordinators. One is added or removed at a time."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from svangrum.core.codes import cpv_table
from svangrum.core.errors import SvangrumError
from svangrum.core.language import words
from svangrum.matching.cpv_words import suggest_cpv
from svangrum.records.enterprises.actions import telling
from svangrum.records.enterprises.actions.helping import ask_for_help, end_help
from svangrum.records.enterprises.queries import coordinators, helper_for, helpers_of
from svangrum.web.access import actor_of
from svangrum.web.clock import today
from svangrum.web.enterprises.found import back_to_own, own_of
from svangrum.web.enterprises.shown import cpv_in_words
from svangrum.web.fields import Asking, Choice
from svangrum.web.pages import address, language_of
from svangrum.web.purchases.found import plain
from svangrum.web.sheets import Sheet, fill_in, perform, version_sent

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from django.http import HttpRequest, HttpResponse

    Stated = Mapping[str, str]

_WORDS = Asking("text", "enterprises.field.words.label", "enterprises.field.words.hint")
_CPV = Asking("radios", "enterprises.field.cpv.label", "enterprises.field.cpv.hint")
_OTHER = Asking("short", "enterprises.field.other-cpv.label", "enterprises.field.other-cpv.hint", digits=True)
_CERTIFICATE = {
    "name": Asking("text", "enterprises.field.certificate.label", "enterprises.field.certificate.hint"),
    "until": Asking("short", "enterprises.field.until.label", "enterprises.field.until.hint"),
}
_COORDINATOR = {"coordinator": Asking("select", "enterprises.field.coordinator.label")}


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def offers(request: HttpRequest) -> HttpResponse:
    """What is offered, and a form in two steps: the own words, then one of the codes that fit them."""
    language, found = language_of(request), own_of(request)
    said = plain(request.POST.get("words", request.GET.get("words", "")))
    codes = [one.code for one in suggest_cpv(said, reasons=False)]
    sheet = Sheet(
        title=words("enterprises.subject.offers", language),
        lead=words("enterprises.tell.offers", language),
        send=words("enterprises.offers.add", language),
        asked={"words": _WORDS, "cpv": _CPV, "other": _OTHER},
        back=back_to_own(request),
        choices={"cpv": tuple(Choice(code, f"{cpv_table()[code].label(language)} ({code})") for code in codes)},
        template="enterprises/offers.html",
        more={
            "offers": [(one, cpv_in_words(one["cpv"], language)) for one in found.offers],
            "empty": "words" in request.GET and not said,
            "second": bool(said) or request.method == "POST",
            "held": found.version,
        },
    )

    def do(stated: Stated) -> None:
        code = stated["other"] or stated["cpv"]
        told = {"version": version_sent(request), "words": stated["words"], "cpv": code}
        perform(request, telling.add_offer, enterprise=found.pk, **told)

    done = (address("own-enterprise-offers", language), words("enterprises.offers.added", language))
    return fill_in(request, sheet, do, done=lambda: done, thing=found, begun={"words": said})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def certificates(request: HttpRequest) -> HttpResponse:
    language, found = language_of(request), own_of(request)
    sheet = Sheet(
        title=words("enterprises.subject.certificates", language),
        lead=words("enterprises.tell.certificates", language),
        send=words("enterprises.certificates.add", language),
        asked=_CERTIFICATE,
        back=back_to_own(request),
        template="enterprises/certificates.html",
        more={
            "certificates": [(one["name"], _last_day(one["until"])) for one in found.certificates],
            "held": found.version,
        },
    )

    def do(stated: Stated) -> None:
        told = {"version": version_sent(request), **stated}
        perform(request, telling.add_certificate, as_of=today(), enterprise=found.pk, **told)

    done = (address("own-enterprise-certificates", language), words("enterprises.certificates.added", language))
    return fill_in(request, sheet, do, done=lambda: done, thing=found)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def helpers(request: HttpRequest) -> HttpResponse:
    """The coordinators who help, and a form that asks another."""
    language, found = language_of(request), own_of(request)
    helping = list(helpers_of(found, on=today()))
    asked = {one.coordinator_id for one in helping}
    free = [one for one in coordinators(on=today()) if one.pk not in asked]
    sheet = Sheet(
        title=words("enterprises.helpers.title", language),
        lead=words("enterprises.helpers.lead", language),
        send=words("enterprises.helpers.ask", language),
        asked=_COORDINATOR,
        back=back_to_own(request),
        choices={"coordinator": (Choice("", "–"), *(Choice(str(one.pk), one.name) for one in free))},
        template="enterprises/helpers.html",
        more={"helpers": helping, "free": free},
    )

    def do(stated: Stated) -> None:
        perform(request, ask_for_help, enterprise=found.pk, coordinator=_named(stated["coordinator"]))

    done = (address("own-enterprise-helpers", language), words("enterprises.helpers.asked", language))
    return fill_in(request, sheet, do, done=lambda: done)


def _removed(action: Callable[..., UUID], named: str, page: str, told: str) -> Callable[..., HttpResponse]:
    """The view of a button that takes one out of a list."""

    @require_POST
    def view(request: HttpRequest) -> HttpResponse:
        found, language = own_of(request), language_of(request)
        removed = {named: request.POST.get(named, "")}
        perform(request, action, enterprise=found.pk, version=version_sent(request), **removed)
        messages.success(request, words(told, language))
        return redirect(address(page, language))

    return view


remove_offer = _removed(telling.remove_offer, "cpv", "own-enterprise-offers", "enterprises.offers.removed")
remove_certificate = _removed(
    telling.remove_certificate, "name", "own-enterprise-certificates", "enterprises.certificates.removed"
)


def _ended(page: str) -> Callable[..., HttpResponse]:
    """The view of a button that ends a coordinator's help, from either side."""

    @require_POST
    def view(request: HttpRequest, helper: UUID) -> HttpResponse:
        language = language_of(request)
        found = helper_for(actor_of(request), helper, on=today())
        perform(request, end_help, as_of=today(), helper=found.pk, version=version_sent(request))
        messages.success(request, words("enterprises.helpers.ended", language))
        return redirect(address(page, language))

    return view


end_own_help = _ended("own-enterprise-helpers")
end_help_given = _ended("helped-enterprises")


def _named(written: str) -> UUID:
    try:
        return UUID(written)
    except ValueError as error:
        raise SvangrumError("helper.unknown", field="coordinator") from error


def _last_day(until: str) -> date | None:
    return date.fromisoformat(until) if until else None
