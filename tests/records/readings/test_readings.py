"""Readings of entries: what is kept of them, to whom they are told, when, and what becomes of them."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest

from svangrum.records.accounts.models import Organisation
from svangrum.records.actors import PUBLIC, Role
from svangrum.records.events.models import Event
from svangrum.records.files.times import set_times
from svangrum.records.purchases.actions.ending import close_purchase, remove_purchase
from svangrum.records.purchases.actions.sharing import grant_purchase
from svangrum.records.purchases.queries import purchase_for
from svangrum.records.readings.course import AFTER
from svangrum.records.readings.forgetting import forget_old_readings
from svangrum.records.readings.keeping import keep_reading
from svangrum.records.readings.models import Reading
from svangrum.records.readings.queries import FEWEST, halves_told, readings_told
from tests.records.build import NOW, TODAY
from tests.records.dialogues.made import AFTER as ENDED
from tests.records.dialogues.made import a_dialogue, a_draft, fresh
from tests.records.enterprises.made import a_coordinator, a_told_enterprise
from tests.records.passports.made import a_buyer
from tests.records.purchases.made import a_purchase
from tests.records.readings.made import a_reading
from tests.records.supplier_tests.made import a_signature

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
LATER = date(2036, 1, 1)


@pytest.fixture
def own():
    return a_told_enterprise("Exempelköket")


@pytest.fixture
def officer():
    return a_buyer()


def home(of):
    return Organisation.objects.get(pk=of.organisation)


def told(own, on=LATER, by=None):
    return readings_told(by or own.member, own.entry, on=on)


def halves(own, on=LATER, by=None):
    return halves_told(by or own.member, own.entry, on=on)


def test_one_a_day_is_kept_for_each_thing_and_no_person_and_no_event(own, officer):
    purchase, talk, colleague = a_purchase(officer, shared=True), a_dialogue(officer), a_buyer(home=home(officer))
    events = Event.objects.count()
    for by in (officer, officer, colleague):
        a_reading(by, own.entry)
        a_reading(by, own.entry, purchase=purchase)
        a_reading(by, own.entry, dialogue=talk)
    a_reading(officer, own.entry, TODAY + DAY)
    kept = Reading.objects.order_by("read_on", "pk")
    assert [(one.read_on, one.purchase_id, one.dialogue_id) for one in kept] == [
        (TODAY, None, None),
        (TODAY, purchase.pk, None),
        (TODAY, None, talk.pk),
        (TODAY + DAY, None, None),
    ]
    assert {one.organisation_id for one in kept} == {officer.organisation}
    assert not {field.name for field in Reading._meta.get_fields()} & {"person", "token", "instead_of"}
    assert Event.objects.count() == events


def test_a_draft_of_a_dialogue_is_never_told_whatever_was_read_for_it(own, officer):
    purchase = a_purchase(officer)
    draft = a_draft(officer, purchase=purchase.pk)
    a_reading(officer, own.entry, dialogue=draft)
    assert [one.dialogue for one in Reading.objects.all()] == [None]
    Reading.objects.update(dialogue=draft)
    a_signature(purchase, officer, "notice")
    assert [one.dialogue for one in told(own)] == [None]


def test_only_a_buyers_reading_of_anothers_entry_is_kept(own):
    town = a_buyer()
    ours = a_told_enterprise("Kommunens verkstad").entry
    ours.organisation = home(town)
    for by in (own.member, own.administrator, a_told_enterprise().member, a_coordinator(), PUBLIC):
        a_reading(by, own.entry)
    a_reading(town, ours)
    assert not Reading.objects.exists()


def test_what_is_not_ones_own_to_see_is_passed_over(own, officer):
    """Another organisation's purchase or dialogue, one of a colleague's that is not shared, and none there is."""
    elsewhere = a_buyer()
    theirs, talk = a_purchase(elsewhere), a_dialogue(elsewhere)
    hidden = a_purchase(a_buyer(home=home(officer)))
    for given in ({"purchase": theirs.pk}, {"dialogue": talk.pk}, {"purchase": hidden.pk}, {"purchase": uuid4()}):
        keep_reading(by=officer, on=TODAY, enterprise=own.entry, **given)
    (kept,) = Reading.objects.all()
    assert (kept.purchase, kept.dialogue) == (None, None)


def test_before_a_dialogue_is_published_the_enterprise_is_told_nothing_and_from_then_what_was_read_before(own, officer):
    purchase = a_purchase(officer)
    a_reading(officer, own.entry, TODAY - 9 * DAY, purchase=purchase)
    a_draft(officer, purchase=purchase.pk)
    assert told(own) == []
    talk = a_dialogue(officer, purchase=purchase.pk)
    (one,) = told(own, TODAY)
    assert (one.on, one.organisation.pk, one.dialogue) == (TODAY - 9 * DAY, officer.organisation, talk)


def test_what_was_read_from_a_dialogue_is_told_when_it_is_closed(own, officer):
    talk = a_dialogue(officer)
    a_reading(officer, own.entry, TODAY + DAY, dialogue=talk)
    assert told(own) == []
    type(talk).objects.filter(pk=talk.pk).update(state="closed", closed_at=ENDED)
    assert [one.dialogue for one in told(own)] == [fresh(talk)]


def test_an_advertised_purchase_is_told_a_month_later_without_what_the_buyer_calls_it(own, officer):
    purchase = a_purchase(officer, title="Hemlig rubrik")
    a_reading(officer, own.entry, purchase=purchase)
    a_signature(purchase, officer, "choice")
    assert told(own) == []
    a_signature(purchase, officer, "notice")
    assert told(own, TODAY + AFTER - DAY) == []
    (one,) = told(own, TODAY + AFTER)
    assert one.dialogue is None


@pytest.mark.parametrize("way", ["award", "closed"])
def test_what_was_read_after_the_notice_is_told_when_it_is_over(own, officer, way):
    purchase = a_purchase(officer)
    a_signature(purchase, officer, "notice")
    read_on = TODAY + 40 * DAY
    a_reading(officer, own.entry, read_on, purchase=purchase)
    assert told(own) == []
    if way == "award":
        a_signature(purchase, officer, "award", NOW + 60 * DAY)
    else:
        close_purchase(by=officer, recorded_at=NOW + 60 * DAY, purchase=purchase.pk, version=purchase.version)
    assert told(own, TODAY + 60 * DAY + AFTER - DAY) == []
    assert [one.on for one in told(own, TODAY + 60 * DAY + AFTER)] == [read_on]


def test_a_purchase_that_is_only_closed_was_never_public(own, officer):
    purchase = a_purchase(officer)
    a_reading(officer, own.entry, purchase=purchase)
    close_purchase(by=officer, recorded_at=NOW, purchase=purchase.pk, version=purchase.version)
    assert told(own) == []
    assert halves(own) == []


def test_readings_that_name_nothing_are_counted_by_half_year_when_there_are_several_and_half_a_year_later(own):
    for _ in range(FEWEST - 1):
        a_reading(a_buyer(), own.entry, date(2026, 3, 1))
    assert halves(own) == []
    last = a_buyer()
    for day in (date(2026, 1, 1), date(2026, 6, 30)):
        a_reading(last, own.entry, day)
    assert halves(own, date(2026, 12, 31)) == []
    (half,) = halves(own, date(2027, 1, 1))
    assert (half.since, half.until, half.organisations) == (date(2026, 1, 1), date(2026, 6, 30), FEWEST)
    assert told(own) == []


def test_nobody_but_its_own_people_is_told(own, officer):
    purchase = a_purchase(officer)
    a_reading(officer, own.entry, TODAY, purchase=purchase)
    a_dialogue(officer, purchase=purchase.pk)
    for _ in range(FEWEST):
        a_reading(a_buyer(), own.entry, date(2026, 3, 1))
    assert told(own)
    assert halves(own)
    for other in (officer, a_buyer(), a_told_enterprise().member, a_coordinator(), PUBLIC):
        assert (told(own, by=other), halves(own, by=other)) == ([], [])


def test_they_go_with_the_purchase(own, officer):
    purchase = a_purchase(officer)
    a_reading(officer, own.entry, purchase=purchase)
    a_reading(officer, own.entry)
    why = {"reason": "Fel.", "decision": "Nämnden § 7."}
    remove_purchase(by=officer, recorded_at=NOW, purchase=purchase.pk, version=purchase.version, **why)
    assert [one.purchase for one in Reading.objects.all()] == [None]


def test_they_stay_until_the_organisation_has_decided_a_time(own, officer):
    a_reading(officer, own.entry, TODAY)
    other = a_buyer()
    a_reading(other, own.entry, TODAY)
    assert forget_old_readings(LATER) == 0
    boss = a_buyer(Role.ADMINISTRATOR, home=home(officer))
    decided = {"months": {"reading": "12"}, "decision": "Nämnden § 7."}
    set_times(by=boss, recorded_at=NOW, organisation=officer.organisation, version=0, **decided)
    assert forget_old_readings(date(2027, 11, 27)) == 0
    assert forget_old_readings(date(2027, 11, 28)) == 1
    assert [one.organisation_id for one in Reading.objects.all()] == [other.organisation]


def test_a_purchase_that_another_organisation_has_shared_is_not_named(own, officer):
    """It would tell that the two work together."""
    elsewhere = a_buyer()
    theirs = a_purchase(elsewhere)
    given = {"role": "reader", "to_organisation": officer.organisation, "sure": True}
    grant_purchase(by=elsewhere, recorded_at=NOW, as_of=TODAY, purchase=theirs.pk, version=theirs.version, **given)
    assert purchase_for(officer, theirs.pk, on=TODAY) == theirs
    a_reading(officer, own.entry, purchase=theirs)
    (kept,) = Reading.objects.all()
    assert kept.purchase is None
