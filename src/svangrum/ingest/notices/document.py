"""Bytes to a tree of elements: bounded, without entities, and with one spelling of every name.

The tree is pugixml's, about ten times faster than libxml2's, but it knows no namespaces: names keep the prefix they
were written with. So every document is brought to one spelling first: the prefixes that eForms itself uses, and none
for the rest. Nearly every notice is spelt so already and is parsed as it stands; the others go through lxml once.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from lxml import etree
from pugixml import pugi

from svangrum.core.errors import SvangrumError

MAX_BYTES = 24 << 20
"""A notice is kilobytes, the largest known a few megabytes."""
MAX_DEPTH = 250
MAX_ELEMENTS = 1_000_000
"""Marks of opening or closing; the largest notice known has a tenth of that."""
_LARGE = 256 << 10
"""What is smaller holds neither too many elements nor too deep ones to be read in good time."""
_CONTROL = re.compile(rb"&#(?:0*(?:[0-8]|1[124-9]|2\d|3[01])|[xX]0*(?:[0-8bBcC]|[eE]|[fF]|1[0-9a-fA-F]));")
"""References to control characters, which XML 1.0 forbids and pugixml lets through."""
_TWO_ROOTS = pugi.XPathQuery("boolean(/*[2])")
_TOO_DEEP = pugi.XPathQuery(f"boolean({'/*' * (MAX_DEPTH + 1)})")

PREFIXES = {
    "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2": "cac",
    "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2": "cbc",
    "urn:oasis:names:specification:ubl:schema:xsd:CommonExtensionComponents-2": "ext",
    "http://data.europa.eu/p27/eforms-ubl-extensions/1": "efext",
    "http://data.europa.eu/p27/eforms-ubl-extension-aggregate-components/1": "efac",
    "http://data.europa.eu/p27/eforms-ubl-extension-basic-components/1": "efbc",
}
"""Namespaces whose elements carry a prefix in the tree. All others carry none."""
_NAMESPACES = {prefix: namespace for namespace, prefix in PREFIXES.items()}
_PROLOGUE = re.compile(rb"(?:\xef\xbb\xbf)?(?:\s+|<\?.*?\?>|<!--.*?-->)*", re.DOTALL)
_ROOT = re.compile(rb"<([^\s/>!?\"']+)(?=[\s/>])((?:[^>\"']|\"[^\"]*\"|'[^']*')*)>")
_DECLARED = re.compile(rb"xmlns(?::([\w.-]+))?\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_ENCODING = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([\w.-]+)[\"']")
_UTF8 = {b"utf-8", b"utf8", b"us-ascii", b"ascii"}
_LONGEST_PROLOGUE = 1 << 16
_BOM = b"\xef\xbb\xbf"
_WIDE_BOMS = (b"\xff\xfe", b"\xfe\xff", b"\x00<", b"<\x00")


def parse(content: bytes) -> Any:  # noqa: ANN401 - pugixml ships no types
    """The root element of a notice, with names in one spelling, and the document it lives in.

    The root alone may keep a prefix of the writer's: see ``root_name``.

    Raises ``SvangrumError``: ``notice.too-large``, ``notice.empty``, ``notice.doctype`` (a document type or entities),
    ``notice.encoding``, ``notice.not-xml`` or ``notice.too-deep``.
    """
    if len(content) > MAX_BYTES:
        raise SvangrumError("notice.too-large", megabytes=MAX_BYTES >> 20)
    if not content or content.isspace():
        raise SvangrumError("notice.empty")
    if len(content) > _LARGE and content.count(b"<") > MAX_ELEMENTS:
        raise SvangrumError("notice.too-large", megabytes=MAX_BYTES >> 20)
    spelt = content if _is_spelt_right(content) else _respelt(content)
    document = pugi.XMLDocument()
    if b"\x00" in spelt or (b"&#" in spelt and _CONTROL.search(spelt)):
        raise SvangrumError("notice.control-characters")
    if not document.load_buffer(spelt, len(spelt)) or _TWO_ROOTS.evaluate_boolean(document):
        raise SvangrumError("notice.not-xml")
    if len(spelt) > _LARGE and _TOO_DEEP.evaluate_boolean(document):
        raise SvangrumError("notice.too-deep")
    return document.document_element(), document


def root_name(root: Any) -> str:  # noqa: ANN401 - pugixml ships no types
    """The root's name without prefix: in eForms it is the only element of its namespace."""
    name: str = root.name()
    return name.rpartition(":")[2]


def _is_spelt_right(content: bytes) -> bool:
    """Whether the tree may be read from the bytes as they stand: in UTF-8, with names as we spell them.

    Raises ``SvangrumError`` ``notice.doctype``: a document type may hold entities, and no notice has one.
    """
    prologue = _PROLOGUE.match(content, 0, _LONGEST_PROLOGUE)
    begins = prologue.end() if prologue else 0
    if content.startswith(b"<!DOCTYPE", begins):
        raise SvangrumError("notice.doctype")
    if content.startswith(_WIDE_BOMS) or not _is_utf8(content):
        return False
    root = _ROOT.match(content, begins, begins + _LONGEST_PROLOGUE)
    if root is None or (b":" in root[1] and root[1].endswith(b"TED_EXPORT")):
        return False
    declared = _DECLARED.findall(root[2])
    if len(declared) != content.count(b"xmlns"):
        declared = _DECLARED.findall(content)
    return all(_is_usual(prefix, (one or other).decode("utf-8", "replace")) for prefix, one, other in declared)


def _is_utf8(content: bytes) -> bool:
    """Whether the document says so, or says nothing. Bytes that are none are found where they are read."""
    encoding = _ENCODING.match(content[:_LONGEST_PROLOGUE].removeprefix(_BOM))
    return encoding is None or encoding[1].lower() in _UTF8


def _is_usual(prefix: bytes, namespace: str) -> bool:
    """No prefix for a namespace that carries none, its own for one that does.

    NUTS elements of legacy notices may carry any prefix: they are asked for by their local name.
    """
    if not prefix:
        return namespace not in PREFIXES
    name = prefix.decode("utf-8", "replace")
    if namespace in PREFIXES:
        return name == PREFIXES[namespace]
    return name not in _NAMESPACES and (namespace.endswith("/nuts") or "ted" not in namespace)


def _respelt(content: bytes) -> bytes:
    """The same document in UTF-8 with names in one spelling, by a parser that knows namespaces and encodings."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise SvangrumError(_reason(str(error))) from error
    except ValueError as error:
        raise SvangrumError("notice.encoding") from error
    if root.getroottree().docinfo.doctype:
        raise SvangrumError("notice.doctype")
    written: list[str] = []
    _write(root, written)
    return "".join(written).encode("utf-8")


def _write(root: Any, written: list[str]) -> None:  # noqa: ANN401 - lxml ships no types
    """Write an element with canonical names, without recursion: the depth is the writer's choice, not ours."""
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if not isinstance(element.tag, str):
            written.append(_escaped(element.tail) if event == "end" else "")
            continue
        name = _canonical(element.tag)
        if event == "start":
            attributes = "".join(f' {_canonical(key)}="{_escaped(value)}"' for key, value in element.items())
            written.append(f"<{name}{attributes}>{_escaped(element.text)}")
        else:
            written.append(f"</{name}>" + (_escaped(element.tail) if element is not root else ""))


def _reason(said: str) -> str:
    """What kind of fault the parser told of. An entity can only come from a document type."""
    if "depth" in said.lower():
        return "notice.too-deep"
    return "notice.doctype" if said.startswith("Entity") else "notice.not-xml"


@lru_cache(maxsize=4096)
def _canonical(tag: str) -> str:
    name = etree.QName(tag)
    prefix = PREFIXES.get(name.namespace or "")
    return f"{prefix}:{name.localname}" if prefix else name.localname


def _escaped(text: str | None) -> str:
    if not text:
        return ""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
