"""What is signed demands the second factor, shown a short while ago."""

from __future__ import annotations

from functools import wraps
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urlsplit

from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.reauthentication import suspend_request
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.shortcuts import redirect

from svangrum.core.language import words
from svangrum.web.access import look_up
from svangrum.web.pages import address, language_of
from svangrum.web.signing_in.sessions import set_out, was_confirmed, was_confirmed_by_service

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponseBase

    from svangrum.records.accounts.models import Person
    from svangrum.web.rules import View


def confirmed(view: View) -> View:
    """The view, run only for who has just shown a second factor; others are led to show it, and back.

    A form that was sent meanwhile is sent again when the second factor has been shown.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if was_confirmed(request):
            look_up(request)  # a form that is sent again comes with the actor of before
            return view(request, *args, **kwargs)
        return _ask(request)

    return guarded


def confirmed_to_send(view: View) -> View:
    """The view, whose form is taken as ``confirmed`` runs it; to look at the page is for whoever may open it.

    Who has no second factor to show is told so above the form (``second_factor.html``), with the way to switch it on
    and from there back: what is written before that is lost.
    """
    asking = confirmed(view)

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "POST":
            return asking(request, *args, **kwargs)
        request.lacks_second_factor = not _can_confirm(request)  # type: ignore[attr-defined]
        response = view(request, *args, **kwargs)
        if request.lacks_second_factor and request.method == "GET" and response.status_code == HTTPStatus.OK:  # type: ignore[attr-defined]
            set_out(request, request.get_full_path())
        return response

    return guarded


def shown_again(view: View) -> View:
    """The view, whose form is taken from who has just shown again who they are, as strongly as they can.

    By the second factor, else by the password, else by signing in once more at their own organisation's service. For
    what is everyone's right: nobody must switch on a second factor first.
    """

    @wraps(view)
    def looked_up(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        look_up(request)  # as above
        return view(request, *args, **kwargs)

    demanding: View = reauthentication_required(enabled=_is_sent_unconfirmed)(looked_up)
    return demanding


def _is_sent_unconfirmed(request: HttpRequest) -> bool:
    return request.method == "POST" and not was_confirmed(request)


def _can_confirm(request: HttpRequest) -> bool:
    shown = was_confirmed(request) or was_confirmed_by_service(request)
    return shown or bool(second_factors(request.user))  # type: ignore[arg-type]


def _ask(request: HttpRequest) -> HttpResponseBase:
    language = language_of(request)
    kinds = second_factors(request.user)  # type: ignore[arg-type]
    if not kinds and was_confirmed_by_service(request):
        return redirect(f"{address('sign-in-again', language)}?{urlencode({'next': _way_back(request)})}")
    if not kinds:
        messages.warning(request, words("sign-in.told.second-factor-needed", language))
        set_out(request, _way_back(request))
        return redirect(address("mfa_index", language))
    page = "mfa_reauthenticate" if Authenticator.Type.TOTP in kinds else "mfa_reauthenticate_webauthn"
    suspended: HttpResponseBase = suspend_request(request, address(page, language))
    return suspended


def _way_back(request: HttpRequest) -> str:
    """The page itself; for a form, which does not live through signing in anew, the page it stood on."""
    if request.method != "POST":
        return request.get_full_path()
    return urlsplit(request.headers.get("Referer", "")).path or address("mine", language_of(request))


def second_factors(person: Person) -> frozenset[str]:
    """The kinds of second factor that the person has; recovery codes are none by themselves."""
    held = Authenticator.objects.filter(user=person).exclude(type=Authenticator.Type.RECOVERY_CODES)
    return frozenset(held.values_list("type", flat=True))
