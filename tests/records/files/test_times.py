"""An organisation's own times: set by its administrators on a decision, never shorter than where the law binds."""

from __future__ import annotations

from datetime import date

import pytest

from svangrum.core.reading import InvalidFactsError
from svangrum.records.actions import NotAllowedError, StaleError
from svangrum.records.actors import PROGRAM, Actor, Role
from svangrum.records.events.queries import history
from svangrum.records.events.things import thing_faults
from svangrum.records.files.actions import change_rule, hand_in
from svangrum.records.files.models import StoredFile
from svangrum.records.files.thinning import rule
from svangrum.records.files.times import own_rules, rule_of, set_times, times_of
from svangrum.records.files.upload import Upload
from tests.records.build import NOW, OPERATOR, a_member, actor, an_organisation
from tests.records.files.made import NUMBER

pytestmark = pytest.mark.django_db
DECISION = "2026/114 § 12"


@pytest.fixture
def administrator() -> Actor:
    organisation = an_organisation()
    return actor(a_member(organisation, Role.ADMINISTRATOR), organisation)


def handed_in(by: Actor, rule: str = "working") -> StoredFile:
    file = Upload("plan.txt", b"Lokalvard")
    return StoredFile.objects.get(
        pk=hand_in(by=by, recorded_at=NOW, organisation=by.organisation, file=file, rule=rule)
    )


def put(by: Actor, decision: str = DECISION, version: int = 0, **months: str) -> None:
    asked = {"organisation": by.organisation, "version": version, "months": months, "decision": decision}
    set_times(by=by, recorded_at=NOW, **asked)


def last_day(file: StoredFile) -> date | None:
    file.refresh_from_db()
    return file.thin_after


def test_without_own_times_the_proposals_hold(administrator):
    for one in own_rules():
        assert rule_of(administrator.organisation, one.code) == one
    own = {"working", "procurement", "purchase-closed", "reading", "passport-kept"}
    assert {one.code for one in own_rules()} == own


def test_own_times_hold_for_files_that_come_and_for_those_that_are_there(administrator):
    before, other = handed_in(administrator), handed_in(administrator, "procurement")

    put(administrator, working="6")

    assert last_day(before) == last_day(handed_in(administrator)) == date(2027, 5, 27)
    assert last_day(other) == date(2032, 11, 27)
    told = history("thinning-times", times_of(administrator.organisation).pk).events
    assert [one.values for one in told] == [{"months": {"working": 6}, "decision": DECISION}]
    assert list(thing_faults()) == []


def test_an_empty_field_is_the_proposal_again(administrator):
    file = handed_in(administrator)
    put(administrator, working="6")
    put(administrator, version=1)

    assert last_day(file) == date(2027, 11, 27)
    assert times_of(administrator.organisation).months == {}


def test_a_file_that_gets_another_rule_gets_its_own_time(administrator):
    put(administrator, procurement="120")
    file = handed_in(administrator)
    change_rule(by=administrator, recorded_at=NOW, file=file.pk, version=1, rule="procurement")

    assert last_day(file) == date(2036, 11, 27)


def test_another_organisation_keeps_its_own(administrator):
    neighbour = an_organisation()
    theirs = handed_in(actor(a_member(neighbour, Role.PROCUREMENT_OFFICER), neighbour))
    put(administrator, working="6")

    assert last_day(theirs) == date(2027, 11, 27)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"procurement": "71"}, "thin.months"),
        ({"procurement": "0"}, "thin.months"),
        ({"working": "0"}, "thin.months"),
        ({"working": "-6"}, "thin.months"),
        ({"working": "1201"}, "thin.months"),
        ({"working": "²"}, "thin.months"),
        ({"working": "sex"}, "thin.months"),
        ({"working": "9" * 9}, "thin.months"),
        ({"decision": " "}, "thin.no-decision"),
        ({"decision": "x" * 201}, "thin.decision-too-long"),
    ],
)
def test_what_cannot_be_a_time_or_a_decision_is_told_at_its_field(administrator, given, code):
    with pytest.raises(InvalidFactsError) as wrong:
        put(administrator, **{"working": "6", **given})
    (error,) = wrong.value.errors
    assert (error.code, error.field) == (code, next(iter(given)))
    assert times_of(administrator.organisation).version == 0


def test_a_number_of_a_person_is_no_decision(administrator):
    with pytest.raises(Exception, match=r"text\.person"):
        put(administrator, decision=f"Kim {NUMBER}")


def test_procurement_papers_are_kept_at_least_as_long_as_proposed():
    """LOU 12:17 says four years from the award; from the upload more must be left than that."""
    assert rule("procurement").least == rule("procurement").months > 48


def test_only_administrators_in_person_set_times(administrator):
    organisation = administrator.organisation
    officer = Actor(person=administrator.person, organisation=organisation, roles=frozenset({Role.PROCUREMENT_OFFICER}))
    for by in (officer, PROGRAM, OPERATOR, Actor()):
        with pytest.raises(NotAllowedError):
            set_times(by=by, recorded_at=NOW, organisation=organisation, version=0, months={}, decision=DECISION)


def test_two_who_set_times_at_once_do_not_write_over_each_other(administrator):
    put(administrator, working="6")

    with pytest.raises(StaleError):
        put(administrator, working="9")
    assert times_of(administrator.organisation).months == {"working": 6}
