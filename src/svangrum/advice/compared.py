"""What differs between two exported answers (``svangrum-advice/3`` or 2) to one purchase: codes and values, no words.

Both are compared by what they say, never by the order in which they say it. The day and the version of the program
alone are no difference. Exchanging the two exchanges *then* and *now* in everything found, and finds no more.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

from svangrum.core.findings import Outcome
from svangrum.law.book import law_values

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from svangrum.advice.json_values import Json

PARTS = ("questions", "warnings", "steps", "unknowns", "suppliers")
"""What an answer says beside findings and forecasts; told as a whole to be different."""
LIMITS = ("threshold", "direct-limit", "threshold-euro")
"""Values of the law that the findings call by what they are for the purchase, beside those they call by name."""
_OF_THE_FORECAST = ("median", "low80", "high80", "p_one", "lots", "procurements")
_POINTED_TO = ("conditions", "choices", "proofs", "warnings")
_NEVER_STATED = "cpv_confirmed"
_OF_THE_TEST = ("finding", "price", "count", "lots")


class Kind(StrEnum):
    """What may differ."""

    HEADLINE = "headline"
    FACT = "fact"
    FINDING = "finding"
    VALUE = "value"
    FORECAST = "forecast"
    SNAPSHOT = "snapshot"
    PART = "part"


class How(StrEnum):
    """How a finding differs, from the weightiest to the lightest."""

    NEW = "new"
    GONE = "gone"
    OUTCOME = "outcome"
    ANSWER = "answer"
    ADVICE = "advice"
    CITATIONS = "citations"
    WORDING = "wording"


class Key(NamedTuple):
    """What differs: a kind, and the code of the rule, fact, value, forecast, dataset or part."""

    kind: Kind
    code: str


SUPPLIERS = Key(Kind.PART, "suppliers")


@dataclass(frozen=True)
class Difference:
    """One thing as it was and as it is: a piece of the exported answers, or None for what was not there."""

    key: Key
    then: Any
    now: Any
    how: How | None = None


def changed(then: Json, now: Json) -> tuple[Difference, ...]:
    """Every difference, each thing once: by kind, the weightiest findings first."""
    found = [
        *_headline(then, now),
        *_listed(Kind.FACT, _facts(then), _facts(now)),
        *_findings(then, now),
        *_listed(Kind.VALUE, *_in_both(_law_values(then), _law_values(now))),
        *_forecasts(then, now),
        *_snapshots(then, now),
        *_listed(Kind.PART, *_asked_by_both(_parts(then), _parts(now))),
    ]
    return tuple(sorted(found, key=_place))


def _place(one: Difference) -> tuple[int, int, str]:
    heaviest = 0
    if one.key.kind is Kind.FINDING:
        heaviest = min(Outcome(side["outcome"]).weight for side in (one.then, one.now) if side is not None)
    return list(Kind).index(one.key.kind), heaviest, one.key.code


def _listed(kind: Kind, then: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Difference]:
    for code in sorted({*then, *now}):
        if then.get(code) != now.get(code):
            yield Difference(Key(kind, code), then.get(code), now.get(code))


def _headline(then: Json, now: Json) -> Iterator[Difference]:
    if then["headline"]["code"] != now["headline"]["code"]:
        yield Difference(Key(Kind.HEADLINE, "headline"), then["headline"], now["headline"])


def _facts(told: Json) -> dict[str, Any]:
    """What was stated. A code that nobody confirmed was guessed, and is no fact."""
    facts = {name: value for name, value in told["purchase"].items() if name != _NEVER_STATED}
    return facts if told["purchase"][_NEVER_STATED] else facts | {"cpv": None}


def _findings(then: Json, now: Json) -> Iterator[Difference]:
    old, new = ({one["rule"]: one for one in told["findings"]} for told in (then, now))
    for rule in sorted({*old, *new}):
        how = _how(old.get(rule), new.get(rule), same_language=then["language"] == now["language"])
        if how is not None:
            yield Difference(Key(Kind.FINDING, rule), old.get(rule), new.get(rule), how)


def _how(then: Json | None, now: Json | None, *, same_language: bool) -> How | None:
    """The weightiest way in which one rule's answers differ; None when they say the same."""
    if then is None or now is None:
        return How.NEW if then is None else How.GONE
    ways: tuple[tuple[How, Callable[[Json], object]], ...] = (
        (How.OUTCOME, lambda one: one["outcome"]),
        (How.ANSWER, lambda one: one["code"]),
        (How.ADVICE, _pointed_to),
        (How.CITATIONS, lambda one: {(place["act"], place["section"]) for place in one["citations"]}),
    )
    found = next((how for how, of in ways if of(then) != of(now)), None)
    if found is None and same_language and then["values"] == now["values"] and _said(then) != _said(now):
        return How.WORDING
    return found


def _pointed_to(finding: Json) -> object:
    unsettled = finding["unsettled"] and finding["unsettled"]["code"]
    return [unsettled, *({one["code"] for one in finding[kind]} for kind in _POINTED_TO)]


def _said(finding: Json) -> tuple[str, str]:
    return finding["says"], finding["why"]


def _law_values(told: Json) -> dict[str, Any]:
    """The limits, thresholds and other values of the law that the findings took."""
    held = {name: value for one in told["findings"] for name, value in one["values"].items()}
    return {name: value for name, value in held.items() if name in law_values() or name in LIMITS}


def _in_both(then: Mapping[str, Any], now: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """A value that only one of them took says nothing of the law."""
    both = then.keys() & now.keys()
    return {name: then[name] for name in both}, {name: now[name] for name in both}


def _forecasts(then: Json, now: Json) -> Iterator[Difference]:
    for which in ("open", "reserved"):
        old, new = then["competition"][which], now["competition"][which]
        if any(old[name] != new[name] for name in _OF_THE_FORECAST):
            yield Difference(Key(Kind.FORECAST, which), old, new)


def _snapshots(then: Json, now: Json) -> Iterator[Difference]:
    """Published purchases that were asked; nothing to compare where one of the answers did not ask."""
    if then["comparables"] is None or now["comparables"] is None:
        return
    old, new = ({one["dataset"]: one for one in told["comparables"]["snapshots"]} for told in (then, now))
    for dataset in sorted({*old, *new}):
        if old.get(dataset, {}).get("identity") != new.get(dataset, {}).get("identity"):
            yield Difference(Key(Kind.SNAPSHOT, dataset), old.get(dataset), new.get(dataset))


def _parts(told: Json) -> dict[str, Any]:
    """The codes of each part; of those who could deliver the counts too, and nothing where no register was asked."""
    parts: dict[str, Any] = {part: _codes(told[part]) for part in PARTS}
    test = told.get("two_suppliers")
    parts["suppliers"] = None if test is None else [test[name] for name in _OF_THE_TEST]
    return parts


def _asked_by_both(then: Mapping[str, Any], now: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """A part that one of them did not ask for says nothing of what is another."""
    both = [part for part in PARTS if then[part] is not None and now[part] is not None]
    return {part: then[part] for part in both}, {part: now[part] for part in both}


def _codes(part: Any) -> list[str]:  # noqa: ANN401 - a message, or a list of messages or questions
    several = part if isinstance(part, list) else [part]
    return sorted(one.get("code") or one["field"] for one in several)
