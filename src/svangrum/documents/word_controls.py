"""What python-docx does not offer: links, boxes to tick and places to write, each with a name for who cannot see it.

The elements are those of ECMA-376 part 1, 17.3 and 17.5 (content controls), and of Word's 2010 namespace.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from zlib import crc32

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

if TYPE_CHECKING:
    from docx.text.paragraph import Paragraph

_NAME_LENGTH = 64
_W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
_UNTICKED, _TICKED = "☐", "☒"


def add_link(paragraph: Paragraph, text: str, url: str) -> None:
    """A link to an address outside the document."""
    target = paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = _element(f'<w:hyperlink {nsdecls("w", "r")} r:id="{target}" w:history="1"/>')
    link.append(_run(text, style="Hyperlink"))
    paragraph._p.append(link)  # noqa: SLF001 - python-docx has no public way to place an element


def add_checkbox(paragraph: Paragraph, name: str) -> None:
    """A box that can be ticked by click or space bar, and a tab after it."""
    box = _control(
        name,
        f'<w14:checkbox {_W14}><w14:checked w14:val="0"/>'
        f'<w14:checkedState w14:val="{ord(_TICKED):04X}" w14:font="MS Gothic"/>'
        f'<w14:uncheckedState w14:val="{ord(_UNTICKED):04X}" w14:font="MS Gothic"/></w14:checkbox>',
        _run(_UNTICKED, font="MS Gothic"),
    )
    paragraph._p.append(box)  # noqa: SLF001
    paragraph.add_run("\t")


def add_text_field(paragraph: Paragraph, name: str) -> None:
    """A place to write in, of any length."""
    field = _control(name, f'<w:text {nsdecls("w")} w:multiLine="1"/>', _run("\u2003" * 3))
    paragraph._p.append(field)  # noqa: SLF001


def _control(name: str, kind: str, content: Any) -> Any:  # noqa: ANN401 - lxml elements have no types
    control = _element(
        f"<w:sdt {nsdecls('w')}><w:sdtPr><w:alias/><w:id/></w:sdtPr><w:sdtContent/></w:sdt>",
    )
    properties = control.find(qn("w:sdtPr"))
    properties.find(qn("w:alias")).set(qn("w:val"), name[:_NAME_LENGTH])
    properties.append(_element(kind))
    control.find(qn("w:sdtContent")).append(content)
    return control


def number_controls(body: Any) -> None:  # noqa: ANN401
    """Give every control the number of its own that Word demands; the same document gets the same numbers."""
    for place, number in enumerate(body.iter(qn("w:id")), start=1):
        number.set(qn("w:val"), str(crc32(str(place).encode()) >> 1))


def _run(text: str, *, style: str | None = None, font: str | None = None) -> Any:  # noqa: ANN401
    run = _element(f"<w:r {nsdecls('w')}><w:rPr/><w:t xml:space='preserve'/></w:r>")
    look = run.find(qn("w:rPr"))
    if style:
        look.append(_element(f'<w:rStyle {nsdecls("w")} w:val="{style}"/>'))
    if font:
        look.append(_element(f'<w:rFonts {nsdecls("w")} w:ascii="{font}" w:eastAsia="{font}" w:hAnsi="{font}"/>'))
    run.find(qn("w:t")).text = text
    return run


def _element(xml: str) -> Any:  # noqa: ANN401
    return parse_xml(xml)
