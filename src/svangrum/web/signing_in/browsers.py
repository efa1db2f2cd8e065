"""A browser in plain words, and what binds a session to it. The header itself is kept nowhere."""

from __future__ import annotations

import hashlib
import re
from itertools import product
from typing import TYPE_CHECKING

from svangrum.core.language import words

if TYPE_CHECKING:
    from django.http import HttpRequest

_BROWSERS = (
    ("edge", re.compile(r"\bEdg(e|A|iOS)?/")),
    ("opera", re.compile(r"\bOPR/")),
    ("firefox", re.compile(r"\b(Firefox|FxiOS)/")),
    ("chrome", re.compile(r"\b(Chrome|CriOS|Chromium|HeadlessChrome)/")),
    ("safari", re.compile(r"\bSafari/")),
)
_SYSTEMS = (
    ("android", re.compile(r"\bAndroid\b")),
    ("iphone", re.compile(r"\biPhone\b")),
    ("ipad", re.compile(r"\biPad\b")),
    ("windows", re.compile(r"\bWindows\b")),
    ("mac", re.compile(r"\bMacintosh\b")),
    ("chromeos", re.compile(r"\bCrOS\b")),
    ("linux", re.compile(r"\bLinux\b")),
)
_VERSIONS = re.compile(r"\d+(?:[._]\d+)*")
UNKNOWN = "unknown"
_DESCRIBED = frozenset(
    f"{browser} {system}"
    for browser, system in product(
        [UNKNOWN, *(code for code, _ in _BROWSERS)], [UNKNOWN, *(code for code, _ in _SYSTEMS)]
    )
)


def header(request: HttpRequest) -> str:
    return str(request.META.get("HTTP_USER_AGENT", ""))


def described(written: str) -> str:
    """The browser and its system as two codes, ``firefox windows``; ``unknown`` for what is not among the usual.

    What is described already stays as it is.
    """
    return written if written in _DESCRIBED else f"{_first(_BROWSERS, written)} {_first(_SYSTEMS, written)}"


def in_words(codes: str, language: str) -> str:
    """What ``described`` says, as a person says it."""
    browser, _, system = codes.partition(" ")
    return words(
        "sign-in.sessions.browser",
        language,
        browser=words(f"sign-in.browser.{browser}", language),
        system=words(f"sign-in.system.{system}", language),
    )


def _first(kinds: tuple[tuple[str, re.Pattern[str]], ...], written: str) -> str:
    return next((code for code, mark in kinds if mark.search(written)), UNKNOWN)


def fingerprint(request: HttpRequest) -> str:
    """What stays the same while a browser is the same one: versions, which change when it is updated, are left out."""
    return hashlib.sha256(_VERSIONS.sub("", header(request)).encode()).hexdigest()
