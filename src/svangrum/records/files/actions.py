"""What is done with files: handed in, read, given another rule, thinned."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.conf import settings

from svangrum.core.dates import day_at_home
from svangrum.core.errors import SvangrumError
from svangrum.records.accounts.days import day_of
from svangrum.records.accounts.models import Organisation, Person
from svangrum.records.actions import Act, MissingError, action, require
from svangrum.records.erasing import stated_why
from svangrum.records.events.reading import tell_reading
from svangrum.records.files import store
from svangrum.records.files.checks.check import check
from svangrum.records.files.models import StoredFile
from svangrum.records.files.permissions import can_change_file, can_hand_in, can_see_file, can_thin
from svangrum.records.files.thinning import chosen_rule
from svangrum.records.files.times import rule_of, stated_decision

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime
    from uuid import UUID

    from svangrum.records.actors import Actor
    from svangrum.records.files.upload import Upload


def hand_in(
    *,
    by: Actor,
    recorded_at: datetime,
    as_of: date | None = None,
    key: str | None = None,
    organisation: UUID,
    file: Upload,
    rule: str,
    secret: bool = False,
    clean: bool = False,
) -> UUID:
    """Check a file and keep it. ``clean`` says that it tells of no individual, which pictures must.

    Reads the file before the transaction, which others wait for. Raises ``SvangrumError`` ``file.…``: see
    ``checks.check``; ``file.no-rule``, ``file.unsearched``, and as ``store.write``.
    """
    require(can_hand_in(by, organisation))
    chosen_rule(rule)
    checked = check(file, largest=settings.FILE_MAX)
    if not (checked.searched or clean):
        raise SvangrumError("file.unsearched", field="clean")
    return _keep(
        by=by,
        recorded_at=recorded_at,
        as_of=as_of,
        key=key,
        organisation=organisation,
        file=file,
        media_type=checked.kind.media_type,
        searched=checked.searched,
        rule=rule,
        secret=secret,
    )


@action("file.handed-in")
def _keep(
    act: Act, *, organisation: UUID, file: Upload, media_type: str, searched: bool, rule: str, secret: bool
) -> UUID:
    act.take(Organisation, organisation)
    kept = StoredFile(
        organisation_id=organisation,
        name=file.name,
        media_type=media_type,
        searched=searched,
        secret=secret,
        rule=rule,
        thin_after=rule_of(organisation, rule).last_day(day_of(act)),
    )
    return keep(act, kept, file)


def keep(act: Act, kept: StoredFile, file: Upload) -> UUID:
    """Part of an action: the bytes to the store, then the row. Raises as ``store.write``.

    Bytes whose row cannot be written are removed; those of an action that fails later are left to ``verify.sweep``.
    """
    kept.pk = uuid4()
    require(act.by.person is not None)
    kept.handed_in_by, kept.handed_in_at = Person(pk=act.by.principal), act.recorded_at
    kept.size, kept.sha256 = len(file.content), file.sha256
    store.write(kept.pk, file.content, day_of(act))
    told = {"media_type": kept.media_type, "size": kept.size, "sha256": kept.sha256, "rule": kept.rule}
    try:
        return act.put(kept, told)
    except BaseException:
        store.remove(kept.pk)
        raise


def read_file(*, by: Actor, recorded_at: datetime, file: UUID) -> tuple[StoredFile, bytes]:
    """A file and its bytes, as they were handed in; the reading of a secret one is told (``events.reading``).

    Raises ``MissingError`` for one that is thinned or that the actor may not see, and as ``content_of``.
    """
    found = StoredFile.objects.filter(pk=file, thinned_at__isnull=True).first()
    if found is None or not can_see_file(by, found):
        raise MissingError("record.missing")
    content = content_of(found)
    if found.secret:
        tell_reading(found, by=by, recorded_at=recorded_at, what="content", organisation=found.organisation_id)
    return found, content


def content_of(file: StoredFile) -> bytes:
    """Raises ``SvangrumError`` ``file.lost``, ``file.key-missing``, ``file.changed`` and as ``keys.read_ring``."""
    content = store.read(file.pk)
    if hashlib.sha256(content).hexdigest() != file.sha256:
        raise SvangrumError("file.changed")
    return content


@action("file.rule-changed")
def change_rule(act: Act, *, file: UUID, version: int, rule: str) -> UUID:
    """Let another rule hold, counted from the day the file was handed in. Raises ``SvangrumError`` ``file.no-rule``.

    The organisation is locked before the file, as ``times.set_times`` does: its times must not change meanwhile.
    """
    for organisation in StoredFile.objects.filter(pk=file).values_list("organisation", flat=True):
        act.take(Organisation, organisation)
    found = _live(act, file, version, can_change_file)
    chosen_rule(rule)
    handed_in = day_at_home(found.handed_in_at)
    found.rule, found.thin_after = rule, rule_of(found.organisation_id, rule).last_day(handed_in)
    return act.put(found, {"rule": rule, "thin_after": found.thin_after})


def thin_file(
    *,
    by: Actor,
    recorded_at: datetime,
    as_of: date | None = None,
    key: str | None = None,
    file: UUID,
    version: int,
    decision: str,
) -> UUID:
    """Remove a file whose time is past. ``decision`` names the organisation's own, and stands in the event.

    Raises ``SvangrumError`` ``file.not-due`` for one that should stay, and as ``stated_decision``.
    """
    told: dict[str, Any] = {"by": by, "recorded_at": recorded_at, "as_of": as_of, "key": key}
    thinned = _thin(**told, file=file, version=version, decision=decision)
    store.remove(file)
    return thinned


def remove_file(
    *, by: Actor, recorded_at: datetime, key: str | None = None, file: UUID, version: int, reason: str
) -> UUID:
    """Remove a file ahead of its time: handed in by mistake, or with something in it that must not be kept.

    ``reason`` stands in the event. Raises ``SvangrumError`` ``file.no-reason`` and ``file.reason-too-long``.
    """
    removed = _remove(by=by, recorded_at=recorded_at, key=key, file=file, version=version, reason=reason)
    store.remove(file)
    return removed


@action("file.thinned")
def _thin(act: Act, *, file: UUID, version: int, decision: str) -> UUID:
    found = _live(act, file, version, lambda by, kept: can_thin(by, kept.organisation_id))
    if found.thin_after is None or found.thin_after >= day_of(act):
        raise SvangrumError("file.not-due")
    return _gone(act, found, {"decision": stated_decision(decision)})


@action("file.removed")
def _remove(act: Act, *, file: UUID, version: int, reason: str) -> UUID:
    found = _live(act, file, version, can_change_file)
    stated = stated_why(reason, missing="file.no-reason", too_long="file.reason-too-long", field="reason")
    return _gone(act, found, {"reason": stated})


def _live(act: Act, file: UUID, version: int, allowed: Callable[[Actor, StoredFile], bool]) -> StoredFile:
    """The file in its version, for who is ``allowed``: nobody else learns that there is one, or that it changed."""
    found = act.take(StoredFile, file)
    require(allowed(act.by, found))
    if found.thinned_at is not None:
        raise MissingError("record.missing")
    act.expect(found, version)
    return found


def _gone(act: Act, file: StoredFile, why: dict[str, str]) -> UUID:
    """What is left says that there was a file, how large, whose, when it went and why: not what it was called."""
    file.name, file.thinned_at = "", act.recorded_at
    return act.put(file, {"rule": file.rule, "sha256": file.sha256} | why)
