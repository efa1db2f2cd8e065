"""What allauth asks of the site: nobody signs up alone, words are ours, secrets lie sealed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.reauthentication import get_reauthentication_flows
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.stages import AuthenticateStage
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect

from svangrum.core.language import words
from svangrum.records.accounts.models import Person
from svangrum.records.accounts.passwords import set_password
from svangrum.web.pages import address, language_of
from svangrum.web.signing_in import known, letters, sealed
from svangrum.web.signing_in.sessions import came_lately, enter_again, note_service
from svangrum.web.signing_in.telling import tell

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponseBase

_SECOND_FACTOR = "mfa_reauthenticate"
_TOLD = {
    "account/messages/logged_out.txt": "signed-out",
    "account/messages/password_changed.txt": "password-changed",
    "account/messages/password_set.txt": "password-changed",
    "mfa/messages/recovery_codes_generated.txt": "codes-made",
    "mfa/messages/totp_activated.txt": "app-on",
    "mfa/messages/totp_deactivated.txt": "app-off",
    "mfa/messages/webauthn_added.txt": "key-added",
    "mfa/messages/webauthn_removed.txt": "key-removed",
}
"""allauth's messages by the name of their template, and ours. One that is not here is not told."""
_LETTERS = {
    "account/email/password_changed": "password-changed",
    "account/email/password_reset": "password-changed",
    "account/email/password_set": "password-changed",
    "mfa/email/recovery_codes_generated": "codes-made",
    "mfa/email/totp_activated": "app-on",
    "mfa/email/totp_deactivated": "app-off",
    "mfa/email/webauthn_added": "key-added",
    "mfa/email/webauthn_removed": "key-removed",
}
"""allauth's letters in the same way."""


_INSTEAD = {"reauthenticate": "password", _SECOND_FACTOR: "code", f"{_SECOND_FACTOR}:webauthn": "key"}
"""The ways to show again who one is, by allauth's name and ours."""


class _Worded:
    """An adapter whose errors are codes; the words are in the catalogue (``shown.fault``)."""

    def validation_error(self, code: str, *_: object) -> ValidationError:
        return ValidationError(code, code=code)


class AccountAdapter(_Worded, DefaultAccountAdapter):  # type: ignore[misc]
    """People come by invitation; where they go, what they are told and written is ours."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth names it
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return address("mine", language_of(request))

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        return address("start", language_of(request))

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return address("mfa_index", language_of(request))

    def add_message(  # noqa: PLR0917 - allauth names them
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,  # noqa: ARG002 - allauth names it
        extra_tags: str = "",  # noqa: ARG002 - allauth names it
        message: str | None = None,  # noqa: ARG002 - allauth names it
    ) -> None:
        """What was just done, in our words."""
        code = _TOLD.get(message_template or "")
        if code:
            messages.add_message(request, level, words(f"sign-in.told.{code}", language_of(request)))

    def send_notification_mail(
        self,
        template_prefix: str,
        user: Person,
        context: dict[str, Any] | None = None,  # noqa: ARG002 - allauth names it
        email: str | None = None,  # noqa: ARG002 - allauth names it
    ) -> None:
        """A letter that something about signing in has changed."""
        letters.send(_LETTERS[template_prefix], user, page="mfa_index")

    def set_password(self, user: Person, password: str) -> None:
        set_password(user, password)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        person = Person.objects.filter(email=str(credentials.get("email", "")).lower()).first()
        tell("sign-in.wrong-password", request, person.pk if person else None)

    def post_login(self, request: HttpRequest, user: Person, *, signup: bool, **given: Any) -> HttpResponseBase:
        """In, and told in a letter when it is from a browser where the person has not been before."""
        response: HttpResponseBase = super().post_login(request, user, signup=signup, **given)
        by_service = (given.get("signal_kwargs") or {}).get("sociallogin")
        if by_service is not None:
            enter_again(request, by_service.state.get("place", {}))
        if not signup and not known.is_known(request, user):
            letters.send("new-browser", user, page="usersessions_list")
        known.make_known(request, response, user)
        return response

    def respond_user_inactive(self, request: HttpRequest, user: Person) -> HttpResponseBase:
        tell("sign-in.closed-account", request, user.pk)
        return redirect(address("account_inactive", language_of(request)))

    def reauthenticate(self, user: Person, password: str) -> bool:
        """The password of whoever is signed in already."""
        found = self.authenticate(context.request, email=user.email, password=password)
        return found is not None and found.pk == user.pk

    def get_login_stages(self) -> list[str]:
        return ["svangrum.web.signing_in.adapters.SecondFactorStage"]

    def is_reauthentication_required(self, *, app: str, **_: Any) -> bool:  # noqa: ARG002 - allauth names it
        """Always, but for who has neither password nor second factor here and has just come by another service."""
        request = context.request
        return bool(get_reauthentication_flows(request.user)) or not came_lately(request)

    def get_reauthentication_methods(self, user: Person) -> list[dict[str, Any]]:
        """The second factor where there is one: a password alone does not change it."""
        methods = [_in_words(one) for one in super().get_reauthentication_methods(user)]
        strong = [one for one in methods if one["id"].startswith(_SECOND_FACTOR)]
        again = {"id": "again", "description": "", "url": address("sign-in-again", language_of(context.request))}
        return strong or methods or [again]


def _in_words(method: dict[str, Any]) -> dict[str, Any]:
    return {**method, "description": words(f"sign-in.instead.{_INSTEAD[method['id']]}", language_of(context.request))}


class MfaAdapter(_Worded, DefaultMFAAdapter):  # type: ignore[misc]
    """The second factor: its secrets lie sealed, and apps call it by the site's name."""

    def encrypt(self, text: str) -> str:
        return sealed.seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return sealed.unseal(encrypted_text)

    def get_totp_issuer(self) -> str:
        return self._get_site_name()

    def generate_authenticator_name(self, user: Person, type: Authenticator.Type) -> str:  # noqa: A002
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return words("sign-in.key-name", language_of(context.request), number=number)

    def _get_site_name(self) -> str:
        return words("site.name", language_of(context.request))


class SecondFactorStage(AuthenticateStage):  # type: ignore[misc]
    """Asks for the second factor, unless the organisation's own service says that it did.

    What the service says is noted here, with the moment at which it asked.

    Not before: who was signed in already is signed out first, and the note with the session.
    """

    def _should_handle(self, request: HttpRequest) -> bool:
        by_service = (self.login.signal_kwargs or {}).get("sociallogin")
        if by_service is not None:
            shown = by_service.by_second_factor
            note_service(request, self.login.user, at=by_service.shown_at, by_second_factor=shown)
            if shown:
                return False
        return bool(super()._should_handle(request))
