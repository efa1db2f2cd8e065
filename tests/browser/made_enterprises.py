"""The register of the running site: one that tells much, one that nobody took over, one that is bankrupt."""

from __future__ import annotations

from datetime import date


def make() -> dict[str, str]:
    """In the process of ``prepare``: the parts of addresses by name."""
    from svangrum.ingest.register.chosen import Chosen
    from svangrum.ingest.register.rows import Offer
    from svangrum.records.accounts.models import Membership, Organisation
    from svangrum.records.actors import PUBLIC
    from svangrum.records.enterprises.actions.applying import apply
    from svangrum.records.enterprises.actions.assessing import note_assessment
    from svangrum.records.enterprises.actions.entering import begin_entry
    from svangrum.records.enterprises.actions.helping import ask_for_help
    from svangrum.records.enterprises.actions.listing import read_in_list
    from svangrum.records.enterprises.models import Enterprise
    from svangrum.web.clock import now
    from tests.records.build import actor
    from tests.records.enterprises.made import a_listed
    from tests.records.numbers import a_number
    from tests.web.inhabited import COORDINATOR, ENTERPRISE, MUNICIPALITY

    town, firm, sector = (Organisation.objects.get(name=name) for name in (MUNICIPALITY, ENTERPRISE, COORDINATOR))
    held = {one.roles[0]: one.person for one in Membership.objects.filter(organisation__in=(town, firm, sector))}
    officer = actor(held["matching-officer"], town)
    member = actor(held["member"], firm)
    entry = begin_entry(by=member, recorded_at=now())
    _tell(member, entry)
    ask_for_help(by=member, recorded_at=now(), enterprise=entry, coordinator=sector.pk)
    note_assessment(
        by=officer, recorded_at=now(), enterprise=entry, version=0, social="yes", reason="Vi besökte dem i mars."
    )
    listed = a_listed(officer, "Snickeriet som ingen känner")
    gone = a_listed(officer, "Konkursbolaget")
    offers = (Offer("45420000", "Snickeri och montering av inredning"), Offer("77314000", "Gräsklippning"))
    rows = [Chosen(1, listed.orgnr, listed.name, offers, ("2080", "2081"), "")]
    read_in_list(by=officer, recorded_at=now(), organisation=town.pk, source="Näringslivskontorets lista", chosen=rows)
    source = {"standing_on": date(2026, 11, 2), "standing_source": "Bolagsverkets öppna data"}
    Enterprise.objects.filter(pk=gone.pk).update(standing="bankrupt", **source)
    asked = {"orgnr": a_number(), "name": "Odlarkollektivet", "email": "odla@exempel.example"}
    waiting = apply(by=PUBLIC, recorded_at=now(), **asked)
    _read(officer, entry)
    return {
        "enterprise": str(entry),
        "listed": str(listed.pk),
        "gone": str(gone.pk),
        "application": str(waiting),
    }


def _tell(by, entry) -> None:
    from svangrum.records.enterprises.actions import telling
    from svangrum.records.enterprises.models import Enterprise
    from svangrum.web.clock import now

    said = (
        ("add_offer", {"cpv": "55300000", "words": "Lunch, kafé och catering för möten"}),
        ("add_offer", {"cpv": "90910000", "words": "Städning av kontor, trappor och verkstäder"}),
        ("tell_rates", {"rates": {"55300000": "385", "90910000": "362,50"}}),
        ("tell_places", {"places": "Falun, Borlänge, Säter, Hedemora, Gagnef"}),
        ("tell_training", {"training_places": "8", "training_words": "Kök, servering, kassa.\nStädning i små lag."}),
        ("tell_languages", {"languages": ["sv", "so", "ti"]}),
        ("add_certificate", {"name": "Miljödiplomering", "until": "2027-09-30"}),
        ("tell_contact", {"contact": "Beställningar", "email": "order@exempel.example", "phone": "023-123 45"}),
    )
    for action, given in said:
        version = Enterprise.objects.get(pk=entry).version
        getattr(telling, action)(by=by, recorded_at=now(), enterprise=entry, version=version, **given)


def _read(officer, entry) -> None:
    """For a published dialogue, for an advertised purchase, and by three towns for nothing that they say."""
    from dataclasses import replace
    from datetime import timedelta

    from svangrum.records.enterprises.models import Enterprise
    from svangrum.web.clock import now, today
    from tests.records.build import an_organisation
    from tests.records.dialogues.made import a_dialogue
    from tests.records.purchases.made import a_purchase
    from tests.records.readings.made import a_reading
    from tests.records.supplier_tests.made import a_signature

    found = Enterprise.objects.get(pk=entry)
    days = {"answers_until": today() + timedelta(days=30)}
    a_reading(officer, found, today(), dialogue=a_dialogue(officer, now(), **days))
    advertised = a_purchase(officer, title="Ett namn som inte visas")
    a_signature(advertised, officer, "notice", now() - timedelta(days=40))
    a_reading(officer, found, today() - timedelta(days=50), purchase=advertised)
    for name in ("Läsarstad", "Läsarköping", "Läsarsund"):
        elsewhere = replace(officer, organisation=an_organisation(name=name).pk)
        a_reading(elsewhere, found, date(today().year - 2, 3, 1))
