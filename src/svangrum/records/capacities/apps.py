from __future__ import annotations

from django.apps import AppConfig


class CapacitiesConfig(AppConfig):
    name = "svangrum.records.capacities"
    label = "capacities"
