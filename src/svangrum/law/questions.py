"""Questions that the statutes do not settle, and how much is at stake in each."""

from __future__ import annotations

from enum import StrEnum
from functools import cache

from svangrum.core.data import read_yaml

PARTS = ("question", "reading_for", "reading_against", "advice")
"""What a question says, beside its risk."""


class Risk(StrEnum):
    """What follows if the reading that allows more is wrong.

    By the remedies of the act: LOU 20:6, 20:13–20:13 a, 20:20 and 21:6–21:9.
    """

    HIGH = "high"
    MODERATE = "moderate"
    LOW = "low"


@cache
def risks() -> dict[str, Risk]:
    """The risk of each question, from ``data/law/questions.yaml``."""
    return {question: Risk(grade) for grade, asked in read_yaml("law/questions.yaml").items() for question in asked}
