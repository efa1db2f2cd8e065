"""The second factor: an app, recovery codes, passkeys."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from allauth.mfa.base import views as mfa
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.mfa.webauthn.internal import auth
from django.http import Http404, HttpResponse
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_POST

from svangrum.core.dates import day_at_home
from svangrum.core.language import words
from svangrum.web.pages import address, language_of
from svangrum.web.signing_in.asked import Asked
from svangrum.web.signing_in.roles import must_sign
from svangrum.web.signing_in.sessions import come_back, note_second_factor

if TYPE_CHECKING:
    from datetime import date

    from django.http import HttpRequest


class Overview(mfa.IndexView):  # type: ignore[misc]
    """How one signs in, and what can be switched on."""

    template_name = "mfa/index.html"

    def get_context_data(self, **given: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**given)
        held = context["authenticators"]
        codes_kept = held.get("recovery_codes")
        return {
            **context,
            "has_password": self.request.user.has_usable_password(),
            "has_app": "totp" in held,
            "keys": len(held.get("webauthn", [])),
            "has_codes": codes_kept is not None,
            "codes_left": len(codes_kept.get_unused_codes()) if codes_kept else 0,
            "must": must_sign(self.request.user) and not {"totp", "webauthn"} & held.keys(),
        }


class SwitchOn(Asked, totp.ActivateTOTPView):  # type: ignore[misc]
    """The square to photograph, the same secret as text, and a first code to show that it works."""

    template_name = "mfa/totp/activate_form.html"

    def get_context_data(self, **given: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**given)
        context["square"] = mark_safe(_drawing(context["totp_svg"]))  # noqa: S308 - drawn here, of black squares
        context["secret"] = _in_fours(context["form"].secret)
        hint = words("sign-in.app-on.hint", language_of(self.request))
        context["entries"] = [replace(one, hint=hint) for one in context["entries"]]
        return context

    def form_valid(self, form: Any) -> Any:
        response = super().form_valid(form)
        note_second_factor(self.request, Authenticator.Type.TOTP)
        return response


class SwitchOff(Asked, totp.DeactivateTOTPView):  # type: ignore[misc]
    template_name = "mfa/totp/deactivate_form.html"


class Codes(codes.ViewRecoveryCodesView):  # type: ignore[misc]
    """The recovery codes, shown once; after that, how many are left."""

    template_name = "mfa/recovery_codes/index.html"

    def get_context_data(self, **given: Any) -> dict[str, Any]:
        """With ``onward``: back to what demanded the second factor, for who was on the way there."""
        context: dict[str, Any] = super().get_context_data(**given)
        return {**context, "onward": come_back(self.request) or address("mine", language_of(self.request))}


class NewCodes(Asked, codes.GenerateRecoveryCodesView):  # type: ignore[misc]
    template_name = "mfa/recovery_codes/generate.html"


@require_POST
def codes_as_file(request: HttpRequest) -> HttpResponse:
    """The codes that the page just showed, as a file. Codes that are not the person's are not there (404)."""
    held = Authenticator.objects.filter(user=request.user, type=Authenticator.Type.RECOVERY_CODES).first()
    shown = request.POST.getlist("shown")
    if held is None or not shown or shown != held.wrap().get_unused_codes():
        raise Http404
    language = language_of(request)
    lines = [words("sign-in.codes.file", language), "", *shown]
    response = HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="svangrum.txt"'
    return response


@dataclass(frozen=True)
class Key:
    """A passkey: what it is called, since when, and the day it was last used."""

    number: int
    name: str
    since: date
    last: date | None


class Keys(webauthn.ListWebAuthnView):  # type: ignore[misc]
    template_name = "mfa/webauthn/authenticator_list.html"

    def get_context_data(self, **given: Any) -> dict[str, Any]:
        return {**super().get_context_data(**given), "keys": [_key(one) for one in self.get_queryset().order_by("pk")]}


class NewKey(Asked, webauthn.AddWebAuthnView):  # type: ignore[misc]
    """A passkey: it must know who holds it, so it can stand in the place of a password."""

    template_name = "mfa/webauthn/add_form.html"

    def get_context_data(self, **given: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**given)
        context["options"] = json.dumps(auth.begin_registration(self.request.user, passwordless=True))
        return context

    def get_form(self, form_class: type | None = None) -> Any:
        form = super().get_form(form_class)
        form.fields.pop("passwordless", None)
        return form

    def form_valid(self, form: Any) -> Any:
        response = super().form_valid(form)
        note_second_factor(self.request, Authenticator.Type.WEBAUTHN)
        return response


class RenamedKey(Asked, webauthn.EditWebAuthnView):  # type: ignore[misc]
    template_name = "mfa/webauthn/edit_form.html"


class RemovedKey(Asked, webauthn.RemoveWebAuthnView):  # type: ignore[misc]
    template_name = "mfa/webauthn/authenticator_confirm_delete.html"


class ByKey(Asked, webauthn.ReauthenticateWebAuthnView):  # type: ignore[misc]
    """The second factor again, by a passkey."""

    template_name = "mfa/webauthn/reauthenticate.html"

    def form_invalid(self, form: Any) -> Any:
        return self.render_to_response(self.get_context_data(form=form))

    def get_context_data(self, **given: Any) -> dict[str, Any]:
        form = given.get("form") or self.get_form()
        context: dict[str, Any] = super().get_context_data(form=form)
        context["form"], context["options"] = form, json.dumps(context["js_data"]["request_options"])
        return context


def _key(held: Authenticator) -> Key:
    last = held.last_used_at
    return Key(held.pk, held.wrap().name, day_at_home(held.created_at), day_at_home(last) if last else None)


def _drawing(svg: str) -> str:
    """The drawing alone, without the line that begins a file."""
    return svg[svg.index("<svg") :]


def _in_fours(secret: str) -> str:
    return " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))
