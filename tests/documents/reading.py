"""Reads back what the documents say, so that a test can compare it with the answer."""

from __future__ import annotations

import dataclasses
import io
import re
from typing import TYPE_CHECKING, Any

import docx
from pypdf import PdfReader

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.document import Document as Page

    from svangrum.advice.answer import Answer

NOT_SHOWN = {"language", "version", "regime", "act", "field", "key", "outcome", "url"}


def squeeze(text: str) -> str:
    """Text without white space and break marks: where a line ends says nothing about what stands in it."""
    return re.sub(r"[\s\u00a0\u200b]", "", text)


def texts(value: Any) -> Iterator[str]:
    """Every text of an answer that a reader must meet."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from texts(one)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            if field.name not in NOT_SHOWN:
                yield from texts(getattr(value, field.name))


def unsaid(answer: Answer, said: str) -> list[str]:
    """What the answer says that ``said`` does not."""
    squeezed = squeeze(said)
    return [text for text in texts(answer) if squeeze(text) not in squeezed]


def read_pdf(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf))


def pdf_text(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in read_pdf(pdf).pages)


def read_word(word: bytes) -> Page:
    return docx.Document(io.BytesIO(word))


def word_text(word: bytes) -> str:
    """The body's letters, links and controls included; one line a paragraph."""
    body = read_word(word).element.body
    tag = body.nsmap["w"]
    paragraphs = body.iter(f"{{{tag}}}p")
    return "\n".join("".join(one.text or "" for one in part.iter(f"{{{tag}}}t")) for part in paragraphs)
