"""An enterprise's passport as others in the register see it, and what officers of buyers do with it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from svangrum.core.dates import parse_day
from svangrum.core.language import words
from svangrum.records.passports.actions.relying import rely_on_passport
from svangrum.records.passports.actions.reviewing import challenge_evidence
from svangrum.records.passports.actions.seeing import note_sighting, take_back_sighting
from svangrum.records.passports.models import Challenge, Sighting
from svangrum.records.passports.passport import as_kept
from svangrum.records.passports.permissions import can_challenge, can_note_sighting, can_rely
from svangrum.records.passports.queries import evidence_of, live_evidence, open_challenges
from svangrum.web.access import actor_of
from svangrum.web.clock import today
from svangrum.web.enterprises.shown import warning
from svangrum.web.fields import Asking
from svangrum.web.pages import language_of
from svangrum.web.passports.files import saved
from svangrum.web.passports.found import as_others_see, entry_of, on_paper, to_passport
from svangrum.web.passports.keeping import keep_form
from svangrum.web.passports.reviewing import with_states
from svangrum.web.sheets import Sheet, fill_in, perform, version_sent

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from svangrum.records.enterprises.models import Enterprise
    from svangrum.records.passports.models import Evidence

    Stated = Mapping[str, str]

_WAYS = (("link", "passports.way.link"), ("shown", "passports.way.shown"))
_SEEN = {
    "seen_on": Asking("short", "passports.field.seen_on"),
    "way": Asking("radios", "passports.field.way", choices=_WAYS),
    "shown": Asking("text", "passports.field.shown", "passports.field.shown-hint"),
    "note": Asking("area", "passports.field.note", "passports.field.note-hint"),
}
_DOUBT = {"reason": Asking("area", "passports.field.reason", "passports.field.reason-hint")}


@require_safe
@never_cache
def passport_of(request: HttpRequest, enterprise: UUID) -> HttpResponse:
    actor, entry = actor_of(request), entry_of(request, enterprise)
    paper = on_paper(request, as_others_see(request, entry))
    context = {
        "paper": paper,
        "warning": warning(entry, language_of(request)),
        "enterprise": entry,
        "tests": [(one, live_evidence(entry, one.code)) for one in paper.tests],
        "can_note": can_note_sighting(actor),
        "can_challenge": can_challenge(actor),
        "can_rely": can_rely(actor),
        "key": str(uuid4()),
        **_own(request, entry),
    }
    return render(request, "passports/passport.html", context)


@require_safe
@never_cache
def passport_file(request: HttpRequest, enterprise: UUID, name: str) -> HttpResponse:
    return saved(request, as_kept(as_others_see(request, entry_of(request, enterprise))), name)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def see(request: HttpRequest, enterprise: UUID, evidence: UUID) -> HttpResponse:
    """The documents behind a piece of evidence have been seen."""
    entry = entry_of(request, enterprise)
    found = evidence_of(entry, evidence)

    def do(written: Stated) -> None:
        told = {name: written[name] for name in ("way", "shown", "note")}
        day = parse_day(written["seen_on"], field="seen_on")
        perform(request, note_sighting, enterprise=entry.pk, evidence=found.pk, seen_on=day, **told)

    sheet = _sheet(request, entry, found, "seen", _SEEN)
    begun = {"seen_on": today().isoformat()}
    return fill_in(request, sheet, do, done=lambda: _done(request, entry, "seen"), begun=begun)


@require_POST
def take_back(request: HttpRequest, enterprise: UUID, sighting: UUID) -> HttpResponse:
    """What was noted as seen counts no more."""
    entry = entry_of(request, enterprise)
    perform(request, take_back_sighting, sighting=sighting, version=version_sent(request))
    place, said = _done(request, entry, "unseen")
    messages.success(request, said)
    return redirect(place)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def challenge(request: HttpRequest, enterprise: UUID, evidence: UUID) -> HttpResponse:
    """A piece of evidence is doubted: its test is under review, as buyers see it."""
    entry = entry_of(request, enterprise)
    found = evidence_of(entry, evidence)

    def do(written: Stated) -> None:
        perform(request, challenge_evidence, enterprise=entry.pk, evidence=found.pk, reason=written["reason"])

    sheet = _sheet(request, entry, found, "doubt", _DOUBT)
    return fill_in(request, sheet, do, done=lambda: _done(request, entry, "doubted"))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def rely(request: HttpRequest, enterprise: UUID) -> HttpResponse:
    """Keep what the register shows today."""
    entry = entry_of(request, enterprise)

    def keep(written: Stated) -> UUID:
        return perform(request, rely_on_passport, enterprise=entry.pk, procurement=written["procurement"])

    return keep_form(request, keep, back=to_passport(request, entry))


def _own(request: HttpRequest, entry: Enterprise) -> dict[str, object]:
    """What the actor's own organisation has noted and doubted."""
    organisation = actor_of(request).organisation
    sightings = Sighting.objects.filter(organisation=organisation, evidence__enterprise=entry)
    challenges = Challenge.objects.filter(organisation=organisation, evidence__enterprise=entry)
    return {
        "sightings": sightings.select_related("evidence").order_by("-seen_on", "pk"),
        "challenges": with_states(challenges.select_related("evidence").order_by("-raised_at", "pk")),
        "doubted": {one.evidence.test for one in open_challenges(today()) & challenges}
        | {one.evidence.test for one in challenges if one.evidence.ended_at is None},
    }


def _sheet(
    request: HttpRequest, entry: Enterprise, evidence: Evidence, code: str, asked: Mapping[str, Asking]
) -> Sheet:
    language = language_of(request)
    test = words(f"passport.{evidence.test}.title", language)
    return Sheet(
        title=words(f"passports.{code}.title", language),
        lead=words(f"passports.{code}.lead", language, name=entry.name, test=test, day=evidence.counted_on),
        send=words(f"passports.{code}.send", language),
        asked=asked,
        back=to_passport(request, entry),
    )


def _done(request: HttpRequest, entry: Enterprise, code: str) -> tuple[str, str]:
    return to_passport(request, entry)[0], words(f"passports.told.{code}", language_of(request))
