"""Long lists in parts: each part leads to the next by a mark that only the server can make."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

from django.core.signing import BadSignature, Signer
from django.db.models import Q

from svangrum.core.errors import SvangrumError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet

    from svangrum.records.purchases.models import Purchase

MOST = 100
USUAL = 25
_SALT = "svangrum.web.api.paging"


class Part(NamedTuple):
    """Some of a list, and the mark of the next part; None at the end."""

    items: Sequence[Purchase]
    next: str | None


def part_of(listed: QuerySet[Purchase], cursor: str | None, size: int) -> Part:
    """The part that begins after ``cursor``, of a list in which the latest kept comes first.

    What is kept meanwhile does not shift the parts. Raises ``SvangrumError`` ``api.cursor`` for a mark that is not
    ours.
    """
    rest = listed if cursor is None else listed.filter(_after(cursor))
    found = list(rest[: size + 1])
    items = found[:size]
    return Part(items, _mark(items[-1]) if len(found) > size else None)


def _mark(last: Purchase) -> str:
    return Signer(salt=_SALT).sign_object([last.kept_at.isoformat(), str(last.pk)])


def _after(cursor: str) -> Q:
    try:
        moment, identity = _read(Signer(salt=_SALT).unsign_object(cursor))
    except (BadSignature, ValueError) as error:
        raise SvangrumError("api.cursor", field="cursor") from error
    return Q(kept_at__lt=moment) | Q(kept_at=moment, pk__gt=identity)


def _read(held: Any) -> tuple[datetime, UUID]:  # noqa: ANN401 - what was signed
    moment, identity = held
    return datetime.fromisoformat(moment), UUID(identity)
