"""One large file, gone on with where it stopped."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

import httpx

from svangrum.core.errors import SvangrumError
from svangrum.ingest.sources.landing import part_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from svangrum.ingest.sources.polite import Polite

_RANGE = re.compile(r"bytes (?:(?P<first>\d+)-\d+|\*)/(?P<total>\d+|\*)", re.ASCII)


def download(url: str, path: Path, polite: Polite, *, is_sound: Callable[[Path], bool]) -> None:
    """The file under its name only when whole and sound; what came before an interruption is gone on with.

    ``is_sound`` reads what has come to its end: a file put together from two versions is found out and fetched anew.
    Raises ``SvangrumError`` ``fetch.damaged``, ``fetch.cut-short`` or one of those of ``Polite.opened``.
    """
    part = part_of(path)
    damaged = False
    for _ in range(polite.manners.attempts):
        if not _came_to_its_end(url, part, polite):
            continue
        if is_sound(part):
            part.replace(path)
            return
        part.unlink()
        damaged = True
    raise SvangrumError("fetch.damaged" if damaged else "fetch.cut-short", url=url, tries=polite.manners.attempts)


def _came_to_its_end(url: str, part: Path, polite: Polite) -> bool:
    """Ask for what is missing of ``part`` and write it there."""
    have = part.stat().st_size if part.exists() else 0
    # The bytes as they lie on the server: a transfer that is compressed on the way has no place to go on from
    headers = {"Accept-Encoding": "identity"} | ({"Range": f"bytes={have}-"} if have else {})
    with polite.opened("GET", url, headers=headers) as response:
        first, total = content_range(response)
        if response.status_code == httpx.codes.OK:
            return _written(response, part, "wb")
        if response.status_code == httpx.codes.PARTIAL_CONTENT and first == have:
            return _written(response, part, "ab") and total in {None, part.stat().st_size}
        if total != have:  # what is there is no beginning of what the server has
            part.unlink()
        return total == have


def content_range(response: httpx.Response) -> tuple[int | None, int | None]:
    """Where a partial body begins and how long the whole is, as ``Content-Range`` says: ``bytes 500-999/1000``."""
    stated = _RANGE.fullmatch(response.headers.get("Content-Range", ""))
    if stated is None:
        return None, None
    first, total = stated["first"], stated["total"]
    return (None if first is None else int(first)), (None if total == "*" else int(total))


def _written(response: httpx.Response, part: Path, mode: str) -> bool:
    """False when the body was cut short: what came of it is kept."""
    with part.open(mode) as file:
        try:
            for piece in response.iter_raw():
                file.write(piece)
        except httpx.RequestError:
            return False
        file.flush()
        os.fsync(file.fileno())
    return True
