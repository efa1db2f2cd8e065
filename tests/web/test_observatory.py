"""The observatory's pages: the figures are those of the cells, a wrong choice is told, every table can be fetched."""

from __future__ import annotations

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import date

import pyarrow.parquet as pq
import pytest

from svangrum.analysis.observatory.cells import DIMENSIONS
from svangrum.analysis.reserved_overrides import Override
from svangrum.competition.reservation import Evidence
from svangrum.core.language import LANGUAGES, words
from svangrum.web.observatory import views
from svangrum.web.observatory.views import SECTIONS
from svangrum.web.observatory.written import Writer
from svangrum.web.pages import address
from tests.web.observed import ATTRIBUTION, FEW, MANY, NONE, cell, observatory, ordinary, reviewed
from tests.web.page import read

both = pytest.mark.parametrize("language", LANGUAGES)
FIGURES = tuple(section for section in SECTIONS if section != "observatory-procurements")
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def show(monkeypatch, client):
    """Asks for a page of an observatory of these cells."""

    def ask(cells, section="observatory", language="sv", several=(), **query):
        monkeypatch.setattr(views, "observatory", lambda: observatory(cells, several))
        return client.get(address(section, language), query)

    return ask


def heading(response) -> str:
    return plain(read(response).one("h1").text)


def plain(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").split())


def rows(response) -> dict[str, list[str]]:
    """Every row of every table by its name; the last of the same name holds."""
    html = re.sub(r"<[^>]*unseen[^>]*>", "", response.content.decode())
    found = re.findall(r"<tr><th scope=\"row\">(.*?)</th>(.*?)</tr>", html)
    return {name: [plain(text) for text in re.findall(r"<td>(.*?)</td>", cells)] for name, cells in found}


@both
@pytest.mark.parametrize("section", SECTIONS)
def test_every_page_is_well_made(show, section, language):
    response = show(ordinary(), section, language, several=[reviewed()])
    page = read(response)

    assert response.status_code == 200
    assert len(page.all("h1")) == 1
    assert len(page.ids) == len(set(page.ids))
    assert len(response.content) < 100_000
    assert plain(page.one("h1").text).endswith((".", "?"))
    assert ATTRIBUTION in page.one("main").text
    assert words("observed.shipped", language) in page.one("main").text


@both
@pytest.mark.parametrize("section", FIGURES)
def test_every_chart_says_what_one_sees_and_has_its_table(show, section, language):
    response = show(ordinary(), section, language)
    page = read(response)
    charts = re.findall(r"<svg xmlns.*?</svg>", response.content.decode(), re.DOTALL)

    assert charts
    for chart in charts:
        root = ET.fromstring(chart)  # noqa: S314 - our own text
        assert root.find(f"{SVG}title").text
        assert root.find(f"{SVG}desc").text
    figures = page.all("figure")
    assert len([one for one in page.all("summary") if one.text == words("observed.table", language)]) == len(figures)
    assert all(one.attributes["tabindex"] == "0" for one in page.all("div", class_="wide-table"))


def test_the_overview_counts_what_is_reserved_in_fact(show):
    response = show(ordinary())
    text = plain(read(response).one("main").text)

    assert (
        heading(response)
        == "Av de 116 annonserade upphandlingar i Sverige 2021 som finns i uppgifterna var 10 reserverade."
    )
    assert "Reserverade med tom ruta: 3. Ikryssade av misstag: 4. Oklara: 2." in text
    assert "Det är ungefär 1 av 10." in text
    assert "Reserverade är 10, eller 12 om alla oklara är det." in text
    assert words("observed.method.errors", "sv") in text
    assert rows(response)["2021"] == ["116", "10", "6", "8,6 %", "5–15 %"]


def test_one_and_none_are_said_as_such(show):
    one = show([cell(status="genuine", procurements=1), cell()])
    assert (
        heading(one) == "Av de 101 annonserade upphandlingar i Sverige 2021 som finns i uppgifterna var 1 reserverad."
    )
    assert heading(show([cell()])).endswith("var ingen reserverad.")


def test_tenders_of_the_reserved_stand_beside_all_others(show):
    response = show(ordinary(), "observatory-competition")
    text = plain(read(response).one("main").text)

    assert heading(response) == "Högst ett anbud kom i 7 av 10 reserverade anbudsområden, mot 20 % bland alla andra."
    assert "Det mittersta anbudsområdet fick 1 anbud bland de reserverade och 3 bland alla andra." in text
    assert (
        "har 10 anbudsområden ur dem, och antalet är känt för 10. För minst 3 av upphandlingarna saknas antalet helt"
        in text
    )
    assert "med noll anbud i bilden: 1 bland de reserverade och 0 bland alla andra." in text
    assert words("observed.competition.no-effect", "sv") in text
    assert rows(response)["2"] == ["2", "2 av 10", "20", "20 %"]
    cleaning = next(cells for name, cells in rows(response).items() if name.endswith("(90)"))
    assert cleaning == ["10", "10", "7", "100", "20 %", "3"]


def test_a_source_without_tenders_says_so(show):
    cells = [cell(source="ted-competitions", status="genuine"), cell(source="ted-competitions")]
    response = show(cells, "observatory-competition")
    assert heading(response) == "Inget reserverat anbudsområde i Sverige 2021 har ett känt antal anbud."


def test_who_wins_and_what_it_is_worth(show):
    response = show(ordinary(), "observatory-winners")
    text = plain(read(response).one("main").text)

    assert heading(response) == words("observed.winners.headline", "sv", of=10, samhall=4, social=6, unknown=0)
    assert "De reserverade är värda 4 000 000 kr. Det bygger på 4 av 10" in text


def test_a_social_one_among_winners_of_several_kinds_is_counted(show):
    won = Evidence("winner-association", "", 1, 1.0)
    mixed = reviewed("genuine", verdict=replace(reviewed("genuine").verdict, evidence=(won,)))
    cells = [cell("winner", "several", "genuine", procurements=1), cell("winner", "samhall", "mis-set", procurements=2)]
    response = show(cells, "observatory-winners", several=[mixed])
    text = plain(read(response).one("main").text)

    assert "vann Samhall 0, och föreningar, stiftelser eller sociala företag 1" in heading(response)
    assert "Bland alla 3 med ikryssad ruta vann Samhall 2" in text
    assert words("observed.winners.a-sign", "sv") in text


def test_an_unknown_winner_is_never_the_most_common(show):
    cells = [cell("winner", kind, "genuine", procurements=count) for kind, count in (("unknown", 9), ("samhall", 2))]
    response = show(cells, "observatory-winners")
    assert "Av 11 reserverade upphandlingar vann Samhall 2" in heading(response)
    assert heading(response).endswith("I 9 är vinnaren okänd.")
    assert rows(response)["Ingen känd vinnare"][0] == "9"


def test_a_withheld_value_is_no_nought(show):
    cells = [cell(status="genuine", valued=1, value=None, currency=None)]
    text = plain(read(show(cells, "observatory-winners")).one("main").text)
    assert words("observed.winners.worth-unknown", "sv") in text


def test_few_cases_say_how_little_they_tell(show):
    response = show(ordinary(), "observatory-reviews")
    text = plain(read(response).one("main").text)

    assert heading(response) == "1 av 10 reserverade upphandlingar överprövades, mot 5 av 100 andra."
    assert words("observed.reviews.says-nothing", "sv") in text
    assert rows(response)["Reserverade"] == ["10", "1", "1 av 10", "0–4 av 10"]


def test_a_clear_difference_is_still_no_cause(show):
    cells = [cell(status="genuine", procurements=400, reviewed=200), cell(procurements=10_000, reviewed=500)]
    text = plain(read(show(cells, "observatory-reviews")).one("main").text)
    assert words("observed.reviews.outside", "sv") in text


def test_a_source_that_does_not_tell_of_courts_says_so(show):
    cells = [
        cell(source="ted", status="genuine", review_known=0, reviewed=0),
        cell(source="ted", review_known=0, reviewed=0),
    ]
    response = show(cells, "observatory-reviews")
    assert heading(response) == "Källan säger inte vilka upphandlingar i Sverige som har överprövats."


def test_the_map_names_every_municipality_and_its_figures(show):
    response = show(ordinary(), "observatory-map")
    drawn = re.findall(r"<path d=\"M[^\"]*\"><title>(.*?)</title>", response.content.decode())
    text = plain(read(response).one("main").text)

    assert len(drawn) == 290
    assert {
        "Nordanstig: 3 reserverade av 12",
        "Gävle: 1 oklara eller ikryssade av misstag av 1",
        "Stockholm: ingen reserverad av 50",
    } <= set(drawn)
    assert "Ale: inga uppgifter" in drawn
    assert (
        heading(response)
        == "1 av Sveriges 290 kommuner reserverade minst en av de upphandlingar från 2021 som finns i uppgifterna."
    )
    assert "Minst en reserverad: 1" in text
    table = rows(response)
    assert table["Nordanstig"] == ["3", "0", "12"]
    assert sum(name in table for name in ("Ale", "Övertorneå", "Gävle")) == 3


def untold(**more):
    return [
        cell(status="untold", source="ted", procurements=27, tenders=MANY, **more),
        cell("municipality", "unknown", "untold", source="ted", procurements=27, **more),
        cell("region", "21", "untold", source="ted", procurements=27, **more),
    ]


@both
def test_a_source_that_names_no_municipality_has_no_map(show, language):
    response = show(untold(), "observatory-map", language)

    assert heading(response) == words("observed.map.headline-unplaced", language)
    assert "chart-sweden" not in response.content.decode()
    assert "290" not in read(response).one("main").text
    assert "/municipality." not in response.content.decode()
    assert rows(response)["Gävleborgs län"] == ["–", "–", "0", "27"]


@both
@pytest.mark.parametrize("section", ["observatory", "observatory-competition"])
def test_what_the_source_does_not_tell_is_no_finding(show, section, language):
    response = show(untold(), section, language)
    page = read(response)

    assert page.all("figure") == []
    assert page.one("p", class_="lead").text == words("observed.source.ted.limits", language)
    noughts = {"missed": 0, "misset": 0, "unclear": 0}
    assert words("observed.start.flag", language, **noughts) not in page.one("main").text


def test_all_others_carry_the_warning_where_some_are_untold(show):
    cells = [cell(source="ted", status="genuine", tenders=FEW), cell(source="ted", status="other"), *untold()]
    lead = read(show(cells, "observatory-competition")).all("p", class_="lead")[0].text
    assert lead == words("observed.source.ted.limits", "sv")


@pytest.mark.parametrize(("hits", "of", "told"), [(15, 14_728, 1000), (150, 147_280, 980), (3, 9, 3), (1, 1, 1)])
def test_one_in_so_many_is_no_finer_than_it_is_known(hits, of, told):
    assert Writer("sv").one_in(hits, of) == told


def test_countries_and_years_that_say_nothing_have_dashes(show):
    cells = [cell(source="ted"), cell(source="ted", status="untold", year=2020)]
    cells.append(cell(source="ted", country="FI", status="untold"))
    told = rows(show(cells, country="SE"))
    assert told["Finland"] == ["0", "–", "–"]
    assert told["2020"] == ["0", "–", "–", "–", "–", "–"]


@pytest.mark.parametrize(("of", "told"), [(0, "–"), (5, "1 av 5"), (19, "1 av 19"), (20, "5,0 %")])
def test_few_are_told_as_counts(of, told):
    assert plain(Writer("sv").part(1, of)) == told


def test_the_interval_of_few_is_told_as_counts():
    assert plain(Writer("sv").within(8, 10)) == "5–9 av 10"
    assert plain(Writer("sv").within(1, 20)) == "1–24 %"


def test_other_countries_have_tables_and_no_map(show):
    cells = [
        cell(source="ted", country="FR", status="genuine"),
        cell("region", "FR1", "genuine", source="ted", country="FR"),
    ]
    response = show(cells, "observatory-map")
    assert "chart-sweden" not in response.content.decode()
    assert "Frankrike" in heading(response)
    assert "FR1" in rows(response)


def several_places():
    return [
        cell(source=source, country=country, year=year, status=status, procurements=count)
        for source, country in (("uhm", "SE"), ("ted", "SE"), ("ted", "FI"))
        for year in (2020, 2021)
        for status, count in (("genuine", 5), ("other", 95))
    ]


def test_the_choice_is_kept_and_counted(show):
    response = show(several_places(), source="ted", country="FI", since="2021", until="2021")
    page = read(response)
    ticked = [one.attributes["value"] for one in page.all("input", type="radio") if "checked" in one.attributes]

    assert ticked == ["ted", "FI"]
    told = "Av de 100 upphandlingar med resultat i TED i Finland 2021 vars annonser är inlästa här var 5 reserverade."
    assert heading(response) == told
    assert words("observed.read-in", "sv") in page.one("main").text
    assert any(
        "country=FI" in one.attributes["href"] for one in page.all("a") if "konkurrens" in one.attributes["href"]
    )


def test_several_countries_are_drawn_to_one_scale(show):
    response = show(several_places(), source="ted")
    assert words("observed.start.countries", "sv") in read(response).one("main").text
    assert rows(response)["Finland"] == ["200", "10", "5,0 %"]
    assert words("observed.start.countries", "sv") not in read(show(several_places())).one("main").text


@both
@pytest.mark.parametrize(
    ("field", "query"),
    [
        ("source", {"source": "<b>x</b>"}),
        ("country", {"country": "XX"}),
        ("country", {"source": "uhm", "country": "FI"}),
        ("since", {"since": "1999"}),
        ("until", {"until": "snart"}),
        ("until", {"since": "2021", "until": "2020"}),
    ],
)
@pytest.mark.parametrize("section", ["observatory", "observatory-map", "observatory-procurements"])
def test_a_wrong_choice_is_told_at_its_field(show, section, field, query, language):
    response = show(several_places(), section, language, **query)
    page = read(response)

    assert response.status_code == 422
    assert [one for one in page.all("a") if one.attributes["href"] == f"#{field}"]
    assert field in page.ids
    assert "<b>x</b>" not in response.content.decode()


def test_one_source_country_and_year_leave_nothing_to_choose(show):
    page = read(show(ordinary()))
    assert page.all("input", type="radio") == []
    assert words("observed.no-choice", "sv") in page.one("main").text


def verdicts():
    codes = ("mis-set", "unclear", "missed", "genuine")
    return [reviewed(code, place) for place, code in enumerate(codes)]


def test_the_list_tells_each_verdict_in_order_and_leads_on(show, client):
    response = show(ordinary(), "observatory-procurements", several=verdicts())
    page = read(response)
    told = [one.text for one in page.all("span", class_="verdict")]
    links = [one.attributes["href"] for one in page.all("a") if "/upphandlingar/uhm/" in one.attributes["href"]]

    assert told == [
        f"{words(f'observed.verdict.{code}', 'sv')}." for code in ("genuine", "missed", "unclear", "mis-set")
    ]
    assert "Lokalvård &lt;3&gt;" in response.content.decode()
    for link in links:
        detail = read(client.get(link))
        assert words("observed.list.no-notice", "sv") in detail.one("main").text
        assert ATTRIBUTION in detail.one("main").text


def test_a_person_s_change_holds_and_the_machine_s_verdict_stays(show, client):
    changed = Override(date(2026, 11, 26), "uhm", "U-unclear-1", "genuine", "Läst i handlingarna.", "controller")
    one = reviewed("unclear", override=changed, address="https://example.org/annons")
    page = read(show(ordinary(), "observatory-procurements", several=[one]))
    (link,) = [found.attributes["href"] for found in page.all("a") if "/uhm/" in found.attributes["href"]]
    detail = read(client.get(link))

    assert page.one("span", class_="verdict").text == "Reserverad."
    assert all(part in detail.one("main").text for part in ("controller", "Läst i handlingarna.", "Oklar"))
    assert detail.one("a", href="https://example.org/annons").attributes["rel"] == "noreferrer"


def test_what_a_reader_concluded_stands_beside_the_signs(show, client):
    read_as_unclear = reviewed("mis-set", procurement_id="SE63160")
    page = read(show(ordinary(), "observatory-procurements", several=[read_as_unclear]))
    detail = read(client.get("/observatoriet/upphandlingar/uhm/SE63160"))

    for where in (page, detail):
        assert words("observed.list.reader-differs", "sv") in where.one("main").text
    assert detail.one("h1").text == words("observed.verdict-sentence.mis-set", "sv")
    assert "Vi har inte läst upphandlingsdokumenten" in detail.one("main").text


def test_lots_that_are_judged_apart_stand_together(show, client):
    several = [
        reviewed(code, procurement_id="1-2021", lots=(lot,)) for code, lot in (("unclear", "2"), ("genuine", "1"))
    ]
    show(ordinary(), several=several)
    page = read(client.get("/observatoriet/upphandlingar/uhm/1-2021"))

    assert page.one("h1").text == words("observed.list.differ", "sv")
    assert [one.text for one in page.all("h2")] == ["Del 1", "Del 2", "Källor"]


def test_a_long_list_is_cut_into_pages(show):
    several = [reviewed(place=place) for place in range(120)]
    first = read(show(ordinary(), "observatory-procurements", several=several))
    last = read(show(ordinary(), "observatory-procurements", several=several, page="3"))

    assert len(first.all("span", class_="verdict")) == 50
    assert len(last.all("span", class_="verdict")) == 20
    for page in ("4", "0", "x", "²", "9" * 5_000):
        assert show(ordinary(), "observatory-procurements", several=several, page=page).status_code == 404


@pytest.mark.parametrize("dimension", DIMENSIONS)
def test_every_table_can_be_fetched_with_its_source(show, client, dimension):
    show(ordinary())
    lines = client.get(f"/observatoriet/data/{dimension}.csv").content.decode("utf-8-sig").splitlines()
    told = json.loads(client.get(f"/observatoriet/data/{dimension}.json?source=uhm&country=SE").content)
    table = pq.read_table(io.BytesIO(client.get(f"/observatoriet/data/{dimension}.parquet").content))
    wanted = [one for one in ordinary() if one.dimension == dimension]

    assert len(lines) == len(wanted) + 1
    assert ATTRIBUTION in lines[1]
    assert [one["procurements"] for one in told["cells"]] == [one.procurements for one in wanted]
    assert table["status"].to_pylist() == [one.status for one in wanted]
    assert f"rows of {dimension}" in client.get(f"/observatoriet/data/{dimension}.sql").content.decode()


def test_the_judged_procurements_can_be_fetched_with_verdict_and_change(show, client):
    changed = Override(date(2026, 11, 26), "uhm", "U-unclear-1", "genuine", "Läst.", "controller")
    show(ordinary(), several=[reviewed("unclear", override=changed), reviewed("mis-set")])
    lines = client.get("/observatoriet/data/judged.csv").content.decode("utf-8-sig").splitlines()
    told = json.loads(client.get("/observatoriet/data/judged.json").content)["procurements"]
    table = pq.read_table(io.BytesIO(client.get("/observatoriet/data/judged.parquet").content)).to_pylist()

    assert len(lines) == 3
    assert told == table
    assert [one["verdict"] for one in told] == ["genuine", "mis-set"]
    assert (told[0]["machine_verdict"], told[0]["changed_by"], told[1]["changed_by"]) == ("unclear", "controller", None)
    assert all(ATTRIBUTION in one["attribution"] for one in told)


def test_a_very_long_list_has_links_to_the_pages_near(show):
    several = [reviewed(place=place) for place in range(1_000)]
    page = read(show(ordinary(), "observatory-procurements", several=several, page="10"))
    links = [one.text for one in page.all("a") if "&page=" in one.attributes["href"]]
    assert links == ["1", "7", "8", "9", "10", "11", "12", "13", "20"]


def test_no_cell_of_the_file_is_taken_for_a_formula(show, client):
    show(ordinary(), several=[reviewed(title='=HYPERLINK("https://example.org")')])
    text = client.get("/observatoriet/data/judged.csv").content.decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(text))
    assert row["title"] == ' =HYPERLINK("https://example.org")'


def test_a_file_is_named_by_what_it_holds(show, client):
    show(several_places())
    response = client.get("/observatoriet/data/all.csv?source=ted&country=FI&since=2020&until=2021")
    assert response["Content-Disposition"] == 'attachment; filename="ted-FI-2020-2021-all.csv"'
    assert response.content.count(b"\r\n") == 5


@pytest.mark.parametrize("name", ["nej.csv", "all.xlsx", "all", "all.csv.csv", "judged.sql"])
def test_a_table_that_is_not_there_is_not_found(show, client, name):
    show(ordinary())
    assert client.get(f"/observatoriet/data/{name}").status_code == 404


def test_a_wrong_choice_of_a_file_is_told_in_words(show, client):
    show(ordinary())
    response = client.get("/observatoriet/data/all.csv?country=XX&source=uhm")
    assert response.status_code == 422
    assert response["Content-Type"].startswith("text/plain")
    assert "XX" in response.content.decode()


def test_none_is_said_as_such(show):
    assert heading(show([cell()], "observatory-map")).startswith("Ingen av Sveriges 290 kommuner")
    assert heading(show([cell()], "observatory-procurements")).startswith("Ingen av våra annonserade upphandlingar")
    assert heading(show([cell()], "observatory-winners")).startswith("Ingen reserverad upphandling")


def test_a_procurement_that_is_not_there_is_not_found(show, client):
    show(ordinary(), several=verdicts())
    assert client.get("/observatoriet/upphandlingar/uhm/nej").status_code == 404
    assert client.get("/observatoriet/upphandlingar/nej/U-genuine-3").status_code == 404


def test_lots_of_the_sample_are_as_the_tests_say():
    assert (sum(FEW), sum(FEW[:2]), sum(MANY), sum(MANY[:2]), sum(NONE)) == (10, 7, 100, 20, 0)
