"""What is mine to do: a list of plain functions, each told by the noun that knows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from svangrum.core.language import words
from svangrum.records.accounts.models import Person
from svangrum.records.accounts.todo import deputies_to_know_of, invitations_to_remind_of
from svangrum.records.capacities.todo import capacity_to_look_at
from svangrum.records.consortia.todo import proposals_to_look_at
from svangrum.records.dialogues.todo import dialogues_to_look_at
from svangrum.records.enterprises.queries import applications_to_answer
from svangrum.records.passports.todo import passport_to_look_at
from svangrum.records.purchases.queries import purchases_to_look_at
from svangrum.records.supplier_tests.todo import tests_to_make_again
from svangrum.records.todo import Todo
from svangrum.records.tokens.todo import keys_that_run_out
from svangrum.records.work.queries import todo as work_to_look_at
from svangrum.web.pages import address
from svangrum.web.signing_in.confirming import second_factors
from svangrum.web.signing_in.roles import SIGNING

if TYPE_CHECKING:
    from collections.abc import Callable

    from svangrum.records.actors import Actor


def second_factor_missing(actor: Actor, _on: date) -> list[Todo]:
    """A role that signs demands a second factor."""
    if actor.person is None or actor.instead_of is not None or not actor.has(*SIGNING):
        return []
    held = second_factors(Person.objects.get(pk=actor.person))
    return [] if held else [Todo("second-factor", "mfa_index")]


TASKS: tuple[Callable[[Actor, date], list[Todo]], ...] = (
    second_factor_missing,
    passport_to_look_at,
    capacity_to_look_at,
    purchases_to_look_at,
    tests_to_make_again,
    dialogues_to_look_at,
    proposals_to_look_at,
    work_to_look_at,
    deputies_to_know_of,
    invitations_to_remind_of,
    applications_to_answer,
    keys_that_run_out,
)


@dataclass(frozen=True)
class Shown:
    """One thing to do, in words, and where."""

    text: str
    url: str


def todo(actor: Actor, *, on: date, language: str) -> list[Shown]:
    """Everything: what has no day first, then by day."""
    found = [one for tell in TASKS for one in tell(actor, on)]
    ordered = sorted(found, key=lambda one: one.day or date.min)
    return [Shown(words(f"todo.{one.code}", language, **one.values), _url(one, language)) for one in ordered]


def _url(one: Todo, language: str) -> str:
    return address(one.page, language, **one.parts)
