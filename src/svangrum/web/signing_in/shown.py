"""A form as the templates show it: our words for its fields, and for what is wrong with them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from svangrum.core.language import has_words, words
from svangrum.web.signing_in.limits import next_try

if TYPE_CHECKING:
    from django import forms
    from django.core.exceptions import ValidationError

_OF_TODAY = ("password", "oldpassword")
NON_FIELD = "__all__"
_TOLD = frozenset(
    {
        "cannot_generate_recovery_codes",
        "email_password_mismatch",
        "enter_current_password",
        "incorrect_code",
        "incorrect_password",
        "invalid",
        "max_length",
        "password_entirely_numeric",
        "password_too_common",
        "password_too_short",
        "password_too_similar",
        "person",
        "rate_limited",
        "required",
        "too_many_login_attempts",
    }
)
"""Faults that allauth and Django find and that have words of ours."""
_KINDS = {"email": "email", "login": "email"}
_COMPLETED = {
    "login": "username",
    "email": "username",
    "password1": "new-password",
    "code": "one-time-code",
    "name": "off",
    "full_name": "name",
}


@dataclass(frozen=True)
class Entry:
    """One field to write in. ``completed`` tells the browser what it may fill in."""

    name: str
    kind: str
    label: str
    hint: str
    value: str
    error: str
    completed: str

    @property
    def described_by(self) -> str:
        ids = [f"{self.name}-hint"] if self.hint else []
        return " ".join([*ids, f"{self.name}-error"] if self.error else ids)


def entries(form: forms.Form, language: str) -> list[Entry]:
    """The fields one writes in, in their order; what was wrong with the whole form stands at the first of them."""
    faults = _faults(form, language)
    names = [name for name, field in form.fields.items() if not field.widget.is_hidden]
    if names and NON_FIELD in faults:
        faults.setdefault(names[0], faults[NON_FIELD])
    return [_entry(form, name, faults.get(name, ""), language) for name in names]


def _entry(form: forms.Form, name: str, error: str, language: str) -> Entry:
    hint = f"sign-in.field.{name}.hint"
    secret = name.startswith(("password", "oldpassword"))
    return Entry(
        name=name,
        kind="password" if secret else _KINDS.get(name, "text"),
        label=words(f"sign-in.field.{name}.label", language),
        hint=words(hint, language) if has_words(hint) else "",
        value="" if secret else _written(form, name),
        error=error,
        completed="current-password" if name in _OF_TODAY else _COMPLETED.get(name, "off"),
    )


def _written(form: forms.Form, name: str) -> str:
    return str(form[name].value() or "")


def _faults(form: forms.Form, language: str) -> dict[str, str]:
    """The first fault of each field, in words."""
    return {name: fault(found[0], name, language) for name, found in form.errors.as_data().items()}


def fault(error: ValidationError, field: str, language: str) -> str:
    """A fault in words: those for the field, else those for any; a code that has none is told as unreadable."""
    given: dict[str, Any] = {"time": next_try(language), **(error.params or {})}
    if error.code in _TOLD:
        for code in (f"error.sign-in.{field}.{error.code}", f"error.sign-in.{error.code}"):
            if has_words(code):
                return words(code, language, **given)
    return words("error.sign-in.unreadable", language)
