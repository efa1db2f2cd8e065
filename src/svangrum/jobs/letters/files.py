"""Mails as files, where there is no server: each in its own, readable by its owner alone."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend

from svangrum.records.files.store import is_older

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime, timedelta

    from django.core.mail import EmailMessage


class Backend(BaseEmailBackend):
    """Writes ``<name of the mail>.eml`` in ``EMAIL_FILE_PATH``; a mail that is sent again replaces itself."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        folder = Path(settings.EMAIL_FILE_PATH)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for message in email_messages:
            _write(folder, message)
        return len(email_messages)


def thin_mails(than: timedelta, now: datetime) -> int:
    """Remove the mails that are older: links that open what they were sent for stand in them. Gives how many."""
    folder = Path(settings.EMAIL_FILE_PATH)
    old = [path for path in folder.glob("*") if path.is_file() and is_older(path, than, now)]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)


def _write(folder: Path, message: EmailMessage) -> None:
    """Whole or not at all."""
    sent = message.message()
    name = str(sent["Message-ID"]).strip("<>").partition("@")[0]
    partial = folder / f".{uuid4()}"
    with open(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:  # noqa: PTH123
        file.write(sent.as_bytes())
    partial.replace(folder / f"{Path(name).name}.eml")
