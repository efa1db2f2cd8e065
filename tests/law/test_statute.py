"""Every citation leads to a place that exists, and every sum read in a statute stands there."""

from __future__ import annotations

import re

import pytest

from svangrum.core.money import Money
from svangrum.core.parameters import Status, parameters
from svangrum.core.sources import Citation, acts
from svangrum.law.registry import entries, rules
from tests.harness.statutes import paragraphs, stands, text_of

FILES = {
    "LOU": "sfs-2016-1145.md",
    "LUF": "sfs-2016-1146.md",
    "LUK": "sfs-2016-1147.md",
    "LOV": "sfs-2008-962.md",
    "KL": "sfs-2017-725.md",
    "SFS 2013:388": "sfs-2013-388.md",
    "OSL": "sfs-2009-400.md",
    "LAS": "sfs-1982-80.md",
    "SFS 2022:900": "sfs-2022-900.md",
    "SFS 2024:30": "sfs-2024-30.md",
    "SFS 2018:43": "sfs-2018-43.md",
}
SPELLED = {2: "två", 3: "tre", 4: "fyra", 5: "fem", 8: "åtta", 6: "sex", 10: "tio", 12: "tolv"}


def _citations() -> set[Citation]:
    of_rules = {one for rule in rules() for entry in entries(rule.name).values() for one in entry.citations}
    of_values = {dated.citation for one in parameters().values() for dated in one.values}
    return of_rules | {one for one in of_values if isinstance(one, Citation)}


@pytest.mark.shared
@pytest.mark.parametrize("act", FILES)
def test_every_cited_place_exists(shared, act):
    text = (shared / "data/law" / FILES[act]).read_text("utf-8")
    for citation in _citations():
        if citation.act == act and citation.section:
            assert stands(text, citation.section), citation


@pytest.mark.shared
def test_every_statute_in_the_folder_that_is_cited_is_checked(shared):
    present = {path.name for path in (shared / "data/law").glob("sfs-*.md")}
    for citation in _citations():
        year, _, number = acts()[citation.act].number.partition(":")
        if f"sfs-{year}-{number}.md" in present:
            assert citation.act in FILES


@pytest.mark.shared
def test_every_value_read_in_statute_stands_in_its_paragraph(shared):
    for one in parameters().values():
        for dated in one.values:
            if dated.status is not Status.STATUTE or not isinstance(dated.citation, Citation):
                continue
            if dated.citation.act not in FILES:
                continue
            text = (shared / "data/law" / FILES[dated.citation.act]).read_text("utf-8")
            passage = paragraphs(text)[dated.citation.section] if dated.citation.section else text
            assert _stands(dated.value, passage), (one.code, dated.since)


def _stands(value: Money | int, passage: str) -> bool:
    number = value.minor // 100 if isinstance(value, Money) else value
    spaced = f"{number:,}".replace(",", " ")
    either = [spaced, SPELLED.get(number, spaced)]
    return any(re.search(rf"(?<!\d)(?<!\d ){re.escape(one)}(?!\d)", passage) for one in either)


AMENDED = re.compile(r"(?:Lag|Förordning) \(\[?(\d{4}:\d+)[\])]")


@pytest.mark.shared
@pytest.mark.parametrize("code", [code for code, act in acts().items() if act.consolidated_through])
def test_an_act_names_the_last_amendment_that_was_read(shared, code):
    text = text_of(shared, code)
    if text is None:
        assert acts()[code].last_amendment is None
        return
    named = sorted(AMENDED.findall(text), key=lambda one: tuple(map(int, one.split(":"))))
    assert acts()[code].last_amendment == (f"SFS {named[-1]}" if named else None)


def test_every_act_has_an_address_and_names():
    for act in acts().values():
        assert act.url.startswith("http")
        assert set(act.title) == {"sv", "en"}
        assert act.consolidated_through is None or act.consolidated_through >= act.in_force


def test_addresses_lead_to_the_paragraph():
    assert Citation("LOU", "19 a:2").url == "https://lagen.nu/2016:1145#K19aP2"
    assert Citation("SFS 2022:900", "8").url == "https://lagen.nu/2022:900#P8"
