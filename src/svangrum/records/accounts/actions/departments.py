"""Departments: the parts of an organisation, kept by its administrators."""

from __future__ import annotations

from typing import TYPE_CHECKING

from svangrum.core.errors import SvangrumError
from svangrum.records.accounts.days import day_of
from svangrum.records.accounts.models import Department, Organisation
from svangrum.records.accounts.permissions import can_administer
from svangrum.records.accounts.queries import departments_of, people_of
from svangrum.records.accounts.stated import stated_name
from svangrum.records.actions import Act, MissingError, action, require

if TYPE_CHECKING:
    from uuid import UUID


@action("department.founded")
def found_department(act: Act, *, organisation: UUID, name: str) -> UUID:
    """Raises ``SvangrumError`` ``department.no-name``, ``name.too-long`` and ``department.name-taken``."""
    require(can_administer(act.by, organisation))
    owner = act.take(Organisation, organisation)
    founded = Department(organisation=owner)
    founded.name = _free_name(act, owner.pk, name, besides=founded.pk)
    return act.put(founded, {"name": founded.name})


@action("department.renamed")
def rename_department(act: Act, *, department: UUID, version: int, name: str) -> UUID:
    """Raises ``SvangrumError`` ``department.no-name``, ``name.too-long`` and ``department.name-taken``."""
    found = _own(act, department, version)
    found.name = _free_name(act, found.organisation_id, name, besides=found.pk)
    return act.put(found, {"name": found.name})


@action("department.closed")
def close_department(act: Act, *, department: UUID, version: int) -> UUID:
    """Raises ``SvangrumError`` ``department.has-people`` while somebody belongs to it."""
    found = _own(act, department, version)
    if people_of(found.organisation_id, on=day_of(act)).filter(department=found).exists():
        raise SvangrumError("department.has-people", name=found.name)
    found.closed = day_of(act)
    return act.put(found, {"name": found.name, "closed": found.closed})


def department_in(act: Act, organisation: UUID, department: UUID | None) -> Department | None:
    """Part of an action: the open department. Raises ``MissingError`` for one of another organisation."""
    if department is None:
        return None
    found = departments_of(organisation, on=day_of(act)).filter(pk=department).first()
    if found is None:
        raise MissingError("record.missing", field="department")
    return found


def _own(act: Act, department: UUID, version: int) -> Department:
    found = act.take(Department, department)
    require(can_administer(act.by, found.organisation_id))
    act.expect(found, version)
    return found


def _free_name(act: Act, organisation: UUID, name: str, *, besides: UUID) -> str:
    stated = stated_name(name, most=200, missing="department.no-name")
    same = departments_of(organisation, on=day_of(act)).filter(name__iexact=stated).exclude(pk=besides)
    if same.exists():
        raise SvangrumError("department.name-taken", field="name")
    return stated
