"""Questions about the register: who is in it, one entry, the actor's own, what an organisation has noted."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple, TypeVar
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, TextField
from django.db.models.functions import Cast

from svangrum.core.codes import cpv_table
from svangrum.core.dates import day_at_home
from svangrum.matching.cpv_tree import LONGEST, SHORTEST, branch_of
from svangrum.records.accounts.models import Organisation, OrganisationKind
from svangrum.records.accounts.queries import open_organisations
from svangrum.records.actions import MissingError
from svangrum.records.enterprises.models import Application, Assessment, Enterprise, Helper, Standing
from svangrum.records.enterprises.permissions import (
    can_answer_application,
    can_view_register,
    is_coordinator,
    reads_rates,
)
from svangrum.records.enterprises.selling import selling_of
from svangrum.records.todo import Todo

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from django.db.models import QuerySet

    from svangrum.records.actors import Actor

_Telling = TypeVar("_Telling", Enterprise, Assessment)
GONE = frozenset({Standing.BANKRUPT, Standing.DEREGISTERED})
"""Who can deliver nothing, by the official register."""
WARNED_OF = GONE | {Standing.LIQUIDATION}


@dataclass(frozen=True)
class Sought:
    """What is looked for in the register; what is empty is not asked for.

    ``words`` must all be found; ``cpv`` is a code, found in what is offered above and below it; ``municipality`` a
    code, found in the places served; ``kind`` an ``EnterpriseKind``.
    """

    words: str = ""
    cpv: str = ""
    municipality: str = ""
    kind: str = ""


def enterprises_seen_by(actor: Actor) -> QuerySet[Enterprise]:
    """The whole register, by name; nothing for who belongs to no organisation. Rates ask ``can_see_rates``."""
    found = Enterprise.objects.select_related("organisation").order_by("name", "pk")
    return found if can_view_register(actor) else found.none()


def matching(
    enterprises: QuerySet[Enterprise], sought: Sought, *, noted_by: UUID | None = None
) -> QuerySet[Enterprise]:
    """Those for which everything that is sought holds, by their own word or by what ``noted_by`` has noted of them."""
    own = Assessment.objects.filter(organisation=noted_by, enterprise=OuterRef("pk"))

    def either(found: Q, noted: Q) -> Q:
        return found if noted_by is None else found | Q(Exists(_told(own).filter(noted)))

    enterprises = _told(enterprises)
    for word in sought.words.split():
        named = Q(sought__iregex=re.escape(word))
        enterprises = enterprises.filter(either(named, named))
    if sought.cpv:
        offering = _offering(sought.cpv)
        enterprises = enterprises.filter(either(offering, offering))
    if sought.municipality:
        serving = Q(places_told__contains=f'"{sought.municipality}"')
        enterprises = enterprises.filter(either(Q(everywhere=True) | serving, serving))
    return enterprises.filter(kind=sought.kind) if sought.kind else enterprises


def enterprise_for(actor: Actor, enterprise: UUID) -> Enterprise:
    """One entry. Raises ``MissingError`` for none, and alike for who may not read the register."""
    found = enterprises_seen_by(actor).filter(pk=enterprise).first()
    if found is None:
        raise MissingError("record.missing")
    return found


def own_enterprise(actor: Actor) -> Enterprise | None:
    """The entry of the organisation in which the actor acts; none when that has none."""
    if actor.person is None or actor.organisation is None:
        return None
    return Enterprise.objects.select_related("organisation").filter(organisation=actor.organisation).first()


def assessment_of(actor: Actor, enterprise: Enterprise) -> Assessment | None:
    """What the actor's own organisation has noted of the enterprise."""
    if not can_view_register(actor):
        return None
    noted = Assessment.objects.filter(organisation=actor.organisation, enterprise=enterprise)
    return noted.select_related("enterprise").first()


def assessments_of(actor: Actor, enterprises: Collection[Enterprise]) -> dict[UUID, Assessment]:
    """What the actor's own organisation has noted of each, by entry, where it has a note."""
    if not can_view_register(actor):
        return {}
    noted = Assessment.objects.filter(organisation=actor.organisation, enterprise__in=enterprises)
    return {one.enterprise_id: one for one in noted}


def rates_seen_by(actor: Actor) -> dict[str, dict[str, int]]:
    """Öre an hour by CPV code, by organisation number: of those for whom ``can_see_rates`` holds."""
    if actor.organisation is None or not reads_rates(actor):
        return {}
    selling = selling_of(actor.organisation)
    rows = Enterprise.objects.exclude(rates={}).exclude(organisation=None).values_list("orgnr", "offers", "rates")
    return {orgnr: rates for orgnr, offers, rates in rows if not selling.competes_with(offers)}


def told_of(enterprise: Enterprise, subject: str) -> tuple[date, UUID] | None:
    """The day when the enterprise last wrote of the subject, and who did; none when it never has."""
    told = enterprise.told.get(subject)
    return (day_at_home(datetime.fromisoformat(told[0])), UUID(told[1])) if told else None


def coordinators(*, on: date) -> QuerySet[Organisation]:
    """Those that an enterprise can ask to help."""
    return open_organisations(on=on).filter(kind=OrganisationKind.COORDINATOR)


def helpers_of(enterprise: Enterprise, *, on: date) -> QuerySet[Helper]:
    """The coordinators that help it on a day, by name."""
    live = _given(on).filter(enterprise=enterprise)
    return live.select_related("coordinator", "enterprise").order_by("coordinator__name", "pk")


class Help(NamedTuple):
    """Help from ``since`` on; ``until`` is the first day without: it was ended, or one of the two left."""

    since: date
    until: date | None

    def is_given(self, on: date) -> bool:
        return self.since <= on and (self.until is None or on < self.until)


def help_by(coordinators: Collection[UUID]) -> dict[tuple[UUID, UUID], list[Help]]:
    """All that was ever given, by coordinator and entry."""
    found: dict[tuple[UUID, UUID], list[Help]] = defaultdict(list)
    fields = ("coordinator", "enterprise", "since", "ended", "coordinator__closed", "enterprise__organisation__closed")
    for coordinator, enterprise, since, *ends in Helper.objects.filter(coordinator__in=coordinators).values_list(
        *fields
    ):
        found[coordinator, enterprise].append(Help(since, min((day for day in ends if day), default=None)))
    return found


def helped_by(actor: Actor, *, on: date) -> QuerySet[Helper]:
    """The enterprises that have asked the actor's organisation to help, by name; nothing for who coordinates none."""
    live = _given(on).filter(coordinator=actor.organisation)
    found = live.select_related("enterprise").order_by("enterprise__name", "pk")
    return found if is_coordinator(actor) else found.none()


def helper_for(actor: Actor, helper: UUID, *, on: date) -> Helper:
    """What was asked, for either side of it. Raises ``MissingError`` for what has ended, and for anyone else."""
    sides = Q(enterprise__organisation=actor.organisation) | Q(coordinator=actor.organisation)
    live = Helper.objects.filter(sides, Q(ended=None) | Q(ended__gt=on), pk=helper, since__lte=on)
    found = live.select_related("enterprise", "coordinator").first() if can_view_register(actor) else None
    if found is None:
        raise MissingError("record.missing")
    return found


def applications_waiting(actor: Actor) -> QuerySet[Application]:
    """The longest waiting first; nothing for who does not answer them."""
    waiting = Application.objects.filter(answered_at=None).order_by("asked_at", "pk")
    return waiting if can_answer_application(actor) else waiting.none()


def application_for(actor: Actor, application: UUID) -> Application:
    """One that waits. Raises ``MissingError`` for none, for one that is answered, and for who does not answer them."""
    found = applications_waiting(actor).filter(pk=application).first()
    if found is None:
        raise MissingError("record.missing")
    return found


def applications_to_answer(actor: Actor, _on: date) -> list[Todo]:
    """For who runs the installation."""
    waiting = applications_waiting(actor).count()
    return [Todo("applications", "applications", {"count": waiting})] if waiting else []


def _told(rows: QuerySet[_Telling]) -> QuerySet[_Telling]:
    """With what is offered and where as texts, in which codes can be looked for."""
    return rows.alias(offers_told=Cast("offers", TextField()), places_told=Cast("places", TextField()))


def _offering(cpv: str) -> Q:
    """Whether something of the code's branch is offered, or a branch that the code lies in."""
    branch = branch_of(cpv)
    above = [branch[:digits].ljust(LONGEST, "0") for digits in range(SHORTEST, len(branch))]
    named = Q(offers_told__contains=f'"cpv": "{branch}')
    for code in above:
        if code in cpv_table():
            named |= Q(offers_told__contains=f'"cpv": "{code}"')
    return named


def _given(on: date) -> QuerySet[Helper]:
    """Help that is given on a day: it has not been ended, and both are still here."""
    sides = ("coordinator", "enterprise__organisation")
    here = (Q(**{f"{side}__closed": None}) | Q(**{f"{side}__closed__gt": on}) for side in sides)
    return Helper.objects.filter(Q(ended=None) | Q(ended__gt=on), *here, since__lte=on)
