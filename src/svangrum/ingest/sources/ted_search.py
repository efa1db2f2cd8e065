"""TED's search: the notices that match an expert query, each saved as its own XML file."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from svangrum.core.errors import SvangrumError
from svangrum.ingest.sources.landing import folder, keep
from svangrum.ingest.sources.polite import printable
from svangrum.ingest.sources.ted import FetchedNotices, is_trusted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from svangrum.ingest.sources.landing import Told
    from svangrum.ingest.sources.polite import Polite

MAX_PAGE = 250
"""The most notices that TED gives at a time."""
_NUMBER = re.compile(r"\d{1,8}-\d{4}", re.ASCII)
_ONLY_THIS_ONE = (
    "fetch.absent",
    "fetch.bad-name",
    "fetch.no-link",
    "fetch.foreign-link",
    "fetch.not-a-notice",
)
_HTML = (b"<!doctype html", b"<html")


@dataclass(frozen=True)
class Query:
    """What to look for, in TED's expert query language, and at most how many to take."""

    text: str
    scope: str = "ALL"
    limit: int | None = None

    def page(self, token: str | None) -> dict[str, Any]:
        """The request for the first page, or for the one that ``token`` leads to."""
        size = MAX_PAGE if self.limit is None else min(self.limit, MAX_PAGE)
        asked = {
            "query": self.text,
            "fields": ["publication-number"],
            "limit": size,
            "scope": self.scope,
            "paginationMode": "ITERATION",
        }
        return asked if token is None else {**asked, "iterationNextToken": token}


def fetch_search(query: Query, *, server: str, into: Path, polite: Polite, told: Told) -> FetchedNotices:
    """Save every matching notice as ``<publication number>.xml``; those that are there already stay as they are.

    Raises ``SvangrumError`` ``fetch.*``; what was saved before stays, and the same call goes on from there.
    """
    fetched = FetchedNotices()
    with folder(into):
        for notice in _matches(query, server, polite, fetched):
            with fetched.one(*_ONLY_THIS_ONE):
                _save(notice, server=server, into=into, polite=polite, fetched=fetched, told=told)
    return fetched


def _matches(query: Query, server: str, polite: Polite, fetched: FetchedNotices) -> Iterator[Mapping[str, Any]]:
    """The notices, each once. TED gives a token after the last page too: its count or a page of nothing new ends it."""
    seen: set[str] = set()
    token: str | None = None
    while True:
        page = _page(query, token, server, polite)
        fetched.timed_out |= page.timed_out
        fetched.matches = page.matches if fetched.matches is None else fetched.matches
        new = {name: one for one in page.notices if (name := str(one.get("publication-number"))) not in seen}
        yield from list(new.values())[: None if query.limit is None else query.limit - len(seen)]
        seen |= new.keys()
        token = page.token
        goal = min((one for one in (query.limit, fetched.matches) if one is not None), default=None)
        if not new or token is None or (goal is not None and len(seen) >= goal):
            fetched.short = goal is not None and len(seen) < goal
            return


@dataclass(frozen=True)
class _Page:
    notices: list[Mapping[str, Any]]
    matches: int | None
    token: str | None
    timed_out: bool


def _page(query: Query, token: str | None, server: str, polite: Polite) -> _Page:
    url = f"{server}/v3/notices/search"
    try:
        body = polite.read("POST", url, asked=query.page(token))
    except SvangrumError as error:
        raise _explained(error, token) from error
    return _understood(body, url)


def _explained(error: SvangrumError, token: str | None) -> SvangrumError:
    """TED answers 400 to a query it does not understand, and 500 to a token it no longer knows."""
    status, said = error.values.get("status"), error.values.get("said")
    if error.code == "fetch.refused" and status == 400 and said:
        return SvangrumError("fetch.bad-query", field="query", said=said)
    if error.code == "fetch.server-error" and status == 500 and token is not None:
        return SvangrumError("fetch.bad-token", tries=error.values["tries"])
    return error


def _understood(body: bytes, url: str) -> _Page:
    try:
        told = json.loads(body)
        notices, matches, token = told["notices"], told.get("totalNoticeCount"), told.get("iterationNextToken")
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise SvangrumError("fetch.not-understood", url=url) from error
    sound = isinstance(notices, list) and all(isinstance(one, dict) for one in notices)
    if not (sound and isinstance(matches, int | None) and isinstance(token, str | None)):
        raise SvangrumError("fetch.not-understood", url=url)
    return _Page(notices, matches, token or None, timed_out=told.get("timedOut") is True)


def _save(
    notice: Mapping[str, Any], *, server: str, into: Path, polite: Polite, fetched: FetchedNotices, told: Told
) -> None:
    number = _number(notice)
    path = into / f"{number}.xml"
    if path.exists():
        fetched.already += 1
        return
    told(path.name)
    keep(path, _xml(_link(notice, number, server), polite))
    fetched.saved += 1


def _number(notice: Mapping[str, Any]) -> str:
    """The publication number, which becomes a file name: nothing but digits and a hyphen is let through."""
    number = notice.get("publication-number")
    if not isinstance(number, str) or _NUMBER.fullmatch(number) is None:
        raise SvangrumError("fetch.bad-name", name=printable(str(number)))
    return number


def _link(notice: Mapping[str, Any], number: str, server: str) -> str:
    links = notice.get("links")
    of_xml = links.get("xml") if isinstance(links, dict) else None
    found = [of_xml.get("MUL"), *of_xml.values()] if isinstance(of_xml, dict) else []
    link = next((one for one in found if isinstance(one, str)), None)
    if link is None:
        raise SvangrumError("fetch.no-link", number=number)
    if not is_trusted(link, server):
        raise SvangrumError("fetch.foreign-link", number=number, link=printable(link))
    return link


def _xml(link: str, polite: Polite) -> bytes:
    content = polite.read("GET", link)
    beginning = content[:1024].lower()
    if not beginning.strip() or any(mark in beginning for mark in _HTML):
        raise SvangrumError("fetch.not-a-notice", url=link)
    return content
