"""The organisations' own sign-in services, as the environment states them. Read by the settings: imports no Django."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from svangrum.core.errors import SvangrumError
from svangrum.web.environment import listed, path, text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_STATED = ("id", "secret", "issuer", "name")
_CODE = "tjanst-1"
"""The code of the service of ``SVANGRUM_OIDC_*``. People's links are filed under the code, so it never changes."""


def services() -> list[dict[str, Any]]:
    """Each service as allauth wants it: that of ``SVANGRUM_OIDC_*``, and those of the file ``SVANGRUM_OIDC_FILE``.

    Raises ``SvangrumError`` ``sign-in.service-incomplete`` for one of which something needed is not stated,
    ``sign-in.service-twice`` for two of the same code, and ``sign-in.services-unreadable`` for a file that is no list
    in JSON.
    """
    found = [_as_app(stated, number) for number, stated in enumerate([*_single(), *_several()], start=1)]
    refuse_doubles(found)
    return found


def refuse_doubles(found: Iterable[Mapping[str, Any]]) -> None:
    """Raises ``SvangrumError`` ``sign-in.service-twice``: one service would open what another's people have."""
    seen: set[str] = set()
    for code in (str(one["provider_id"]) for one in found):
        if code in seen:
            raise SvangrumError("sign-in.service-twice", given=code)
        seen.add(code)


def _single() -> list[dict[str, Any]]:
    stated: dict[str, Any] = {name: text(f"SVANGRUM_OIDC_{name.upper()}") for name in _STATED}
    if not any(stated.values()):
        return []
    return [{**stated, "code": _CODE, "domains": listed("SVANGRUM_OIDC_DOMAINS")}]


def _several() -> list[dict[str, Any]]:
    return read_list("SVANGRUM_OIDC_FILE") if text("SVANGRUM_OIDC_FILE") else []


def read_list(setting: str) -> list[dict[str, Any]]:
    """What the file named by a setting lists. Raises ``SvangrumError`` ``sign-in.services-unreadable``."""
    file = path(setting)
    try:
        content = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise SvangrumError("sign-in.services-unreadable", path=str(file)) from error
    if not isinstance(content, list) or not all(isinstance(one, dict) for one in content):
        raise SvangrumError("sign-in.services-unreadable", path=str(file))
    return content


def _as_app(stated: Mapping[str, Any], number: int) -> dict[str, Any]:
    """A service answers for the addresses of its own domains and no others, so it must name them."""
    for name in ("code", *_STATED, "domains"):
        if not stated.get(name):
            raise SvangrumError("sign-in.service-incomplete", number=number, part=name)
    domains = [str(one).lower() for one in stated["domains"]]
    return {
        "provider_id": str(stated["code"]),
        "name": stated["name"],
        "client_id": stated["id"],
        "secret": stated["secret"],
        "settings": {"server_url": stated["issuer"], "verified_email": domains},
    }
