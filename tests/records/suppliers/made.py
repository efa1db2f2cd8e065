"""Enterprises that could deliver, row by row, for the tests."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from svangrum.matching.suppliers import Measure, Need
from svangrum.records.accounts.models import Organisation, OrganisationKind
from svangrum.records.capacities.models import Capacity, Willingness
from svangrum.records.enterprises.models import Enterprise
from svangrum.records.passports.models import Evidence
from tests.records.build import NOW, TODAY
from tests.records.capacities.made import CLEANING, OFFER
from tests.records.numbers import a_number

if TYPE_CHECKING:
    from svangrum.records.suppliers.found import Found

NEED = Need(CLEANING, "0180", date(2027, 1, 1), date(2027, 12, 31), Measure.HOURS, 100)


def a_supplier(**told: Any) -> Enterprise:
    """Capable of ``NEED`` unless told otherwise: ``free`` hours, what it ``will``, its ``evidence``."""
    free, will, evidence = told.pop("free", 160), told.pop("will", "whole"), told.pop("evidence", True)
    number = told.pop("orgnr", None) or a_number()
    home = Organisation.objects.create(kind=OrganisationKind.ENTERPRISE, name=f"Exempelkooperativet {number}")
    fields = {"orgnr": number, "name": home.name, "offers": [OFFER], "places": ["0180"], "listed_at": NOW}
    made = Enterprise.objects.create(**fields | told, organisation=home)
    if free:
        monthly = {"cpv": CLEANING, "measure": "hours", "per_month": free, "since": date(2026, 1, 1)}
        Capacity.objects.create(enterprise=made, told_at=NOW, **monthly)
    if will:
        Willingness.objects.create(enterprise=made, will=will, said_on=TODAY)
    if evidence:
        for test in ("purpose", "share"):
            a_proof(made, test)
    return made


def a_proof(enterprise: Enterprise, test: str, **told: Any) -> Evidence:
    """Documented, told a while ago, and good for a year."""
    days = {"counted_on": TODAY - timedelta(days=30), "expires": TODAY + timedelta(days=335)}
    fields = {"basis": "documented", "holds": True, "told_at": NOW - timedelta(days=20), **days}
    return Evidence.objects.create(enterprise=enterprise, test=test, **fields | told)


def reasons(found: Found, enterprise: Enterprise) -> dict[str, str]:
    """Why one fits or does not, by part."""
    fit = next(one for one in found.fits if one.key == enterprise.orgnr)
    return {reason.part: reason.name for reason in fit.reasons}
