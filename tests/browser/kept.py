"""Purchases in the running site's database: one whose answer is another today, one shared, one closed."""

from __future__ import annotations

from datetime import date

PAST = date(2025, 12, 1)


def make() -> dict[str, str]:
    """In the process of ``prepare``: the purchases of the procurement officer, by name."""
    from svangrum.records.accounts.models import Membership, Organisation
    from svangrum.records.purchases.actions.ending import close_purchase
    from svangrum.records.purchases.actions.sharing import grant_purchase
    from tests.records.build import NOW, actor
    from tests.records.purchases.made import a_purchase
    from tests.web.inhabited import MUNICIPALITY, OTHER

    town, other = (Organisation.objects.get(name=name) for name in (MUNICIPALITY, OTHER))
    members = Membership.objects.filter(organisation=town)
    owner, controller = (
        next(one.person for one in members if role in one.roles) for role in ("procurement-officer", "controller")
    )
    by = actor(owner, town)
    then = a_purchase(by, "Lokalvård i två förskolor", as_of=PAST, note="Fråga driften om tiderna.", shared=True)
    granted = {"by": by, "recorded_at": NOW, "purchase": then.pk}
    grant_purchase(**granted, version=1, role="editor", to_person=controller.pk)
    grant_purchase(**granted, version=2, role="reader", to_organisation=other.pk, until=date(2099, 12, 31), sure=True)
    closed = a_purchase(by, "Trädgårdsskötsel")
    close_purchase(by=by, recorded_at=NOW, purchase=closed.pk, version=1)
    return {"then": str(then.pk), "closed": str(closed.pk), "now": str(a_purchase(by, "Kafé i simhallen").pk)}
