"""What a caller hands over of those who could deliver: the register's rows as values, and what may be seen of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from svangrum.core.money import Money
    from svangrum.matching.suppliers import Supplier


class Entry(NamedTuple):
    """One entry of the register beside its columns: what it is called, what it has told, and when.

    ``told_on`` is the day when it last told of itself; None for an entry that nobody has taken over. ``proved`` is the
    weakest grade of its evidence, None without any; ``noted`` are the parts of its fit that are the caller's own notes
    (``trade``, ``place``). ``control_told`` is whether it has answered if another organisation decides over it.
    ``proved_until`` is the last day of the first of its evidence to end. ``rates`` are prices for an hour by CPV code,
    handed over by who may see them.
    """

    key: str
    name: str
    control: str
    offers: tuple[str, ...] = ()
    places: tuple[str, ...] | None = None
    everywhere: bool = False
    told_on: date | None = None
    proved: str | None = None
    proved_until: date | None = None
    noted: frozenset[str] = frozenset()
    control_told: bool = True
    rates: Mapping[str, Money] = {}


@dataclass(frozen=True)
class KnownSuppliers:
    """What a caller knows of those who could deliver, and may see of them: the answer names them.

    ``rates_hidden`` is that some have told rates which the caller may not read.
    """

    suppliers: tuple[Supplier, ...]
    entries: tuple[Entry, ...]
    rates_hidden: bool = False
