"""Letters about signing in that tell what was just done. They go at once and stand in no table."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from svangrum.core.errors import SvangrumError
from svangrum.jobs.letters.addresses import absolute
from svangrum.jobs.letters.sending import send_now

if TYPE_CHECKING:
    from svangrum.records.accounts.models import Person


def send(code: str, person: Person, *, page: str) -> None:
    """Write ``letter.<code>`` to the person, in the person's own language, with a link to ``page``.

    A mail server that refuses stops nothing of what the letter tells about; the refusal is in the log.
    """
    language = person.language
    with suppress(SvangrumError):
        send_now(
            email=person.email,
            language=language,
            code=code,
            values={},
            url=absolute(page, language),
        )
