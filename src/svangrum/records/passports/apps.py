from __future__ import annotations

from django.apps import AppConfig


class PassportsConfig(AppConfig):
    name = "svangrum.records.passports"
    label = "passports"
