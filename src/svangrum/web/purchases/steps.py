"""What is done with one press: ask again, share, take back, close, reopen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from svangrum.core.language import words
from svangrum.records.purchases.actions.ending import close_purchase, reopen_purchase
from svangrum.records.purchases.actions.keeping import ask_again
from svangrum.records.purchases.actions.sharing import end_purchase_grant, share_purchase, unshare_purchase
from svangrum.records.purchases.queries import last_answer
from svangrum.web.access import actor_of
from svangrum.web.pages import language_of
from svangrum.web.purchases.asking import answered_today
from svangrum.web.purchases.found import page_of, purchase_of
from svangrum.web.sheets import perform, version_sent

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse


@require_POST
def ask(request: HttpRequest, purchase: UUID) -> HttpResponse:
    """Keep today's answer to the same facts, after those that were given before."""
    given = answered_today(last_answer(purchase_of(request, purchase)), actor_of(request))
    perform(request, ask_again, as_of=given.as_of, purchase=purchase, version=version_sent(request), given=given)
    return _told(request, purchase, "asked")


@require_POST
def end_grant(request: HttpRequest, purchase: UUID, grant: UUID) -> HttpResponse:
    perform(request, end_purchase_grant, purchase=purchase, grant=grant)
    return _told(request, purchase, "grant-ended", page="purchase-sharing")


def _pressed(action: Callable[..., UUID], told: str, page: str = "purchase") -> Callable[..., HttpResponse]:
    """The view of an action that needs no more than the purchase and its version."""

    @require_POST
    def view(request: HttpRequest, purchase: UUID) -> HttpResponse:
        perform(request, action, purchase=purchase, version=version_sent(request))
        return _told(request, purchase, told, page=page)

    return view


share = _pressed(share_purchase, "shared", "purchase-sharing")
unshare = _pressed(unshare_purchase, "unshared", "purchase-sharing")
close = _pressed(close_purchase, "closed")
reopen = _pressed(reopen_purchase, "reopened")


def _told(request: HttpRequest, purchase: UUID, code: str, *, page: str = "purchase") -> HttpResponse:
    messages.success(request, words(f"purchases.told.{code}", language_of(request)))
    return redirect(page_of(request, purchase, page))
