"""What is open across organisations: seen by everyone who belongs, ended by those who administer."""

from __future__ import annotations

from uuid import uuid4

import pytest

from svangrum.records.accounts.models import Grant, GrantRole
from svangrum.records.actors import Role
from svangrum.web.clock import today
from tests.records.build import a_member, signed_in
from tests.web.page import read

PATH = "/organisation/delat"


@pytest.fixture
def grant(organisation, foreign):
    given = Grant(
        organisation=organisation,
        kind="purchase",
        thing=uuid4(),
        role=GrantRole.READER,
        to_organisation=foreign,
        since=today(),
    )
    given.save()
    return given


def test_both_sides_see_it(client, organisation, colleague, foreign, grant):
    assert "Fjärran kommun" in signed_in(client, colleague, organisation).get(PATH).content.decode()
    reader = a_member(foreign, Role.CONTROLLER)
    page = read(signed_in(client, reader, foreign).get(PATH))
    assert "Sjöby kommun" in page.one("main").text
    assert "Får läsa" in page.one("main").text


def test_a_member_cannot_end_it(client, organisation, colleague, grant, confirmed):
    signed_in(client, colleague, organisation)
    assert "Avsluta" not in read(client.get(PATH)).one("main").text
    assert client.post(f"{PATH}/{grant.pk}/avsluta", {"version": grant.version}).status_code == 403


def test_an_administrator_ends_it_after_showing_the_second_factor(administrator, grant, confirmed):
    assert administrator.post(f"{PATH}/{grant.pk}/avsluta", {"version": grant.version}).status_code == 302
    grant.refresh_from_db()
    assert grant.ended == today()
    assert "Avslutad" in read(administrator.get(PATH)).one("main").text


def test_without_the_second_factor_nothing_ends(administrator, grant):
    administrator.post(f"{PATH}/{grant.pk}/avsluta", {"version": grant.version})
    grant.refresh_from_db()
    assert grant.ended is None
