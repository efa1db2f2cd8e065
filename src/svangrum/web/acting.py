"""Where a form was filled in: whoever acts elsewhere by the time it comes is told so, and nothing is done unawares.

Organisation and in whose stead lie in the session, which all windows of a browser share.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from svangrum.core.errors import SvangrumError
from svangrum.records.profiles.queries import look_of, name_of
from svangrum.web.access import actor_of

if TYPE_CHECKING:
    from django.http import HttpRequest

    from svangrum.records.actors import Actor


class ElsewhereError(SvangrumError):
    """The form was shown where its sender acts no longer; nothing was written. The words say where they act now."""


def acting_place(actor: Actor) -> str:
    """The organisation, and in whose stead, as one text: a form carries it hidden, as ``place``."""
    return f"{actor.organisation or ''}/{actor.instead_of or ''}"


def refuse_if_elsewhere(request: HttpRequest) -> None:
    """Raises ``ElsewhereError`` for a form that was shown in another place than where its sender acts now."""
    actor = actor_of(request)
    if request.POST.get("place", acting_place(actor)) != acting_place(actor):
        raise _elsewhere(actor)


def _elsewhere(actor: Actor) -> ElsewhereError:
    if actor.organisation is None:
        return ElsewhereError("record.elsewhere-nowhere")
    organisation = look_of(actor.organisation).name
    if actor.instead_of is None:
        return ElsewhereError("record.elsewhere", organisation=organisation)
    return ElsewhereError("record.elsewhere-instead", organisation=organisation, name=name_of(actor.instead_of))
