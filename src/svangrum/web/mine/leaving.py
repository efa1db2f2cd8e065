"""Leaving an organisation, and closing one's account: each explained on a page of its own before it is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth import logout
from django.http import Http404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from svangrum.core.errors import SvangrumError
from svangrum.core.language import words
from svangrum.core.reading import InvalidFactsError
from svangrum.records.accounts.actions.leaving import erase_person
from svangrum.records.accounts.actions.memberships import leave_organisation
from svangrum.records.accounts.queries import authorities_of, memberships
from svangrum.web.access import actor_of
from svangrum.web.clock import today
from svangrum.web.fields import Asking, Choice
from svangrum.web.mine.oneself import myself, oneself
from svangrum.web.mine.profile import back_to_mine
from svangrum.web.pages import address, language_of
from svangrum.web.sheets import Sheet, fill_in, perform, version_sent
from svangrum.web.signing_in.confirming import shown_again

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

_SURE = {"sure": Asking("checkboxes", "mine.field.sure.label", choices=(("yes", "mine.field.sure.yes"),))}
_SETTLED = {"settled": Asking("checkboxes", "mine.field.settled.label")}


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def leave(request: HttpRequest, organisation: UUID) -> HttpResponse:
    """Not there (404) for an organisation to which one does not belong, nor for who acts in another's stead."""
    if actor_of(request).instead_of is not None:
        raise Http404
    language, person = language_of(request), myself(request)
    held = memberships(person.pk, on=today()).filter(organisation=organisation).first()
    if held is None:
        raise Http404
    name = held.organisation.name
    sheet = Sheet(
        title=words("mine.leave.title", language, organisation=name),
        lead=words("mine.leave.lead", language, organisation=name),
        send=words("mine.leave.send", language),
        asked=_SURE,
        back=(address("mine-organisations", language), words("frame.choose", language)),
        template="mine/leave.html",
    )

    def do(stated: Mapping[str, str]) -> None:
        _demand_sure(stated)
        oneself_there = oneself(request, organisation)
        perform(request, leave_organisation, by=oneself_there, membership=held.pk, version=version_sent(request))
        for name in ("organisation", "instead_of"):
            request.session.pop(name, None)

    told = words("mine.leave.done", language, organisation=name)
    return fill_in(request, sheet, do, done=lambda: (address("mine-organisations", language), told), thing=held)


@shown_again
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def close(request: HttpRequest) -> HttpResponse:
    """Erases the person; whoever alone administers an organisation is told to hand that over first.

    The organisations that then cannot show who did what are named, and settled with first.
    """
    language, person = language_of(request), myself(request)
    losing = ", ".join(one.name for one in authorities_of(person.pk, on=today()))
    settled = words("mine.field.settled.yes", language, organisations=losing)
    sheet = Sheet(
        title=words("mine.close.title", language),
        lead=words("mine.close.lead", language),
        send=words("mine.close.send", language),
        asked={**_SETTLED, **_SURE} if losing else _SURE,
        choices={"settled": (Choice("yes", settled),)} if losing else {},
        back=back_to_mine(language),
        template="mine/close.html",
        more={"losing": losing},
    )

    def do(stated: Mapping[str, str]) -> None:
        _demand_sure(stated)
        perform(request, erase_person, by=oneself(request), person=person.pk, version=version_sent(request))
        logout(request)

    told = words("mine.close.done", language)
    return fill_in(request, sheet, do, done=lambda: (address("start", language), told), thing=person)


def _demand_sure(stated: Mapping[str, str]) -> None:
    """Raises ``InvalidFactsError`` for every box that was shown and not ticked."""
    errors = tuple(
        SvangrumError(code, field=name)
        for name, code in (("settled", "mine.not-settled"), ("sure", "mine.not-sure"))
        if stated.get(name, "yes") != "yes"
    )
    if errors:
        raise InvalidFactsError(errors)
