"""Who passes the pages of passports, the thing that each is about, and what of it is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.core.exceptions import PermissionDenied

from svangrum.core.language import words
from svangrum.documents.passport_words import in_words
from svangrum.records.actions import MissingError
from svangrum.records.actors import Role
from svangrum.records.enterprises.permissions import is_buyer, is_of_enterprise
from svangrum.records.enterprises.queries import enterprise_for, own_enterprise
from svangrum.records.files.queries import files_of
from svangrum.records.passports.passport import as_kept
from svangrum.records.passports.permissions import can_write_passport
from svangrum.records.passports.queries import passport_of, reader_for
from svangrum.web.access import actor_of
from svangrum.web.clock import today
from svangrum.web.fields import Choice
from svangrum.web.pages import address, language_of
from svangrum.web.rules import member

if TYPE_CHECKING:
    from django.http import HttpRequest

    from svangrum.documents.passport_words import Kept, PassportOnPaper
    from svangrum.records.actors import Actor
    from svangrum.records.enterprises.models import Enterprise
    from svangrum.records.passports.passport import Passport


def of_enterprise(actor: Actor) -> bool:
    """The rule of an enterprise's own passport."""
    return member(actor) and is_of_enterprise(actor)


def writes_passport(actor: Actor) -> bool:
    """The rule of its forms: its administrators."""
    return of_enterprise(actor) and actor.has(Role.ADMINISTRATOR)


def officer(actor: Actor) -> bool:
    """The rule of what is noted, doubted and kept: procurement and matching officers of buyers."""
    return member(actor) and is_buyer(actor) and actor.has(Role.PROCUREMENT_OFFICER, Role.MATCHING_OFFICER)


def buyer(actor: Actor) -> bool:
    """The rule of what was relied on."""
    return member(actor) and is_buyer(actor)


def own_entry(request: HttpRequest) -> Enterprise:
    """The enterprise that the actor writes for. Raises ``MissingError`` where its organisation has none."""
    found = own_enterprise(actor_of(request))
    if found is None:
        raise MissingError("record.missing")
    if not can_write_passport(actor_of(request), found):
        raise PermissionDenied
    return found


def entry_of(request: HttpRequest, enterprise: UUID) -> Enterprise:
    """Raises ``MissingError`` (404) for one that is not in the register."""
    return enterprise_for(actor_of(request), enterprise)


def as_others_see(request: HttpRequest, enterprise: Enterprise) -> Passport:
    """Its passport today, without numbers, whoever asks: the own people have theirs at their own page.

    They see there what a buyer sees; another enterprise is not told of challenges.
    """
    return passport_of(enterprise, on=today(), reader=reader_for(actor_of(request), enterprise)).plainly()


def paper_of(request: HttpRequest, kept: Kept) -> PassportOnPaper:
    return in_words(kept, language_of(request))


def on_paper(request: HttpRequest, passport: Passport) -> PassportOnPaper:
    return paper_of(request, as_kept(passport))


def to_passport(request: HttpRequest, enterprise: Enterprise) -> tuple[str, str]:
    """The passport of an enterprise as others see it, and the words of a link there."""
    return address("passport-of", language_of(request), enterprise=str(enterprise.pk)), enterprise.name


def own_files(request: HttpRequest) -> tuple[Choice, ...]:
    """The files of the actor's organisation to choose among, after none."""
    none = Choice("", words("passports.field.no-file", language_of(request)))
    own = files_of(actor_of(request)).filter(thinned_at=None)
    return none, *(Choice(str(one.pk), one.name) for one in own)


def chosen(written: str) -> UUID | None:
    """What was chosen in a list; what is no name of anything is nobody's."""
    try:
        return UUID(written) if written else None
    except ValueError:
        return UUID(int=0)
