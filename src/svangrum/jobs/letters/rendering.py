"""A letter in words: its subject, its text, and the same as simple HTML without pictures."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from email.utils import format_datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from svangrum.core.language import words, write_list
from svangrum.jobs.letters.addresses import domain, unsubscribe_address

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from uuid import UUID

    from svangrum.records.letters.topics import Topic

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_LONGEST_SUBJECT = 78


@dataclass(frozen=True)
class Told:
    """One thing told: a heading, paragraphs, and a link with its words; both are empty for none."""

    subject: str
    paragraphs: tuple[str, ...]
    link: str = ""
    url: str = ""


@dataclass(frozen=True)
class Mail:
    """What one mail tells whom. ``name`` is the same for every attempt, so that a second is known as the same mail.

    ``silenced_by`` are the person and the topics that its link would silence; None for what always is sent.
    ``silence`` is the address that ends mails to an enterprise without an account; empty for all others.
    """

    email: str
    language: str
    name: str
    subject: str
    told: tuple[Told, ...]
    silenced_by: tuple[UUID, tuple[Topic, ...]] | None = None
    silence: str = ""


def told(code: str, values: Mapping[str, str | int], language: str, url: str = "") -> Told:
    """The words of ``letter.<code>``. Raises ``KeyError`` for a code or a value that is missing."""
    filled = {name: _readable(value) for name, value in values.items()}
    text = words(f"letter.{code}.text", language, **filled)
    return Told(
        subject=words(f"letter.{code}.subject", language, **filled),
        paragraphs=tuple(" ".join(part.split()) for part in text.split("\n\n")),
        link=words(f"letter.{code}.link", language) if url else "",
        url=url,
    )


def as_message(mail: Mail, moment: datetime) -> EmailMultiAlternatives:
    """The mail as it is sent at ``moment``, with headers that say that a program wrote it and how to get no more."""
    headers = {
        "Message-ID": f"<{mail.name}@{domain()}>",
        "Date": format_datetime(moment),
        "Auto-Submitted": "auto-generated",
    }
    silence = mail.silence
    if mail.silenced_by is not None:
        silence = unsubscribe_address(*mail.silenced_by, mail.language)
    if silence:
        headers |= {"List-Unsubscribe": f"<{silence}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    subject = _subject(mail.subject)
    context = {
        "language": mail.language,
        "subject": subject,
        "told": mail.told,
        "why": _why(mail),
        "silence": silence,
        "silence_words": words("mail.silence", mail.language),
        "site": settings.ADDRESS,
    }
    message = EmailMultiAlternatives(subject, _plain(context), to=[mail.email], headers=headers)
    message.attach_alternative(render_to_string("mail/letter.html", context), "text/html")
    return message


def _plain(context: Mapping[str, object]) -> str:
    """The text of those who read no HTML: the same words in the same order."""
    parts: list[str] = []
    several = context["told"]
    assert isinstance(several, tuple)  # noqa: S101 - made above
    for one in several:
        parts += [one.subject, *one.paragraphs, *([f"{one.link}\n{one.url}"] if one.url else [])]
    silence = [f"{context['silence_words']}\n{context['silence']}"] if context["silence"] else []
    return "\n\n".join([*parts, f"-- \n{context['why']}", *silence, str(context["site"])]) + "\n"


def _why(mail: Mail) -> str:
    """Why the mail comes, and that it can be silenced or not."""
    if mail.silence:
        return words("mail.enterprise", mail.language)
    if mail.silenced_by is None:
        return words("mail.always", mail.language)
    topics = [words(f"letters.topic.{topic}", mail.language) for topic in mail.silenced_by[1]]
    return words("mail.about", mail.language, topics=write_list(topics, mail.language))


def _subject(text: str) -> str:
    """One line, no longer than a list of mails shows."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_SUBJECT else line[: _LONGEST_SUBJECT - 1].rstrip() + "…"


def _readable(value: str | int) -> str | int | date:
    """A day that is kept as text is a day again, and so is written in the reader's language."""
    return date.fromisoformat(value) if isinstance(value, str) and _DAY.fullmatch(value) else value
