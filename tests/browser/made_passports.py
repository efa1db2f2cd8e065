"""Passports in the running site's database: one that is told and doubted, one of its links, one kept copy."""

from __future__ import annotations

from dataclasses import asdict
from datetime import timedelta
from typing import Any

NAME = "Återbrukskooperativet i Exempelstad"


def make() -> dict[str, Any]:
    """In the process of ``prepare``: the firm's administrator, and its things by name."""
    from svangrum.records.accounts.models import Membership, Organisation, OrganisationKind, Person
    from svangrum.records.actors import Role
    from svangrum.records.files.actions import hand_in
    from svangrum.records.files.upload import Upload
    from svangrum.records.passports.actions.relying import rely_on_link
    from svangrum.records.passports.actions.seeing import note_sighting
    from svangrum.web.clock import now, today
    from tests.records.build import a_member, a_person, actor, an_organisation
    from tests.records.passports.made import Firm, a_challenge, a_link, a_purpose, a_share, an_enterprise
    from tests.web.inhabited import MUNICIPALITY, _inhabitant

    home = an_organisation(OrganisationKind.ENTERPRISE, NAME)
    person = a_member(home, Role.ADMINISTRATOR, person=a_person("chef@aterbruk.example"))
    boss = actor(person, home, on=today())
    firm = Firm(an_enterprise(home, NAME), home, boss, boss)
    town = Organisation.objects.get(name=MUNICIPALITY)
    held = Membership.objects.filter(organisation=town)
    officer = actor(
        Person.objects.get(pk=next(one.person_id for one in held if "procurement-officer" in one.roles)),
        town,
        on=today(),
    )
    days = {"at": now(), "counted_on": today()}
    purpose = a_purpose(
        firm, **days, statement="Stadgarna 2 §: föreningen ska ge arbete åt dem som har svårt att få det."
    )
    a_share(firm, (6, 3), **days, statement="Intyg med bara antal.")
    list_ = hand_in(
        by=boss,
        recorded_at=now(),
        organisation=home.pk,
        file=Upload("intyg.txt", b"Tre av sju."),
        rule="working",
    )
    told = {"statement": "Intyg med bara antal.", "expires": today() + timedelta(days=30), "file": list_}
    share = a_share(firm, (7, 3), **days, **told)
    note_sighting(
        by=officer,
        recorded_at=now(),
        enterprise=firm.enterprise.pk,
        evidence=purpose.pk,
        seen_on=today(),
        way="shown",
        shown="Pärmen hos dem.",
    )
    link = a_link(firm, recorded_at=now(), expires=today() + timedelta(days=90), buyer=town.pk)
    kept = rely_on_link(by=officer, recorded_at=now(), secret=link.secret, procurement="Lokalvård i förskolor")
    cafe = an_organisation(OrganisationKind.ENTERPRISE, "Kafékooperativet")
    theirs = actor(a_member(cafe, Role.ADMINISTRATOR, person=a_person("chef@kafe.example")), cafe, on=today())
    doubted = Firm(an_enterprise(cafe, "Kafékooperativet"), cafe, theirs, theirs)
    challenge = a_challenge(a_share(doubted, **days), officer)
    return {
        "boss": asdict(_inhabitant(person, home)),
        "enterprise": str(firm.enterprise.pk),
        "doubted": str(doubted.enterprise.pk),
        "evidence": str(share.pk),
        "link": str(link.link),
        "secret": link.secret,
        "relied": str(kept),
        "challenge": str(challenge.pk),
    }
