from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from svangrum.core.language import words
from svangrum.documents.pdf import memo_pdf
from tests.documents.reading import pdf_text, read_pdf, squeeze, unsaid
from tests.documents.sample import english, hostile, swedish


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return memo_pdf(swedish())


def elements(node: Any) -> list[Any]:
    """The structure elements beneath ``node``, in reading order."""
    found = []
    children = node.get("/K", [])
    for reference in children if isinstance(children, list) else [children]:
        child = reference.get_object() if hasattr(reference, "get_object") else reference
        if isinstance(child, dict) and "/S" in child:
            found += [child, *elements(child)]
    return found


def structure(pdf: bytes) -> list[Any]:
    return elements(read_pdf(pdf).root_object["/StructTreeRoot"])


def kinds(pdf: bytes) -> list[str]:
    return [element["/S"] for element in structure(pdf)]


def test_it_claims_pdf_ua_and_is_tagged(pdf: bytes) -> None:
    root = read_pdf(pdf).root_object

    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"pdfuaid:part>1<" in root["/Metadata"].get_object().get_data()


@pytest.mark.parametrize(("answer", "language"), [(swedish(), "sv-SE"), (english(), "en-GB")])
def test_it_names_its_language_and_itself(answer: Any, language: str) -> None:
    reader = read_pdf(memo_pdf(answer))

    assert reader.root_object["/Lang"] == language
    assert reader.metadata.title == words("document.memo.title", answer.language, what=answer.what)
    assert not reader.metadata.author


def test_headings_lists_tables_and_links_are_tagged(pdf: bytes) -> None:
    found = kinds(pdf)

    assert found.count("/H1") == 1
    moments = {line.when for line in swedish().lines if line.when}
    assert found.count("/H2") == 9
    assert found.count("/H3") == len(moments)
    assert found.count("/Table") == 2
    assert found.count("/TH") == 14
    assert {"/L", "/LI", "/Link"} <= set(found)


def test_the_chart_is_described_in_the_words_of_the_answer(pdf: bytes) -> None:
    figures = [element for element in structure(pdf) if element["/S"] == "/Figure"]

    assert len(figures) == 1
    assert swedish().open.sentence in figures[0]["/Alt"]
    assert swedish().reserved.sentence in figures[0]["/Alt"]


def test_every_typeface_is_the_shipped_one(pdf: bytes) -> None:
    fonts = {
        font.get_object()["/BaseFont"]
        for page in read_pdf(pdf).pages
        for font in page["/Resources"].get("/Font", {}).values()
    }

    assert fonts
    assert all("Rosario" in font for font in fonts)


def test_citations_lead_to_the_law(pdf: bytes) -> None:
    addresses = [
        note.get_object()["/A"]["/URI"]
        for page in read_pdf(pdf).pages
        for note in page.get("/Annots", [])
        if "/A" in note.get_object()
    ]

    assert len(addresses) >= sum(len(line.citations) for line in swedish().lines)


def test_the_same_answer_gives_the_same_bytes_and_its_day(pdf: bytes) -> None:
    created = read_pdf(pdf).metadata.creation_date

    assert memo_pdf(swedish()) == pdf
    assert created is not None
    assert created.date() == swedish().as_of


@pytest.mark.parametrize("answer", [swedish(), english()])
def test_it_says_everything_the_page_says(answer: Any) -> None:
    assert unsaid(answer, pdf_text(memo_pdf(answer))) == []


def test_pages_are_numbered(pdf: bytes) -> None:
    pages = read_pdf(pdf).pages

    for number, page in enumerate(pages, start=1):
        expected = words("document.memo.page", "sv", page=number, pages=len(pages))
        assert squeeze(expected) in squeeze(page.extract_text())


def test_what_somebody_typed_is_never_markup() -> None:
    pdf = memo_pdf(replace(swedish(), what=hostile(), headline=hostile(), steps=(hostile(),)))
    said = squeeze(pdf_text(pdf))

    assert squeeze('#panic("nej") *fet* _kursiv_ $x^2$ ]#[ <b>&amp; "citat"') in said
    assert "å" * 300 in said
    assert kinds(pdf).count("/H1") == 1
    assert squeeze(words("document.memo.replaced", "sv")) in said


def test_nothing_is_said_of_missing_letters_when_none_is_missing(pdf: bytes) -> None:
    assert squeeze(words("document.memo.replaced", "sv")) not in squeeze(pdf_text(pdf))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=200))
def test_any_text_makes_a_whole_document(text: str) -> None:
    assert memo_pdf(replace(swedish(), what=text, unknowns=(text,))).startswith(b"%PDF-1.7")


def test_an_answer_with_nothing_in_its_lists_is_still_a_document() -> None:
    empty = replace(
        swedish(), what="", summary=(), warnings=(), groups=(), questions=(), steps=(), unknowns=(), sources=(),
        competition_notes=(), cpv_choices=(),
    )  # fmt: skip

    assert kinds(memo_pdf(empty)).count("/H1") == 1
