"""Nobody who sees what is shown can work out what is withheld: another table, that shows the same, exists."""

from collections import defaultdict

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from svangrum.analysis.disclosure import Line, determined, is_sensitive, withheld

DIVISIONS, MUNICIPALITIES = ("45", "72", "90"), ("0114", "0115", "0180", "2480", "unknown")
ALL = ("all", "all")


def regions_of(municipality, at_large):
    return at_large if municipality == "unknown" else municipality[:2]


@st.composite
def contracts(draw):
    """Contracts with a value: division, county, municipality, value, whether a person won."""
    many = draw(st.integers(1, 30))
    return [
        (
            draw(st.sampled_from(DIVISIONS)),
            regions_of(municipality, draw(st.sampled_from(("01", "24", "unknown")))),
            municipality,
            draw(st.integers(1, 10 ** draw(st.integers(1, 5)))),
            draw(st.booleans()),
        )
        for municipality in draw(st.lists(st.sampled_from(MUNICIPALITIES), min_size=many, max_size=many))
    ]


def tables(rows):
    """Sums, counts and persons by key; the rest of a county is a key of its own that is never shown."""
    sums, counts, persons = defaultdict(int), defaultdict(int), defaultdict(int)
    for division, region, municipality, value, person in rows:
        keys = [ALL, ("cpv", division), ("region", region), ("municipality", municipality)]
        if municipality == "unknown" and region != "unknown":
            keys.append(("rest", region))
        for key in keys:
            sums[key] += value
            counts[key] += 1
            persons[key] += person
    return dict(sums), counts, persons


def lines_of(sums):
    by = {name: tuple(key for key in sums if key[0] == name) for name in ("cpv", "region", "municipality")}
    lines = [Line(ALL, parts) for parts in by.values()]
    for region in {key[1][:2] for key in by["municipality"] if key[1] != "unknown"}:
        parts = tuple(key for key in by["municipality"] if key[1][:2] == region)
        lines.append(Line(("region", region), parts + tuple(key for key in [("rest", region)] if key in sums)))
    return lines


def another_table(key, lines, unknown, sums):
    """What is unknown, moved away from ``key``'s true sum so that every line still holds; None where it cannot move."""
    places = {one: place for place, one in enumerate(unknown)}
    matrix = np.zeros((len(lines), len(places)))
    for row, line in zip(matrix, lines, strict=True):
        for part in line.parts:
            if part in places:
                row[places[part]] = 1
        if line.total in places:
            row[places[line.total]] = -1
    still = np.eye(len(places)) - np.linalg.pinv(matrix) @ matrix
    way = still[:, places[key]]
    if abs(way[places[key]]) < 1e-9:
        return None
    true = np.array([sums[one] for one in unknown], dtype=float)
    return true + way * 0.5 * true.min() / np.abs(way).max()


@settings(max_examples=300)
@given(contracts())
def test_nothing_that_is_withheld_can_be_worked_out(rows):
    sums, counts, persons = tables(rows)
    sensitive = [key for key in sums if key[0] != "rest" and is_sensitive(counts[key], persons[key])]
    rests = [key for key in sums if key[0] == "rest"]
    lines = lines_of(sums)
    hidden = withheld(sums, lines, sensitive, rests)
    unknown = sorted({*hidden, *rests})
    assert set(sensitive) <= hidden <= sums.keys() - set(rests)
    for key in hidden:
        other = another_table(key, lines, unknown, sums)
        assert other is not None, key
        assert (other >= 0).all()
        assert abs(other[unknown.index(key)] - sums[key]) > 1e-6
        shown = {**sums, **dict(zip(unknown, other, strict=True))}
        for line in lines:
            assert sum(shown[part] for part in line.parts) == pytest.approx(shown[line.total], rel=1e-11)


@settings(max_examples=300)
@given(contracts())
def test_a_total_that_is_shown_leaves_room_around_every_sensitive_sum(rows):
    sums, counts, persons = tables(rows)
    sensitive = [key for key in sums if key[0] != "rest" and is_sensitive(counts[key], persons[key])]
    rests = [key for key in sums if key[0] == "rest"]
    lines = lines_of(sums)
    unknown = {*withheld(sums, lines, sensitive, rests), *rests}
    for line in lines:
        for key in sensitive:
            if key in line.parts and line.total not in unknown:
                room = sum(sums[part] for part in line.parts if part in unknown and part != key)
                assert room * 10 >= sums[key]


def test_where_no_person_is_few_everything_is_shown():
    sums = {ALL: 3, ("cpv", "45"): 1, ("cpv", "90"): 2}
    assert withheld(sums, [Line(ALL, (("cpv", "45"), ("cpv", "90")))], []) == frozenset()


def test_one_that_is_withheld_takes_another_with_it_and_no_more():
    sums = {ALL: 111, ("cpv", "45"): 1, ("cpv", "72"): 10, ("cpv", "90"): 100}
    line = Line(ALL, tuple(key for key in sums if key != ALL))
    assert withheld(sums, [line], [("cpv", "45")]) == {("cpv", "45"), ("cpv", "72")}


def test_one_that_is_alone_takes_the_total_with_it():
    sums = {ALL: 5, ("cpv", "45"): 5}
    assert withheld(sums, [Line(ALL, (("cpv", "45"),))], [("cpv", "45")]) == sums.keys()


def test_what_is_told_of_a_county_would_tell_of_its_only_municipality():
    sums = {
        ALL: 30,
        ("region", "09"): 10,
        ("region", "01"): 20,
        ("municipality", "0980"): 10,
        ("municipality", "0180"): 20,
    }
    lines = lines_of(sums)
    assert ("region", "09") in withheld(sums, lines, [("municipality", "0980")])


@pytest.mark.parametrize(
    ("count", "persons", "sensitive"),
    [(0, 0, False), (1, 0, False), (1, 1, True), (4, 1, True), (5, 5, False), (4, 0, False)],
)
def test_fewer_than_five_with_a_person_among_them_is_sensitive(count, persons, sensitive):
    assert is_sensitive(count, persons) is sensitive


def test_the_last_unknown_of_a_line_is_determined_and_two_are_not():
    line = Line(("t", "t"), (("p", "1"), ("p", "2"), ("p", "3")))
    assert determined([line], [("p", "1")]) == {("p", "1")}
    assert determined([line], [("p", "1"), ("p", "2")]) == set()
    other = Line(("u", "u"), (("p", "1"), ("p", "2"), ("q", "1")))
    third = Line(("v", "v"), (("p", "2"),))
    assert determined([line, other, third], [("p", "1"), ("p", "2")]) == {("p", "1"), ("p", "2")}
