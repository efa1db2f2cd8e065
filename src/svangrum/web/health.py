"""Addresses by which a supervisor learns whether the service is well. They tell neither version nor settings.

``/health/live``: the process answers; else start it again. ``/health/ready``: it can serve; else send nobody here.
``/health/work``: somebody does the work in the background; else tell whoever is on call. The pages work without.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import JsonResponse
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from svangrum.web import condition
from svangrum.web.clock import now
from svangrum.web.rules import anyone, open_to

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_safe
@never_cache
def live(_request: HttpRequest) -> HttpResponse:
    return _told({})


@require_safe
@never_cache
def ready(_request: HttpRequest) -> HttpResponse:
    return _told(
        {
            "database": condition.database_answers(),
            "tables": condition.tables_are_current(),
            "store": condition.store_is_there(),
        }
    )


@require_safe
@never_cache
def work(_request: HttpRequest) -> HttpResponse:
    return _told({"worker": condition.worker_is_alive(now())})


def _told(found: dict[str, bool]) -> HttpResponse:
    well = all(found.values())
    return JsonResponse({"well": well, "found": found}, status=200 if well else 503)


ADDRESSES = [
    path(f"health/{name}", open_to(anyone, view), name=f"health-{name}")
    for name, view in {"live": live, "ready": ready, "work": work}.items()
]
