"""What was written in a form or on a command line, into the inputs. A field that is empty takes the example's value."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from svangrum.core.amounts import parse_kronor
from svangrum.core.errors import SvangrumError
from svangrum.core.reading import FieldReader, InvalidFactsError, decimal_number, one_of, whole_number, yes_no
from svangrum.guide.calculation.flows import gives
from svangrum.guide.calculation.inputs import EXAMPLE, Age, Buyer, Form, Inputs, Support, Unemployed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

FIELDS = tuple(one.name for one in fields(Inputs))
MOST_MONTHS = 120
MOST_POSITIONS = 10_000
_CHOICES = {"buyer": Buyer, "form": Form, "support": Support, "age": Age, "unemployed": Unemployed}
_AMOUNTS = frozenset({"wage", "production_value", "supervisor_wage", "administration", "procurement_cost", "bonus"})
_SHARES = {"extent": (1, 100), "productivity": (0, 200), "supervision": (0, 100)}
_WHOLE = {"months": MOST_MONTHS, "positions": MOST_POSITIONS}


def read_inputs(raw: Mapping[str, str]) -> Inputs:
    """Read the fields in ``FIELDS``.

    Raises ``InvalidFactsError`` with every fault: also a support that the form or the time without work does not give.
    """
    reader = FieldReader(raw)
    read: dict[str, Any] = {name: reader.read(name, _parser(name)) for name in FIELDS}
    inputs = replace(EXAMPLE, **{name: value for name, value in read.items() if value is not None})
    reader.finish()
    if not gives(inputs.support, inputs):
        raise InvalidFactsError((SvangrumError("calculation.new-start-too-early", field="support"),))
    return inputs


def _parser(name: str) -> Callable[[str], object]:
    if name in _CHOICES:
        return lambda text: one_of(_CHOICES[name], text, name)
    if name in _AMOUNTS:
        return lambda text: parse_kronor(text, field=name)
    if name in _SHARES:
        least, most = _SHARES[name]
        return lambda text: decimal_number(text, name, least=least, most=most)
    if name in _WHOLE:
        return lambda text: whole_number(text, name, least=1, most=_WHOLE[name])
    return lambda text: yes_no(text, name)
