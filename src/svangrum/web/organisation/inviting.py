"""An invitation and its letter, which holds the secret that nobody keeps."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from django.shortcuts import render

from svangrum.core.errors import SvangrumError
from svangrum.core.language import words
from svangrum.jobs.letters.addresses import absolute
from svangrum.jobs.letters.sending import send_now
from svangrum.records.accounts.actions.invitations import LASTS, invite
from svangrum.web.pages import language_of
from svangrum.web.sheets import fill_in, perform

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from svangrum.records.accounts.models import Organisation
    from svangrum.web.sheets import Sheet


class Chosen(TypedDict, total=False):
    """Who is invited, and as what."""

    email: str
    language: str
    roles: Sequence[str]
    department: UUID | None


def fill_in_invitation(
    request: HttpRequest, sheet: Sheet, organisation: Organisation, read: Callable[[Mapping[str, str]], Chosen]
) -> HttpResponse:
    """The form, or the invitation that it was filled in for: sent, and back to where one came from.

    When the mail server refuses, the one who invites is shown the link, this once, to hand it over.
    """
    language, unsent = language_of(request), list[str]()

    def do(stated: Mapping[str, str]) -> None:
        url = send_invitation(request, organisation, read(stated))
        if url:
            unsent.append(url)

    told = (sheet.back[0], words("organisation.invite.done", language))
    answer = fill_in(request, sheet, do, done=lambda: (told[0], "") if unsent else told, begun={"language": language})
    return render(request, "organisation/unsent.html", {"sheet": sheet, "url": unsent[0]}) if unsent else answer


def send_invitation(request: HttpRequest, organisation: Organisation, chosen: Chosen, **more: str) -> str:
    """Invite, and send the letter. Gives its link, which stands nowhere else, when the mail server refuses it."""
    invited = perform(request, invite, organisation=organisation.pk, **chosen, **more)
    url = absolute("invitation", chosen["language"], secret=invited.secret)
    return "" if _is_sent(organisation, chosen, url, name=str(invited.invitation)) else url


def _is_sent(organisation: Organisation, chosen: Chosen, url: str, *, name: str) -> bool:
    """A form that comes twice is sent twice, as the same mail: whether the first ever went out is not known."""
    values: dict[str, str | int] = {"organisation": organisation.name, "days": LASTS.days}
    try:
        send_now(
            email=chosen["email"], language=chosen["language"], code="invitation", values=values, url=url, name=name
        )
    except SvangrumError:
        return False
    return True
