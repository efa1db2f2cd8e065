"""The page that defines the columns names those that there are, and the source's columns that they are read from."""

from __future__ import annotations

import re

from svangrum.facts.decp import CONTRACTS
from svangrum.ingest.decp.fields import FIELDS, REQUIRED
from tests.harness.repository import ROOT

PAGE = (ROOT / "docs/methods/decp.md").read_text("utf-8")
ROW = re.compile(r"^\| `(\w+)` \| ([^|]+) \| ([^|]+) \| ([^|]+) \|", re.MULTILINE)


def columns():
    return ROW.findall(PAGE.partition("## Columns")[2])


def test_the_page_defines_every_column():
    assert [(name, unit.strip()) for name, unit, _, _ in columns()] == [
        (column.name, column.unit) for column in CONTRACTS.columns
    ]


def test_every_column_of_the_source_leads_somewhere():
    named = {name for *_, source in columns() for name in re.findall(r"`(\w+)`", source)}

    assert named == set(FIELDS)


def test_the_page_names_the_columns_that_must_be_there():
    told = re.search(r"These must be there: (.*?)\. In JSON", PAGE, re.DOTALL)

    assert tuple(re.findall(r"`(\w+)`", told[1])) == REQUIRED


def test_the_order_is_total():
    assert set(CONTRACTS.order) <= set(CONTRACTS.names)
