"""Keys of the API: shown once, listed, revoked."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from svangrum.records.tokens.models import Token
from svangrum.records.tokens.queries import TokenError, find_token
from svangrum.web.clock import now, today
from tests.web.page import read

NEW, KEYS = "/organisation/nycklar/ny", "/organisation/nycklar"

pytestmark = pytest.mark.usefixtures("confirmed")


def sent(**written):
    last = (today() + timedelta(days=90)).isoformat()
    return {
        "key": str(uuid4()),
        "name": "Upphandlingssystemet",
        "scopes": ["purchases:read"],
        "expires_at": last,
        **written,
    }


def shown(response):
    return read(response).one("code").text.strip()


def test_a_key_is_shown_once_and_works(administrator, organisation):
    response = administrator.post(NEW, sent())
    text = shown(response)
    assert find_token(text, now()).organisation == organisation.pk
    assert "no-store" in response["Cache-Control"]
    listed = administrator.get(KEYS).content.decode()
    assert "Upphandlingssystemet" in listed
    assert text not in listed


def test_the_same_form_sent_again_makes_one_key(administrator, organisation):
    form = sent()
    assert shown(administrator.post(NEW, form)) == shown(administrator.post(NEW, form))
    assert Token.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "written"),
    [
        ("name", ""),
        ("scopes", []),
        ("scopes", ["everything"]),
        ("expires_at", ""),
        ("expires_at", "2020-01-01"),
        ("expires_at", "2999-01-01"),
    ],
)
def test_what_is_wrong_is_told_at_its_field(administrator, organisation, field, written):
    response = administrator.post(NEW, sent(**{field: written}))
    assert response.status_code == 422
    assert read(response).one("a", href=f"#{field}").text
    assert not Token.objects.exists()


def test_a_revoked_key_works_no_more(administrator, organisation):
    text = shown(administrator.post(NEW, sent()))
    token = Token.objects.get()
    path = f"{KEYS}/{token.pk}/aterkalla"
    assert administrator.get(path).status_code == 405
    assert administrator.post(path, {"version": token.version}, follow=True).status_code == 200
    with pytest.raises(TokenError):
        find_token(text, now())
    assert "Återkallad." in administrator.get(KEYS).content.decode()
