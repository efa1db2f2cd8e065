"""What differs between two answers, in one language's words: what it was, what it is, and why where that is known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from svangrum.advice.because import Cause
from svangrum.advice.compared import LIMITS, How, Kind
from svangrum.advice.explain import summary
from svangrum.advice.read import field_of
from svangrum.advice.restored import money_in, purchase_in
from svangrum.core.language import words, write_value
from svangrum.core.parameters import parameters
from svangrum.law.dated import own_code

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from svangrum.advice.because import Because
    from svangrum.advice.compared import Difference, Key
    from svangrum.advice.json_values import Json
    from svangrum.law.purchase import Act


@dataclass(frozen=True)
class ToldDifference:
    """One difference: ``title`` is what differs, ``then`` and ``now`` stand beside one another, ``why`` are sentences.

    Either is empty when there was nothing.
    """

    title: str
    then: str
    now: str
    why: tuple[str, ...]


@dataclass(frozen=True)
class ToldGroup:
    """Differences of one kind under a heading. ``kind`` is a ``compared.Kind``."""

    kind: str
    title: str
    differences: tuple[ToldDifference, ...]


def told_differences(
    then: Json, now: Json, differences: Iterable[Difference], causes: Mapping[Key, tuple[Because, ...]]
) -> tuple[ToldGroup, ...]:
    """``differences`` of the two answers in the words of the language of ``now``, by kind."""
    teller = _Teller(then, now, now["language"])
    told: dict[Kind, list[ToldDifference]] = {}
    for one in differences:
        written = replace(teller.tell(one), why=tuple(_why(causes.get(one.key, ()), one.key.kind, teller.language)))
        told.setdefault(one.key.kind, []).append(written)
    return tuple(
        ToldGroup(kind, words(f"compared.{kind}.heading", teller.language), tuple(listed))
        for kind, listed in told.items()
    )


def _why(causes: Iterable[Because], kind: Kind, language: str) -> Iterator[str]:
    """A fact that differs is its own cause."""
    for one in causes:
        if one.cause is Cause.LAW:
            yield words("compared.why.law", language, day=one.day)
        elif kind is not Kind.FACT:
            yield words(f"compared.why.{one.cause}", language)


@dataclass(frozen=True)
class _Teller:
    then: Json
    now: Json
    language: str

    def tell(self, one: Difference) -> ToldDifference:
        sides = {
            Kind.HEADLINE: self._message,
            Kind.FACT: self._fact,
            Kind.FINDING: self._finding,
            Kind.VALUE: self._value,
            Kind.FORECAST: self._forecast,
            Kind.SNAPSHOT: self._snapshot,
            Kind.PART: self._part,
        }
        return sides[one.key.kind](one)

    def _words(self, code: str, **values: Any) -> str:  # noqa: ANN401 - values of any kind
        return words(code, self.language, **values)

    def _message(self, one: Difference) -> ToldDifference:
        return ToldDifference(self._words("compared.headline.title"), one.then["text"], one.now["text"], ())

    def _fact(self, one: Difference) -> ToldDifference:
        fact = one.key.code
        label = self._words("field.what.label" if fact == "what" else f"fact.{fact}.label")
        return ToldDifference(label, self._stated(self.then, fact), self._stated(self.now, fact), ())

    def _stated(self, told: Json, fact: str) -> str:
        purchase = purchase_in(told)
        if fact == "what":
            return purchase.what
        listed = {one.label: one.value for one in summary(purchase, self.language) if one.field == field_of(fact)}
        return listed.get(self._words(f"fact.{fact}.label"), "")

    def _finding(self, one: Difference) -> ToldDifference:
        title = (one.now or one.then)["says"]
        return ToldDifference(title, self._side(one.then, one.how), self._side(one.now, one.how), ())

    def _side(self, finding: Json | None, how: How | None) -> str:
        if finding is None:
            return self._words("compared.finding.not-there")
        if how is How.CITATIONS:
            return ", ".join(place["label"] for place in finding["citations"])
        if how is How.ADVICE:
            return " ".join(sorted(_pointed_to(finding)))
        return self._words("compared.finding.side", status=self._status(finding), why=finding["why"])

    def _status(self, finding: Json) -> str:
        return self._words(f"outcome.{finding['outcome']}")

    def _value(self, one: Difference) -> ToldDifference:
        acts = (purchase_in(told).under for told in (self.then, self.now))
        then, now = (self._amount(one.key.code, side, act) for side, act in zip((one.then, one.now), acts, strict=True))
        return ToldDifference(self._title(one.key.code, purchase_in(self.now).under), then, now, ())

    def _title(self, code: str, act: Act) -> str:
        return self._words(f"compared.limit.{code}" if code in LIMITS else f"parameter.{own_code(code, act)}")

    def _amount(self, code: str, value: Any, act: Act) -> str:  # noqa: ANN401 - money or a number
        if isinstance(value, Mapping):
            return write_value(money_in(dict(value)), self.language)
        return self._words(f"unit.{parameters()[own_code(code, act)].unit}", number=value)

    def _forecast(self, one: Difference) -> ToldDifference:
        then, now = (" ".join((side["interval"], side["sentence"])) for side in (one.then, one.now))
        return ToldDifference(self._words(f"forecast.{one.key.code}.label"), then, now, ())

    def _snapshot(self, one: Difference) -> ToldDifference:
        then, now = (self._years(side) for side in (one.then, one.now))
        return ToldDifference(self._words(f"compared.snapshot.{one.key.code}"), then, now, ())

    def _years(self, snapshot: Json | None) -> str:
        if snapshot is None:
            return self._words("compared.snapshot.none")
        first, last, mark = snapshot["first_year"], snapshot["last_year"], snapshot["identity"][:8]
        return self._words("compared.snapshot.years", first=str(first or "–"), last=str(last or "–"), mark=mark)

    def _part(self, one: Difference) -> ToldDifference:
        part = one.key.code
        then, now = (_texts(told[part]) for told in (self.then, self.now))
        gone, new = ([text for text in these if text not in those] for these, those in ((then, now), (now, then)))
        return ToldDifference(self._words(f"compared.part.{part}"), " ".join(gone), " ".join(new), ())


def _pointed_to(finding: Json) -> Iterator[str]:
    """What a finding points to, as sentences."""
    for kind in ("conditions", "choices", "proofs", "warnings"):
        yield from (one["text"] for one in finding[kind])
    if finding["unsettled"]:
        yield finding["unsettled"]["question"]


def _texts(part: Any) -> list[str]:  # noqa: ANN401 - a message, or a list of messages or questions
    several = part if isinstance(part, list) else [part]
    return [one["text"] for one in several]
