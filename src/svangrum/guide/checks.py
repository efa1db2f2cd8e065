"""How each condition and proof that an answer names is checked: whom to ask, what, when, with the least about persons.

From ``data/texts/checks/*.yaml``, under the codes that the law's rules use. Where a condition binds the buyer itself no
proof is asked of anyone: the entry says so and tells what the buyer notes.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any

from svangrum.core.data import read_yaml
from svangrum.core.prose import Prose, read_prose

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


class About(StrEnum):
    """What the code names in an answer."""

    CONDITION = "condition"
    PROOF = "proof"


class Asked(StrEnum):
    """Whom the buyer asks. ``BUYER``: nobody, it shows it itself."""

    SUPPLIER = "supplier"
    MATCHER = "matcher"
    BUYER = "buyer"


class Moment(StrEnum):
    """When, in the order of a purchase."""

    BEFORE = "before"
    TENDER = "tender"
    AWARD = "award"
    SIGNING = "signing"
    CONTRACT = "contract"
    AFTER = "after"


@dataclass(frozen=True)
class Check:
    """``ask`` is what to ask for; None where nobody is asked. ``check`` is how, or what the buyer notes.

    ``evidence`` are fields of ``guide.evidence``, ``texts`` the texts of the bank that carry the condition.
    """

    about: About
    code: str
    topic: str
    title: Prose
    asked: Asked
    when: tuple[Moment, ...]
    ask: Prose | None
    check: Prose
    evidence: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        return f"{self.about}.{self.code}"


@cache
def checks() -> Mapping[str, Check]:
    """Every check by key (``condition.share-test``), topic by topic. A key in two files raises ``ValueError``."""
    found: dict[str, Check] = {}
    for check in _all():
        if check.key in found:
            message = f"{check.key} stands twice among the checks"
            raise ValueError(message)
        found[check.key] = check
    return found


def carried_by(text: str) -> tuple[Check, ...]:
    """The checks that a text of the bank carries."""
    return tuple(check for check in checks().values() if text in check.texts)


_FOLDER = "texts/checks"
TOPICS = (
    "reservation",
    "other-reservations",
    "direct-award",
    "lots",
    "clauses",
    "tenders",
    "contracts",
    "border",
)
"""The files, in the order they are read."""


def _all() -> Iterator[Check]:
    for topic in TOPICS:
        for about, entries in read_yaml(f"{_FOLDER}/{topic}.yaml").items():
            yield from (_check(About(about), code, topic, raw) for code, raw in entries.items())


def _check(about: About, code: str, topic: str, raw: Mapping[str, Any]) -> Check:
    return Check(
        about=about,
        code=code,
        topic=topic,
        title=read_prose(raw["title"]),
        asked=Asked(raw["asked"]),
        when=tuple(Moment(one) for one in raw["when"]),
        ask=read_prose(raw["ask"]) if "ask" in raw else None,
        check=read_prose(raw["check"]),
        evidence=tuple(raw.get("evidence", ())),
        texts=tuple(raw.get("texts", ())),
    )
