"""A stand-in for TED on this machine: it gives the answers a test has laid out, and remembers what it was asked."""

from __future__ import annotations

import gzip
import json
import re
import threading
from collections import defaultdict
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from email.message import Message

SEARCH = "/v3/notices/search"
NOTICE = b'<?xml version="1.0" encoding="UTF-8"?><ContractNotice/>'
PACKAGE = gzip.compress(bytes(range(256)) * 40, mtime=0)


@dataclass(frozen=True)
class Answer:
    """``cut``: only so many bytes come of what was announced. ``ranges``: a part can be asked for."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    cut: int | None = None
    ranges: bool = True


@dataclass(frozen=True)
class Request:
    method: str
    path: str
    headers: Message
    body: Any


class TedServer:
    def __init__(self, address: str) -> None:
        self.address = address
        self.requests: list[Request] = []
        self._answers: dict[str, list[Answer]] = defaultdict(list)

    def lay_out(self, path: str, *answers: Answer) -> None:
        """Answers in the order they are given; the last one again and again."""
        self._answers[path] = list(answers)

    def lay_out_pages(self, *pages: Mapping[str, Any] | Answer) -> None:
        answers = [page if isinstance(page, Answer) else Answer(json.dumps(page).encode()) for page in pages]
        self.lay_out(SEARCH, *answers)

    def lay_out_notices(self, *numbers: str) -> list[dict[str, Any]]:
        """Notices as the search lists them, each with its XML to fetch."""
        for number in numbers:
            self.lay_out(f"/en/notice/{number}/xml", Answer(NOTICE))
        return [self.listed(number) for number in numbers]

    def listed(self, number: str) -> dict[str, Any]:
        return {
            "publication-number": number,
            "links": {"xml": {"MUL": f"{self.address}/en/notice/{number}/xml"}, "pdf": {}},
        }

    def next_answer(self, path: str) -> Answer:
        answers = self._answers.get(path) or [Answer(b"Not found", 404)]
        return answers.pop(0) if len(answers) > 1 else answers[0]

    def asked(self, path: str) -> list[Request]:
        return [request for request in self.requests if request.path == path]


def page(notices: Sequence[Mapping[str, Any]], *, total: int | None, key: str | None = "more", **more: Any) -> dict:
    return {"notices": list(notices), "totalNoticeCount": total, "iterationNextToken": key, "timedOut": False, **more}


@contextmanager
def ted_server() -> Iterator[TedServer]:
    http = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    http.ted = TedServer(f"http://127.0.0.1:{http.server_address[1]}")
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield http.ted
    finally:
        http.shutdown()
        thread.join()
        http.server_close()


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self._answer(None)

    def do_POST(self) -> None:
        self._answer(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))

    def _answer(self, body: Any) -> None:
        ted: TedServer = self.server.ted
        ted.requests.append(Request(self.command, self.path, self.headers, body))
        self._give(_of_range(ted.next_answer(self.path), self.headers["Range"]))

    def _give(self, answer: Answer) -> None:
        self.send_response_only(answer.status)
        for name, text in answer.headers.items():
            self.send_header(name, text)
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        self.wfile.write(answer.body[: answer.cut])

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the standard library's signature
        """Nothing: the tests read ``TedServer.requests``."""


def _of_range(answer: Answer, asked: str | None) -> Answer:
    if asked is None or not answer.ranges or answer.status != 200:
        return answer
    first, total = int(re.fullmatch(r"bytes=(\d+)-", asked)[1]), len(answer.body)
    if first >= total:
        return Answer(b"", 416, {"Content-Range": f"bytes */{total}"})
    return Answer(answer.body[first:], 206, {"Content-Range": f"bytes {first}-{total - 1}/{total}"}, cut=answer.cut)
