"""The file of decisions: only added to, checked alike when read and written, and told by its line when damaged."""

import csv
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from svangrum.analysis.reserved_overrides import (
    LONGEST_REASON,
    LONGEST_WHO,
    Override,
    add_override,
    overrides_file,
    read_overrides,
)
from svangrum.core.errors import SvangrumError

DAY = date(2026, 11, 26)
GOOD = b"2026-11-26,uhm,XX1,genuine,Skal,jurist\r\n"


def decided(number="XX2", **changes):
    told = {"source": "uhm", "verdict": "genuine", "reason": "Läste förfrågan", "who": "jurist", **changes}
    return Override(day=DAY, procurement_id=number, **told)


def spoil(store, added):
    with overrides_file(store).open("ab") as handle:
        handle.write(added)


def damaged_line(read):
    with pytest.raises(SvangrumError, match=r"reserved\.overrides-damaged") as raised:
        read()
    return raised.value.values["line"]


def test_nobody_has_decided_anything(tmp_path):
    assert read_overrides(tmp_path) == {}


def test_decisions_are_only_ever_added(tmp_path):
    add_override(tmp_path, decided())
    before = overrides_file(tmp_path).read_bytes()
    add_override(tmp_path, decided(verdict="unclear", reason='Ny rad\n, och "citat"'))
    after = overrides_file(tmp_path).read_bytes()

    assert after.startswith(before)
    assert read_overrides(tmp_path)["uhm", "XX2"].reason == 'Ny rad\n, och "citat"'
    assert len(list(csv.reader(overrides_file(tmp_path).read_text("utf-8").splitlines(keepends=True)))) == 3


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"verdict": "kanske"}, "verdict-unknown"),
        ({"reason": "  "}, "reason-empty"),
        ({"reason": "x" * (LONGEST_REASON + 1)}, "reason-long"),
        ({"who": ""}, "who-empty"),
        ({"who": "x" * (LONGEST_WHO + 1)}, "who-form"),
        ({"who": "jurist 2"}, "who-form"),
        ({"reason": "Ringde 850709-9805 om saken"}, "personal-number"),
        ({"who": "198507099805"}, "personal-number"),
        ({"reason": "Ringde 070-123 45 67"}, "contact"),
        ({"who": "jurist@exempelstad.se"}, "contact"),
    ],
)
def test_what_cannot_be_decided_is_refused_when_written_and_when_read(tmp_path, changes, code):
    wanted = decided(**changes)
    with pytest.raises(SvangrumError, match=f"reserved.{code}"):
        add_override(tmp_path, wanted)
    assert not overrides_file(tmp_path).exists()

    add_override(tmp_path, decided())
    spoil(tmp_path, f"2026-11-26,uhm,XX1,{wanted.verdict},{wanted.reason},{wanted.who}\r\n".encode())
    assert damaged_line(lambda: read_overrides(tmp_path)) == 3


@pytest.mark.parametrize(
    "line",
    [
        b"inget datum,uhm,XX1,genuine,skal,jurist\r\n",
        "2026-11-26,uhm,XX1,genuine,skäl,jurist\r\n".encode("cp1252"),
        b"2026-11-26,uhm,XX1,genuine," + b"x" * 200_000 + b",jurist\r\n",
        b"2026-11-26,uhm,XX1,genuine,ska",
        b'2026-11-26,uhm,XX1,genuine,"ska',
        b"2026-11-26,uhm,XX1,genuine,skal,jurist,mer\r\n",
        b"2026-11-26,sjon,XX1,genuine,skal,jurist\r\n",
    ],
    ids=["day", "cp1252", "huge", "cut", "cut-in-quotes", "too-long", "source"],
)
def test_a_damaged_line_is_told_with_its_number_and_nothing_is_added_after_it(tmp_path, line):
    add_override(tmp_path, decided())
    spoil(tmp_path, line)
    before = overrides_file(tmp_path).read_bytes()

    assert damaged_line(lambda: read_overrides(tmp_path)) == 3
    assert damaged_line(lambda: add_override(tmp_path, decided("XX3"))) == 3
    assert overrides_file(tmp_path).read_bytes() == before


def test_a_last_line_without_an_end_is_not_glued_to_the_next(tmp_path):
    add_override(tmp_path, decided())
    spoil(tmp_path, GOOD.rstrip())
    add_override(tmp_path, decided("XX3"))

    assert [id_ for _, id_ in read_overrides(tmp_path)] == ["XX2", "XX1", "XX3"]


def test_a_byte_order_mark_is_no_damage(tmp_path):
    add_override(tmp_path, decided())
    path = overrides_file(tmp_path)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    add_override(tmp_path, decided("XX3"))

    assert len(read_overrides(tmp_path)) == 2


def test_a_file_that_cannot_be_opened_is_told(tmp_path):
    overrides_file(tmp_path).mkdir(parents=True)

    with pytest.raises(SvangrumError, match=r"reserved\.overrides-unreadable"):
        read_overrides(tmp_path)
    with pytest.raises(SvangrumError, match=r"reserved\.overrides-unwritable"):
        add_override(tmp_path, decided())


def test_many_writers_at_once_leave_one_header_and_every_decision(tmp_path):
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: add_override(tmp_path, decided(f"XX{n}")), range(40)))

    assert len(read_overrides(tmp_path)) == 40
    assert overrides_file(tmp_path).read_bytes().count(b"procurement_id") == 1
