"""Django's settings. Every one that a running service may need to change comes from the environment.

docs/methods/look.md lists them. Nothing here has a secret: without ``SVANGRUM_SECRET_KEY`` a production server
(``svangrum.web.wsgi``) refuses to start, while ``svangrum serve`` makes one that lives as long as the process.
"""

from __future__ import annotations

import os
from pathlib import Path

import dj_database_url

from svangrum.core.data import data_path
from svangrum.web.brand import read_brand
from svangrum.web.contact import read_contact

HERE = Path(__file__).resolve().parent


def _switch(name: str) -> bool:
    return os.environ.get(name, "").strip().lower() in {"1", "yes", "true"}


def _listed(name: str, default: str) -> list[str]:
    return [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]


DEBUG = _switch("SVANGRUM_DEBUG")
SECRET_KEY = os.environ.get("SVANGRUM_SECRET_KEY", "")
ALLOWED_HOSTS = _listed("SVANGRUM_HOSTS", "127.0.0.1,localhost,[::1]")

BRAND = read_brand(os.environ)
CONTACT = read_contact(os.environ)
SUPERVISOR = os.environ.get("SVANGRUM_SUPERVISOR", "").strip()
SUPERVISOR_URL = os.environ.get("SVANGRUM_SUPERVISOR_URL", "").strip()

INSTALLED_APPS = ["django.contrib.staticfiles"]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "svangrum.web.headers.strict_headers",
    "django.middleware.gzip.GZipMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.common.CommonMiddleware",
]
ROOT_URLCONF = "svangrum.web.urls"
WSGI_APPLICATION = "svangrum.web.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "templates"],
        "OPTIONS": {
            "builtins": ["django.templatetags.static", "svangrum.web.words"],
            "context_processors": ["svangrum.web.frame.frame"],
        },
    }
]

STATIC_URL = "/static/"
STATICFILES_DIRS = [HERE / "static", ("fonts", str(data_path("fonts")))]
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 24 * 60 * 60

STORE = Path(os.environ.get("SVANGRUM_STORE", ".data"))
DATABASES = {"default": dj_database_url.config(default=f"sqlite:///{STORE / 'svangrum.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA foreign_keys=ON; PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        "timeout": 10,
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "sv"
USE_I18N = False
TIME_ZONE = "Europe/Stockholm"
USE_TZ = True

SECURE_REFERRER_POLICY = "no-referrer"
if _switch("SVANGRUM_HTTPS"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django.server": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        "django.request": {"level": "ERROR"},
        "django.security.DisallowedHost": {"level": "CRITICAL"},
    },
}
