"""Letters for tests, and mails as a reader gets them."""

from __future__ import annotations

import re
from email import message_from_bytes, policy
from typing import TYPE_CHECKING

from svangrum.records.actions import action
from svangrum.records.actors import PROGRAM
from svangrum.records.letters.models import Letter
from svangrum.records.letters.topics import Topic
from svangrum.records.letters.writing import write_letter
from tests.records.build import NOW

if TYPE_CHECKING:
    from email.message import EmailMessage
    from pathlib import Path

VALUES = {"organisation": "Exempelstad", "day": "2026-11-27", "name": "Bokslut", "days": 7, "title": "Lokalvård"}
OF_EACH = {
    "shared": Topic.SHARED,
    "work-done": Topic.WORK,
    "work-failed": Topic.WORK,
    "key-expires": Topic.KEYS,
    "dialogue-people": Topic.DIALOGUES,
    "dialogue-added": Topic.DIALOGUES,
    "dialogue-feedback": Topic.DIALOGUES,
}
"""Every letter that is kept until it is sent, and its topic."""


@action("thing.told")
def _tell(act, *, to, code, page, values):
    write_letter(act, to=to, topic=OF_EACH[code], code=code, values=values, page=page)
    return to.pk


def a_letter(to, code="shared", page="start", **values) -> Letter:
    _tell(by=PROGRAM, recorded_at=NOW, to=to, code=code, page=page, values=VALUES | values)
    return Letter.objects.filter(person=to).latest("written_at", "pk")


def mails_in(folder: Path) -> list[EmailMessage]:
    found = sorted(folder.glob("*.eml")) if folder.is_dir() else []
    return [message_from_bytes(file.read_bytes(), policy=policy.default) for file in found]


def text_of(mail: EmailMessage, kind: str = "plain") -> str:
    return mail.get_body((kind,)).get_content()


def links_in(mail: EmailMessage) -> set[str]:
    """Every address in either of its bodies."""
    plain = re.findall(r"https?://\S+", text_of(mail))
    return {*plain, *re.findall(r'href="([^"]+)"', text_of(mail, "html"))}
