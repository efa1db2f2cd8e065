from __future__ import annotations

from django.apps import AppConfig


class ConsortiaConfig(AppConfig):
    name = "svangrum.records.consortia"
    label = "consortia"
