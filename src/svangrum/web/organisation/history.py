"""What was done in the organisation, by whom and when: for administrators and controllers.

Every history is put in words here. A person is named to those for whose organisation that person acted, and to nobody
else: others read which organisation it was, or, of an entry that somebody made for another, only that it was made.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from svangrum.core.dates import at_home
from svangrum.core.language import words
from svangrum.records.accounts.models import Grant, Membership
from svangrum.records.actions import BY_ORGANISATION
from svangrum.records.enterprises.models import Enterprise
from svangrum.records.events.permissions import can_read_history
from svangrum.records.events.queries import history_of_organisation
from svangrum.records.profiles.queries import names_of, organisations_named
from svangrum.records.purchases.models import Purchase
from svangrum.records.purchases.queries import purchases_seen_by
from svangrum.records.supplier_tests.models import SupplierTest
from svangrum.web.access import actor_of
from svangrum.web.clock import today
from svangrum.web.organisation.own import back, own_organisation
from svangrum.web.pages import language_of
from svangrum.web.rules import member

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from django.http import HttpRequest, HttpResponse

    from svangrum.core.findings import Value
    from svangrum.records.actors import Actor
    from svangrum.records.events.queries import History, Told

_ABROAD = {"event.purchase.granted": "event.purchase.granted-abroad"}
_BELONGING = frozenset({Grant.chain, SupplierTest.chain})
_LISTED = "event.enterprise.listed"
_WENT = frozenset({"event.purchase.thinned", "event.purchase.removed"})
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


@dataclass(frozen=True)
class Line:
    """One thing that was done, in words."""

    moment: datetime
    day: date
    text: str
    who: str


@dataclass(frozen=True)
class _Known:
    """Whom the history is for, what people and organisations are called, and who of them are or were its own people."""

    to: UUID | None
    names: Mapping[UUID, str]
    own: frozenset[UUID]


def reads_history(actor: Actor) -> bool:
    """The rule of the page."""
    return member(actor) and can_read_history(actor, actor.organisation)


@require_safe
@never_cache
def history(request: HttpRequest) -> HttpResponse:
    found = history_of_organisation(own_organisation(request).pk, older=request.GET.get("older"))
    shown = replace(found, events=_without_drafts(found.events, actor_of(request)))
    return render(request, "organisation/history.html", {**leaf_of(request, shown), "back": back(request)})


def leaf_of(request: HttpRequest, found: History) -> dict[str, object]:
    """What ``history_lines.html`` shows: a page of a history, and the ways to older and to the latest."""
    newer = bool(request.GET.get("older"))
    lines = lines_of(found.events, language_of(request), to=actor_of(request).organisation)
    return {"lines": lines, "older": found.older, "newer": newer}


def lines_of(events: Iterable[Told], language: str, *, to: UUID | None) -> list[Line]:
    """Events in words for the people of ``to``, as a thing's own history shows them too.

    One act on several kinds of things is told once.
    """
    several = [one for one in events if not _is_told_by_its_thing(one)]
    known = _names(several, to)
    told: dict[Line, str] = {}
    found: list[Line] = []
    for one in several:
        line = _line(one, known, language)
        if told.setdefault(line, one.kind) == one.kind:
            found.append(line)
    return found


def _is_told_by_its_thing(one: Told) -> bool:
    """Whether it came of what was done with the thing that it belongs to: a grant ended, a signature's reason gone."""
    return one.kind in _BELONGING and not one.code.startswith(f"event.{one.kind}.")


def _names(several: list[Told], to: UUID | None) -> _Known:
    """What those are called who did something, for whom they did it, or whom it was done for."""
    people = {who for one in several for who in (_actor(one), one.instead_of, _named(one, "to_person")) if who}
    asked = [(one.organisation, _named(one, "to_organisation"), _named(one, BY_ORGANISATION)) for one in several]
    organisations = {which for named in asked for which in named if which}
    own = Membership.objects.filter(organisation=to, person__in=people).values_list("person", flat=True)
    return _Known(to, {**organisations_named(organisations), **names_of(people)}, frozenset(own))


def _named(one: Told, value: str) -> UUID | None:
    named = one.values.get(value)
    return UUID(str(named)) if named else None


def _without_drafts(events: Iterable[Told], actor: Actor) -> tuple[Told, ...]:
    """Of a purchase that the actor may not see it is told that something was done, not what nor under which name.

    That one went, and why, holds nothing of what it was.
    """
    several = [(one, _purchase_of(one)) for one in events]
    asked = {purchase for _, purchase in several if purchase}
    seen = set(purchases_seen_by(actor, on=today()).filter(pk__in=asked).values_list("pk", flat=True))
    hidden = asked - seen
    return tuple(_veiled(one) if purchase in hidden and one.code not in _WENT else one for one, purchase in several)


def _purchase_of(one: Told) -> UUID | None:
    """The purchase that it is told of, by itself or by a signature of its test."""
    if one.kind == Purchase.chain:
        return one.thing
    return _named(one, "purchase") if one.kind == SupplierTest.chain else None


def _veiled(one: Told) -> Told:
    kept = {name: value for name, value in one.values.items() if name == BY_ORGANISATION}
    return replace(one, code="organisation.history.unseen", values=kept)


def _line(one: Told, known: _Known, language: str) -> Line:
    home = at_home(one.recorded_at)
    return Line(home, home.date(), _text(one, known.names, language), _who(one, known, language))


def _text(one: Told, names: Mapping[UUID, str], language: str) -> str:
    """What was done; an event of another version than ours, which we have no words for, by its code."""
    if one.erased:
        return words("organisation.history.erased", language)
    code = _code(one)
    values = {name: _value(value) for name, value in one.values.items()}
    try:
        return words(code, language, **(values | _receiver(one, names, language)))
    except KeyError:
        return words("organisation.history.unnamed", language, code=one.code.removeprefix("event."))


def _code(one: Told) -> str:
    """An entry that came with a list is told as one that was entered: the list is the reader's own."""
    if one.kind == Enterprise.chain and one.code == "event.enterprise-list.read":
        return _LISTED
    return _ABROAD.get(one.code, one.code) if one.values.get("to_organisation") else one.code


def _receiver(one: Told, names: Mapping[UUID, str], language: str) -> dict[str, Value]:
    """To whom something was given, to do what and until when; nothing for what has no receiver."""
    receiver = _named(one, "to_person") or _named(one, "to_organisation")
    if receiver is None:
        return {}
    told: dict[str, Value] = {"to": names.get(receiver) or words("organisation.history.gone", language)}
    if "role" not in one.values:
        return told
    until = one.values.get("until")
    last = words("purchases.share.until", language, day=date.fromisoformat(until)) if until else ""
    return told | {
        "role": words(f"purchases.role.{one.values['role']}", language),
        "until": last or words("purchases.share.no-end", language),
    }


def _value(value: object) -> Value:
    """A day that was written as text is a day again; what is no value to show is not shown."""
    if isinstance(value, str) and _DAY.fullmatch(value):
        return date.fromisoformat(value)
    return value if isinstance(value, str | int | float) else ""


def _actor(one: Told) -> UUID | None:
    """Whoever did it; of those who were not signed in, the one who accepted an invitation."""
    accepted = one.values.get("accepted_by") or one.values.get("person")
    if one.person or one.token or one.code != "event.invitation.accepted" or not accepted:
        return one.person
    return UUID(str(accepted))


def _who(one: Told, known: _Known, language: str) -> str:
    """Whoever did it, or for whom; one who has left has no name any more. Empty for what was nobody's when it was done.

    An event whose values are erased says no more for whom it was done: then only the organisation's own are named.
    """
    actor = _actor(one)
    if one.token or actor is None:
        return words(f"organisation.history.{'by-key' if one.token else 'by-program'}", language)
    acted_for = _named(one, BY_ORGANISATION) if BY_ORGANISATION in one.values else one.organisation
    if BY_ORGANISATION in one.values and acted_for is None:
        return words("organisation.history.by-operator", language)
    if acted_for is None or acted_for != known.to:
        return known.names.get(acted_for, "") if acted_for else ""
    return _own_name(one, actor, known, language)


def _own_name(one: Told, actor: UUID, known: _Known, language: str) -> str:
    gone = words("organisation.history.gone", language)
    name = known.names.get(actor) or gone
    if name != gone and actor not in known.own:
        return words("organisation.history.by-others", language)
    if one.instead_of is None:
        return name
    return words("organisation.history.instead", language, name=name, member=known.names.get(one.instead_of) or gone)
