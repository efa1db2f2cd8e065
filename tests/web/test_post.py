"""Where mail goes is one setting, and a setting that cannot be read is told without its password."""

from __future__ import annotations

from pathlib import Path

import pytest

from svangrum.core.errors import SvangrumError
from svangrum.core.language import words
from svangrum.web.post import read_address, read_post

STORE = Path("/data")
SMTP = "django.core.mail.backends.smtp.EmailBackend"


@pytest.mark.parametrize(
    ("url", "port", "starts_tls", "is_tls"),
    [
        ("smtp+tls://post.example", 587, True, False),
        ("smtp+tls://post.example:2587", 2587, True, False),
        ("submission://post.example", 587, True, False),
        ("smtp+ssl://post.example", 465, False, True),
        ("smtp+ssl://post.example:4650?tls=True", 4650, False, True),
        ("smtp://post.example", 25, False, False),
    ],
)
def test_a_server_is_read_with_how_it_is_spoken_to(url, port, starts_tls, is_tls):
    post = read_post(url, STORE)
    assert (post.backend, post.host, post.port) == (SMTP, "post.example", port)
    assert (post.starts_tls, post.is_tls) == (starts_tls, is_tls)


def test_a_user_and_a_password_may_hold_any_sign():
    post = read_post("smtp+tls://svangrum%40kommun.example:p%3A%2Fss@post.example:587", STORE)
    assert (post.user, post.password) == ("svangrum@kommun.example", "p:/ss")


def test_without_a_server_mails_are_files_in_the_store():
    post = read_post("", STORE)
    assert (post.backend, post.folder) == ("svangrum.jobs.letters.files.Backend", "/data/mails")


@pytest.mark.parametrize("url", ["imap://a:hemligt@post.example", "hemligt", "smtp://", "smtp+tls://a:hemligt@post:x"])
def test_another_form_is_refused_without_being_repeated(url):
    with pytest.raises(SvangrumError) as refused:
        read_post(url, STORE)
    assert refused.value.code == "settings.mail"
    assert "hemligt" not in words("error.settings.mail", "sv", **refused.value.values)


def test_mails_come_from_the_services_own_machine():
    assert read_post("", STORE).sender("https://svangrum.kommun.example") == "svangrum@svangrum.kommun.example"


@pytest.mark.parametrize(
    ("given", "read"),
    [("https://a.example/", "https://a.example"), (" http://127.0.0.1:8000", "http://127.0.0.1:8000")],
)
def test_an_address_is_read_without_its_last_slash(given, read):
    assert read_address(given) == read


@pytest.mark.parametrize("given", ["svangrum.example", "ftp://a.example", "https://", "https://a.example/?x=1"])
def test_what_is_no_address_is_refused(given):
    with pytest.raises(SvangrumError, match=r"settings\.address"):
        read_address(given)
