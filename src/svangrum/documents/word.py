"""A document → Word (.docx): real headings and lists, language, described pictures and headed tables."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime, time
from functools import singledispatch
from typing import TYPE_CHECKING

import docx
from docx.oxml.ns import qn
from docx.shared import Mm

from svangrum.documents import word_controls as controls
from svangrum.documents import word_look as look
from svangrum.documents.blocks import (
    Block,
    Choices,
    Document,
    Facts,
    Fields,
    Grid,
    Heading,
    Listing,
    NewPage,
    Paragraph,
    Picture,
    Span,
    Text,
    plain,
    read,
)

if TYPE_CHECKING:
    from docx.document import Document as Page
    from docx.table import Table, _Cell, _Row
    from docx.text.paragraph import Paragraph as Words

    from svangrum.advice.answer import Cited

_PICTURE_WIDTH = Mm(160)
_CITED_APART = " · "
_HELD_TOGETHER = "\u00a0"


def word_file(document: Document) -> bytes:
    """The bytes of a .docx. ``day`` is its date of creation and change, so that the same document is the same file."""
    page = docx.Document()
    look.dress(page, document.language)
    _describe(page, document)
    look.put_footer(page, document.footer)
    page.add_paragraph(document.title, style="Title")
    for block in document.blocks:
        _write(block, page)
    controls.number_controls(page.element.body)
    return _packed(page)


def _describe(page: Page, document: Document) -> None:
    """Core properties. Nobody is named as author: the officer who signs is."""
    moment = datetime.combine(document.day, time(), tzinfo=UTC)
    about = page.core_properties
    about.title, about.language = document.title[:255], look.LOCALES[document.language]
    about.created = about.modified = moment
    about.author = about.last_modified_by = about.comments = ""
    about.revision = 1


def _packed(page: Page) -> bytes:
    """Write the parts again in the order of their names, each with the day an archive begins its calendar on."""
    written, packed = io.BytesIO(), io.BytesIO()
    page.save(written)
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return packed.getvalue()


@singledispatch
def _write(block: Block, page: Page) -> None:
    message = f"no way to write {type(block).__name__} on {page}"
    raise TypeError(message)


@_write.register(Heading)
def _(block: Heading, page: Page) -> None:
    _put(block.text, page.add_paragraph(style=f"Heading {block.level}"))


@_write.register(Paragraph)
def _(block: Paragraph, page: Page) -> None:
    paragraph = page.add_paragraph(style=look.STYLES[block.style])
    _put(block.text, paragraph)
    _put(_citations(block.cited), paragraph)


@_write.register(Listing)
def _(block: Listing, page: Page) -> None:
    if block.label:
        page.add_paragraph(block.label, style=look.LABEL)
    number = look.new_numbering(page) if block.ordered else None
    for place, item in enumerate(block.items, start=1):
        paragraph = page.add_paragraph(style="List Number" if block.ordered else "List Bullet")
        if number is not None:
            look.number_by(paragraph, number)
        _put(item, paragraph)
        if place == len(block.items):
            _put(_citations(block.cited), paragraph)


@_write.register(Facts)
def _(block: Facts, page: Page) -> None:
    table = _table(page, block.caption, columns=2, widths=look.LABEL_AND_VALUE)
    for label, value in block.rows:
        cells = _add_row(table).cells
        _fill(cells[0], (Span(read(label), strong=True),))
        _fill(cells[1], value)
    look.head(table, row=False)


@_write.register(Grid)
def _(block: Grid, page: Page) -> None:
    table = _table(page, block.caption, columns=len(block.header), widths=())
    for row in (tuple(plain(cell, strong=True) for cell in block.header), *block.rows):
        for cell, text in zip(_add_row(table).cells, row, strict=True):
            _fill(cell, text)
    look.head(table, row=True)


@_write.register(Picture)
def _(block: Picture, page: Page) -> None:
    page.add_picture(io.BytesIO(block.png), width=_PICTURE_WIDTH)
    described = page.element.body.findall(f".//{qn('wp:docPr')}")[-1]
    described.set("descr", block.words)


@_write.register(Fields)
def _(block: Fields, page: Page) -> None:
    table = _table(page, "", columns=2, widths=look.LABEL_AND_VALUE)
    for label in block.labels:
        row = _add_row(table)
        _fill(row.cells[0], label)
        _fill(row.cells[1], ())
        controls.add_text_field(row.cells[1].paragraphs[0], read(label))
        look.set_height(row, lines=block.lines)
    look.head(table, row=False)


@_write.register(Choices)
def _(block: Choices, page: Page) -> None:
    _put(block.question, page.add_paragraph(style=look.STYLES["question"]))
    for option in block.options:
        paragraph = page.add_paragraph(style=look.CHOICE)
        controls.add_checkbox(paragraph, read(option))
        _put(option, paragraph)


@_write.register(NewPage)
def _(_block: NewPage, page: Page) -> None:
    page.add_page_break()  # type: ignore[no-untyped-call]


def _add_row(table: Table) -> _Row:
    row: _Row = table.add_row()  # type: ignore[no-untyped-call]
    return row


def _table(page: Page, caption: str, *, columns: int, widths: tuple[int, ...]) -> Table:
    table: Table = page.add_table(rows=0, cols=columns)
    look.dress_table(table, caption, widths)
    return table


def _fill(cell: _Cell, text: Text) -> None:
    cell.paragraphs[0].style = look.CELL
    _put(text, cell.paragraphs[0])


def _citations(cited: tuple[Cited, ...]) -> Text:
    """The places a statement rests on, as links after it."""
    links = [Span(one.label.replace(" ", _HELD_TOGETHER), url=one.url) for one in cited]
    apart = [span for link in links for span in (Span(_CITED_APART), link)]
    return (Span(" ("), *apart[1:], Span(")")) if apart else ()


def _put(text: Text, paragraph: Words) -> None:
    for span in text:
        if span.url:
            controls.add_link(paragraph, span.text, span.url)
            continue
        run = paragraph.add_run(span.text)
        run.bold = True if span.strong else None
        if span.blank:
            run.style = look.BLANK
