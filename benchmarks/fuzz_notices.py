"""Throw broken notices and packages at the reader: anything but a notice or a refusal is a crash, and is kept.

    python -m benchmarks.fuzz_notices SEEDS --seconds 300 --crashes crashes

``SEEDS`` is a folder of notices to start from. With atheris installed the coverage of the code leads the way, without
it chance alone. Each kind of crash is kept once, as are inputs that took longer than ``SLOW`` seconds.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import importlib.util
import io
import os
import random
import resource
import sys
import tarfile
import tempfile
import time
import traceback
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST = 1 << 16
SLOW = 2.0
GUIDED = importlib.util.find_spec("atheris") is not None
PIECES = (
    b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"&b;", b"<![CDATA[", b"]]>", b"<!--", b"-->", b"<?", b"?>", b"\x00", b"\x1f",
    b"&#0;", b"&#31;", b"&#xD800;", b"&#x110000;", b"\xff", b"\xff\xfe", b"\xef\xbb\xbf", b"\xc3", b'xmlns="',
    b"xmlns:", b"ns2:", b"cac:", b"cbc:", b"<TED_EXPORT", b"9" * 5000, b"-1", b"1e99", b"NaN", b"0000-00-00",
    b"9999-99-99",
    b'encoding="windows-1252"', b'encoding="UTF-16"', b'encoding="x"', b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b\x08",
    b"ustar", b"\xff" * 12, b"../", b"7" * 11,
)  # fmt: skip


class Told:
    """What the run came to, and where it keeps what it found."""

    def __init__(self, crashes: Path, seconds: float) -> None:
        self.crashes, self.ends, self.began = crashes, time.monotonic() + seconds, time.monotonic()
        self.executions = self.read = self.refused = 0
        self.slowest = 0.0
        self.kinds: dict[str, int] = {}
        crashes.mkdir(parents=True, exist_ok=True)

    def keep(self, kind: str, content: bytes) -> None:
        self.kinds[kind] = self.kinds.get(kind, 0) + 1
        if self.kinds[kind] == 1:
            name = hashlib.sha256(content).hexdigest()[:16]
            (self.crashes / name).write_bytes(content)
            print(f"{name}: {kind}", flush=True)

    def over(self) -> bool:
        return time.monotonic() >= self.ends

    def summary(self) -> int:
        took = time.monotonic() - self.began
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(
            f"{self.executions} executions in {took:.0f} s ({self.executions / took:.0f}/s), {self.read} notices, "
            f"{self.refused} refusals, slowest {self.slowest:.2f} s, peak {peak} MB"
        )
        for kind, times in sorted(self.kinds.items()):
            print(f"{times:>8}  {kind}")
        return 1 if self.kinds else 0


def attempt(content: bytes, told: Told) -> None:
    """Read the bytes as whatever they are: the reader may refuse them, with a reason of its own, and nothing else."""
    from svangrum.core.errors import SvangrumError  # noqa: PLC0415 - after atheris has had its say on imports
    from svangrum.ingest import read_notice  # noqa: PLC0415
    from svangrum.ingest.notices.members import Member, unfolded  # noqa: PLC0415
    from svangrum.ingest.notices.rows import rows_of, table_of  # noqa: PLC0415

    told.executions += 1
    begins = time.perf_counter()
    try:
        for member in unfolded(Member("fuzz", content)):
            member.name.encode()
            try:
                notice = read_notice(member.content)
            except SvangrumError as error:
                told.refused += 1
                if not error.code.startswith("notice."):
                    raise
            else:
                told.read += 1
                table_of(list(rows_of(notice, "source", member.name)))
    except Exception as error:  # noqa: BLE001 - that is what is looked for
        told.keep(_kind(error), content)
    took = time.perf_counter() - begins
    told.slowest = max(told.slowest, took)
    if took > SLOW:
        told.keep(f"slower than {SLOW:.0f} s", content)


def _kind(error: Exception) -> str:
    """The exception and the last place in this project it came through."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "svangrum" in frame.filename]
    last = ours[-1] if ours else frames[-1]
    return f"{type(error).__name__} at {Path(last.filename).name}:{last.lineno}"


def packed(content: bytes, how: int) -> bytes:
    """The notice in a package."""
    held = io.BytesIO()
    if how == 0:
        return gzip.compress(content, 1)
    if how == 1:
        with zipfile.ZipFile(held, "w", random.choice((0, 8, 12, 14))) as archive:  # noqa: S311 - no secret
            archive.writestr("å.xml", content)
    else:
        with tarfile.open(fileobj=held, mode="w", format=how % 3) as archive:
            entry = tarfile.TarInfo("folder/" + "å" * (how * 10))
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return held.getvalue()


def mutated(content: bytes, others: Sequence[bytes], chance: random.Random) -> bytes:
    """A few changes: bytes, pieces, slices taken out, doubled or from another seed, an end that is missing."""
    made = bytearray(content)
    for _ in range(chance.choice((1, 1, 2, 4, 16))):
        start = chance.randrange(len(made) + 1)
        end = min(len(made), start + chance.choice((1, 4, 64, 1024)))
        match chance.randrange(7):
            case 0 if made:
                made[min(start, len(made) - 1)] = chance.randrange(256)
            case 1:
                made[start:start] = chance.choice(PIECES)
            case 2:
                made[start:end] = chance.choice(PIECES)
            case 3:
                del made[start:end]
            case 4:
                made[start:start] = made[start:end] * chance.choice((1, 8))
            case 5:
                other = chance.choice(others)
                begins = chance.randrange(len(other) + 1)
                made[start:end] = other[begins : begins + chance.choice((64, 1024))]
            case _ if chance.random() < 0.2:
                del made[start:]
    return bytes(made[: 4 * LONGEST])


def by_chance(seeds: Sequence[bytes], told: Told, seed: int) -> int:
    chance = random.Random(seed)  # noqa: S311 - no secret
    while not told.over():
        content = chance.choice(seeds)
        if chance.random() < 0.2:
            content = packed(content, chance.randrange(5))
        attempt(mutated(content, seeds, chance), told)
    return told.summary()


def by_coverage(seeds: Sequence[bytes], told: Told) -> None:
    import atheris  # type: ignore[import-not-found,unused-ignore]  # noqa: PLC0415 - not everybody has it

    with atheris.instrument_imports(include=["svangrum.ingest", "svangrum.core", "tarfile", "zipfile", "gzip"]):
        import svangrum.ingest.notices.members  # noqa: PLC0415
        import svangrum.ingest.notices.read  # noqa: PLC0415, F401

    with tempfile.TemporaryDirectory() as corpus:
        for number, content in enumerate(seeds):
            Path(corpus, f"{number}.xml").write_bytes(content)
            if number % 20 < 5:
                Path(corpus, f"{number}.package").write_bytes(packed(content, number % 20))

        def one(content: bytes) -> None:
            attempt(content, told)
            if told.over():
                # libFuzzer never returns
                code = told.summary()
                sys.stdout.flush()
                os._exit(code)

        atheris.Setup([sys.argv[0], corpus, f"-max_len={LONGEST}", "-timeout=120", "-rss_limit_mb=4096"], one)
        atheris.Fuzz()


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("seeds", type=Path)
    asked.add_argument("--seconds", type=float, default=60)
    asked.add_argument("--crashes", type=Path, default=Path("crashes"))
    asked.add_argument("--seed", type=int, default=0, help="for chance, without atheris")
    asked.add_argument("--chance", action="store_true", help="leave atheris alone though it is installed")
    given = asked.parse_args()
    seeds = [path.read_bytes() for path in sorted(given.seeds.glob("*.xml")) if path.stat().st_size <= LONGEST]
    if not seeds:
        asked.error(f"no notices in {given.seeds}")
    told = Told(given.crashes, given.seconds)
    if not GUIDED or given.chance:
        return by_chance(seeds, told, given.seed)
    by_coverage(seeds, told)
    return told.summary()


if __name__ == "__main__":
    sys.exit(main())
