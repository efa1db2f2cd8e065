"""Organisations and departments: who founds, names and closes them, and what is refused."""

from __future__ import annotations

import pytest

from svangrum.records.accounts.actions.departments import close_department, found_department, rename_department
from svangrum.records.accounts.actions.organisations import close_organisation, found_organisation, rename_organisation
from svangrum.records.accounts.models import Department, Organisation, OrganisationKind
from svangrum.records.accounts.queries import departments_of, memberships, open_organisations
from svangrum.records.actions import StaleError
from svangrum.records.actors import Role
from tests.records.build import NOW, OPERATOR, TODAY, a_member, actor, an_organisation, refused

pytestmark = pytest.mark.django_db
NUMBER = "212000-0142"


def an_administrator(organisation: Organisation):
    return actor(a_member(organisation, Role.ADMINISTRATOR), organisation)


def a_department(organisation: Organisation, name: str = "Tekniska") -> Department:
    who = an_administrator(organisation)
    return Department.objects.get(pk=found_department(by=who, recorded_at=NOW, organisation=organisation.pk, name=name))


@pytest.mark.parametrize("kind", OrganisationKind.values)
def test_the_operator_founds_organisations_of_every_kind(kind) -> None:
    founded = an_organisation(kind, "Exempel", orgnr=NUMBER, municipality="0180")
    assert (founded.kind, founded.orgnr, founded.municipality, founded.version) == (kind, "2120000142", "0180", 1)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"name": "  "}, "organisation.no-name"),
        ({"name": "x" * 201}, "name.too-long"),
        ({"name": "Exempel\0stad"}, "text.unwritable"),
        ({"name": "Exempelstad 811218-9876"}, "text.person"),
        ({"kind": "club"}, "organisation.kind"),
        ({"orgnr": "811218-9876"}, "organisation.orgnr"),
        ({"orgnr": "212000-0143"}, "organisation.orgnr"),
        ({"municipality": "Exempelstad"}, "organisation.municipality"),
    ],
)
def test_what_is_no_organisation_is_refused(given, code) -> None:
    with refused(code):
        found_organisation(by=OPERATOR, recorded_at=NOW, **{"kind": "municipality", "name": "Exempelstad", **given})


def test_a_number_has_one_organisation() -> None:
    an_organisation(orgnr=NUMBER)
    with refused("organisation.orgnr-taken"):
        found_organisation(by=OPERATOR, recorded_at=NOW, kind="region", name="Exempel", orgnr=NUMBER)


def test_an_administrator_founds_no_organisation() -> None:
    with refused("record.not-allowed"):
        found_organisation(by=an_administrator(an_organisation()), recorded_at=NOW, kind="region", name="Exempel")


def test_an_administrator_renames_the_own_and_no_other() -> None:
    own, other = an_organisation(), an_organisation()
    who = an_administrator(own)
    rename_organisation(by=who, recorded_at=NOW, organisation=own.pk, version=1, name=" Nya  Exempelstad ")
    own.refresh_from_db()
    assert (own.name, own.version) == ("Nya Exempelstad", 2)
    with refused("record.not-allowed"):
        rename_organisation(by=who, recorded_at=NOW, organisation=other.pk, version=1, name="Nya")


def test_who_was_second_is_told() -> None:
    own = an_organisation()
    who = an_administrator(own)
    rename_organisation(by=who, recorded_at=NOW, organisation=own.pk, version=1, name="Först")
    with pytest.raises(StaleError):
        rename_organisation(by=who, recorded_at=NOW, organisation=own.pk, version=1, name="Sedan")


def test_nobody_acts_in_a_closed_organisation() -> None:
    own = an_organisation()
    member = a_member(own, Role.ADMINISTRATOR)
    close_organisation(by=OPERATOR, recorded_at=NOW, organisation=own.pk, version=1)
    assert not memberships(member.pk, on=TODAY).exists()
    assert actor(member, own).organisation is None
    assert not open_organisations(on=TODAY).filter(pk=own.pk).exists()
    with refused("organisation.closed"):
        close_organisation(by=OPERATOR, recorded_at=NOW, organisation=own.pk, version=2)


def test_its_own_administrator_does_not_close_it() -> None:
    own = an_organisation()
    with refused("record.not-allowed"):
        close_organisation(by=an_administrator(own), recorded_at=NOW, organisation=own.pk, version=1)


def test_a_department_is_founded_renamed_and_closed() -> None:
    own = an_organisation()
    who = an_administrator(own)
    department = a_department(own)
    rename_department(by=who, recorded_at=NOW, department=department.pk, version=1, name="TEKNISKA")
    assert [one.name for one in departments_of(own.pk, on=TODAY)] == ["TEKNISKA"]
    close_department(by=who, recorded_at=NOW, department=department.pk, version=2)
    assert not departments_of(own.pk, on=TODAY).exists()


def test_two_departments_do_not_share_a_name() -> None:
    own, other = an_organisation(), an_organisation()
    a_department(own)
    with refused("department.name-taken"):
        found_department(by=an_administrator(own), recorded_at=NOW, organisation=own.pk, name=" tekniska ")
    assert a_department(other).name == "Tekniska"


def test_a_department_with_people_is_not_closed() -> None:
    own = an_organisation()
    department = a_department(own)
    a_member(own, Role.CONTROLLER, department=department)
    with refused("department.has-people"):
        close_department(by=an_administrator(own), recorded_at=NOW, department=department.pk, version=1)


@pytest.mark.parametrize(("act", "given"), [(rename_department, {"name": "Ny"}), (close_department, {})])
def test_anothers_department_is_left_alone(act, given) -> None:
    department = a_department(an_organisation())
    with refused("record.not-allowed"):
        act(by=an_administrator(an_organisation()), recorded_at=NOW, department=department.pk, version=1, **given)
