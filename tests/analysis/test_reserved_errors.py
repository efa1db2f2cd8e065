"""The labelled sample, and how errors are counted on it."""

from collections import Counter

import pytest

from svangrum.analysis.reserved_errors import RESERVED, Label, errors, read_labels, trust
from svangrum.competition.reservation import VERDICTS, ReservationFacts, Verdict

FACTS = ReservationFacts("SE", flag_participation=True)


def label(told, facts=FACTS):
    return Label("XX1", "uhm", "flagged", told, "Påhittad", facts)


def judged_as(*codes):
    told = iter(codes)
    return lambda _facts: Verdict(next(told), (), 0.9)


def test_every_label_tells_what_it_is_and_why():
    labels = read_labels()

    assert max(Counter((one.source, one.id) for one in labels).values()) == 1
    assert {one.label for one in labels} <= set(VERDICTS)
    assert all(one.reason and one.facts.titles for one in labels)
    assert all((one.label in {"genuine", "mis-set"}) <= one.flagged for one in labels)
    assert all((one.label == "missed") <= (not one.flagged) for one in labels)


def test_shares_leave_out_what_is_unclear():
    labels = [label("genuine"), label("mis-set"), label("genuine"), label("unclear")]
    found = errors(labels, judged_as("genuine", "genuine", "unclear", "genuine"))

    assert (found.precision.hits, found.precision.n) == (1, 2)
    assert (found.recall.hits, found.recall.n) == (1, 2)
    assert found.confusion["unclear"] == {"genuine": 1}
    assert [one.label for one, _ in found.wrong] == ["mis-set", "genuine", "unclear"]


def test_of_nothing_any_share_is_possible():
    found = errors([])

    assert found.precision.share is None
    assert found.precision.interval == (0.0, 1.0)


def test_bands_hold_every_label_once():
    found = errors(read_labels())

    assert sum(band.n for band in found.bands) == found.n


def test_trust_lies_between_the_verdicts_share_and_a_half():
    known = trust(read_labels())

    assert known["genuine"] > known["unclear"] > known["mis-set"] > known["not-reserved"] > 0
    assert all(0 < chance < 1 for chance in known.values())


def test_the_errors_are_those_that_the_method_tells():
    """``docs/methods/reserved.md`` prints these."""
    found = errors(read_labels())

    assert found.n == 170
    assert (found.precision.hits, found.precision.n) == (29, 31)
    assert (found.recall.hits, found.recall.n) == (29, 31)


@pytest.mark.parametrize("source", ["uhm", "ted"])
def test_the_signs_do_better_than_the_boxes(source):
    """The box alone takes every flagged procurement for reserved."""
    labels = [one for one in read_labels() if one.source == source and one.label != "unclear"]
    boxes = [one.label in RESERVED for one in labels if one.flagged]

    assert errors(labels).precision.share > sum(boxes) / len(boxes)
