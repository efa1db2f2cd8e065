"""Text is read as it was written, or not at all."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svangrum.core.errors import SvangrumError
from svangrum.ingest.decode import decode

WRITTEN = st.text(st.characters(codec="cp1252", exclude_characters="\r\0"), min_size=1)
ENDS = st.sampled_from(["\n", "\r\n", "\r"])
FORMS = st.sampled_from(
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (b"", "utf-8"),
    ]
)


@given(text=WRITTEN, end=ENDS, form=FORMS)
def test_what_was_written_is_read(text: str, end: str, form: tuple[bytes, str]) -> None:
    mark, encoding = form
    content = mark + text.replace("\n", end).encode(encoding)

    assert decode(content, path="a.csv").read() == text


@given(text=WRITTEN, end=ENDS)
def test_windows_1252_is_read_where_it_is_not_utf_8(text: str, end: str) -> None:
    content = ("Lokalvård" + text).replace("\n", end).encode("cp1252")

    assert decode(content, path="a.csv").read() == "Lokalvård" + text


def test_next_line_and_line_separator_end_no_line() -> None:
    assert decode("a\u0085b\u2028c".encode(), path="a.csv").read() == "a\u0085b\u2028c"


@pytest.mark.parametrize(
    "content",
    [b"L\x81okalv\xe5rd", codecs.BOM_UTF8 + b"Lokalv\xe5rd", codecs.BOM_UTF16_LE + b"a", b"PK\0\0\0"],
    ids=["no such letter", "a mark that lies", "half a letter", "not text"],
)
def test_what_cannot_be_read_is_refused_by_name(content: bytes) -> None:
    with pytest.raises(SvangrumError) as caught:
        decode(content, path="tabell.csv")

    assert (caught.value.code, caught.value.values) == ("ingest.not-text", {"path": "tabell.csv"})
