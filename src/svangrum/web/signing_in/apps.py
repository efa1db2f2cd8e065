"""Signing in as a part of the site: what it listens to, and the table that a migration leaves out."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig, apps
from django.core.management import call_command
from django.db.models.signals import post_migrate


class SigningInConfig(AppConfig):
    name = "svangrum.web.signing_in"
    label = "signing_in"

    def ready(self) -> None:
        from svangrum.web.signing_in import listening  # noqa: PLC0415 - its models are loaded only now

        listening.listen()
        post_migrate.connect(_make_table_of_limits, sender=apps.get_app_config("sessions"))


def _make_table_of_limits(using: str, verbosity: int, **_: Any) -> None:
    """The database cache, by which several processes count attempts together, is no model: Django makes it apart.

    An app without models is told nothing of migrations, so this follows those of the sessions.
    """
    call_command("createcachetable", database=using, verbosity=verbosity)
