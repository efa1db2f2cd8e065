"""Questions about people and organisations: whom an actor is, where a person belongs, what has been granted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from svangrum.records.accounts.models import (
    Department,
    Deputy,
    Grant,
    GrantRole,
    Invitation,
    Membership,
    Organisation,
    Person,
)
from svangrum.records.accounts.roles import BUYERS
from svangrum.records.accounts.secret import digest_of
from svangrum.records.actors import Actor, Role

if TYPE_CHECKING:
    from datetime import date, datetime
    from typing import TypeVar
    from uuid import UUID

    from django.db.models import QuerySet

    from svangrum.records.recorded import Recorded

    R = TypeVar("R", bound=Recorded)


def memberships(person: UUID, *, on: date) -> QuerySet[Membership]:
    """Where the person belongs on a day, by the name of the organisation."""
    held = _live_memberships(on).filter(person=person)
    return held.select_related("organisation", "department").order_by("organisation__name", "pk")


def authorities_of(person: UUID, *, on: date) -> QuerySet[Organisation]:
    """The open organisations that buy to which the person belongs or has belonged: they answer for what was done."""
    held = Membership.objects.filter(person=person).values("organisation")
    return open_organisations(on=on).filter(pk__in=held, kind__in=BUYERS)


def people_of(organisation: UUID, *, on: date) -> QuerySet[Membership]:
    """Who belongs to the organisation on a day, by name."""
    held = _live_memberships(on).filter(organisation=organisation)
    return held.select_related("person", "department").order_by("person__name", "pk")


def belongs_only_to(person: Person, organisation: UUID | None, *, on: date) -> bool:
    """Whether the person's account opens nothing but this organisation on a day."""
    held = list(memberships(person.pk, on=on).values_list("organisation_id", flat=True))
    return held == [organisation] and not person.is_operator


def departments_of(organisation: UUID, *, on: date) -> QuerySet[Department]:
    return Department.objects.filter(_not_yet("closed", on), organisation=organisation).order_by("name", "pk")


def open_organisations(*, on: date) -> QuerySet[Organisation]:
    return Organisation.objects.filter(_not_yet("closed", on)).order_by("name", "pk")


def open_invitations(organisation: UUID, *, at: datetime) -> QuerySet[Invitation]:
    """Those that can still be accepted, the newest last."""
    waiting = Invitation.objects.filter(organisation=organisation, accepted_at=None, withdrawn_at=None)
    return waiting.filter(expires_at__gt=at).select_related("department").order_by("expires_at", "pk")


def find_invitation(secret: str) -> Invitation | None:
    """The invitation whose letter holds ``secret``, whatever became of it (``state_of``)."""
    found = Invitation.objects.filter(secret_digest=digest_of(secret))
    return found.select_related("organisation", "department").first()


def state_of(invitation: Invitation, *, at: datetime) -> str:
    """``used``, ``withdrawn``, ``closed`` (the organisation has left), ``expired`` or ``open``."""
    if invitation.accepted_at is not None:
        return "used"
    if invitation.withdrawn_at is not None:
        return "withdrawn"
    if invitation.organisation.closed is not None:
        return "closed"
    return "expired" if at >= invitation.expires_at else "open"


def has_administrator(organisation: UUID, *, on: date, besides: Membership | None = None) -> bool:
    """Whether someone administers it until further notice; ``besides`` is a membership that does not count."""
    lasting = _live_memberships(on).filter(organisation=organisation, until=None)
    return any(Role.ADMINISTRATOR in held.roles for held in lasting if held != besides)


def actor_for(
    person: Person, *, organisation: UUID | None, instead_of: UUID | None = None, confirmed: bool = False, on: date
) -> Actor:
    """The person as an actor in ``organisation`` on a day: without roles where the person does not belong.

    With ``instead_of`` the actor has what the one whose deputy the person is has there, and nothing else; nothing at
    all when that does not hold. ``confirmed`` is about the second factor of ``person``, never of another.
    """
    held = None
    if organisation is not None and (instead_of is None or _deputises(person.pk, instead_of, organisation, on)):
        held = memberships(instead_of or person.pk, on=on).filter(organisation=organisation).first()
    return Actor(
        person=person.pk,
        organisation=held.organisation_id if held else None,
        roles=frozenset(Role(role) for role in held.roles) if held else frozenset(),
        instead_of=instead_of if held else None,
        operator=person.is_operator and instead_of is None,
        confirmed=confirmed,
    )


def deputies_of(organisation: UUID, *, on: date) -> QuerySet[Deputy]:
    """Deputies of today and later, by the first day."""
    kept = Deputy.objects.filter(_not_yet("ended", on), organisation=organisation, until__gte=on)
    return kept.select_related("member", "deputy").order_by("since", "pk")


def members_deputised(person: UUID, organisation: UUID, *, on: date) -> QuerySet[Person]:
    """In whose stead the person may act in the organisation on a day."""
    if not memberships(person, on=on).filter(organisation=organisation).exists():
        return Person.objects.none()
    named = _live_deputies(on).filter(organisation=organisation, deputy=person).values("member")
    belonging = _live_memberships(on).filter(organisation=organisation).values("person")
    return Person.objects.filter(pk__in=named).filter(pk__in=belonging).order_by("name", "pk")


def granted(actor: Actor, thing: Recorded, *, on: date) -> GrantRole | None:
    """What a grant lets the actor do with the thing on a day: edit, read, or nothing (None).

    ``thing`` says its ``chain`` and ``organisation_id``; a grant by another than the owner gives nothing.
    """
    owner: UUID = thing.organisation_id  # type: ignore[attr-defined]
    live = _grants_of(actor, on=on).filter(kind=thing.chain, thing=thing.pk, organisation=owner)
    roles = set(live.values_list("role", flat=True))
    return next((role for role in (GrantRole.EDITOR, GrantRole.READER) if role in roles), None)


def shared_with(things: QuerySet[R], actor: Actor, *, on: date) -> QuerySet[R]:
    """Those of ``things`` that a grant opens for the actor on a day, to read or to edit."""
    live = _grants_of(actor, on=on).filter(kind=things.model.chain)
    return things.filter(Exists(live.filter(thing=OuterRef("pk"), organisation=OuterRef("organisation"))))


def grants_to(thing: Recorded, *, on: date) -> QuerySet[Grant]:
    """Whom the thing is shared with on a day or later: own people and other organisations."""
    owner: UUID = thing.organisation_id  # type: ignore[attr-defined]
    kept = _grants_not_over(on).filter(kind=thing.chain, thing=thing.pk, organisation=owner)
    return kept.select_related("to_person", "to_organisation").order_by("since", "pk")


def crossings_given(organisation: UUID) -> QuerySet[Grant]:
    """Everything ever opened for other organisations, the newest first, ended ones too."""
    given = Grant.objects.filter(organisation=organisation, to_organisation__isnull=False)
    return given.select_related("to_organisation").order_by("-since", "pk")


def crossings_taken(organisation: UUID) -> QuerySet[Grant]:
    """Everything that other organisations ever opened for this one, the newest first, ended ones too."""
    taken = Grant.objects.filter(to_organisation=organisation)
    return taken.select_related("organisation").order_by("-since", "pk")


def _grants_of(actor: Actor, *, on: date) -> QuerySet[Grant]:
    """The live grants that the actor has: as a person among the owner's people, or through the own organisation.

    Who acts in another's stead has that person's. A key of the API has none.
    """
    if actor.person is None or actor.organisation is None:
        return Grant.objects.none()
    own = Q(to_person=actor.instead_of or actor.person, organisation=actor.organisation)
    live = _grants_not_over(on).filter(_not_yet("organisation__closed", on), since__lte=on)
    return live.filter(own | Q(to_organisation=actor.organisation))


def _grants_not_over(on: date) -> QuerySet[Grant]:
    return Grant.objects.filter(_not_over(on), _not_yet("ended", on))


def _live_memberships(on: date) -> QuerySet[Membership]:
    held = Membership.objects.filter(_not_over(on), _not_yet("organisation__closed", on), since__lte=on)
    return held.filter(person__is_active=True)


def _live_deputies(on: date) -> QuerySet[Deputy]:
    return Deputy.objects.filter(_not_yet("ended", on), since__lte=on, until__gte=on)


def _deputises(person: UUID, member: UUID, organisation: UUID, on: date) -> bool:
    return members_deputised(person, organisation, on=on).filter(pk=member).exists()


def _not_over(on: date) -> Q:
    """Its last day, if any, is ``on`` or later."""
    return Q(until__isnull=True) | Q(until__gte=on)


def _not_yet(field: str, on: date) -> Q:
    """The day in ``field``, the first that is too late, has not come."""
    return Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__gt": on})
