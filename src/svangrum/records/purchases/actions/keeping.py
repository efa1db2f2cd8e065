"""Keep a purchase with its answer, describe it, change its facts, and ask again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from svangrum.core.errors import SvangrumError
from svangrum.records.accounts.queries import memberships
from svangrum.records.actions import Act, action, require
from svangrum.records.purchases.given import digest_of
from svangrum.records.purchases.models import GivenAdvice, Purchase
from svangrum.records.purchases.permissions import can_ask_again, can_change_purchase, can_keep_purchase
from svangrum.records.purchases.taking import taken, told_on

if TYPE_CHECKING:
    from uuid import UUID

    from svangrum.records.purchases.given import Given

LONGEST_TITLE = 200
LONGEST_NOTE = 5000


@action("purchase.kept")
def keep_purchase(act: Act, *, title: str, given: Given, note: str = "", shared: bool = False) -> UUID:
    """A purchase of the actor's own with its first answer; what a key keeps is shared and has no owner.

    Raises ``NotAllowedError``, and ``SvangrumError`` ``purchase.no-title``, ``purchase.title-long`` and
    ``purchase.note-long``.
    """
    require(can_keep_purchase(act.by))
    assert act.by.organisation is not None  # noqa: S101 - said by the permission
    kept = Purchase(
        organisation_id=act.by.organisation,
        department_id=_department(act),
        owner_id=act.by.principal,
        title=stated_title(title),
        note=stated_note(note),
        facts=given.facts,
        shared=shared or act.by.token is not None,
        kept_at=act.recorded_at,
    )
    return _put_answered(act, kept, given, {"title": kept.title, "shared": kept.shared})


@action("purchase.described")
def describe_purchase(
    act: Act, *, purchase: UUID, version: int, title: str | None = None, note: str | None = None
) -> UUID:
    """Its title and note; None stays as it is. Raises as ``keep_purchase``, ``MissingError`` and ``StaleError``."""
    found = taken(act, purchase, can_change_purchase, version=version)
    if title is not None:
        found.title = stated_title(title)
    if note is not None:
        found.note = stated_note(note)
    return act.put(found, {"title": found.title, "noted": bool(found.note)})


@action("purchase.changed")
def change_facts(act: Act, *, purchase: UUID, version: int, given: Given) -> UUID:
    """Other facts, with the answer to them; the answers before it are kept."""
    found = taken(act, purchase, can_ask_again, version=version)
    found.facts = given.facts
    return _put_answered(act, found, given, {})


@action("purchase.asked-again")
def ask_again(act: Act, *, purchase: UUID, version: int, given: Given) -> UUID:
    """Today's answer to the same facts. Raises ``SvangrumError`` ``purchase.other-facts`` for an answer to others."""
    found = taken(act, purchase, can_ask_again, version=version)
    if given.facts != found.facts:
        raise SvangrumError("purchase.other-facts")
    return _put_answered(act, found, given, {})


def stated_title(title: str) -> str:
    """On one line. Raises ``SvangrumError`` ``purchase.no-title`` and ``purchase.title-long``."""
    stripped = " ".join(title.split())
    if not stripped:
        raise SvangrumError("purchase.no-title", field="title")
    if len(stripped) > LONGEST_TITLE:
        raise SvangrumError("purchase.title-long", field="title", longest=LONGEST_TITLE)
    return stripped


def stated_note(note: str) -> str:
    """Raises ``SvangrumError`` ``purchase.note-long``."""
    stripped = note.strip().replace("\r\n", "\n")
    if len(stripped) > LONGEST_NOTE:
        raise SvangrumError("purchase.note-long", field="note", longest=LONGEST_NOTE)
    return stripped


def _put_answered(act: Act, purchase: Purchase, given: Given, payload: dict[str, Any]) -> UUID:
    """Write the purchase and the answer; the answer's digest stands in the event."""
    answer = GivenAdvice(
        purchase=purchase,
        number=purchase.advice.count() + 1 if purchase.version else 1,
        as_of=given.as_of,
        recorded_at=act.recorded_at,
        package_version=given.package_version,
        facts=given.facts,
        advice=given.advice,
    )
    covered = {"answer": answer.pk, "number": answer.number, "day": answer.as_of, "digest": digest_of(answer)}
    act.put(purchase, payload | covered)
    answer.save(force_insert=True)
    return purchase.pk


def _department(act: Act) -> UUID | None:
    """Where the owner works."""
    person = act.by.principal
    if person is None:
        return None
    held = memberships(person, on=told_on(act)).filter(organisation=act.by.organisation).first()
    return held.department_id if held else None
