"""Questions about passports: what one says on a day, its links, its challenges, what an organisation relied on."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Q

from svangrum.core.dates import day_at_home, end_of_day
from svangrum.records.accounts.queries import open_organisations
from svangrum.records.accounts.roles import BUYERS
from svangrum.records.accounts.secret import digest_of
from svangrum.records.actions import MissingError
from svangrum.records.enterprises.permissions import is_buyer
from svangrum.records.events.models import Chain
from svangrum.records.events.reading import readings_of
from svangrum.records.passports.models import Challenge, Evidence, PassportLink, Relied
from svangrum.records.passports.passport import (
    ANYONE,
    LAPSES_AFTER,
    PURPOSE,
    REPLY_WITHIN,
    SHARE,
    Passport,
    Reader,
    examine,
)
from svangrum.records.passports.permissions import can_see_challenge, can_see_numbers, can_see_relied
from svangrum.records.passports.pieces import doubt_of, pieces_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date
    from uuid import UUID

    from django.db.models import QuerySet

    from svangrum.records.accounts.models import Organisation
    from svangrum.records.actors import Actor
    from svangrum.records.enterprises.models import Enterprise
    from svangrum.records.passports.passport import Told


def reader_for(actor: Actor, enterprise: Enterprise) -> Reader:
    """As whom the actor reads the passport of an enterprise without a link."""
    if is_buyer(actor):
        return Reader(actor.organisation)
    return Reader(told_of_doubts=can_see_numbers(actor, enterprise))


def passport_of(enterprise: Enterprise, *, on: date, reader: Reader = ANYONE) -> Passport:
    """What it says on a day, with the numbers: who shows it to others shows it ``plainly``."""
    return passports_of([enterprise], on=on, reader=reader)[enterprise.pk]


def passports_of(enterprises: Iterable[Enterprise], *, on: date, reader: Reader = ANYONE) -> Mapping[UUID, Passport]:
    """The passport of each, by enterprise, with the numbers; three questions to the database, however many."""
    several = list(enterprises)
    told = pieces_of([one.orgnr for one in several])
    return {one.pk: _passport(one, told[one.orgnr], on, reader) for one in several}


def _passport(enterprise: Enterprise, told: Mapping[str, list[Told]], on: date, reader: Reader) -> Passport:
    purpose, share = (examine(test, told.get(test, ()), on=on, reader=reader) for test in (PURPOSE, SHARE))
    return Passport(orgnr=enterprise.orgnr, name=enterprise.name, on=on, purpose=purpose, share=share)


def had_the_file_by_link(organisation: UUID | None, evidence: Evidence, *, on: date) -> bool:
    """Whether the evidence has a file that an organisation could fetch on a day, by a link made for it."""
    if organisation is None or evidence.file_id is None:
        return False
    links = PassportLink.objects.filter(enterprise=evidence.enterprise_id, buyer=organisation, expires__gte=on)
    ended = Q(revoked_at=None) | Q(revoked_at__gt=end_of_day(on - timedelta(days=1)))
    return links.filter(ended, made_at__lte=end_of_day(on)).exists()


def state_of_challenge(challenge: Challenge, *, on: date) -> str:
    """``settled``, ``lapsed`` (nobody settled it in time) or ``open``."""
    if challenge.settled_at is not None:
        return "settled"
    doubt = doubt_of(
        by=challenge.organisation_id,
        raised_at=challenge.raised_at,
        settled_at=challenge.settled_at,
        upheld=challenge.upheld,
    )
    return "open" if doubt.is_open(on) else "lapsed"


def may_be_settled_on(challenge: Challenge) -> date:
    """The first day on which it may be settled: that of its answer, or when the time for one has passed."""
    if challenge.answered_at is not None:
        return day_at_home(challenge.answered_at)
    return day_at_home(challenge.raised_at) + REPLY_WITHIN


def open_challenges(on: date) -> QuerySet[Challenge]:
    """Those that are neither settled nor lapsed."""
    return Challenge.objects.filter(settled_at=None, raised_at__gt=end_of_day(on - LAPSES_AFTER))


def lapsed_challenges(on: date) -> QuerySet[Challenge]:
    """Those that nobody settled in time, of which neither side has been told."""
    return Challenge.objects.filter(settled_at=None, lapse_told_at=None, raised_at__lte=end_of_day(on - LAPSES_AFTER))


def live_evidence(enterprise: Enterprise, test: str) -> Evidence | None:
    """What is told of a test at present: one piece, or none."""
    live = Evidence.objects.filter(enterprise=enterprise, test=test, ended_at=None)
    return live.select_related("file").order_by("-told_at", "pk").first()


def evidence_of(enterprise: Enterprise, evidence: UUID) -> Evidence:
    """A piece of the enterprise's evidence. Raises ``MissingError``."""
    found = Evidence.objects.select_related("enterprise").filter(enterprise=enterprise, pk=evidence).first()
    if found is None:
        raise MissingError("record.missing")
    return found


def buyers(*, on: date) -> QuerySet[Organisation]:
    """Those to whom the numbers can be given."""
    return open_organisations(on=on).filter(kind__in=BUYERS)


def links_of(enterprise: Enterprise) -> QuerySet[PassportLink]:
    """Every link it has made, the newest first."""
    return PassportLink.objects.select_related("buyer").filter(enterprise=enterprise).order_by("-made_at", "pk")


def readings_of_links(links: Iterable[PassportLink]) -> Mapping[UUID, int]:
    """How many readings of each are told, by link; one that nobody has read is not among them."""
    chains = Chain.objects.filter(kind=readings_of(PassportLink.chain), thing__in=[one.pk for one in links])
    return dict(chains.values_list("thing", "length"))


def link_of(enterprise: Enterprise, link: UUID) -> PassportLink:
    """One of the enterprise's links. Raises ``MissingError``."""
    found = PassportLink.objects.select_related("enterprise", "buyer").filter(enterprise=enterprise, pk=link).first()
    if found is None:
        raise MissingError("record.missing")
    return found


def find_link(secret: str) -> PassportLink | None:
    """The link that holds ``secret``, whatever became of it (``state_of_link``)."""
    return (
        PassportLink.objects.select_related("enterprise__organisation").filter(secret_digest=digest_of(secret)).first()
    )


def has_left(enterprise: Enterprise, *, on: date) -> bool:
    """Whether its organisation has left Svängrum: nobody tells or takes back anything there any more."""
    organisation = enterprise.organisation
    return organisation is not None and organisation.closed is not None and organisation.closed <= on


def state_of_link(link: PassportLink, *, on: date) -> str:
    """``revoked``, ``expired`` (its last day is past) or ``open``."""
    if link.revoked_at is not None:
        return "revoked"
    return "expired" if link.expires < on else "open"


def challenges_of(enterprise: Enterprise) -> QuerySet[Challenge]:
    """Every challenge of the enterprise's evidence, the newest first."""
    found = Challenge.objects.filter(evidence__enterprise=enterprise)
    return found.select_related("organisation", "evidence__enterprise").order_by("-raised_at", "pk")


def challenge_for(actor: Actor, challenge: UUID) -> Challenge:
    """One challenge. Raises ``MissingError`` for none, and alike for one that the actor may not see."""
    several = Challenge.objects.select_related("organisation", "evidence__enterprise")
    found = several.filter(pk=challenge).first()
    if found is None or not can_see_challenge(actor, found):
        raise MissingError("record.missing")
    return found


def relied_on_by(actor: Actor) -> QuerySet[Relied]:
    """What the actor's organisation has relied on, the latest first; nothing for who does not buy."""
    found = Relied.objects.select_related("enterprise", "kept_by").order_by("-kept_at", "pk")
    return found.filter(organisation=actor.organisation) if is_buyer(actor) else found.none()


def relied_for(actor: Actor, relied: UUID) -> Relied:
    """One kept copy. Raises ``MissingError`` for none, and alike for one that the actor may not see."""
    found = Relied.objects.select_related("enterprise", "kept_by", "link").filter(pk=relied).first()
    if found is None or not can_see_relied(actor, found):
        raise MissingError("record.missing")
    return found
