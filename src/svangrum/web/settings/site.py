"""The site itself: its names, pages, files and database.

``svangrum.web.environment`` lists what can be set. Nothing here has a secret: without ``SVANGRUM_SECRET_KEY`` a
production server (``svangrum.web.wsgi``) refuses to start, while the commands use the key kept in the store.
"""

from __future__ import annotations

import os
from pathlib import Path

from svangrum.core.data import data_path
from svangrum.core.dates import HOME
from svangrum.records import ORDER
from svangrum.web.brand import read_brand
from svangrum.web.contact import read_contact
from svangrum.web.databases import database
from svangrum.web.environment import listed, number, path, switch, text
from svangrum.web.settings.sign_in import SAML_APPS

HERE = Path(__file__).resolve().parent.parent

DEBUG = switch("SVANGRUM_DEBUG")
SECRET_KEY = text("SVANGRUM_SECRET_KEY")
SECRET_KEY_FALLBACKS = listed("SVANGRUM_SECRET_KEY_FALLBACKS")
ALLOWED_HOSTS = listed("SVANGRUM_HOSTS")

BRAND = read_brand(os.environ)
CONTACT = read_contact(os.environ)
SUPERVISOR = text("SVANGRUM_SUPERVISOR")
SUPERVISOR_URL = text("SVANGRUM_SUPERVISOR_URL")

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "django_tasks",
    "django_tasks_db",
    *(f"svangrum.records.{noun}" for noun in ORDER),
    "svangrum.web.signing_in",
    *SAML_APPS,
]
MIDDLEWARE = [
    "svangrum.web.reference.refer",
    "django.middleware.security.SecurityMiddleware",
    "svangrum.web.headers.strict_headers",
    "svangrum.web.api.problem_json.speak_problems",
    "django.middleware.gzip.GZipMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "svangrum.web.tongue.speak_by_address",
    "svangrum.web.files.uploading.refuse_huge",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "svangrum.web.signing_in.sessions.guard_session",
    "svangrum.web.access.find_actor",
    "svangrum.web.access.AccessMiddleware",
    "svangrum.web.problems.ProblemMiddleware",
]
ROOT_URLCONF = "svangrum.web.urls"
WSGI_APPLICATION = "svangrum.web.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "templates"],
        "OPTIONS": {
            "builtins": ["django.templatetags.static", "svangrum.web.words"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "svangrum.web.frame.frame",
            ],
        },
    }
]

STATIC_URL = "/static/"
STATICFILES_DIRS = [HERE / "static", ("fonts", str(data_path("fonts")))]
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 24 * 60 * 60

STORE = path("SVANGRUM_STORE")
DATABASES = {"default": database(text("DATABASE_URL"), STORE)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "sv"
USE_I18N = True
TIME_ZONE = HOME.key
USE_TZ = True

API_POINTS_FOR_ANYONE, API_POINTS_FOR_A_KEY, API_WRONG_KEYS = 60, 600, 20
CSRF_FAILURE_VIEW = "svangrum.web.problems.forged"
ALLAUTH_TRUSTED_PROXY_COUNT = number("SVANGRUM_PROXIES")
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
if switch("SVANGRUM_HTTPS"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^health/"]
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
