"""How values and messages stand in the JSON of an answer. Amounts are whole minor units with a currency."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from svangrum.core.money import Money

if TYPE_CHECKING:
    from collections.abc import Mapping

    from svangrum.core.findings import Message, Value

Json = dict[str, Any]

_AS_THEY_ARE = (str, int, float, type(None))


def plain_value(value: Value) -> object:
    """A value as JSON has it."""
    if isinstance(value, _AS_THEY_ARE):
        return value
    if isinstance(value, Money):
        return {"minor": value.minor, "currency": value.currency, "vat": str(value.vat)}
    return value.isoformat() if isinstance(value, date) else value.code


def plain_values(values: Mapping[str, Value]) -> Json:
    return {name: plain_value(value) for name, value in values.items()}


def message_object(message: Message, text: str) -> Json:
    """One message, ``text`` being its words."""
    return {"code": message.code, "values": plain_values(message.values), "text": text}


def message_objects(messages: tuple[Message, ...], texts: tuple[str, ...]) -> list[Json]:
    return [message_object(message, text) for message, text in zip(messages, texts, strict=True)]
