"""Many values of an element in one question to the parser.

Each call into the tree costs more than what it does there. So the paths of a record are written as one XPath 1.0
``concat`` with a separator that cannot stand in XML, and the answer is taken apart.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pugixml import pugi

from svangrum.core.errors import SvangrumError

if TYPE_CHECKING:
    from collections.abc import Iterator

_STRING = pugi.XPathQuery("string()")
_SEPARATOR = "\x1f"
"""A control character: XML 1.0 forbids it, so a document that holds it is refused."""


class Pick:
    """The first value of each of several paths below an element, in the order given; empty where there is none."""

    def __init__(self, *paths: str) -> None:
        parts = f",'{_SEPARATOR}',".join(f"string({path})" for path in paths)
        self._query = pugi.XPathQuery(f"concat({parts},'')")
        self._count = len(paths)

    def __call__(self, element: Any) -> list[str]:  # noqa: ANN401 - pugixml ships no types
        """As many texts as there are paths. Raises ``SvangrumError`` ``notice.control-characters``."""
        try:
            values: list[str] = self._query.evaluate_string(element).split(_SEPARATOR)
        except UnicodeDecodeError as error:
            raise SvangrumError("notice.encoding") from error
        if len(values) != self._count:
            raise SvangrumError("notice.control-characters")
        return values


class Every:
    """Every element of a path, in the order of the document."""

    def __init__(self, path: str) -> None:
        self._query = pugi.XPathQuery(path)

    def __call__(self, element: Any) -> list[Any]:  # noqa: ANN401 - pugixml ships no types
        found = element.select_nodes(self._query)
        return [found[position].node() for position in range(len(found))]

    def texts(self, element: Any) -> list[str]:  # noqa: ANN401 - pugixml ships no types
        """The text of each."""
        return [text_of(one) for one in self(element)]


def text_of(element: Any) -> str:  # noqa: ANN401 - pugixml ships no types
    """All text in an element, whatever comments stand in between. Raises ``SvangrumError`` ``notice.encoding``."""
    try:
        return str(_STRING.evaluate_string(element))
    except UnicodeDecodeError as error:
        raise SvangrumError("notice.encoding") from error


def children(element: Any, name: str) -> Iterator[Any]:  # noqa: ANN401 - pugixml ships no types
    """The children of a name, in order."""
    child = element.child(name)
    while child:
        yield child
        child = child.next_sibling(name)
