"""Entries begun and taken over, coordinators asked, notes of buyers, applications and their answers."""

from __future__ import annotations

from datetime import timedelta

import pytest

from svangrum.core.errors import SvangrumError
from svangrum.core.reading import InvalidFactsError
from svangrum.records.accounts.actions.invitations import invite
from svangrum.records.accounts.actions.organisations import close_organisation
from svangrum.records.accounts.models import Organisation
from svangrum.records.actions import NotAllowedError, StaleError
from svangrum.records.actors import PUBLIC, Role
from svangrum.records.enterprises.actions.applying import (
    WAITS,
    accept_application,
    apply,
    lapse_application,
    lapse_applications,
    refuse_application,
)
from svangrum.records.enterprises.actions.assessing import note_assessment, remove_assessment
from svangrum.records.enterprises.actions.entering import begin_entry, list_enterprise
from svangrum.records.enterprises.actions.helping import ask_for_help, end_help
from svangrum.records.enterprises.models import Application, Assessment, Enterprise, Helper
from svangrum.records.enterprises.queries import (
    applications_to_answer,
    applications_waiting,
    helped_by,
    helpers_of,
    own_enterprise,
)
from svangrum.records.events.models import Event
from tests.records.build import NOW, OPERATOR, TODAY, a_member, actor, an_organisation, refused
from tests.records.enterprises.made import (
    a_buyer,
    a_coordinator,
    a_listed,
    a_number,
    a_told_enterprise,
    an_enterprise,
)

pytestmark = pytest.mark.django_db
TOMORROW = TODAY + timedelta(days=1)
PERSON = "850101-1236"


def applied(**given):
    sent = {"orgnr": a_number(), "name": "Exempelföretaget", "email": "info@exempel.example"}
    return Application.objects.get(pk=apply(by=PUBLIC, recorded_at=NOW, **{**sent, **given}))


def accept(application, by=OPERATOR):
    told = {"by": by, "recorded_at": NOW, "application": application.pk, "version": application.version}
    return Organisation.objects.get(pk=accept_application(**told))


def test_people_begin_their_entry_once():
    own = an_enterprise("Exempelköket")
    assert (own.entry.name, own.entry.orgnr, own.entry.told) == ("Exempelköket", own.organisation.orgnr, {})
    assert begin_entry(by=own.administrator, recorded_at=NOW) == own.entry.pk
    assert own.now().version == 1, "nothing was written the second time"
    assert own_enterprise(own.member) == own.entry


def test_an_entry_that_a_buyer_made_is_taken_over_as_it_is():
    listed = a_listed(name="Exempelköket enligt listan")
    assert listed.organisation is None
    own = an_enterprise("Exempelköket", orgnr=listed.orgnr)
    assert own.entry.pk == listed.pk
    assert (own.now().name, own.now().organisation) == ("Exempelköket enligt listan", own.organisation)


def test_an_organisation_without_a_number_begins_no_entry():
    home = an_organisation("enterprise")
    with refused("enterprise.unnumbered"):
        begin_entry(by=actor(a_member(home, Role.MEMBER), home), recorded_at=NOW)


@pytest.mark.parametrize("made", [a_buyer, a_coordinator])
def test_only_an_enterprise_begins_an_entry(made):
    with pytest.raises(NotAllowedError):
        begin_entry(by=made(), recorded_at=NOW)


def test_what_is_entered_holds_number_and_name_alone():
    listed = a_listed()
    with refused("enterprise.listed"):
        a_listed(orgnr=listed.orgnr)
    for orgnr, code in [("", "no-orgnr"), ("5566778890", "orgnr"), (PERSON, "person-orgnr")]:
        with refused(f"enterprise.{code}"):
            a_listed(orgnr=orgnr or " ")
    with pytest.raises(NotAllowedError):
        list_enterprise(by=an_enterprise().member, recorded_at=NOW, orgnr=a_number(), name="Konkurrenten")


def test_a_coordinator_is_asked_and_the_help_ends():
    own, sector = an_enterprise(), a_coordinator()
    told = {"by": own.member, "recorded_at": NOW, "enterprise": own.entry.pk, "coordinator": sector.organisation}
    helper = Helper.objects.get(pk=ask_for_help(**told))
    assert [one.enterprise for one in helped_by(sector, on=TODAY)] == [own.entry]
    assert list(helped_by(a_coordinator(), on=TODAY)) == []
    assert list(helped_by(own.member, on=TODAY)) == []
    assert [one.coordinator_id for one in helpers_of(own.entry, on=TODAY)] == [sector.organisation]
    assert Event.objects.filter(thing=helper.pk).get().organisation == own.organisation.pk
    with refused("helper.asked"):
        ask_for_help(**told)
    with refused("helper.unknown"):
        ask_for_help(**{**told, "coordinator": own.organisation.pk})
    with pytest.raises(NotAllowedError):
        end_help(by=a_coordinator(), recorded_at=NOW, helper=helper.pk, version=1)
    end_help(by=sector, recorded_at=NOW, helper=helper.pk, version=1)
    assert list(helped_by(sector, on=TODAY)) == []
    with refused("helper.ended"):
        end_help(by=own.member, recorded_at=NOW, helper=helper.pk, version=2)
    ask_for_help(**told)
    assert len(helped_by(sector, on=TOMORROW)) == 1


def test_a_note_stands_beside_and_changes_nothing():
    own, officer = a_told_enterprise(), a_buyer()
    before = Enterprise.objects.filter(pk=own.entry.pk).values().get()
    told = {"by": officer, "recorded_at": NOW, "enterprise": own.entry.pk}
    noted = Assessment.objects.get(pk=note_assessment(**told, version=0, social="yes", reason="Vi har besökt dem."))
    assert (noted.social, noted.organisation_id) == (True, officer.organisation)
    note_assessment(**told, version=1, social="", reason="")
    noted.refresh_from_db()
    assert (noted.social, noted.reason, noted.version) == (None, "", 2)
    assert Enterprise.objects.filter(pk=own.entry.pk).values().get() == before
    with pytest.raises(StaleError):
        note_assessment(**told, version=0, social="no", reason="Fel.")
    with refused("assessment.no-reason"):
        note_assessment(**told, version=2, social="no", reason=" ")
    with refused("choice.unknown"):
        note_assessment(**told, version=2, social="kanske", reason="Vet inte.")
    with refused("text.person"):
        note_assessment(**told, version=2, social="yes", reason=f"Fråga {PERSON}")
    with pytest.raises(NotAllowedError):
        note_assessment(**{**told, "by": own.administrator}, version=0, social="yes", reason="Vi själva.")


def test_a_note_is_removed_on_a_decision_and_what_its_history_told_goes_too():
    own, officer = a_told_enterprise("Exempelköket"), a_buyer()
    told = {"by": officer, "recorded_at": NOW, "enterprise": own.entry.pk}
    noted = note_assessment(**told, version=0, social="yes", reason="Vi har besökt dem.")
    with pytest.raises(InvalidFactsError) as caught:
        remove_assessment(**told, version=1, reason="", decision=" ")
    assert [one.field for one in caught.value.errors] == ["reason", "decision"]
    with pytest.raises(StaleError):
        remove_assessment(**told, version=7, reason="Fel.", decision="Nämnden § 7")
    with refused("record.missing"):
        remove_assessment(**{**told, "by": a_buyer()}, version=1, reason="Fel.", decision="Nämnden § 7")
    with pytest.raises(NotAllowedError):
        remove_assessment(**{**told, "by": own.administrator}, version=1, reason="Fel.", decision="Nämnden § 7")
    remove_assessment(**told, version=1, reason="Den var fel.", decision="Nämnden § 7")
    assert Assessment.objects.count() == 0
    kept = str(list(Event.objects.filter(thing=noted).values_list("payload", flat=True)))
    assert "Nämnden § 7" in kept
    assert "Exempelköket" not in kept
    assert note_assessment(**told, version=0, social="no", reason="På nytt.") != noted


def test_an_application_is_accepted_and_its_address_forgotten():
    asked = applied()
    assert list(applications_waiting(OPERATOR)) == [asked]
    assert [one.values for one in applications_to_answer(OPERATOR, TODAY)] == [{"count": 1}]
    organisation = accept(asked)
    asked.refresh_from_db()
    assert (asked.email, asked.accepted, asked.answered_at) == ("", True, NOW)
    entry = Enterprise.objects.get(organisation=organisation)
    assert (organisation.kind, organisation.orgnr, entry.orgnr) == ("enterprise", asked.orgnr, asked.orgnr)
    assert applications_to_answer(OPERATOR, TODAY) == []
    assert "exempel.example" not in str(list(Event.objects.values_list("payload", flat=True)))
    with refused("application.answered"):
        accept(asked)


def test_an_application_for_an_entry_that_is_there_takes_it_over():
    listed = a_listed()
    organisation = accept(applied(orgnr=listed.orgnr))
    assert Enterprise.objects.get(organisation=organisation).pk == listed.pk


def test_an_organisation_that_is_there_is_used():
    home = an_organisation("enterprise", orgnr=a_number())
    assert accept(applied(orgnr=home.orgnr)) == home
    invite(by=OPERATOR, recorded_at=NOW, organisation=home.pk, email="a@exempel.example", roles=[Role.ADMINISTRATOR])


def test_who_cannot_be_let_in_so_is_told_why():
    town, own, left = (
        an_organisation(orgnr=a_number()),
        an_enterprise(),
        an_organisation("enterprise", orgnr=a_number()),
    )
    close_organisation(by=OPERATOR, recorded_at=NOW, organisation=left.pk, version=left.version)
    for orgnr, code in [(town.orgnr, "other-kind"), (own.organisation.orgnr, "has-people"), (left.orgnr, "closed")]:
        asked = applied(orgnr=orgnr)
        with refused(f"application.{code}"):
            accept(asked)
        asked.refresh_from_db()
        assert asked.answered_at is None


def test_an_application_is_refused_and_its_address_forgotten():
    asked = applied()
    refuse_application(by=OPERATOR, recorded_at=NOW, application=asked.pk, version=1)
    asked.refresh_from_db()
    assert (asked.email, asked.accepted) == ("", False)
    assert not Organisation.objects.filter(orgnr=asked.orgnr).exists()


def test_an_application_that_nobody_answers_ends_and_its_address_is_forgotten():
    asked = applied()
    assert lapse_applications(recorded_at=NOW + WAITS) == 0
    assert lapse_applications(recorded_at=NOW + WAITS + timedelta(days=1)) == 1
    assert lapse_applications(recorded_at=NOW + WAITS + timedelta(days=1)) == 0
    asked.refresh_from_db()
    assert (asked.email, asked.accepted) == ("", None)
    assert list(applications_waiting(OPERATOR)) == []
    with refused("application.answered"):
        accept(asked)
    assert applied(orgnr=asked.orgnr) != asked
    for by in (OPERATOR, PUBLIC):
        with pytest.raises(NotAllowedError):
            lapse_application(by=by, recorded_at=NOW, application=asked.pk)


def test_asked_again_before_the_answer_it_is_the_same():
    asked = applied()
    assert applied(orgnr=asked.orgnr) == asked
    assert applied(orgnr=asked.orgnr, email="annan@exempel.example") != asked


def test_everything_that_is_wrong_in_an_application_is_told_at_once():
    with pytest.raises(InvalidFactsError) as caught:
        applied(orgnr=PERSON, name="", email="")
    assert [(one.code, one.field) for one in caught.value.errors] == [
        ("enterprise.person-orgnr", "orgnr"),
        ("enterprise.no-name", "name"),
        ("application.no-email", "email"),
    ]
    with pytest.raises(SvangrumError) as caught:
        applied(email="ingen adress")
    assert caught.value.code == "enterprise.email"
    assert Application.objects.count() == 0


@pytest.mark.parametrize("answer", [accept_application, refuse_application])
def test_only_who_runs_the_installation_answers(answer):
    asked = applied()
    for by in (a_buyer(Role.ADMINISTRATOR), an_enterprise().administrator, PUBLIC):
        with pytest.raises(NotAllowedError):
            answer(by=by, recorded_at=NOW, application=asked.pk, version=1)
        assert list(applications_waiting(by)) == []
