"""Addresses of signing in. allauth asks for its pages by names without a language: ``ALIASES`` answer it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import path
from django.utils.functional import lazy
from django.utils.translation import get_language

from svangrum.web.pages import Page, route
from svangrum.web.rules import administrator, anyone, open_to, signed_in
from svangrum.web.signing_in import entering, factors, invitation, passwords, places, resetting

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponseBase
    from django.urls import URLPattern

    View = Callable[..., HttpResponseBase]

_IN = (
    Page("account_login", "logga-in", "sign-in", entering.SignIn.as_view(), anyone),
    Page("mfa_authenticate", "logga-in/kod", "sign-in/code", entering.SecondFactor.as_view(), anyone),
    Page("mfa_login_webauthn", "logga-in/nyckel", "sign-in/passkey", entering.SignInByPasskey.as_view(), anyone),
    Page("oidc_login", "logga-in/tjanst/<provider_id>", "sign-in/service/<provider_id>", entering.to_service, anyone),
    Page("socialaccount_login_cancelled", "logga-in/avbruten", "sign-in/cancelled", entering.cancelled, anyone),
    Page("socialaccount_login_error", "logga-in/misslyckad", "sign-in/failed", entering.failed, anyone),
    Page("sign-in-not-invited", "logga-in/inte-inbjuden", "sign-in/not-invited", entering.not_invited, anyone),
    Page("account_inactive", "logga-in/avslutat-konto", "sign-in/closed-account", entering.closed_account, anyone),
    Page("account_signup", "logga-in/nytt-konto", "sign-in/new-account", entering.by_invitation, anyone),
    Page("account_logout", "logga-ut", "sign-out", entering.SignOut.as_view(), signed_in),
    Page("invitation", "inbjudan/<secret>", "invitation/<secret>", invitation.invitation, anyone),
)
_PASSWORD = (
    Page("account_reset_password", "glomt-losenord", "forgotten-password", passwords.Forgotten.as_view(), anyone),
    Page(
        "account_reset_password_done",
        "glomt-losenord/skickat",
        "forgotten-password/sent",
        passwords.letter_sent,
        anyone,
    ),
    Page(
        "account_reset_password_from_key",
        "nytt-losenord/<uidb36>/<key>",
        "new-password/<uidb36>/<key>",
        passwords.Renewed.as_view(),
        anyone,
    ),
    Page(
        "account_reset_password_from_key_done",
        "nytt-losenord/klart",
        "new-password/done",
        passwords.renewed,
        anyone,
    ),
    Page("account_change_password", "sakerhet/losenord", "security/password", passwords.Changed.as_view(), signed_in),
    Page(
        "account_set_password",
        "sakerhet/valj-losenord",
        "security/choose-password",
        passwords.Chosen.as_view(),
        signed_in,
    ),
)
_AGAIN = (
    Page("account_reauthenticate", "bekrafta", "confirm", passwords.ByPassword.as_view(), signed_in),
    Page("mfa_reauthenticate", "bekrafta/kod", "confirm/code", passwords.ByCode.as_view(), signed_in),
    Page("mfa_reauthenticate_webauthn", "bekrafta/nyckel", "confirm/passkey", factors.ByKey.as_view(), signed_in),
    Page("sign-in-again", "bekrafta/tjanst", "confirm/service", entering.again, signed_in),
)
_FACTORS = (
    Page("mfa_index", "sakerhet", "security", factors.Overview.as_view(), signed_in),
    Page("mfa_activate_totp", "sakerhet/app", "security/app", factors.SwitchOn.as_view(), signed_in),
    Page(
        "mfa_deactivate_totp",
        "sakerhet/app/stang-av",
        "security/app/switch-off",
        factors.SwitchOff.as_view(),
        signed_in,
    ),
    Page(
        "mfa_view_recovery_codes", "sakerhet/reservkoder", "security/recovery-codes", factors.Codes.as_view(), signed_in
    ),
    Page(
        "mfa_generate_recovery_codes",
        "sakerhet/reservkoder/nya",
        "security/recovery-codes/new",
        factors.NewCodes.as_view(),
        signed_in,
    ),
    Page(
        "mfa_download_recovery_codes",
        "sakerhet/reservkoder/fil",
        "security/recovery-codes/file",
        factors.codes_as_file,
        signed_in,
    ),
    Page("mfa_list_webauthn", "sakerhet/nycklar", "security/passkeys", factors.Keys.as_view(), signed_in),
    Page("mfa_add_webauthn", "sakerhet/nycklar/ny", "security/passkeys/new", factors.NewKey.as_view(), signed_in),
    Page(
        "mfa_edit_webauthn",
        "sakerhet/nycklar/<int:pk>",
        "security/passkeys/<int:pk>",
        factors.RenamedKey.as_view(),
        signed_in,
    ),
    Page(
        "mfa_remove_webauthn",
        "sakerhet/nycklar/<int:pk>/ta-bort",
        "security/passkeys/<int:pk>/remove",
        factors.RemovedKey.as_view(),
        signed_in,
    ),
    Page("usersessions_list", "sakerhet/inloggningar", "security/sessions", places.sessions, signed_in),
    Page(
        "reset-factor",
        "sakerhet/aterstall/<uuid:person>",
        "security/reset/<uuid:person>",
        resetting.reset,
        administrator,
    ),
)
_SAML: tuple[Page, ...] = ()
_SAML_WAYS_BACK: list[URLPattern] = []
if settings.SAML_APPS:
    from svangrum.web.signing_in import saml_service

    _SAML = (
        Page(
            "saml_login",
            "logga-in/saml/<organization_slug>",
            "sign-in/saml/<organization_slug>",
            saml_service.to_saml,
            anyone,
        ),
    )
    _SAML_WAYS_BACK = saml_service.WAYS_BACK
PAGES = (*_IN, *_PASSWORD, *_AGAIN, *_FACTORS, *_SAML)
_TO_ALLAUTH = tuple(page for page in PAGES if "_" in page.name)
"""The pages whose names are allauth's own."""


def _alias(page: Page) -> URLPattern:
    spoken = lazy(lambda: route(page, get_language() or "sv"), str)()
    return path(spoken, open_to(page.who, page.view), name=page.name)


ALIASES = [
    *(_alias(page) for page in _TO_ALLAUTH),
    path("logga-in/svar/<provider_id>", open_to(anyone, entering.from_service), name="oidc_callback"),
    *_SAML_WAYS_BACK,
]
"""The way back from a service is one address, registered there: it has no language."""
