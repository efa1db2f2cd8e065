"""Does the purchase suit a reservation or a requirement? Judgement, not law: what the law says is asked elsewhere.

Facts become categories; each instrument has one visible list of hindrances and reasons. An unknown fact that could
change a verdict makes it *cannot say yet* and is asked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any

from svangrum.core.amounts import parse_kronor
from svangrum.core.data import read_yaml
from svangrum.core.dates import parse_day
from svangrum.core.parameters import number
from svangrum.core.prose import Prose, read_all, read_prose
from svangrum.core.reading import FieldReader, decimal_number, one_of, positive_kronor, whole_number, yes_no
from svangrum.core.sources import Citation, Source, cite
from svangrum.guide.entry import Entry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date

    from svangrum.core.money import Money

_FILE = "guide/suitability.yaml"
_LONGEST_TERM = 600
_MOST_PEOPLE = 100_000


class Work(StrEnum):
    """The kind of contract; a concession of any kind is its own."""

    SERVICES = "tjanster"
    GOODS = "varor"
    WORKS = "byggentreprenad"
    CONCESSION = "koncession"


class Enterprises(StrEnum):
    """How many work-integrating enterprises could deliver the whole or a part."""

    NONE = "inget"
    ONE = "ett"
    SEVERAL = "flera"


class Verdict(StrEnum):
    """From the best to the worst."""

    RECOMMENDED = "recommended"
    POSSIBLE = "possible"
    CANNOT_SAY = "cannot-say"
    NOT_FOR_THIS = "not-for-this"


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What is known of the purchase; None for what is not.

    ``same_kind`` is what was bought of the same kind in twelve months beside it; ``staff_share`` is per cent of cost.
    """

    value: Money | None = None
    same_kind: Money | None = None
    kind: Work | None = None
    months: int | None = None
    workers: int | None = None
    staff_share: float | None = None
    labour_intensive: bool | None = None
    enterprises: Enterprises | None = None
    other_suppliers: bool | None = None
    framework: bool | None = None
    matcher: bool | None = None
    other_buyers: bool | None = None
    labour_conditions: bool | None = None


FIELDS = tuple(Facts.__dataclass_fields__)


@dataclass(frozen=True)
class Instrument:
    """A way to use the purchase, as data/guide/suitability.yaml words it."""

    code: str
    name: Prose
    says: Prose
    page: str
    rests: tuple[Citation | Source, ...]


@dataclass(frozen=True)
class Recommendation:
    """``reasons`` are codes with words of their own; ``asks`` are the fields that could change the verdict."""

    instrument: Instrument
    verdict: Verdict
    reasons: tuple[str, ...]
    asks: tuple[str, ...]


@dataclass(frozen=True)
class _Test:
    """One thing that speaks for or against: True, False or None when a fact is missing, and which facts it reads."""

    code: str
    holds: Callable[[Facts, date], bool | None]
    facts: tuple[str, ...]


def _below_limit(facts: Facts, as_of: date) -> bool | None:
    """Value and same kind together, as the limit is counted (LOU 19 a:8); same kind that is not stated is not added."""
    if facts.value is None:
        return None
    counted = facts.value.minor + (facts.same_kind.minor if facts.same_kind else 0)
    return counted / 100 < number("direct-award-limit", as_of)


def _is(name: str, *wanted: object) -> Callable[[Facts, date], bool | None]:
    return lambda facts, _: None if getattr(facts, name) is None else getattr(facts, name) in wanted


def _opposite(holds: bool | None) -> bool | None:  # noqa: FBT001 - it turns one fact round
    return None if holds is None else not holds


def _at_least(name: str, parameter: str) -> Callable[[Facts, date], bool | None]:
    def holds(facts: Facts, as_of: date) -> bool | None:
        stated = getattr(facts, name)
        return None if stated is None else stated >= number(parameter, as_of)

    return holds


def _labour(facts: Facts, as_of: date) -> bool | None:
    """Much labour in it: said so, or a large share of the cost."""
    said = (facts.labour_intensive, _at_least("staff_share", "practice-labour-share")(facts, as_of))
    return True if True in said else None if None in said else False


_SHORT = _Test("long-enough", _at_least("months", "practice-goteborg-months"), ("months",))
_LONG = _Test("over-a-year", _at_least("months", "practice-long-term"), ("months",))
_LABOUR = _Test("much-labour", _labour, ("labour_intensive", "staff_share"))
_HANDS = _Test("more-than-one", lambda facts, _: None if facts.workers is None else facts.workers > 1, ("workers",))
_MATCHER = _Test("matcher", lambda facts, _: facts.matcher, ("matcher",))
_DIRECT = _Test("below-limit", _below_limit, ("value",))
_ANY = _Test("any-enterprise", _is("enterprises", Enterprises.ONE, Enterprises.SEVERAL), ("enterprises",))
_TWO = _Test("two-enterprises", _is("enterprises", Enterprises.SEVERAL), ("enterprises",))
_ONE = _Test("enterprise-for-a-part", _is("enterprises", Enterprises.ONE, Enterprises.SEVERAL), ("enterprises",))
_SUPPLIERS = _Test("other-suppliers", lambda facts, _: facts.other_suppliers, ("other_suppliers",))
_OWN = _Test("own-contract", lambda facts, _: _opposite(facts.framework), ("framework",))
_NOT_GOODS = _Test("not-goods", _is("kind", Work.SERVICES, Work.WORKS, Work.CONCESSION), ("kind",))

NEEDS: Mapping[str, tuple[_Test, ...]] = {
    "direct": (_DIRECT, _ANY),
    "reserve-whole": (_TWO,),
    "reserve-lot": (_ONE,),
    "dialogue": (_SUPPLIERS, _SHORT),
    "requirement": (_SUPPLIERS, _SHORT, _LABOUR, _HANDS, _MATCHER),
    "bonus": (_SUPPLIERS, _SHORT, _LABOUR, _HANDS, _MATCHER),
}
"""What each instrument cannot do without. One that is false rules it out; one unknown leaves it open."""
STRENGTHENS: Mapping[str, tuple[_Test, ...]] = {
    "direct": (),
    "reserve-whole": (),
    "reserve-lot": (_Test("not-two-for-whole", _is("enterprises", Enterprises.ONE), ("enterprises",)),),
    "dialogue": (_Test("first-time", lambda facts, _: _opposite(facts.matcher), ("matcher",)),),
    "requirement": (_LONG, _OWN, _NOT_GOODS),
    "bonus": (_LONG, _OWN, _NOT_GOODS),
}
"""What makes an instrument recommended rather than possible: all of them known and true."""
_WEIGHT = list(Verdict)


def suitable(facts: Facts, *, as_of: date) -> tuple[Recommendation, ...]:
    """Every instrument with its verdict, the best first; *nothing now* closes the list and says when that is right."""
    found = [_recommended(code, facts, as_of) for code in NEEDS]
    fits = any(one.verdict in {Verdict.RECOMMENDED, Verdict.POSSIBLE} for one in found)
    open_ = any(one.verdict is Verdict.CANNOT_SAY for one in found)
    verdict = Verdict.NOT_FOR_THIS if fits else Verdict.CANNOT_SAY if open_ else Verdict.RECOMMENDED
    reason = "something-fits" if fits else "more-to-know" if open_ else "nothing-fits"
    nothing = Recommendation(instruments()["nothing"], verdict, (reason,), ())
    return tuple(sorted([*found, nothing], key=lambda one: _WEIGHT.index(one.verdict)))


def notes(facts: Facts) -> tuple[str, ...]:
    """Codes of what to do besides: cooperate, labour-law conditions, call-offs."""
    wanted = {
        "cooperate": facts.other_buyers,
        "labour-conditions": facts.labour_conditions,
        "open-the-framework": facts.framework,
    }
    return tuple(code for code, holds in wanted.items() if holds)


def _recommended(code: str, facts: Facts, as_of: date) -> Recommendation:
    needs = [(test, test.holds(facts, as_of)) for test in NEEDS[code]]
    failed = [test for test, holds in needs if holds is False]
    if failed:
        return Recommendation(
            instruments()[code], Verdict.NOT_FOR_THIS, tuple(f"not-{test.code}" for test in failed), ()
        )
    unknown = [test for test, holds in needs if holds is None]
    if unknown:
        asks = tuple(dict.fromkeys(fact for test in unknown for fact in test.facts))
        return Recommendation(instruments()[code], Verdict.CANNOT_SAY, (), asks)
    strong = [(test, test.holds(facts, as_of)) for test in STRENGTHENS[code]]
    recommended = all(holds for _, holds in strong)
    reasons = tuple(test.code for test, holds in (*needs, *strong) if holds)
    unsettled = [test for test, holds in strong if holds is None]
    decided = any(holds is False for _, holds in strong)
    asks = () if decided else tuple(fact for test in unsettled for fact in test.facts)
    return Recommendation(instruments()[code], Verdict.RECOMMENDED if recommended else Verdict.POSSIBLE, reasons, asks)


def read_day(text: str, *, otherwise: date) -> date:
    """The day asked about. Raises ``SvangrumError`` for no day, and ``NotInForceError`` for one before the limits."""
    day = parse_day(text) if text else otherwise
    number("direct-award-limit", day)
    return day


def read_facts(raw: Mapping[str, str]) -> Facts:
    """Read the fields in ``FIELDS``; an empty one is unknown. Raises ``InvalidFactsError`` with every fault."""
    reader = FieldReader(raw)
    facts = Facts(
        value=reader.read("value", lambda text: positive_kronor(text, "value")),
        same_kind=reader.read("same_kind", lambda text: parse_kronor(text, field="same_kind")),
        kind=reader.read("kind", lambda text: one_of(Work, text, "kind")),
        months=reader.read("months", lambda text: whole_number(text, "months", least=1, most=_LONGEST_TERM)),
        workers=reader.read("workers", lambda text: whole_number(text, "workers", least=1, most=_MOST_PEOPLE)),
        staff_share=reader.read("staff_share", lambda text: decimal_number(text, "staff_share", least=0, most=100)),
        enterprises=reader.read("enterprises", lambda text: one_of(Enterprises, text, "enterprises")),
        labour_intensive=reader.read("labour_intensive", lambda text: yes_no(text, "labour_intensive")),
        other_suppliers=reader.read("other_suppliers", lambda text: yes_no(text, "other_suppliers")),
        framework=reader.read("framework", lambda text: yes_no(text, "framework")),
        matcher=reader.read("matcher", lambda text: yes_no(text, "matcher")),
        other_buyers=reader.read("other_buyers", lambda text: yes_no(text, "other_buyers")),
        labour_conditions=reader.read("labour_conditions", lambda text: yes_no(text, "labour_conditions")),
    )
    reader.finish()
    return facts


@cache
def instruments() -> Mapping[str, Instrument]:
    """Every instrument by code."""
    return {
        code: Instrument(
            code,
            read_prose(raw["name"]),
            read_prose(raw["says"]),
            raw["page"],
            tuple(cite(one) for one in raw["rests"]),
        )
        for code, raw in _content()["instruments"].items()
    }


def reason(code: str) -> Prose:
    """The words of a reason or a note."""
    return read_prose(_content()["reasons"][code])


def reason_codes() -> frozenset[str]:
    """Every reason and note that has words."""
    return frozenset(_content()["reasons"])


def entries() -> Iterator[Entry]:
    """The page as something that can be found."""
    body = tuple(text for one in instruments().values() for text in (one.name, one.says))
    yield Entry("page", "suitability", read_prose(_content()["title"]), body, read_all(_content()["also"]))


@cache
def _content() -> dict[str, Any]:
    content: dict[str, Any] = read_yaml(_FILE)
    return content
