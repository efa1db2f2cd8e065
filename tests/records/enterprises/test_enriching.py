"""The register beside the official one: standing is set, and what an enterprise has told of itself stays."""

from __future__ import annotations

from datetime import date

import pytest

from svangrum.ingest.register.companies import Company
from svangrum.records.actors import Role
from svangrum.records.enterprises.actions.enriching import KIND, check_against_register
from svangrum.records.enterprises.actions.telling import describe_enterprise
from svangrum.records.enterprises.models import Enterprise
from svangrum.records.events.models import Event
from tests.records.build import NOW, OPERATOR, TODAY, refused
from tests.records.enterprises.made import a_buyer, a_listed, an_enterprise

pytestmark = pytest.mark.django_db


def check(*companies: Company) -> None:
    check_against_register(by=OPERATOR, recorded_at=NOW, companies={one.orgnr: one for one in companies})


def company(orgnr: str, **given) -> Company:
    told = {"name": "Det registrerade namnet AB", "form": "limited-company", "standing": "active"}
    return Company(**{"source": "Bolagsverket", "orgnr": orgnr} | told | given)


def test_an_entry_that_nobody_has_taken_over_gets_name_form_and_standing() -> None:
    listed = a_listed()

    check(company(listed.orgnr, standing="bankrupt", since=date(2026, 6, 1)))

    now = Enterprise.objects.get(pk=listed.pk)
    assert (now.name, now.form) == ("Det registrerade namnet AB", "limited-company")
    assert (now.standing, now.standing_on, now.standing_source) == ("bankrupt", date(2026, 6, 1), "Bolagsverket")


def test_what_an_enterprise_tells_of_itself_stays_and_its_standing_is_the_registers() -> None:
    own = an_enterprise()
    entry = own.now()
    describe_enterprise(
        by=own.member,
        recorded_at=NOW,
        enterprise=entry.pk,
        version=entry.version,
        name="Städkollektivet",
        form="economic-association",
    )
    before = own.now()

    check(company(before.orgnr, standing="deregistered"))

    now = own.now()
    assert (now.name, now.form, now.told) == ("Städkollektivet", "economic-association", before.told)
    assert (now.standing, now.standing_on) == ("deregistered", TODAY)


def test_an_enterprise_that_does_not_know_its_form_gets_the_registers() -> None:
    own = an_enterprise()
    told = {"enterprise": own.entry.pk, "version": own.now().version, "name": "Städkollektivet", "form": "unknown"}
    describe_enterprise(by=own.member, recorded_at=NOW, **told)

    check(company(own.entry.orgnr))

    assert (own.now().name, own.now().form) == ("Städkollektivet", "limited-company")


def test_an_entry_that_is_as_the_register_says_is_not_written() -> None:
    listed = a_listed()
    check(company(listed.orgnr))
    before = Enterprise.objects.get(pk=listed.pk)

    check(company(listed.orgnr))

    assert Enterprise.objects.get(pk=listed.pk).version == before.version
    assert Event.objects.filter(kind=KIND).count() == 2


def test_what_the_file_does_not_tell_is_left() -> None:
    listed = a_listed()
    check(company(listed.orgnr, standing="liquidation", since=date(2026, 6, 1)))

    check(company(listed.orgnr, source="SCB", name="", form="", standing=""))

    now = Enterprise.objects.get(pk=listed.pk)
    assert (now.name, now.form, now.standing) == ("Det registrerade namnet AB", "limited-company", "liquidation")
    assert now.standing_source == "Bolagsverket"


def test_it_adds_no_entry() -> None:
    check(company(a_listed().orgnr), company("4020000012"))

    assert Enterprise.objects.count() == 1


def test_nobody_else_may() -> None:
    with refused("record.not-allowed"):
        check_against_register(by=a_buyer(Role.ADMINISTRATOR), recorded_at=NOW, companies={})
