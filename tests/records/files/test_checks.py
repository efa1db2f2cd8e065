"""What is taken in, and what is refused: files that lie, run, fetch, swell, are locked, or tell of a person."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfWriter

from svangrum.core.errors import SvangrumError
from svangrum.core.language import LANGUAGES, words
from svangrum.records.files.checks import office_files, pdf
from svangrum.records.files.checks.budget import Budget
from svangrum.records.files.checks.check import check
from svangrum.records.files.checks.kinds import ENDINGS
from svangrum.records.files.upload import LONGEST_NAME, Upload, upload
from tests.records.files import made
from tests.records.files.made import NUMBER, a_docx, a_jpeg, a_pdf, a_pdf_with, a_png, an_xlsx

LARGEST = 20_000_000
GOOD = {
    "Avtal.PDF": (a_pdf(), True),
    "plan.docx": (a_docx(), True),
    "köp.xlsx": (an_xlsx(), True),
    "köp.csv": ("namn;kronor\r\nLokalvård;1 200 000\r\n".encode("cp1252"), True),
    "läs.txt": ("\ufeffHej å ä ö\n".encode(), True),
    "bild.png": (a_png(), False),
    "bild.jpg": (a_jpeg(), False),
    "bild.jpeg": (a_jpeg(), False),
    "skannad.pdf": (a_pdf(""), False),
    "med bild.pdf": (a_pdf_with(made.add_picture), False),
    "med bild i en form.pdf": (a_pdf_with(made.add_picture_in_a_form), False),
    "med bild i texten.pdf": (a_pdf_with(made.add_picture_in_the_content), False),
    "med bild.docx": (made.rewritten(a_docx(), {"word/media/image1.png": a_png()}), False),
}


def refused(name: str, content: bytes) -> SvangrumError:
    """The error, which both languages can tell and which never repeats the number."""
    with pytest.raises(SvangrumError) as caught:
        check(Upload(name, content), largest=LARGEST)
    told = [words(f"error.{caught.value.code}", language, **caught.value.values) for language in LANGUAGES]
    assert NUMBER not in "".join(told)
    assert "9876" not in "".join(told)
    return caught.value


def where(name: str, content: bytes) -> str:
    """Where a person's number was found, in Swedish."""
    error = refused(name, content)
    assert error.code == "file.person"
    return error.values["where"].label("sv")  # type: ignore[union-attr]


@pytest.mark.parametrize("name", GOOD)
def test_what_people_work_with_is_taken_in(name):
    content, searched = GOOD[name]

    checked = check(Upload(name, content), largest=LARGEST)

    assert name.lower().rpartition(".")[2] in checked.kind.endings
    assert checked.searched is searched


@pytest.mark.parametrize("name", GOOD)
@pytest.mark.parametrize("claimed", ENDINGS)
def test_a_file_that_is_not_what_its_name_says_is_refused(name, claimed):
    content, _ = GOOD[name]
    truth = name.lower().rpartition(".")[2]
    if claimed == truth or {claimed, truth} <= {"csv", "txt"} or {claimed, truth} <= {"jpg", "jpeg"}:
        return

    assert refused(f"fil.{claimed}", content).code in {"file.lies", "file.not-text"}


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("virus.exe", b"MZ\x90\0", "file.kind"),
        ("utan ändelse", b"x", "file.kind"),
        ("logga.svg", made.an_svg(), "file.kind"),
        ("makron.docm", a_docx(), "file.other-form"),
        ("gammal.xls", b"\xd0\xcf\x11\xe0", "file.other-form"),
        ("låst.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "file.locked"),
        ("program.txt", b"MZ text", "file.lies"),
        ("skal.txt", b"#!/bin/sh\n", "file.lies"),
        ("binär.txt", b"abc\x00\x01", "file.not-text"),
        ("binär.csv", b"a;b\x07\n", "file.not-text"),
        ("bild.png", b"\x89PNG\r\n\x1a\n", "file.damaged"),
        ("bild.jpg", b"\xff\xd8\xff", "file.damaged"),
        ("trasig.pdf", b"%PDF-1.7\nhej\n%%EOF", "file.damaged"),
        ("trasig.docx", b"PK\x03\x04" + b"\0" * 80, "file.damaged"),
        ("fel sort.docx", an_xlsx(), "file.lies"),
        ("zip.docx", made.rewritten(a_docx(), {"[Content_Types].xml": None}), "file.lies"),
    ],
)
def test_what_is_none_of_the_kinds_is_refused(name, content, code):
    assert refused(name, content).code == code


def test_a_file_that_is_too_large_is_refused_before_it_is_read():
    with pytest.raises(SvangrumError, match=r"file\.too-large") as caught:
        check(Upload("plan.docx", b"x" * 1_500_001), largest=1_500_000)

    assert "1.5 MB" in words("error.file.too-large", "en", **caught.value.values)


def with_relationship(office: bytes, part: str, kind: str, target: str) -> bytes:
    link = (
        '<Relationship Id="rX" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
        f'{kind}" Target="{target}" TargetMode="External"/></Relationships>'
    )
    return made.changed(office, part, "</Relationships>", link)


DOCUMENT = "word/_rels/document.xml.rels"
WORKBOOK = "xl/_rels/workbook.xml.rels"
INSTRUCTION = (
    '<w:p><w:r><w:instrText xml:space="preserve"> DDEAUTO c:\\cmd.exe "/k" </w:instrText></w:r></w:p></w:body>'
)


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("makro.docx", made.rewritten(a_docx(), {"word/vbaProject.bin": b"\xd0\xcf"}), "file.runs"),
        ("makro.xlsx", made.rewritten(an_xlsx(), {"xl/vbaProject.bin": b"\xd0\xcf"}), "file.runs"),
        ("kontroll.docx", made.rewritten(a_docx(), {"word/activeX/activeX1.xml": b"<a/>"}), "file.runs"),
        ("ole.docx", made.rewritten(a_docx(), {"word/embeddings/oleObject1.bin": b"\xd0\xcf"}), "file.runs"),
        ("inuti.docx", made.rewritten(a_docx(), {"word/embeddings/x.pdf": a_pdf()}), "file.embedded"),
        (
            "mall.docx",
            with_relationship(a_docx(), DOCUMENT, "attachedTemplate", "https://x.example/m.dotm"),
            "file.external",
        ),
        ("bild.docx", with_relationship(a_docx(), DOCUMENT, "image", "https://x.example/p.png"), "file.external"),
        ("länk.docx", with_relationship(a_docx(), DOCUMENT, "hyperlink", "file:///etc/passwd"), "file.external"),
        ("dde.docx", made.changed(a_docx(), "word/document.xml", "</w:body>", INSTRUCTION), "file.external"),
        ("koppling.xlsx", made.rewritten(an_xlsx(), {"xl/connections.xml": b"<connections/>"}), "file.external"),
        ("länkad.xlsx", made.rewritten(an_xlsx(), {"xl/externalLinks/externalLink1.xml": b"<a/>"}), "file.external"),
        (
            "hämtar.xlsx",
            made.changed(
                an_xlsx(), "xl/worksheets/sheet1.xml", "<v>", '<f>_xlfn.WEBSERVICE("https://x.example")</f><v>'
            ),
            "file.external",
        ),
        (
            "entitet.docx",
            made.rewritten(a_docx(), {"word/header9.xml": b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"}),
            "file.damaged",
        ),
        ("skript.pdf", a_pdf_with(made.add_script), "file.runs"),
        ("start.pdf", a_pdf_with(made.add_launch), "file.runs"),
        ("bilaga.pdf", a_pdf_with(made.add_attachment), "file.embedded"),
        ("låst.pdf", a_pdf_with(lambda pdf: pdf.encrypt("hemligt", algorithm="AES-256")), "file.locked"),
        ("lång.pdf", a_pdf_with(lambda pdf: [pdf.add_blank_page(9, 9) for _ in range(500)]), "file.too-many-pages"),
    ],
)
def test_what_runs_fetches_or_hides_a_file_is_refused(name, content, code):
    assert refused(name, content).code == code


def test_a_plain_link_in_a_document_is_no_fetching():
    content = with_relationship(a_docx(), DOCUMENT, "hyperlink", "https://www.exempelstad.example/kop")

    assert check(Upload("plan.docx", content), largest=LARGEST).searched


def a_bomb() -> bytes:
    return made.rewritten(a_docx(), {"word/header1.xml": b"<a>" + b" " * 30_000_000 + b"</a>"})


def a_locked_archive() -> bytes:
    content = bytearray(a_docx())
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(mark)
        content[at + place] |= 1
    return bytes(content)


def twice_the_same() -> bytes:
    held = io.BytesIO(a_docx())
    with zipfile.ZipFile(held, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("word/document.xml", b"<a/>")
    return held.getvalue()


@pytest.mark.parametrize(
    ("made_by", "code"), [(a_bomb, "file.bomb"), (a_locked_archive, "file.locked"), (twice_the_same, "file.damaged")]
)
def test_an_archive_that_swells_is_locked_or_says_two_things_is_refused(made_by, code):
    assert refused("plan.docx", made_by()).code == code


@pytest.mark.parametrize("left", [Budget(unfolded=6_000_000), Budget(parts=100)])
def test_what_lies_inside_is_spent_from_the_same_budget(left, monkeypatch):
    """Each archive is far within the bounds: two inside another are too, and ten are not."""
    monkeypatch.setattr(office_files, "Budget", lambda: replace(left))
    inside = made.rewritten(a_docx(), {"word/header1.xml": b"<a>" + b" " * 900_000 + b"</a>"})

    assert check(Upload("plan.docx", made.nested(2, inside)), largest=LARGEST).searched
    assert refused("plan.docx", made.nested(10, inside)).code == "file.bomb"


def test_forms_of_a_pdf_that_draw_each_other_are_spent_from_one_budget(monkeypatch):
    monkeypatch.setattr(pdf, "Budget", lambda: Budget(unfolded=1_000_000))

    assert refused("ritning.pdf", a_pdf_with(made.add_forms_that_draw_forms)).code == "file.bomb"


def test_a_page_that_draws_more_forms_than_are_read_counts_as_not_searched():
    drawn = a_pdf_with(made.add_form(times=4_001))

    assert check(Upload("ritning.pdf", a_pdf_with(made.add_form(times=4_000))), largest=LARGEST).searched
    assert not check(Upload("ritning.pdf", drawn), largest=LARGEST).searched


def test_names_that_lead_out_of_an_archive_are_refused():
    assert refused("plan.docx", made.rewritten(a_docx(), {"../../etc/x.xml": b"<a/>"})).code == "file.damaged"


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("jätte.png", a_png(20_000, 2, rows=b""), "file.picture-size"),
        ("stor.png", a_png(11_000, 11_000, rows=b""), "file.picture-size"),
        ("ingen.png", a_png(0, 2, rows=b""), "file.picture-size"),
        ("jätte.jpg", a_jpeg(20_000, 2), "file.picture-size"),
        ("svans.png", a_png() + a_docx(), "file.damaged"),
        ("svans.jpg", a_jpeg() + a_docx(), "file.damaged"),
        ("kapad.png", a_png()[:-6], "file.damaged"),
        ("kapad.jpg", a_jpeg()[:-2], "file.damaged"),
        ("ändrad.png", a_png()[:40] + b"\x01" + a_png()[41:], "file.damaged"),
        ("utan mått.jpg", b"\xff\xd8" + made.segment(0xE0, b"JFIF\0" + b"\0" * 9) + b"\xff\xd9", "file.damaged"),
    ],
)
def test_pictures_are_whole_and_of_a_size_that_can_be_shown(name, content, code):
    assert refused(name, content).code == code


def add_header(document):
    document.sections[0].header.paragraphs[0].text = NUMBER


def add_footer(document):
    document.sections[0].footer.paragraphs[0].text = NUMBER


def add_comment(document):
    document.add_comment(document.paragraphs[0].runs, text=NUMBER, author="Kim", initials="K")


def add_property(document):
    document.core_properties.subject = NUMBER


def add_table(document):
    document.add_table(1, 1).cell(0, 0).text = NUMBER


def add_split(document):
    paragraph = document.add_paragraph()
    paragraph.add_run("8112").bold = True
    paragraph.add_run("18-98")
    paragraph.add_run("76").italic = True


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (add_header, "i ett sidhuvud"),
        (add_footer, "i en sidfot"),
        (add_comment, "i en kommentar"),
        (add_property, "i filens egenskaper"),
        (add_table, "i texten"),
        (add_split, "i texten"),
    ],
)
def test_a_number_is_found_wherever_it_stands_in_a_document(change, place):
    assert where("plan.docx", a_docx(change=change)) == place


def test_a_number_in_a_chart_of_a_document_is_found():
    content = made.rewritten(a_docx(), {"word/embeddings/tal.xlsx": an_xlsx(["Kim", 8112189876])})

    assert "inuti filen" in where("plan.docx", content)


@pytest.mark.parametrize("cell", [NUMBER, 8112189876, 198112189876, 8112189876.0, f"Kim {NUMBER}, slutade"])
def test_a_number_is_found_in_the_cell_where_it_stands(cell):
    assert where("lista.xlsx", an_xlsx(["Namn", "Nr"], ["Kim", cell], name="Maj")) == "på bladet ”Maj”, rad 2"


def test_a_number_in_exponents_is_found():
    content = made.changed(an_xlsx(["Kim", 7.0]), "xl/worksheets/sheet1.xml", "<v>7.0</v>", "<v>8.112189876E9</v>")

    assert where("lista.xlsx", content).endswith("rad 1")


def shared(text: str) -> bytes:
    cells = made.changed(
        an_xlsx(["Namn"], ["Kim", 1]), "xl/worksheets/sheet1.xml", "<v>1</v>", "<v>1</v></c><c r='C2' t='s'><v>1</v>"
    )
    strings = f'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si/><si>{text}</si></sst>'
    return made.rewritten(cells, {"xl/sharedStrings.xml": strings.encode()})


def test_a_number_that_cells_share_is_found_at_the_cell():
    assert where("lista.xlsx", shared(f"<t>{NUMBER}</t>")) == "på bladet ”data”, rad 2"
    assert where("lista.xlsx", shared("<r><t>811218</t></r><r><t>-9876</t></r>")) == "på bladet ”data”, rad 2"


def test_a_number_in_the_name_of_a_sheet_is_found():
    assert where("lista.xlsx", an_xlsx(name=NUMBER)) == "i namnet på ett blad"


def test_a_number_is_found_on_its_page():
    text = f"Lokalvård #pagebreak() Städning #pagebreak() Kim {NUMBER}"

    assert where("plan.pdf", a_pdf(text)) == "på sidan 3"


@pytest.mark.parametrize(
    "change", [made.add_note(NUMBER), lambda pdf: pdf.add_metadata({"/Title": NUMBER})], ids=["note", "title"]
)
def test_a_number_beside_the_pages_of_a_pdf_is_found(change):
    assert where("plan.pdf", a_pdf_with(change)) == "i filens egenskaper"


@pytest.mark.parametrize("ending", ["csv", "txt"])
@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_a_number_is_found_on_its_line(ending, encoding):
    assert where(f"lista.{ending}", f"å\nä\n{NUMBER}\n".encode(encoding)) == "på rad 3"


def test_a_number_is_found_in_what_pictures_carry():
    assert where("bild.png", a_png(texts={"Comment": NUMBER})) == "i filens egenskaper"
    assert where("bild.jpg", a_jpeg(comment=NUMBER)) == "i filens egenskaper"


@pytest.mark.parametrize("name", [f"{NUMBER}.pdf", "Kim 19811218-9876 cv.docx"])
def test_a_number_in_the_name_is_found(name):
    assert where(name, a_pdf()) == "i filens namn"


def test_a_name_is_made_plain():
    assert upload("..\\..\\C:/x/.Avtal\u202e fdp.\n\x00pdf", b"x").name == "Avtal fdp.pdf"
    assert upload("a\u0308.pdf", b"x").name == "ä.pdf"


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("", b"x", "file.no-name"),
        ("...", b"x", "file.no-name"),
        ("/", b"x", "file.no-name"),
        ("a.pdf", b"", "file.empty"),
        ("a" * LONGEST_NAME + ".pdf", b"x", "file.name-too-long"),
    ],
)
def test_what_has_no_name_or_content_is_refused(name, content, code):
    with pytest.raises(SvangrumError, match=code):
        upload(name, content)


BEGINNINGS = [b"", b"%PDF-1.7\n", b"PK\x03\x04", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"\xd0\xcf\x11\xe0"]


@given(ending=st.sampled_from(sorted(ENDINGS)), begins=st.sampled_from(BEGINNINGS), rest=st.binary(max_size=2_000))
def test_no_bytes_make_the_checks_fall(ending, begins, rest):
    with suppress(SvangrumError):
        check(Upload(f"fil.{ending}", begins + rest), largest=LARGEST)


WHOLE = [("pdf", a_pdf()), ("docx", a_docx()), ("xlsx", an_xlsx()), ("png", a_png()), ("jpg", a_jpeg())]


@given(whole=st.sampled_from(WHOLE), data=st.data())
def test_no_changed_byte_makes_the_checks_fall(whole, data):
    ending, content = whole
    changed = bytearray(content)
    for _ in range(data.draw(st.integers(1, 8))):
        changed[data.draw(st.integers(0, len(changed) - 1))] = data.draw(st.integers(0, 255))
    with suppress(SvangrumError):
        check(Upload(f"fil.{ending}", bytes(changed)), largest=LARGEST)


def test_a_blank_page_that_pypdf_makes_can_be_read():
    held = io.BytesIO()
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.write(held)

    assert not check(Upload("tom.pdf", held.getvalue()), largest=LARGEST).searched


def test_a_text_in_a_picture_that_unfolds_without_end_is_cut():
    packed = b"Comment\0\0" + zlib.compress(b"0" * 50_000_000)
    header = made.chunk(b"IHDR", struct.pack(">IIBBBBB", 2, 2, 8, 0, 0, 0, 0))
    content = b"\x89PNG\r\n\x1a\n" + header + made.chunk(b"zTXt", packed) + made.chunk(b"IEND", b"")

    assert not check(Upload("bild.png", content), largest=LARGEST).searched
