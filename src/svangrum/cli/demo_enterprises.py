"""The demo's enterprises in the register: their own people tell, the municipality reads in a list, officers look.

Made by the same actions as others are. Each enterprise has one person, who cannot sign in but for the demo's own.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from svangrum.cli.demo_register import demo_enterprises
from svangrum.core.codes import municipalities
from svangrum.core.data import read_yaml
from svangrum.ingest.register.chosen import Chosen
from svangrum.ingest.register.companies import Company
from svangrum.ingest.register.rows import Offer
from svangrum.records.accounts.actions.invitations import accept_invitation, invite
from svangrum.records.accounts.actions.organisations import found_organisation
from svangrum.records.accounts.models import Membership, Person
from svangrum.records.accounts.queries import actor_for
from svangrum.records.actors import PROGRAM, PUBLIC, Role
from svangrum.records.capacities.actions.monthly import promise_capacity, tell_capacity
from svangrum.records.capacities.actions.saying import say_will, tell_pause
from svangrum.records.capacities.models import Measure
from svangrum.records.enterprises.actions import telling
from svangrum.records.enterprises.actions.assessing import note_assessment
from svangrum.records.enterprises.actions.enriching import check_against_register
from svangrum.records.enterprises.actions.entering import begin_entry
from svangrum.records.enterprises.actions.helping import ask_for_help
from svangrum.records.enterprises.actions.listing import read_in_list
from svangrum.records.enterprises.models import Enterprise
from svangrum.records.files.actions import hand_in
from svangrum.records.files.upload import Upload
from svangrum.records.passports.actions.reviewing import challenge_evidence
from svangrum.records.passports.actions.seeing import note_sighting
from svangrum.records.passports.actions.sharing import make_link
from svangrum.records.passports.actions.telling import Grounds, tell_purpose, tell_share
from svangrum.records.passports.models import Evidence

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from svangrum.cli.demo_register import DemoEnterprise, Shown
    from svangrum.cli.demo_town import Town
    from svangrum.records.actors import Actor

_REVIEWER = "Exempelrevision AB"
_SEEN = 4
"""The demo's officer has looked at the documents of so many."""


def make_register(town: Town) -> None:
    """The first enterprise is that of the demo's own account."""
    described = read_yaml("demo/foretag.yaml")
    made = demo_enterprises(town.day)
    for place, one in enumerate(made):
        if one.told:
            by = town.actors["kooperativet"] if place == 0 else _founded(town, one, place)
            _Telling(town, one, by, described["statements"]).tell()
    _read_in(town, [one for one in made if not one.told], described["list"])
    _check(town, made)
    _look(town)


def _founded(town: Town, one: DemoEnterprise, place: int) -> Actor:
    """Its organisation and its one person."""
    organisation = found_organisation(
        by=town.operator, recorded_at=next(town.moments), kind="enterprise", name=one.name, orgnr=one.orgnr
    )
    invited = invite(
        by=town.operator,
        recorded_at=next(town.moments),
        organisation=organisation,
        email=f"foretag{place}@foretag.example",
        roles=[Role.ADMINISTRATOR],
    )
    name = f"Kim Exempel {place}"
    joined = accept_invitation(by=PUBLIC, recorded_at=next(town.moments), secret=invited.secret, name=name)
    person = Person.objects.get(pk=Membership.objects.get(pk=joined).person_id)
    return actor_for(person, organisation=organisation, confirmed=True, on=town.day)


class _Telling:
    """One enterprise's own people, telling all that they tell."""

    def __init__(self, town: Town, one: DemoEnterprise, by: Actor, statements: dict[str, str]) -> None:
        self._town, self._one, self._by, self._statements = town, one, by, statements
        self._entry = begin_entry(by=by, recorded_at=next(town.moments))

    def tell(self) -> None:
        self._tell_entry()
        self._tell_capacity()
        self._tell_tests()
        if self._one.helped:
            self._do(ask_for_help, coordinator=self._town.organisations["samordningen"])

    def _tell_entry(self) -> None:
        one = self._one
        decides = {"controlled": "yes" if one.control else "no", "control": one.control}
        self._write(telling.describe_enterprise, name=one.name, form=one.form, kind=one.kind, **decides)
        for cpv, words in one.offers:
            self._write(telling.add_offer, cpv=cpv, words=words)
        self._write(telling.tell_rates, rates={cpv: str(rate) for cpv, rate in one.rates.items()})
        named = {place.code: place.name for place in municipalities()}
        places = ", ".join(named[code] for code in one.places)
        self._write(telling.tell_places, places=places, everywhere=one.everywhere)
        count, words = one.training
        self._write(telling.tell_training, training_places=str(count), training_words=words)
        self._write(telling.tell_languages, languages=one.languages)
        if one.certificate:
            self._write(telling.add_certificate, name=one.certificate)
        self._write(telling.tell_contact, contact="Kontoret", email=f"info@f{one.orgnr}.example")

    def _tell_capacity(self) -> None:
        one, begins = self._one, self._town.day.replace(day=1)
        for cpv, hours in one.hours.items():
            monthly: dict[str, Any] = {"cpv": cpv, "measure": Measure.HOURS, "since": begins, "until": None}
            team = max(1, hours // 110)
            self._do(tell_capacity, **monthly, per_month=hours, team=team, equipment="")
            if one.promised and cpv == one.offers[0][0]:
                end = begins + timedelta(days=300)
                promised = min(one.promised, hours)
                self._do(promise_capacity, **monthly | {"until": end}, per_month=promised, to_whom="En annan kund")
        if one.pauses:
            july = date(self._town.day.year + 1, 7, 1)
            self._do(tell_pause, since=july, until=july + timedelta(days=30))
        if one.will:
            self._do(say_will, will=one.will)

    def _tell_tests(self) -> None:
        purpose, share = self._one.purpose, self._one.share
        if purpose is not None:
            self._do(tell_purpose, holds=purpose.holds, grounds=self._grounds(purpose, "purpose"))
        if share is not None:
            all_occupied, of_groups = share.counts or (None, None)
            answer = None if share.counts else share.holds
            grounds = self._grounds(share, "share")
            self._do(tell_share, all_occupied=all_occupied, of_groups=of_groups, holds=answer, grounds=grounds)

    def _grounds(self, shown: Shown, test: str) -> Grounds:
        statement = "" if shown.basis == "self-declared" else self._statements[test]
        told = Grounds(basis=shown.basis, counted_on=shown.counted_on, statement=statement)
        return replace(told, reviewer=_REVIEWER, file=self._report()) if shown.basis == "audited" else told

    def _report(self) -> UUID:
        """What a firm that does not exist has written: that a number was checked, of nobody."""
        assert self._by.organisation is not None  # noqa: S101 - everyone here acts in an organisation
        return hand_in(
            by=self._by,
            recorded_at=next(self._town.moments),
            organisation=self._by.organisation,
            rule="working",
            file=Upload("granskning.txt", "Antalen är kontrollerade.".encode()),
        )

    def _write(self, action: Callable[..., UUID], **given: Any) -> None:  # noqa: ANN401 - whatever the action takes
        self._do(action, version=Enterprise.objects.get(pk=self._entry).version, **given)

    def _do(self, action: Callable[..., UUID], **given: Any) -> None:  # noqa: ANN401 - as above
        action(by=self._by, recorded_at=next(self._town.moments), enterprise=self._entry, **given)


def _read_in(town: Town, silent: list[DemoEnterprise], source: str) -> None:
    """The municipality's own list of those whose people have not come."""
    rows = [
        Chosen(
            row=row,
            orgnr=one.orgnr,
            name=one.name,
            offers=tuple(Offer(cpv, words) for cpv, words in one.offers),
            places=one.places,
            email=f"info@f{one.orgnr}.example",
        )
        for row, one in enumerate(silent, 2)
    ]
    read_in_list(
        by=town.actors["matchning"],
        recorded_at=next(town.moments),
        organisation=town.organisations["exempelstad"],
        source=f"{source} {town.day.year}",
        chosen=rows,
    )


def _check(town: Town, made: list[DemoEnterprise]) -> None:
    """What the official register would say of them."""
    since = town.day - timedelta(days=40)
    companies = {
        one.orgnr: Company(
            "Exempelregistret", one.orgnr, one.name, one.form, one.standing, None if one.standing == "active" else since
        )
        for one in made
        if one.standing
    }
    check_against_register(by=PROGRAM, recorded_at=next(town.moments), companies=companies)


def _look(town: Town) -> None:
    """Officers of the municipality look at some passports, doubt one, and note a view; the demo's own gives a link."""
    officer = town.actors["upphandlare"]
    documented = Evidence.objects.filter(ended_at=None).exclude(basis="self-declared").order_by("told_at", "pk")
    for one in documented[:_SEEN]:
        _by(
            town,
            officer,
            note_sighting,
            enterprise=one.enterprise_id,
            evidence=one.pk,
            seen_on=town.day - timedelta(days=1),
            way="shown",
            shown="Vid ett besök hos företaget.",
        )
    doubted = documented.reverse()[0]
    reason = "Uppgiften stämmer inte med det de skrev i sitt förra anbud."
    _by(town, officer, challenge_evidence, enterprise=doubted.enterprise_id, evidence=doubted.pk, reason=reason)
    views = (("yes", "Vi har besökt dem."), ("no", "De har ett annat syfte."))
    for (social, why), entry in zip(views, _listed(), strict=True):
        _by(town, town.actors["matchning"], note_assessment, enterprise=entry, version=1, social=social, reason=why)
    own = Enterprise.objects.get(organisation=town.organisations["kooperativet"])
    make_link(
        by=replace(town.actors["kooperativet"], confirmed=True),
        recorded_at=next(town.moments),
        enterprise=own.pk,
        procurement="Lokalvård i två förskolor, Exempelstads kommun",
        expires=town.day + timedelta(days=60),
        buyer=town.organisations["exempelstad"],
    )


def _listed() -> list[UUID]:
    return list(Enterprise.objects.filter(organisation=None).order_by("orgnr").values_list("pk", flat=True)[:2])


def _by(town: Town, by: Actor, action: Callable[..., UUID], **given: Any) -> None:  # noqa: ANN401 - as above
    action(by=by, recorded_at=next(town.moments), **given)
