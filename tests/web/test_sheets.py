"""A form whose action met an older version: of its own thing, or of another that the action takes as well."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.contrib.auth.models import AnonymousUser

from svangrum.records.accounts.models import Department, Organisation
from svangrum.records.actions import StaleError
from svangrum.web.fields import Asking
from svangrum.web.sheets import Sheet, fill_in
from tests.records.build import an_organisation
from tests.web.page import read

if TYPE_CHECKING:
    from collections.abc import Mapping

    from svangrum.records.recorded import Recorded

pytestmark = pytest.mark.django_db


def named(thing: Recorded) -> Mapping[str, str]:
    assert isinstance(thing, Department)
    return {"name": thing.name}


SHEET = Sheet(
    title="Namn",
    send="Spara",
    asked={"name": Asking("text", "organisation.field.department-name.label")},
    back=("/", "Tillbaka"),
    read=named,
)


@pytest.fixture
def organisation():
    found = an_organisation()
    Organisation.objects.filter(pk=found.pk).update(version=7)
    found.refresh_from_db()
    return found


def sent(rf, thing, met):
    def do(_stated):
        raise StaleError(met)

    request = rf.post("/", {"name": "Skolan", "version": "1"})
    request.user = AnonymousUser()
    return fill_in(request, SHEET, do, done=lambda: ("/", ""), thing=thing)


@pytest.mark.parametrize("own", [True, False])
def test_the_next_sending_is_of_the_forms_own_thing_as_it_is(rf, organisation, own):
    thing = Department.objects.create(organisation=organisation, name="Vården", version=1)
    Department.objects.filter(pk=thing.pk).update(name="Omsorgen", version=2)
    response = sent(rf, thing, Department.objects.get(pk=thing.pk) if own else organisation)
    page = read(response)
    assert response.status_code == 409
    assert page.one("input", name="version").attributes["value"] == "2"
    assert "Omsorgen" in page.one("div", role="alert").text


def test_what_makes_something_new_has_no_version_to_send(rf, organisation):
    response = sent(rf, None, organisation)
    assert response.status_code == 409
    assert read(response).all("input", name="version") == []
