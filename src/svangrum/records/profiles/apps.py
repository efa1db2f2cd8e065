from __future__ import annotations

from django.apps import AppConfig


class ProfilesConfig(AppConfig):
    name = "svangrum.records.profiles"
    label = "profiles"
