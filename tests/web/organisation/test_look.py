"""Colour and arms: tried before they are kept, refused when they cannot be read, shown to the organisation's own."""

from __future__ import annotations

import struct
import zlib
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from svangrum.records.actors import Role
from svangrum.records.profiles.models import Profile
from svangrum.records.profiles.queries import profile_of
from tests.records.build import a_member, signed_in
from tests.web.page import read

LOOK, ARMS = "/organisation/utseende", "/organisation/utseende/logotyp"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z" fill="#003d7a"/></svg>'


def _chunk(kind, content):
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


PNG = (
    b"\x89PNG\r\n\x1a\n"
    + _chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0))
    + _chunk(b"IDAT", zlib.compress(b"\0\0\0\0"))
    + _chunk(b"IEND", b"")
)


def sent(version=0, **written):
    return {"key": str(uuid4()), "version": version, **written}


def test_a_colour_is_tried_without_being_kept(administrator, organisation):
    response = administrator.post(LOOK, sent(colour="#003D7A", **{"try": "yes"}))
    page = read(response)
    assert response.status_code == 200
    assert not Profile.objects.exists()
    (sheet,) = [one for one in page.all("link") if "prov.css" in one.attributes["href"]]
    css = administrator.get(sheet.attributes["href"])
    assert css["Content-Type"].startswith("text/css")
    assert ".sample-light{--green:#003d7a" in css.content.decode()


def test_a_colour_is_kept_and_replaces_the_green_on_every_page(administrator, organisation):
    assert administrator.post(LOOK, sent(colour="#003D7A")).status_code == 302
    page = read(administrator.get("/om"))
    (sheet,) = [one for one in page.all("link") if "/utseende.css?v=1" in one.attributes["href"]]
    css = administrator.get(sheet.attributes["href"])
    assert css.content.startswith(b":root{--green:#003d7a}")
    assert css["Cache-Control"] == "max-age=86400, private"


@pytest.mark.parametrize("colour", ["#ffcc00", "grön", "#12345", "#123456;}body{display:none"])
@pytest.mark.parametrize("button", [{}, {"try": "yes"}])
def test_a_colour_that_cannot_be_used_is_refused_and_kept_in_the_field(administrator, organisation, colour, button):
    response = administrator.post(LOOK, sent(colour=colour, **button))
    assert response.status_code == 422
    assert read(response).one("input", id="colour").attributes["value"] == colour
    assert not Profile.objects.exists()


@pytest.mark.parametrize("colour", ["", "#ffcc00", "red", "#003d7a}"])
def test_no_sample_of_what_cannot_be_used(administrator, organisation, colour):
    assert administrator.get(f"{LOOK}/prov.css", {"colour": colour}).status_code == 404


def test_the_green_comes_back(administrator, organisation):
    administrator.post(LOOK, sent(colour="#003d7a"))
    assert administrator.post(LOOK, sent(1, colour="")).status_code == 302
    assert "utseende.css" not in administrator.get("/om").content.decode()


def test_who_was_second_sees_both_colours(administrator, organisation):
    administrator.post(LOOK, sent(colour="#003d7a"))
    response = administrator.post(LOOK, sent(colour="#7a003d"))
    assert response.status_code == 409
    trouble = read(response).one("div", role="alert").text
    assert "#003d7a" in trouble
    assert "#7a003d" in trouble


@pytest.mark.parametrize("given", [("a.png", PNG, "image/png"), ("a.svg", SVG, "image/svg+xml")])
def test_arms_are_shown_to_the_organisations_own(administrator, organisation, foreign, given):
    name, content, kind = given
    response = administrator.post(ARMS, sent(logo=SimpleUploadedFile(name, content)))
    assert response.status_code == 302, read(response).one("div", role="alert").text
    source = read(administrator.get("/om")).one("img").attributes["src"]
    picture = administrator.get(source)
    assert picture["Content-Type"] == kind
    assert "sandbox" in picture["Content-Security-Policy"]
    assert picture["Cache-Control"] == "max-age=86400, private"
    outsider = signed_in(administrator, a_member(foreign, Role.CONTROLLER), foreign)
    assert outsider.get(source).status_code == 404


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
        ("a.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><image href="https://elsewhere.example/x.png"/></svg>'),
        ("a.png", b"no picture"),
        ("a.exe", PNG),
        ("a.png", PNG + b"0" * 300_000),
        ("a.png", b""),
    ],
)
def test_what_is_no_harmless_picture_is_refused(administrator, organisation, name, content):
    response = administrator.post(ARMS, sent(logo=SimpleUploadedFile(name, content)))
    assert response.status_code == 422
    assert read(response).one("a", href="#logo").text
    assert profile_of(organisation.pk).logo is None


def test_no_file_at_all_is_told_of(administrator, organisation):
    assert read(administrator.post(ARMS, sent())).one("a", href="#logo").text == "Fyll i det här fältet."


def test_arms_are_taken_away(administrator, organisation):
    administrator.post(ARMS, sent(logo=SimpleUploadedFile("a.png", PNG)))
    assert administrator.post(f"{ARMS}/ta-bort", sent(1)).status_code == 302
    assert read(administrator.get("/om")).all("img") == []
