"""France's open data portal: the newest consolidated file of public contracts (DECP).

The portal's interface: https://www.data.gouv.fr/api/1/. The data set is that of decp.info, made anew each weekday; its
files lie on another host of the portal, each version under an address of its own.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

import httpx
import pyarrow as pa
import pyarrow.parquet as pq

from svangrum.core.errors import SvangrumError
from svangrum.ingest.sources.download import download
from svangrum.ingest.sources.landing import Fetched, folder, part_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from svangrum.ingest.sources.landing import Told
    from svangrum.ingest.sources.polite import Polite

SITE = "https://www.data.gouv.fr"
PAUSE = 1.0
"""Seconds between requests."""
DATASET = "608c055b35eb4e6ee20eb325"
_PORTAL = "data.gouv.fr"
_HASHES = {"sha1", "sha256", "md5"}


@dataclass(frozen=True)
class Resource:
    """One version of a file as the portal describes it. ``moment`` is when it was last changed: 20260915-051620."""

    link: str
    moment: str
    size: int | None
    hash_kind: str | None
    hash_value: str | None

    def name(self, form: str) -> str:
        """What the file is called here."""
        return f"decp-{self.moment}.{form}"

    def is_whole(self, path: Path) -> bool:
        """Whether what came is the file the portal told of: by its size and hash, where they are told."""
        if self.size is not None and path.stat().st_size != self.size:
            return False
        if self.hash_kind is None:
            return path.suffixes[-2:-1] != [".parquet"] or _is_parquet(path)
        with path.open("rb") as file:
            return hashlib.file_digest(file, self.hash_kind).hexdigest() == self.hash_value


def is_trusted(link: str, server: str) -> bool:
    """A link leads to the server that was asked, or to a host of the portal over HTTPS."""
    try:
        url, own = httpx.URL(link), httpx.URL(server)
    except httpx.InvalidURL:
        return False
    if (url.scheme, url.host, url.port) == (own.scheme, own.host, own.port):
        return True
    is_the_portals = url.host == _PORTAL or url.host.endswith(f".{_PORTAL}")
    return is_the_portals and url.scheme == "https" and url.port is None


def fetch_contracts(
    form: str,
    *,
    server: str,
    into: Path,
    polite: Polite,
    told: Told,
    trusts: Callable[[str, str], bool] = is_trusted,
) -> Fetched:
    """Save the newest consolidated file, ``parquet`` or ``csv``, with the moment it was last changed in its name.

    A file that was broken off is gone on with; one of an earlier version is let go of. ``trusts`` says of a link and
    the server whether the link may be followed. Raises ``SvangrumError`` ``fetch.*``.
    """
    fetched = Fetched()
    with folder(into), polite.trusting(lambda link: trusts(link, server)):
        resource = _newest(form, server, polite, trusts)
        try:
            _save(resource, into / resource.name(form), fetched, polite, told)
        except SvangrumError as error:
            if error.code != "fetch.absent" or (newer := _newest(form, server, polite, trusts)) == resource:
                raise
            # It was replaced after the portal had told of it
            _save(newer, into / newer.name(form), fetched, polite, told)
    return fetched


def _save(resource: Resource, path: Path, fetched: Fetched, polite: Polite, told: Told) -> None:
    _let_go_of_older(path)
    if path.exists():
        fetched.already += 1
        return
    told(path.name)
    download(resource.link, path, polite, is_sound=resource.is_whole)
    fetched.saved += 1


def _let_go_of_older(path: Path) -> None:
    """What came of another version is no beginning of this one."""
    for part in path.parent.glob(f"decp-*{path.suffix}.part"):
        if part != part_of(path):
            part.unlink()


def _newest(form: str, server: str, polite: Polite, trusts: Callable[[str, str], bool]) -> Resource:
    """Raises ``SvangrumError`` ``fetch.not-understood``, ``fetch.no-resource`` or ``fetch.foreign-file``."""
    address, name = f"{server}/api/1/datasets/{DATASET}/", f"decp.{form}"
    try:
        told = json.loads(polite.read("GET", address))
        found = sorted(_named(told["resources"], name), key=lambda resource: resource.moment)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise SvangrumError("fetch.not-understood", url=address) from error
    if not found:
        raise SvangrumError("fetch.no-resource", server=server, name=name)
    if not trusts(found[-1].link, server):
        raise SvangrumError("fetch.foreign-file", link=found[-1].link)
    return found[-1]


def _named(resources: list[dict[str, Any]], name: str) -> Iterator[Resource]:
    """The files that are called so, whatever stands before in their addresses."""
    for resource in resources:
        link = str(resource["url"])
        if link.rpartition("/")[2] == name:
            checksum = resource.get("checksum") or {}
            kind = checksum.get("type") if checksum.get("type") in _HASHES else None
            moment = _moment(resource["last_modified"])
            yield Resource(link, moment, resource.get("filesize"), kind, checksum.get("value") if kind else None)


def _moment(told: str) -> str:
    """``2026-09-15T05:16:20.123000+00:00`` as ``20260915-051620``. Raises ``ValueError``."""
    return datetime.fromisoformat(told).strftime("%Y%m%d-%H%M%S")


def _is_parquet(path: Path) -> bool:
    try:
        pq.read_metadata(path)
    except (pa.ArrowException, OSError):
        return False
    return True
