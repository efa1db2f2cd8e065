"""How a record of the log is written: as a line of JSON, or as a line that a person reads in a terminal.

Only what is named in ``FIELDS`` comes out beside the message. No line holds an address, an e-mail address or a number
of a person; of an exception the place and the kind stand there but not its text, which may hold what somebody wrote.
"""

from __future__ import annotations

import logging
import re
import traceback
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from pythonjsonlogger.json import JsonFormatter

from svangrum.core.errors import SvangrumError
from svangrum.core.persons import redacted
from svangrum.web.reference import asking

if TYPE_CHECKING:
    from types import TracebackType

    Raised = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]

FIELDS = (
    "code",
    "reference",
    "page",
    "method",
    "status",
    "milliseconds",
    "person",
    "organisation",
    "token",
    "work",
    "kind",
    "attempt",
    "count",
)
_EMAIL = re.compile(r"[^\s@<>]+@[^\s@<>]+")
_IPV4 = r"(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w.])"
_IPV6 = r"(?<![\w:])(?:(?:[0-9a-f]{0,4}:){3,7}|::)[0-9a-f]{1,4}(?![\w:])"
_HOST = re.compile(f"{_IPV4}|{_IPV6}", re.IGNORECASE)
MASK = "***"


def masked(text: str) -> str:
    """The text without e-mail addresses, addresses of machines and numbers of persons."""
    return redacted(_HOST.sub(MASK, _EMAIL.sub(MASK, text)))


class Around(logging.Filter):
    """Adds who asks for what, and takes away what Django says of the address asked for."""

    def filter(self, record: logging.LogRecord) -> bool:
        for name, value in asking().items():
            if not hasattr(record, name):
                setattr(record, name, value)
        if hasattr(record, "request") or record.name.startswith("django.security"):
            record.msg, record.args = _of_request(record), ()
        return True


def _of_request(record: logging.LogRecord) -> str:
    """What Django tells of a request, without the request: ``log_response`` begins with words and ends with a path."""
    status = getattr(record, "status_code", "")
    return f"{record.name} {status}".strip()


def _message(record: logging.LogRecord) -> str:
    return masked(record.getMessage())


def raised(found: Raised) -> list[str]:
    """Where and of what kind, the cause first. Our own errors tell their code; the text of others stays unsaid."""
    lines, error = list[str](), found[1]
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        lines = [*_told(error), *lines]
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return lines


def _told(error: BaseException) -> list[str]:
    frames = traceback.extract_tb(error.__traceback__)
    kind = f"{type(error).__module__}.{type(error).__qualname__}"
    places = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
    return [*places, f"{kind} {error.code}" if isinstance(error, SvangrumError) else kind]


class JsonLines(JsonFormatter):
    """One object on one line, for a collector of logs."""

    def add_fields(self, log_data: dict[str, Any], record: logging.LogRecord, message_dict: dict[str, Any]) -> None:
        log_data.update(
            time=datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            level=record.levelname,
            logger=record.name,
            message=_message(record),
        )
        log_data.update(_fields(record))
        if "exc_info" in message_dict:
            log_data["exception"] = message_dict["exc_info"]

    def formatException(self, ei: Raised) -> list[str]:  # type: ignore[override]  # noqa: N802 - logging's own name
        return raised(ei)

    def formatStack(self, stack_info: str) -> str:  # noqa: N802 - logging's own name
        return masked(stack_info)


class PlainLines(logging.Formatter):
    """``14:03:22 INFO answered  page=answer.sv status=200``."""

    def format(self, record: logging.LogRecord) -> str:
        moment = datetime.fromtimestamp(record.created).astimezone().strftime("%H:%M:%S")
        told = " ".join(f"{name}={value}" for name, value in _fields(record).items() if name != "code")
        line = f"{moment} {record.levelname} {_message(record)}  {told}".rstrip()
        return "\n".join([line, *(f"    {one}" for one in (raised(record.exc_info) if record.exc_info else []))])


def _fields(record: logging.LogRecord) -> dict[str, Any]:
    named = {name: getattr(record, name) for name in FIELDS if hasattr(record, name)}
    return {name: masked(value) if isinstance(value, str) else value for name, value in named.items()}
