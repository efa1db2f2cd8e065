"""The mails themselves, read as they arrive: their words, their links, their headers."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from django.test import Client

from svangrum.core.errors import SvangrumError
from svangrum.core.language import LANGUAGES, has_words, words
from svangrum.jobs.letters.delivery import deliver_due
from svangrum.jobs.letters.sending import send_now
from svangrum.records.letters.models import Letter, Pace
from svangrum.records.letters.queries import paces_of
from svangrum.records.letters.topics import Topic, may_be_silenced
from tests.jobs.letters.written import OF_EACH, VALUES, a_letter, links_in, mails_in, text_of
from tests.records.build import NOW, a_person

pytestmark = pytest.mark.django_db


def sent(server, code="shared", language="sv", **values):
    person = a_person(language=language)
    a_letter(person, code, **values)
    deliver_due(NOW)
    return person, server.mails[-1]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", OF_EACH)
def test_a_mail_says_in_the_persons_language_what_happened(server, code, language):
    person, mail = sent(server, code, language)
    assert mail["To"] == person.email
    assert mail["From"] == "svangrum@svangrum.example"
    assert len(mail["Subject"]) <= 60
    assert "{" not in mail["Subject"]
    for body in (text_of(mail), text_of(mail, "html")):
        assert mail["Subject"] in body
        assert words(f"letter.{code}.link", language) in body
        assert "{" not in body
    day = {"sv": "27 november 2026", "en": "27 November 2026"}[language]
    assert (day in text_of(mail)) == ("{day}" in words_of(code, language))


def words_of(code, language):
    from svangrum.core.language import catalogue

    return catalogue(language)[f"letter.{code}.text"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", OF_EACH)
def test_every_link_leads_to_a_page(server, client, code, language):
    _, mail = sent(server, code, language)
    links = links_in(mail)
    assert len(links) >= 2
    for link in links:
        parts = urlsplit(link)
        assert f"{parts.scheme}://{parts.netloc}" == "https://svangrum.example"
        assert client.get(parts.path or "/", follow=True).status_code == 200


@pytest.mark.parametrize("code", OF_EACH)
def test_what_may_be_silenced_says_how_and_what_may_not_says_why(server, code):
    _, mail = sent(server, code)
    if may_be_silenced(OF_EACH[code]):
        link = mail["List-Unsubscribe"].strip(" <>")
        assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        assert link in links_in(mail)
    else:
        assert mail["List-Unsubscribe"] is None
        assert "/avanmal/" not in mail.as_string()
        assert words("mail.always", "sv") in text_of(mail)


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_press_of_the_mail_programs_button_ends_the_letters(server, language):
    """As a mail service sends it (RFC 8058): from elsewhere, without cookies, without having seen the page."""
    person, mail = sent(server, "work-done", language)
    path = urlsplit(mail["List-Unsubscribe"].strip(" <>")).path
    told = Client(enforce_csrf_checks=True).post(path, {"List-Unsubscribe": "One-Click"})
    assert told.status_code == 200
    assert paces_of(person.pk) == dict.fromkeys(Topic, Pace.AT_ONCE) | {Topic.WORK: Pace.NEVER}


def test_its_headers_say_that_a_program_wrote_it_and_when(server):
    person, mail = sent(server)
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Message-ID"] == f"<{Letter.objects.get(person=person).pk}@svangrum.example>"
    assert mail["Date"].datetime == NOW
    assert mail.get_content_type() == "multipart/alternative"


def test_its_html_asks_for_nothing_and_follows_nobody(server):
    _, mail = sent(server)
    html = text_of(mail, "html").lower()
    assert not [mark for mark in ("<img", "<script", "<style", "<link", "src=", "url(") if mark in html]


def test_a_name_can_put_no_header_and_no_markup_in_a_mail(server):
    send_now(
        email="kim@exempelstad.example",
        language="sv",
        code="invitation",
        values={"organisation": "Exempelstad\r\nBcc: alla@exempelstad.example\r\n\r\n<b>hej", "days": 7},
        url="https://svangrum.example/inbjudan/hemlig",
    )
    mail = server.mails[0]
    assert mail["Bcc"] is None
    assert "\n" not in mail["Subject"]
    assert "<b>hej" not in text_of(mail, "html")


def test_an_address_with_a_header_in_it_is_refused(server):
    with pytest.raises(SvangrumError, match=r"mail\.not-sent"):
        send_now(email="kim@a.example\r\nBcc: b@c.example", language="sv", code="shared", values=VALUES)
    assert server.mails == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_invitation_is_sent_at_once_and_its_secret_kept_nowhere(server, language):
    secret = "https://svangrum.example/inbjudan/mycket-hemlig"  # noqa: S105 - nobody's
    send_now(email="kim@exempelstad.example", language=language, code="invitation", values=VALUES, url=secret)
    mail = server.mails[0]
    assert secret in links_in(mail)
    assert "Exempelstad" in mail["Subject"]
    assert mail["List-Unsubscribe"] is None
    assert not Letter.objects.exists()


def test_a_server_that_does_not_answer_is_told_without_the_address(settings, caplog):
    settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = (
        "django.core.mail.backends.smtp.EmailBackend",
        "127.0.0.1",
        1,
    )
    with pytest.raises(SvangrumError, match=r"mail\.not-sent") as told:
        send_now(email="kim@exempelstad.example", language="sv", code="invitation", values=VALUES)
    assert "kim@" not in caplog.text
    assert told.value.__suppress_context__


def test_without_a_server_mails_are_files_of_ones_own(files):
    person = a_person()
    a_letter(person)
    deliver_due(NOW)
    (mail,) = mails_in(files)
    assert mail["To"] == person.email
    assert [oct(one.stat().st_mode & 0o777) for one in (files, *files.iterdir())] == ["0o700", "0o600"]


def test_every_letter_has_all_its_words():
    for code in (*OF_EACH, "invitation"):
        assert all(has_words(f"letter.{code}.{part}") for part in ("subject", "text", "link"))


def test_a_mail_to_an_enterprise_without_an_account_says_why_and_can_be_ended_with_one_press(server):
    silence = "https://svangrum.example/inga-dialogmejl/signerat"
    send_now(email="hej@foretag.example", language="sv", code="dialogue-asked", values=VALUES, silence=silence)
    mail = server.mails[0]
    assert mail["List-Unsubscribe"] == f"<{silence}>"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert silence in links_in(mail)
    assert words("mail.enterprise", "sv") in text_of(mail)
