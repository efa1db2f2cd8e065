"""The observatory's figures, counted again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings

from svangrum.jobs.result import Result

if TYPE_CHECKING:
    from collections.abc import Mapping

    from svangrum.jobs.report import Report


def build_observatory(_given: Mapping[str, Any], report: Report) -> Result:
    """Raises what ``build`` raises: ``observatory.no-facts`` for a store without any."""
    # The engine takes its time to load, and most work does without
    from svangrum.analysis.observatory.build import build  # noqa: PLC0415 - said above

    report("counting")
    built = build(settings.STORE, told=lambda _source, step: report(step))
    facts = built.snapshot.manifest.facts
    code = "counted" if built.stored else "counted-before"
    return Result(code, {"cells": facts["cells"], "reviewed": facts["reserved"]}, page="observatory")
