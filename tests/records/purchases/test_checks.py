"""Whoever changes a kept answer in the database is found."""

from __future__ import annotations

import pytest

from svangrum.records.actors import PROGRAM
from svangrum.records.erasing import Ground, erase_payload
from svangrum.records.events.models import Event
from svangrum.records.purchases.actions.ending import close_purchase, thin_purchase
from svangrum.records.purchases.actions.sharing import share_purchase
from svangrum.records.purchases.checks import Fault, faulty_answers
from svangrum.records.purchases.models import GivenAdvice
from tests.records.build import NOW, a_member, actor, an_organisation
from tests.records.purchases.made import OFFICER, a_purchase
from tests.records.purchases.test_actions import done

pytestmark = pytest.mark.django_db


@pytest.fixture
def purchase():
    home = an_organisation()
    return a_purchase(actor(a_member(home, OFFICER), home))


def test_what_was_kept_stands(purchase):
    assert list(faulty_answers()) == []


@pytest.mark.parametrize("column", ["advice", "facts", "as_of", "package_version", "recorded_at"])
def test_a_changed_answer_is_found(purchase, column):
    answer = GivenAdvice.objects.get()
    if column == "advice":
        answer.advice["sv"]["findings"][0]["outcome"] = "permitted"
    elif column == "facts":
        answer.facts["value"] = "1"
    else:
        setattr(
            answer, column, {"as_of": "2020-01-01", "package_version": "9", "recorded_at": NOW.replace(hour=3)}[column]
        )
    answer.save()
    assert list(faulty_answers()) == [Fault(purchase.pk, 1, "changed")]


def test_an_answer_that_is_gone_is_found(purchase):
    GivenAdvice.objects.all().delete()
    assert list(faulty_answers()) == [Fault(purchase.pk, 1, "gone")]


def test_an_answer_that_nobody_gave_is_found(purchase):
    answer = GivenAdvice.objects.get()
    GivenAdvice.objects.create(
        purchase=purchase,
        number=2,
        as_of=answer.as_of,
        recorded_at=NOW,
        package_version="1",
        facts=answer.facts,
        advice=answer.advice,
    )
    assert list(faulty_answers()) == [Fault(purchase.pk, 2, "untold")]


def test_an_answer_whose_event_was_erased_is_not_missed_and_no_other_can_hide_behind_it(purchase):
    event = Event.objects.get(thing=purchase.pk)
    erase_payload(by=PROGRAM, recorded_at=NOW, event=event.pk, ground=Ground.GDPR, reason="Dnr 2026/114")
    assert list(faulty_answers()) == []

    answer = GivenAdvice.objects.get()
    answer.pk, answer.number = None, 2
    answer.save(force_insert=True)
    assert list(faulty_answers()) == [Fault(purchase.pk, 2, "untold")]


def test_what_was_thinned_is_not_missed(purchase):
    owner = actor(purchase.owner, purchase.organisation)
    purchase = done(close_purchase, owner, done(share_purchase, owner, purchase))
    done(thin_purchase, PROGRAM, purchase, decision="Nämnden 2026-11-27, § 7.")
    assert list(faulty_answers()) == []
