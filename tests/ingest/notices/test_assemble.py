"""Notices put together: once each, linked, with the marks carried over, in euro and kronor."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import ibis
import pytest

from svangrum.facts import open_store
from svangrum.ingest.notices.ingest import ingest_notices
from tests.ingest.notices.written import (
    awarded,
    described,
    eforms,
    execution,
    legacy,
    lot,
    party,
    reserved,
    result,
    results,
    tender,
    uuid,
)

if TYPE_CHECKING:
    from pathlib import Path

OTHER = "99999999-2222-3333-4444-555555555555"
WON = results(
    result("LOT-0001", tenders="T1"), result("LOT-0002"), tender("T1", "1128.34", "P1"), party("P1", "ORG-0002")
)


@pytest.fixture
def told(tmp_path: Path):
    """Ingest notices and give the facts as rows by notice and lot."""

    def ingest(*notices: bytes) -> dict[tuple[str, str], dict[str, object]]:
        folder = tmp_path / "in"
        folder.mkdir()
        for number, content in enumerate(notices):
            (folder / f"{number}.xml").write_bytes(content)
        ingest_notices([folder], store=tmp_path / "store", retrieved_at="")
        rows = open_store(tmp_path / "store").lots().to_pyarrow().to_pylist()
        return {(row["notice_id"], row["lot_id"]): row for row in rows}

    return ingest


def call(*lots: str, number: str = "1-2024", **more: str) -> bytes:
    return eforms("ContractNotice", number, lots="".join(lots), **more)


def award(number: str = "2-2024", *, lots: tuple[str, ...] = ("LOT-0001", "LOT-0002"), **more: str) -> bytes:
    return eforms(
        "ContractAwardNotice", number, lots="".join(map(lot, lots)), extension=WON, **{"notice_uuid": uuid(2), **more}
    )


def test_a_result_carries_the_marks_of_its_own_lot(told):
    marked = lot("LOT-0001", terms=reserved("res-ws") + execution("yes"))
    rows = told(call(marked, lot("LOT-0002", terms=reserved("none"))), award())

    first, second = rows["2-2024", "LOT-0001"], rows["2-2024", "LOT-0002"]
    assert (first["reserved_participation"], first["reserved_execution"], first["marks_carried"]) == (
        "res-ws",
        True,
        True,
    )
    assert (first["linked_competition_notice_id"], first["link_kind"]) == ("1-2024", "procedure-lot")
    assert (second["reserved_participation"], second["reserved_execution"]) == ("none", None)


def test_another_lot_number_links_the_notice_and_carries_only_what_all_lots_share(told):
    marks = [lot("LOT-0001", terms=reserved("res-ws")), lot("LOT-0002", terms=reserved("none"))]
    rows = told(call(*marks), award(lots=("LOT-0007",)))

    row = rows["2-2024", "LOT-0007"]
    assert (row["link_kind"], row["reserved_participation"], row["marks_carried"]) == ("procedure", None, False)


def test_a_previous_notice_links_by_number_and_by_identity(told):
    def earlier(reference: str) -> str:
        return f"<cac:NoticeDocumentReference><cbc:ID>{reference}</cbc:ID></cac:NoticeDocumentReference>"

    rows = told(
        call(lot("LOT-0001", terms=reserved("res-ws"))),
        award("2-2024", process=earlier("00000001-2024"), procedure=OTHER, notice_uuid=uuid(2)),
        award("3-2024", process=earlier(f"{uuid(1)}-01"), procedure=OTHER, notice_uuid=uuid(3)),
        award("4-2024", process=earlier("2024/S 001-000099"), procedure=OTHER, notice_uuid=uuid(4)),
    )

    assert rows["2-2024", "LOT-0001"]["link_kind"] == "notice-lot"
    assert rows["3-2024", "LOT-0001"]["link_kind"] == "uuid-lot"
    assert rows["4-2024", "LOT-0001"]["link_kind"] is None
    assert rows["4-2024", "LOT-0001"]["previous_notice_id"] == "99-2024"


def test_a_legacy_award_is_linked_by_the_number_in_the_journal(told):
    boxes = "<LEFTI><RESTRICTED_SHELTERED_WORKSHOP/></LEFTI>"
    previous = "<PROCEDURE><NOTICE_NUMBER_OJ>2020/S 001-000011</NOTICE_NUMBER_OJ></PROCEDURE>"
    rows = told(
        legacy("F02_2014", "000011-2020", described() + boxes),
        legacy("F03_2014", "000022-2020", described() + previous + awarded("<AWARDED_CONTRACT/>")),
    )

    row = rows["22-2020", "1"]
    assert (row["linked_competition_notice_id"], row["link_kind"]) == ("11-2020", "notice-lot")
    assert (row["reserved_participation"], row["reserved_execution"]) == ("res-ws", False)


def test_a_notice_in_two_files_counts_once_and_of_two_versions_the_higher(told):
    rows = told(
        call(lot("LOT-0001", cpv="11111111"), version="01"),
        call(lot("LOT-0001", cpv="22222222"), version="02"),
        call(lot("LOT-0001", cpv="22222222"), version="02"),
    )

    assert [row["cpv_main"] for row in rows.values()] == ["22222222"]


def test_a_notice_that_a_later_one_replaces_does_not_count(told):
    changed = f"<efac:Changes><efbc:ChangedNoticeIdentifier>{uuid(1)}-01</efbc:ChangedNoticeIdentifier></efac:Changes>"
    rows = told(
        call(lot("LOT-0001")), call(lot("LOT-0001"), number="5-2024", notice_uuid=uuid(5), extension=changed), award()
    )

    assert {notice for notice, _ in rows} == {"5-2024", "2-2024"}
    assert rows["2-2024", "LOT-0001"]["linked_competition_notice_id"] == "5-2024"


def test_amounts_come_in_euro_and_kronor_at_the_rate_of_the_month(told):
    """May 2024: 11.6186 kronor for a euro on average (ECB)."""
    row = told(award(), call(lot("LOT-0001")))["2-2024", "LOT-0001"]

    assert (row["awarded_value"], row["awarded_currency"], row["currency"]) == (Decimal("1128.34"), "SEK", "SEK")
    assert float(row["awarded_value_eur"]) == pytest.approx(1128.34 / 11.6186, abs=0.05)
    assert row["awarded_value_sek"] == row["awarded_value"]


def test_rows_stand_in_the_order_that_comparables_are_sought(told, tmp_path):
    told(call(lot("LOT-0002", cpv="90000000"), lot("LOT-0001", cpv="30000000")), call(lot("LOT-0001"), number="9-2023"))
    lots = open_store(tmp_path / "store").lots()

    assert lots.cpv_main.to_pyarrow().to_pylist() == ["30000000", "90000000", "90910000"]
    assert len(lots.select("notice_id", "lot_id").distinct().to_pyarrow()) == lots.count().to_pyarrow().as_py() == 3
    assert isinstance(lots, ibis.Table)
