"""*Anmäl ert företag*, from the public page to the letter that lets the first administrator in."""

from __future__ import annotations

import re

import pytest
from django.core import mail

from svangrum.core.language import LANGUAGES, words
from svangrum.records.accounts.models import Invitation, Organisation
from svangrum.records.enterprises.models import Application, Enterprise
from svangrum.web.pages import address
from tests.records.enterprises.made import an_enterprise
from tests.records.numbers import a_number
from tests.web.page import read
from tests.web.purchases.forms import filled

pytestmark = pytest.mark.django_db


def apply(client, language="sv", **written):
    url = address("apply", language)
    given = {"orgnr": a_number(), "name": "Exempelköket", "email": "info@exempel.example", **written}
    return client.post(url, filled(read(client.get(url)), None, **given), follow=True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_anyone_applies_and_is_told_what_happens_next(client, language):
    response = apply(client, language)
    assert response.redirect_chain == [(address("applied", language), 302)]
    assert words("enterprises.apply.step-letter", language) in response.content.decode()
    assert Application.objects.get().language == language


def test_everything_that_is_wrong_is_told_and_kept_in_the_form(client):
    response = apply(client, orgnr="850101-1236", name="", email="ingen")
    assert response.status_code == 422
    told = response.content.decode()
    for code in ("enterprise.person-orgnr", "enterprise.no-name", "enterprise.email"):
        assert words(f"error.{code}", "sv") in told
    assert read(response).one("input", name="email").attributes["value"] == "ingen"
    assert Application.objects.count() == 0


def test_the_page_is_limited(client):
    for _ in range(10):
        assert apply(client).status_code == 200
    assert apply(client).status_code == 429
    assert client.get("/anmal-foretag").status_code == 200, "to read it is not"


@pytest.mark.parametrize(
    ("place", "ways"),
    [("/om", 1), ("/vagledning/roll/leverantor", 2), ("/webbkarta", 2), ("/sok?q=anmäl+företag", 2)],
)
def test_the_foot_of_every_page_and_where_a_supplier_looks_lead_there(client, place, ways):
    found = [one.attributes.get("href") for one in read(client.get(place)).all("a")]
    assert found.count("/anmal-foretag") == ways


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_operator_lets_it_in_and_the_letter_is_sent(client, operator, confirmed, language):
    apply(client)
    asked = Application.objects.get()
    todo = words("todo.applications", language, count=1)
    assert todo in operator.browser.get(address("mine", language)).content.decode()
    listed = operator.browser.get(address("applications", language)).content.decode()
    assert "info@exempel.example" in listed
    url = address("application-accept", language, application=str(asked.pk))
    response = operator.browser.post(url, filled(read(operator.browser.get(url)), None), follow=True)
    assert words("enterprises.accept.done", language) in response.content.decode()
    organisation = Organisation.objects.get(orgnr=asked.orgnr)
    assert Enterprise.objects.get(organisation=organisation).name == "Exempelköket"
    assert Invitation.objects.get(organisation=organisation).roles == ["administrator"]
    (letter,) = mail.outbox
    assert letter.to == ["info@exempel.example"]
    link = re.search(r"https?://[^/\s]+(/\S+)", letter.body)
    assert client.get(link[1]).status_code == 200
    assert operator.browser.get(url).status_code == 404, "it is answered"


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_applies_and_who_answers_are_told_that_an_authority_decides_what_is_kept(client, operator, language):
    applying = client.get(address("apply", language)).content.decode()
    for said in ("kept-says", "kept-authority"):
        assert words(f"enterprises.apply.{said}", language) in applying
    apply(client)
    asked = str(Application.objects.get().pk)
    for url in (
        address("applications", language),
        address("application-accept", language, application=asked),
        address("application-refuse", language, application=asked),
    ):
        assert words("enterprises.applications.authority", language) in operator.browser.get(url).content.decode()


def test_without_the_second_factor_nobody_is_let_in(client, operator):
    apply(client)
    url = address("application-accept", "sv", application=str(Application.objects.get().pk))
    assert operator.browser.post(url, filled(read(operator.browser.get(url)), None)).status_code == 302
    assert Organisation.objects.count() == 0


def test_a_letter_that_was_not_sent_is_handed_over(client, operator, confirmed, settings):
    apply(client)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    url = address("application-accept", "sv", application=str(Application.objects.get().pk))
    response = operator.browser.post(url, filled(read(operator.browser.get(url)), None))
    assert response.status_code == 200
    assert "/inbjudan/" in response.content.decode()


def test_one_with_people_is_not_let_in_twice(client, operator, confirmed):
    own = an_enterprise()
    apply(client, orgnr=own.organisation.orgnr)
    url = address("application-accept", "sv", application=str(Application.objects.get().pk))
    response = operator.browser.post(url, filled(read(operator.browser.get(url)), None))
    assert response.status_code == 422
    assert words("error.application.has-people", "sv", name=own.organisation.name) in response.content.decode()


def test_the_operator_says_no_and_why(client, operator):
    apply(client, "en")
    asked = Application.objects.get()
    url = address("application-refuse", "sv", application=str(asked.pk))
    page = read(operator.browser.get(url))
    assert operator.browser.post(url, filled(page, None, reason=" ")).status_code == 422
    response = operator.browser.post(url, filled(page, None, reason="Numret hör till ett annat bolag."), follow=True)
    assert words("enterprises.refuse.done", "sv") in response.content.decode()
    (letter,) = mail.outbox
    assert "Numret hör till ett annat bolag." in letter.body
    assert letter.subject == words("letter.application-refused.subject", "en")
    asked.refresh_from_db()
    assert (asked.email, asked.accepted) == ("", False)


def test_a_no_that_was_not_sent_is_told(client, operator, settings):
    apply(client)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    url = address("application-refuse", "sv", application=str(Application.objects.get().pk))
    response = operator.browser.post(url, filled(read(operator.browser.get(url)), None, reason="Nej."), follow=True)
    assert words("enterprises.refuse.unsent", "sv", email="info@exempel.example") in response.content.decode()
