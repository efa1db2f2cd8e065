"""A copy of what was relied on: whether it is as it was kept, and what of it an actor may see."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from svangrum.records.passports.actions.relying import digest_of_kept
from svangrum.records.passports.permissions import can_see_relied_numbers

if TYPE_CHECKING:
    from collections.abc import Mapping

    from svangrum.records.actors import Actor
    from svangrum.records.passports.models import Relied

BEHIND = frozenset({"all_occupied", "of_groups", "percent", "statement", "reviewer"})
"""The numbers and words behind an answer, in the form of ``data/schemas/passport.schema.json``."""


def is_as_kept(relied: Relied) -> bool:
    return digest_of_kept(relied.kept) == relied.digest


def shown_to(actor: Actor, relied: Relied) -> Mapping[str, Any]:
    """The copy, without what is behind the answers for who may not see that."""
    if can_see_relied_numbers(actor, relied):
        whole: Mapping[str, Any] = relied.kept
        return whole
    tests = {name: _plainly(test) for name, test in relied.kept["tests"].items()}
    return {**relied.kept, "with_counts": False, "tests": tests}


def _plainly(test: Mapping[str, Any]) -> dict[str, Any]:
    current = test["current"] and _without(test["current"])
    return {**test, "current": current, "history": [_without(one) for one in test["history"]]}


def _without(evidence: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in evidence.items() if name not in BEHIND}
