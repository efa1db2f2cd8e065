"""The question of ``bench_matching`` as one query over the same rows in PostgreSQL."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import numpy as np
import psycopg

from svangrum.matching.capacity import touched_months
from svangrum.matching.cpv_tree import branch_of
from svangrum.matching.register import SAID_FOR_DAYS
from svangrum.matching.suppliers import Measure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from svangrum.matching.register import Proofs, Register
    from svangrum.matching.suppliers import Need

_TABLES = """
CREATE TABLE supplier (id int PRIMARY KEY, key text, place int, will int, said int,
    purpose int, purpose_since int, purpose_until int, purpose_review bool,
    share int, share_since int, share_until int, share_review bool);
CREATE TABLE offer (code int, length int, supplier int);
CREATE TABLE served (municipality text, supplier int, PRIMARY KEY (municipality, supplier));
CREATE TABLE capacity (code int, length int, supplier int, measure int, free int[]);
"""
_INDEXES = """
CREATE INDEX ON offer (code) INCLUDE (length, supplier);
CREATE INDEX ON capacity (code, measure);
ANALYZE;
"""
_PROOF = """CASE WHEN {0} = -1 THEN 410 WHEN {0}_review THEN 412 WHEN {0}_since > %(day)s THEN 413
    WHEN {0}_until < %(day)s THEN 411 WHEN {0} = 0 THEN 400 ELSE 430 END"""
_QUERY = f"""
WITH near AS (
    SELECT supplier, length, LEAST(length, {{shared}}) AS shared FROM offer WHERE code >= %(low)s AND code < %(high)s
), trade AS (
    SELECT supplier, max(CASE WHEN shared = length THEN 130 WHEN shared = %(length)s THEN 120 ELSE 100 END * 100
        + 99 - (length + %(length)s - 2 * shared)) AS best FROM near GROUP BY supplier
), fitting AS (
    SELECT supplier, length, free, LEAST(length, {{shared}}) AS shared FROM capacity
    WHERE code >= %(low)s AND code < %(high)s AND measure = %(measure)s
), room AS (
    SELECT supplier, max((SELECT min(month) FROM unnest(free[%(first)s:%(last)s]) AS month)) AS free FROM fitting
    WHERE shared = length OR shared = %(length)s GROUP BY supplier
), parts AS (
    SELECT one.id, one.key, trade.best %% 100 AS near, COALESCE(room.free, -1) AS free, trade.best / 100 AS trade,
        CASE WHEN one.place = 200 AND served.supplier IS NOT NULL THEN 230 ELSE one.place END AS place,
        CASE WHEN room.free IS NULL THEN 310 WHEN room.free >= %(per_month)s THEN 330 WHEN room.free = 0 THEN 300
            ELSE 320 END AS capacity,
        LEAST({_PROOF.format("purpose")}, {_PROOF.format("share")}) AS evidence,
        CASE WHEN said = -1 OR said > %(day)s THEN 510 WHEN said < %(day)s - {SAID_FOR_DAYS} THEN 511
            ELSE will END AS will
    FROM trade JOIN supplier AS one ON one.id = trade.supplier
    LEFT JOIN room ON room.supplier = one.id
    LEFT JOIN served ON served.supplier = one.id AND served.municipality = %(municipality)s
), graded AS (
    SELECT *, trade / 10 %% 10 AS a, place / 10 %% 10 AS b, capacity / 10 %% 10 AS c, evidence / 10 %% 10 AS d,
        will / 10 %% 10 AS e FROM parts
)
SELECT key FROM graded ORDER BY LEAST(a, b, c, d, e) DESC, a + b + c + d + e DESC, near DESC, GREATEST(free, 0) DESC, id
LIMIT %(limit)s
"""  # noqa: S608 - our own words


@contextmanager
def filled(server: str, register: Register) -> Iterator[psycopg.Connection[Any]]:
    """A database of its own with the rows of the register; it is removed after."""
    name = f"bench_{uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as over:
        over.execute(f'CREATE DATABASE "{name}"')
        try:
            with psycopg.connect(f"{server.rpartition('/')[0]}/{name}", autocommit=True) as connection:
                connection.execute(_TABLES)
                for table, rows in _rows(register):
                    _copy(connection, table, rows)
                connection.execute(_INDEXES)
                connection.execute("VACUUM")
                yield connection
        finally:
            over.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def ranked_by_sql(connection: psycopg.Connection[Any], need: Need, as_of: date, limit: int) -> list[str]:
    """The numbers of the best."""
    number, length = int(need.cpv), len(branch_of(need.cpv))
    division, months = number // 1_000_000, touched_months(need.since, need.until)
    shared = " + ".join(
        f"{2 if digits == 2 else 1} * (code / {10 ** (8 - digits)} = {number // 10 ** (8 - digits)})::int"
        for digits in range(2, length + 1)
    )
    values = {
        "low": division * 1_000_000,
        "high": (division + 1) * 1_000_000,
        "length": length,
        "measure": list(Measure).index(need.measure),
        "first": months[0] - _BEGINS + 1,
        "last": months[1] - _BEGINS,
        "per_month": need.per_month,
        "day": as_of.toordinal(),
        "municipality": need.municipality,
        "limit": limit,
    }
    return [key for (key,) in connection.execute(_QUERY.format(shared=shared), values)]


_BEGINS = 2026 * 12


def _rows(register: Register) -> Iterator[tuple[str, Iterable[tuple[Any, ...]]]]:
    assert register.begins == _BEGINS
    everyone = range(len(register))
    proofs = [column for proof in (register.purpose, register.share) for column in _columns(proof)]
    own = (register.place_reasons.tolist(), register.wills.tolist(), register.said_on.tolist())
    yield "supplier", zip(everyone, register.keys, *own, *proofs, strict=True)
    offers, capacities = register.offers, register.capacities
    yield "offer", zip(offers.codes.tolist(), offers.lengths.tolist(), offers.owners.tolist(), strict=True)
    yield "served", _served(register)
    room = (register.measures.tolist(), register.free.tolist())
    told = (capacities.codes.tolist(), capacities.lengths.tolist(), capacities.owners.tolist())
    yield "capacity", zip(*told, *room, strict=True)


def _columns(proof: Proofs) -> list[list[Any]]:
    return [proof.holds.tolist(), proof.since.tolist(), proof.expires.tolist(), proof.under_review.tolist()]


def _served(register: Register) -> Iterator[tuple[str, int]]:
    for municipality, bits in register.places.items():
        for owner in np.flatnonzero(np.unpackbits(bits, count=len(register))).tolist():
            yield municipality, owner


def _copy(connection: psycopg.Connection[Any], table: str, rows: Iterable[tuple[Any, ...]]) -> None:
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)
