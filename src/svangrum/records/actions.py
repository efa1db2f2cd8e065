"""How everything is written: an action, in one transaction, by someone, leaving one event for each thing it changes.

    @action("purchase.renamed")
    def rename_purchase(act: Act, *, purchase: UUID, version: int, title: str) -> UUID:
        found = act.take(Purchase, purchase)
        require(can_edit_purchase(act.by, found))
        act.expect(found, version)
        found.title = title
        return act.put(found, {"title": title})

    rename_purchase(by=actor, recorded_at=now, key="…", purchase=…, version=3, title="Lokalvård")

An action gives the name of the thing it made or changed. A request that is sent again with the same key gets the same
name and changes nothing. What is refused, whatever the reason, leaves nothing at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import wraps
from random import uniform
from time import sleep
from typing import TYPE_CHECKING, Any, TypeVar

from django.db import IntegrityError, OperationalError, transaction

from svangrum.core.errors import SvangrumError
from svangrum.core.persons import refuse_persons, texts_in
from svangrum.records.events.chain import GONE, append
from svangrum.records.events.outcomes import claim, request_of, settle
from svangrum.records.rows import changed, locked

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date, datetime
    from uuid import UUID

    from svangrum.records.actors import Actor
    from svangrum.records.events.outcomes import Request
    from svangrum.records.recorded import Recorded

    R = TypeVar("R", bound=Recorded)

_TRIES = 5
_DEADLOCK = "40P01"
BY_ORGANISATION = "by_organisation"
"""In a payload: for whom a person acted, when that is not whose the thing is; empty for who runs the installation."""
_AS_ONESELF = frozenset({"person", "membership", "deputy", "invitation"})
"""Actions by which people come and leave: where they belong otherwise is told nobody."""


class NotAllowedError(SvangrumError):
    """The actor may not do this (``record.not-allowed``)."""


class StaleError(SvangrumError):
    """Someone else changed the thing meanwhile (``record.stale``); nothing was written. ``current`` is it as it is."""

    def __init__(self, current: Recorded) -> None:
        super().__init__("record.stale")
        self.current = current


class MissingError(SvangrumError):
    """There is no such thing (``record.missing``)."""


def require(allowed: bool) -> None:  # noqa: FBT001 - reads as a sentence: require(can_edit(actor, thing))
    """Raises ``NotAllowedError`` unless a function of permission said yes."""
    if not allowed:
        raise NotAllowedError("record.not-allowed")


@dataclass(frozen=True)
class Act:
    """One action under way: by whom, told when, concerning which day."""

    by: Actor
    action: str
    recorded_at: datetime
    as_of: date | None

    def take(self, model: type[R], thing: UUID, version: int | None = None) -> R:
        """The thing, locked until the action ends.

        Raises ``MissingError`` for none, and ``StaleError`` when it is no longer in ``version``.
        """
        found = locked(model, thing)
        if found is None:
            raise MissingError("record.missing")
        if version is not None:
            self.expect(found, version)
        return found

    def expect(self, thing: Recorded, version: int) -> None:
        """Raises ``StaleError`` when the thing is no longer in ``version``.

        Ask after ``require``: a stranger must not learn from it that the thing exists.
        """
        if thing.version != version:
            raise StaleError(thing)

    def put(self, thing: Recorded, payload: Mapping[str, Any]) -> UUID:
        """Write the thing with its next version and one event.

        No text of the thing and none of the payload may hold a number of a person, or characters that no database
        keeps: ``SvangrumError`` ``text.person``, ``text.unwritable``. Raises ``StaleError`` when the thing was read
        before the action locked it and has been changed since.
        """
        _refuse(_columns(thing))
        fresh = thing._state.adding  # noqa: SLF001 - Django's own name
        self._write(thing, fresh=fresh)
        self._append(thing.chain, thing.pk, payload, _organisation_of(thing), version=thing.version, fresh=fresh)
        return thing.pk

    def _write(self, thing: Recorded, *, fresh: bool) -> None:
        before, thing.version = thing.version, thing.version + 1
        if fresh:
            thing.save(force_insert=True)
        elif not changed(thing, before):
            self.take(type(thing), thing.pk, before)

    def remove(self, thing: Recorded, payload: Mapping[str, Any]) -> UUID:
        """Remove the row and leave an event that says so. Raises ``StaleError`` as ``put`` does."""
        name, organisation = thing.pk, _organisation_of(thing)
        self.take(type(thing), name, thing.version)
        thing.delete()
        self._append(thing.chain, name, payload, organisation, version=GONE)
        return name

    def tell(self, kind: str, thing: UUID, payload: Mapping[str, Any], *, organisation: UUID | None) -> None:
        """Write an event alone: something was done with the thing, which itself stays as it was."""
        self._append(kind, thing, payload, organisation)

    def _append(
        self,
        kind: str,
        thing: UUID,
        payload: Mapping[str, Any],
        organisation: UUID | None,
        *,
        version: int | None = None,
        fresh: bool = False,
    ) -> None:
        _refuse([payload])
        append(
            kind=kind,
            thing=thing,
            action=self.action,
            payload={**payload, **_from_elsewhere(self, organisation)},
            by=self.by,
            organisation=organisation,
            as_of=self.as_of,
            recorded_at=self.recorded_at,
            version=version,
            fresh=fresh,
        )


def action(name: str) -> Callable[[Callable[..., UUID]], Callable[..., UUID]]:
    """Make a function of an ``Act`` into an action called by keywords alone."""

    def decorate(function: Callable[..., UUID]) -> Callable[..., UUID]:
        @wraps(function)
        def run(
            *,
            by: Actor,
            recorded_at: datetime,
            as_of: date | None = None,
            key: str | None = None,
            **given: Any,  # noqa: ANN401
        ) -> UUID:
            request = None if key is None else request_of(by, key, name, given)

            def once() -> UUID:
                return _done(Act(by, name, recorded_at, as_of), request, function, given)

            return _unless_met(once)

        return run

    return decorate


def _done(act: Act, request: Request | None, function: Callable[..., UUID], given: Mapping[str, Any]) -> UUID:
    """Do it, or answer with what came of it when it was asked before."""
    with transaction.atomic(durable=True):
        if request is None:
            return function(act, **given)
        before = claim(request, act.recorded_at)
        if before is not None:
            return before
        thing = function(act, **given)
        settle(request, thing)
        return thing


def _unless_met(once: Callable[[], UUID]) -> UUID:
    """Actions that met: the one that the database undid is done again.

    Of two that waited for each other, after a moment; of two that wrote the same row, once: it finds the other's.
    """
    doubled = False
    for tried in range(1, _TRIES):
        try:
            return once()
        except IntegrityError:
            if doubled:
                raise
            doubled = True
        except OperationalError as error:
            if getattr(error.__cause__, "sqlstate", None) != _DEADLOCK:
                raise
            sleep(tried * uniform(0.01, 0.1))  # noqa: S311 - only so that the same ones do not meet again
    return once()


def _refuse(values: list[Any]) -> None:
    """What no row and no event may hold."""
    refuse_unwritable(values)
    refuse_persons(values)


def refuse_unwritable(values: list[Any]) -> None:
    """Raises ``SvangrumError`` ``text.unwritable`` for a text with a null character or half a character."""
    for text in texts_in(values):
        if "\0" in text or not _is_whole(text):
            raise SvangrumError("text.unwritable")


def _is_whole(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _columns(thing: Recorded) -> list[Any]:
    return [thing.__dict__.get(column.attname) for column in thing._meta.concrete_fields]  # noqa: SLF001 - Django's own


def _from_elsewhere(act: Act, organisation: UUID | None) -> dict[str, UUID | str]:
    """Whom the actor acts for, when that is another than ``organisation``, whose the thing is."""
    by, (noun, _, _) = act.by, act.action.partition(".")
    if noun in _AS_ONESELF or by.person is None or organisation is None or by.belongs_to(organisation):
        return {}
    return {BY_ORGANISATION: by.organisation or ""} if by.organisation or by.operator else {}


def _organisation_of(thing: Recorded) -> UUID | None:
    if thing.chain == "organisation":
        return thing.pk
    return getattr(thing, "organisation_id", None)
