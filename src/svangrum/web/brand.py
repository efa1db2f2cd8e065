"""A municipality's own colour, name and arms, and the contrast they must hold to be readable.

Contrast as WCAG 2.2 defines it (relative luminance of sRGB), success criterion 1.4.3: at least 4.5 to 1 for text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from svangrum.core.errors import SvangrumError

if TYPE_CHECKING:
    from collections.abc import Mapping

LEAST_CONTRAST = 4.5
PAPER = "#faf7f0"
DARK_PAPER = "#191815"
_STEPS = 20
_LOGO_TYPES = {".svg": "image/svg+xml", ".png": "image/png"}


@dataclass(frozen=True)
class Brand:
    """``name`` stands beside the product's; ``colour`` replaces the green; ``logo`` is an SVG or PNG file."""

    name: str = ""
    colour: str = ""
    logo: Path | None = None

    @property
    def logo_type(self) -> str:
        return _LOGO_TYPES[self.logo.suffix.lower()] if self.logo else ""


def read_brand(environment: Mapping[str, str]) -> Brand:
    """Read ``SVANGRUM_BRAND_NAME``, ``_COLOUR`` and ``_LOGO``.

    Raises ``SvangrumError`` ``brand.colour``, ``brand.contrast`` or ``brand.logo`` for what cannot be used.
    """
    colour = environment.get("SVANGRUM_BRAND_COLOUR", "").strip().lower()
    logo = environment.get("SVANGRUM_BRAND_LOGO", "").strip()
    if colour:
        _refuse_unreadable(colour)
    return Brand(environment.get("SVANGRUM_BRAND_NAME", "").strip(), colour, _logo(logo) if logo else None)


def _refuse_unreadable(colour: str) -> None:
    if not re.fullmatch(r"#[0-9a-f]{6}", colour):
        raise SvangrumError("brand.colour", colour=colour)
    found = contrast(colour, PAPER)
    if found < LEAST_CONTRAST:
        raise SvangrumError("brand.contrast", colour=colour, found=round(found, 1), least=LEAST_CONTRAST)


def _logo(text: str) -> Path:
    logo = Path(text)
    if logo.suffix.lower() not in _LOGO_TYPES or not logo.is_file():
        raise SvangrumError("brand.logo", path=text)
    return logo


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours written ``#rrggbb``, from 1 (the same) to 21 (black on white)."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(channel / 255) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def _channels(colour: str) -> list[int]:
    return [int(colour[start : start + 2], 16) for start in (1, 3, 5)]


def lightened(colour: str, *, on: str = DARK_PAPER) -> str:
    """The nearest tint of ``colour`` that can be read on a dark ground."""
    tints = (_tint(colour, step / _STEPS) for step in range(_STEPS + 1))
    return next(tint for tint in tints if contrast(tint, on) >= LEAST_CONTRAST)


def _tint(colour: str, share: float) -> str:
    return "#" + "".join(f"{round(channel + (255 - channel) * share):02x}" for channel in _channels(colour))


def brand_css(brand: Brand) -> str:
    """The few lines of stylesheet that put the municipality's colour in the green's place."""
    if not brand.colour:
        return ""
    dark = f"--green:{lightened(brand.colour)};--on-green:{DARK_PAPER}"
    return f":root{{--green:{brand.colour}}}@media (prefers-color-scheme:dark){{:root{{{dark}}}}}"


def sample_css(colour: str) -> str:
    """The same colour for what stands in a sample alone: as it is on light paper, and as its tint on dark."""
    light = f"--green:{colour};--on-green:#fffdf8;--paper:{PAPER};--ink:#1f1d1a"
    dark = f"--green:{lightened(colour)};--on-green:{DARK_PAPER};--paper:{DARK_PAPER};--ink:#f0ebe0"
    return f".sample-light{{{light}}}.sample-dark{{{dark}}}"
