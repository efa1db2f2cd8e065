"""The way in and out: sign in, show the second factor or a passkey, sign out; what is told when one cannot."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from allauth.account import views as account
from allauth.account.utils import get_next_redirect_url
from allauth.mfa.base import views as mfa
from allauth.mfa.webauthn import views as webauthn
from allauth.mfa.webauthn.internal import auth
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialAccount, SocialApp
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from django.conf import settings
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe
from requests import RequestException

from svangrum.web.pages import address, language_of
from svangrum.web.signing_in.asked import Asked
from svangrum.web.signing_in.provider import TONGUE, Exchange
from svangrum.web.signing_in.sessions import why_it_ended
from svangrum.web.signing_in.telling import tell

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, HttpResponseBase


class SignIn(Asked, account.LoginView):  # type: ignore[misc]
    """Address and password. Says why the session before this one ended, when one did."""

    template_name = "account/login.html"

    def get_context_data(self, **given: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**given)
        context["ended"] = why_it_ended(self.request)
        context["services"] = ways(self.request)
        return context


@dataclass(frozen=True)
class Way:
    """An organisation's own service: its name, and where one sets out for it."""

    name: str
    url: str


def ways(request: HttpRequest) -> list[Way]:
    """Every service by which one may sign in."""
    return [Way(one.name, one.get_login_url(request)) for one in get_adapter().list_providers(request)]


def _own_ways(request: HttpRequest) -> list[Way]:
    """The services by which the person has signed in."""
    used = set(SocialAccount.objects.filter(user=request.user).values_list("provider", flat=True))
    found = [one for one in get_adapter().list_providers(request) if one.sub_id in used]
    return [Way(one.name, one.get_login_url(request)) for one in found]


class SecondFactor(Asked, mfa.AuthenticateView):  # type: ignore[misc]
    """The code of an app, a recovery code, or a passkey."""

    template_name = "mfa/authenticate.html"

    def get_context_data(self, **given: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**given)
        context["options"] = json.dumps(context["js_data"]["request_options"])
        context["has_passkey"] = bool(auth.get_credentials(self.stage.login.user))
        return context


class SignInByPasskey(Asked, webauthn.LoginWebAuthnView):  # type: ignore[misc]
    """A passkey instead of address and password; it is a second factor too, as it asks who holds it."""

    template_name = "mfa/webauthn/login.html"

    def get(self, request: HttpRequest, *_: Any, **__: Any) -> HttpResponseBase:  # noqa: ARG002 - Django names it
        return self.render_to_response(self.get_context_data())

    def form_invalid(self, form: Any) -> HttpResponseBase:
        tell("sign-in.wrong-passkey", self.request)
        return self.render_to_response(self.get_context_data(form=form))

    def get_context_data(self, **given: Any) -> dict[str, Any]:
        return {**super().get_context_data(**given), "options": json.dumps(auth.begin_authentication(user=None))}


class SignOut(account.LogoutView):  # type: ignore[misc]
    template_name = "account/logout.html"


@require_safe
def closed_account(request: HttpRequest) -> HttpResponse:
    return render(request, "account/account_inactive.html", {"contact": settings.CONTACT}, status=403)


@require_safe
def by_invitation(request: HttpRequest) -> HttpResponse:
    """Nobody makes an account alone: how one gets one."""
    return render(request, "account/signup_closed.html")


@require_safe
def not_invited(request: HttpRequest) -> HttpResponse:
    return render(request, "socialaccount/not_invited.html", {"contact": settings.CONTACT}, status=403)


@require_safe
def cancelled(request: HttpRequest) -> HttpResponse:
    return render(request, "socialaccount/login_cancelled.html")


@require_safe
def failed(request: HttpRequest) -> HttpResponse:
    return render(request, "socialaccount/authentication_error.html", status=401)


@require_safe
def again(request: HttpRequest) -> HttpResponse:
    """For who has no password here: sign in by the organisation's own service once more, and come back."""
    back = get_next_redirect_url(request) or address("mine", language_of(request))
    return render(request, "signing_in/again.html", {"services": _own_ways(request), "next": back})


@require_safe
def to_service(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """To the organisation's own service. An unknown one is not there (404)."""
    request.session[TONGUE] = language_of(request)
    return _talk(OAuth2LoginView, request, provider_id)


@require_safe
def from_service(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """Back from it, with a token or with a refusal."""
    return _talk(OAuth2CallbackView, request, provider_id)


def _talk(step: Any, request: HttpRequest, provider_id: str) -> HttpResponseBase:
    try:
        response: HttpResponseBase = step.adapter_view(Exchange(request, provider_id))(request)
    except SocialApp.DoesNotExist as error:
        raise Http404 from error
    except RequestException:
        tell("sign-in.service-silent", request)
        return redirect(address("socialaccount_login_error", request.session.get(TONGUE, "sv")))
    return response
