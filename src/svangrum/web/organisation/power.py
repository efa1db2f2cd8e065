"""Who decides who administers has just shown the second factor: a browser left open is not enough."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING

from svangrum.records.accounts.queries import people_of
from svangrum.records.actors import Role
from svangrum.web.access import actor_of
from svangrum.web.clock import today
from svangrum.web.fields import SEPARATOR
from svangrum.web.sheets import stated_in
from svangrum.web.signing_in.confirming import confirmed

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponseBase

    from svangrum.web.rules import View


def confirmed_for_power(view: View) -> View:
    """The view, as ``confirmed`` runs it for a form that gives the role of administrator or takes it away."""
    asking = confirmed(view)

    @wraps(view)
    def guarded(request: HttpRequest, **kwargs: UUID) -> HttpResponseBase:
        return (asking if _moves_power(request, **kwargs) else view)(request, **kwargs)

    return guarded


def _moves_power(request: HttpRequest, membership: UUID | None = None) -> bool:
    """Whether the form says otherwise than ``membership`` does; without one somebody new is invited."""
    if request.method != "POST":
        return False
    stated = stated_in(request, ["roles"])["roles"].split(SEPARATOR)
    return (Role.ADMINISTRATOR in stated) != (membership is not None and _administers(request, membership))


def _administers(request: HttpRequest, membership: UUID) -> bool:
    organisation = actor_of(request).organisation
    held = people_of(organisation, on=today()).filter(pk=membership).first() if organisation else None
    return held is not None and Role.ADMINISTRATOR in held.roles
