"""Events are added and never changed: the code refuses it, and so does the database."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from svangrum.records.events.guard import guard, unguard
from svangrum.records.events.models import AppendOnlyError, Event
from tests.records.events.chains import a_chain, execute

pytestmark = pytest.mark.django_db


@pytest.fixture
def event() -> Event:
    unguard(connection)
    guard(connection)
    return a_chain(1)[0]


def test_a_row_is_never_saved_again(event):
    with pytest.raises(AppendOnlyError):
        event.save()
    with pytest.raises(AppendOnlyError):
        Event.objects.get().save(update_fields=["action"])


def test_a_row_is_never_deleted(event):
    with pytest.raises(AppendOnlyError):
        event.delete()
    with pytest.raises(AppendOnlyError):
        Event.objects.all().delete()


def test_rows_are_never_updated_together(event):
    with pytest.raises(AppendOnlyError):
        Event.objects.filter(number=1).update(action="x")
    with pytest.raises(AppendOnlyError):
        Event.objects.bulk_update([event], ["action"])


@pytest.mark.parametrize("field", Event._meta.concrete_fields, ids=lambda field: field.attname)
def test_the_database_refuses_every_change(event, field):
    other = {"number": "7", "version": "7", "as_of": "'2020-01-01'", "recorded_at": "'2020-01-01 00:00:00+00'"}
    text = "'00000000000000000000000000000001'"

    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        execute(f"UPDATE events_event SET {field.attname} = {other.get(field.attname, text)}")  # noqa: S608


def test_the_database_refuses_removal(event):
    with pytest.raises(DatabaseError, match="never"), transaction.atomic():
        execute("DELETE FROM events_event")


def test_the_database_lets_a_payload_be_erased(event):
    assert Event.objects.erase() == 1
    assert Event.objects.get().payload is None
