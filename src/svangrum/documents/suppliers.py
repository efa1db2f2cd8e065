"""The annex with those whom the finding of the two-supplier test rests on and the prices, apart from the decision.

Whether it may be given out is examined by itself: 19 kap. 3 § and 31 kap. 16 § OSL (2009:400).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from svangrum.core.language import words
from svangrum.documents.blocks import Block, Document, Heading, Listing, Paragraph, plain
from svangrum.documents.characters import clean, rewrite
from svangrum.documents.parts import named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from svangrum.advice.answer import Answer, SupplierShown


def has_counted(answer: Answer) -> bool:
    """Whether the finding rests on anybody whom the reader may know of."""
    return any(True for _ in _counted(answer))


def suppliers_document(answer: Answer) -> Document:
    """The annex for Word, of an answer that ``has_counted``."""
    cleaned: Answer = rewrite(answer, clean)
    return Document(
        title=words("document.suppliers.title", cleaned.language, what=cleaned.what),
        language=cleaned.language,
        day=cleaned.as_of,
        footer=words("document.memo.footer", cleaned.language, version=cleaned.version, day=cleaned.as_of),
        blocks=tuple(_blocks(cleaned)),
    )


def _blocks(answer: Answer) -> Iterator[Block]:
    language = answer.language
    yield Paragraph(plain(words("document.suppliers.secrecy", language)), style="note")
    yield Paragraph(plain(words("document.suppliers.lead", language)))
    yield Heading(plain(words("supply.heading.listed", language)))
    yield Listing(tuple(plain(named(one)) for one in _counted(answer)))
    if answer.test is not None and answer.test.prices:
        yield Heading(plain(words("supply.heading.price", language)))
        yield Listing(tuple(plain(one) for one in answer.test.prices))
    yield Paragraph(plain(words("document.suppliers.own-word", language)), style="quiet")


def _counted(answer: Answer) -> Iterator[SupplierShown]:
    if answer.test is not None:
        yield from (one for one in answer.test.listed if one.counted)
