"""The history in plain words: by whom, when, the latest first, page by page, one's own alone."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

import pytest

from svangrum.core.language import LANGUAGES, words
from svangrum.records.accounts.actions.leaving import erase_person
from svangrum.records.accounts.models import Membership, Person
from svangrum.records.actions import BY_ORGANISATION
from svangrum.records.actors import Role
from svangrum.records.events.queries import Told
from svangrum.records.passports.actions.reviewing import answer_challenge
from svangrum.records.purchases.actions.sharing import share_purchase
from svangrum.web.clock import now
from svangrum.web.organisation.history import lines_of
from svangrum.web.pages import address
from tests.records.build import a_member, a_person, actor
from tests.records.passports.made import a_challenge, a_firm, a_purpose
from tests.records.purchases.made import a_purchase
from tests.web.page import read


def renamed(client, organisation, name):
    organisation.refresh_from_db()
    client.post("/organisation/namn", {"key": str(uuid4()), "version": organisation.version, "name": name})


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_done_stands_there_with_who_did_it(administrator, organisation, language):
    renamed(administrator, organisation, "Sjöby stad")
    first = read(administrator.get(address("organisation-history", language))).one("ol").text
    assert first.strip().count("Sjöby stad") == 1
    assert "Sam Ek" in first


def test_page_by_page_nothing_is_left_out_or_told_twice(administrator, organisation):
    for number in range(55):
        renamed(administrator, organisation, f"Sjöby {number}")
    page = read(administrator.get("/organisation/historik"))
    (older,) = page.all("a", rel="next")
    second = read(administrator.get("/organisation/historik" + older.attributes["href"]))
    told = [one.text for one in (*page.all("h3"), *second.all("h3")) if "bytte" in one.text.lower()]
    assert len(told) == len(set(told)) == 55


def test_anothers_history_is_not_told(administrator, organisation, foreign):
    text = administrator.get("/organisation/historik").content.decode()
    assert "Fjärran" not in text


def _told(**given):
    kept = {"erased": False, "values": {}, "person": None, "instead_of": None, "token": None}
    names = {"id": uuid4(), "kind": "x", "thing": uuid4(), "number": 1, "organisation": None, "as_of": None}
    return Told(code="event.profile.logo-set", recorded_at=now(), **{**names, **kept, **given})


@pytest.mark.django_db
def test_programs_keys_and_those_who_have_left_are_told_as_such(organisation, colleague, boss):
    Person.objects.filter(pk=boss.pk).update(name="")
    events = [
        _told(),
        _told(token=uuid4()),
        *(
            _told(organisation=organisation.pk, **who)
            for who in (
                {"person": boss.pk},
                {"person": colleague.pk, "instead_of": boss.pk},
                {"person": colleague.pk, "erased": True},
            )
        ),
    ]
    lines = lines_of(events, "sv", to=organisation.pk)
    assert [one.who for one in lines] == [
        "Svängrum",
        "Ett program med nyckel",
        "någon som har lämnat Svängrum",
        "Robin Dal, som vikarie för någon som har lämnat Svängrum",
        "Robin Dal",
    ]
    assert lines[0].text == "Bytte logotyp"
    assert lines[-1].text == "Uppgifterna om den här händelsen är raderade"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_person_is_named_to_those_for_whom_that_person_acted_alone(organisation, foreign, colleague, boss, language):
    stranger = foreign.memberships.get().person
    own, theirs = {"organisation": organisation.pk}, {"organisation": foreign.pk}
    events = [
        _told(**own, person=colleague.pk),
        _told(**theirs, person=stranger.pk),
        _told(**own, person=stranger.pk, values={BY_ORGANISATION: str(foreign.pk)}),
        _told(**theirs, person=boss.pk, values={BY_ORGANISATION: str(organisation.pk)}),
        _told(**own, person=stranger.pk, values={BY_ORGANISATION: ""}),
        _told(**own, person=stranger.pk, erased=True),
        _told(person=stranger.pk),
        _told(person=stranger.pk, values={BY_ORGANISATION: str(uuid4())}),
    ]
    lines = lines_of(events, language, to=organisation.pk)
    assert [one.who for one in lines] == [
        "Robin Dal",
        "Fjärran kommun",
        "Fjärran kommun",
        "Sam Ek",
        words("organisation.history.by-operator", language),
        words("organisation.history.by-others", language),
        "",
        "",
    ]


def test_who_acts_for_two_is_named_to_the_one_for_whom_it_was_done(organisation, foreign, colleague):
    a_member(foreign, Role.CONTROLLER, person=colleague)
    done = [
        _told(organisation=organisation.pk, person=colleague.pk, values={BY_ORGANISATION: str(foreign.pk)}),
        _told(organisation=organisation.pk, person=colleague.pk),
    ]
    assert [one.who for one in lines_of(done, "sv", to=organisation.pk)] == ["Fjärran kommun", "Robin Dal"]
    assert [one.who for one in lines_of(done, "sv", to=foreign.pk)] == ["Robin Dal", "Sjöby kommun"]


def test_where_a_colleague_who_leaves_belongs_otherwise_is_told_nobody(administrator, organisation, foreign, colleague):
    a_member(foreign, Role.CONTROLLER, person=colleague)
    erase_person(by=actor(colleague, foreign), recorded_at=now(), person=colleague.pk, version=colleague.version)
    text = administrator.get("/organisation/historik").content.decode()
    assert words("organisation.history.gone", "sv") in text
    assert "Fjärran" not in text


def test_of_an_answer_to_a_doubt_the_buyer_reads_which_enterprise_gave_it_and_not_who(
    administrator, organisation, colleague
):
    firm = a_firm()
    Membership.objects.filter(person=colleague).update(roles=[Role.MATCHING_OFFICER])
    doubt = a_challenge(a_purpose(firm), actor(colleague, organisation))
    by = actor(a_member(firm.home, Role.ADMINISTRATOR, person=a_person(name="Kvarnens Kvast")), firm.home)
    answer_challenge(by=by, recorded_at=now(), challenge=doubt.pk, version=doubt.version, answer="Så är det inte.")
    text = administrator.get("/organisation/historik").content.decode()
    assert firm.home.name in text
    assert "Robin Dal" in text
    assert "Kvast" not in text


@pytest.mark.django_db
@pytest.mark.parametrize("told", [{"code": "event.of.long-ago"}, {"code": "event.profile.coloured"}])
def test_an_event_of_another_version_is_told_by_its_code(told):
    (line,) = lines_of([replace(_told(), **told)], "sv", to=None)
    assert line.text == f"Något ändrades ({told['code'].removeprefix('event.')})"


def test_a_draft_is_told_without_its_name_until_it_is_shared(administrator, organisation, colleague):
    draft = a_purchase(actor(colleague, organisation), "Avknoppning av simhallen")
    url = "/organisation/historik"
    told = read(administrator.get(url)).one("ol").text
    assert "Avknoppning" not in told
    assert words("organisation.history.unseen", "sv") in told
    share_purchase(by=actor(colleague, organisation), recorded_at=now(), purchase=draft.pk, version=draft.version)
    assert "Avknoppning av simhallen" in read(administrator.get(url)).one("ol").text
