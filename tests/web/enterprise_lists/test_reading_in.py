"""A list, step by step: its columns corrected, its rows decided on, and what came of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from svangrum.core.language import words
from svangrum.records.actors import Role
from svangrum.records.enterprises.models import Assessment, Enterprise
from svangrum.records.events.models import Event
from svangrum.web.pages import address
from tests.ingest.register.made import PERSON, a_file, a_list, a_number
from tests.ingest.workbooks import workbook
from tests.records.build import NOW, a_member, an_organisation, signed_in
from tests.web.page import read

if TYPE_CHECKING:
    from svangrum.records.accounts.models import Organisation

pytestmark = pytest.mark.django_db

PAGE = address("enterprise-list", "sv")
ROW = (a_number(1), "Påhittade Städ AB", "städning", "", "Kalix", "info@pahittade.example")


@pytest.fixture
def organisation() -> Organisation:
    return an_organisation()


@pytest.fixture
def officer(client, organisation):
    return signed_in(client, a_member(organisation, Role.MATCHING_OFFICER), organisation)


def hand_in(client, content: bytes, name: str = "lista.csv", source: str = "", page: str = PAGE):
    return client.post(page, {"file": SimpleUploadedFile(name, content), "source": source, "key": "k"})


def text(response) -> str:
    return " ".join(read(response).one("main").text.split())


def hidden(response) -> dict[str, str]:
    """The hidden fields of the page's own form."""
    form = response.content.decode().partition('class="own-form"')[2].partition("</form>")[0]
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form)
    return {name: value for name, value in found if name != "csrfmiddlewaretoken"}


def chosen(response) -> dict[str, str]:
    """What is chosen in each select of the page."""
    found = re.findall(r'<select id="([^"]+)".*?</select>', response.content.decode(), re.DOTALL)
    texts = re.findall(r"<select.*?</select>", response.content.decode(), re.DOTALL)
    values = [re.search(r'value="([^"]*)" selected', text) for text in texts]
    return {name: value[1] if value else "" for name, value in zip(found, values, strict=True)}


def go_on(client, response, step: str, page: str = PAGE, **more: Any):
    return client.post(page, {**hidden(response), **chosen(response), **more, "step": step})


def read_in(client, content: bytes, **more: Any):
    """Through every step, with what is proposed."""
    preview = go_on(client, hand_in(client, content), "preview")
    return client.post(PAGE, {**hidden(preview), **chosen(preview), **more, "step": "do"}, follow=True)


def test_a_list_is_read_in_step_by_step(officer, organisation) -> None:
    columns = hand_in(officer, a_list(ROW, (PERSON, "Robin Exempel", "", "", "", "")), source="Vår lista")
    assert columns.status_code == 200
    assert chosen(columns) == {"orgnr": "0", "name": "1", "offers": "2", "cpv": "", "places": "4", "email": "5"}
    assert not Enterprise.objects.exists()

    preview = go_on(officer, columns, "preview")
    told = text(preview)
    assert words("list.sum-new", "sv", count=1) in told
    assert words("list.refused.person", "sv") in told
    assert "Robin" not in told
    assert chosen(preview)["code-0"].startswith("909")
    assert not Enterprise.objects.exists()

    done = officer.post(PAGE, {**hidden(preview), **chosen(preview), "step": "do"}, follow=True)
    assert done.redirect_chain
    assert words("list.done-lead", "sv", source="Vår lista", new=1, known=0) in text(done)
    note = Assessment.objects.get()
    assert (note.organisation, note.source, note.places) == (organisation, "Vår lista", ["2514"])
    assert note.offers[0]["cpv"] == chosen(preview)["code-0"]


def test_a_column_that_was_guessed_wrong_is_corrected(officer) -> None:
    content = a_file([["Ledord", "Ett", "Två"], ["x", a_number(1), "Städ AB"], ["y", a_number(2), "Kafé AB"]])
    columns = hand_in(officer, content)
    assert (chosen(columns)["orgnr"], chosen(columns)["name"]) == ("1", "2")

    wrong = go_on(officer, columns, "preview", name="")
    assert wrong.status_code == 422
    assert words("error.list.no-name-column", "sv") in text(wrong)
    twice = go_on(officer, wrong, "preview", name="1")
    assert twice.status_code == 422
    assert words("error.list.column-twice", "sv") in text(twice)

    preview = go_on(officer, twice, "preview", name="0")
    back = go_on(officer, preview, "columns")
    assert chosen(back)["name"] == "0"


def test_names_and_other_numbers_are_for_a_person_to_decide(officer) -> None:
    known = Enterprise.objects.create(orgnr=a_number(1), name="Påhittade Städ AB", listed_at=NOW)
    content = a_list(("", "Påhittade städ", "", "", "Kalix", ""), (a_number(2), "Påhittade Städ AB", "", "", "", ""))

    preview = go_on(officer, hand_in(officer, content), "preview")
    assert chosen(preview) == {"row-2": "", "row-3": ""}
    assert "Påhittade Städ AB (" in text(preview)
    tampered = officer.post(PAGE, {**hidden(preview), "row-2": "new", "step": "do"})
    assert tampered.status_code == 422

    done = read_in(officer, content, **{"row-2": str(known.pk), "row-3": "new"})
    assert done.status_code == 200
    assert {one.orgnr for one in Enterprise.objects.all()} == {a_number(1), a_number(2)}
    assert Assessment.objects.get(enterprise=known).places == ["2514"]


def test_what_nobody_decides_is_left_and_told(officer) -> None:
    done = read_in(officer, a_list(("", "Okända Städ", "", "", "", "")))

    assert words("list.left-out", "sv", rows="2") in text(done)
    assert not Enterprise.objects.exists()


def test_sent_twice_is_read_in_once(officer) -> None:
    preview = go_on(officer, hand_in(officer, a_list(ROW)), "preview")
    form = {**hidden(preview), **chosen(preview), "step": "do"}

    first, second = officer.post(PAGE, form), officer.post(PAGE, form)

    assert first.url == second.url
    assert Enterprise.objects.count() == 1
    assert Event.objects.filter(kind="enterprise-list").count() == 1


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"", "lista.csv", "file.empty"),
        (b"Namn\n", "lista.csv", "list.no-rows"),
        (b"a\0b", "lista.csv", "ingest.not-text"),
        (b"\xd0\xcf\x11\xe0", "lista.xls", "ingest.old-workbook"),
        (b"text", "lista.xlsx", "ingest.not-xlsx"),
    ],
)
def test_a_file_that_is_no_list_is_refused_at_its_field(officer, content: bytes, name: str, code: str) -> None:
    response = hand_in(officer, content, name)

    assert response.status_code == 422
    assert words(f"error.{code}", "sv", path=name) in text(response)
    assert 'aria-invalid="true"' in response.content.decode()


def test_no_file_and_no_list_in_the_form(officer) -> None:
    assert words("error.file.none", "sv") in text(officer.post(PAGE, {"key": "k"}))
    forged = officer.post(PAGE, {"step": "do", "draft": "påhittat", "key": "k"})
    assert forged.status_code == 422
    assert words("error.list.draft", "sv") in text(forged)


def test_anothers_draft_is_nobodys(officer, client, organisation) -> None:
    columns = hand_in(officer, a_list(ROW))
    form = {**hidden(columns), **chosen(columns), "step": "preview"}
    other = signed_in(type(client)(), a_member(organisation, Role.MATCHING_OFFICER), organisation)

    assert other.post(PAGE, form).status_code == 422


def test_a_ledger_of_89_columns_and_no_file_is_kept(officer, organisation, tmp_path, settings) -> None:
    settings.STORE = tmp_path
    header = ["Org.nr", "Leverantör", *(f"Fält {place}" for place in range(87))]
    rows = [[a_number(place), f"Påhittade {place} AB", *["uppgift"] * 87] for place in range(40)]

    done = read_in(officer, workbook([header, *rows]))

    assert done.status_code == 200
    assert Enterprise.objects.count() == 40
    assert not list(tmp_path.rglob("*"))


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_step_in_both_languages(officer, language: str) -> None:
    page = address("enterprise-list", language)
    columns = hand_in(officer, a_list(ROW, (PERSON, "R", "", "", "", "")), page=page)
    preview = go_on(officer, columns, "preview", page)
    done = officer.post(page, {**hidden(preview), **chosen(preview), "step": "do"}, follow=True)

    for response, code in ((columns, "list.columns-title"), (preview, "list.preview-title"), (done, "list.done-title")):
        assert response.status_code == 200
        assert read(response).one("h1").text == words(code, language)
