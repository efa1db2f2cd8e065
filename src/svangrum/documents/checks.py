"""How a condition is checked, in one language's words: for the pages and the command line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from svangrum.core.language import words
from svangrum.documents.notes import recorded
from svangrum.guide.checks import Asked
from svangrum.guide.evidence import evidence
from svangrum.guide.texts import clauses

if TYPE_CHECKING:
    from svangrum.guide.checks import Check


@dataclass(frozen=True)
class TextNamed:
    """A text of the bank that carries the condition."""

    code: str
    title: str


@dataclass(frozen=True)
class Checked:
    """``who`` says of whom it is asked, or that nobody is; ``ask`` is empty then and ``check`` says what to note."""

    key: str
    title: str
    own: bool
    who: str
    ask: str
    when: str
    check: str
    evidence: tuple[str, ...]
    texts: tuple[TextNamed, ...]


def checked(check: Check, language: str) -> Checked:
    own = check.asked is Asked.BUYER
    return Checked(
        key=check.key.replace(".", "-"),
        title=check.title.template(language),
        own=own,
        who=words("checks.buyer" if own else f"checks.of.{check.asked}", language),
        ask=check.ask.template(language) if check.ask else "",
        when=", ".join(words(f"checks.moment.{one}", language) for one in check.when),
        check=check.check.template(language),
        evidence=tuple(recorded(evidence()[code], language) for code in check.evidence),
        texts=tuple(TextNamed(code, clauses()[code].title.template(language)) for code in check.texts),
    )
