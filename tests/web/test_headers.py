"""Headers of every kind of answer: pages, files, programs and problems."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from svangrum.web.headers import CONTENT_SECURITY_POLICY

PROXY = {"host": "testserver", "x-forwarded-proto": "https"}
PLACES = ("/om", "/logga-in", "/nej", "/static/svangrum.css", "/api/v1/municipalities", "/api/v1/nej", "/health/live")


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.django_db
def test_every_answer_is_hardened(client, place):
    response = client.get(place)
    assert response["Content-Security-Policy"] == CONTENT_SECURITY_POLICY
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert re.fullmatch("[0-9a-f]{12}", response["X-Request-Id"])
    response.close()


@pytest.fixture
def over_https(settings):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    settings.SECURE_SSL_REDIRECT, settings.SECURE_HSTS_SECONDS = True, 60
    settings.SECURE_REDIRECT_EXEMPT = [r"^health/"]


@pytest.mark.django_db
def test_all_goes_over_https_but_signs_of_life(over_https, client):
    assert client.get("/om")["Location"] == "https://testserver/om"
    assert client.get("/health/live").status_code == 200
    response = client.get("/om", headers={"x-forwarded-proto": "https"})
    assert response["Strict-Transport-Security"] == "max-age=60"


@pytest.mark.django_db
def test_a_form_sent_over_https_needs_to_come_from_here(over_https):
    """With no Referer and no Origin Django refuses: so browsers must be let send one (same-origin)."""
    browser = Client(enforce_csrf_checks=True)
    shown = browser.get("/logga-in", headers=PROXY)
    (mark,) = set(re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', shown.content.decode()))
    form = {"csrfmiddlewaretoken": mark, "login": "a@exempelstad.example", "password": "x"}

    def sent(**headers):
        return browser.post("/logga-in", form, headers=PROXY | headers).status_code

    assert sent(origin="https://testserver") != 403
    assert sent(referer="https://testserver/logga-in") != 403
    assert sent() == sent(origin="null") == sent(origin="https://elsewhere.example") == 403
