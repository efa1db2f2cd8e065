"""Things and their chains agree, or the difference is found."""

from __future__ import annotations

import pytest

from svangrum.records.accounts.models import Organisation
from svangrum.records.actions import action
from svangrum.records.actors import Role
from svangrum.records.events.things import recorded_models, thing_faults
from tests.records.build import NOW, OPERATOR, a_member, an_organisation
from tests.records.events.chains import faults

pytestmark = pytest.mark.django_db


@action("organisation.removed-by-a-test")
def remove(act, *, organisation):
    return act.remove(act.take(Organisation, organisation), {})


def test_what_actions_wrote_agrees():
    a_member(an_organisation(), Role.ADMINISTRATOR)

    assert list(thing_faults()) == []


def test_every_kind_has_a_name_of_its_own():
    kinds = [model.chain for model in recorded_models()]

    assert len(kinds) == len(set(kinds)) >= 10


def test_a_change_that_no_event_tells_of():
    place = an_organisation()
    Organisation.objects.update(version=2)

    assert [(one.wrong, one.thing) for one in thing_faults()] == [("thing-version", place.pk.hex)]


def test_a_thing_that_no_chain_tells_of():
    place = Organisation.objects.create(name="Utan historik", kind="municipality", version=1)

    assert [(one.wrong, one.thing) for one in thing_faults()] == [("thing-untold", place.pk.hex)]


def test_a_thing_whose_row_is_gone():
    place = an_organisation()
    Organisation.objects.all().delete()

    assert [(one.wrong, one.thing) for one in thing_faults()] == [("thing-gone", place.pk.hex)]


def test_a_thing_that_was_removed_as_it_should():
    place = an_organisation()
    remove(by=OPERATOR, recorded_at=NOW, organisation=place.pk)

    assert not Organisation.objects.exists()
    assert list(thing_faults()) == []
    assert faults() == []
