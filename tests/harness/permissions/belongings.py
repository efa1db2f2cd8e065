"""One of everything that an organisation may own, each with a text of its own in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from svangrum.ingest.register.chosen import Chosen
from svangrum.ingest.register.rows import Offer
from svangrum.records.accounts.actions.departments import found_department
from svangrum.records.accounts.actions.deputies import name_deputy
from svangrum.records.accounts.actions.invitations import invite
from svangrum.records.actors import Role, Scope
from svangrum.records.enterprises.actions.assessing import note_assessment
from svangrum.records.enterprises.actions.listing import read_in_list
from svangrum.records.enterprises.models import Assessment
from svangrum.records.files.actions import hand_in
from svangrum.records.files.upload import upload
from svangrum.records.passports.actions.relying import rely_on_passport
from svangrum.records.profiles.actions import set_limits
from svangrum.records.profiles.models import Profile
from svangrum.records.purchases.actions.sharing import share_purchase
from svangrum.records.tokens.actions import create_token
from svangrum.records.work.models import Work
from tests.records.build import NOW, TODAY, a_member, actor
from tests.records.dialogues.made import a_draft
from tests.records.purchases.made import a_purchase
from tests.records.readings.made import a_reading

if TYPE_CHECKING:
    from svangrum.records.accounts.models import Organisation, Person
    from svangrum.records.enterprises.models import Enterprise

SECRET_DAYS = timedelta(days=300)


@dataclass(frozen=True)
class Owner:
    """An organisation as its administrator and its procurement officer act in it."""

    organisation: Organisation
    administrator: Person
    officer: Person


def own_everything(owner: Owner, text: str) -> dict[str, dict[str, str]]:
    """Make one of each, and give the parts of the address of each by its kind."""
    return {kind: {part: str(made)} for kind, part, made in _made(owner, text)}


def note_everything(owner: Owner, text: str, entry: Enterprise) -> None:
    """What a buyer keeps for itself of an enterprise: its list, its view, what it relied on, a draft, readings."""
    officer = actor(owner.officer, owner.organisation)
    row = Chosen(1, entry.orgnr, entry.name, (Offer("90911300", f"Puts {text}"),), ("0180",), f"{text}@exempel.example")
    read_in_list(
        by=actor(owner.administrator, owner.organisation),
        recorded_at=NOW,
        organisation=owner.organisation.pk,
        source=f"Lista {text}",
        chosen=[row],
    )
    noted = Assessment.objects.get(organisation=owner.organisation, enterprise=entry)
    told = {"by": officer, "recorded_at": NOW, "enterprise": entry.pk}
    note_assessment(**told, version=noted.version, social="yes", reason=f"Sett {text}")
    rely_on_passport(**told, procurement=f"Upphandling {text}")
    a_draft(officer, title=f"Dialog {text}")
    a_reading(officer, entry)
    a_reading(officer, entry, purchase=a_purchase(officer, title=f"Läst {text}"))


def _made(owner: Owner, text: str):
    administrator = actor(owner.administrator, owner.organisation)
    officer = actor(owner.officer, owner.organisation)
    told = {"by": administrator, "recorded_at": NOW, "organisation": owner.organisation.pk}
    colleague = a_member(owner.organisation, Role.ORDERING_UNIT)
    yield "department", "department", found_department(**told, name=f"Förvaltning {text}")
    invited = invite(**told, email=f"nagon@{text}.example", roles=[Role.CONTROLLER])
    yield "invitation", "invitation", invited.invitation
    yield "secret", "secret", invited.secret
    yield (
        "deputy",
        "deputy",
        name_deputy(**told, member=owner.officer.pk, deputy=colleague.pk, since=TODAY, until=TODAY),
    )
    created = create_token(**told, name=f"Nyckel {text}", scopes=[Scope.PURCHASES_READ], expires_at=NOW + SECRET_DAYS)
    yield "token", "token", created.token
    yield "member", "membership", colleague.memberships.get(organisation=owner.organisation).pk
    yield "person", "person", colleague.pk
    yield "purchase", "purchase", a_purchase(officer, title=f"Köp {text}", note=f"Lapp {text}").pk
    shared = a_purchase(officer, title=f"Delat {text}")
    share_purchase(by=officer, recorded_at=NOW, purchase=shared.pk, version=shared.version)
    yield "shared", "purchase", shared.pk
    handed = hand_in(
        by=officer,
        recorded_at=NOW,
        organisation=owner.organisation.pk,
        file=upload(f"{text}.txt", f"Text {text}".encode()),
        rule="working",
    )
    yield "file", "file", handed
    yield "work", "work", _work(owner).pk
    profile = Profile.objects.filter(organisation=owner.organisation).first()
    set_limits(**told, version=profile.version if profile else 0, limits={"ask-several": "90000"})


def _work(owner: Owner) -> Work:
    return Work.objects.create(
        organisation=owner.organisation, started_by=owner.officer, kind="build-observatory", started_at=NOW, due_at=NOW
    )
