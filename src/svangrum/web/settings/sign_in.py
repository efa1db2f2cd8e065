"""Signing in: people, sessions, the second factor, sign-in by the organisation's own service."""

from __future__ import annotations

from svangrum.web.environment import number, switch
from svangrum.web.signing_in.saml import saml_services, usable
from svangrum.web.signing_in.services import services

AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "name")},
    },
]
PASSWORD_RESET_TIMEOUT = 60 * 60

CONFIRMED_FOR = 15 * 60
"""Seconds that a second factor, once shown, is enough for signing."""
LIMITED_FOR = 5 * 60
"""Seconds after which every limit of attempts has run out."""

ACCOUNT_ADAPTER = "svangrum.web.signing_in.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_METHODS = {"password", "mfa"}
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = CONFIRMED_FOR
ACCOUNT_FORMS = {
    "change_password": "svangrum.web.signing_in.forms.ChangePassword",
    "set_password": "svangrum.web.signing_in.forms.SetPassword",
    "reset_password_from_key": "svangrum.web.signing_in.forms.NewPassword",
}
# A whole town hall comes from one address of the network, so the tight limit is each account's.
ACCOUNT_RATE_LIMITS = {
    "login": "600/5m/ip",
    "login_failed": "200/5m/ip,5/5m/key",
    "reset_password": "20/5m/ip,3/5m/key",
    "reset_password_from_key": "20/5m/ip",
    "reauthenticate": "10/5m/user",
    "change_password": "5/5m/user",
    "invitation": "20/5m/ip",
    "application": "10/5m/ip",
    "dialogue-link": "10/5m/ip,3/5m/key",
    "dialogue-answer": "30/5m/ip",
}

MFA_ADAPTER = "svangrum.web.signing_in.adapters.MfaAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "add_webauthn": "svangrum.web.signing_in.forms.NewKey",
    "edit_webauthn": "svangrum.web.signing_in.forms.RenamedKey",
}
MFA_RATE_LIMITS = {"webauthn_login": "50/5m/ip"}

SOCIALACCOUNT_ADAPTER = "svangrum.web.signing_in.provider.ServiceAdapter"
SOCIALACCOUNT_PROVIDERS = {"oidc": {"APPS": services(), "OAUTH_PKCE_ENABLED": True}}
SAML_APPS = ["allauth.socialaccount.providers.saml"] if usable() else []
if SAML_APPS:
    SOCIALACCOUNT_PROVIDERS["saml"] = {
        "APPS": saml_services(),
        "provider_class": "svangrum.web.signing_in.saml_service.SamlService",
    }
SOCIALACCOUNT_LOGIN_ON_GET = True

SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = number("SVANGRUM_SESSION_HOURS") * 60 * 60
SESSION_LONGEST = 24 * 60 * 60
"""Seconds after which a session ends, however much it is used."""
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = switch("SVANGRUM_HTTPS")
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME, KNOWN_COOKIE_NAME = "svangrum", "svangrum-form", "svangrum-known"
if SESSION_COOKIE_SECURE:
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-svangrum", "__Host-svangrum-form"
    KNOWN_COOKIE_NAME = "__Host-svangrum-known"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "kept_a_while",
        "KEY_FUNCTION": "svangrum.web.signing_in.kept.key",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
