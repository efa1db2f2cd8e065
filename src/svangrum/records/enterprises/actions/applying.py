"""An enterprise asks to be let in; who runs the installation answers."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from svangrum.core.errors import SvangrumError
from svangrum.core.reading import gather
from svangrum.records.accounts.days import day_of
from svangrum.records.accounts.models import Organisation, OrganisationKind
from svangrum.records.accounts.queries import has_administrator
from svangrum.records.accounts.stated import stated_language
from svangrum.records.actions import Act, action, require
from svangrum.records.actors import PROGRAM
from svangrum.records.enterprises.actions.entering import taken_over
from svangrum.records.enterprises.models import Application
from svangrum.records.enterprises.permissions import can_answer_application, can_lapse_applications
from svangrum.records.enterprises.stated import finish, stated_email, stated_line, stated_orgnr

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

WAITS = timedelta(days=180)
"""So long an application waits for its answer."""


@action("application.made")
def apply(act: Act, *, orgnr: str, name: str, email: str, language: str = "sv") -> UUID:
    """Anyone may ask. The same enterprise and address, asked again before an answer, is the same application.

    Raises ``SvangrumError`` ``enterprise.no-orgnr``, ``enterprise.orgnr``, ``enterprise.person-orgnr``,
    ``enterprise.no-name``, ``application.no-email`` and ``enterprise.email``, all at once.
    """
    problems: list[SvangrumError] = []
    number = gather(lambda: stated_orgnr(orgnr), problems)
    called = gather(lambda: stated_line(name, "name", missing="enterprise.no-name"), problems)
    address = gather(lambda: _address(email), problems)
    finish(problems)
    assert number and called and address  # noqa: S101, PT018 - nothing was wrong
    waiting = Application.objects.filter(orgnr=number, email=address, answered_at=None).first()
    if waiting is not None:
        return waiting.pk
    asked = Application(
        orgnr=number, name=called, email=address, language=stated_language(language), asked_at=act.recorded_at
    )
    return act.put(asked, {"name": called, "orgnr": number})


@action("application.accepted")
def accept_application(act: Act, *, application: UUID, version: int) -> UUID:
    """The enterprise gets an organisation, if it has none, and its entry; the address is forgotten.

    Gives the organisation, whose first administrator is then invited. Raises ``SvangrumError``
    ``application.answered``, ``application.other-kind`` for a number that is no enterprise's here,
    ``application.closed`` and ``application.has-people`` when somebody there can invite already.
    """
    found = _waiting(act, application, version)
    known = Organisation.objects.filter(orgnr=found.orgnr).first()
    organisation = _tried(act, act.take(Organisation, known.pk)) if known else _founded(act, found)
    taken_over(act, organisation)
    _answered(act, found, accepted=True)
    return organisation.pk


@action("application.refused")
def refuse_application(act: Act, *, application: UUID, version: int) -> UUID:
    """The address is forgotten. Raises ``SvangrumError`` ``application.answered``."""
    found = _waiting(act, application, version)
    return _answered(act, found, accepted=False)


def lapse_applications(*, recorded_at: datetime) -> int:
    """End those that nobody has answered for ``WAITS``; how many there were."""
    due = list(Application.objects.filter(answered_at=None, asked_at__lt=recorded_at - WAITS))
    for one in due:
        lapse_application(by=PROGRAM, recorded_at=recorded_at, application=one.pk)
    return len(due)


@action("application.lapsed")
def lapse_application(act: Act, *, application: UUID) -> UUID:
    """It ends without an answer, neither yes nor no, and the address is forgotten. The enterprise may ask anew."""
    require(can_lapse_applications(act.by))
    found = act.take(Application, application)
    if found.answered_at is not None:
        return found.pk
    return _answered(act, found, accepted=None)


def _address(written: str) -> str:
    address = stated_email(written, "email")
    if not address:
        raise SvangrumError("application.no-email", field="email")
    return address


def _waiting(act: Act, application: UUID, version: int) -> Application:
    require(can_answer_application(act.by))
    found = act.take(Application, application)
    act.expect(found, version)
    if found.answered_at is not None:
        raise SvangrumError("application.answered")
    return found


def _tried(act: Act, organisation: Organisation) -> Organisation:
    if organisation.kind != OrganisationKind.ENTERPRISE:
        raise SvangrumError("application.other-kind", name=organisation.name)
    if organisation.closed is not None:
        raise SvangrumError("application.closed", name=organisation.name)
    if has_administrator(organisation.pk, on=day_of(act)):
        raise SvangrumError("application.has-people", name=organisation.name)
    return organisation


def _founded(act: Act, found: Application) -> Organisation:
    founded = Organisation(kind=OrganisationKind.ENTERPRISE, name=found.name, orgnr=found.orgnr)
    act.put(founded, {"kind": founded.kind, "name": founded.name, "orgnr": founded.orgnr})
    return founded


def _answered(act: Act, found: Application, *, accepted: bool | None) -> UUID:
    found.answered_at, found.accepted, found.email = act.recorded_at, accepted, ""
    return act.put(found, {"name": found.name, "orgnr": found.orgnr})
