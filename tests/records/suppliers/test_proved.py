"""What is read for the whole register at once is what each passport says."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from svangrum.records.accounts.models import Organisation
from svangrum.records.enterprises.models import Enterprise
from svangrum.records.passports.models import Challenge, Sighting
from svangrum.records.passports.passport import PURPOSE, SHARE
from svangrum.records.passports.proofs import proof_of
from svangrum.records.passports.queries import passports_of
from svangrum.records.suppliers.proved import NOTHING, proved
from tests.records.build import NOW, TODAY
from tests.records.capacities.made import an_enterprise
from tests.records.suppliers.made import a_proof

pytestmark = pytest.mark.django_db

days = st.integers(-60, 60).map(lambda many: timedelta(days=many))
evidence = st.fixed_dictionaries(
    {
        "test": st.sampled_from((PURPOSE, SHARE)),
        "holds": st.booleans(),
        "basis": st.sampled_from(("self-declared", "documented", "audited")),
        "expires": days,
        "told": days,
        "ended": st.none() | days,
        "seen": st.none() | days,
        "doubted": st.none() | st.tuples(days, st.none() | days, st.booleans()),
    }
)


def tell(enterprise, told):
    ended = None if told["ended"] is None else NOW + told["ended"]
    one = a_proof(
        enterprise,
        told["test"],
        holds=told["holds"],
        basis=told["basis"],
        expires=TODAY + told["expires"],
        told_at=NOW + told["told"],
        ended_at=ended,
    )
    asker, _ = Organisation.objects.get_or_create(kind="municipality", name="Exempelstad")
    if told["seen"] is not None:
        Sighting.objects.create(evidence=one, organisation=asker, seen_on=TODAY + told["seen"])
    if told["doubted"] is not None:
        raised, settled, upheld = told["doubted"]
        settling = {} if settled is None else {"settled_at": NOW + settled, "upheld": upheld}
        Challenge.objects.create(evidence=one, organisation=asker, reason="Fel.", raised_at=NOW + raised, **settling)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(evidence, max_size=4), min_size=1, max_size=3))
def test_the_whole_register_is_read_as_each_passport_is(several):
    with transaction.atomic():
        for told in several:
            enterprise = an_enterprise()
            for one in told:
                tell(enterprise, one)
        everyone = list(Enterprise.objects.all())
        found, passports = proved(on=TODAY), passports_of(everyone, on=TODAY)
        for one in everyone:
            passport, mine = passports[one.pk], found.get(one.orgnr, NOTHING)
            assert (mine.purpose, mine.share) == (proof_of(passport.purpose), proof_of(passport.share))
            assert mine.grades == (passport.purpose.grade, passport.share.grade)
        transaction.set_rollback(True)
