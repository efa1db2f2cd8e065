"""The demo: a municipality with someone in each role, who can sign in, made by actions whose chains hold."""

from __future__ import annotations

import stat

import pytest
from django.contrib.auth import authenticate

from svangrum.cli import main
from svangrum.cli.clock import now
from svangrum.cli.demo_register import demo_enterprises
from svangrum.core.data import read_yaml
from svangrum.core.language import words
from svangrum.records.accounts.models import Membership, Organisation, Person
from svangrum.records.capacities.models import Capacity, Commitment, Pause, Will, Willingness
from svangrum.records.consortia.models import Proposal
from svangrum.records.dialogues.models import Dialogue, Interest, Question
from svangrum.records.dialogues.queries import without_feedback
from svangrum.records.enterprises.models import Assessment, Enterprise, EnterpriseKind, Helper, Standing
from svangrum.records.events.models import Event
from svangrum.records.events.things import thing_faults
from svangrum.records.events.verify import chain_faults
from svangrum.records.passports.models import Basis, Challenge, Evidence, Sighting
from svangrum.records.purchases.models import GivenAdvice, Purchase
from svangrum.records.readings.queries import readings_told
from tests.records.build import actor, an_organisation

TOWN = read_yaml("demo/exempelstad.yaml")
pytestmark = pytest.mark.django_db


@pytest.fixture
def store(settings, tmp_path):
    settings.STORE = tmp_path
    return tmp_path


def test_everyone_is_there_in_their_roles_and_can_sign_in(store, capsys):
    assert main.run(["demo"], "sv") == 0

    password = (store / "demo-password").read_text("utf-8")
    told = capsys.readouterr().out
    assert password in told
    assert words("demo.second-step", "sv") in told
    for one in TOWN["people"]:
        email = f"{one['address']}@exempelstad.example"
        assert email in told
        person = Person.objects.get(email=email)
        assert person.check_password(password)
        assert sorted(Membership.objects.get(person=person).roles) == sorted(one["roles"])
    assert Purchase.objects.count() == len(TOWN["purchases"])
    assert authenticate(None, username="nobody@exempelstad.example", password=password) is None


def test_its_history_tells_what_was_done_in_the_order_it_was_done(store):
    main.run(["demo"], "sv")
    told = [one.action for one in Event.objects.filter(kind="department").order_by("recorded_at")]
    moments = Event.objects.filter(kind__in=["department", "purchase"]).values_list("recorded_at", flat=True)
    assert told[0] == "department.founded"
    assert len(set(moments)) == len(moments)


def test_its_chains_hold(store):
    main.run(["demo"], "sv")
    assert list(chain_faults()) == []
    assert list(thing_faults()) == []


def test_its_register_has_something_of_everything(store):
    main.run(["demo"], "sv")
    made = demo_enterprises(now().date())
    entries = {one.orgnr: one for one in Enterprise.objects.select_related("organisation")}
    assert {orgnr: one.organisation is not None for orgnr, one in entries.items()} == {
        one.orgnr: one.told for one in made
    }
    own = entries[made[0].orgnr]
    assert own.organisation.memberships.get().person.email == "kooperativet@exempelstad.example"
    assert own.offers
    assert own.passport_links.exists()
    assert Assessment.objects.count() == sum(not one.told for one in made)
    assert set(Enterprise.objects.values_list("standing", flat=True)) == set(Standing.values)
    assert set(Enterprise.objects.values_list("kind", flat=True)) == set(EnterpriseKind.values)
    assert set(Willingness.objects.values_list("will", flat=True)) == set(Will.values)
    assert set(Evidence.objects.values_list("basis", flat=True)) == set(Basis.values)
    for made_of in (Capacity, Commitment, Pause, Sighting, Challenge, Helper, Proposal):
        assert made_of.objects.exists()


def test_one_of_its_purchases_has_two_suppliers_at_a_price_that_is_paid(store):
    main.run(["demo"], "sv")
    kept = GivenAdvice.objects.values_list("advice__sv__two_suppliers__finding", flat=True)
    assert "reserve" in kept
    assert len(set(kept)) > 1


def test_its_password_is_its_own_and_only_the_owner_can_read_it(store, tmp_path):
    main.run(["demo"], "sv")
    assert stat.S_IMODE((store / "demo-password").stat().st_mode) == 0o600


def test_asked_again_it_makes_nothing_and_tells_the_same(store, capsys):
    main.run(["demo"], "en")
    first, made = capsys.readouterr().out, Organisation.objects.count()
    assert main.run(["demo"], "en") == 0
    assert capsys.readouterr().out.splitlines() == first.splitlines()[1:]
    assert Organisation.objects.count() == made


def test_it_refuses_where_someone_works(store, capsys):
    an_organisation()
    assert main.run(["demo"], "sv") == 2
    assert "Här arbetar någon redan" in capsys.readouterr().err
    assert not (store / "demo-password").exists()


def test_its_dialogues_are_open_ended_and_drawn_up(store):
    main.run(["demo"], "sv")
    found = {one.state: one for one in Dialogue.objects.order_by("answers_until")}
    assert set(found) == {"open", "draft"}
    on = now().date()
    assert sorted(one.answers_until < on for one in Dialogue.objects.filter(state="open")) == [False, True]
    assert {one.will for one in Interest.objects.filter(dialogue__answers_until__gte=on)} == {
        "part",
        "consortium",
        "no",
    }
    assert [without_feedback(one) for one in Dialogue.objects.filter(answers_until__lt=on)] == [1]
    assert sorted(one.answered_at is None for one in Question.objects.all()) == [False, True]
    own = Enterprise.objects.get(organisation__memberships__person__email="kooperativet@exempelstad.example")
    assert own.addressed.exists()
    assert not own.interests.exists()


def test_its_enterprise_sees_who_has_read_about_it(store):
    main.run(["demo"], "sv")
    held = Membership.objects.get(person__email="kooperativet@exempelstad.example")
    own, on = Enterprise.objects.get(organisation=held.organisation), now().date()
    (told,) = readings_told(actor(held.person, held.organisation, on=on), own, on=on)
    assert (told.organisation.name, told.dialogue.state) == ("Exempelstads kommun", "open")
