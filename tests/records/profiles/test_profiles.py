"""What an organisation sets for itself: by its administrators alone, each change one event, no version overrun."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svangrum.core.errors import SvangrumError
from svangrum.core.money import Money
from svangrum.core.parameters import parameters
from svangrum.core.reading import InvalidFactsError, gather
from svangrum.records.actions import NotAllowedError, StaleError
from svangrum.records.actors import Actor, Role
from svangrum.records.events.models import Event
from svangrum.records.files import store
from svangrum.records.files.models import StoredFile
from svangrum.records.files.upload import upload
from svangrum.records.profiles.actions import remove_logo, set_colour, set_limits, set_logo
from svangrum.records.profiles.limits import limits_for, own_limits, read_limits
from svangrum.records.profiles.models import Profile
from svangrum.records.profiles.permissions import can_change_profile
from svangrum.records.profiles.queries import look_of, name_of, names_of, profile_of
from tests.records.build import NOW, TODAY, a_member, a_person, actor, an_organisation

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z" fill="#003d7a"/></svg>'


@pytest.fixture
def organisation(db):
    return an_organisation(name="Sjöby kommun")


@pytest.fixture
def boss(organisation):
    return actor(a_member(organisation, Role.ADMINISTRATOR), organisation)


def coloured(by, organisation, colour="#003d7a", version=0):
    return set_colour(by=by, recorded_at=NOW, organisation=organisation.pk, version=version, colour=colour)


def test_settings_exist_from_the_first_one(organisation, boss):
    assert look_of(organisation.pk).colour == ""
    assert profile_of(organisation.pk).version == 0
    coloured(boss, organisation)
    look = look_of(organisation.pk)
    assert (look.name, look.colour, look.version) == ("Sjöby kommun", "#003d7a", 1)
    assert Profile.objects.get(organisation=organisation).version == 1


def test_each_change_is_one_event_of_the_organisation(organisation, boss):
    thing = coloured(boss, organisation)
    event = Event.objects.get(kind="profile", thing=thing)
    assert (event.action, event.organisation, event.person) == ("profile.coloured", organisation.pk, boss.person)


def test_the_second_of_two_first_settings_is_told(organisation, boss):
    coloured(boss, organisation)
    with pytest.raises(StaleError):
        set_limits(by=boss, recorded_at=NOW, organisation=organisation.pk, version=0, limits={"advertise": "1"})
    assert limits_for(organisation.pk) == []


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_no_other_role_changes_anything(organisation, role):
    by = Actor(person=uuid4(), organisation=organisation.pk, roles=frozenset({role}))
    assert not can_change_profile(by, organisation.pk)
    with pytest.raises(NotAllowedError):
        coloured(by, organisation)


def test_another_organisation_changes_nothing(organisation):
    other = an_organisation()
    by = actor(a_member(other, Role.ADMINISTRATOR), other)
    with pytest.raises(NotAllowedError):
        coloured(by, organisation)


@given(st.text(max_size=9).filter(lambda text: text.strip()))
def test_only_a_colour_is_a_colour(text):
    from svangrum.records.profiles.actions import _COLOUR

    assert bool(_COLOUR.fullmatch(text)) == (
        len(text) == 7 and text[0] == "#" and all(one in "0123456789abcdef" for one in text[1:])
    )


def test_what_is_no_colour_is_refused(organisation, boss):
    with pytest.raises(SvangrumError, match=r"colour\.unreadable"):
        coloured(boss, organisation, "grön")


def test_arms_are_the_organisations_own_file(organisation, boss):
    given = {"by": boss, "recorded_at": NOW, "organisation": organisation.pk}
    set_logo(**given, version=0, logo=upload("a.svg", SVG))
    stored = StoredFile.objects.get()
    assert (look_of(organisation.pk).logo, stored.organisation_id) == (stored.pk, organisation.pk)
    remove_logo(**given, version=1)
    assert look_of(organisation.pk).logo is None


def test_arms_that_come_second_leave_no_file(organisation, boss):
    given = {"by": boss, "recorded_at": NOW, "organisation": organisation.pk}
    set_logo(**given, version=0, logo=upload("a.svg", SVG))
    before = set(store.kept())
    with pytest.raises(StaleError):
        set_logo(**given, version=0, logo=upload("b.svg", SVG))
    assert StoredFile.objects.get().name == "a.svg"
    assert set(store.kept()) == before


def test_the_same_arms_sent_again_are_kept_once(organisation, boss):
    given = {"by": boss, "recorded_at": NOW, "organisation": organisation.pk, "key": "logo-1"}
    for _ in range(2):
        set_logo(**given, version=0, logo=upload("a.svg", SVG))
    assert StoredFile.objects.count() == look_of(organisation.pk).version == 1


def test_every_limit_of_the_law_that_is_named_is_a_sum_of_the_law():
    for one in own_limits():
        if one.most:
            assert isinstance(parameters()[one.most].at(TODAY).value, Money)
    assert {one.code for one in own_limits() if one.most} == {"document", "advertise"}


@given(st.integers(0, 2_000_000))
def test_no_limit_is_above_the_laws(kronor):
    problems: list[SvangrumError] = []
    read = gather(lambda: read_limits({"advertise": str(kronor)}, on=TODAY), problems)
    if Money.kronor(kronor) > parameters()["direct-award-limit"].at(TODAY).value:
        assert [one.code for one in problems] == ["limit.above-law"]
    else:
        assert read == {"advertise": kronor}


def test_every_fault_is_told_at_once_and_nothing_is_kept(organisation, boss):
    written = {"advertise": "800 000", "ask-several": "mycket", "manager-decides": "10,50"}
    with pytest.raises(InvalidFactsError) as refused:
        set_limits(by=boss, recorded_at=NOW, organisation=organisation.pk, version=0, limits=written)
    assert {one.field for one in refused.value.errors} == set(written)
    assert not Profile.objects.exists()


def test_the_laws_limit_is_that_of_the_day():
    own = next(one for one in own_limits() if one.code == "advertise")
    with pytest.raises(SvangrumError, match=r"parameter\.not-in-force"):
        own.law(date(2000, 1, 1))


def test_what_people_are_called(db):
    person = a_person(name="Kim Alm")
    assert name_of(person.pk) == "Kim Alm"
    assert names_of([person.pk, uuid4()]) == {person.pk: "Kim Alm"}
