"""Secrets that are shown once: made at random, kept as a digest."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from typing import TYPE_CHECKING

from django.conf import settings

from svangrum.core.errors import SvangrumError

if TYPE_CHECKING:
    from django.db.models import Model

    from svangrum.records.actors import Actor


def secret_for(purpose: str, by: Actor, key: str | None) -> str:
    """64 characters that nobody can guess; for a request sent again (same ``key``), the same ones."""
    if key is None:
        return secrets.token_hex(32)
    request = json.dumps([purpose, by.identity, by.organisation, by.instead_of, key], default=str)
    return hmac.new(settings.SECRET_KEY.encode(), request.encode(), hashlib.sha256).hexdigest()


def digest_of(secret: str) -> str:
    """SHA-256; the secret is random and long, so it needs no slow hash."""
    return hashlib.sha256(secret.encode()).hexdigest()


def refuse_repeated(kept: type[Model], digest: str) -> None:
    """Raises ``SvangrumError`` ``record.key-reused`` for the secret of a request whose answer is forgotten."""
    if kept._default_manager.filter(secret_digest=digest).exists():  # noqa: SLF001 - Django's own name
        raise SvangrumError("record.key-reused")
