"""One row of what is kept about a person, in words: fields and values by the names that the pages give them.

Random identities of rows, and what only the program needs, stand in the file alone.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from typing import TYPE_CHECKING

from svangrum.core.dates import day_at_home
from svangrum.core.language import catalogue, fill, has_words, words, write_time
from svangrum.web.signing_in.browsers import in_words

if TYPE_CHECKING:
    from collections.abc import Mapping

FIELDS = (
    "action",
    "code",
    "type",
    "name",
    "email",
    "language",
    "roles",
    "role",
    "organisation_id",
    "organisation",
    "to_organisation_id",
    "department_id",
    "member_id",
    "deputy_id",
    "instead_of",
    "topic",
    "pace",
    "provider",
    "uid",
    "user_agent",
    "since",
    "until",
    "ended",
    "day",
    "as_of",
    "joined_at",
    "date_joined",
    "last_login",
    "created_at",
    "last_seen_at",
    "last_used_at",
    "asked_at",
    "recorded_at",
    "written_at",
    "sent_at",
    "given_up_at",
    "kept_at",
    "relied_on",
    "signed_at",
    "closed_at",
    "opened_at",
    "handed_in_at",
    "thin_after",
    "thinned_at",
    "started_at",
    "finished_at",
    "expires_at",
    "accepted_at",
    "withdrawn_at",
    "verified",
    "primary",
    "is_active",
    "is_operator",
)
"""What the page shows of a row, in this order."""
UNTOLD = frozenset(
    {
        "id",
        "version",
        "person",
        "person_id",
        "user_id",
        "to_person_id",
        "accepted_by_id",
        "thing",
        "kind",
        "page",
        "parts",
        "values",
        "attempts",
        "due_at",
        "beat_at",
        "extra_data",
        "ip",
    }
)
"""What stands in the file alone: the person's own identity, those of rows, and empty columns of other packages."""
_WORDS = {
    "action": "event.{}",
    "code": "letter.{}.subject",
    "language": "mine.language.{}",
    "pace": "letters.pace.{}",
    "role": "purchases.role.{}",
    "roles": "role.{}",
    "topic": "letters.topic.{}",
}
"""Fields that hold codes, and where the words of each stand."""
_FACTORS = {
    "totp": "mine.known.factor.app",
    "webauthn": "mine.known.factor.key",
    "recovery_codes": "mine.known.factor.codes",
}

_MOMENTS = frozenset({"date_joined", "last_login"})
"""Moments by other names than ``…_at``."""


def readable(row: Mapping[str, object], names: Mapping[str, str], language: str) -> list[tuple[str, str]]:
    """The name of each field and its value; what is empty is left out. ``names`` are those of identities."""
    told = [(name, _written(name, row[name], names, language)) for name in FIELDS if name in row]
    return [(words(f"mine.known.field.{name}", language), value) for name, value in told if value]


def _written(name: str, value: object, names: Mapping[str, str], language: str) -> str:
    if isinstance(value, bool):
        return words("yes" if value else "no", language)
    if isinstance(value, list):
        return ", ".join(_written(name, one, names, language) for one in value)
    text = "" if value is None else str(value)
    if name in _WORDS:
        return _in_words(_WORDS[name].format(text), text, language)
    if name == "type":
        return _in_words(_FACTORS.get(text, ""), text, language)
    if name == "user_agent":
        return in_words(text, language)
    return _at_home(text, language) if text and is_moment(name) else names.get(text, text)


def is_moment(name: str) -> bool:
    """By the field: what people wrote may look like a moment."""
    return name.endswith("_at") or name in _MOMENTS


def _at_home(text: str, language: str) -> str:
    """A moment as clocks in Sweden show it."""
    moment = datetime.fromisoformat(text)
    return f"{day_at_home(moment)} {write_time(moment, language)}"


def _in_words(code: str, text: str, language: str) -> str:
    """What a code means, with … for the things it names, which are not the person's; without words, the code."""
    if not has_words(code):
        return text
    return fill(catalogue(language)[code], language, defaultdict(lambda: "…"))
