"""allauth's forms as the site asks them: a new password is written once, where it can be shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account.fields import SetPasswordField
from allauth.account.forms import ChangePasswordForm, ResetPasswordForm, ResetPasswordKeyForm, SetPasswordForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.core.exceptions import ValidationError

from svangrum.core.persons import personal_numbers
from svangrum.records.accounts.models import Person
from svangrum.records.letters.passwords import ask_for_password
from svangrum.web.clock import now

if TYPE_CHECKING:
    from django.http import HttpRequest


class _Once(forms.Form):
    """Without the field where the password is written a second time."""

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        del self.fields["password2"]


class ChangePassword(_Once, ChangePasswordForm):  # type: ignore[misc]
    """The password now, and the new one."""


class Forgotten(ResetPasswordForm):  # type: ignore[misc]
    """The address. Nothing is looked up that would take longer for one that has an account; the worker writes."""

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()

    def save(self, request: HttpRequest, **_: Any) -> str:  # noqa: ARG002 - allauth names it
        email: str = self.cleaned_data["email"]
        ask_for_password(email, now())
        return email


class SetPassword(_Once, SetPasswordForm):  # type: ignore[misc]
    """A first password, for who came by the organisation's own service."""


class NewPassword(_Once, ResetPasswordKeyForm):  # type: ignore[misc]
    """A new password in the place of one forgotten."""


def _of_nobody(text: str) -> None:
    """Raises ``ValidationError`` ``person`` for a text that holds a personal number."""
    if personal_numbers(text):
        raise ValidationError("person", code="person")


class NewKey(AddWebAuthnForm):  # type: ignore[misc]
    """A passkey and its name."""

    name = forms.CharField(required=False, max_length=60, validators=[_of_nobody])


class RenamedKey(EditWebAuthnForm):  # type: ignore[misc]
    name = forms.CharField(max_length=60, validators=[_of_nobody])


class Joining(forms.Form):
    """What somebody who was invited states: the own name, and a password that is not like it or the address."""

    full_name = forms.CharField(max_length=120, validators=[_of_nobody])
    password1 = SetPasswordField()

    def __init__(self, *args: Any, email: str, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["password1"].user = Person(email=email, name=self.data.get("full_name", ""))  # type: ignore[attr-defined]
