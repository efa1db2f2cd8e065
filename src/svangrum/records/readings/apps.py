from __future__ import annotations

from django.apps import AppConfig


class ReadingsConfig(AppConfig):
    name = "svangrum.records.readings"
    label = "readings"

    def ready(self) -> None:
        from svangrum.records.purchases.leaving import LEAVING  # noqa: PLC0415 - the models are loaded only now
        from svangrum.records.readings.forgetting import forget_readings_of  # noqa: PLC0415 - said above

        LEAVING.append(forget_readings_of)
