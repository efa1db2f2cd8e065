"""In the running site's database: an enterprise with what it can do and one of its people, and others that deliver."""

from __future__ import annotations

from datetime import timedelta


def make() -> dict[str, str]:
    """In the process of ``prepare``: the enterprise, what it has told by kind, and a session of its member."""
    from svangrum.records.accounts.models import Organisation
    from svangrum.records.actors import Role
    from svangrum.records.enterprises.models import Assessment
    from tests.records.build import NOW, TODAY, a_member, a_person, actor, an_organisation
    from tests.records.capacities.made import OFFER, a_capacity, a_pause, a_promise, a_will, an_enterprise
    from tests.records.suppliers.made import a_supplier
    from tests.web.inhabited import MUNICIPALITY, session_of

    home = an_organisation("enterprise", "Backens kooperativ")
    person = a_member(home, Role.MEMBER, person=a_person("kapacitet@kooperativet.example"))
    by, enterprise = actor(person, home), an_enterprise(home, name=home.name)
    last = TODAY + timedelta(days=70)
    capacity = a_capacity(by, enterprise, team="6", equipment="Två bilar och en kombimaskin", until="2099-12-31")
    a_capacity(by, enterprise, cpv="77310000", measure="kronor", per_month="120 000")
    promise = a_promise(by, enterprise, until=last.isoformat())
    pause = a_pause(by, enterprise, since=(last + timedelta(days=90)).isoformat(), until="2099-01-01")
    a_will(by, enterprise, "part")

    alone = a_supplier(name="Tvätt och städ i Norr")
    a_supplier(name="Städdotter", control=alone.orgnr)
    a_supplier(name="Rena rum")
    for number in range(2):
        a_supplier(name=f"Kooperativet Vinden {number + 1}", free=60, will="consortium")
    a_supplier(name="Samhall", kind="samhall")
    a_supplier(name="Kommunens dagliga verksamhet", kind="municipal")
    a_supplier(name="Verkstan", free=0)
    a_supplier(name="Skogsgruppen", places=["2132"])
    a_supplier(name="Gamla bolaget", standing="bankrupt", standing_on=TODAY)
    an_enterprise(name="Nya föreningen")
    town = Organisation.objects.get(name=MUNICIPALITY)
    noted = an_enterprise(name="Kafé Backen")
    Assessment.objects.create(
        organisation=town, enterprise=noted, offers=[OFFER], source="Nätverkets lista", noted_at=NOW
    )
    return {
        "enterprise": str(enterprise.pk),
        "capacity": str(capacity.pk),
        "commitment": str(promise.pk),
        "pause": str(pause.pk),
        "cookie": session_of(person, home, confirmed=False),
    }
