"""Verdicts on reserved procurements, and how often they are wrong, in words, as CSV and as JSON."""

from __future__ import annotations

import csv
import io
import json
import math
from collections import Counter
from typing import TYPE_CHECKING, Any

from svangrum.analysis.reserved_errors import errors, label_of
from svangrum.analysis.reserved_words import sign_words
from svangrum.competition.reservation import GENUINE, MIS_SET, MISSED, MISSION, NOT_RESERVED, UNCLEAR, VERDICTS
from svangrum.core.language import words, write_number

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from svangrum.analysis.reserved_errors import Errors, Label, Share
    from svangrum.analysis.reserved_overrides import Override
    from svangrum.analysis.reserved_review import Reviewed
    from svangrum.competition.reservation import Evidence

_COLUMNS = (
    *("source", "country", "year", "procurement_id", "lots", "kind", "title", "buyer", "address", "flags"),
    *("holds", "verdict", "probability", "instrument", "evidence"),
    *("override_day", "override_who", "override_reason"),
)

_EIGHTY = 1.2816
"""So many standard deviations either way hold 80 % of a normal distribution."""


def as_json(reviewed: Sequence[Reviewed], language: str) -> str:
    """Every procurement with every sign, also in words."""
    return json.dumps([_object(one, language) for one in reviewed], ensure_ascii=False, indent=2)


def as_csv(reviewed: Sequence[Reviewed]) -> str:
    """One line a procurement; the evidence as codes with their pulls."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_COLUMNS)
    writer.writerows(_cells(one) for one in reviewed)
    return text.getvalue()


def as_list(reviewed: Sequence[Reviewed], absent: Sequence[str], language: str) -> Iterator[str]:
    """Counts, then one procurement a line with its weightiest signs beneath."""
    if reviewed:
        yield from _counts(reviewed, language)
    else:
        yield words("reservation.list.empty", language)
    if absent:
        yield words("reservation.list.absent", language, datasets=", ".join(absent))
    for one in reviewed:
        yield from ("", _line(one, language))
        yield from (f"    {line}" for line in _strongest(one, language))


def as_page(one: Reviewed, language: str) -> Iterator[str]:
    """One procurement with all that speaks for and against."""
    yield words("reservation.show.heading", language, id=one.procurement_id, title=_title(one, language))
    source = words(f"reservation.source.{one.source}", language)
    buyer = one.buyer or "–"
    yield words("reservation.show.about", language, buyer=buyer, country=one.country, year=one.year, source=source)
    if one.lots:
        yield words("reservation.show.lots", language, lots=", ".join(one.lots))
    verdict, chance = _verdict(one.verdict.code, language), _percent(one.verdict.probability, language)
    yield words("reservation.show.verdict", language, verdict=verdict, chance=chance)
    yield from _reader(one, language)
    if one.verdict.instrument == MISSION:
        yield words("reservation.show.mission", language)
    for heading, speaks in (("for", 1), ("against", -1)):
        yield from ("", words(f"reservation.show.{heading}", language))
        yield from (f"  {_weight(sign, language)}  {_sign(sign, language)}" for sign in _by_weight(one, speaks))
    if one.override:
        yield from ("", _decided("show.override", one.override, language))
    if one.address:
        yield from ("", words("reservation.show.address", language, address=one.address))


def errors_as_json(labels: Sequence[Label]) -> str:
    """The confusion, the shares with their intervals, and every label with its verdict."""
    return json.dumps(
        {name: _errors_object(errors(group)) for name, group in _groups(labels).items()}, ensure_ascii=False, indent=2
    )


def errors_as_text(labels: Sequence[Label], language: str) -> Iterator[str]:
    """The confusion of those with and without a flag, the shares, and where labels and signs differ."""
    yield words("reservation.errors.count", language, count=len(labels))
    for name, group in _groups(labels).items():
        found = errors(group)
        told = words(f"reservation.errors.{name}", language)
        yield from ("", words("reservation.errors.heading", language, group=told, count=found.n))
        yield from _confusion(found, language)
        yield _share("precision", found.precision, language)
        yield _share("recall", found.recall, language)
        yield from (_band(band, language) for band in found.bands)
    yield from ("", words("reservation.errors.unclear", language), words("reservation.errors.optimistic", language))
    yield from ("", words("reservation.errors.wrong-heading", language))
    for label, verdict in errors(labels).wrong:
        names = {"label": _verdict(label.label, language), "verdict": _verdict(verdict.code, language)}
        yield "  " + words("reservation.errors.wrong", language, id=label.id, title=label.facts.titles[0], **names)


def evidence_as_text(figures: Mapping[str, Any], language: str) -> Iterator[str]:
    """The prior and why, each source with its number, and what they come to together."""
    prior = {"mean": _decimal(figures["prior_mean"], language), "sd": _decimal(figures["prior_sd"], language)}
    yield words("reservation.rests.prior", language, **prior)
    yield words("reservation.rests.why", language)
    for one in figures["sources"]:
        yield from ("", *_rests_on(one, figures["deviation"], language))
    shift = {"mean": _decimal(figures["shift_mean"], language), "sd": _decimal(figures["shift_sd"], language)}
    yield from ("", words("reservation.rests.posterior", language, **shift))
    yield _odds(figures["shift_mean"], figures["shift_sd"], language)
    yield words("reservation.rests.no-effect", language)


def _odds(mean: float, sd: float, language: str) -> str:
    """The shift as an odds ratio with its 80 % interval."""
    ends = {"ratio": mean, "low": mean - _EIGHTY * sd, "high": mean + _EIGHTY * sd}
    told = {name: write_number(math.exp(end), language, decimals=1) for name, end in ends.items()}
    return words("reservation.rests.odds", language, **told)


def _rests_on(one: Mapping[str, Any], deviation: float, language: str) -> Iterator[str]:
    yield words(
        "reservation.rests.source",
        language,
        source=words(f"reservation.source.{one['source']}", language),
        country=one["country"],
        lots=one["lots"],
        procurements=one["procurements"],
        trusted=_decimal(one["trusted"], language),
    )
    counted = ", ".join(
        words("reservation.rests.count", language, tenders=int(tenders), lots=lots)
        for tenders, lots in one["counts"].items()
    )
    if counted:
        yield words("reservation.rests.counts", language, counted=counted)
    if one["zero_lots"]:
        yield words("reservation.rests.zero", language, lots=one["zero_lots"])
    if one["open_lots"]:
        yield words("reservation.rests.beside", language, lots=one["open_lots"])
    if one["country"] != "SE":
        yield words("reservation.rests.deviation", language, sd=_decimal(deviation, language))
    alone = {"mean": _decimal(one["alone_mean"], language), "sd": _decimal(one["alone_sd"], language)}
    yield words("reservation.rests.alone", language, **alone)


def _decimal(number: float, language: str) -> str:
    return write_number(number, language, decimals=2)


def _groups(labels: Sequence[Label]) -> dict[str, list[Label]]:
    return {
        "flagged": [label for label in labels if label.flagged],
        "unflagged": [label for label in labels if not label.flagged],
    }


def _object(one: Reviewed, language: str) -> dict[str, Any]:
    decided = one.override
    return {
        "source": one.source,
        "country": one.country,
        "year": one.year,
        "procurement_id": one.procurement_id,
        "lots": list(one.lots),
        "kind": one.kind,
        "title": one.title,
        "buyer": one.buyer,
        "address": one.address,
        "flags": list(one.flags),
        "holds": one.holds,
        "verdict": one.verdict.code,
        "probability": one.verdict.probability,
        "instrument": one.verdict.instrument,
        "evidence": [
            {"code": sign.code, "value": sign.value, "pull": sign.pull, "text": _sign(sign, language)}
            for sign in one.verdict.evidence
        ],
        "override": decided and {"day": str(decided.day), "who": decided.who, "reason": decided.reason},
    }


def _cells(one: Reviewed) -> list[object]:
    decided = one.override
    signs = "; ".join(f"{sign.code} {sign.pull:+g}" for sign in one.verdict.evidence)
    return [
        *(one.source, one.country, one.year, one.procurement_id, " ".join(one.lots), one.kind, one.title, one.buyer),
        *(
            one.address,
            " ".join(one.flags),
            one.holds,
            one.verdict.code,
            one.verdict.probability,
            one.verdict.instrument,
            signs,
        ),
        *((decided.day, decided.who, decided.reason) if decided else (None, None, None)),
    ]


def _counts(reviewed: Sequence[Reviewed], language: str) -> Iterator[str]:
    flags = Counter(flag for one in reviewed for flag in one.flags)
    ticked = {"participation": flags["participation"], "execution": flags["execution"]}
    yield words("reservation.list.count", language, count=len(reviewed), **ticked)
    held = Counter(one.holds for one in reviewed)
    yield words(
        "reservation.list.verdicts",
        language,
        genuine=held[GENUINE],
        missed=held[MISSED],
        unclear=held[UNCLEAR],
        misset=held[MIS_SET],
        none=held[NOT_RESERVED],
    )


def _line(one: Reviewed, language: str) -> str:
    chance = f"{_percent(one.verdict.probability, language)} %"
    told = (
        one.procurement_id,
        str(one.year),
        one.country,
        _verdict(one.holds, language),
        chance,
        _title(one, language),
    )
    return "  ".join(told)


def _strongest(one: Reviewed, language: str) -> Iterator[str]:
    if one.override:
        yield _decided("list.decided", one.override, language)
    yield from _reader(one, language)
    signs = sorted(one.verdict.evidence[1:], key=lambda sign: -sign.weight)
    yield from (f"{_weight(sign, language)}  {_sign(sign, language)}" for sign in signs)


def _reader(one: Reviewed, language: str) -> Iterator[str]:
    """What the project's reader concluded, where it was read, and whether the signs say otherwise."""
    label = label_of(one.source, one.procurement_id)
    if label is None:
        return
    yield words("reservation.reader", language, label=_verdict(label.label, language))
    if label.label != one.verdict.code:
        yield words("reservation.reader-differs", language)


def _decided(code: str, override: Override, language: str) -> str:
    verdict = _verdict(override.verdict, language)
    told = {"who": override.who, "reason": override.reason, "verdict": verdict}
    return words(f"reservation.{code}", language, day=override.day, **told)


def _by_weight(one: Reviewed, speaks: int) -> list[Evidence]:
    return sorted((sign for sign in one.verdict.evidence if sign.speaks == speaks), key=lambda sign: -sign.weight)


def _sign(sign: Evidence, language: str) -> str:
    return sign_words(sign, language)


def _weight(sign: Evidence, language: str) -> str:
    return f"{'+' if sign.speaks > 0 else '−'}{write_number(sign.weight, language, decimals=1)}"


def _verdict(code: str, language: str) -> str:
    return words(f"reservation.verdict.{code}", language)


def _title(one: Reviewed, language: str) -> str:
    return one.title or words("reservation.list.untitled", language)


def _percent(share: float, language: str) -> str:
    return write_number(round(100 * share), language)


def _confusion(found: Errors, language: str) -> list[str]:
    columns = [code for code in VERDICTS if any(code in row for row in found.confusion.values())]
    rows = [["", *(_verdict(code, language) for code in columns)]]
    rows += [
        [_verdict(label, language), *(str(row.get(code, 0)) for code in columns)]
        for label, row in sorted(found.confusion.items(), key=lambda one: VERDICTS.index(one[0]))
    ]
    return _aligned(rows)


def _share(name: str, share: Share, language: str) -> str:
    low, high = (_percent(end, language) for end in share.interval)
    told = "–" if share.share is None else _percent(share.share, language)
    return words(f"reservation.errors.{name}", language, hits=share.hits, n=share.n, share=told, low=low, high=high)


def _band(band: Any, language: str) -> str:  # noqa: ANN401 - ``reserved_errors.Band``
    low, high = _percent(band.low, language), _percent(band.high, language)
    counts = {"n": band.n, "reserved": band.reserved, "unclear": band.unclear}
    return words("reservation.errors.band", language, low=low, high=high, **counts)


def _errors_object(found: Errors) -> dict[str, Any]:
    return {
        "labels": found.n,
        "confusion": found.confusion,
        **{
            name: {"hits": share.hits, "n": share.n, "interval_95": [round(end, 4) for end in share.interval]}
            for name, share in (("precision", found.precision), ("recall", found.recall))
        },
        "bands": [vars(band) for band in found.bands],
        "wrong": [
            {
                "id": label.id,
                "source": label.source,
                "label": label.label,
                "verdict": verdict.code,
                "reason": label.reason,
            }
            for label, verdict in found.wrong
        ],
    }


def _aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    return [
        "  ".join([row[0].ljust(widths[0]), *(cell.rjust(to) for cell, to in zip(row[1:], widths[1:], strict=True))])
        for row in rows
    ]
