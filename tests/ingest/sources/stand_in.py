"""A stand-in for a server on this machine: it gives the answers laid out, and remembers what it was asked."""

from __future__ import annotations

import json
import re
import threading
from collections import defaultdict
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from email.message import Message


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


class StandIn:
    def __init__(self, address: str) -> None:
        self.address = address
        self.requests: list[Request] = []
        self._answers: dict[str, list[Answer]] = defaultdict(list)

    def lay_out(self, path: str, *answers: Answer) -> None:
        """Answers in the order they are given; the last one again and again."""
        self._answers[path] = list(answers)

    def next_answer(self, path: str) -> Answer:
        """What is given to one who asks for ``path``, its query included; overridden where it must be worked out."""
        answers = self._answers.get(path) or [Answer(b"Not found", 404)]
        return answers.pop(0) if len(answers) > 1 else answers[0]

    def asked(self, path: str) -> list[Request]:
        return [request for request in self.requests if request.path == path]


Kind = TypeVar("Kind", bound=StandIn)


@contextmanager
def serving(kind: Callable[[str], Kind]) -> Iterator[Kind]:
    http = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    http.stand_in = kind(f"http://127.0.0.1:{http.server_address[1]}")
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield http.stand_in
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
        stand_in: StandIn = self.server.stand_in
        stand_in.requests.append(Request(self.command, self.path, self.headers, body))
        self._give(_of_range(stand_in.next_answer(self.path), self.headers["Range"]))

    def _give(self, answer: Answer) -> None:
        self.send_response_only(answer.status)
        for name, text in answer.headers.items():
            self.send_header(name, text)
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        self.wfile.write(answer.body[: answer.cut])

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the standard library's signature
        """Nothing: the tests read ``StandIn.requests``."""


def _of_range(answer: Answer, asked: str | None) -> Answer:
    if asked is None or not answer.ranges or answer.status != 200:
        return answer
    first, total = int(re.fullmatch(r"bytes=(\d+)-", asked)[1]), len(answer.body)
    if first >= total:
        return Answer(b"", 416, {"Content-Range": f"bytes */{total}"})
    headers = {**answer.headers, "Content-Range": f"bytes {first}-{total - 1}/{total}"}
    return Answer(answer.body[first:], 206, headers, cut=answer.cut)
