"""Questions to a stored snapshot."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from svangrum.core.errors import SvangrumError
from svangrum.facts.engine import open_facts
from svangrum.facts.schemas import ALL_TABLES
from svangrum.ingest.statistics import ingest_statistics
from tests.ingest.workbooks import write_tables

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def store(tmp_path: Path) -> Path:
    ingest_statistics(write_tables(tmp_path / "in"), store=tmp_path / "store", retrieved_at="2026-11-23")
    return tmp_path / "store"


def test_every_table_has_its_columns_and_types(store: Path) -> None:
    facts = open_facts(store)

    for name, table in ALL_TABLES.items():
        assert tuple(facts.table(name).columns) == table.names
        assert facts.table(name).to_pyarrow().schema.types == table.schema.types


def test_a_question_is_an_expression(store: Path) -> None:
    facts = open_facts(store)
    lots, procurements = facts.table("lots"), facts.table("procurements")

    joined = lots.join(procurements, "procurement_id").group_by("procurement_id").agg(tenders=lots.tenders.sum())

    assert joined.order_by("procurement_id").to_pyarrow()["tenders"].to_pylist() == [1, 5, 1]


def test_facts_know_their_source(store: Path) -> None:
    assert open_facts(store).manifest.attribution.startswith("Uppgifter: Upphandlingsmyndigheten")


def test_there_are_no_facts_before_an_ingest(tmp_path: Path) -> None:
    with pytest.raises(SvangrumError) as caught:
        open_facts(tmp_path)

    assert (caught.value.code, caught.value.values) == ("facts.none", {"store": str(tmp_path)})


def test_another_table_is_not_guessed(store: Path) -> None:
    with pytest.raises(KeyError):
        open_facts(store).table("tenders")
