"""What is known about me: as a page, and as a file to take away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from svangrum.core.language import words
from svangrum.jobs.kinds.clearing import LETTERS_KEPT
from svangrum.records.accounts.actions.leaving import ADDRESS_KEPT
from svangrum.records.accounts.known import as_json, kept_about, names_in
from svangrum.records.accounts.queries import memberships
from svangrum.web.clock import today
from svangrum.web.mine.oneself import myself
from svangrum.web.mine.readable import readable
from svangrum.web.pages import language_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpRequest

    from svangrum.records.accounts.known import Kept

_TABLES = {
    ("accounts.person", ""): "person",
    ("accounts.membership", "person"): "memberships",
    ("accounts.deputy", "member"): "deputies",
    ("accounts.deputy", "deputy"): "deputised",
    ("accounts.grant", "to_person"): "grants",
    ("accounts.invitation", "email"): "invitations",
    ("accounts.invitation", "accepted_by"): "accepted",
    ("account.emailaddress", "user"): "addresses",
    ("events.event", "person"): "events",
    ("events.outcome", "actor"): "forms",
    ("files.storedfile", "handed_in_by"): "files",
    ("letters.letter", "person"): "letters",
    ("letters.passwordasked", "person"): "asked",
    ("letters.subscription", "person"): "paces",
    ("mfa.authenticator", "user"): "factors",
    ("passports.relied", "kept_by"): "relied",
    ("purchases.opening", "person"): "opened",
    ("purchases.purchase", "owner"): "purchases",
    ("socialaccount.socialaccount", "user"): "services",
    ("supplier_tests.suppliertest", "signed_by"): "signed",
    ("usersessions.usersession", "user"): "sessions",
    ("work.work", "started_by"): "work",
}
MOST_SHOWN = 20
"""Rows of one table on the page; the file has them all."""


@dataclass(frozen=True)
class Table:
    """One kind of thing, in words, with the rows that are shown and how many more there are."""

    name: str
    count: int
    rows: list[list[tuple[str, str]]]
    more: int


@require_safe
@never_cache
def known(request: HttpRequest) -> HttpResponse:
    language, person = language_of(request), myself(request)
    kept = kept_about(person)
    names = names_in(kept)
    context = {
        "tables": [_table(one, names, language) for one in kept],
        "organisations": [held.organisation.name for held in memberships(person.pk, on=today())],
        "letters_kept": LETTERS_KEPT.days,
        "invitations_kept": ADDRESS_KEPT.days,
    }
    return render(request, "mine/known.html", context)


@require_safe
@never_cache
def known_file(request: HttpRequest) -> HttpResponse:
    response = HttpResponse(as_json(kept_about(myself(request))), content_type="application/json; charset=utf-8")
    name = words("mine.known.file", language_of(request))
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    return response


def _table(kept: Kept, names: Mapping[str, str], language: str) -> Table:
    shown = kept.rows[-MOST_SHOWN:]
    rows = [readable(row, names, language) for row in reversed(shown)]
    return Table(name_of_table(kept.kind, kept.role, language), len(kept.rows), rows, len(kept.rows) - len(shown))


def name_of_table(kind: str, role: str, language: str) -> str:
    """A table in words; one of an extension that we have no words for by its own name."""
    slug = _TABLES.get((kind, role))
    return words(f"mine.known.table.{slug}", language) if slug else f"{kind} ({role})"
