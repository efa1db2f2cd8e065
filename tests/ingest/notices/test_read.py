"""What a notice says, of either generation, comes out as the same facts."""

from __future__ import annotations

from datetime import date

import pytest

from svangrum.core.errors import SvangrumError
from svangrum.ingest import read_notice
from svangrum.ingest.notices.notice import Amount, NoticeKind, TendersKind, Winner
from tests.ingest.notices import written
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
    statistic,
    tender,
    uuid,
)


def test_a_competition_in_eforms():
    notice = read_notice(eforms("ContractNotice", "00123456-2024", lots=lot("LOT-0001")))

    assert notice.notice_id == "123456-2024"
    assert notice.notice_uuid == f"{uuid(1)}-01"
    assert notice.notice_kind is NoticeKind.COMPETITION
    assert notice.published_on == date(2024, 5, 2)
    assert (notice.country, notice.buyer_name, notice.buyer_id) == ("SE", "Exempelstads kommun", "2120000001")
    assert (notice.procedure, notice.procedure_id, notice.legal_basis) == ("open", written.PROCEDURE, "32014L0024")
    (only,) = notice.lots
    assert (only.lot_id, only.title, only.cpv_main, only.outcome) == ("LOT-0001", "Städning", "90910000", None)


@pytest.mark.parametrize(
    ("codes", "kept"),
    [
        ((), None),
        (("none",), "none"),
        (("none", "res-ws"), "res-ws"),
        (("res-pub-ser",), "res-pub-ser"),
        ((" res-ws ",), "res-ws"),
    ],
)
def test_the_reserved_mark_of_a_lot(codes, kept):
    terms = "".join(map(reserved, codes))
    (only,) = read_notice(eforms("ContractNotice", "1-2024", lots=lot("LOT-0001", terms=terms))).lots

    assert only.reserved_participation == kept


@pytest.mark.parametrize(("code", "kept"), [("yes", True), ("          no         ", False), ("not-known", None)])
def test_reserved_execution(code, kept):
    (only,) = read_notice(eforms("ContractNotice", "1-2024", lots=lot("LOT-0001", terms=execution(code)))).lots

    assert only.reserved_execution is kept


def outcome(*parts: str):
    (only,) = read_notice(eforms("ContractAwardNotice", "2-2024", lots=lot("LOT-0001"), extension=results(*parts))).lots
    return only.outcome


def test_who_won_and_for_how_much():
    found = outcome(
        result("LOT-0001", statistics=statistic("tenders", "3"), tenders="TEN-0001"),
        tender("TEN-0001", "1234.5", "TPA-0001"),
        party("TPA-0001", "ORG-0002"),
    )

    assert found.awarded is True
    assert found.value == Amount(123_450, "SEK")
    assert found.winners == (Winner("Tvätten AB", "5560000001", "SE", None),)
    assert (found.tenders, found.tenders_kind) == (3, TendersKind.EXACT)


def test_people_are_never_kept_by_name_or_number():
    found = outcome(
        result("LOT-0001", tenders="TEN-0001"),
        tender("TEN-0001", "1", "TPA-0001"),
        party("TPA-0001", "ORG-0003", "ORG-0004"),
    )

    assert [(one.name, one.id) for one in found.winners] == [(None, None), (None, None)]
    assert [one.country for one in found.winners] == ["SE", "DE"]


@pytest.mark.parametrize(
    ("statistics", "number", "kind"),
    [
        (statistic("tenders", "4") + statistic("t-esubm", "2"), 4, TendersKind.EXACT),
        (statistic("t-esubm", "2") + statistic("t-sme", "3"), 3, TendersKind.LOWER_BOUND),
        (statistic("t-micro", "1") + statistic("t-small", "2") + statistic("t-esubm", "2"), 3, TendersKind.LOWER_BOUND),
        (statistic("part-req", "9"), None, TendersKind.UNKNOWN),
        (statistic("unpublished", "-1"), None, TendersKind.WITHHELD),
        ("", None, TendersKind.UNKNOWN),
    ],
)
def test_the_number_of_tenders_by_the_written_rule(statistics, number, kind):
    found = outcome(result("LOT-0001", statistics=statistics))

    assert (found.tenders, found.tenders_kind) == (number, kind)


def test_a_lot_without_tenders_has_none():
    reason = "<efac:DecisionReason><efbc:DecisionReasonCode>no-rece</efbc:DecisionReasonCode></efac:DecisionReason>"
    found = outcome(result("LOT-0001", status="clos-nw", more=reason))

    assert (found.awarded, found.not_awarded_reason, found.tenders, found.tenders_kind) == (
        False,
        "no-rece",
        0,
        TendersKind.EXACT,
    )


def test_a_withheld_value_is_none_and_values_in_two_currencies_are_not_added():
    kept_back = outcome(result("LOT-0001", tenders="T1"), tender("T1", "-1", "P"), party("P", "ORG-0002"))
    mixed = outcome(
        result("LOT-0001", tenders="T1 T2"),
        tender("T1", "5", "P"),
        tender("T2", "5", "P", "EUR"),
        party("P", "ORG-0002"),
    )

    assert kept_back.value is None
    assert mixed.value is None


def test_two_results_of_one_lot_are_taken_together():
    found = outcome(
        result("LOT-0001", statistics=statistic("tenders", "2"), tenders="T1"),
        result("LOT-0001", statistics=statistic("tenders", "5"), tenders="T2"),
        tender("T1", "10", "P1"),
        tender("T2", "20", "P2"),
        party("P1", "ORG-0002"),
        party("P2", "ORG-0002"),
    )

    assert (found.tenders, found.value, len(found.winners)) == (5, Amount(3_000, "SEK"), 1)


def test_other_prefixes_and_namespaces_on_inner_elements_say_the_same():
    plain = eforms("ContractNotice", "1-2024", lots=lot("LOT-0001", terms=reserved("res-ws")))
    others = plain.decode()
    for number, prefix in enumerate(("cac", "cbc", "ext", "efext", "efac", "efbc"), start=2):
        others = others.replace(f"<{prefix}:", f"<ns{number}:").replace(f"</{prefix}:", f"</ns{number}:")
        others = others.replace(f"xmlns:{prefix}=", f"xmlns:ns{number}=")
    swapped = others.replace("ns2:", "ns9:").replace("xmlns:ns2", "xmlns:ns9")
    prefixed = plain.decode().replace("ContractNotice xmlns=", "urn:ContractNotice xmlns:urn=")
    prefixed = prefixed.replace("</ContractNotice>", "</urn:ContractNotice>")

    assert read_notice(others.encode()) == read_notice(plain)
    assert read_notice(swapped.encode()) == read_notice(plain)
    assert read_notice(prefixed.encode()) == read_notice(plain)
    assert read_notice(plain.decode().replace('encoding="UTF-8"', 'encoding="UTF-16"').encode("utf-16")) == read_notice(
        plain
    )


def test_a_legacy_competition_with_the_boxes_ticked():
    boxes = "<LEFTI><RESTRICTED_SHELTERED_WORKSHOP/><RESTRICTED_SHELTERED_PROGRAM/>"
    boxes += "<PERFORMANCE_CONDITIONS><P>Two</P><P>jobs</P></PERFORMANCE_CONDITIONS></LEFTI>"
    notice = read_notice(legacy("F02_2014", "000123-2020", described() + boxes))
    (only,) = notice.lots

    assert (notice.notice_id, notice.country, notice.published_on) == ("123-2020", "GB", date(2020, 1, 2))
    assert (notice.legal_basis, notice.buyer_type, notice.procedure) == ("32014L0024", "rl-aut", "open")
    assert (only.title, only.nuts, only.contract_nature) == ("Cleaning", ("SE110",), "services")
    assert (only.reserved_participation, only.reserved_execution) == ("res-ws", True)
    assert only.performance_terms == "Two jobs"


def test_an_empty_box_says_that_a_legacy_competition_is_not_reserved_and_an_award_has_no_box():
    conditions = "<LEFTI><SUITABILITY/></LEFTI>"
    (open_,) = read_notice(legacy("F02_2014", "1-2020", described() + conditions)).lots
    (award,) = read_notice(legacy("F03_2014", "2-2020", described())).lots

    assert (open_.reserved_participation, open_.reserved_execution) == ("none", False)
    assert (award.reserved_participation, award.reserved_execution) == (None, None)


WON = (
    "<AWARDED_CONTRACT><TENDERS><NB_TENDERS_RECEIVED>2</NB_TENDERS_RECEIVED></TENDERS><CONTRACTORS><CONTRACTOR>"
    "<ADDRESS_CONTRACTOR><OFFICIALNAME>Städ AB</OFFICIALNAME><NATIONALID>556000-0001</NATIONALID><COUNTRY VALUE='SE'/>"
    "</ADDRESS_CONTRACTOR><SME/></CONTRACTOR></CONTRACTORS><VALUES><VAL_TOTAL CURRENCY='SEK'>1 000,50</VAL_TOTAL>"
    "</VALUES></AWARDED_CONTRACT>"
)


def test_a_legacy_award():
    previous = "<PROCEDURE><NOTICE_NUMBER_OJ>2019/S 250-000777</NOTICE_NUMBER_OJ></PROCEDURE>"
    notice = read_notice(legacy("F03_2014", "2-2020", described() + previous + awarded(WON)))
    (only,) = notice.lots

    assert (notice.notice_kind, notice.previous_notice_id) == (NoticeKind.RESULT, "777-2019")
    assert only.outcome.winners == (Winner("Städ AB", "5560000001", "SE", "sme"),)
    assert (only.outcome.tenders, only.outcome.value) == (2, Amount(100_050, "SEK"))


def test_legacy_awards_of_one_lot_are_taken_together_and_one_without_number_among_many_has_a_row_of_its_own():
    lots = "<OBJECT_CONTRACT>" + "".join(
        f"<OBJECT_DESCR ITEM='{n}'><LOT_NO>Lot 0{n}</LOT_NO></OBJECT_DESCR>" for n in (1, 2)
    )
    refused = "<NO_AWARDED_CONTRACT><PROCUREMENT_UNSUCCESSFUL/></NO_AWARDED_CONTRACT>"
    awards = awarded(WON, "1") + awarded(WON, "01") + awarded(refused, "Lot 2") + awarded(WON)
    found = {
        one.lot_id: one.outcome
        for one in read_notice(legacy("F03_2014", "2-2020", lots + "</OBJECT_CONTRACT>" + awards)).lots
    }

    assert list(found) == ["1", "2", "award-4"]
    assert found["1"].value == Amount(200_100, "SEK")
    assert (found["2"].awarded, found["2"].not_awarded_reason) == (False, "unsuccessful")


def test_what_is_no_notice_is_refused_with_a_reason():
    for content, code in (
        (b"", "notice.empty"),
        (b"not xml", "notice.not-xml"),
        (b"<html/>", "notice.not-a-notice"),
        (legacy("F99_2099", "1-2020", ""), "notice.unknown-form"),
        (legacy("F02_2014", "", described()), "notice.unidentified"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><TED_EXPORT/>', "notice.doctype"),
    ):
        with pytest.raises(SvangrumError) as told:
            read_notice(content)
        assert told.value.code == code
