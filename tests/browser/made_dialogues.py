"""Dialogues in the running site's database: one open with everything in it, one draft, one that has ended."""

from __future__ import annotations

from dataclasses import asdict
from datetime import timedelta
from typing import Any

NAME = "Städkooperativet i Exempelstad"
OTHER = "Grönytegruppen"
STRANGER = "Nykomlingen"


def make() -> dict[str, Any]:
    """In the process of ``prepare``: somebody of an enterprise, and the things by name."""
    from svangrum.records.accounts.models import Membership, Organisation, OrganisationKind, Person
    from svangrum.records.actors import Role
    from svangrum.records.dialogues.actions.addressing import mark_sent
    from svangrum.records.dialogues.actions.answering import answer_question
    from svangrum.records.dialogues.actions.ending import note_told
    from svangrum.records.dialogues.actions.holding import add_to_dialogue
    from svangrum.records.dialogues.leaving import signed_for
    from svangrum.records.dialogues.models import Addressee, Dialogue
    from svangrum.records.enterprises.models import Enterprise
    from svangrum.web.clock import now, today
    from tests.records.build import a_member, a_person, actor, an_organisation
    from tests.records.dialogues.made import (
        a_dialogue,
        a_draft,
        a_question,
        a_stranger_asks,
        an_interest,
        an_interest_by,
        written_to,
    )
    from tests.records.passports.made import Firm, an_enterprise
    from tests.web.inhabited import MUNICIPALITY, _inhabitant

    def firm(name: str) -> tuple[Firm, Person]:
        home = an_organisation(OrganisationKind.ENTERPRISE, name)
        person = a_member(home, Role.MEMBER, person=a_person(f"{home.pk}@exempelstad.example"))
        by = actor(person, home, on=today())
        entry = an_enterprise(home, name)
        offers = [{"cpv": "90910000", "words": "Lokalvård i kontor och förskolor"}]
        Enterprise.objects.filter(pk=entry.pk).update(
            offers=offers, places=["2132"], contact_email=f"{home.pk}@foretag.example"
        )
        return Firm(entry, home, by, by), person

    town = Organisation.objects.get(name=MUNICIPALITY)
    held = Membership.objects.filter(organisation=town)
    person = Person.objects.get(pk=next(one.person_id for one in held if "procurement-officer" in one.roles))
    officer = actor(person, town, on=today())
    last = today() + timedelta(days=21)
    (own, member), (other, _) = firm(NAME), firm(OTHER)

    found = a_dialogue(officer, now(), answers_until=last)
    told = {"by": officer, "recorded_at": now(), "dialogue": found.pk}
    add_to_dialogue(
        **told, version=2, text="Det gäller sju förskolor, inte sex.", answers_until=last + timedelta(days=7)
    )
    for one in (own, other):
        link = written_to(one, found, officer, now())
        mark_sent(**told, addressee=link.addressee)
    an_interest(other, found, now(), words="Kortare avtal än fyra år passar oss.")
    stranger = a_stranger_asks(found, now(), name=STRANGER)
    an_interest_by(stranger, now(), will="consortium", part="Fönsterputs")
    asked = a_question(other, found, now(), "Går det att dela upp det i två delar?")
    answer_question(**told, question=asked.pk, version=1, published=asked.text, answer="Ja, hus för hus.")
    waiting = a_question(other, found, now(), "Ingår fönsterputs?")
    note_told(**told, to_whom="Byggkooperativet", about="Att vi planerar en dialog i höst.", told_on=today())

    ended = a_dialogue(officer, now(), title="Tvätt av arbetskläder", answers_until=last)
    said = an_interest(other, ended, now())
    Dialogue.objects.filter(pk=ended.pk).update(answers_until=today() - timedelta(days=1))
    links = [
        written_to(own, a_dialogue(officer, now(), title=f"Kafé {n}", answers_until=last), officer, now()) for n in "ab"
    ]
    return {
        "member": asdict(_inhabitant(member, own.home)),
        "dialogue": str(found.pk),
        "draft": str(a_draft(officer, now(), title="Flytt av möbler", answers_until=last).pk),
        "ended": str(ended.pk),
        "interest": str(said.pk),
        "question": str(waiting.pk),
        "secret": link.secret,
        "secrets": [one.secret for one in links],
        "signed": signed_for(Addressee.objects.get(pk=link.addressee).email),
        "enterprise": str(own.enterprise.pk),
    }
