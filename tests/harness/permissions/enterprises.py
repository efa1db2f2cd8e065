"""The register on the walk: the entry of the cast's enterprise, a helper, an application; and what forms hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from svangrum.records.actors import PUBLIC
from svangrum.records.enterprises.actions.applying import apply
from svangrum.records.enterprises.actions.assessing import note_assessment
from svangrum.records.enterprises.actions.entering import begin_entry
from svangrum.records.enterprises.actions.helping import ask_for_help
from svangrum.records.enterprises.actions.telling import add_certificate, add_offer
from svangrum.records.enterprises.models import Enterprise
from tests.records.build import NOW, actor
from tests.records.enterprises.made import CLEANING
from tests.records.numbers import a_number

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tests.harness.permissions.people import Cast

    Parts = Mapping[str, Any]
    Form = dict[str, Any]

_DIPLOMA = "Miljödiplom"


def _begun(cast: Cast) -> Enterprise:
    """The entry of the cast's enterprise, which offers cleaning and has a certificate."""
    by = actor(cast.people["enterprise-member"], cast.enterprise)
    entry = begin_entry(by=by, recorded_at=NOW)
    told = {"by": by, "recorded_at": NOW, "enterprise": entry}
    add_offer(**told, version=1, cpv=CLEANING, words="Städning")
    add_certificate(**told, version=2, name=_DIPLOMA)
    return Enterprise.objects.get(pk=entry)


def _of(cast: Cast, _state: str) -> Parts:
    return {"enterprise": _begun(cast).pk}


def _noted(cast: Cast, state: str) -> Parts:
    """An organisation's own note; others who pass the rule have none."""
    parts = _of(cast, state)
    note_assessment(
        by=actor(cast.people["officer"], cast.ours), recorded_at=NOW, **parts, version=0, social="yes", reason="Sett."
    )
    return parts


def _own(cast: Cast, _state: str) -> Parts:
    """No part of the address names it: that there is an entry is enough."""
    assert _begun(cast).offers
    return {}


def _helper(cast: Cast, _state: str) -> Parts:
    asked = {"enterprise": _begun(cast).pk, "coordinator": _coordinator(cast)}
    by = actor(cast.people["enterprise-member"], cast.enterprise)
    return {"helper": ask_for_help(by=by, recorded_at=NOW, **asked)}


def _application(_cast: Cast, _state: str) -> Parts:
    asked = {"orgnr": a_number(), "name": "Nya köket", "email": "info@exempel.example"}
    return {"application": apply(by=PUBLIC, recorded_at=NOW, **asked)}


def _coordinator(cast: Cast) -> Any:
    return cast.people["coordinator"].memberships.get().organisation_id


_TOLD: Mapping[str, Form] = {
    "about": {"name": "Grytan", "form": "other", "kind": "enterprise", "control": ""},
    "offers": {"words": "Kafé", "other": "55330000"},
    "offer-remove": {"cpv": CLEANING},
    "rates": {f"rate-{CLEANING}": "350"},
    "places": {"places": "Falun"},
    "training": {"training_places": "3", "training_words": ""},
    "languages": {"languages": ["sv"]},
    "certificates": {"name": "Kvalitetsdiplom", "until": ""},
    "certificate-remove": {"name": _DIPLOMA},
    "contact": {"contact": "Försäljning", "email": "", "phone": ""},
    "links": {"links": "https://exempel.example"},
}

MADE: Mapping[str, Callable[[Cast, str], Parts]] = {
    "enterprise": _of,
    "enterprise-assess": _of,
    "enterprise-assess-remove": _noted,
    **{f"own-enterprise-{subject}": _own for subject in (*_TOLD, "helpers", "readings")},
    "own-enterprise-helper-end": _helper,
    "helped-enterprise-end": _helper,
    "application-accept": _application,
    "application-refuse": _application,
}


def _telling(written: Form) -> Callable[[Cast, str], Form]:
    def form(cast: Cast, _who: str) -> Form:
        return {"version": Enterprise.objects.get(organisation=cast.enterprise).version, **written}

    return form


def _entered(_cast: Cast, _who: str) -> Form:
    return {"orgnr": a_number(), "name": "Nya köket"}


FORMS: Mapping[str, Callable[[Cast, str], Form]] = {
    "enterprise-new": _entered,
    "enterprise-assess": lambda _cast, _who: {"version": 0, "social": "yes", "reason": "Sett."},
    "enterprise-assess-remove": lambda _cast, _who: {"version": 1, "reason": "Fel.", "decision": "Nämnden § 7."},
    **{f"own-enterprise-{subject}": _telling(written) for subject, written in _TOLD.items()},
    "own-enterprise-begin": lambda _cast, _who: {},
    "own-enterprise-helpers": lambda cast, _who: {"coordinator": _coordinator(cast)},
    "own-enterprise-helper-end": lambda _cast, _who: {"version": 1},
    "helped-enterprise-end": lambda _cast, _who: {"version": 1},
    "apply": lambda cast, who: {**_entered(cast, who), "email": "info@exempel.example"},
    "application-accept": lambda _cast, _who: {"version": 1},
    "application-refuse": lambda _cast, _who: {"version": 1, "reason": "Nej."},
}
