"""A store with people in it: a municipality with somebody in every role, each signed in already.

``prepare`` runs in a process of its own, because the site's settings are read once: the store's, not the tests'.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

AGENT = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36"
"""The browser of everybody here: a session stays in the browser where it began."""
MUNICIPALITY, OTHER = "Exempelstad", "Provköping"
ENTERPRISE, COORDINATOR = "Exempelköket", "Exempelringen"
ENTERPRISE_NUMBER = "5599990008"
A_RUN = 2 * 60 * 60
"""Seconds that no run of the tests exceeds: who has just shown the second factor has so until its end."""
_COMMAND = """
import importlib, json, os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "svangrum.web.settings"
from svangrum.web.environment import settle_key
settle_key()
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from tests.records.numbers import begin_series
begin_series(sys.argv[1])
module, _, name = sys.argv[1].partition(":")
print(json.dumps(getattr(importlib.import_module(module), name)()))
"""


@dataclass(frozen=True)
class Inhabitant:
    """Who may be in a browser. ``cookie`` is a session; ``confirmed`` one where the app has just been shown."""

    person: str
    organisation: str
    email: str
    cookie: str
    confirmed: str
    secret: str


def inhabit(store: Path) -> dict[str, Inhabitant]:
    """People by role in ``MUNICIPALITY``; ``other`` administers another, ``operator`` runs the installation.

    ``enterprise-administrator`` and ``enterprise-member`` are of ``ENTERPRISE``, which has no entry in the register;
    ``coordinator`` of ``COORDINATOR``.
    """
    return {role: Inhabitant(**made) for role, made in prepare(store, "tests.web.inhabited:make").items()}


def prepare(store: Path, function: str, **settings: str) -> Any:
    """Run ``module:function`` with the store's database and ``settings`` of the environment, and give what it gives."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("SVANGRUM_", "DATABASE"))}
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", _COMMAND, function],
        env={**environment, "SVANGRUM_STORE": str(store), **settings},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def make() -> dict[str, dict[str, str]]:
    """In the process of ``prepare``: the people, made by actions."""
    from svangrum.records.accounts.roles import ROLES
    from svangrum.records.actors import Role
    from tests.records.build import a_member, an_operator, an_organisation

    town, other = an_organisation(name=MUNICIPALITY), an_organisation(name=OTHER)
    firm = an_organisation("enterprise", ENTERPRISE, orgnr=ENTERPRISE_NUMBER)
    sector = an_organisation("coordinator", COORDINATOR)
    people = {str(role): (a_member(town, role), town) for role in ROLES[town.kind]}
    people["other"] = (a_member(other, *ROLES[other.kind]), other)
    people["operator"] = (an_operator(), None)
    people |= {f"enterprise-{role}": (a_member(firm, role), firm) for role in (Role.ADMINISTRATOR, Role.MEMBER)}
    people["coordinator"] = (a_member(sector, Role.COORDINATOR), sector)
    return {role: asdict(_inhabitant(person, place)) for role, (person, place) in people.items()}


def _inhabitant(person: Any, place: Any) -> Inhabitant:
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    secret = generate_totp_secret()
    TOTP.activate(person, secret)
    return Inhabitant(
        person=str(person.pk),
        organisation=str(place.pk) if place else "",
        email=person.email,
        cookie=session_of(person, place, confirmed=False),
        confirmed=session_of(person, place, confirmed=True),
        secret=secret,
    )


def session_of(person: Any, place: Any, *, confirmed: bool) -> str:
    """A session of the person in ``AGENT``'s browser, as its cookie holds it."""
    from django.conf import settings
    from django.test import Client

    from svangrum.web.signing_in.browsers import fingerprint
    from tests.records.build import signed_in

    client = signed_in(Client(), person, place)
    session = client.session
    session["browser"] = fingerprint(_asking(AGENT))
    if confirmed:
        confirm(session, person, at=time.time() + A_RUN)
    session.save()
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def confirm(session: Any, person: Any, *, at: float | None = None) -> None:
    """As when the person has just shown the second factor, or did ``at`` a moment; who calls saves the session."""
    shown = {"method": "mfa", "type": "totp", "at": time.time() if at is None else at}
    session["account_authentication_methods"] = [shown]
    session["account_authentication_methods_user"] = str(person.pk)


def _asking(agent: str) -> Any:
    from django.test import RequestFactory

    return RequestFactory().get("/", HTTP_USER_AGENT=agent)
