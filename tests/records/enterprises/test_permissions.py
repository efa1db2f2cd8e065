"""Who may do what with an entry: every kind of actor, and everything that changes one.

No one but its members can change what an enterprise tells; what a municipality notes never overwrites it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from svangrum.records.accounts.models import Membership, Organisation
from svangrum.records.accounts.roles import BUYERS, ROLES
from svangrum.records.actions import MissingError, NotAllowedError
from svangrum.records.actors import PROGRAM, PUBLIC, Actor, Role, Scope
from svangrum.records.enterprises import permissions as may
from svangrum.records.enterprises.actions import telling
from svangrum.records.enterprises.actions.assessing import note_assessment
from svangrum.records.enterprises.actions.helping import ask_for_help
from svangrum.records.enterprises.models import Enterprise, Helper
from svangrum.records.enterprises.queries import (
    assessment_of,
    enterprise_for,
    enterprises_seen_by,
    own_enterprise,
    rates_seen_by,
)
from tests.records.build import NOW, OPERATOR, TODAY, a_member, a_person, actor, an_organisation
from tests.records.enterprises.made import (
    CAFE,
    CLEANING,
    a_buyer,
    a_coordinator,
    a_listed,
    a_number,
    a_told_enterprise,
    an_enterprise,
)

pytestmark = pytest.mark.django_db

TELLING = {
    "describe_enterprise": {"name": "Kapad"},
    "add_offer": {"cpv": "55330000", "words": "Kapad"},
    "remove_offer": {"cpv": CLEANING},
    "tell_rates": {"rates": {CLEANING: "100"}},
    "tell_places": {"places": "Habo"},
    "tell_training": {"training_places": "1", "training_words": "Kapad"},
    "tell_languages": {"languages": ["sv"]},
    "add_certificate": {"name": "Kapad"},
    "remove_certificate": {"name": "Miljödiplom"},
    "tell_contact": {"contact": "Kapad"},
    "tell_links": {"links": "https://kapad.example"},
}
"""Everything that changes what an enterprise tells."""


@pytest.fixture
def own():
    return a_told_enterprise()


@pytest.fixture
def everyone(own):
    """Every kind of actor, by name; ``own-…`` are the enterprise's people."""
    made = {f"{kind} {role}": _one(kind, role) for kind in BUYERS for role in ROLES[kind]}
    rival, sector = an_enterprise(), a_coordinator()
    former = a_member(own.organisation, Role.MEMBER, until=TODAY - timedelta(days=1))
    helper = a_coordinator()
    ask_for_help(by=own.member, recorded_at=NOW, enterprise=own.entry.pk, coordinator=helper.organisation)
    member = own.member
    return made | {
        "own-administrator": own.administrator,
        "own-member": member,
        "own-deputy": replace(member, instead_of=uuid4()),
        "former": actor(former, own.organisation),
        "rival-administrator": rival.administrator,
        "rival-member": rival.member,
        "coordinator": sector,
        "helper": helper,
        "homeless": actor(a_person()),
        "operator": OPERATOR,
        "operator-person": replace(actor(a_person()), operator=True),
        "key": Actor(organisation=own.organisation.pk, token=uuid4(), scopes=frozenset(Scope)),
        "public": PUBLIC,
        "program": PROGRAM,
    }


def _one(kind, role):
    home = an_organisation(kind)
    return actor(a_member(home, role), home)


OWN = {"own-administrator", "own-member", "own-deputy"}
NOWHERE = {"former", "homeless", "operator", "operator-person", "key", "public", "program"}
ASSESSING = {Role.MATCHING_OFFICER, Role.PROCUREMENT_OFFICER}


def those(everyone, can):
    return {name for name, one in everyone.items() if can(one)}


def of_buyers(everyone):
    return {name for name in everyone if name.partition(" ")[0] in BUYERS}


def test_the_table_of_who_may_do_what(everyone, own):
    buyers, entry = of_buyers(everyone), own.entry
    members = everyone.keys() - NOWHERE
    assessing = {name for name in buyers if name.partition(" ")[2] in ASSESSING}
    assert len(buyers) == 24
    assert those(everyone, may.can_view_register) == members
    assert those(everyone, lambda one: may.can_write_enterprise(one, entry)) == OWN
    assert those(everyone, lambda one: may.can_administer_enterprise(one, entry)) == {"own-administrator"}
    assert those(everyone, lambda one: may.can_see_rates(one, entry)) == OWN | assessing
    assert those(everyone, lambda one: entry.orgnr in rates_seen_by(one)) == assessing, "a list of them is for buyers"
    assert those(everyone, may.is_buyer) == buyers
    assert those(everyone, may.is_of_enterprise) == OWN | {"rival-administrator", "rival-member"}
    assert those(everyone, may.is_coordinator) == {"coordinator", "helper"}
    assert those(everyone, lambda one: may.is_helper(one, entry, on=TODAY)) == {"helper"}
    assert those(everyone, may.can_assess) == assessing
    assert those(everyone, may.can_list_enterprise) == assessing
    assert those(everyone, may.can_answer_application) == {"operator", "operator-person"}


def _ours(buyer, how, **told):
    """An entry that is the buyer's own: by its number, as the one that decides over it, or as its organisation."""
    number = a_number()
    Organisation.objects.filter(pk=buyer.organisation).update(orgnr=number)
    named = {
        "number": {"orgnr": number},
        "owner": {"orgnr": a_number(), "controlled": True, "control": number},
        "organisation": {"orgnr": a_number(), "organisation_id": buyer.organisation},
    }
    return Enterprise.objects.create(name="Egen verksamhet", listed_at=NOW, **named[how], **told)


@pytest.mark.parametrize("how", ["number", "owner", "organisation"])
@pytest.mark.parametrize(
    ("told", "sees"),
    [
        ({"kind": "municipal", "offers": [{"cpv": CAFE, "words": "Kafé"}]}, False),
        ({"offers": [{"cpv": "90620000", "words": "Snöröjning"}]}, False),
        ({"offers": [{"cpv": CAFE, "words": "Kafé"}]}, True),
        ({}, False),
    ],
)
def test_a_buyer_that_sells_the_same_sees_no_rates(own, how, told, sees):
    """A unit of a municipality, one in the same division, one that has not told what it sells; not one in another."""
    buyer, neighbour = a_buyer(), a_buyer()
    _ours(buyer, how, **told)
    assert may.can_see_rates(buyer, own.now()) is sees
    assert (own.entry.orgnr in rates_seen_by(buyer)) is sees
    assert may.can_see_rates(neighbour, own.now())
    assert rates_seen_by(neighbour) == {own.entry.orgnr: {CLEANING: 35000}}
    assert may.can_see_rates(own.member, own.now())


def test_who_has_no_number_here_is_nobodys_owner(own):
    """An entry that tells of no owner is not that of a buyer without a number."""
    Enterprise.objects.filter(pk=own.entry.pk).update(kind="municipal")
    buyer = a_buyer()
    Organisation.objects.filter(pk=buyer.organisation).update(orgnr="")
    assert may.can_see_rates(buyer, own.now())


def test_an_entry_that_nobody_took_over_is_written_by_nobody(everyone):
    listed = a_listed()
    assert those(everyone, lambda one: may.can_write_enterprise(one, listed)) == set()
    assert those(everyone, lambda one: may.can_administer_enterprise(one, listed)) == set()


@pytest.mark.parametrize("name", TELLING)
def test_no_one_but_its_members_can_change_a_profile(name, everyone, own):
    telling.add_certificate(
        by=own.member, recorded_at=NOW, enterprise=own.entry.pk, version=own.now().version, name="Miljödiplom"
    )
    before = Enterprise.objects.filter(pk=own.entry.pk).values().get()
    tell = getattr(telling, name)
    for who, one in everyone.items():
        if who in OWN:
            continue
        with pytest.raises((NotAllowedError, MissingError)) as caught:
            tell(by=one, recorded_at=NOW, enterprise=own.entry.pk, version=before["version"], **TELLING[name])
        assert (caught.type is MissingError) == (who in NOWHERE), who
    assert Enterprise.objects.filter(pk=own.entry.pk).values().get() == before
    tell(by=own.member, recorded_at=NOW, enterprise=own.entry.pk, version=before["version"], **TELLING[name])
    assert own.now().version == before["version"] + 1


def test_every_action_that_tells_is_in_the_table():
    tells = {name for name, one in vars(telling).items() if getattr(one, "__module__", "") == telling.__name__}
    assert {name for name in tells if not name.startswith("_")} == TELLING.keys()


def test_what_a_municipality_notes_never_overwrites_what_the_enterprise_tells(everyone, own):
    before = Enterprise.objects.filter(pk=own.entry.pk).values().get()
    noted = 0
    for who, one in everyone.items():
        told = {"by": one, "recorded_at": NOW, "enterprise": own.entry.pk, "version": 0}
        if may.can_assess(one):
            note_assessment(**told, social="no", reason=f"Bedömt av {who}.")
            noted += 1
        else:
            with pytest.raises((NotAllowedError, MissingError)):
                note_assessment(**told, social="no", reason="x")
    assert noted == 8
    assert Enterprise.objects.filter(pk=own.entry.pk).values().get() == before


def test_a_note_is_seen_by_its_own_organisation_alone(everyone, own):
    officer = everyone["municipality matching-officer"]
    note_assessment(by=officer, recorded_at=NOW, enterprise=own.entry.pk, version=0, social="yes", reason="Sett.")
    assert those(everyone, lambda one: assessment_of(one, own.entry) is not None) == {"municipality matching-officer"}


def test_the_register_is_found_by_its_readers_alone(everyone, own):
    readers = those(everyone, may.can_view_register)
    assert those(everyone, lambda one: own.entry in enterprises_seen_by(one)) == readers
    for who, one in everyone.items():
        if who in readers:
            assert enterprise_for(one, own.entry.pk) == own.entry
        else:
            with pytest.raises(MissingError):
                enterprise_for(one, own.entry.pk)
    with pytest.raises(MissingError):
        enterprise_for(own.member, uuid4())
    assert those(everyone, lambda one: own_enterprise(one) == own.entry) == OWN


def test_help_is_ended_by_either_side(everyone, own):
    helper = Helper.objects.get()
    assert those(everyone, lambda one: may.can_end_help(one, helper)) == OWN | {"helper"}


def test_who_leaves_the_enterprise_writes_no_more(own):
    Membership.objects.filter(person=own.member.person).update(until=TODAY - timedelta(days=1))
    left = actor(type(a_person()).objects.get(pk=own.member.person), own.organisation)
    assert not may.can_write_enterprise(left, own.entry)
