"""What letters are about. A person chooses the pace of each topic, but for those that must always reach them."""

from __future__ import annotations

from enum import StrEnum


class Topic(StrEnum):
    SECURITY = "security"
    INVITATIONS = "invitations"
    SHARED = "shared"
    WORK = "work"
    KEYS = "keys"
    DIALOGUES = "dialogues"
    PASSPORT = "passport"


TOPICS = tuple(Topic)
_ALWAYS_SENT = frozenset({Topic.SECURITY, Topic.INVITATIONS})


def may_be_silenced(topic: Topic) -> bool:
    """Whether a person may choose another pace than at once."""
    return topic not in _ALWAYS_SENT
