"""Bilaga 2 word for word, and never on a guess."""

from __future__ import annotations

import re
from datetime import date

import pytest

from svangrum.core.money import Money
from svangrum.law.annex2 import Annex2, annex2, is_code, listed, ranges
from svangrum.law.assess import assess
from svangrum.law.purchase import Buyer, Kind, Purchase

LISTS = ("annex2", "annex3-luk", "organisations", "ideburna", "lov", "lov-except", "may-be-exempt")


@pytest.mark.parametrize(
    ("cpv", "stands"),
    [
        ("55330000", True),
        ("55520000", True),
        ("55100000", True),
        ("55099999", False),
        ("55410000", True),
        ("55410001", False),
        ("85312000", True),
        ("85323000", True),
        ("98000000", True),
        ("98110000", False),
        ("90911200", False),
        ("77310000", False),
        ("98310000", False),
        ("5533000", False),
        ("553300001", False),
        ("55330000-2", False),
        ("abcdefgh", False),
        ("５５３３００００", False),
        ("", False),
        (None, False),
    ],
)
def test_codes_in_bilaga_2(cpv, stands):
    assert listed("annex2", cpv) is stands


@pytest.mark.parametrize("which", LISTS)
def test_ranges_are_codes_in_order(which):
    for first, last in ranges(which):
        assert is_code(first)
        assert is_code(last)
        assert first <= last
    assert len(set(ranges(which))) == len(ranges(which))


@pytest.mark.parametrize("which", ["organisations", "ideburna", "lov", "lov-except", "may-be-exempt"])
def test_the_reservations_and_lov_stay_within_bilaga_2(which):
    assert all(listed("annex2", first) and listed("annex2", last) for first, last in ranges(which))


@pytest.mark.parametrize("confirmed", [False, True])
@pytest.mark.parametrize("main_object", [None, False, True])
def test_applies_only_when_both_are_confirmed(confirmed, main_object):
    purchase = Purchase(kind=Kind.SERVICES, cpv="55330000", cpv_confirmed=confirmed, main_object_confirmed=main_object)
    assert (annex2(purchase) is Annex2.APPLIES) is (confirmed and main_object is True)


@pytest.mark.parametrize("confirmed", [False, True])
@pytest.mark.parametrize("main_object", [None, False])
def test_the_limit_is_not_lifted_on_a_guess(confirmed, main_object):
    purchase = Purchase(
        value=Money.kronor(700_000),
        kind=Kind.SERVICES,
        buyer=Buyer.MUNICIPALITY,
        cpv="55330000",
        cpv_confirmed=confirmed,
        main_object_confirmed=main_object,
        covered_by_contract=False,
        same_kind_12_months=Money.kronor(0),
    )
    finding = assess(purchase, as_of=date(2025, 3, 1)).instrument("direct-award")
    assert finding is not None
    assert finding.outcome == "forbidden"


def _section(text: str, start: str, end: str) -> str:
    after = text[text.index(start) :]
    return after[: after.index(end, len(start))]


def _codes(passage: str) -> set[tuple[str, str]]:
    """The codes of a passage: single ones, and ranges written *från … till …*."""
    joined = re.sub(r"(\d{8})-\s*(\d)", r"\1-\2", re.sub(r"\(5552[^)]*\)", "", passage))
    code = r"(\d{8})-\d(?!\d)"
    found = re.finditer(rf"{code}\s*(?:\([^)]*\)\s*)?till\s+{code}|{code}", joined)
    return {(one[1], one[2]) if one[1] else (one[3], one[3]) for one in found}


@pytest.mark.shared
def test_every_code_stands_in_the_statute_and_every_one_there_here(shared):
    text = (shared / "data/law/sfs-2016-1145.md").read_text("utf-8")
    chapter = _section(text, "## 19 kap.", "## 19 a kap.")
    assert set(ranges("annex2")) == _codes(_section(text, "## Bilaga 2", "## Bilaga 3"))
    assert set(ranges("organisations")) == _codes(_section(chapter, "#### 25 §", "#### "))
    assert set(ranges("ideburna")) == _codes(_section(chapter, "#### 25 a §", "#### "))


@pytest.mark.parametrize(("cpv", "told"), [("79110000", True), ("75251100", True), ("55330000", False)])
def test_only_services_that_may_be_exempt_are_told_so(cpv, told):
    purchase = Purchase(
        value=Money.kronor(900_000),
        kind=Kind.SERVICES,
        buyer=Buyer.MUNICIPALITY,
        cpv=cpv,
        cpv_confirmed=True,
        main_object_confirmed=True,
    )
    (found,) = [one for one in assess(purchase, as_of=date(2026, 11, 23)).findings if one.rule == "annex2"]
    assert ("annex2-exempt-services" in found.warnings) is told


@pytest.mark.shared
def test_services_of_rescue_that_may_be_exempt_are_those_of_the_statute(shared):
    text = (shared / "data/law/sfs-2016-1145.md").read_text("utf-8")
    chapter = _section(text, "## 3 kap.", "## 4 kap.")
    legal = {("79100000", "79140000"), ("75231100", "75231100")}
    assert set(ranges("may-be-exempt")) - legal == _codes(_section(chapter, "#### 26 §", "#### "))


MISPRINTS = {"794300000-7": "79430000-7", "55523000–2": "55523000-2"}
"""Codes in the text of LUK bilaga 3 that no CPV code can be: nine digits, and a dash that is no hyphen."""


@pytest.mark.shared
@pytest.mark.parametrize("misprint", MISPRINTS)
def test_a_misprint_in_bilaga_3_stands_right_in_bilaga_2(shared, misprint):
    lou, luk = ((shared / f"data/law/sfs-2016-114{number}.md").read_text("utf-8") for number in (5, 7))
    assert misprint in luk[luk.index("## Bilaga 3") :]
    assert MISPRINTS[misprint] in _section(lou, "## Bilaga 2", "## Bilaga 3")


@pytest.mark.shared
def test_the_annexes_of_the_utilities_and_of_concessions_hold_the_same_codes(shared):
    luf, luk = ((shared / f"data/law/sfs-2016-114{number}.md").read_text("utf-8") for number in (6, 7))
    assert set(ranges("annex2")) == _codes(_section(luf, "## Bilaga 2", "## Bilaga 3"))
    annex = luk[luk.index("## Bilaga 3") :]
    for misprint, code in MISPRINTS.items():
        annex = annex.replace(misprint, code)
    assert set(ranges("annex3-luk")) == _codes(annex)


@pytest.mark.shared
def test_the_services_of_lov_are_those_of_the_statute(shared):
    text = (shared / "data/law/sfs-2008-962.md").read_text("utf-8")
    which = _section(text, "Denna lag gäller när", "Lagen gäller dock inte")
    excepted = _section(text, "Lagen gäller dock inte", "Med valfrihetssystem")
    assert set(ranges("lov")) == _codes(which)
    assert set(ranges("lov-except")) == _codes(excepted)
    assert all(listed("lov", code) for code, _ in ranges("lov-except"))


@pytest.mark.shared
def test_the_reservation_for_organisations_matches_the_european_list(shared):
    """The list for article 77 in the notice standard holds the same codes, spelled out."""
    text = (shared / "data/eforms-sdk/codelists/cpv_social-service-cpv.gc").read_text("utf-8")
    codes = set(re.findall(r"<SimpleValue>(\d{8})</SimpleValue>", text))
    assert codes
    assert all(listed("organisations", code) for code in codes)
    assert all(first in codes and last in codes for first, last in ranges("organisations"))
