"""How much an SVG draws once everything that refers to something else in it is drawn in its place.

A few lines can ask for billions of shapes: a ``use`` of a group of ten ``use``, and so on; masks and clippings too.
Source: Scalable Vector Graphics (SVG) 1.1 (Second Edition), W3C, 5.6 and 14.
"""

from __future__ import annotations

import re
from math import prod
from typing import TYPE_CHECKING

from lxml import etree

from svangrum.core.errors import SvangrumError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

LINKS = frozenset({"{http://www.w3.org/1999/xlink}href", "href"})
_MOST_DRAWN = 50_000
_DEEPEST = 50
_URL = re.compile(r"url\s*\(\s*['\"]?\s*#([^'\")]*)", re.IGNORECASE)
_NAME = re.compile(r"[\w.-]+")


def refuse_multiplied(root: _Element) -> None:
    """Raises ``SvangrumError`` ``file.svg`` for a drawing of too many elements, or one that refers to itself."""
    if _Drawn(root).elements() > _MOST_DRAWN:
        raise SvangrumError("file.svg", field="file")


class _Drawn:
    def __init__(self, root: _Element) -> None:
        self._root = root
        self._counted: dict[str, int] = {}
        self._by_name: dict[str, _Element] = {}
        for element in root.iter():
            self._by_name.setdefault(element.get("id", ""), element)

    def elements(self) -> int:
        """At most so many. A style may clip or mask any element, those that clip and mask too: so they multiply."""
        styled = {name for style in self._root.iter("{*}style") for name in _named(style.text or "")}
        return self._count(self._root, 0) * prod(1 + self._of(name, 1) for name in styled if not self._colours(name))

    def _count(self, element: _Element, depth: int) -> int:
        if depth > _DEEPEST:
            raise SvangrumError("file.svg", field="file")
        return sum(1 + sum(self._of(name, depth + 1) for name in _referred(one)) for one in element.iter())

    def _of(self, name: str, depth: int) -> int:
        if name not in self._counted:
            target = self._by_name.get(name)
            self._counted[name] = 0 if target is None else self._count(target, depth)
        return self._counted[name]

    def _colours(self, name: str) -> bool:
        target = self._by_name.get(name)
        return target is not None and etree.QName(target).localname.endswith("Gradient")


def _referred(element: _Element) -> Iterator[str]:
    for attribute, value in element.attrib.items():
        if attribute in LINKS:
            yield str(value).removeprefix("#")
        else:
            yield from _named(str(value))


def _named(text: str) -> Iterator[str]:
    """What the text refers to; a name written in any other way than plainly is refused."""
    for found in _URL.finditer(text):
        if not _NAME.fullmatch(found[1].strip()):
            raise SvangrumError("file.svg", field="file")
        yield found[1].strip()
