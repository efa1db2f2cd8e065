"""How an entry comes into the register: entered by a buyer with number and name alone, taken over by its own people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from svangrum.core.errors import SvangrumError
from svangrum.records.accounts.models import Organisation
from svangrum.records.actions import Act, action, require
from svangrum.records.enterprises.models import Enterprise
from svangrum.records.enterprises.permissions import can_list_enterprise, is_of_enterprise
from svangrum.records.enterprises.stated import stated_line, stated_orgnr

if TYPE_CHECKING:
    from uuid import UUID


@action("enterprise.listed")
def list_enterprise(act: Act, *, orgnr: str, name: str) -> UUID:
    """Number and name of one whose people have not come; it has told nothing yet.

    Raises ``SvangrumError`` ``enterprise.orgnr``, ``enterprise.person-orgnr``, ``enterprise.no-name`` and
    ``enterprise.listed`` for one that is in the register.
    """
    require(can_list_enterprise(act.by))
    number = stated_orgnr(orgnr)
    called = stated_line(name, "name", missing="enterprise.no-name")
    if Enterprise.objects.filter(orgnr=number).exists():
        raise SvangrumError("enterprise.listed", field="orgnr")
    listed = Enterprise(orgnr=number, name=called, listed_at=act.recorded_at)
    return act.put(listed, {"name": called, "orgnr": number})


@action("enterprise.begun")
def begin_entry(act: Act) -> UUID:
    """The people of an enterprise begin their entry, or take over the one that somebody has made for them.

    Gives the entry that is theirs already, when there is one. Raises ``SvangrumError`` ``enterprise.unnumbered`` for
    an organisation without a number.
    """
    require(is_of_enterprise(act.by))
    assert act.by.organisation is not None  # noqa: S101 - said by the permission
    return taken_over(act, act.take(Organisation, act.by.organisation)).pk


def taken_over(act: Act, organisation: Organisation) -> Enterprise:
    """Part of an action: the entry with the organisation's number, which is the organisation's own from now."""
    if not organisation.orgnr:
        raise SvangrumError("enterprise.unnumbered")
    known = Enterprise.objects.filter(orgnr=organisation.orgnr).first()
    found = act.take(Enterprise, known.pk) if known else _begun(act, organisation)
    if found.organisation_id is not None:
        return found
    found.organisation = organisation
    act.put(found, {"name": found.name})
    return found


def _begun(act: Act, organisation: Organisation) -> Enterprise:
    return Enterprise(orgnr=organisation.orgnr, name=organisation.name, listed_at=act.recorded_at)
