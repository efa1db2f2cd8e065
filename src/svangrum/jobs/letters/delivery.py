"""Letters that go at once. Each is tried by one worker at a time, and at least once.

Who dies between handing a letter to the server and saying so lets it be sent again, under the same name
(``Message-ID``): a letter that never comes is worse than one that comes twice.
"""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING

from django.urls import NoReverseMatch

from svangrum.core.errors import SvangrumError
from svangrum.jobs.letters.addresses import absolute
from svangrum.jobs.letters.rendering import Mail, Told, told
from svangrum.jobs.letters.renewal import parts_of
from svangrum.jobs.letters.sending import send
from svangrum.records.letters.models import Pace
from svangrum.records.letters.passwords import answer_asked
from svangrum.records.letters.queries import waiting
from svangrum.records.letters.sent import claim, drop, mark_failed, mark_sent
from svangrum.records.letters.topics import Topic, may_be_silenced

if TYPE_CHECKING:
    from datetime import datetime

    from svangrum.records.letters.models import Letter

_AT_A_TIME = 50
_WHILE_SECONDS = 10.0
_log = logging.getLogger("svangrum.mail")


def deliver_due(moment: datetime) -> int:
    """Send what waits and is due, for a while: other chores wait meanwhile. Gives how many letters went out."""
    sent, until = 0, time.monotonic() + _WHILE_SECONDS
    answer_asked(moment, at_most=_AT_A_TIME)
    for letter in waiting(Pace.AT_ONCE, moment)[:_AT_A_TIME]:
        sent += _deliver(letter, moment)
        if time.monotonic() > until:
            break
    return sent


def told_by(letter: Letter, language: str) -> Told:
    """The letter in words, with its link."""
    url = absolute(letter.page, language, **parts_of(letter)) if letter.page else ""
    return told(letter.code, letter.values, language, url)


def can_be_written(letter: Letter) -> bool:
    """Whether this version has its topic, words and page. When not, the log tells who runs the service."""
    try:
        Topic(letter.topic)
        told_by(letter, letter.person.language)
    except (LookupError, ValueError, NoReverseMatch) as error:
        _log.error("letter cannot be written", exc_info=error, extra={"code": letter.code})
        return False
    return True


def _deliver(letter: Letter, moment: datetime) -> bool:
    if not letter.person.is_active:
        drop([letter], moment)
        return False
    if not claim(letter, moment):
        return False
    if not (can_be_written(letter) and is_sent(_mail(letter), moment)):
        mark_failed(letter, letter.attempts + 1, moment)
        return False
    mark_sent([letter], moment)
    return True


def is_sent(mail: Mail, moment: datetime) -> bool:
    """Send it; False when the server did not take it."""
    try:
        send(mail, moment)
    except SvangrumError:
        return False
    return True


def _mail(letter: Letter) -> Mail:
    person, topic = letter.person, Topic(letter.topic)
    one = told_by(letter, person.language)
    silenced_by = (person.pk, (topic,)) if may_be_silenced(topic) else None
    return Mail(person.email, person.language, str(letter.pk), one.subject, (one,), silenced_by)
