"""What files tell, put together: each notice once, results linked to their competitions, amounts in euro and kronor.

Ibis expressions over tables of the schema ``READ``; the engine is chosen elsewhere. The rules and their reasons:
``docs/methods/notices.md``.
"""

from __future__ import annotations

from typing import Any

import ibis

from svangrum.facts.notice_lots import LOTS
from svangrum.ingest.notices.notice import NoticeKind

LINKS = ("procedure-lot", "notice-lot", "uuid-lot", "procedure", "notice", "uuid")
"""How a result was linked, the surest first: to the same lot, else to the notice as a whole."""


PLACE = ("notice_id", "source", "member", "part", "position")
"""What tells one copy of a notice from another."""
_LINKING = ("notice_uuid", "notice_kind", "procedure_id", "previous_notice_id", "published_on", "changes")
_MARKS = ("reserved_participation", "reserved_execution")


def assembled(read: Any, counted: Any, links: Any, rates: Any) -> Any:  # noqa: ANN401 - ibis ships no types
    """The facts, unsorted: rows of the files that count, with their links, marks carried over, amounts converted.

    ``counted`` and ``links`` are narrow: the rows themselves, which are wide and many, go by once.
    ``rates``: ``month`` (text), ``currency``, ``per_euro``, the euro's own among them.
    """
    once = read.semi_join(counted, PLACE)
    return in_euro(_carried(once, links), rates).select(*LOTS.names)


def one_of_each(read: Any) -> Any:  # noqa: ANN401 - ibis ships no types
    """Each notice from one file: of the highest version, and among equals the first by source and member.

    What links need of each lot of it, and no more.
    """
    files = read.select("notice_version", *PLACE).distinct()
    order = [ibis.desc(files.notice_version.fill_null("")), files.source, files.member, files.part, files.position]
    ranked = files.mutate(place=ibis.row_number().over(group_by=files.notice_id, order_by=order))
    kept = ranked.filter(ranked.place == 0).select(*PLACE)
    return read.select("lot_id", *PLACE, *_LINKING, *_MARKS).semi_join(kept, PLACE)


def latest(once: Any) -> Any:  # noqa: ANN401 - ibis ships no types
    """Without the notices that a later one among them replaces (BT-758), by identity or by publication number."""
    changes = once.filter(once.changes.notnull())
    later = changes.select("changes", later_on="published_on", later_id="notice_id").distinct()
    told = once.select("notice_id", "notice_uuid", "published_on").distinct()
    replaced = ibis.union(*(_replaced(told, later, key) for key in ("notice_uuid", "notice_id")))
    return once.anti_join(replaced, "notice_id")


def _replaced(told: Any, later: Any, key: str) -> Any:  # noqa: ANN401 - ibis ships no types
    """The notices that are named by one published after them, so that of two naming each other one stays."""
    joined = told.join(later, told[key] == later.changes)
    after = (joined.later_on > joined.published_on) | (
        (joined.later_on == joined.published_on) & (joined.later_id > joined.notice_id)
    )
    return joined.filter(after).select("notice_id").distinct()


def files_of(once: Any) -> Any:  # noqa: ANN401 - ibis ships no types
    """The notices of ``once`` with the file each is taken from."""
    return once.select(*PLACE).distinct()


def links_by_each_way(once: Any) -> list[Any]:  # noqa: ANN401 - ibis ships no types
    """For each result lot the competition it may have come of, with its marks: one table for each way of linking."""
    results = once.filter(once.notice_kind == NoticeKind.RESULT.value)
    competitions = once.filter(once.notice_kind == NoticeKind.COMPETITION.value)
    return _candidates(results, competitions)


def surest(links: list[Any]) -> Any:  # noqa: ANN401 - ibis ships no types
    """For each result lot that has one its surest link."""
    found = ibis.union(*links)
    order = [found.their_rank]
    ranked = found.mutate(place=ibis.row_number().over(group_by=[found.notice_id, found.lot_id], order_by=order))
    return ranked.filter(ranked.place == 0).drop("place", "their_rank")


def _carried(once: Any, links: Any) -> Any:  # noqa: ANN401 - ibis ships no types
    """Results with the competition they came of, and its reserved marks where they have none of their own."""
    joined = once.left_join(links, ["notice_id", "lot_id"])
    own = joined.reserved_participation.notnull() | joined.reserved_execution.notnull()
    carried = ~own & (joined.their_participation.notnull() | joined.their_execution.notnull())
    return joined.mutate(
        reserved_participation=carried.ifelse(joined.their_participation, joined.reserved_participation),
        reserved_execution=carried.ifelse(joined.their_execution, joined.reserved_execution),
        marks_carried=carried,
        linked_competition_notice_id=joined.their_notice_id,
        link_kind=joined.their_link,
    )


def _candidates(results: Any, competitions: Any) -> list[Any]:  # noqa: ANN401 - ibis ships no types
    """Every competition lot or notice that a result may have come of, by each way of linking."""
    result = results.select("notice_id", "lot_id", "procedure_id", "previous_notice_id", "published_on")
    lots = _marks(competitions, "lot_id")
    whole = _marks(competitions)
    ways = (
        ("procedure", "procedure_id", "procedure_id"),
        ("notice", "previous_notice_id", "notice_id"),
        ("uuid", "previous_notice_id", "notice_uuid"),
    )
    found = [_by(result, lots, f"{way}-lot", own, theirs, same_lot=True) for way, own, theirs in ways]
    return found + [_by(result, whole, way, own, theirs, same_lot=False) for way, own, theirs in ways]


def _marks(competitions: Any, *lot: str) -> Any:  # noqa: ANN401 - ibis ships no types
    """The marks of each competition lot, or of the notice where all its lots agree."""
    keys = ["notice_id", "notice_uuid", "procedure_id", "published_on", *lot]
    participation, execution = competitions.reserved_participation, competitions.reserved_execution
    every = competitions.count()
    return competitions.group_by(keys).aggregate(
        their_participation=_agreed(participation, every), their_execution=_agreed(execution, every)
    )


def _agreed(marks: Any, every: Any) -> Any:  # noqa: ANN401 - ibis ships no types
    """The mark that every lot has; none where one lacks it or has another."""
    return ((marks.nunique() == 1) & (marks.count() == every)).ifelse(marks.max(), None)


def _by(
    result: Any,  # noqa: ANN401 - ibis ships no types
    competitions: Any,  # noqa: ANN401
    way: str,
    own: str,
    theirs: str,
    *,
    same_lot: bool,
) -> Any:  # noqa: ANN401
    keys = [theirs, "lot_id"] if same_lot else [theirs]
    other = _last_of(competitions, keys).rename(lambda name: f"c_{name}")
    conditions = [result[own] == other[f"c_{theirs}"], other.c_published_on <= result.published_on]
    if same_lot:
        conditions.append(result.lot_id == other.c_lot_id)
    joined = result.join(other, conditions)
    return joined.select(
        "notice_id",
        "lot_id",
        their_notice_id=joined.c_notice_id,
        their_participation=joined.c_their_participation,
        their_execution=joined.c_their_execution,
        their_link=ibis.literal(way),
        their_rank=ibis.literal(LINKS.index(way)),
    )


def _last_of(competitions: Any, keys: list[str]) -> Any:  # noqa: ANN401 - ibis ships no types
    """For each key the competition published last, so that a result meets one and no more."""
    known = competitions.filter(competitions[keys[0]].notnull())
    order = [ibis.desc(known.published_on), ibis.desc(known.notice_id)]
    ranked = known.mutate(place=ibis.row_number().over(group_by=[known[key] for key in keys], order_by=order))
    return ranked.filter(ranked.place == 0).drop("place")


def in_euro(lots: Any, rates: Any) -> Any:  # noqa: ANN401 - ibis ships no types
    """Amounts in euro and kronor at the mean rate of the month of publication (ECB)."""
    kronor = rates.filter(rates.currency == "SEK").select("month", sek="per_euro")
    priced = lots.mutate(month=lots.published_on.strftime("%Y-%m")).left_join(kronor, "month").drop("month_right")
    for which in ("estimated", "awarded"):
        rate = rates.select("month", **{f"{which}_currency": "currency", f"{which}_rate": "per_euro"})
        priced = priced.left_join(rate, ["month", f"{which}_currency"]).drop("month_right", f"{which}_currency_right")
        value = priced[f"{which}_value"].cast("float64") / priced[f"{which}_rate"]
        priced = priced.mutate(
            **{
                f"{which}_value_eur": _rounded(value),
                f"{which}_value_sek": _rounded(value * priced.sek),
            }
        )
    return priced.mutate(currency=ibis.coalesce(priced.awarded_currency, priced.estimated_currency))


def _rounded(amount: Any) -> Any:  # noqa: ANN401 - ibis ships no types
    """Two decimals, halves upwards: by the same steps in every engine."""
    return ((amount * 100 + 0.5).floor() / 100).cast("decimal(20, 2)")
