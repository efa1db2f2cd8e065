"""How a Word document looks: the page, the styles, the lists and the tables, in the product's ink and green."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

if TYPE_CHECKING:
    from docx.document import Document as Page
    from docx.styles.style import ParagraphStyle
    from docx.table import Table, _Row
    from docx.text.paragraph import Paragraph

LOCALES = {"sv": "sv-SE", "en": "en-GB"}
LABEL, CHOICE, CELL, BLANK = "Svangrum Label", "Svangrum Choice", "Svangrum Cell", "Svangrum Blank"
STYLES = {
    "body": "Normal",
    "lead": "Svangrum Lead",
    "question": "Svangrum Question",
    "quiet": "Svangrum Quiet",
    "note": "Svangrum Note",
}
LABEL_AND_VALUE = (Mm(62), Mm(98))

_FONT = "Calibri"
_INK, _MUTED, _GREEN = RGBColor(0x1F, 0x1D, 0x1A), RGBColor(0x57, 0x52, 0x4A), RGBColor(0x1B, 0x57, 0x41)
_OCHRE, _RULE, _BLANK_GROUND = "8A5A00", "D9D2C3", "FBE9A9"
_ABSTRACT_BULLET, _ABSTRACT_NUMBER = 90, 91
_LINE = 18
_TEXT_WIDTH, _HANG = Mm(160), Mm(7)
_WORD_2013 = "15"
_TEMPLATE_STYLES = {
    *("Normal", "Title", "heading 1", "heading 2", "heading 3", "List Bullet", "List Number", "header", "footer"),
    *("Title Char", "Heading 1 Char", "Heading 2 Char", "Heading 3 Char", "Header Char", "Footer Char"),
    *("Default Paragraph Font", "Normal Table", "No List"),
}
"""What is kept of the template's 160 styles; an officer who pastes does not bring the rest along."""


def dress(page: Page, language: str) -> None:
    """Page, styles, lists and language of an empty document."""
    _keep_few_styles(page)
    _measure(page)
    _speak(page, LOCALES[language])
    _style_text(page)
    _define_lists(page)
    _be_current(page)


def _keep_few_styles(page: Page) -> None:
    for style in page.styles.element.findall(qn("w:style")):
        if style.find(qn("w:name")).get(qn("w:val")) not in _TEMPLATE_STYLES:
            style.getparent().remove(style)


def _measure(page: Page) -> None:
    section = page.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(25)
    section.top_margin, section.bottom_margin = Mm(24), Mm(24)


def _speak(page: Page, locale: str) -> None:
    """The language of the text, for spelling and for a screen reader."""
    defaults = page.styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}")
    for old in defaults.findall(qn("w:lang")):
        defaults.remove(old)
    defaults.append(_element(f'<w:lang {nsdecls("w")} w:val="{locale}" w:eastAsia="{locale}" w:bidi="ar-SA"/>'))
    for marked in page.styles.element.findall(f".//{qn('w:style')}//{qn('w:lang')}"):
        marked.getparent().remove(marked)


def _style_text(page: Page) -> None:
    _font(page.styles["Normal"], 11, _INK, before=4, after=4)
    _font(page.styles["Title"], 24, _INK, bold=True, after=14)
    _font(page.styles["Heading 1"], 15, _INK, bold=True, before=20, after=6)
    _font(page.styles["Heading 2"], 12, _INK, bold=True, before=14, after=3)
    _font(page.styles["Heading 3"], 11, _INK, bold=True, before=10, after=3)
    for name in ("List Bullet", "List Number"):
        _font(page.styles[name], 11, _INK, after=3)
    _font(_new_style(page, STYLES["lead"]), 14, _INK, after=12)
    question = _font(_new_style(page, STYLES["question"]), 11, _INK, bold=True, before=8, after=3)
    question.paragraph_format.keep_with_next = True
    _font(_new_style(page, STYLES["quiet"]), 9.5, _MUTED, before=4, after=4)
    _font(_new_style(page, CELL), 11, _INK)
    _font(_new_style(page, LABEL), 10, _MUTED, before=8, after=3).paragraph_format.keep_with_next = True
    choice = _font(_new_style(page, CHOICE), 11, _INK, after=3).paragraph_format
    choice.left_indent, choice.first_line_indent = _HANG, -_HANG
    choice.tab_stops.add_tab_stop(_HANG)
    _style_note(_font(_new_style(page, STYLES["note"]), 11, _INK, before=6, after=10))
    _rule_off(page.styles["Title"])
    _style_runs(page)


def _font(style: Any, size: float, colour: RGBColor, *, bold: bool = False, before: float = 0, after: float = 0) -> Any:  # noqa: ANN401
    """Set one paragraph style; theme fonts and colours of the template give way."""
    style.font.name, style.font.size, style.font.bold, style.font.italic = _FONT, Pt(size), bold, False
    style.font.color.rgb = colour
    fonts = style.element.rPr.rFonts
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for name in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(name), _FONT)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    style.paragraph_format.line_spacing = 1.2
    return style


def _new_style(page: Page, name: str) -> ParagraphStyle:
    style: ParagraphStyle = page.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = page.styles["Normal"]
    return style


def _style_note(style: Any) -> None:  # noqa: ANN401
    style.paragraph_format.left_indent = Mm(4)
    line = f'<w:pBdr {nsdecls("w")}><w:left w:val="single" w:sz="18" w:space="8" w:color="{_OCHRE}"/></w:pBdr>'
    style.element.get_or_add_pPr().insert_element_before(_element(line), "w:spacing", "w:ind")


def _rule_off(style: Any) -> None:  # noqa: ANN401
    """Take away the template's rule under a title."""
    border = style.element.pPr.find(qn("w:pBdr"))
    if border is not None:
        style.element.pPr.remove(border)


def _style_runs(page: Page) -> None:
    link = page.styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
    link.font.color.rgb, link.font.underline = _GREEN, True
    blank = page.styles.add_style(BLANK, WD_STYLE_TYPE.CHARACTER)
    blank.font.bold = True
    shading = f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{_BLANK_GROUND}"/>'
    blank.element.get_or_add_rPr().append(_element(shading))


def _define_lists(page: Page) -> None:
    """A dash list and a numbered list of our own; each numbered list starts at 1."""
    numbering = page.part.numbering_part.element
    first = numbering.find(qn("w:num"))
    for code, form, text in ((_ABSTRACT_BULLET, "bullet", "–"), (_ABSTRACT_NUMBER, "decimal", "%1.")):
        first.addprevious(
            _element(
                f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{code}"><w:multiLevelType w:val="singleLevel"/>'
                f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>'
                '<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="397" w:hanging="397"/></w:pPr></w:lvl></w:abstractNum>'
            )
        )
    _list_style(page, "List Bullet", numbering.add_num(_ABSTRACT_BULLET).numId)
    _list_style(page, "List Number", numbering.add_num(_ABSTRACT_NUMBER).numId)


def _list_style(page: Page, name: str, number: int) -> None:
    properties = page.styles[name].element.get_or_add_pPr()
    properties.get_or_add_numPr().get_or_add_numId().val = number
    indent = properties.find(qn("w:ind"))
    if indent is not None:
        properties.remove(indent)


def new_numbering(page: Page) -> int:
    """A numbered list that starts at 1; its number."""
    number = page.part.numbering_part.element.add_num(_ABSTRACT_NUMBER)
    number.add_lvlOverride(ilvl=0).add_startOverride(1)
    identity: int = number.numId
    return identity


def number_by(paragraph: Paragraph, number: int) -> None:
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()  # noqa: SLF001 - no public way
    properties.get_or_add_ilvl().val = 0
    properties.get_or_add_numId().val = number


def _be_current(page: Page) -> None:
    """Open in today's layout, not in compatibility mode, and without the template's picture of itself."""
    for setting in page.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), _WORD_2013)
    package = page.part.package
    for key in [key for key, one in package.rels.items() if one.reltype.endswith("/thumbnail")]:
        del package.rels[key]


def put_footer(page: Page, text: str) -> None:
    """The footer's words; to the right page and number of pages."""
    paragraph = page.sections[0].footer.paragraphs[0]
    paragraph.style = page.styles[STYLES["quiet"]]
    paragraph.paragraph_format.tab_stops.add_tab_stop(_TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    paragraph.add_run(f"{text}\t")
    for field, after in (("PAGE", " / "), ("NUMPAGES", "")):
        simple = _element(f'<w:fldSimple {nsdecls("w")} w:instr="{field}"><w:r><w:t>1</w:t></w:r></w:fldSimple>')
        paragraph._p.append(simple)  # noqa: SLF001
        paragraph.add_run(after)


def dress_table(table: Table, caption: str, widths: tuple[int, ...]) -> None:
    """Rules between rows, a description for who cannot see it, and columns of set width."""
    table.autofit = not widths
    properties = table._tbl.tblPr  # noqa: SLF001 - no public way to these
    line = f'w:val="single" w:sz="4" w:space="0" w:color="{_RULE}"'
    borders = f"<w:tblBorders {nsdecls('w')}><w:bottom {line}/><w:insideH {line}/></w:tblBorders>"
    properties.insert_element_before(_element(borders), "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")
    margins = '<w:top w:w="60" w:type="dxa"/><w:left w:w="0" w:type="dxa"/><w:bottom w:w="60" w:type="dxa"/>'
    properties.insert_element_before(_element(f"<w:tblCellMar {nsdecls('w')}>{margins}</w:tblCellMar>"), "w:tblLook")
    if caption:
        described = _element(f"<w:tblCaption {nsdecls('w')}/>")
        described.set(qn("w:val"), caption)
        properties.append(described)
    for column, width in zip(table.columns, widths, strict=False):
        column.width = width


def head(table: Table, *, row: bool) -> None:
    """Say what heads the cells: the first row, repeated on a new page, or the first column. Keep the rows together."""
    look = table._tbl.tblPr.find(qn("w:tblLook"))  # noqa: SLF001
    for name, on in (("firstRow", row), ("firstColumn", True), ("noHBand", True), ("noVBand", True)):
        look.set(qn(f"w:{name}"), "1" if on else "0")
    for place, one in enumerate(table.rows):
        properties = one._tr.get_or_add_trPr()  # noqa: SLF001
        for cell in one.cells[:1] if place < len(table.rows) - 1 else ():
            cell.paragraphs[0].paragraph_format.keep_with_next = True
        properties.append(_element(f"<w:cantSplit {nsdecls('w')}/>"))
        if row and place == 0:
            properties.append(_element(f"<w:tblHeader {nsdecls('w')}/>"))


def set_height(row: _Row, *, lines: int) -> None:
    row.height, row.height_rule = Pt(_LINE * (lines + 1)), WD_ROW_HEIGHT_RULE.AT_LEAST


def _element(xml: str) -> Any:  # noqa: ANN401 - lxml elements have no types
    return parse_xml(xml)
