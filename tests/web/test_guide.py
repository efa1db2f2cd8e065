from __future__ import annotations

import pytest

from svangrum.core.language import LANGUAGES
from svangrum.guide.model import cells, roles, steps
from svangrum.web.pages import address
from tests.web.page import read


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_way_in_leads_to_every_cell(client, language):
    page = read(client.get(address("guide", language)))
    links = {one.attributes["href"] for one in page.all("a")}
    expected = {address("guide-role", language, role=role) + f"#{step}" for role, step in cells()}

    assert expected <= links


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("role", roles())
def test_a_role_holds_its_six_steps(client, role, language):
    page = read(client.get(address("guide-role", language, role=role)))

    assert set(steps()) <= set(page.ids)


@pytest.mark.parametrize("step", steps())
def test_a_step_holds_the_four_roles(client, step):
    page = read(client.get(address("guide-step", "sv", step=step)))

    assert set(roles()) <= set(page.ids)


@pytest.mark.parametrize("place", ["/vagledning/roll/kung", "/vagledning/steg/vila"])
def test_an_unknown_role_or_step_is_not_there(client, place):
    assert client.get(place).status_code == 404


def test_the_checklist_holds_only_what_was_chosen(client):
    text = client.get("/vagledning/checklista?role=leverantor&step=planera").content.decode()
    cell, other = cells()["leverantor", "planera"], cells()["beslutsfattare", "planera"]

    assert all(one.says.sv in text for one in cell.do)
    assert not any(one.says.sv in text for one in other.do)


def test_an_unknown_choice_is_told_and_the_whole_list_shown(client):
    response = client.get("/vagledning/checklista?role=kung")

    assert response.status_code == 422
    assert 'id="role-error"' in response.content.decode()


def test_the_word_file_follows_the_choice(client):
    response = client.get("/vagledning/checklista.docx?role=leverantor")

    assert response.status_code == 200
    assert "checklista.docx" in response["Content-Disposition"]
    assert response.content[:2] == b"PK"
