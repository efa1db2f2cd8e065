from __future__ import annotations

from django.apps import AppConfig


class DialoguesConfig(AppConfig):
    name = "svangrum.records.dialogues"
    label = "dialogues"
