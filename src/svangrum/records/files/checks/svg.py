"""An SVG that only draws: known elements and attributes, nothing that runs, links out or is styled from elsewhere.

Source: Scalable Vector Graphics (SVG) 1.1 (Second Edition), W3C.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from svangrum.core.errors import SvangrumError
from svangrum.records.files.checks.svg_uses import LINKS, refuse_multiplied

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

_SVG = "http://www.w3.org/2000/svg"
_DRAWS = re.compile(
    r"svg|g|defs|title|desc|path|rect|circle|ellipse|line|polyline|polygon|use|symbol|clipPath|mask"
    r"|(linear|radial)Gradient|stop|text|tspan"
)
_SAYS = re.compile(
    r"id|class|role|aria-label|aria-hidden|version|d|points|x[12]?|y[12]?|c[xy]|f[xy]|d[xy]|r[xy]?|width|height|viewBox"
    r"|preserveAspectRatio|transform|vector-effect|paint-order|overflow|visibility|display|opacity|color|style|mask"
    r"|fill(-opacity|-rule)?|clip-(path|rule)|offset|stop-(color|opacity)|spreadMethod|gradient(Units|Transform)"
    r"|stroke(-width|-linecap|-linejoin|-miterlimit|-dasharray|-dashoffset|-opacity)?"
    r"|(clipPath|mask|maskContent)Units|font-(family|size|weight|style)|text-anchor|letter-spacing|textLength"
)
_OUTSIDE = re.compile(r"url\s*\(\s*['\"]?(?!#)|expression|import|behavior|binding|\\|/\*", re.IGNORECASE)
_MOST_ELEMENTS = 5_000


def drawing(content: bytes) -> bytes:
    """The drawing written anew, without what other programs noted in it (their own elements and attributes).

    Raises ``SvangrumError`` ``file.damaged`` for what is no SVG, and ``file.svg`` for one with more than a drawing.
    """
    root = _root(content)
    for element in list(root.iter()):
        if not isinstance(element.tag, str) or not _is_svg(element):
            _take_out(element)
    elements = list(root.iter())
    if len(elements) > _MOST_ELEMENTS:
        raise SvangrumError("file.svg", field="file")
    for element in elements:
        _clean(element)
    refuse_multiplied(root)
    written: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def texts(drawn: bytes) -> Iterator[str]:
    """Every text in a drawing, and every attribute."""
    for element in _root(drawn).iter():
        yield "".join(element.itertext())
        yield from (str(value) for value in element.attrib.values())


def _root(content: bytes) -> _Element:
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.LxmlError, ValueError) as error:
        raise SvangrumError("file.damaged", field="file") from error
    if root.tag != f"{{{_SVG}}}svg" or root.getroottree().docinfo.internalDTD is not None:
        raise SvangrumError("file.damaged", field="file")
    return root


def _is_svg(element: _Element) -> bool:
    """Whether the element is SVG's own; ``metadata`` is its place for everyone else's."""
    name = etree.QName(element)
    return bool(name.namespace == _SVG) and name.localname != "metadata"


def _take_out(element: _Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _clean(element: _Element) -> None:
    """Raises ``SvangrumError`` ``file.svg`` for an element or attribute that does more than draw."""
    name = etree.QName(element).localname
    if name == "style":
        _refuse_style(element.text or "")
        if set(element.attrib) - {"type", "id"}:
            raise SvangrumError("file.svg", field="file")
        return
    if not _DRAWS.fullmatch(name):
        raise SvangrumError("file.svg", field="file")
    for attribute, value in list(element.attrib.items()):
        if attribute in LINKS:
            _refuse_link(str(value))
        elif attribute.startswith("{"):
            del element.attrib[attribute]
        elif not _SAYS.fullmatch(str(attribute)) or _OUTSIDE.search(str(value)):
            raise SvangrumError("file.svg", field="file")


def _refuse_link(target: str) -> None:
    if not re.fullmatch(r"#[\w.-]+", target):
        raise SvangrumError("file.svg", field="file")


def _refuse_style(text: str) -> None:
    """Rules of colours and lines only: no ``@import``, nothing fetched."""
    if not re.fullmatch(r"[{}\w\s.#:;,%()'\"+>*-]*", text) or _OUTSIDE.search(text):
        raise SvangrumError("file.svg", field="file")
