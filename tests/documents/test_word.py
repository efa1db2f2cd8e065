from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from docx.oxml.ns import qn
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from svangrum.core.language import words
from svangrum.documents.blocks import Block, Choices, Document, Fields, Heading, Listing, Paragraph, Picture, plain
from svangrum.documents.memo import memo_document
from svangrum.documents.pictures import chart_png
from svangrum.documents.word import word_file
from tests.documents.reading import read_word, unsaid, word_text
from tests.documents.sample import english, hostile, swedish


@pytest.fixture(scope="module")
def memo() -> bytes:
    return word_file(memo_document(swedish()))


def written(*blocks: Block) -> Any:
    return read_word(word_file(Document("Prov", "sv", date(2026, 11, 23), "Fot", blocks)))


@pytest.mark.parametrize("answer", [swedish(), english()])
def test_it_says_everything_the_page_says(answer: Any) -> None:
    assert unsaid(answer, word_text(word_file(memo_document(answer)))) == []


def test_headings_are_headings(memo: bytes) -> None:
    styles = [paragraph.style.name for paragraph in read_word(memo).paragraphs]

    assert styles.count("Title") == 1
    ways, traps = (group.lines for group in swedish().groups)
    moments = {line.when for line in traps}
    assert styles.count("Heading 1") == 9
    assert styles.count("Heading 2") == len(ways) + len(moments)
    assert styles.count("Heading 3") == len(traps)


def test_steps_are_a_numbered_list_that_starts_at_one() -> None:
    page = written(Listing((plain("ett"), plain("två")), ordered=True), Listing((plain("ett"),), ordered=True))
    lists = [paragraph._p.pPr.numPr.numId.val for paragraph in page.paragraphs if paragraph.style.name == "List Number"]
    starts = page.part.numbering_part.element.findall(f".//{qn('w:startOverride')}")

    assert lists[0] == lists[1] != lists[2]
    assert [start.get(qn("w:val")) for start in starts] == ["1", "1"]


def test_every_table_says_what_heads_its_cells(memo: bytes) -> None:
    tables = read_word(memo).tables
    looks = [table._tbl.tblPr.find(qn("w:tblLook")) for table in tables]
    headed = [table for table in tables if table._tbl.findall(f".//{qn('w:tblHeader')}")]

    assert all(look.get(qn("w:firstColumn")) == "1" for look in looks)
    assert [table.rows[0].cells[0].text for table in headed] == [
        words("answer.tenders", "sv"),
        words("document.alike.purchase", "sv"),
    ]
    assert headed[0].rows[1].cells[1].text == "20 %"


def test_the_chart_is_described(memo: bytes) -> None:
    pictures = read_word(memo).element.body.findall(f".//{qn('wp:docPr')}")

    assert [swedish().open.sentence in picture.get("descr") for picture in pictures] == [True]


@pytest.mark.parametrize(("answer", "language"), [(swedish(), "sv-SE"), (english(), "en-GB")])
def test_it_names_its_language_and_itself(answer: Any, language: str) -> None:
    page = read_word(word_file(memo_document(answer)))
    spoken = {one.get(qn("w:val")) for one in page.styles.element.iter(qn("w:lang"))}

    assert spoken == {language}
    assert page.core_properties.language == language
    assert page.core_properties.title == words("document.memo.title", answer.language, what=answer.what)


def test_nobody_is_named_and_the_day_is_the_answers(memo: bytes) -> None:
    about = read_word(memo).core_properties

    assert (about.author, about.last_modified_by, about.comments) == ("", "", "")
    assert about.created == about.modified == datetime(2026, 11, 23, tzinfo=UTC)
    with zipfile.ZipFile(io.BytesIO(memo)) as package:
        assert len({entry.date_time for entry in package.infolist()}) == 1
        assert not [name for name in package.namelist() if "thumbnail" in name]


@pytest.mark.parametrize("day", [date(2500, 1, 1), date.max])
def test_a_day_beyond_an_archives_calendar_is_kept(day: date) -> None:
    about = read_word(word_file(memo_document(replace(swedish(), as_of=day)))).core_properties

    assert about.created.date() == day


def test_the_same_answer_gives_the_same_bytes(memo: bytes) -> None:
    assert word_file(memo_document(swedish())) == memo


def test_citations_lead_to_the_law(memo: bytes) -> None:
    page = read_word(memo)
    targets = {one.target_ref for one in page.part.rels.values() if one.reltype.endswith("/hyperlink")}

    assert {cited.url for line in swedish().lines for cited in line.citations} <= targets


def test_pages_are_numbered_beside_the_footers_words() -> None:
    footer = written().sections[0].footer.paragraphs[0]
    fields = [one.get(qn("w:instr")) for one in footer._p.iter(qn("w:fldSimple"))]

    assert footer.text.startswith("Fot\t")
    assert fields == ["PAGE", "NUMPAGES"]


def test_boxes_and_places_to_write_have_names_and_numbers_of_their_own() -> None:
    page = written(Choices(plain("Ja?"), (plain("ja"), plain("nej"))), Fields((plain("Namn"), plain("Roll")), 2))
    names = [one.get(qn("w:val")) for one in page.element.body.iter(qn("w:alias"))]
    numbers = [one.get(qn("w:val")) for one in page.element.body.iter(qn("w:id"))]

    assert names == ["ja", "nej", "Namn", "Roll"]
    assert len({int(number) for number in numbers}) == 4


def test_styles_of_a_paragraph_are_told_apart() -> None:
    page = written(*(Paragraph(plain(style), style=style) for style in ("body", "lead", "question", "quiet", "note")))

    assert len({paragraph.style.name for paragraph in page.paragraphs[1:]}) == 5


def test_a_block_nobody_can_write_is_an_error() -> None:
    with pytest.raises(TypeError, match="str"):
        written("text")  # type: ignore[arg-type]


def test_what_somebody_typed_is_only_text() -> None:
    said = word_text(word_file(memo_document(replace(swedish(), what=hostile()))))

    assert '#panic("nej")' in said
    assert "<b>&amp;" in said
    assert "שלום" in said
    assert "\x0b" not in said


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=100))
def test_any_text_makes_a_file_that_opens(text: str) -> None:
    page = read_word(word_file(memo_document(replace(swedish(), what=text))))

    assert page.paragraphs[0].style.name == "Title"


def test_the_picture_is_drawn_at_print_size() -> None:
    png = chart_png(swedish())
    page = written(Picture(png, "Ett diagram"), Heading(plain("Efter")))
    width = int.from_bytes(png[16:20])

    assert png.startswith(b"\x89PNG")
    assert width > 1800
    assert round(page.inline_shapes[0].width.mm) == 160
