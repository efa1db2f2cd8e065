"""Organisations: founded and closed by who runs the installation, named by their own administrators."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from svangrum.core.errors import SvangrumError
from svangrum.core.orgnr import normalise_orgnr
from svangrum.records.accounts.days import day_of
from svangrum.records.accounts.models import Organisation, OrganisationKind
from svangrum.records.accounts.permissions import can_administer, can_close_organisation, can_found_organisation
from svangrum.records.accounts.stated import stated_name
from svangrum.records.actions import Act, action, require

if TYPE_CHECKING:
    from uuid import UUID

_MUNICIPALITY = re.compile(r"\d{4}", re.ASCII)


@action("organisation.founded")
def found_organisation(act: Act, *, kind: str, name: str, orgnr: str = "", municipality: str = "") -> UUID:
    """A new organisation, without people; the operator invites its first administrator.

    Raises ``SvangrumError`` ``organisation.kind``, ``organisation.no-name``, ``name.too-long``,
    ``organisation.municipality``, ``organisation.orgnr`` and ``organisation.orgnr-taken``.
    """
    require(can_found_organisation(act.by))
    if kind not in OrganisationKind.values:
        raise SvangrumError("organisation.kind", field="kind", kinds=", ".join(OrganisationKind.values))
    place = _municipality(municipality)
    founded = Organisation(kind=kind, name=_name(name), orgnr=_orgnr(orgnr), municipality=place)
    return act.put(founded, {"kind": kind, "name": founded.name, "orgnr": founded.orgnr, "municipality": place})


@action("organisation.renamed")
def rename_organisation(act: Act, *, organisation: UUID, version: int, name: str) -> UUID:
    found = act.take(Organisation, organisation)
    require(can_administer(act.by, found.pk))
    act.expect(found, version)
    found.name = _name(name)
    return act.put(found, {"name": found.name})


@action("organisation.closed")
def close_organisation(act: Act, *, organisation: UUID, version: int) -> UUID:
    """Nobody acts in it from the day on; what it decided stays. Raises ``SvangrumError`` ``organisation.closed``."""
    found = act.take(Organisation, organisation)
    require(can_close_organisation(act.by))
    act.expect(found, version)
    if found.closed is not None:
        raise SvangrumError("organisation.closed", name=found.name)
    found.closed = day_of(act)
    return act.put(found, {"closed": found.closed.isoformat()})


def _name(name: str) -> str:
    return stated_name(name, most=200, missing="organisation.no-name")


def _municipality(code: str) -> str:
    stripped = code.strip()
    if stripped and not _MUNICIPALITY.fullmatch(stripped):
        raise SvangrumError("organisation.municipality", field="municipality")
    return stripped


def _orgnr(written: str) -> str:
    """Ten digits or none; a person's number is refused without being repeated."""
    if not written.strip():
        return ""
    number = normalise_orgnr(written)
    if number is None:
        raise SvangrumError("organisation.orgnr", field="orgnr")
    if Organisation.objects.filter(orgnr=number).exists():
        raise SvangrumError("organisation.orgnr-taken", field="orgnr")
    return number
