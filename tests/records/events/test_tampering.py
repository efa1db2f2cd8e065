# ruff: noqa: S608 - the statements are put together from names of columns
"""Whoever owns the database can change anything in it. Whatever is changed in events is found."""

from __future__ import annotations

import hashlib
import json

import pytest
from django.db import connection
from hypothesis import assume, given
from hypothesis import strategies as st

from svangrum.records.events.canonical import HEADER, digest_of, digest_of_payload, seal_of, text_of
from svangrum.records.events.models import Chain, Event
from tests.records.events.chains import KIND, a_chain, an_event, execute, faults, flip, name_of, undone, wrongs

pytestmark = pytest.mark.django_db

COLUMNS = [field.attname for field in Event._meta.concrete_fields]
CHAIN_COLUMNS = ["kind", "thing", "length", "head", "seal"]


def three_chains() -> None:
    for length in (3, 1, 2):
        a_chain(length)


def event_at(number: int = 0) -> Event:
    return Event.objects.order_by("kind", "thing", "number")[number]


def test_what_the_program_wrote_is_whole():
    three_chains()

    assert faults() == []


def test_any_bit_of_any_column_of_any_event():
    three_chains()

    @given(st.integers(0, 5), st.sampled_from(COLUMNS), st.integers(0, 80), st.integers(0, 7))
    def found(row, column, place, bit):
        with undone():
            assume(flip("events_event", column, f"id = '{name_of(event_at(row).pk)}'", place, bit))

            assert faults()

    found()


def test_any_bit_of_any_chain():
    three_chains()

    @given(st.integers(0, 2), st.sampled_from(CHAIN_COLUMNS), st.integers(0, 80), st.integers(0, 7))
    def found(row, column, place, bit):
        with undone():
            chain = Chain.objects.order_by("kind", "thing")[row]
            assume(flip("events_chain", column, f"thing = '{name_of(chain.thing)}'", place, bit))

            assert faults()

    found()


@pytest.mark.parametrize("column", COLUMNS)
def test_every_column_is_covered(column):
    a_chain(3)
    with undone():
        where = f"id = '{name_of(event_at(1).pk)}'"

        assert any(flip("events_event", column, where, place, bit) for place, bit in [(0, 0), (-1, 0), (0, 2)])
        assert faults()


@pytest.mark.parametrize("column", [name for name in COLUMNS if Event._meta.get_field(name).null])
def test_a_value_that_is_emptied(column):
    a_chain(3)
    with undone():
        execute(f"UPDATE events_event SET {column} = NULL WHERE number = 2")

        assert faults()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite keeps one type in the place of another")
@pytest.mark.parametrize("column", [*COLUMNS, "CHAIN length", "CHAIN head"])
def test_the_same_bytes_of_another_type(column):
    a_chain(3)
    with undone():
        table, name = ("events_chain", column.split()[1]) if " " in column else ("events_event", column)
        execute(f"UPDATE {table} SET {name} = CAST({name} AS BLOB)")

        assert faults()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite keeps names and moments as text")
@pytest.mark.parametrize(
    ("column", "change"),
    [("thing", "upper(thing)"), ("token", "upper(token)"), ("recorded_at", "replace(recorded_at, ' ', 'T')")],
)
def test_what_django_would_read_as_the_same(column, change):
    a_chain(3)
    with undone():
        execute(f"UPDATE events_event SET {column} = {change}")

        assert faults()


@pytest.mark.parametrize("row", range(6))
def test_any_row_that_is_removed(row):
    three_chains()
    with undone():
        execute("DELETE FROM events_event WHERE id = %s", name_of(event_at(row).pk))

        assert faults()


@pytest.mark.parametrize(("number", "wrong"), [(1, "gap"), (2, "gap"), (3, "ends-early")])
def test_a_removed_row_is_told_where_it_stood(number, wrong):
    a_chain(3)
    with undone():
        execute("DELETE FROM events_event WHERE number = %s", number)

        found = faults()

    assert wrong in {one.wrong for one in found}
    assert all(one.kind == KIND and one.thing for one in found)


def test_the_last_one_and_the_length_with_it():
    events = a_chain(3)
    with undone():
        execute("DELETE FROM events_event WHERE number = 3")
        execute("UPDATE events_chain SET length = 2, head = %s", events[1].digest)

        assert wrongs() == {"seal"}


def test_a_removed_end_is_not_sealed_by_the_next_honest_event():
    events = a_chain(3)
    with undone():
        execute("DELETE FROM events_event WHERE number = 3")
        execute("UPDATE events_chain SET length = 2, head = %s", events[1].digest)

        with pytest.raises(Exception, match=r"record\.chain-broken"):
            an_event(events[0].thing)


def test_a_chain_that_is_removed_and_one_without_events():
    events = a_chain(3)
    with undone():
        execute("DELETE FROM events_chain")
        assert wrongs() == {"no-chain"}
    with undone():
        execute("DELETE FROM events_event")
        assert wrongs() == {"empty-chain"}
    assert len(events) == 3


def test_a_payload_that_is_erased_without_an_event():
    a_chain(3)
    with undone():
        execute("UPDATE events_event SET payload = NULL, salt = NULL WHERE number = 2")

        assert [(one.wrong, one.number) for one in faults()] == [("erased", "2")]


def test_a_forgery_linked_anew_by_someone_without_the_key():
    """Every digest made to fit, by the code itself; only the seal cannot be."""
    events = a_chain(3)
    with undone():
        previous = ""
        for event in events:
            event.previous, event.payload = previous, json.dumps({"title": "Något annat"})
            event.payload_digest = digest_of_payload(event.payload, event.salt)
            event.digest = previous = digest_of([text_of(getattr(event, name)) for name in HEADER])
            execute(
                "UPDATE events_event SET payload = %s, payload_digest = %s, previous = %s, digest = %s WHERE id = %s",
                event.payload,
                event.payload_digest,
                event.previous,
                event.digest,
                name_of(event.pk),
            )
        forged = seal_of(KIND, events[0].thing.hex, "3", previous, secret="a guess")  # noqa: S106
        execute("UPDATE events_chain SET head = %s, seal = %s", previous, forged)

        assert wrongs() == {"seal"}


def test_a_key_that_was_changed_is_known_among_those_before(settings):
    a_chain(2)
    old, settings.SECRET_KEY = settings.SECRET_KEY, hashlib.sha256(b"new").hexdigest()
    assert wrongs() == {"seal"}

    settings.SECRET_KEY_FALLBACKS = [old]
    assert faults() == []
