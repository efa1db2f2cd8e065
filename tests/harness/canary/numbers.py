"""Numbers of people that nobody has, in the forms that people write them in; and how one is found in anything."""

from __future__ import annotations

import re
import unicodedata

WRITTEN = (
    "811218-9876",
    "8112189876",
    "19811218-9876",
    "198112189876",
    "811218+9876",
    "811218 9876",
    "19811218 9876",
    "811218–9876",
    "811218\u22129876",
    "811218\u20119876",
    "811218\u00a09876",
    "8112\u00ad18-9876",
    "８１１２１８-９８７６",
    "1981-12-18-9876",
    "701063-2391",
    "7010632391",
    "19701063-2391",
    "19121212-1212",
    "Kim, född 811218-9876, slutade i maj",
)
"""Personal and co-ordination numbers that Skatteverket prints as examples, and that of Tolvan Tolvansson."""
_DIGITS = ("8112189876", "7010632391", "1212121212")
_NEAR = [re.compile(r"\D{0,3}".join(number)) for number in _DIGITS]
"""What people and encodings put between two digits takes three characters at most: a dash is that long in UTF-8."""
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")


def holds_one(text: str) -> bool:
    """Whether one of the numbers stands in the text, whatever stands between its digits."""
    digits = "".join(one for one in _plain(text) if one.isdecimal())
    return any(number in digits for number in _DIGITS)


def holds_one_raw(content: bytes) -> bool:
    """Whether one stands in the bytes, in the encodings that a file may have.

    Its digits must be near each other. A file is no text: far enough apart, any ten digits stand in it.
    """
    return any(_holds_near(content.decode(encoding, "ignore")) for encoding in ("latin-1", "utf-8", "utf-16-le"))


def _holds_near(text: str) -> bool:
    plain = _plain(text)
    return any(near.search(plain) for near in _NEAR)


def _plain(text: str) -> str:
    """The text with every digit, of whatever script, as the plain one. A sign that shows a whole hour is no digit."""
    unescaped = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    return "".join(str(unicodedata.decimal(one)) if one.isdecimal() else one for one in unescaped)
