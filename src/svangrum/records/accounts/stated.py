"""What people write about themselves and their organisations, as it is kept."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from svangrum.core.errors import SvangrumError
from svangrum.core.language import LANGUAGES
from svangrum.records.actions import refuse_unwritable

_LONGEST_ADDRESS = 254


def stated_name(name: str, *, most: int, missing: str) -> str:
    """One line without spaces around it, of ``most`` characters.

    Raises ``SvangrumError`` with the code ``missing`` for none, ``name.too-long`` and ``text.unwritable``.
    """
    refuse_unwritable([name])
    line = " ".join(name.split())
    if not line:
        raise SvangrumError(missing, field="name")
    if len(line) > most:
        raise SvangrumError("name.too-long", field="name", most=most)
    return line


def stated_address(email: str) -> str:
    """In small letters. Raises ``SvangrumError`` ``person.email`` for what is no address."""
    address = email.strip().lower()
    try:
        validate_email(address)
    except ValidationError as error:
        raise SvangrumError("person.email", field="email") from error
    if len(address) > _LONGEST_ADDRESS:
        raise SvangrumError("person.email", field="email")
    return address


def stated_language(language: str) -> str:
    """Raises ``SvangrumError`` ``person.language`` for one that the pages do not speak."""
    if language not in LANGUAGES:
        raise SvangrumError("person.language", field="language")
    return language
