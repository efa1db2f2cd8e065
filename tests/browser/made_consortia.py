"""In the running site's database: a proposal to the enterprise of the people there and to another."""

from __future__ import annotations

from datetime import timedelta


def make() -> dict[str, str]:
    """In the process of ``prepare``: the proposal, and a day on which others can be answered."""
    from svangrum.records.accounts.models import Membership, Organisation
    from svangrum.records.enterprises.actions.entering import begin_entry
    from svangrum.records.enterprises.models import Enterprise, Helper
    from svangrum.web.clock import now, today
    from tests.records.build import actor
    from tests.records.consortia.made import a_proposal, helped_by
    from tests.records.enterprises.made import Own, an_enterprise
    from tests.web.inhabited import COORDINATOR, ENTERPRISE

    firm, sector = (Organisation.objects.get(name=name) for name in (ENTERPRISE, COORDINATOR))
    held = {one.roles[0]: one.person for one in Membership.objects.filter(organisation__in=(firm, sector))}
    member, coordinator = actor(held["member"], firm), actor(held["coordinator"], sector)
    if not Enterprise.objects.filter(organisation=firm).exists():
        begin_entry(by=member, recorded_at=now())
    own = Own(firm, member, member, Enterprise.objects.get(organisation=firm))
    asked = Helper.objects.filter(enterprise=own.entry, coordinator=sector, ended=None).exists()
    other = an_enterprise("Kafé och puts på Åsen")
    helped_by(coordinator, other, *([] if asked else [own]))
    last = today() + timedelta(days=10)
    return {
        "proposal": str(a_proposal(coordinator, own, other, at=now(), answers_until=last).pk),
        "last_day": last.isoformat(),
    }
