"""Sign-in services that speak SAML, as a file states them. Read by the settings: imports no Django."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from svangrum.core.errors import SvangrumError
from svangrum.web.environment import text
from svangrum.web.signing_in.services import read_list, refuse_doubles, services

if TYPE_CHECKING:
    from collections.abc import Mapping

_STATED = ("code", "name", "domains", "idp")


def missing() -> bool:
    """Whether services that speak SAML are named while what speaks it is not installed (``svangrum[saml]``)."""
    return bool(text("SVANGRUM_SAML_FILE")) and find_spec("onelogin") is None


def usable() -> bool:
    return bool(text("SVANGRUM_SAML_FILE")) and find_spec("onelogin") is not None


def saml_services() -> list[dict[str, Any]]:
    """Each service of ``SVANGRUM_SAML_FILE`` as allauth wants it; none when SAML cannot be used.

    Raises ``SvangrumError`` ``sign-in.service-incomplete``, ``sign-in.services-unreadable`` and, for a code that
    another service has, of whichever kind, ``sign-in.service-twice``.
    """
    if not usable():
        return []
    found = [_as_app(stated, number) for number, stated in enumerate(read_list("SVANGRUM_SAML_FILE"), start=1)]
    refuse_doubles([*services(), *found])
    return found


def _as_app(stated: Mapping[str, Any], number: int) -> dict[str, Any]:
    for name in _STATED:
        if not stated.get(name):
            raise SvangrumError("sign-in.service-incomplete", number=number, part=name)
    attributes = {"attribute_mapping": stated["attributes"]} if "attributes" in stated else {}
    return {
        "provider_id": str(stated["code"]),
        "client_id": str(stated["code"]),
        "name": stated["name"],
        "settings": {
            "idp": stated["idp"],
            "verified_email": [str(one).lower() for one in stated["domains"]],
            "advanced": {"want_assertion_signed": True},
            **attributes,
        },
    }
