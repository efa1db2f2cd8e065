"""Published lots with counted tenders, open for the question which of them are like a purchase.

The Swedish statistics and what is reserved among TED's results are few enough to be held in memory. The rest of TED's
results stay in Parquet, in the order of their CPV codes: a question reads one stretch of it.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import ibis
import pyarrow as pa
import pyarrow.compute as pc

from svangrum.competition.winner_kinds import winner_kind
from svangrum.facts.engine import named, open_facts, open_store

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from svangrum.facts.manifest import Manifest

MOST = 4000
"""Lots read at most from TED for one purchase, the latest ones."""

FEW = 20
"""Where the own country has fewer lots than this in the CPV division, every country's are read."""

_PREFIXES = (2, 3, 4, 5, 8)
_DIRECT = "neg-wo-call"
"""A procedure without a call for competition: its one tender says nothing of competition."""

_HOME = "SE"
SOLE_TRADER = "sole-trader"
_RESERVED, _MISSION = "res-ws", "res-pub-ser"
_KEYS = ("procedure_id", "linked_competition_notice_id", "previous_notice_id", "notice_id")
"""The first of these that is known is the procurement."""

_READ = (
    *_KEYS,
    "lot_id",
    "title",
    "cpv_main",
    "country",
    "published_on",
    "buyer_name",
    "buyer_id",
    "buyer_type",
    "tenders_received",
    "awarded_value_sek",
    "reserved_participation",
    "reserved_execution",
    "performance_terms",
    "winner_names",
)
_WINNER = ("procurement_id", "supplier_name", "supplier_legal_form", "natural_person")

ROW = pa.schema(
    [
        ("dataset", pa.string()),
        ("procurement", pa.string()),
        ("lot", pa.string()),
        ("notice", pa.string()),
        ("database", pa.string()),
        ("title", pa.string()),
        ("cpv", pa.string()),
        ("country", pa.string()),
        ("day", pa.date32()),
        ("buyer", pa.string()),
        ("buyer_number", pa.string()),
        ("buyer_type", pa.string()),
        ("tenders", pa.int64()),
        ("value_ore", pa.int64()),
        ("participation", pa.bool_()),
        ("execution", pa.bool_()),
        ("mission", pa.bool_()),
        ("reserved", pa.bool_()),
        ("terms", pa.string()),
        ("winners", pa.list_(pa.string())),
    ]
)
"""What is read of a published lot, whichever source it is of. ``procurement`` is the id that its lots share.

``participation``, ``execution`` and ``mission`` are the boxes of the source; ``reserved`` says that either of the first
two is ticked (LOU 4:18). ``value_ore``: hundredths of a krona, or null; in the statistics it is the whole
procurement's. ``winners``: names of TED's winners; those of the statistics are asked for by procurement.
"""


class Statistics:
    """The Swedish statistics: advertised procurements, one row a lot."""

    dataset = "statistics"

    def __init__(self, store: Path) -> None:
        facts = open_facts(store)
        self.manifest: Manifest = facts.manifest
        self._rows = _as_rows(_statistics_rows(facts).order_by("procurement", "lot").to_pyarrow())
        self._winners = facts.table("winners").select(*_WINNER).to_pyarrow()

    def candidates(self, prefixes: Sequence[str], country: str, as_of: date) -> Any:  # noqa: ANN401
        """Lots in the CPV divisions of ``prefixes``, advertised before a day (Arrow, ``ROW``)."""
        return _below(self._rows, prefixes if country == _HOME else (), as_of)

    def reserved(self, as_of: date) -> Any:  # noqa: ANN401 - pyarrow ships no types
        """Every lot that is marked as reserved."""
        return self._rows.filter(pc.and_(self._rows["reserved"], _before(self._rows, as_of)))

    def winner_kinds(self, rows: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
        """The kinds of those who won in the procurement that ``rows`` are the lots of, each once."""
        won = self._winners.filter(pc.equal(self._winners["procurement_id"], rows[0]["procurement"])).to_pylist()
        kinds = (
            SOLE_TRADER
            if one["natural_person"]
            else winner_kind(one["supplier_name"], legal_form=one["supplier_legal_form"])
            for one in won
        )
        return tuple(sorted(set(kinds)))


class Results:
    """TED's results with an exact count of tenders, one row a lot."""

    dataset = "lots"

    def __init__(self, store: Path) -> None:
        opened = open_store(store)
        self.manifest: Manifest = opened.lots_manifest
        self._results = results = named(_counted_results(opened.lots()), "counted_results")
        counted = results.group_by("country", "cpv_main").aggregate(lots=results.count()).to_pyarrow()
        self._counts = _counts(counted.to_pylist())
        marked = results.filter((results.reserved_participation == _RESERVED) | results.reserved_execution)
        self._reserved = _result_rows(marked.order_by(*_KEYS, "lot_id").to_pyarrow())

    def candidates(self, prefixes: Sequence[str], country: str, as_of: date) -> Any:  # noqa: ANN401
        """The latest lots around the first of the CPV ``prefixes``, published before a day (Arrow, ``ROW``).

        Those of the country; those of every country where the own has few.
        """
        first = next(iter(prefixes), "")
        among = country if self._counts[country, first[:2]] >= FEW else None
        if not self._counts[among, first[:2]]:
            return ROW.empty_table()
        return self._read(self._narrowed(among, first), as_of, among)

    def reserved(self, as_of: date) -> Any:  # noqa: ANN401 - pyarrow ships no types
        """Every lot that is marked as reserved, or whose competition is."""
        return self._reserved.filter(_before(self._reserved, as_of))

    def winner_kinds(self, rows: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
        """The kinds of those who won any of the lots, each once."""
        kinds = (winner_kind(name, country=row["country"]) for row in rows for name in row["winners"] or ())
        return tuple(sorted(set(kinds)))

    def _narrowed(self, country: str | None, code: str) -> str:
        """The widest stretch around ``code`` that has no more lots than are read, unless it has few."""
        chosen = code[:2]
        for digits in _PREFIXES[1:]:
            if self._counts[country, chosen] <= MOST or self._counts[country, code[:digits]] < FEW:
                break
            chosen = code[:digits]
        return chosen

    def _read(self, prefix: str, as_of: date, country: str | None) -> Any:  # noqa: ANN401 - pyarrow ships no types
        results = self._results
        wanted = results.filter(
            results.cpv_main.between(prefix.ljust(8, "0"), prefix.ljust(8, "9")), results.published_on < as_of
        )
        if country is not None:
            wanted = wanted.filter(wanted.country == country)
        if self._counts[country, prefix] > MOST:
            wanted = wanted.order_by(ibis.desc("published_on"), "notice_id", "lot_id").limit(MOST)
        return _result_rows(wanted.to_pyarrow())


SOURCES: Mapping[str, type[Statistics | Results]] = {one.dataset: one for one in (Statistics, Results)}


def _statistics_rows(facts: Any) -> Any:  # noqa: ANN401 - ibis ships no types
    lots, values = facts.table("lots"), facts.table("values")
    procurements = facts.table("procurements").select("procurement_id", "database")
    agreed = values.filter(_unless_false(values.buyer_agrees), _unless_false(values.title_agrees))
    sums = agreed.group_by("procurement_id").aggregate(sum_ore=agreed.value_ore.sum())
    known = lots.filter(lots.cpv.notnull(), lots.title.notnull())
    joined = known.left_join(sums, "procurement_id").left_join(procurements, "procurement_id")
    rows = joined.select(
        dataset=ibis.literal(Statistics.dataset),
        procurement=joined.procurement_id,
        lot=joined.lot_id,
        notice=ibis.null("string"),
        database=joined.database,
        title=joined.title,
        cpv=joined.cpv,
        country=ibis.literal(_HOME),
        day=joined.published,
        buyer=joined.buyer_name,
        buyer_number=joined.buyer_orgnr,
        buyer_type=joined.buyer_subsector,
        tenders=joined.tenders,
        value_ore=joined.sum_ore.cast("int64"),
        participation=_true(joined.reserved_participation),
        execution=_true(joined.reserved_execution),
        mission=ibis.null("boolean"),
        terms=ibis.null("string"),
        winners=ibis.null("array<string>"),
    )
    return rows.mutate(reserved=rows.participation | rows.execution)


def _counted_results(lots: Any) -> Any:  # noqa: ANN401 - ibis ships no types
    """Results of advertised procedures whose tenders were counted, with the columns that are read."""
    return lots.filter(
        lots.notice_kind == "result",
        lots.tenders_kind == "exact",
        lots.procedure.fill_null("") != _DIRECT,
        lots.cpv_main.notnull(),
        lots.title.notnull(),
        lots.published_on.notnull(),
    ).select(*_READ)


def _result_rows(read: Any) -> Any:  # noqa: ANN401 - pyarrow ships no types
    """What was read of TED as rows. The procurement is the procedure, else the notice that called for competition."""
    box = pc.fill_null(read["reserved_participation"], "")
    participation = pc.equal(box, _RESERVED)
    execution = pc.fill_null(read["reserved_execution"], fill_value=False)
    columns = {
        "dataset": pa.array([Results.dataset] * len(read)),
        "procurement": pc.coalesce(*(read[name] for name in _KEYS)),
        "lot": read["lot_id"],
        "notice": read["notice_id"],
        "database": pa.nulls(len(read)),
        "title": read["title"],
        "cpv": read["cpv_main"],
        "country": read["country"],
        "day": read["published_on"],
        "buyer": read["buyer_name"],
        "buyer_number": read["buyer_id"],
        "buyer_type": read["buyer_type"],
        "tenders": read["tenders_received"],
        "value_ore": pc.cast(pc.multiply(read["awarded_value_sek"], pa.scalar(100, pa.decimal128(3, 0))), pa.int64()),
        "participation": participation,
        "execution": execution,
        "mission": pc.equal(box, _MISSION),
        "reserved": pc.or_(participation, execution),
        "terms": read["performance_terms"],
        "winners": read["winner_names"],
    }
    return _as_rows(pa.table(columns))


def _true(flag: Any) -> Any:  # noqa: ANN401 - ibis ships no types
    return ibis.coalesce(flag, ibis.literal(False))  # noqa: FBT003 - a value of the column


def _unless_false(flag: Any) -> Any:  # noqa: ANN401 - ibis ships no types
    return ibis.coalesce(flag, ibis.literal(True))  # noqa: FBT003 - a value of the column


def _as_rows(table: Any) -> Any:  # noqa: ANN401 - pyarrow ships no types
    return table.select(ROW.names).cast(ROW)


def _below(rows: Any, prefixes: Sequence[str], as_of: date) -> Any:  # noqa: ANN401 - pyarrow ships no types
    """The rows in the CPV divisions of ``prefixes``, from before ``as_of``."""
    divisions = pa.array(sorted({prefix[:2] for prefix in prefixes}), pa.string())
    inside = pc.is_in(pc.utf8_slice_codeunits(rows["cpv"], 0, 2), divisions)
    return rows.filter(pc.and_(inside, _before(rows, as_of)))


def _before(rows: Any, as_of: date) -> Any:  # noqa: ANN401 - pyarrow ships no types
    return pc.less(rows["day"], pa.scalar(as_of, pa.date32()))


def _counts(counted: Iterable[dict[str, Any]]) -> Counter[tuple[str | None, str]]:
    """Lots by country (None for all) and beginning of the CPV code."""
    found: Counter[tuple[str | None, str]] = Counter()
    for row in counted:
        for digits in _PREFIXES:
            found[row["country"], row["cpv_main"][:digits]] += row["lots"]
            found[None, row["cpv_main"][:digits]] += row["lots"]
    return found
