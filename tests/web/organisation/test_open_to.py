"""Which page is open to whom: members, administrators, the operator; another organisation's things are not there."""

from __future__ import annotations

import pytest

from svangrum.core.language import LANGUAGES
from svangrum.records.actors import Role
from svangrum.web.pages import address
from tests.records.build import a_member, a_person, an_operator, signed_in
from tests.web.page import read

FOR_MEMBERS = ("organisation", "organisation-crossings")
FOR_ADMINISTRATORS = (
    "organisation-people",
    "organisation-invite",
    "organisation-departments",
    "organisation-name",
    "organisation-look",
    "organisation-arms",
    "organisation-limits",
    "organisation-keys",
    "organisation-key-new",
)
FOR_OPERATORS = ("operated-organisations", "operated-organisation-found")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", [*FOR_MEMBERS, *FOR_ADMINISTRATORS, "organisation-history"])
def test_an_administrator_opens_every_page(administrator, confirmed, page, language):
    response = administrator.get(address(page, language))
    assert response.status_code == 200
    assert read(response).one("html").attributes["lang"] == language


def test_a_member_sees_the_overview_and_what_is_shared(client, organisation, boss, foreign):
    signed_in(client, a_member(organisation, Role.ORDERING_UNIT), organisation)
    text = client.get("/organisation").content.decode()
    assert "Sam Ek" in text
    assert "Bjud in" not in text
    assert "Fjärran" not in text
    assert client.get("/organisation/delat").status_code == 200


@pytest.mark.parametrize("page", [*FOR_ADMINISTRATORS, *FOR_OPERATORS, "organisation-history"])
def test_a_member_is_told_that_the_role_does_not_suffice(client, organisation, page):
    signed_in(client, a_member(organisation, Role.ORDERING_UNIT), organisation)
    assert client.get(address(page, "sv")).status_code == 403
    assert client.post(address(page, "sv")).status_code == 403


def test_a_controller_reads_history_and_administers_nothing(client, organisation, colleague):
    signed_in(client, colleague, organisation)
    assert client.get("/organisation/historik").status_code == 200
    assert client.get("/organisation/personer").status_code == 403


@pytest.mark.parametrize("page", [*FOR_MEMBERS, *FOR_ADMINISTRATORS, *FOR_OPERATORS])
def test_a_stranger_is_led_to_sign_in(client, db, page):
    assert client.get(address(page, "sv")).headers["Location"].startswith("/logga-in?next=")


@pytest.mark.parametrize("page", [*FOR_MEMBERS, *FOR_ADMINISTRATORS])
def test_who_belongs_nowhere_and_the_operator_are_refused(client, db, page):
    assert signed_in(client, a_person()).get(address(page, "sv")).status_code == 403
    assert signed_in(client, an_operator()).get(address(page, "sv")).status_code == 403


@pytest.mark.parametrize("page", FOR_OPERATORS)
def test_only_the_operator_founds(client, administrator, page):
    assert client.get(address(page, "sv")).status_code == 403
    assert signed_in(client, an_operator()).get(address(page, "sv")).status_code == 200


@pytest.mark.parametrize("page", ["organisation-person-end", "organisation-key-new"])
def test_what_is_grave_demands_the_second_factor(administrator, colleague, page):
    parts = {"membership": str(colleague.memberships.get().pk)} if page.endswith("end") else {}
    response = administrator.get(address(page, "sv", **parts))
    assert response.status_code == 302
    assert "/sakerhet" in response.headers["Location"]


def test_anothers_things_are_not_there(administrator, confirmed, foreign):
    membership = foreign.memberships.get()
    for page, parts in (
        ("organisation-person", {"membership": membership.pk}),
        ("organisation-person-end", {"membership": membership.pk}),
        ("organisation-person-deputy", {"membership": membership.pk}),
        ("organisation-department-rename", {"department": membership.pk}),
        ("organisation-department-close", {"department": membership.pk}),
        ("organisation-stylesheet", {"organisation": foreign.pk}),
        ("organisation-logo", {"organisation": foreign.pk}),
    ):
        path = address(page, "sv", **{name: str(value) for name, value in parts.items()})
        assert administrator.get(path).status_code == 404, page
    for page, part in (
        ("organisation-invitation-withdraw", "invitation"),
        ("organisation-key-revoke", "token"),
        ("organisation-crossing-end", "grant"),
    ):
        assert administrator.post(address(page, "sv", **{part: str(foreign.pk)}), {"version": 1}).status_code == 404
