"""Files as programs make them, and as no program should: for tests of what is taken in."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING, Any

import docx
import typst
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, IndirectObject, NameObject, TextStringObject

from tests.ingest.workbooks import workbook

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

NUMBER = "811218-9876"
"""The example of a personal number that Skatteverket publishes; it is nobody's."""


def a_docx(text: str = "Lokalvård i två förskolor.", change: Callable[[Any], object] | None = None) -> bytes:
    """A document of one paragraph; ``change`` may add more to it."""
    document = docx.Document()
    document.core_properties.author = "Svängrum"
    document.add_paragraph(text)
    if change is not None:
        change(document)
    held = io.BytesIO()
    document.save(held)
    return without(held.getvalue(), "docProps/thumbnail.jpeg")


def without(office: bytes, part: str) -> bytes:
    """The same archive without a part: the picture of the first page that python-docx's template carries."""
    return rewritten(office, {part: None})


def rewritten(office: bytes, parts: Mapping[str, bytes | None]) -> bytes:
    """The same archive with some parts replaced, added, or (None) left out."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(office)) as old, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as new:
        for name in [*old.namelist(), *(name for name in parts if name not in old.namelist())]:
            content = parts.get(name, b"") if name in parts else old.read(name)
            if content is not None:
                new.writestr(name, content)
    return held.getvalue()


def changed(office: bytes, part: str, old: str, new: str) -> bytes:
    """The same archive with a text in one part replaced."""
    with zipfile.ZipFile(io.BytesIO(office)) as archive:
        text = archive.read(part).decode()
    assert old in text
    return rewritten(office, {part: text.replace(old, new).encode()})


def nested(times: int, inside: bytes) -> bytes:
    """A document that holds another, so many times."""
    return rewritten(a_docx(), {f"word/embeddings/plan{number}.docx": inside for number in range(times)})


def an_xlsx(*rows: list[Any], name: str = "data") -> bytes:
    return workbook([list(row) for row in rows] or [["Köp", "Kronor"], ["Lokalvård", 1_200_000.0]], names=(name,))


def a_pdf(text: str = "Lokalvård i två förskolor.") -> bytes:
    return bytes(typst.compile(text.encode(), ignore_system_fonts=True))


def a_pdf_with(change: Callable[[PdfWriter], object]) -> bytes:
    """A PDF that pypdf has added something to."""
    writer = PdfWriter(clone_from=io.BytesIO(a_pdf()))
    change(writer)
    held = io.BytesIO()
    writer.write(held)
    return held.getvalue()


def add_script(writer: PdfWriter) -> None:
    opens_with(writer, "/JavaScript", "/JS", "app.alert('hej');")


def add_launch(writer: PdfWriter) -> None:
    opens_with(writer, "/Launch", "/F", "cmd.exe")


def opens_with(writer: PdfWriter, kind: str, name: str, what: str) -> None:
    """Let the PDF do something when it is opened."""
    action = DictionaryObject({NameObject("/S"): NameObject(kind), NameObject(name): TextStringObject(what)})
    writer._root_object[NameObject("/OpenAction")] = writer._add_object(action)


def add_attachment(writer: PdfWriter) -> None:
    writer.add_attachment("lista.txt", b"hej")


def add_note(text: str) -> Callable[[PdfWriter], None]:
    def change(writer: PdfWriter) -> None:
        note = DictionaryObject(
            {NameObject("/Subtype"): NameObject("/Text"), NameObject("/Contents"): TextStringObject(text)}
        )
        writer._root_object[NameObject("/Note")] = writer._add_object(note)

    return change


def add_picture(writer: PdfWriter) -> None:
    _let_draw(writer, _drawn(writer, "/Image"))


def add_picture_in_a_form(writer: PdfWriter) -> None:
    """As scanners do: the page draws a form, and the form draws the picture."""
    _let_draw(writer, _drawn(writer, "/Form", b"/P Do", shows=_drawn(writer, "/Image")))


def add_picture_in_the_content(writer: PdfWriter) -> None:
    """A picture between the letters of the page itself, which is no object."""
    _append(writer, b" BI /W 1 /H 1 /BPC 8 /CS /G ID \x80 EI ")


def add_form(times: int) -> Callable[[PdfWriter], None]:
    """A form of no more than a line, drawn so many times."""

    def change(writer: PdfWriter) -> None:
        _let_draw(writer, _drawn(writer, "/Form", b"0 0 m"))
        _append(writer, b" /P Do" * times)

    return change


def add_forms_that_draw_forms(writer: PdfWriter) -> None:
    """Small in the file; each form draws the one below thirty times, which makes gigabytes to read."""
    inner = _drawn(writer, "/Form", b"0 0 m " * 1_000)
    for _ in range(4):
        inner = _drawn(writer, "/Form", b"/P Do " * 30, shows=inner)
    _let_draw(writer, inner)
    _append(writer, b" /P Do ")


def _drawn(
    writer: PdfWriter, kind: str, content: bytes = b"\0", *, shows: IndirectObject | None = None
) -> IndirectObject:
    stream = DecodedStreamObject()
    stream.set_data(content)
    stream.update({NameObject("/Type"): NameObject("/XObject"), NameObject("/Subtype"): NameObject(kind)})
    if shows is not None:
        named = DictionaryObject({NameObject("/P"): shows})
        stream[NameObject("/Resources")] = DictionaryObject({NameObject("/XObject"): named})
    return writer._add_object(stream)


def _let_draw(writer: PdfWriter, one: IndirectObject) -> None:
    resources = writer.pages[0]["/Resources"].get_object()
    resources[NameObject("/XObject")] = DictionaryObject({NameObject("/P"): one})


def _append(writer: PdfWriter, content: bytes) -> None:
    page, whole = writer.pages[0], DecodedStreamObject()
    whole.set_data(page["/Contents"].get_object().get_data() + content)
    page[NameObject("/Contents")] = writer._add_object(whole)


def a_png(width: int = 2, height: int = 2, texts: Mapping[str, str] | None = None, rows: bytes | None = None) -> bytes:
    """A grey picture; ``texts`` are kept beside it by their keyword."""
    pixels = rows if rows is not None else b"".join(b"\0" + b"\x80" * width for _ in range(height))
    chunks = [chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))]
    chunks += [chunk(b"tEXt", f"{key}\0{text}".encode("latin-1")) for key, text in (texts or {}).items()]
    chunks += [chunk(b"IDAT", zlib.compress(pixels)), chunk(b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def chunk(kind: bytes, held: bytes) -> bytes:
    return struct.pack(">I", len(held)) + kind + held + struct.pack(">I", zlib.crc32(kind + held))


def a_jpeg(width: int = 16, height: int = 16, comment: str = "") -> bytes:
    """The frame of a picture in JPEG, as far as it is looked at: markers, size, an end."""
    said = segment(0xFE, comment.encode()) if comment else b""
    jfif = segment(0xE0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0")
    frame = segment(0xC0, struct.pack(">BHHB", 8, height, width, 1) + b"\x01\x11\0")
    scan = segment(0xDA, b"\x01\x01\0\0\x3f\0") + b"\x12\x34\xff\x00\x56"
    return b"\xff\xd8" + jfif + said + frame + scan + b"\xff\xd9"


def segment(marker: int, held: bytes) -> bytes:
    return bytes((0xFF, marker)) + struct.pack(">H", len(held) + 2) + held


def an_svg(inside: str = '<circle cx="4" cy="4" r="3" fill="#1b5741"/>', more: str = "") -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8" {more}>{inside}</svg>'.encode()
