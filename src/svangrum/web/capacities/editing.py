"""Forms in which an enterprise tells, changes, ends and removes what it can do; made once for all three kinds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from svangrum.core.language import words
from svangrum.records.capacities.actions.saying import say_will
from svangrum.records.capacities.models import Measure, OfEnterprise, Will, Willingness
from svangrum.records.capacities.queries import part_of
from svangrum.records.capacities.stated import read_end, read_will
from svangrum.records.suppliers.told import label_of
from svangrum.web.capacities.found import back_to, own_enterprise_of, page_of
from svangrum.web.capacities.kinds import UNTIL
from svangrum.web.fields import Asking
from svangrum.web.pages import language_of
from svangrum.web.sheets import Sheet, fill_in, perform, version_sent

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from svangrum.records.enterprises.models import Enterprise
    from svangrum.records.recorded import Recorded
    from svangrum.web.capacities.kinds import Kind

    Stated = Mapping[str, str]
    View = Callable[..., HttpResponse]

WILLS = tuple((one.value, f"capacities.will.{one.value}") for one in Will)
_WILL = Asking("radios", "capacities.field.will.label", "capacities.field.will.hint", choices=WILLS)


def new(kind: Kind) -> View:
    """The view in which something of the kind is told."""

    @require_http_methods(["GET", "HEAD", "POST"])
    @never_cache
    def view(request: HttpRequest, enterprise: UUID) -> HttpResponse:
        found = own_enterprise_of(request, enterprise)

        def do(written: Stated) -> None:
            perform(request, kind.tell, enterprise=found.pk, **kind.read(written))

        sheet, done = _sheet(request, kind, found, "new"), _done(request, found, kind, "told")
        return fill_in(request, sheet, do, done=done, begun=_begun(found))

    return view


def change(kind: Kind) -> View:
    """The view in which something of the kind is told otherwise."""

    @require_http_methods(["GET", "HEAD", "POST"])
    @never_cache
    def view(request: HttpRequest, enterprise: UUID, part: UUID) -> HttpResponse:
        found = own_enterprise_of(request, enterprise)
        told = part_of(found, kind.model, part)

        def do(written: Stated) -> None:
            _perform(request, kind, kind.change, told, **kind.read(written))

        sheet = _sheet(request, kind, found, "change")
        return fill_in(request, sheet, do, done=_done(request, found, kind, "changed"), thing=told)

    return view


def end(kind: Kind) -> View:
    """The view in which the last day of something is told."""

    @require_http_methods(["GET", "HEAD", "POST"])
    @never_cache
    def view(request: HttpRequest, enterprise: UUID, part: UUID) -> HttpResponse:
        found, language = own_enterprise_of(request, enterprise), language_of(request)
        told = part_of(found, kind.model, part)
        sheet = Sheet(
            title=words(f"capacities.{kind.name}.end", language),
            lead=words(f"capacities.{kind.name}.end-lead", language),
            send=words("capacities.save", language),
            asked={"until": UNTIL},
            back=back_to(request, found),
            read=lambda part: {"until": kind.written(_part(part))["until"]},
            hints={"until": words("capacities.end-hint", language)},
        )

        def do(written: Stated) -> None:
            assert kind.end is not None  # noqa: S101 - only what can end has this page
            _perform(request, kind, kind.end, told, until=read_end(written))

        return fill_in(request, sheet, do, done=_done(request, found, kind, "ended"), thing=told)

    return view


def remove(kind: Kind) -> View:
    """The view that removes something with one press."""

    @require_POST
    def view(request: HttpRequest, enterprise: UUID, part: UUID) -> HttpResponse:
        found = own_enterprise_of(request, enterprise)
        told = part_of(found, kind.model, part)
        _perform(request, kind, kind.remove, told)
        url, said = _done(request, found, kind, "removed")()
        messages.success(request, said)
        return redirect(url)

    return view


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def will(request: HttpRequest, enterprise: UUID) -> HttpResponse:
    """What the enterprise would tender for: said anew, with today's date, also when it is the same."""
    found, language = own_enterprise_of(request, enterprise), language_of(request)
    sheet = Sheet(
        title=words("capacities.will.title", language),
        lead=words("capacities.will.lead", language),
        send=words("capacities.save", language),
        asked={"will": _WILL},
        back=back_to(request, found),
    )
    said = Willingness.objects.filter(enterprise=found).first()

    def do(written: Stated) -> None:
        perform(request, say_will, enterprise=found.pk, will=read_will(written))

    done = (page_of(request, found), words("capacities.told.said", language))
    return fill_in(request, sheet, do, done=lambda: done, begun={"will": said.will if said else ""})


def _perform(request: HttpRequest, kind: Kind, action: Callable[..., UUID], part: Recorded, **given: object) -> None:
    perform(request, action, **{kind.name: part.pk}, version=version_sent(request), **given)


def _sheet(request: HttpRequest, kind: Kind, enterprise: Enterprise, code: str) -> Sheet:
    language = language_of(request)
    return Sheet(
        title=words(f"capacities.{kind.name}.{code}", language),
        lead=words(f"capacities.{kind.name}.lead", language),
        send=words("capacities.save", language),
        asked=kind.asked,
        back=back_to(request, enterprise),
        read=lambda part: kind.written(_part(part)),
        hints=_hints(kind, enterprise, language),
    )


def _begun(enterprise: Enterprise) -> dict[str, str]:
    """What most would write: hours, of the one thing that the enterprise offers."""
    codes = _offered(enterprise)
    return {"measure": Measure.HOURS.value, "cpv": codes[0] if len(codes) == 1 else ""}


def _offered(enterprise: Enterprise) -> list[str]:
    return sorted({offer["cpv"] for offer in enterprise.offers if offer.get("cpv")})


def _hints(kind: Kind, enterprise: Enterprise, language: str) -> dict[str, str]:
    """What the enterprise has told that it offers, so that the codes can be copied."""
    codes = _offered(enterprise)
    if "cpv" not in kind.asked or not codes:
        return {}
    named = ", ".join(f"{code} {label_of(code, language)}" for code in codes)
    return {"cpv": words("capacities.field.cpv.offered", language, offers=named)}


def _part(thing: Recorded) -> OfEnterprise:
    assert isinstance(thing, OfEnterprise)  # noqa: S101 - the thing of this page
    return thing


def _done(request: HttpRequest, enterprise: Enterprise, kind: Kind, code: str) -> Callable[[], tuple[str, str]]:
    told = words(f"capacities.told.{kind.name}-{code}", language_of(request))
    return lambda: (page_of(request, enterprise), told)
