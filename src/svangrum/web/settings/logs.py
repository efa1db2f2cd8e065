"""What is written to the log, and how: to standard error, as JSON unless a person looks at it."""

from __future__ import annotations

import sys

from svangrum.web.environment import text

LOG_FORMAT = text("SVANGRUM_LOG_FORMAT") or ("plain" if sys.stderr.isatty() else "json")
LOG_LEVEL = text("SVANGRUM_LOG_LEVEL").upper()
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {"()": "svangrum.web.log_lines.JsonLines"},
        "plain": {"()": "svangrum.web.log_lines.PlainLines"},
    },
    "filters": {"around": {"()": "svangrum.web.log_lines.Around"}},
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": LOG_FORMAT, "filters": ["around"]},
        "nowhere": {"class": "logging.NullHandler"},
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "svangrum": {"level": LOG_LEVEL},
        "django": {"handlers": ["nowhere"], "level": "WARNING"},
        "django_tasks": {"level": "ERROR"},
        "django_tasks_db": {"level": "ERROR"},
        "django.server": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        "django.request": {"level": "ERROR"},
        "django.security": {"level": "WARNING"},
        "django.security.DisallowedHost": {"level": "CRITICAL"},
    },
}
