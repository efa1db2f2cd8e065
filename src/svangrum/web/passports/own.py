"""An enterprise's own passport: what it says, what is missing, its links, who doubts it, what was done with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import uuid4

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from svangrum.core.language import words
from svangrum.records.enterprises.queries import own_enterprise
from svangrum.records.passports.actions.telling import withdraw_evidence
from svangrum.records.passports.passport import TESTS, as_kept
from svangrum.records.passports.permissions import can_write_passport
from svangrum.records.passports.queries import (
    challenges_of,
    links_of,
    live_evidence,
    passport_of,
    readings_of_links,
    state_of_link,
)
from svangrum.records.passports.todo import EXPIRES_SOON
from svangrum.web.access import actor_of
from svangrum.web.clock import today
from svangrum.web.pages import address, language_of
from svangrum.web.passports.files import saved
from svangrum.web.passports.found import on_paper, own_entry
from svangrum.web.passports.reviewing import with_states
from svangrum.web.sheets import perform, version_sent

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from svangrum.documents.passport_words import TestOnPaper
    from svangrum.records.enterprises.models import Enterprise
    from svangrum.records.passports.models import Evidence, PassportLink
    from svangrum.records.passports.passport import Passport

_NUMBERED = "med-antal-"
"""Before the name of a file that holds the numbers too."""


@dataclass(frozen=True)
class OwnTest:
    """A test with what can be done about it. ``missing`` are words on what would make it better."""

    paper: TestOnPaper
    evidence: Evidence | None
    form: str
    missing: tuple[str, ...]


@dataclass(frozen=True)
class ShownLink:
    """A link in the list; ``readings`` counts those that are told: one a day for each reader."""

    link: PassportLink
    state: str
    readings: int


@require_safe
@never_cache
def passport(request: HttpRequest) -> HttpResponse:
    """What it says and what can be done; for an organisation that is not in the register, that it is not."""
    actor = actor_of(request)
    entry = own_enterprise(actor)
    if entry is None:
        return render(request, "passports/none.html")
    found = passport_of(entry, on=today())
    paper = on_paper(request, found)
    context = {
        "paper": paper,
        "tests": _tests(request, entry, found),
        "links": _links(entry),
        "challenges": with_states(challenges_of(entry)),
        "can_write": can_write_passport(actor, entry),
        "enterprise": entry,
        "key": str(uuid4()),
    }
    return render(request, "passports/own.html", context)


@require_safe
@never_cache
def own_file(request: HttpRequest, name: str) -> HttpResponse:
    """The passport to give away, and (``med-antal-…``) the one with the numbers, for the own people."""
    entry = own_enterprise(actor_of(request))
    if entry is None:
        raise Http404
    found = passport_of(entry, on=today())
    kept = as_kept(found if name.startswith(_NUMBERED) else found.plainly())
    return saved(request, kept, name.removeprefix(_NUMBERED))


@require_POST
def withdraw(request: HttpRequest, evidence: UUID) -> HttpResponse:
    told = {"enterprise": own_entry(request).pk, "evidence": evidence, "version": version_sent(request)}
    perform(request, withdraw_evidence, **told)
    language = language_of(request)
    messages.success(request, words("passports.told.withdrawn", language))
    return redirect(address("passport", language))


def _tests(request: HttpRequest, entry: Enterprise, found: Passport) -> list[OwnTest]:
    language = language_of(request)
    papers = {one.code: one for one in on_paper(request, found).tests}
    live = {code: live_evidence(entry, code) for code in TESTS}
    return [OwnTest(papers[code], live[code], f"passport-{code}", _missing(live[code], language)) for code in TESTS]


def _missing(told: Evidence | None, language: str) -> tuple[str, ...]:
    """What would make the evidence better, or what it lacks."""
    if told is None:
        return (words("passports.missing.none", language),)
    lacking = {
        "soon": told.expires <= today() + EXPIRES_SOON,
        "document": told.basis == "self-declared",
        "counts": told.test == "share" and told.all_occupied is None,
        "file": told.basis != "self-declared" and told.file_id is None,
    }
    return tuple(words(f"passports.missing.{code}", language) for code, lacks in lacking.items() if lacks)


def _links(entry: Enterprise) -> list[ShownLink]:
    links = list(links_of(entry))
    read = readings_of_links(links)
    return [ShownLink(one, state_of_link(one, on=today()), read.get(one.pk, 0)) for one in links]
