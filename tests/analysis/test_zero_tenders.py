"""Lots without tenders are counted only where the source tells them."""

import ibis
import pyarrow as pa

from svangrum.analysis.zero_tenders import LEAST_LOTS, _counted, zero_tenders
from svangrum.facts.notice_lots import LOTS


def row(**changes):
    return {
        "notice_kind": "result",
        "tenders_kind": "exact",
        "tenders_received": 2,
        "notice_uuid": "x-01",
        "country": "PL",
        "procedure": "open",
        "reserved_participation": None,
        "reserved_execution": None,
        **changes,
    }


def counted(*rows):
    return _counted(ibis.memtable(pa.Table.from_pylist(list(rows), schema=schema())))


def schema():
    return pa.schema([field for field in LOTS.schema if field.name in row()])


MANY = [row() for _ in range(LEAST_LOTS)]


def test_lots_and_those_without_tenders_are_counted_by_country():
    swedish = [row(country="SE", tenders_received=number % 4) for number in range(40)]

    assert counted(*MANY, *swedish) == {"PL": [LEAST_LOTS, 0], "SE": [40, 10]}


def test_a_country_with_too_few_lots_is_left_out():
    assert counted(*MANY[1:]) == {}


def test_only_exact_counts_of_open_results_that_can_tell_are_counted():
    others = [
        row(notice_kind="change"),
        row(tenders_kind="lower-bound"),
        row(tenders_kind="unknown", tenders_received=None),
        row(notice_uuid=None),
        row(procedure="neg-wo-call"),
        row(procedure=None),
        row(reserved_participation="res-ws"),
        row(reserved_execution=True),
        row(country=None),
    ]
    said_to_be_open = [row(reserved_participation="none"), row(reserved_execution=False)]

    assert counted(*MANY, *others, *said_to_be_open) == {"PL": [LEAST_LOTS + 2, 0]}


def test_without_notices_nothing_is_known(tmp_path):
    assert zero_tenders(tmp_path) == {}
