"""What an action promises: all or nothing, once, by someone, and never over what another has written."""

from __future__ import annotations

import json
from dataclasses import dataclass
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from svangrum.core.errors import SvangrumError
from svangrum.records.accounts.models import Organisation
from svangrum.records.actions import MissingError, NotAllowedError, StaleError, action, require
from svangrum.records.actors import PROGRAM, PUBLIC, Actor
from svangrum.records.events.models import Chain, Event, Outcome
from svangrum.records.events.outcomes import forget_outcomes
from svangrum.records.events.things import thing_faults
from tests.records.build import NOW, OPERATOR, an_organisation
from tests.records.events.chains import faults, undone

pytestmark = pytest.mark.django_db


@action("organisation.renamed-by-a-test")
def rename(act, *, organisation, version, name, allowed=True):
    found = act.take(Organisation, organisation, version)
    found.name = name
    done = act.put(found, {"name": name})
    require(allowed)
    return done


@action("organisation.written-by-a-test")
def write_unlocked(act, *, thing):
    return act.put(thing, {})


@action("organisation.told-by-a-test")
def tell(act, *, payload):
    act.tell("thing-of-a-test", uuid4(), payload, organisation=None)
    return uuid4()


def do(what, *, by=OPERATOR, key=None, **given_to_it):
    return what(by=by, recorded_at=NOW, key=key, **given_to_it)


def everything() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (Event, Chain, Outcome, Organisation))


@pytest.fixture
def place() -> Organisation:
    return an_organisation()


def test_one_change_is_one_version_and_one_event(place):
    assert do(rename, organisation=place.pk, version=1, name="Nya stan") == place.pk

    place.refresh_from_db()
    event = Event.objects.get(number=2)
    assert (place.name, place.version) == ("Nya stan", 2)
    assert (event.kind, event.thing, event.version) == ("organisation", place.pk, 2)
    assert (event.action, event.recorded_at, event.organisation) == ("organisation.renamed-by-a-test", NOW, place.pk)
    assert json.loads(event.payload) == {"name": "Nya stan"}


@pytest.mark.parametrize("key", [None, "a-key"])
@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"version": 7}, StaleError),
        ({"organisation": uuid4()}, MissingError),
        ({"allowed": False}, NotAllowedError),
        ({"name": "Anna 850101-1236"}, SvangrumError),
        ({"name": "noll\0"}, SvangrumError),
        ({"name": "halv\ud800"}, SvangrumError),
    ],
)
def test_what_is_refused_leaves_nothing(place, key, change, error):
    before = everything()

    with pytest.raises(error):
        do(rename, key=key, **{"organisation": place.pk, "version": 1, "name": "Nya stan", **change})

    assert everything() == before
    assert Organisation.objects.get(pk=place.pk).name == place.name


def test_the_second_of_two_is_told_and_gets_what_the_first_wrote(place):
    do(rename, organisation=place.pk, version=1, name="Den förstas")

    with pytest.raises(StaleError) as raised:
        do(rename, organisation=place.pk, version=1, name="Den andras")

    assert raised.value.current.name == "Den förstas"


def test_what_was_read_before_the_action_is_not_written_over_a_later_change(place):
    do(rename, organisation=place.pk, version=1, name="Den förstas")
    place.name = "Den andras"

    with pytest.raises(StaleError):
        do(write_unlocked, thing=place)
    assert Organisation.objects.get(pk=place.pk).name == "Den förstas"


def test_a_request_sent_again_is_answered_and_not_done_again(place):
    request = {"organisation": place.pk, "version": 1, "name": "Nya stan"}

    first = do(rename, key="k", **request)
    before = everything()
    second = do(rename, key="k", **request)

    assert first == second
    assert everything() == before


@pytest.mark.parametrize(
    "other", [{"name": "Annat"}, {"version": 2}, {"by": Actor(operator=True, organisation=uuid4())}]
)
def test_a_key_used_for_something_else_is_refused(place, other):
    request = {"organisation": place.pk, "version": 1, "name": "Nya stan"}
    do(rename, key="k", **request)

    with pytest.raises(SvangrumError, match=r"record\.key-reused"):
        do(rename, key="k", **{**request, **other})


def test_a_key_belongs_to_whoever_used_it():
    """Others may happen to use the same; so may the program and the public, who have no names."""
    for by in (PROGRAM, PUBLIC, Actor(person=uuid4()), Actor(token=uuid4())):
        do(tell, by=by, key="k", payload={})

    assert Event.objects.count() == 4


@pytest.mark.parametrize("key", ["850101-1236", "k" * 10_000, "noll\0", "halv\ud800"])
def test_of_a_key_only_a_digest_is_kept(key):
    first = do(tell, key=key, payload={})

    assert do(tell, key=key, payload={}) == first
    assert len(Outcome.objects.get().key) == 64


@dataclass(frozen=True)
class Upload:
    name: str
    content: bytes


@given(st.permutations(["a", "b", "c"]), st.sampled_from([dict, lambda pairs: dict(reversed(pairs))]))
def test_the_same_content_is_the_same_request_in_any_order(letters, mapping):
    content = mapping([("a", 1), ("b", Upload("x", b"\0\1"))])
    with undone():
        for payload_letters in (letters, ["a", "b", "c"]):
            do(tell, key="k", payload={"set": sorted(payload_letters)})
        do(keep, key="l", letters=frozenset(letters), content=content)
        do(keep, key="l", letters=frozenset("abc"), content=dict(sorted(content.items())))

        assert Event.objects.count() == 2


@action("thing.kept-by-a-test")
def keep(act, *, letters, content):
    act.tell("thing-of-a-test", uuid4(), {"letters": sorted(letters)}, organisation=None)
    return uuid4()


def test_another_file_is_another_request():
    do(keep, key="k", letters="a", content=Upload("x", b"1"))

    with pytest.raises(SvangrumError, match=r"record\.key-reused"):
        do(keep, key="k", letters="a", content=Upload("x", b"2"))


def test_old_outcomes_are_forgotten_and_new_ones_kept():
    tell(by=OPERATOR, recorded_at=NOW.replace(month=10), key="old", payload={})
    tell(by=OPERATOR, recorded_at=NOW, key="new", payload={})

    assert forget_outcomes(before=NOW.replace(day=1)) == 1
    assert Outcome.objects.get().recorded_at == NOW


def test_a_fault_of_the_database_that_is_no_deadlock_is_not_tried_again(place):
    from django.db import OperationalError

    tries = []

    @action("thing.broken-by-a-test")
    def broken(act):
        tries.append(1)
        raise OperationalError

    with pytest.raises(OperationalError):
        do(broken)
    assert tries == [1]


@pytest.mark.parametrize(("faults", "times"), [(1, 2), (9, 2)])
def test_a_row_that_another_wrote_meanwhile_is_looked_for_once_more(place, faults, times):
    from django.db import IntegrityError

    tries = []

    @action(f"thing.doubled-{faults}-by-a-test")
    def doubled(act):
        tries.append(1)
        if len(tries) <= faults:
            raise IntegrityError
        return place.pk

    if faults > times:
        with pytest.raises(IntegrityError):
            do(doubled)
    else:
        assert do(doubled) == place.pk
    assert len(tries) == times


STEPS = st.lists(
    st.tuples(st.integers(0, 2), st.sampled_from(["right", "stale", "refused", "again"]), st.booleans()), max_size=8
)


def test_any_sequence_of_actions_leaves_whole_chains():
    """Against a model in memory: what went through counts, and what was refused does not."""
    places = [an_organisation() for _ in range(3)]

    @settings(max_examples=30)
    @given(STEPS)
    def holds(steps):
        with undone():
            versions, last = [1, 1, 1], [None, None, None]
            for step, (which, how, keyed) in enumerate(steps):
                asked = {"organisation": places[which].pk, "version": versions[which], "name": f"Namn {step}"}
                asked["key"] = f"key {step}" if keyed else None
                if how == "right":
                    do(rename, **asked)
                    versions[which] += 1
                    last[which] = asked if keyed else None
                elif how == "again" and last[which]:
                    do(rename, **last[which])
                elif how != "again":
                    with pytest.raises(SvangrumError):
                        do(rename, **asked, allowed=False) if how == "refused" else do(
                            rename, **{**asked, "version": versions[which] + 1}
                        )

            assert [Organisation.objects.get(pk=place.pk).version for place in places] == versions
            assert [Event.objects.filter(thing=place.pk).count() for place in places] == versions
            assert faults() == []
            assert list(thing_faults()) == []

    holds()
