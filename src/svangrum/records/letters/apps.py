from __future__ import annotations

from django.apps import AppConfig


class LettersConfig(AppConfig):
    name = "svangrum.records.letters"
    label = "letters"

    def ready(self) -> None:
        from svangrum.records.accounts.signals import person_left  # noqa: PLC0415 - models are there only now
        from svangrum.records.letters.leaving import forget  # noqa: PLC0415 - as above

        person_left.connect(forget)
