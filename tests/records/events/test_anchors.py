from __future__ import annotations

import pytest

from svangrum.core.errors import SvangrumError
from svangrum.records.events.anchors import anchor_faults, write_anchor
from svangrum.records.events.models import Chain
from tests.records.build import NOW
from tests.records.events.chains import a_chain, an_event, execute, faults, name_of, undone

pytestmark = pytest.mark.django_db


@pytest.fixture
def anchor(tmp_path):
    path = tmp_path / "anchor"
    a_chain(1)
    events = a_chain(2)
    assert write_anchor(path, recorded_at=NOW) == 2
    return path, events


def test_what_has_grown_since_agrees(anchor):
    path, events = anchor
    an_event(events[0].thing)
    a_chain(1)

    assert list(anchor_faults(path)) == []


def test_an_older_end_put_back_with_its_own_seal(anchor, tmp_path):
    """The seal is right, for it is the server's own from then; only the anchor tells."""
    _, events = anchor
    older = Chain.objects.get(thing=events[0].thing)
    an_event(events[0].thing)
    path = tmp_path / "later"
    write_anchor(path, recorded_at=NOW)
    with undone():
        execute("DELETE FROM events_event WHERE number = 3")
        Chain.objects.filter(thing=older.thing).update(length=older.length, head=older.head, seal=older.seal)

        assert faults() == []
        assert [(one.wrong, one.number) for one in anchor_faults(path)] == [("anchor-shorter", "3")]


def test_a_chain_that_was_written_anew_by_the_server_itself(anchor):
    path, events = anchor
    with undone():
        for table in ("events_event", "events_chain"):
            execute(f"DELETE FROM {table} WHERE thing = %s", name_of(events[0].thing))  # noqa: S608
        an_event(events[0].thing)
        an_event(events[0].thing)

        assert faults() == []
        assert [one.wrong for one in anchor_faults(path)] == ["anchor-other"]


def test_more_chains_than_are_asked_for_at_once(tmp_path):
    for _ in range(450):
        a_chain(1)
    write_anchor(tmp_path / "anchor", recorded_at=NOW)

    assert list(anchor_faults(tmp_path / "anchor")) == []


@pytest.mark.parametrize("kept", [0, 1, 2, 3])
def test_a_file_that_is_cut_short_is_no_anchor(anchor, kept):
    path, _ = anchor
    path.write_text("".join(path.read_text("utf-8").splitlines(keepends=True)[:kept]), "utf-8")

    with pytest.raises(SvangrumError, match=r"anchor\.unreadable"):
        list(anchor_faults(path))


@pytest.mark.parametrize("text", ["", "[]\n", '"x"\n', '{"format":"svangrum-anchor/1"}\n[1,2]\n', "\xff\xfe"])
def test_another_file_is_no_anchor(tmp_path, text):
    (tmp_path / "x").write_bytes(text.encode("latin-1"))

    with pytest.raises(SvangrumError, match=r"anchor\.unreadable"):
        list(anchor_faults(tmp_path / "x"))


def test_a_folder_that_takes_no_file(tmp_path):
    with pytest.raises(SvangrumError, match=r"anchor\.unwritable"):
        write_anchor(tmp_path / "none" / "anchor", recorded_at=NOW)
