"""Hand a mail to the server, and the mails that go out at once and stand in no table."""

from __future__ import annotations

import logging
import smtplib
from typing import TYPE_CHECKING
from uuid import uuid4

from svangrum.core.errors import SvangrumError
from svangrum.jobs.clock import now
from svangrum.jobs.letters.rendering import Mail, as_message, told

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

_log = logging.getLogger("svangrum.mail")


def send_now(
    *,
    email: str,
    language: str,
    code: str,
    values: Mapping[str, str | int],
    url: str = "",
    name: str = "",
    silence: str = "",
) -> None:
    """Send ``letter.<code>`` at once: an invitation, whose link stands nowhere else; what was just done about sign-in.

    Call it after the action, not within: a server's answer takes its time. What may be sent twice has a ``name``, by
    which the second is known as the same mail. What nobody asked for has ``silence``, the address that ends such
    mails without an account. Raises ``SvangrumError`` ``mail.not-sent``.
    """
    one = told(code, values, language, url)
    send(Mail(email, language, name or str(uuid4()), one.subject, (one,), silence=silence), now())


def send(mail: Mail, moment: datetime) -> None:
    """Raises ``SvangrumError`` ``mail.not-sent`` when the server cannot be reached or refuses."""
    try:
        as_message(mail, moment).send()
    except (OSError, smtplib.SMTPException, ValueError) as error:
        # What the server answered may repeat the address: neither the log nor the caller gets it
        _log.warning("mail was not sent", extra={"code": type(error).__name__})
        raise SvangrumError("mail.not-sent") from None
