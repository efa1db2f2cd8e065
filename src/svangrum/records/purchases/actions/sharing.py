"""Let others see a purchase: the whole organisation, a colleague, another organisation; and take it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from svangrum.core.errors import SvangrumError
from svangrum.records.accounts.actions.grants import begin_grant, finish_grant
from svangrum.records.accounts.models import Organisation, OrganisationKind, Person
from svangrum.records.accounts.queries import grants_to, people_of
from svangrum.records.actions import Act, action
from svangrum.records.actors import Role
from svangrum.records.letters.topics import Topic
from svangrum.records.letters.writing import write_letter
from svangrum.records.purchases.models import Opening
from svangrum.records.purchases.permissions import (
    can_manage_purchase,
    can_share_purchase,
    can_view_purchase,
    owns_purchase,
)
from svangrum.records.purchases.taking import taken, told_on

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from uuid import UUID

    from svangrum.records.purchases.models import Purchase


@action("purchase.shared")
def share_purchase(act: Act, *, purchase: UUID, version: int) -> UUID:
    """Everyone who belongs to the organisation may read it."""
    found = taken(act, purchase, can_share_purchase, version=version)
    found.shared = True
    return act.put(found, {})


@action("purchase.unshared")
def unshare_purchase(act: Act, *, purchase: UUID, version: int) -> UUID:
    """Only its owner may read it, and those to whom it is granted."""
    found = taken(act, purchase, can_manage_purchase, version=version)
    found.shared = False
    return act.put(found, {})


@action("purchase.granted")
def grant_purchase(
    act: Act,
    *,
    purchase: UUID,
    version: int,
    role: str,
    to_person: UUID | None = None,
    to_organisation: UUID | None = None,
    until: date | None = None,
    sure: bool = False,
) -> UUID:
    """Open it for one colleague or one other organisation, who are told by letter. Raises as ``begin_grant``.

    ``sure`` says that secrecy has been checked. Also raises ``SvangrumError`` ``purchase.not-sure`` for another
    organisation without it, ``purchase.own`` for the owner as receiver, and ``purchase.enterprise`` for an enterprise:
    suppliers are to be treated equally (LOU 4:1, 19:2, 19 a:8).
    """
    found = taken(act, purchase, can_share_purchase, version=version)
    if to_organisation is not None and not sure:
        raise SvangrumError("purchase.not-sure", field="sure")
    if to_person is not None and to_person == found.owner_id:
        raise SvangrumError("purchase.own", field="to_person")
    if to_organisation is not None and _is_enterprise(to_organisation):
        raise SvangrumError("purchase.enterprise", field="to_organisation")
    begin_grant(act, found, role=role, to_person=to_person, to_organisation=to_organisation, until=until)
    for person in _told(act, to_person, to_organisation):
        _write_to(act, person, found)
    told = {"role": role, "to_person": to_person, "to_organisation": to_organisation, "until": until, "sure": sure}
    return act.put(found, told)


@action("purchase.grant-ended")
def end_purchase_grant(act: Act, *, purchase: UUID, grant: UUID) -> UUID:
    """What the grant opened is closed at once. Nothing happens to one that is over, or that is for another thing."""
    found = taken(act, purchase, can_manage_purchase)
    held = grants_to(found, on=told_on(act)).filter(pk=grant).first()
    if held is None:
        return found.pk
    finish_grant(act, held)
    return act.put(found, {"to_person": held.to_person_id, "to_organisation": held.to_organisation_id})


@action("purchase.opened")
def open_purchase(act: Act, *, purchase: UUID) -> UUID:
    """What someone else shared was opened for the first time. The owner's own reading is nobody's matter."""
    found = taken(act, purchase, can_view_purchase)
    person = act.by.principal
    if person is None or owns_purchase(act.by, found):
        return found.pk
    _, fresh = Opening.objects.get_or_create(purchase=found, person_id=person, defaults={"opened_at": act.recorded_at})
    if fresh:
        act.tell(found.chain, found.pk, {}, organisation=found.organisation_id)
    return found.pk


def _is_enterprise(organisation: UUID) -> bool:
    return Organisation.objects.filter(pk=organisation, kind=OrganisationKind.ENTERPRISE).exists()


def _told(act: Act, to_person: UUID | None, to_organisation: UUID | None) -> Iterator[Person]:
    """The colleague, or the other organisation's administrators."""
    if to_person is not None:
        yield Person.objects.get(pk=to_person)
    elif to_organisation is not None:
        for held in people_of(to_organisation, on=told_on(act)):
            if Role.ADMINISTRATOR in held.roles:
                yield held.person


def _write_to(act: Act, person: Person, purchase: Purchase) -> None:
    write_letter(
        act,
        to=person,
        topic=Topic.SHARED,
        code="shared",
        values={"organisation": purchase.organisation.name},
        page="purchase",
        parts={"purchase": str(purchase.pk)},
    )
