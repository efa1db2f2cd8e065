"""The filter of the examples, as fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from svangrum.guide.compare import Size
from svangrum.guide.examples import Bought, Buyer, Instrument
from svangrum.web.examples.asking import ALL
from svangrum.web.fields import Asking, Field, fields

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from svangrum.core.errors import SvangrumError

_ANY = (ALL, "examples.any")
_ASKED = {
    "instrument": Asking(
        "radios",
        "examples.ask.instrument",
        choices=(_ANY, *((one, f"examples.instrument.{one}") for one in Instrument)),
    ),
    "kind": Asking("radios", "examples.ask.kind", choices=(_ANY, *((one, f"kind.{one}") for one in Bought))),
    "buyer": Asking("radios", "examples.ask.buyer", choices=(_ANY, *((one, f"buyer.{one}") for one in Buyer))),
    "size": Asking(
        "radios",
        "examples.ask.size",
        choices=((ALL, "examples.any-figure"), *((one, f"examples.size.{one}") for one in Size)),
    ),
}


def filter_fields(stated: Mapping[str, str], errors: Iterable[SvangrumError], *, language: str) -> list[Field]:
    """Instrument, kind, buyer, and what must be told a number of: in the form's order."""
    return list(fields(_ASKED, stated, errors, language=language).values())
