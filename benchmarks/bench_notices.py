"""Notices to a snapshot, XML to Parquet, beside lxml merely parsing the same files, in one run.

    python -m benchmarks.bench_notices [FOLDER] [--rounds N]

FOLDER holds notices as XML; without it ../shared/data/notices/xml is read. The corpus is taken five times over, each
copy with notice numbers of its own, so that nothing is read once and counted five times. The two are measured in
alternating pairs, each in a process of its own; the median pair counts. Then two workers, and the same from a tar.gz.
"""

from __future__ import annotations

import argparse
import re
import statistics
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
FOLDER = HERE.parent / "shared" / "data" / "notices" / "xml"
COPIES = 5
WHOLE_ARCHIVE = 9_000_000
_LEGACY = re.compile(rb'(DOC_ID="\s*)(\d+)-')
_EFORMS = re.compile(rb'(ojs-notice-id">\s*)(\d+)-')
_IDENTITY = re.compile(rb'(notice-id">\s*)([0-9a-f]{8})')

PARSE = """
import sys, time
from pathlib import Path
from lxml import etree
parser = etree.XMLParser(resolve_entities=False, no_network=True)
files = sorted(Path(sys.argv[1]).rglob("*.xml"))
began = time.perf_counter()
for file in files:
    etree.fromstring(file.read_bytes(), parser)
print(time.perf_counter() - began, len(files))
"""
INGEST = """
import resource, sys, tempfile, time
from pathlib import Path
from svangrum.ingest.notices.ingest import ingest_notices
if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as store:
        began = time.perf_counter()
        done = ingest_notices([Path(sys.argv[1])], store=Path(store), retrieved_at="", workers=int(sys.argv[2]))
        print(time.perf_counter() - began, done.notices, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def copies(folder: Path, into: Path) -> None:
    """The corpus five times over, the numbers of each copy moved by a million."""
    for number in range(COPIES):
        place = into / str(number)
        place.mkdir(parents=True)
        for file in folder.glob("*.xml"):
            (place / file.name).write_bytes(renumbered(file.read_bytes(), number) if number else file.read_bytes())


def renumbered(content: bytes, number: int) -> bytes:
    def moved(match: re.Match[bytes]) -> bytes:
        return match[1] + b"%d-" % (int(match[2]) + number * 1_000_000)

    def other(match: re.Match[bytes]) -> bytes:
        return match[1] + b"%08x" % ((int(match[2], 16) + number) & 0xFFFFFFFF)

    content = _LEGACY.sub(moved, content, count=1)
    return _IDENTITY.sub(other, _EFORMS.sub(moved, content, count=1), count=1)


def run(code: str, *arguments: str) -> list[float]:
    with tempfile.NamedTemporaryFile("w", suffix=".py") as script:
        script.write(code)
        script.flush()
        done = subprocess.run([sys.executable, script.name, *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr)
    return [float(word) for word in done.stdout.split()]


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("folder", nargs="?", type=Path, default=FOLDER)
    asked.add_argument("--rounds", type=int, default=3)
    given = asked.parse_args()
    if not given.folder.is_dir():
        print(f"not measured: {given.folder.name} is not there")
        return
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "notices"
        copies(given.folder, folder)
        archive = Path(place) / "notices.tar.gz"
        with tarfile.open(archive, "w:gz") as packed:
            packed.add(folder, "notices")
        measure(folder, archive, given.rounds)


def measure(folder: Path, archive: Path, rounds: int) -> None:
    ratios, ones, twos, packed = [], [], [], []
    for _ in range(rounds):
        bare, files = run(PARSE, str(folder))
        one, notices, memory = run(INGEST, str(folder), "1")
        two = run(INGEST, str(folder), "2")[0]
        packed.append(run(INGEST, str(archive), "2")[0])
        ratios.append(one / bare)
        ones.append(one)
        twos.append(two)
        print(f"lxml {files / bare:6.0f}/s | ingest {notices / one:6.0f}/s, {memory:.0f} MB | ratio {one / bare:.2f}")
    one, two, tar = statistics.median(ones), statistics.median(twos), statistics.median(packed)
    print(f"median ratio to lxml parsing, one worker: {statistics.median(ratios):.2f}")
    print(f"two workers: {notices / two:.0f}/s, {one / two:.2f} times faster; from tar.gz {notices / tar:.0f}/s")
    print(f"nine million notices on two processors: {WHOLE_ARCHIVE / (notices / tar) / 60:.0f} minutes from packages")


if __name__ == "__main__":
    main()
