"""Passports on the walk: an enterprise with evidence, a challenge, a link and a kept copy; what is written in forms."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from svangrum.records.enterprises.models import Enterprise
from svangrum.records.files.actions import hand_in
from svangrum.records.files.upload import Upload
from svangrum.records.passports.actions.relying import rely_on_passport
from svangrum.records.passports.actions.reviewing import answer_challenge
from svangrum.records.passports.actions.seeing import note_sighting
from svangrum.records.passports.models import Challenge, Evidence, PassportLink, Sighting
from svangrum.web.clock import now, today
from tests.records.build import actor
from tests.records.numbers import a_number
from tests.records.passports.made import Firm, a_challenge, a_file, a_link, a_share

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tests.harness.permissions.people import Cast

    Parts = Mapping[str, Any]
    Form = dict[str, Any]

VERSIONED = {"evidence": Evidence, "challenge": Challenge, "link": PassportLink, "sighting": Sighting}
FILE = "pass.json"


def firm(cast: Cast) -> Firm:
    """The enterprise of the cast, which has an entry in the register from now on."""
    told = {"orgnr": a_number(), "name": "Exempelkooperativet", "listed_at": now()}
    entry, _ = Enterprise.objects.get_or_create(organisation=cast.enterprise, defaults=told)
    boss, worker = (actor(cast.people[f"enterprise-{who}"], cast.enterprise) for who in ("administrator", "member"))
    return Firm(entry, cast.enterprise, boss, worker)


def _evidence(cast: Cast) -> Evidence:
    return a_share(firm(cast), at=now(), counted_on=today())


def _of(cast: Cast, _state: str) -> Parts:
    return {"enterprise": firm(cast).enterprise.pk}


def _of_evidence(cast: Cast, state: str) -> Parts:
    return _of(cast, state) | {"evidence": _evidence(cast).pk}


def _own_evidence(cast: Cast, _state: str) -> Parts:
    return {"evidence": _evidence(cast).pk}


def _own_link(cast: Cast, _state: str) -> Parts:
    return {"link": a_link(firm(cast), recorded_at=now(), expires=today()).link}


def _opened(cast: Cast, state: str) -> Parts:
    made = a_link(firm(cast), recorded_at=now(), expires=today(), buyer=cast.ours.pk)
    if state == "revoked":
        PassportLink.objects.filter(pk=made.link).update(revoked_at=now())
    return {"secret": made.secret}


def _document(cast: Cast, state: str) -> Parts:
    """The evidence with one of the enterprise's files."""
    boss = firm(cast).boss
    told = {"by": boss, "recorded_at": now(), "organisation": cast.enterprise.pk, "rule": "working"}
    file = hand_in(**told, file=Upload("lista.txt", b"Tre av sju."))
    made = a_share(firm(cast), at=now(), counted_on=today(), file=file)
    return _opened(cast, state) | {"evidence": made.pk}


def _sighting(cast: Cast, state: str) -> Parts:
    officer = actor(cast.people["officer"], cast.ours)
    told = {"by": officer, "recorded_at": now(), "seen_on": today(), "way": "shown", "shown": "På plats."}
    named = _of(cast, state)
    return named | {"sighting": note_sighting(**named, **told, evidence=_evidence(cast).pk)}


def _challenge(cast: Cast, _state: str) -> Parts:
    return {"challenge": a_challenge(_evidence(cast), actor(cast.people["officer"], cast.ours)).pk}


def _replied(cast: Cast, state: str) -> Parts:
    """A challenge that may be settled: answered, with a document."""
    named = _challenge(cast, state)
    told = {"by": firm(cast).boss, "recorded_at": now(), "answer": "Jo.", "version": 1}
    answer_challenge(**named, **told, file=a_file(firm(cast)))
    return named


def _relied(cast: Cast, _state: str) -> Parts:
    told = {"by": actor(cast.people["officer"], cast.ours), "recorded_at": now(), "procurement": "Flytt"}
    return {"relied": rely_on_passport(**told, enterprise=firm(cast).enterprise.pk)}


def _listed(cast: Cast, _state: str) -> Parts:
    """No part of the address names it: that there is an entry is enough."""
    assert firm(cast)
    return {}


def _with_file(made: Callable[[Cast, str], Parts]) -> Callable[[Cast, str], Parts]:
    return lambda cast, state: {**made(cast, state), "name": FILE}


MADE: Mapping[str, Callable[[Cast, str], Parts]] = {
    **dict.fromkeys(("passport", "passport-purpose", "passport-share", "passport-link-new"), _listed),
    "passport-file": _with_file(_listed),
    "passport-withdraw": _own_evidence,
    "passport-link": _own_link,
    "passport-link-revoke": _own_link,
    "passport-opened": _opened,
    "passport-opened-keep": _opened,
    "passport-opened-file": _with_file(_opened),
    "passport-opened-document": _document,
    "passport-of": _of,
    "passport-of-keep": _of,
    "passport-of-file": _with_file(_of),
    "passport-seen": _of_evidence,
    "passport-seen-back": _sighting,
    "passport-doubt": _of_evidence,
    "passport-challenge": _challenge,
    "passport-challenge-answer": _challenge,
    "passport-challenge-document": _replied,
    "passport-challenge-settle": _replied,
    "relied-copy": _relied,
    "relied-file": _with_file(_relied),
}


def _told(_cast: Cast, _who: str) -> Form:
    return {"holds": "yes", "counted_on": today().isoformat(), "basis": "self-declared"}


def _link(_cast: Cast, _who: str) -> Form:
    return {"procurement": "Flytt", "expires": (today() + timedelta(days=9)).isoformat()}


FORMS: Mapping[str, Callable[[Cast, str], Form]] = {
    "passport-purpose": _told,
    "passport-share": _told,
    "passport-withdraw": lambda _cast, _who: {},
    "passport-link-new": _link,
    "passport-link-revoke": lambda _cast, _who: {},
    "passport-opened-keep": lambda _cast, _who: {"procurement": "Flytt"},
    "passport-of-keep": lambda _cast, _who: {"procurement": "Flytt"},
    "passport-seen": lambda _cast, _who: {"seen_on": today().isoformat(), "way": "shown", "shown": "På plats."},
    "passport-seen-back": lambda _cast, _who: {},
    "passport-doubt": lambda _cast, _who: {"reason": "Den stämmer inte."},
    "passport-challenge-answer": lambda _cast, _who: {"answer": "Jo."},
    "passport-challenge-settle": lambda _cast, _who: {"upheld": "no", "settlement": "Den stämmer."},
}
