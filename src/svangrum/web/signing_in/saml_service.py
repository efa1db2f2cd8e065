"""A service that speaks SAML, under the same rules as one that speaks OpenID Connect."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account.models import EmailAddress
from allauth.socialaccount.providers.saml import views
from allauth.socialaccount.providers.saml.provider import SAMLProvider
from allauth.socialaccount.providers.saml.utils import build_auth
from django.shortcuts import redirect
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST
from onelogin.saml2.utils import OneLogin_Saml2_Utils
from onelogin.saml2.xml_utils import OneLogin_Saml2_XML

from svangrum.web.pages import language_of
from svangrum.web.rules import anyone, open_to
from svangrum.web.signing_in.provider import TONGUE, way_back

if TYPE_CHECKING:
    from allauth.socialaccount.models import SocialLogin
    from django.http import HttpRequest, HttpResponseBase

_STATEMENTS = "/samlp:Response/saml:Assertion/saml:AuthnStatement"
_BY_SECOND_FACTOR = "https://refeds.org/profile/mfa"


class SamlService(SAMLProvider):  # type: ignore[misc]
    """One service of ``saml.saml_services``. Nothing that it tells of a person is kept, but the person's name there."""

    def sociallogin_from_response(self, request: HttpRequest, response: Any) -> SocialLogin:
        login: SocialLogin = super().sociallogin_from_response(request, response)
        told = self._extract(response)
        login.shown_at = _shown_at(response)
        login.by_second_factor = _BY_SECOND_FACTOR in response.get_last_authn_contexts()
        login.told_name = f"{told.get('first_name', '')} {told.get('last_name', '')}".strip()[:120]
        return login

    def extract_extra_data(self, data: Any) -> dict[str, Any]:  # noqa: ARG002 - allauth names it
        return {}

    def extract_common_fields(self, data: Any) -> dict[str, Any]:  # noqa: ARG002 - allauth names it
        return {}

    def extract_email_addresses(self, data: Any) -> list[EmailAddress]:
        """The address, when it lies in a domain of the service's own."""
        told = self._extract(data)
        email = str(told.get("email", "")).lower()
        if email.rpartition("@")[2] not in self.app.settings["verified_email"] or told.get("email_verified") is False:
            return []
        return [EmailAddress(email=email, verified=True, primary=True)]

    def get_redirect_from_request_kwargs(self, request: HttpRequest) -> dict[str, Any]:
        """Where to come back; an address can ask for nothing else."""
        return way_back(request)

    def redirect(
        self, request: HttpRequest, process: str, next_url: str | None = None, data: Any = None, **kept: Any
    ) -> HttpResponseBase:
        """To the service, which asks whoever is signed in already and does not remember."""
        talk = build_auth(request, self)
        url = talk.login(return_to="", force_authn=request.user.is_authenticated)
        self.stash_redirect_state(request, process, next_url, data, state_id=talk.get_last_request_id(), **kept)
        return redirect(url)


def _shown_at(response: Any) -> float:
    """When the service asked, in seconds, by the oldest of its statements."""
    said = OneLogin_Saml2_XML.to_etree(response.get_last_response_xml())
    moments = [one.get("AuthnInstant") for one in OneLogin_Saml2_XML.query(said, _STATEMENTS)]
    return min((OneLogin_Saml2_Utils.parse_SAML_to_time(one) for one in moments), default=0)


@require_GET
def to_saml(request: HttpRequest, organization_slug: str) -> HttpResponseBase:
    """To the organisation's own service."""
    request.session[TONGUE] = language_of(request)
    response: HttpResponseBase = views.login(request, organization_slug=organization_slug)
    return response


WAYS_BACK = [
    path(
        "saml/<organization_slug>/acs/",
        open_to(anyone, csrf_exempt(require_POST(views.acs))),
        name="saml_acs",
    ),
    path("saml/<organization_slug>/acs/finish/", open_to(anyone, views.finish_acs), name="saml_finish_acs"),
    path("saml/<organization_slug>/sls/", open_to(anyone, views.sls), name="saml_sls"),
    path("saml/<organization_slug>/metadata/", open_to(anyone, views.metadata), name="saml_metadata"),
]
"""Where the service itself comes: it knows each by one address, without a language."""
