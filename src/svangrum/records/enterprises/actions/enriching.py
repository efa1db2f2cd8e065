"""What the official register of companies says of the entries that are there. It adds no entry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

from svangrum.records.accounts.days import day_of
from svangrum.records.actions import Act, action, require
from svangrum.records.enterprises.models import Enterprise, LegalForm

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from svangrum.ingest.register.companies import Company

KIND = "company-register"
"""The kind of chain that tells when the register was held beside the official one, and what came of it."""


@action("enterprise.checked")
def check_against_register(act: Act, *, companies: Mapping[str, Company]) -> UUID:
    """Set standing, and name and legal form where nobody has told them; who runs the installation, all at once.

    An entry that is as the official register says is not written. Gives the name under which it is told.
    """
    require(act.by.operator or act.by.program)
    changed = 0
    for found in Enterprise.objects.filter(orgnr__in=companies).order_by("pk"):
        if _written(act, found, companies[found.orgnr]):
            taken = act.take(Enterprise, found.pk)
            written = _written(act, taken, companies[taken.orgnr])
            for field, value in written.items():
                setattr(taken, field, value)
            source = companies[taken.orgnr].source
            act.put(taken, {"name": taken.name, "standing": taken.standing, "source": source})
            changed += 1
    read = uuid4()
    sources = ", ".join(sorted({one.source for one in companies.values()}))
    told = {"name": "", "standing": "", "source": sources, "changed": changed, "found": len(companies)}
    act.tell(KIND, read, told, organisation=None)
    return read


def _written(act: Act, entry: Enterprise, company: Company) -> dict[str, Any]:
    """The fields that become another value. What an enterprise has told of itself stays."""
    said: dict[str, Any] = {}
    if company.name and entry.organisation_id is None and "name" not in entry.told:
        said["name"] = company.name[:200]
    if company.form and ("form" not in entry.told or entry.form == LegalForm.UNKNOWN):
        said["form"] = company.form
    if company.standing:
        said["standing"] = company.standing
    changed = {field: value for field, value in said.items() if getattr(entry, field) != value}
    if "standing" in changed or (company.since and company.since != entry.standing_on):
        changed |= {"standing_on": company.since or day_of(act), "standing_source": company.source}
    return changed
