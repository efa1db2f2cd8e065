"""Proposals on the walk: the cast's coordinator proposes to the cast's enterprise and another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from svangrum.records.consortia.models import Invited, Proposal
from svangrum.records.consortia.stated import part_field
from svangrum.records.enterprises.actions.helping import ask_for_help
from svangrum.records.enterprises.models import Enterprise, Helper
from svangrum.web.clock import now, today
from tests.harness.permissions.passports import firm
from tests.records.build import NOW, actor
from tests.records.consortia.made import a_proposal, helped_by
from tests.records.enterprises.made import Own, an_enterprise

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from svangrum.records.actors import Actor
    from tests.harness.permissions.people import Cast

    Parts = Mapping[str, Any]
    Form = dict[str, Any]

VERSIONED = {"proposal": Proposal}


def _coordinator(cast: Cast) -> Actor:
    person = cast.people["coordinator"]
    return actor(person, person.memberships.get().organisation)


def _ours(cast: Cast) -> Own:
    """The cast's enterprise, which has asked for help."""
    entry, member = firm(cast).enterprise, actor(cast.people["enterprise-member"], cast.enterprise)
    coordinator = _coordinator(cast).organisation
    if not Helper.objects.filter(enterprise=entry, coordinator=coordinator, ended=None).exists():
        ask_for_help(by=member, recorded_at=NOW, enterprise=entry.pk, coordinator=coordinator)
    return Own(cast.enterprise, member, member, entry)


def _proposed(cast: Cast, state: str) -> Parts:
    """To the cast's enterprise and another; in the state ``others`` to two others."""
    first = an_enterprise() if state == "others" else _ours(cast)
    second = an_enterprise()
    helped_by(_coordinator(cast), second, *([first] if state == "others" else []))
    return {"proposal": a_proposal(_coordinator(cast), first, second, at=now(), answers_until=today()).pk}


def _helped(cast: Cast, _state: str) -> Parts:
    assert _ours(cast)
    return {}


def _proposing(cast: Cast, _who: str) -> Form:
    """Two that are helped by the cast's coordinator."""
    entries = [_ours(cast).entry, *(one.entry for one in helped_by(_coordinator(cast), an_enterprise()))]
    parts = {part_field(one.pk): "Golven." for one in entries}
    return {"title": "Lokalvård", "what": "En del var.", "dialogue": "", "answers_until": today().isoformat(), **parts}


def _replying(cast: Cast, _who: str) -> Form:
    own = Enterprise.objects.filter(organisation=cast.enterprise).first()
    last = Invited.objects.filter(enterprise=own).order_by("proposal__made_at").last()
    return {"version": last.version if last else 1, "reply": "yes", "words": ""}


MADE: Mapping[str, Callable[[Cast, str], Parts]] = {
    "consortium-new": _helped,
    "consortium": _proposed,
    "consortium-end": _proposed,
    "own-consortia": _helped,
    "own-consortium": _proposed,
    "own-consortium-reply": _proposed,
}
FORMS: Mapping[str, Callable[[Cast, str], Form]] = {
    "consortium-new": _proposing,
    "consortium-end": lambda _cast, _who: {},
    "own-consortium-reply": _replying,
}
