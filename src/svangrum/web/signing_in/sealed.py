"""Secrets of the second factor as they lie in the database: sealed with the server's key."""

from __future__ import annotations

import base64
import hashlib
import logging
import secrets

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

_log = logging.getLogger("svangrum.security")
_PURPOSE = b"svangrum second factor\n"


def seal(text: str) -> str:
    return _keys().encrypt(text.encode()).decode()


def unseal(sealed: str) -> str:
    """The secret; when no key of the server opens it, another that nobody knows, so that no code can be right."""
    try:
        return _keys().decrypt(sealed.encode()).decode()
    except InvalidToken:
        _log.error("second-factor.unreadable", extra={"code": "second-factor.unreadable"})
        return base64.b32encode(secrets.token_bytes(40)).decode()


def _keys() -> MultiFernet:
    """The server's own key first; those it had before open what they closed."""
    return MultiFernet([_key(secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def _key(secret: str) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(hashlib.sha256(_PURPOSE + secret.encode()).digest()))
