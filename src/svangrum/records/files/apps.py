from __future__ import annotations

from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "svangrum.records.files"
    label = "files"
