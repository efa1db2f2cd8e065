"""A password is set in one way, whoever asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from svangrum.records.accounts.models import Person


def set_password(person: Person, password: str) -> None:
    """The password and nothing else: what an action writes meanwhile stays. Whether it is good is for who asked."""
    person.set_password(password)
    person.save(update_fields=["password"])
