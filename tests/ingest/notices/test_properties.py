"""Of the reader, whatever it is given: it answers, it answers alike, and its facts keep to what they promise."""

from __future__ import annotations

import gzip
import io
import re
import tarfile
import zipfile
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from svangrum.core.errors import SvangrumError
from svangrum.ingest import read_notice
from svangrum.ingest.notices.members import Member, unfolded
from svangrum.ingest.notices.notice import Notice, TendersKind
from svangrum.ingest.notices.rows import rows_of, table_of
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
)

if TYPE_CHECKING:
    from pathlib import Path

EFORMS = eforms(
    "ContractAwardNotice",
    "1-2024",
    lots=lot("LOT-0001", terms=reserved("res-ws") + execution("yes")) + lot("LOT-0002"),
    extension=results(
        result("LOT-0001", tenders="TEN-1", statistics=statistic("tenders", "3")),
        tender("TEN-1", "1000.50", "PAR-1"),
        party("PAR-1", "ORG-0002"),
    ),
)
AWARD = (
    "<AWARDED_CONTRACT><TENDERS><NB_TENDERS_RECEIVED>3</NB_TENDERS_RECEIVED></TENDERS><CONTRACTORS><CONTRACTOR>"
    "<ADDRESS_CONTRACTOR><OFFICIALNAME>Tvätten</OFFICIALNAME><NATIONALID>5560000001</NATIONALID><COUNTRY VALUE='SE'/>"
    "</ADDRESS_CONTRACTOR><SME/></CONTRACTOR></CONTRACTORS>"
    "<VALUES><VAL_TOTAL CURRENCY='SEK'>1000.5</VAL_TOTAL></VALUES>"
    "</AWARDED_CONTRACT>"
)
LEGACY = legacy("F03_2014", "1-2020", described("1") + awarded(AWARD, "1"))
OLDER = legacy(
    "CONTRACT_AWARD",
    "1-2010",
    "<AWARD_OF_CONTRACT><LOT_NUMBER>1</LOT_NUMBER>"
    "<OFFERS_RECEIVED_NUMBER>3</OFFERS_RECEIVED_NUMBER></AWARD_OF_CONTRACT>",
)
NOTICES = (EFORMS, LEGACY, OLDER)
PIECES = st.sampled_from(
    [
        b"<!DOCTYPE a>", b"&b;", b"<![CDATA[", b"]]>", b"<!--", b"-->", b"<?", b"?>", b"\0", b"\x1f", b"&#31;", b"&#0;",
        b"&#xD800;", b"\xff", b"\xc3", b'xmlns="', b'xmlns:cbc="', b"cac:", b"ns2:", b"9" * 400, b"-1", b"1e9", b"NaN",
        b"0000-00-00", b'encoding="latin-1"', b'encoding="UTF-16"', b'"', b"'", b">", b"<", b"/>", b"</",
    ]
)  # fmt: skip
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="<&"), max_size=60)
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
THOROUGH = settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


@st.composite
def broken(draw: st.DrawFn) -> bytes:
    """A notice with a few pieces put in, taken out or doubled."""
    made = bytearray(draw(st.sampled_from(NOTICES)))
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(made)))
        end = min(len(made), start + draw(st.sampled_from([0, 1, 5, 40, 400])))
        made[start:end] = draw(st.one_of(PIECES, st.binary(max_size=4), st.just(bytes(made[start:end]) * 2)))
    return bytes(made)


def answer(content: bytes) -> Notice | str:
    try:
        return read_notice(content)
    except SvangrumError as error:
        return error.code


def check(content: bytes) -> None:
    """What holds of every answer, and that the same bytes have the same one."""
    found = answer(content)
    assert found == answer(content)
    if isinstance(found, str):
        assert found.startswith("notice.")
        return
    ids = [lot.lot_id for lot in found.lots]
    assert ids
    assert len(set(ids)) == len(ids)
    assert all(ids)
    for one in found.lots:
        for amount in (one.estimated_value, one.outcome.value if one.outcome else None):
            assert amount is None or 0 <= amount.hundredths < 1 << 63
        if one.outcome:
            known = one.outcome.tenders_kind in {TendersKind.EXACT, TendersKind.LOWER_BOUND}
            assert (one.outcome.tenders is not None) is known
            assert one.outcome.tenders is None or one.outcome.tenders >= 0
    rows = list(rows_of(found, "source", "member"))
    assert table_of(rows).num_rows == len(ids)
    assert not [text for row in rows for text in row if isinstance(text, str) and CONTROLS.search(text)]


@given(st.binary(max_size=400))
@example(b"<\xff/>")
@settings(max_examples=500)
def test_any_bytes_have_an_answer(content: bytes):
    check(content)


@given(broken())
@THOROUGH
def test_any_broken_notice_has_an_answer(content: bytes):
    check(content)


@given(broken(), st.sampled_from(["utf-16", "utf-16-le", "utf-32", "cp1252"]))
@THOROUGH
def test_any_broken_notice_has_an_answer_in_another_encoding(content: bytes, encoding: str):
    words = content.decode("utf-8", "replace")
    check(words.encode(encoding, "replace"))
    check(words.replace('"UTF-8"', f'"{encoding}"').encode(encoding, "xmlcharrefreplace"))


@given(st.sampled_from(NOTICES), st.data())
@THOROUGH
def test_any_text_and_attribute_may_be_any_words(whole: bytes, data: st.DataObject):
    """Each text and each value of an attribute in turn: the notice keeps to its promises or is refused."""
    words = whole.decode()
    places = [*re.finditer(r"(?<=>)[^<>\s][^<>]*(?=<)", words), *re.finditer(r"(?<=[\"'])[^\"'<>=]+(?=[\"'])", words)]
    place = data.draw(st.sampled_from(places))
    text = data.draw(TEXTS).replace('"', "").replace("'", "").replace(">", "")
    check((words[: place.start()] + text + words[place.end() :]).encode())


@given(TEXTS, st.integers(0, 10**15 - 1), st.integers(0, 10**9 - 1))
def test_what_is_written_is_what_is_read(title: str, units: int, tenders: int):
    extension = results(
        result("LOT-0001", tenders="T", statistics=statistic("tenders", str(tenders))), tender("T", f"{units}.25", "P")
    )
    content = eforms("ContractAwardNotice", "1-2024", lots=lot("LOT-0001"), extension=extension)
    notice = read_notice(content.replace("Städning".encode(), title.replace(">", "&gt;").encode()))
    (only,) = notice.lots

    assert only.title == (" ".join(title.split()) or None)
    assert only.outcome is not None
    assert only.outcome.value is not None
    assert (only.outcome.value.hundredths, only.outcome.tenders) == (100 * units + 25, tenders)


@given(st.lists(st.sampled_from(["L", "L#2", "L#3", "M", " L ", ""]), max_size=12))
def test_every_lot_is_there_once_whatever_its_id(ids: list[str]):
    notice = read_notice(eforms("ContractNotice", "1-2024", lots="".join(map(lot, ids))))

    assert len(notice.lots) == max(1, len(ids))
    assert len({one.lot_id for one in notice.lots}) == len(notice.lots)


@given(st.sampled_from(NOTICES), st.sampled_from(["<!-- c -->", "<?p i?>", "<!--<a>&-->"]), st.data())
@THOROUGH
def test_a_comment_anywhere_in_a_text_changes_nothing(whole: bytes, inserted: str, data: st.DataObject):
    words = whole.decode()
    place = data.draw(st.sampled_from(list(re.finditer(r"(?<=>)[^<>\s][^<>]+(?=<)", words))))
    cut = place.start() + data.draw(st.integers(0, place.end() - place.start()))

    assert read_notice((words[:cut] + inserted + words[cut:]).encode()) == read_notice(whole)


@given(st.sampled_from(NOTICES), st.data())
@THOROUGH
def test_both_parsers_read_the_same(whole: bytes, data: st.DataObject):
    """Text in any pieces, through the parser that knows encodings and through the one that does not."""
    words = whole.decode()
    place = data.draw(st.sampled_from(list(re.finditer(r"(?<=>)[^<>\s][^<>]+(?=<)", words))))
    cut = place.start() + data.draw(st.integers(0, place.end() - place.start()))
    piece = data.draw(st.sampled_from(["&amp;", "&#228;", "<![CDATA[&]]>", "<b>x</b>", "\r\n", "\u00a0", "&#13;"]))
    made = words[:cut] + piece + words[cut:]

    assert answer(made.replace('"UTF-8"', '"UTF-16"').encode("utf-16")) == answer(made.encode())


def found_in(content: bytes) -> list[Member]:
    found = list(unfolded(Member("package", content)))
    for member in found:
        member.name.encode()
        assert member.problem is None or member.problem.code.startswith("notice.")
    return found


@st.composite
def packages(draw: st.DrawFn) -> bytes:
    content = draw(st.sampled_from([*NOTICES, b"", b"x"]))
    name = draw(st.sampled_from(["a.xml", "å" * 60, "../a", "/a"]))
    for _ in range(draw(st.integers(1, 3))):
        held = io.BytesIO()
        kind = draw(st.sampled_from(["gzip", "zip", "tar"]))
        if kind == "gzip":
            held.write(gzip.compress(content, 1, mtime=0))
        elif kind == "zip":
            with zipfile.ZipFile(held, "w", draw(st.sampled_from([0, 8, 12, 14]))) as archive:
                # Dated by itself, not by the clock: the same draws make the same bytes
                archive.writestr(zipfile.ZipInfo(name), content, archive.compression)
        else:
            with tarfile.open(fileobj=held, mode="w", format=draw(st.sampled_from([1, 2]))) as tar:
                entry = tarfile.TarInfo(name)
                entry.size = len(content)
                tar.addfile(entry, io.BytesIO(content))
        content = held.getvalue()
    return content


@given(packages(), st.data())
@THOROUGH
def test_any_broken_package_has_an_answer(whole: bytes, data: st.DataObject):
    assert found_in(whole)
    made = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, min(len(made), 1200)) | st.integers(0, len(made)))
        made[start : start + data.draw(st.integers(0, 12))] = data.draw(st.binary(max_size=12) | PIECES)
    found_in(bytes(made))


@pytest.mark.shared
def test_real_notices_broken_at_chance_have_an_answer(shared: Path):
    every = sorted((shared / "data" / "notices" / "xml").glob("*.xml"), key=lambda path: path.stat().st_size)[::60]
    assert every

    @given(st.sampled_from(every), st.data())
    @settings(max_examples=200, suppress_health_check=list(HealthCheck))
    def each(path: Path, data: st.DataObject) -> None:
        made = bytearray(path.read_bytes())
        for _ in range(data.draw(st.integers(0, 4))):
            start = data.draw(st.integers(0, len(made)))
            made[start : start + data.draw(st.integers(0, 400))] = data.draw(PIECES)
        check(bytes(made))

    each()
