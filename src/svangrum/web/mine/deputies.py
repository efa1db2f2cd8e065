"""Who acts in my stead, from which day to which."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.db.models import Q
from django.http import Http404
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from svangrum.core.dates import parse_day
from svangrum.core.errors import SvangrumError
from svangrum.core.language import words
from svangrum.core.reading import FieldReader
from svangrum.records.accounts.actions.deputies import end_deputy, name_deputy
from svangrum.records.accounts.models import Deputy, Organisation, OrganisationKind
from svangrum.records.accounts.permissions import can_end_deputy, can_see_people
from svangrum.records.accounts.queries import deputies_of, people_of
from svangrum.records.actions import require
from svangrum.web.access import actor_of
from svangrum.web.clock import today
from svangrum.web.fields import Asking, Choice
from svangrum.web.mine.oneself import oneself
from svangrum.web.mine.profile import back_to_mine
from svangrum.web.pages import address, language_of
from svangrum.web.sheets import Sheet, fill_in, perform, version_sent
from svangrum.web.signing_in.confirming import confirmed_to_send

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpRequest, HttpResponse

ASKED = {
    "deputy": Asking("select", "mine.field.deputy.label"),
    "since": Asking("short", "mine.field.since.label", "mine.field.since.hint"),
    "until": Asking("short", "mine.field.until.label", "mine.field.until.hint"),
}


@confirmed_to_send
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def deputies(request: HttpRequest) -> HttpResponse:
    """My deputies and those in whose stead I act, and a form that names another."""
    language, actor = language_of(request), actor_of(request)
    assert actor.organisation is not None  # noqa: S101 - said by the rule of the page
    assert actor.person is not None  # noqa: S101
    require(can_see_people(actor, actor.organisation))
    mine = deputies_of(actor.organisation, on=today()).filter(Q(member=actor.person) | Q(deputy=actor.person))
    sheet = Sheet(
        title=words("mine.deputies.title", language),
        lead=words("mine.deputies.lead", language),
        send=words("mine.deputies.send", language),
        asked=ASKED,
        back=back_to_mine(language),
        choices={"deputy": colleagues(actor.organisation, actor.person, language)},
        template="mine/deputies.html",
        more={"deputies": mine, "me": actor.person, "local": is_local(actor.organisation)},
    )

    def do(stated: Mapping[str, str]) -> None:
        name_stated(request, stated, organisation=actor.organisation, member=actor.person)

    told = words("mine.deputies.named", language)
    return fill_in(request, sheet, do, done=lambda: (address("mine-deputies", language), told))


@require_POST
def end(request: HttpRequest, deputy: UUID) -> HttpResponse:
    """One that the person may not end is not there (404)."""
    language = language_of(request)
    by = oneself(request, actor_of(request).organisation)
    found = Deputy.objects.filter(pk=deputy).first()
    if found is None or not can_end_deputy(by, found):
        raise Http404
    perform(request, end_deputy, by=by, deputy=deputy, version=version_sent(request))
    messages.success(request, words("mine.deputies.ended", language))
    return redirect(address("mine-deputies", language))


def name_stated(
    request: HttpRequest, stated: Mapping[str, str], *, organisation: UUID | None, member: UUID | None
) -> None:
    """Name the deputy that the form tells of. Raises ``InvalidFactsError`` for what cannot be read."""
    reader = FieldReader(stated)
    since = reader.read("since", lambda text: parse_day(text, field="since"))
    until = reader.read("until", lambda text: parse_day(text, field="until"))
    chosen = reader.read("deputy", _person)
    reader.errors += [SvangrumError("field.missing", field=name) for name in ASKED if not stated[name]]
    reader.finish()
    by = oneself(request, organisation)
    given = {"organisation": organisation, "member": member, "deputy": chosen, "since": since, "until": until}
    perform(request, name_deputy, by=by, **given)


def colleagues(organisation: UUID, besides: UUID, language: str) -> tuple[Choice, ...]:
    """Everyone else in the organisation, by name, after an empty choice."""
    held = people_of(organisation, on=today()).exclude(person=besides)
    return Choice("", words("mine.choose", language)), *(Choice(str(one.person_id), one.person.name) for one in held)


def is_local(organisation: UUID) -> bool:
    """Whether its employees decide by delegation under kommunallagen (7 kap. 5 and 6 §§)."""
    return Organisation.objects.get(pk=organisation).kind in {OrganisationKind.MUNICIPALITY, OrganisationKind.REGION}


def _person(text: str) -> UUID:
    """Raises ``Http404`` for what no form of ours sends."""
    try:
        return UUID(text)
    except ValueError as wrong:
        raise Http404 from wrong
