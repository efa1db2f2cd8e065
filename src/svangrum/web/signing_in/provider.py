"""The organisation's own sign-in service, by OpenID Connect: who may come by it, and how its tokens are checked.

allauth finds this module by its name and registers ``provider_classes``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account.models import EmailAddress
from allauth.account.utils import get_next_redirect_url
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.providers.base.constants import AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Client, OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from svangrum.records.accounts.models import Person
from svangrum.web.pages import address
from svangrum.web.signing_in.sessions import place_of
from svangrum.web.signing_in.telling import tell

if TYPE_CHECKING:
    from allauth.socialaccount.models import SocialLogin
    from django.http import HttpRequest

TONGUE = "tongue"
"""In the session: the language in which somebody set out for the service; the way back has no language of its own."""


class Client(OAuth2Client):  # type: ignore[misc]
    """Sends a nonce along, made of the state, which is bound to the session."""

    def get_redirect_url(self, authorization_url: str, scope: list[str], extra_params: dict[str, str]) -> str:
        given = {**extra_params, "nonce": nonce(self.state)}
        return str(super().get_redirect_url(authorization_url, scope, given))


class Exchange(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    """The talk with the service. Its signature is always checked, and that the answer is to our question."""

    client_class = Client

    def get_callback_url(self, request: HttpRequest, app: Any) -> str:  # noqa: ARG002 - allauth's own
        return str(request.build_absolute_uri(reverse("oidc_callback", kwargs={"provider_id": self.provider_id})))

    def complete_login(self, request: HttpRequest, app: Any, token: Any, **given: Any) -> SocialLogin:
        """Raises ``OAuth2Error`` for a token that is not the service's answer to this very question."""
        claims = self._decode_id_token(app, given["response"].get("id_token", ""))
        if not constant_time_compare(str(claims.get("nonce", "")), nonce(request.GET.get("state", ""))):
            raise OAuth2Error("nonce")
        told = self._fetch_user_info(token.token) if not claims.get("email") else {}
        if told and told.get("sub") != claims.get("sub"):
            raise OAuth2Error("sub")
        login: SocialLogin = self.get_provider().sociallogin_from_response(request, {**told, **claims})
        login.by_second_factor = _shown_there(claims.get("amr"))
        login.shown_at = _moment(claims.get("auth_time"))
        login.told_name = str({**told, **claims}.get("name", ""))[:120]
        return login

    def _decode_id_token(self, app: Any, id_token: str) -> dict[str, Any]:
        """The claims, of a token signed by a key that the service publishes, for us, and not expired."""
        claims: dict[str, Any] = jwtkit.verify_and_decode(
            credential=id_token,
            keys_url=self.openid_config["jwks_uri"],
            issuer=self.openid_config["issuer"],
            audience=app.client_id,
            lookup_kid=jwtkit.lookup_kid_jwk,
            verify_signature=True,
        )
        return claims


class Service(OpenIDConnectProvider):  # type: ignore[misc]
    """One service of ``services.services``. Nothing that it tells of a person is kept, but the person's name there."""

    id = "oidc"
    name = "OpenID Connect"
    oauth2_adapter_class = Exchange

    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, Any]:  # noqa: ARG002 - allauth names it
        return {}

    def extract_common_fields(self, data: dict[str, Any]) -> dict[str, Any]:  # noqa: ARG002 - allauth names it
        return {}

    def extract_email_addresses(self, data: dict[str, Any]) -> list[EmailAddress]:
        """The address, when it lies in a domain of the service's own and the service does not itself doubt it."""
        email = str(data.get("email", "")).lower()
        doubted = str(data.get("email_verified", True)).lower() != "true"
        if doubted or email.rpartition("@")[2] not in self.app.settings["verified_email"]:
            return []
        return [EmailAddress(email=email, verified=True, primary=True)]

    def get_redirect_from_request_kwargs(self, request: HttpRequest) -> dict[str, Any]:
        """Where to come back, and how lately the service must have asked; an address can ask for nothing else.

        Who is signed in already comes to show again who they are: the service is told to ask, and not to remember. With
        ``max_age`` a service must state when it asked (OpenID Connect Core 1.0, 3.1.2.1).
        """
        lately = {"max_age": str(settings.SESSION_LONGEST)}
        if request.user.is_authenticated:
            lately = {"max_age": str(settings.CONFIRMED_FOR), "prompt": "login"}
        return {**way_back(request), "auth_params": {**self.get_auth_params(), **lately}}


provider_classes = [Service]


def way_back(request: HttpRequest) -> dict[str, Any]:
    """What is kept of whoever sets out for a service: the page to come back to, and where they act when signed in."""
    url = get_next_redirect_url(request)
    kept: dict[str, Any] = {"next_url": url} if url else {}
    if request.user.is_authenticated:
        kept["place"] = place_of(request)
    return {"process": AuthProcess.LOGIN, **kept}


class ServiceAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Lets in those who are members already, or carry an invitation to the same address; nobody else."""

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Raises ``ImmediateHttpResponse`` to the page that explains, for who is neither."""
        person = _member(request, sociallogin)
        if person is None:
            tell("sign-in.not-invited", request)
            raise ImmediateHttpResponse(_told(request, "sign-in-not-invited"))
        if not sociallogin.is_existing:
            sociallogin.user = sociallogin.account.user = person
            sociallogin.account.save()

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Service,  # noqa: ARG002 - allauth names them
        error: str | None = None,
        exception: Exception | None = None,  # noqa: ARG002
        extra_context: dict[str, Any] | None = None,  # noqa: ARG002
    ) -> None:
        """Raises ``ImmediateHttpResponse`` to the page that explains, in the language in which one set out."""
        cancelled = error == "cancelled"
        if not cancelled:
            tell("sign-in.service-refused", request)
        page = "socialaccount_login_cancelled" if cancelled else "socialaccount_login_error"
        raise ImmediateHttpResponse(_told(request, page))


def _member(request: HttpRequest, sociallogin: SocialLogin) -> Person | None:
    """Whoever has the address for which the service speaks now, or was invited by it.

    A link from before opens nothing by itself: the address must still be its person's, and the service's to speak for.
    """
    from svangrum.web.signing_in.invitation import join_by_service  # noqa: PLC0415 - its models are loaded later

    if not sociallogin.email_addresses:
        return None
    email = sociallogin.email_addresses[0].email
    person = Person.objects.filter(email=email).first()
    if sociallogin.is_existing and sociallogin.user != person:
        return None
    if person is None:
        return join_by_service(request, email, sociallogin.told_name)
    return person if person.is_active else None


def _shown_there(amr: object) -> bool:
    """Whether a second factor stands in the list of how the service was convinced."""
    return isinstance(amr, list) and "mfa" in amr


def _moment(auth_time: object) -> float:
    """When the service asked, in seconds; one that does not say so asked so long ago that it does not count."""
    return auth_time if isinstance(auth_time, int | float) else 0


def _told(request: HttpRequest, page: str) -> Any:
    return redirect(address(page, request.session.get(TONGUE, "sv")))


def nonce(state: str) -> str:
    """What the service must repeat in its token: only this server can make it, and only from this state."""
    return salted_hmac("svangrum.sign-in.nonce", state, algorithm="sha256").hexdigest()
