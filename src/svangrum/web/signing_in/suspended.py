"""A form that waits in the session until its sender has shown who it is: what lies there meanwhile is little.

allauth keeps the whole request, with its headers, its cookies, the address it came from and any password in it.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from allauth.account.internal.flows.reauthentication import STATE_SESSION_KEY
from django.http import QueryDict

if TYPE_CHECKING:
    from typing import Any

    from django.http import HttpRequest

_KEPT = frozenset({"CONTENT_TYPE", "PATH_INFO", "QUERY_STRING", "REQUEST_METHOD"})


def complete(request: HttpRequest) -> None:
    """What the waiting form lacks is of the request that lets it go on: the same browser, the same person."""
    sent = _waiting(request)
    if sent is not None:
        now = {name: value for name, value in request.META.items() if isinstance(value, str)}
        _keep(request, {**sent, "META": {**now, **sent["META"]}})


def strip(request: HttpRequest) -> None:
    """Before the session is saved. A form that holds a password does not wait: it is filled in again."""
    sent = _waiting(request)
    if sent is None:
        return
    if any("password" in field for field in QueryDict(sent["POST"])):
        del request.session[STATE_SESSION_KEY]
        return
    _keep(request, {**sent, "META": {name: value for name, value in sent["META"].items() if name in _KEPT}})


def _waiting(request: HttpRequest) -> dict[str, Any] | None:
    written = request.session.get(STATE_SESSION_KEY, {}).get("request")
    return json.loads(written) if written else None


def _keep(request: HttpRequest, sent: dict[str, Any]) -> None:
    request.session.get(STATE_SESSION_KEY, {})["request"] = json.dumps(sent)
