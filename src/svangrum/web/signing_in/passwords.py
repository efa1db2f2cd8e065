"""A forgotten password, a new one, and showing again who one is before something that matters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from django.shortcuts import render
from django.views.decorators.http import require_safe

from svangrum.web.signing_in import forms
from svangrum.web.signing_in.asked import Asked
from svangrum.web.signing_in.telling import tell

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, HttpResponseBase


class Forgotten(Asked, account.PasswordResetView):  # type: ignore[misc]
    """Asks for the address. What comes after is the same, whether the address has an account or not."""

    form_class = forms.Forgotten
    template_name = "account/password_reset.html"


@require_safe
def letter_sent(request: HttpRequest) -> HttpResponse:
    return render(request, "account/password_reset_done.html")


class Renewed(Asked, account.PasswordResetFromKeyView):  # type: ignore[misc]
    """The new password, by the link in the letter; a link that is old or used is explained."""

    template_name = "account/password_reset_from_key.html"

    def get_context_data(self, **given: Any) -> dict[str, Any]:
        return {"token_fail": False, **super().get_context_data(**given)}

    def render_to_response(self, context: dict[str, Any], **given: Any) -> HttpResponseBase:
        if context["token_fail"]:
            tell("password.link-refused", self.request)
            given["status"] = 410
        return super().render_to_response(context, **given)


@require_safe
def renewed(request: HttpRequest) -> HttpResponse:
    return render(request, "account/password_reset_from_key_done.html")


class Changed(Asked, account.PasswordChangeView):  # type: ignore[misc]
    template_name = "account/password_change.html"


class Chosen(Asked, account.PasswordSetView):  # type: ignore[misc]
    """A first password, for who came by the organisation's own service."""

    template_name = "account/password_set.html"


class ByPassword(Asked, account.ReauthenticateView):  # type: ignore[misc]
    """Who has no second factor shows the password again."""

    template_name = "account/reauthenticate.html"


class ByCode(Asked, mfa.ReauthenticateView):  # type: ignore[misc]
    """The second factor again, by a code."""

    template_name = "mfa/reauthenticate.html"
