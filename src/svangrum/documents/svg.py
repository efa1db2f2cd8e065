"""What the pictures share: how large one is, what it says to whoever cannot see it, and how its text begins."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape


@dataclass(frozen=True)
class Look:
    """``name`` marks the ids, so that several may stand on one page; ``title`` and ``desc`` say what one sees."""

    name: str
    width: int
    text: int
    title: str
    desc: str


def opening(look: Look, height: float) -> str:
    """The ``<svg>`` tag with title and description; the picture and ``</svg>`` follow."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart chart-{look.name.rpartition("-")[2]}" role="img" '
        f'viewBox="0 0 {look.width} {height:.0f}" aria-labelledby="{look.name}-title {look.name}-desc" '
        f'font-family="Rosario, sans-serif" font-size="{look.text}">'
        f'<title id="{look.name}-title">{escape(look.title)}</title>'
        f'<desc id="{look.name}-desc">{escape(look.desc)}</desc>'
    )
