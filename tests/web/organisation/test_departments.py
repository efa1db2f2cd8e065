"""Departments and the organisation's name."""

from __future__ import annotations

from uuid import uuid4

import pytest

from svangrum.core.language import words
from svangrum.records.accounts.actions.organisations import rename_organisation
from svangrum.records.accounts.models import Department, Organisation
from svangrum.records.accounts.queries import departments_of
from svangrum.web.clock import now, today
from tests.records.build import actor
from tests.web.page import read


@pytest.fixture
def school(administrator, organisation):
    administrator.post("/organisation/forvaltningar", {"key": str(uuid4()), "name": "Skolan"})
    return Department.objects.get(organisation=organisation)


def test_a_department_is_added_once_and_listed(administrator, organisation, school):
    assert "Skolan" in read(administrator.get("/organisation/forvaltningar")).one("ul", class_="listing").text
    again = administrator.post("/organisation/forvaltningar", {"key": str(uuid4()), "name": "Skolan"})
    assert again.status_code == 422
    assert administrator.post("/organisation/forvaltningar", {"key": str(uuid4()), "name": ""}).status_code == 422


def test_a_department_is_renamed(administrator, school):
    form = {"key": str(uuid4()), "version": school.version, "name": "Barn och utbildning"}
    path = f"/organisation/forvaltningar/{school.pk}"
    assert administrator.post(path, form).status_code == 302
    assert administrator.post(path, {**form, "key": str(uuid4()), "name": "Sen"}).status_code == 409


def test_a_department_is_closed_by_who_is_sure(administrator, organisation, school):
    path = f"/organisation/forvaltningar/{school.pk}/avsluta"
    form = {"key": str(uuid4()), "version": school.version}
    assert administrator.post(path, form).status_code == 422
    assert administrator.post(path, {**form, "sure": "yes"}).status_code == 302
    assert not departments_of(organisation.pk, on=today()).exists()
    assert administrator.get(path).status_code == 404
    history = read(administrator.get("/organisation/historik")).one("ol").text
    assert words("event.department.closed", "sv", name="Skolan") in history


def test_the_organisation_is_renamed(administrator, organisation):
    form = {"key": str(uuid4()), "version": organisation.version, "name": "Sjöby stad"}
    response = administrator.post("/organisation/namn", form, follow=True)
    assert read(response).one("h1").text == "Sjöby stad"


def test_who_renames_second_sees_both_names(administrator, organisation, boss):
    form = {"key": str(uuid4()), "version": organisation.version, "name": "Sjöby stad"}
    rename_organisation(
        by=actor(boss, organisation),
        recorded_at=now(),
        organisation=organisation.pk,
        version=organisation.version,
        name="Sjöby köping",
    )
    response = administrator.post("/organisation/namn", form)
    assert response.status_code == 409
    assert "Sjöby köping" in read(response).one("div", role="alert").text
    assert Organisation.objects.get(pk=organisation.pk).name == "Sjöby köping"
