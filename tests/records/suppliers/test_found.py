"""Through the database: one more never makes fewer, less evidence never more; order never matters; nobody twice."""

from __future__ import annotations

from contextlib import contextmanager

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from svangrum.matching.suppliers import Kind
from svangrum.records.passports.models import Evidence
from svangrum.records.suppliers.found import find
from svangrum.records.suppliers.known import known_to
from tests.records.build import TODAY
from tests.records.suppliers.made import NEED, a_supplier

pytestmark = pytest.mark.django_db

OWNERS = ("", "5590000001", "5590000019")
described = st.fixed_dictionaries(
    {
        "free": st.sampled_from((0, 40, 60, 100, 160)),
        "will": st.sampled_from(("", "whole", "part", "consortium", "consortium", "no")),
        "evidence": st.booleans(),
        "control": st.sampled_from(OWNERS),
        "kind": st.sampled_from((Kind.ENTERPRISE, Kind.ENTERPRISE, Kind.SAMHALL)),
        "places": st.sampled_from((["0180"], ["0180"], ["2132"], None)),
        "standing": st.sampled_from(("active", "unknown", "active", "bankrupt")),
    }
)
registers = st.lists(described, max_size=6)
through_the_database = settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])


@contextmanager
def a_register(told):
    """The enterprises, in the database while it is asked."""
    with transaction.atomic():
        yield [a_supplier(**one) for one in told]
        transaction.set_rollback(True)


def found():
    return find(known_to(None, on=TODAY), NEED, on=TODAY)


def at_least():
    both = found()
    assert both.without_samhall.at_least <= both.with_samhall.at_least
    return both.with_samhall.at_least


@through_the_database
@given(registers)
def test_one_more_that_is_capable_never_makes_fewer(told):
    with a_register(told):
        before = at_least()
        a_supplier()
        assert at_least() == before + 1


@through_the_database
@given(registers, described)
def test_one_more_whoever_it_is_never_makes_fewer(told, more):
    with a_register(told):
        before = at_least()
        a_supplier(**more)
        assert before <= at_least() <= before + 1


@through_the_database
@given(registers.filter(bool), st.data())
def test_evidence_taken_away_never_makes_more(told, data):
    with a_register(told) as made:
        before = at_least()
        Evidence.objects.filter(enterprise=data.draw(st.sampled_from(made))).delete()
        assert at_least() <= before


@through_the_database
@given(registers, st.randoms(use_true_random=False))
def test_the_order_told_in_never_matters(told, chance):
    numbered = [one | {"orgnr": f"55990000{place:02d}"} for place, one in enumerate(told)]
    answers = []
    for order in (numbered, chance.sample(numbered, len(numbered))):
        with a_register(order):
            one = found()
            answers.append((one.fits, one.without_samhall, one.with_samhall))
    assert answers[0] == answers[1]


@through_the_database
@given(registers)
def test_nobody_and_no_owner_is_in_two_tenders(told):
    with a_register(told):
        one = found()
        owner = {fit.key: fit.control for fit in one.fits}
        for tenders in (one.without_samhall, one.with_samhall):
            each = [{owner[key] for key in tender} for tender in (*tenders.alone, *tenders.together)]
            assert sum(map(len, each)) == len(set().union(*each))
