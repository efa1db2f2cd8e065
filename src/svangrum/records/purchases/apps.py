from __future__ import annotations

from django.apps import AppConfig


class PurchasesConfig(AppConfig):
    name = "svangrum.records.purchases"
    label = "purchases"
