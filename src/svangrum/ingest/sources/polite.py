"""Requests as a guest makes them: one connection, a pause between, patience when told to wait, honest about who asks.

A server's answer is never trusted: a redirect to another host is refused, what is read into memory has a bound, and a
body cut short is never taken for a whole one.
"""

from __future__ import annotations

import json
import time
from contextlib import contextmanager
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

import httpx

from svangrum.core.errors import SvangrumError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from types import TracebackType
    from typing import Self

MAX_BODY = 64 << 20
"""Bytes of an answer that is read into memory."""
_CHALLENGE = "x-amzn-waf-action"
_MAX_REDIRECTS = 5
_MAX_SAID = 300
_ABSENT = (404, 410)
_A_DAY = 86_400.0


@dataclass(frozen=True)
class Manners:
    """How a guest behaves: ``pause`` seconds between requests, and patience.

    A server that asks for a longer wait than ``longest_wait`` seconds is not waited for, and not asked again either.
    """

    pause: float = 1.0
    attempts: int = 5
    longest_wait: float = 600.0
    sleep: Callable[[float], None] = time.sleep

    def back_off(self, attempt: int) -> float:
        return 2.0 * (1 << attempt)


class Polite:
    """A client that asks one thing at a time and waits between."""

    def __init__(self, agent: str, manners: Manners) -> None:
        self.manners = manners
        self._client = httpx.Client(
            headers={"User-Agent": agent},
            follow_redirects=False,
            limits=httpx.Limits(max_connections=1),
            timeout=60.0,
        )
        self._asked_before = False
        self._trusts: Callable[[str], bool] = lambda _link: False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    @contextmanager
    def trusting(self, trusts: Callable[[str], bool]) -> Iterator[None]:
        """Follow redirects to other hosts meanwhile, where ``trusts`` says yes to the whole link."""
        before, self._trusts = self._trusts, trusts
        try:
            yield
        finally:
            self._trusts = before

    def read(self, method: str, url: str, *, asked: Mapping[str, Any] | None = None) -> bytes:
        """The whole body, asked for again when it was cut short.

        Raises ``SvangrumError`` ``fetch.cut-short``, ``fetch.too-large`` or one of those of ``opened``.
        """
        for _ in range(self.manners.attempts):
            try:
                with self.opened(method, url, asked=asked) as response:
                    return _whole(response)
            except httpx.RequestError:  # while the body was read: opened tells of its own
                continue
        raise SvangrumError("fetch.cut-short", url=url, tries=self.manners.attempts)

    @contextmanager
    def opened(
        self,
        method: str,
        url: str,
        *,
        asked: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Iterator[httpx.Response]:
        """An answer whose body is still to be read: 200, or 206 and 416 when a range was asked for.

        Raises ``SvangrumError`` ``fetch.unreachable``, ``fetch.too-many``, ``fetch.server-error``,
        ``fetch.challenge``, ``fetch.absent``, ``fetch.refused``, ``fetch.other-host`` or ``fetch.redirects``.
        """
        request = self._client.build_request(method, url, json=asked, headers=headers)
        response = self._patiently(request)
        try:
            _accept(response, ranged="Range" in request.headers)
            yield response
        finally:
            response.close()

    def _patiently(self, request: httpx.Request) -> httpx.Response:
        """The first answer that does not ask to come back later."""
        for attempt in range(self.manners.attempts):
            wait = self.manners.back_off(attempt)
            try:
                response = self._follow(request)
            except httpx.TransportError as error:
                problem = SvangrumError("fetch.unreachable", host=request.url.host, why=type(error).__name__)
            else:
                if not _may_pass(response):
                    return response
                response.close()
                wait = max(wait, _asked_to_wait(response))
                problem = _problem(response, wait, attempt + 1)
            if wait > self.manners.longest_wait or attempt + 1 == self.manners.attempts:
                break
            self.manners.sleep(wait)
        raise problem

    def _follow(self, request: httpx.Request) -> httpx.Response:
        """The answer at the end of the redirects, none of which may leave the host but for one that is trusted."""
        for _ in range(_MAX_REDIRECTS):
            response = self._send(request)
            following = response.next_request
            if following is None:
                return response
            response.close()
            if not (_same_place(request.url, following.url) or self._trusts(str(following.url))):
                raise SvangrumError("fetch.other-host", url=str(request.url), host=following.url.host)
            request = following
        raise SvangrumError("fetch.redirects", url=str(request.url))

    def _send(self, request: httpx.Request) -> httpx.Response:
        if self._asked_before:
            self.manners.sleep(self.manners.pause)
        self._asked_before = True
        return self._client.send(request, stream=True)


def printable(text: str) -> str:
    """What a server wrote, safe to show: one short line without control characters."""
    line = " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
    return line if len(line) <= _MAX_SAID else f"{line[:_MAX_SAID]}…"


def _may_pass(response: httpx.Response) -> bool:
    is_passing = response.status_code == httpx.codes.TOO_MANY_REQUESTS or response.is_server_error
    return is_passing and _CHALLENGE not in response.headers


def _asked_to_wait(response: httpx.Response) -> float:
    """``Retry-After`` in seconds, 0 when there is none. A moment is compared with the server's own clock."""
    stated = response.headers.get("Retry-After", "").strip()
    if stated.isascii() and stated.isdigit():
        return min(float(stated), _A_DAY)
    try:
        until, now = (parsedate_to_datetime(text) for text in (stated, response.headers.get("Date", "")))
        return min((until - now).total_seconds(), _A_DAY)
    except (TypeError, ValueError):
        return 0.0


def _problem(response: httpx.Response, wait: float, tries: int) -> SvangrumError:
    if response.status_code == httpx.codes.TOO_MANY_REQUESTS:
        return SvangrumError("fetch.too-many", host=response.url.host, seconds=int(wait), tries=tries)
    return SvangrumError("fetch.server-error", url=str(response.url), status=response.status_code, tries=tries)


def _accept(response: httpx.Response, *, ranged: bool) -> None:
    """Raise what an answer other than the file itself means."""
    status, url = response.status_code, str(response.url)
    if _is_challenge(response):
        raise SvangrumError("fetch.challenge", url=url)
    if status in _ABSENT:
        raise SvangrumError("fetch.absent", url=url)
    good = (httpx.codes.OK, httpx.codes.PARTIAL_CONTENT, httpx.codes.REQUESTED_RANGE_NOT_SATISFIABLE)
    if status not in (good if ranged else good[:1]):
        raise SvangrumError("fetch.refused", url=url, status=status, said=_said(response))


def _is_challenge(response: httpx.Response) -> bool:
    """Amazon's gate says so in a header, or accepts (202) and gives nothing."""
    if _CHALLENGE in response.headers:
        return True
    return response.status_code == httpx.codes.ACCEPTED and _beginning(response) == b""


def _beginning(response: httpx.Response) -> bytes:
    try:
        return next(response.iter_bytes(), b"")
    except httpx.RequestError:
        return b""


def _said(response: httpx.Response) -> str:
    """The server's own words on why it refused."""
    if response.is_stream_consumed:
        return ""
    text = _beginning(response).decode("utf-8", "replace")
    try:
        told = json.loads(text)
    except ValueError:
        return printable(text)
    return printable(str(told.get("message", text) if isinstance(told, dict) else text))


def _whole(response: httpx.Response) -> bytes:
    body = bytearray()
    for piece in response.iter_bytes():
        body += piece
        if len(body) > MAX_BODY:
            raise SvangrumError("fetch.too-large", url=str(response.url), megabytes=MAX_BODY >> 20)
    return bytes(body)


def _same_place(here: httpx.URL, there: httpx.URL) -> bool:
    return (here.host, here.port) == (there.host, there.port) and there.scheme in {here.scheme, "https"}
