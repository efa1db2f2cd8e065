"""Who may do what with letters."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from svangrum.records.actors import Actor


def can_choose_paces(actor: Actor) -> bool:
    """Everyone for themselves: the person who acts is the one whose letters are meant."""
    return actor.person is not None


def can_remind(actor: Actor) -> bool:
    """Only the program itself tells people of what is to come."""
    return actor.program


def can_requeue(actor: Actor) -> bool:
    """Who runs the installation, and has mended what kept the letters from going out."""
    return actor.operator


def can_see_given_up(actor: Actor) -> bool:
    """Who runs the installation sees that letters did not go out, not to whom."""
    return actor.operator
