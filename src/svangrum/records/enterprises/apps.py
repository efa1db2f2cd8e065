from __future__ import annotations

from django.apps import AppConfig


class EnterprisesConfig(AppConfig):
    name = "svangrum.records.enterprises"
    label = "enterprises"
