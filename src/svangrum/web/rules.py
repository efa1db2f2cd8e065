"""Who may open which page. A page without a rule is open to nobody.

A rule is a plain function of the actor. What may be done with one thing (this purchase, that file) is asked in the view
by the functions in ``records/<noun>/permissions.py``; a thing that the actor may not see is not there (404).
"""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING

from svangrum.records.actors import Actor, Role

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from django.http import HttpRequest, HttpResponseBase

    Rule = Callable[[Actor], bool]
    View = Callable[..., HttpResponseBase]


def anyone(_actor: Actor) -> bool:
    return True


def nobody(_actor: Actor) -> bool:
    return False


def signed_in(actor: Actor) -> bool:
    return actor.person is not None


def member(actor: Actor) -> bool:
    """Signed in, and in an organisation to which the person belongs."""
    return actor.person is not None and actor.organisation is not None


def administrator(actor: Actor) -> bool:
    return member(actor) and actor.has(Role.ADMINISTRATOR)


def operator(actor: Actor) -> bool:
    """Signed in, and runs the installation."""
    return actor.person is not None and actor.operator


def open_to(rule: Rule, view: View) -> View:
    """The view with its rule, as the middleware looks for it, and with all marks that the view carries itself."""

    @wraps(view)
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # noqa: ANN401 - Django's own
        return view(request, *args, **kwargs)

    opened.who = rule  # type: ignore[attr-defined]
    return opened
