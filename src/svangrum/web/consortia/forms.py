"""The fields of the forms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from svangrum.records.consortia.models import Reply
from svangrum.web.fields import Asking

if TYPE_CHECKING:
    from collections.abc import Mapping


def _asking(name: str, widget: str, **more: object) -> Asking:
    return Asking(widget, f"consortia.field.{name}.label", f"consortia.field.{name}.hint", **more)  # type: ignore[arg-type]


PROPOSAL: Mapping[str, Asking] = {
    "title": _asking("title", "text"),
    "what": _asking("what", "area"),
    "dialogue": _asking("dialogue", "select"),
    "answers_until": _asking("answers-until", "short"),
}
PART = _asking("each", "text")
"""What one enterprise would do. The label is made with its name."""
REPLY: Mapping[str, Asking] = {
    "reply": _asking("reply", "radios", choices=tuple((one.value, f"consortia.reply.{one.value}") for one in Reply)),
    "words": _asking("words", "area"),
}
