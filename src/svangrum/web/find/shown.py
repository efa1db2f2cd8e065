"""Entries as links: where each kind lies, its title, and a snippet with the words marked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.html import escape
from django.utils.safestring import mark_safe

from svangrum.core.swedish import stem_of, words_of
from svangrum.web.pages import address

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from svangrum.core.prose import Prose
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
    return Found(
        title=_said(entry.title, speaker),
        kind=speaker.words(f"find.kind.{entry.kind}"),
        snippet=_marked(_snippet(entry.body, query, speaker), query),
        url=place(entry, speaker.language),
    )


def _said(text: Prose, speaker: Speaker) -> str:
    """A text with its numbers; a clause's blanks are left as they stand."""
    try:
        return speaker.text(text)
    except KeyError:
        return text.template(speaker.language)


def _snippet(body: Iterable[Prose], query: str, speaker: Speaker) -> str:
    """The sentence that holds most of the words asked for."""
    wanted = {stem_of(word) for word in words_of(query)}
    texts = [_said(text, speaker) for text in body]
    best = max(texts, key=lambda text: len(wanted & {stem_of(word) for word in words_of(text)}), default="")
    return best if len(best) <= _SNIPPET else best[:_SNIPPET].rpartition(" ")[0] + " …"


def _marked(text: str, query: str) -> str:
    wanted = {stem_of(word) for word in words_of(query)}
    return mark_safe(" ".join(_word(word, wanted) for word in text.split()))  # noqa: S308 - every word is escaped


def _word(word: str, wanted: set[str]) -> str:
    hit = any(stem_of(one) in wanted for one in words_of(word))
    return f"<mark>{escape(word)}</mark>" if hit else escape(word)


def by_kind(entries: Iterable[Entry], kind: str, speaker: Speaker) -> Iterator[dict[str, str]]:
    """Links to every entry of a kind, for the site map."""
    for entry in entries:
        if entry.kind == kind:
            yield {"title": _said(entry.title, speaker), "url": place(entry, speaker.language)}
