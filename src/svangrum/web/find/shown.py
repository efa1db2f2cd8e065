"""Entries as links: where each kind lies, its title, and a snippet with the words marked."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from django.utils.html import escape
from django.utils.safestring import mark_safe

from svangrum.core.prose import Prose
from svangrum.core.swedish import stem_of
from svangrum.guide.search import folded_words, looked_for
from svangrum.web.law.addresses import OF_LAW
from svangrum.web.pages import address

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from svangrum.guide.entry import Entry
    from svangrum.web.said import Speaker

_SNIPPET = 220


@dataclass(frozen=True)
class Found:
    title: str
    kind: str
    snippet: str
    url: str


def place(entry: Entry, language: str) -> str:
    """The address of an entry."""
    if entry.kind in OF_LAW:
        return OF_LAW[entry.kind](entry.code, language)
    match entry.kind:
        case "cell":
            role, _, step = entry.code.partition("/")
            return address("guide-role", language, role=role) + f"#{step}"
        case "term":
            return address("glossary", language) + f"#{entry.code}"
        case "page":
            return address(entry.code, language)
        case kind:
            return address(kind, language, **{kind: entry.code})


def found(entry: Entry, query: str, speaker: Speaker) -> Found:
    """A hit as it is shown. The blanks of a contract text are left as they stand."""
    said = Prose.template if entry.kind == "clause" else partial(Prose.say, as_of=speaker.as_of)
    return Found(
        title=speaker.text(entry.title),
        kind=speaker.words(f"find.kind.{entry.kind}"),
        snippet=_marked(_snippet([said(text, speaker.language) for text in entry.body], query), query),
        url=place(entry, speaker.language),
    )


def _snippet(texts: Iterable[str], query: str) -> str:
    """The sentence that holds most of the words asked for."""
    wanted = _stems(query)
    best = max(texts, key=lambda text: len(wanted & {stem_of(word) for word in folded_words(text)}), default="")
    return best if len(best) <= _SNIPPET else best[:_SNIPPET].rpartition(" ")[0] + " …"


def _marked(text: str, query: str) -> str:
    wanted = _stems(query)
    return mark_safe(" ".join(_word(word, wanted) for word in text.split()))  # noqa: S308 - every word is escaped


def _stems(query: str) -> set[str]:
    return {stem_of(word) for word in looked_for(query)}


def _word(word: str, wanted: set[str]) -> str:
    hit = any(stem_of(one) in wanted for one in folded_words(word))
    return f"<mark>{escape(word)}</mark>" if hit else escape(word)


def by_kind(entries: Iterable[Entry], kind: str, speaker: Speaker) -> Iterator[dict[str, str]]:
    """Links to every entry of a kind, for the site map."""
    for entry in entries:
        if entry.kind == kind:
            yield {"title": speaker.text(entry.title), "url": place(entry, speaker.language)}
