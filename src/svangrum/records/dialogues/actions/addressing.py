"""Write to enterprises, each with a link of its own; take a link back; leave alone who asks for it.

Nobody is written to before everybody can read the same on the dialogue's page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from svangrum.core.errors import SvangrumError
from svangrum.core.reading import gather
from svangrum.records.accounts.secret import digest_of, refuse_repeated, secret_for
from svangrum.records.accounts.stated import stated_address, stated_language
from svangrum.records.actions import Act, MissingError, action
from svangrum.records.dialogues.leaving import digest_signed, is_silent, silence_signed
from svangrum.records.dialogues.letters import tell_people
from svangrum.records.dialogues.models import Addressee, DialogueState, Silence
from svangrum.records.dialogues.taking import part_taken, taken, taken_to_answer
from svangrum.records.enterprises.models import Assessment, Enterprise
from svangrum.records.enterprises.queries import enterprise_for
from svangrum.records.enterprises.stated import finish, stated_line, stated_orgnr

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from uuid import UUID

    from svangrum.records.actors import Actor


MOST_LINKS = 5
"""So many enterprises may ask for a link to one and the same address, in one dialogue."""


class Addressed(NamedTuple):
    """Who was written to, and the secret for the mail's link, which is kept nowhere."""

    addressee: UUID
    secret: str


def address_enterprise(
    *, by: Actor, recorded_at: datetime, key: str | None = None, dialogue: UUID, enterprise: UUID
) -> Addressed:
    """A link for an enterprise of the register, in place of one that it had; its people here get a letter as well.

    Raises ``SvangrumError`` ``dialogue.no-address`` for one without an address that the buyer knows of,
    ``dialogue.silent`` for one that wants no such mails, ``dialogue.over`` after the last day, ``dialogue.is-…``.
    """
    secret = secret_for("dialogue-link", by, key)
    given = {"dialogue": dialogue, "enterprise": enterprise, "secret_digest": digest_of(secret)}
    return Addressed(_address(by=by, recorded_at=recorded_at, key=key, **given), secret)


def ask_for_link(
    *,
    by: Actor,
    recorded_at: datetime,
    key: str | None = None,
    dialogue: UUID,
    orgnr: str,
    name: str,
    email: str,
    language: str,
) -> Addressed:
    """Anyone: a link to answer by, for an enterprise that nobody wrote to. It goes to the address that is stated.

    That it is the enterprise which it says is its own word. An address that wants no mails keeps the link that it
    has: somebody else may be asking. Raises ``enterprise.no-orgnr``, ``enterprise.orgnr``,
    ``enterprise.person-orgnr``, ``enterprise.no-name``, ``person.email``, all at once, ``dialogue.over``,
    ``dialogue-link.refused`` for one whose link was taken back, and ``dialogue-link.many``.
    """
    secret = secret_for("dialogue-link", by, key)
    given = {"dialogue": dialogue, "orgnr": orgnr, "name": name, "email": email, "language": language}
    asked = _ask(by=by, recorded_at=recorded_at, key=key, **given, secret_digest=digest_of(secret))
    return Addressed(asked, secret)


@action("dialogue-addressee.sent")
def mark_sent(act: Act, *, dialogue: UUID, addressee: UUID) -> UUID:
    """The mail with the link was handed over."""
    found = part_taken(act, Addressee, addressee, taken(act, dialogue))
    found.sent_at = act.recorded_at
    return act.put(found, {"name": found.name})


@action("dialogue-addressee.revoked")
def revoke_link(act: Act, *, dialogue: UUID, addressee: UUID, version: int) -> UUID:
    """The link opens nothing from now on; what was answered by it stays. Raises ``dialogue-link.ended``."""
    found = part_taken(act, Addressee, addressee, taken(act, dialogue))
    if found.revoked_at is not None:
        raise SvangrumError("dialogue-link.ended")
    act.expect(found, version)
    found.revoked_at = act.recorded_at
    return act.put(found, {"name": found.name})


@action("dialogue-silence.asked")
def silence(act: Act, *, signed: str) -> UUID:
    """No more mails about dialogues to the address of the mail, from anyone. Links still answer.

    Whoever holds the signed address may (``leaving``), and nobody else. Raises ``DialogueLinkError``.
    """
    kept = silence_signed(signed)
    return kept.pk if kept else act.put(Silence(digest=digest_signed(signed), asked_at=act.recorded_at), {})


@action("dialogue-silence.ended")
def hear_again(act: Act, *, signed: str) -> UUID:
    """Mails again, of every buyer. Raises ``DialogueLinkError``, and ``MissingError`` where they go out already."""
    kept = silence_signed(signed)
    if kept is None:
        raise MissingError("record.missing")
    return act.remove(kept, {})


def addresses_for(organisation: UUID, enterprises: Iterable[Enterprise]) -> dict[UUID, str]:
    """Where each is written to: the address it tells, else the one that the buyer has noted; or empty."""
    told = {one.pk: one.contact_email for one in enterprises}
    silent = [name for name, address in told.items() if not address]
    noted = Assessment.objects.filter(organisation=organisation, enterprise__in=silent)
    return told | dict(noted.values_list("enterprise_id", "contact_email"))


@action("dialogue-addressee.written-to")
def _address(act: Act, *, dialogue: UUID, enterprise: UUID, secret_digest: str) -> UUID:
    found = taken(act, dialogue, DialogueState.OPEN)
    taken_to_answer(act, dialogue)
    entry = enterprise_for(act.by, enterprise)
    email = addresses_for(found.organisation_id, [entry])[entry.pk]
    if not email:
        raise SvangrumError("dialogue.no-address", name=entry.name)
    if is_silent(email):
        raise SvangrumError("dialogue.silent", name=entry.name)
    refuse_repeated(Addressee, secret_digest)
    known = Addressee.objects.filter(dialogue=found, enterprise=entry).first()
    one = known or Addressee(organisation_id=found.organisation_id, dialogue=found, enterprise=entry)
    one.orgnr, one.name, one.email = entry.orgnr, entry.name, email
    tell_people(act, found, entry, "dialogue-people")
    return _written(act, one, secret_digest)


@action("dialogue-addressee.asked")
def _ask(act: Act, *, dialogue: UUID, orgnr: str, name: str, email: str, language: str, secret_digest: str) -> UUID:
    found = taken_to_answer(act, dialogue)
    problems: list[SvangrumError] = []
    number = gather(lambda: stated_orgnr(orgnr), problems)
    called = gather(lambda: stated_line(name, "name", missing="enterprise.no-name"), problems)
    address = gather(lambda: stated_address(email), problems)
    finish(problems)
    assert number and called and address  # noqa: S101, PT018 - nothing was wrong
    refuse_repeated(Addressee, secret_digest)
    there = Addressee.objects.filter(dialogue=found, asked=True, email=address)
    known = there.filter(orgnr=number).first()
    if known is not None and known.revoked_at is not None:
        raise SvangrumError("dialogue-link.refused")
    if known is not None and is_silent(address):
        return known.pk
    if known is None and there.count() >= MOST_LINKS:
        raise SvangrumError("dialogue-link.many", field="email", most=MOST_LINKS)
    one = known or Addressee(organisation_id=found.organisation_id, dialogue=found, asked=True)
    one.orgnr, one.name, one.email, one.language = number, called, address, stated_language(language)
    return _written(act, one, secret_digest)


def _written(act: Act, one: Addressee, secret_digest: str) -> UUID:
    one.secret_digest, one.written_at = secret_digest, act.recorded_at
    one.sent_at = one.revoked_at = None
    return act.put(one, {"name": one.name})
