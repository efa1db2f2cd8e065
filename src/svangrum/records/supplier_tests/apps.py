from __future__ import annotations

from django.apps import AppConfig


class SupplierTestsConfig(AppConfig):
    name = "svangrum.records.supplier_tests"
    label = "supplier_tests"

    def ready(self) -> None:
        from svangrum.records.purchases.leaving import LEAVING  # noqa: PLC0415 - the models are loaded only now
        from svangrum.records.supplier_tests.leaving import forget_tests  # noqa: PLC0415 - said above

        LEAVING.append(forget_tests)
