"""What a page of the observatory holds, ready for a template: sentences, charts, tables."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.safestring import mark_safe

from svangrum.documents.svg import Look

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_SIZES = (("wide", 640, 16), ("narrow", 320, 15))


@dataclass(frozen=True)
class Table:
    """Each row begins with its name. ``links`` leads from a row's name to a page."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    words: bool = False
    links: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Figure:
    """A part of the page. ``code`` is its anchor; ``caption`` says how many it rests on; ``notes`` stand last."""

    code: str
    heading: str
    says: tuple[str, ...] = ()
    charts: tuple[str, ...] = ()
    caption: str = ""
    tables: tuple[Table, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Told:
    """A whole page: the sentence that it opens with, what else stands at once, its figures, how it was counted.

    ``dimensions`` name the tables that it rests on.
    """

    headline: str
    lead: tuple[str, ...]
    figures: tuple[Figure, ...]
    method: tuple[str, ...]
    dimensions: tuple[str, ...]


def charts(draw: Callable[[Look], str], name: str, title: str, desc: str) -> tuple[str, ...]:
    """The chart for a wide and a narrow page."""
    looks = (Look(f"{name}-{size}", width, text, title, desc) for size, width, text in _SIZES)
    return tuple(mark_safe(draw(look)) for look in looks)  # noqa: S308 - the drawings escape every text
