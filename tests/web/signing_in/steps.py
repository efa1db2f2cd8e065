"""What the tests of signing in do again and again."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value

from tests.records.build import PASSWORD

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django.test import Client

    from svangrum.records.accounts.models import Person

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0"
SAFARI = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Version/19.0 Safari/604.1"


def sign_in(client: Client, person: Person, password: str = PASSWORD, path: str = "/logga-in", **more) -> HttpResponse:
    return client.post(path, {"login": person.email, "password": password}, **more)


def with_app(person: Person) -> str:
    """Give the person an app with codes; its secret."""
    secret = generate_totp_secret()
    TOTP.activate(person, secret)
    return secret


def code_of(secret: str, later: int = 0) -> str:
    """The code that the app shows now, or so many turns of it later."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + later))


def cookies() -> dict[str, object]:
    """In a process of its own: what the cookies are called, and whether they go over https alone."""
    from django.conf import settings

    return {
        "svangrum": [settings.SESSION_COOKIE_NAME, settings.SESSION_COOKIE_SECURE],
        "form": [settings.CSRF_COOKIE_NAME, settings.CSRF_COOKIE_SECURE],
        "known": settings.KNOWN_COOKIE_NAME,
    }
