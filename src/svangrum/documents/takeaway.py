"""What can be taken away from an answer: one name, one media type, one way to make it."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from svangrum.core.language import words
from svangrum.documents.memo import memo_document
from svangrum.documents.pdf import memo_pdf
from svangrum.documents.suppliers import has_counted, suppliers_document
from svangrum.documents.texts import text_document
from svangrum.documents.word import word_file

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from svangrum.advice.answer import Answer

PDF = "application/pdf"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True)
class Takeaway:
    """``name`` is stable and the same in every language; ``make`` gives the same bytes for the same answer.

    ``fits`` is whether there is anything to make of an answer.
    """

    name: str
    media_type: str
    make: Callable[[Answer], bytes]
    fits: Callable[[Answer], bool] = lambda _answer: True

    def filename(self, language: str) -> str:
        """What the file is called when a reader of ``language`` saves it."""
        return words(f"document.file.{self.name}", language)


def _text(code: str) -> Callable[[Answer], bytes]:
    return lambda answer: word_file(text_document(code, answer))


_ALL = (
    Takeaway("beslutsunderlag.pdf", PDF, memo_pdf),
    Takeaway("beslutsunderlag.docx", WORD, lambda answer: word_file(memo_document(answer))),
    Takeaway("leverantorer.docx", WORD, lambda answer: word_file(suppliers_document(answer)), fits=has_counted),
    Takeaway("reservationstext.docx", WORD, _text("reservation")),
    Takeaway("bevisblankett.docx", WORD, _text("proof")),
    Takeaway("brev.docx", WORD, _text("letter")),
)
TAKEAWAYS: Mapping[str, Takeaway] = MappingProxyType({takeaway.name: takeaway for takeaway in _ALL})


def takeaways_of(answer: Answer) -> tuple[Takeaway, ...]:
    """Those that can be made of an answer, in order."""
    return tuple(one for one in TAKEAWAYS.values() if one.fits(answer))
