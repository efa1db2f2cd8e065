"""Every page in both languages: its frame, its headers, and nothing from anywhere else."""

from __future__ import annotations

import itertools
import re
from urllib.parse import urlencode, urlsplit

import pytest
from django.test import Client

from svangrum.core.errors import SvangrumError
from svangrum.core.language import LANGUAGES
from svangrum.web.contact import read_contact
from svangrum.web.headers import CONTENT_SECURITY_POLICY
from svangrum.web.pages import address
from tests.web.conftest import QUESTION
from tests.web.page import read

PAGES = [(name, language) for name in ("start", "answer", "about", "accessibility") for language in LANGUAGES]


@pytest.fixture(params=PAGES, ids=".".join)
def visited(request, client):
    name, language = request.param
    response = client.get(address(name, language), QUESTION if name in {"start", "answer"} else {})
    assert response.status_code == 200
    return name, language, response


def test_addresses_are_swedish_from_the_root_and_english_below_en():
    assert [address(*page) for page in PAGES] == [
        *("/", "/en/"),
        *("/svar", "/en/answer"),
        *("/om", "/en/about"),
        *("/tillganglighet", "/en/accessibility"),
    ]


def test_the_page_says_its_language_and_leads_to_the_other(visited, client):
    name, language, response = visited
    page = read(response)
    assert page.one("html").attributes["lang"] == language
    switch = page.one("a", class_="tongue").attributes
    assert switch["lang"] == switch["hreflang"] != language
    other = client.get(switch["href"])
    assert other.status_code == 200
    assert read(other).one("html").attributes["lang"] == switch["lang"]
    assert urlsplit(switch["href"]).path == address(name, switch["lang"])


def test_the_switch_keeps_the_question(client):
    page = read(client.get("/svar", QUESTION))
    assert urlsplit(page.one("a", class_="tongue").attributes["href"]).query == urlencode(QUESTION)


def test_one_heading_of_the_first_rank_and_none_is_jumped_over(visited):
    page = read(visited[2])
    ranks = [int(one.tag[1]) for one in page.elements if re.fullmatch(r"h\d", one.tag)]
    assert ranks.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(ranks))


def test_ids_are_unique_and_what_names_them_finds_them(visited):
    page = read(visited[2])
    assert len(page.ids) == len(set(page.ids))
    named = {
        name
        for one in page.elements
        for key in ("for", "list", "aria-labelledby", "aria-describedby")
        for name in one.attributes.get(key, "").split()
    }
    anchors = {one.attributes["href"][1:] for one in page.all("a") if one.attributes["href"].startswith("#")}
    assert named | anchors <= set(page.ids)


def test_nothing_is_remembered_and_only_the_one_script_can_run(visited):
    _, _, response = visited
    assert not response.cookies
    assert response["Content-Security-Policy"] == CONTENT_SECURITY_POLICY
    assert "script-src 'self';" in CONTENT_SECURITY_POLICY
    assert "unsafe" not in CONTENT_SECURITY_POLICY
    assert response["X-Frame-Options"] == "DENY"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"
    page = read(response)
    assert all(one.attributes["src"].startswith("/static/copy.js") and not one.text for one in page.all("script"))
    assert not [one for one in page.elements for name in one.attributes if name == "style" or name.startswith("on")]


def test_nothing_is_fetched_from_elsewhere(visited):
    page = read(visited[2])
    fetched = [one.attributes["href"] for one in page.all("link") if one.attributes["rel"] != "alternate"]
    fetched += [one.attributes["src"] for one in page.elements if "src" in one.attributes]
    assert fetched
    assert all(url.startswith("/static/") for url in fetched)
    assert all(one.attributes["action"].startswith("/") for one in page.all("form"))


def test_links_to_other_sites_do_not_say_where_one_came_from(visited):
    outward = [one for one in read(visited[2]).all("a") if one.attributes["href"].startswith("http")]
    assert all("noreferrer" in one.attributes["rel"] for one in outward)


@pytest.mark.django_db
def test_every_link_within_the_site_leads_somewhere(visited, client):
    page = read(visited[2])
    inward = {one.attributes["href"] for one in page.all("a") if one.attributes["href"].startswith("/")}
    inward = {url for url in inward if "/underlag/" not in url and "/documents/" not in url}
    assert len(inward) >= 4
    assert {url: client.get(url, follow=True).status_code for url in inward} == dict.fromkeys(inward, 200)


@pytest.mark.django_db
def test_static_files_are_there_and_may_be_kept(client):
    page = read(client.get("/"))
    for link in page.all("link"):
        if link.attributes["rel"] != "alternate":
            response = client.get(link.attributes["href"])
            assert response.status_code == 200
            assert "max-age=86400" in response["Cache-Control"]
            response.close()


@pytest.mark.parametrize("path", ["/nej", "/en/nej", "/svar/", "/profil/logotyp"])
def test_a_page_that_is_not_there_says_so_in_the_right_language(client, path):
    response = client.get(path, QUESTION)
    assert response.status_code == 404
    page = read(response)
    english = path.startswith("/en/")
    assert page.one("h1").text == ("There is no such page" if english else "Sidan finns inte")
    assert page.one("a", class_="tongue").attributes["href"] == ("/" if english else "/en/")
    assert response["Content-Security-Policy"] == CONTENT_SECURITY_POLICY


def test_a_document_that_does_not_exist_is_no_page(client):
    assert client.get("/underlag/nej.pdf", QUESTION).status_code == 404


def test_english_without_its_slash_is_led_right(client):
    response = client.get("/en")
    assert response.status_code == 301
    assert response["Location"] == "/en/"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_failure_is_told_calmly(monkeypatch, language):
    def fail(*_arguments, **_named):
        raise RuntimeError

    monkeypatch.setattr("svangrum.web.try_purchase.views.answer_to", fail)
    response = Client(raise_request_exception=False).get(address("answer", language), QUESTION)
    assert response.status_code == 500
    assert read(response).one("h1").text in {"Något gick fel hos oss", "Something went wrong on our side"}


def test_a_name_the_site_does_not_have_is_refused(client):
    response = client.get("/", headers={"host": "elsewhere.example"})
    assert response.status_code == 400
    assert read(response).one("h1").text == "Vi förstod inte frågan"


@pytest.mark.parametrize("page", PAGES, ids=".".join)
def test_pages_are_only_for_reading(client, page):
    assert client.post(address(*page)).status_code == 405


def test_the_municipality_stands_in_the_frame_when_it_is_set(client, settings, tmp_path):
    from svangrum.web.brand import Brand

    logo = tmp_path / "arms.svg"
    logo.write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    settings.BRAND = Brand("Exempelstads kommun", "#003d7a", logo)
    page = read(client.get("/"))
    assert "Exempelstads kommun" in page.one("p", class_="municipality").text
    assert client.get("/profil.css").content.startswith(b":root{--green:#003d7a}")
    picture = client.get(page.one("img").attributes["src"])
    assert picture["Content-Type"] == "image/svg+xml"
    assert b"".join(picture.streaming_content) == logo.read_bytes()


@pytest.mark.parametrize(
    ("contact", "shown"),
    [("hej@exempelstad.example", "mailto:hej@exempelstad.example"), ("https://a.example/", "https://a.example/")],
)
def test_the_accessibility_statement_says_whom_to_tell(client, settings, contact, shown):
    settings.CONTACT = read_contact({"SVANGRUM_CONTACT": contact})
    for where in ("/tillganglighet", "/om", "/observatoriet/upphandlingar"):
        assert read(client.get(where)).all("a", href=shown), where


@pytest.mark.parametrize("contact", ["hej", "javascript:alert(1)", "http://a.example", "a b@c.example", "a@b"])
def test_a_contact_that_cannot_be_followed_is_refused(contact):
    with pytest.raises(SvangrumError) as raised:
        read_contact({"SVANGRUM_CONTACT": contact})
    assert raised.value.code == "contact.unusable"


def test_without_a_contact_the_statement_says_that(client):
    assert "inte lagt in någon kontaktväg" in client.get("/tillganglighet").content.decode()


def test_the_supervisor_is_a_setting(client, settings):
    settings.SUPERVISOR, settings.SUPERVISOR_URL = "Tillsynsmyndigheten", "https://tillsyn.example/"
    assert read(client.get("/tillganglighet")).one("a", href="https://tillsyn.example/").text == "Tillsynsmyndigheten"


def test_robots_stay_out_of_answers(client):
    assert "Disallow: /svar" in client.get("/robots.txt").content.decode()
    assert read(client.get("/svar", QUESTION)).one("meta", name="robots").attributes["content"] == "noindex"
