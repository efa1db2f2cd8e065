"""The answer in one language's words: what the page, the command line and every document show, in the same order.

``explain`` makes it from ``Advice``. It holds text and figures only, so that a page and a document cannot differ
in what they say.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True)
class Cited:
    """A citation to show: ``4 kap. 18 § LOU`` and where it can be read."""

    label: str
    url: str


@dataclass(frozen=True)
class Fact:
    """One thing the user stated, as a row of the summary. ``field`` is the form field it came from."""

    field: str
    label: str
    value: str


@dataclass(frozen=True)
class Question:
    """A fact that is missing. ``field`` is the form field that answers it; ``why`` says what hangs on it."""

    field: str
    text: str
    why: str


@dataclass(frozen=True)
class Unsettled:
    """A question the statute does not answer: what is at stake, both readings and what to do."""

    question: str
    risk: str
    reading_for: str
    reading_against: str
    advice: str


@dataclass(frozen=True)
class Line:
    """One row of *what you may do*. ``outcome`` is a ``core.findings.Outcome`` value; ``status`` its word (*får*).

    ``when`` says, for something to watch out for, when it bites (*När anbuden kommer*).
    """

    key: str
    outcome: str
    status: str
    says: str
    why: str
    citations: tuple[Cited, ...]
    conditions: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    proofs: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    unsettled: Unsettled | None = None
    when: str | None = None


@dataclass(frozen=True)
class LineGroup:
    """Lines under one heading.

    ``key`` is an ``advice.order.Group`` value: a way, a further way, a duty, something to watch out for, or the rest.
    """

    key: str
    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Share:
    """One row of the table beneath a chart: ``tenders`` (``"3"``, ``"10 eller fler"``) and its share in percent."""

    tenders: str
    percent: str


@dataclass(frozen=True)
class Forecast:
    """One distribution of tenders. ``dots`` are 20 numbers of tenders, each one purchase in twenty.

    ``low``–``high`` is the shortest interval that holds four in five. ``basis`` says how much it rests on.
    """

    label: str
    dots: tuple[int, ...]
    low: int
    high: int
    sentence: str
    interval: str
    basis: str
    table: tuple[Share, ...]


@dataclass(frozen=True)
class SourceLine:
    text: str
    url: str | None


@dataclass(frozen=True)
class CpvChoice:
    """A suggested CPV code to confirm or reject."""

    code: str
    label: str


@dataclass(frozen=True)
class AlikePurchase:
    """One published purchase like the one asked about: whose and when, what it got, why it is like, where it stands.

    ``mark`` tells of its mark as reserved; None for one that has none. ``url`` leads to its notice.
    """

    title: str
    about: str
    got: str
    why: str
    place: str
    mark: str | None = None
    url: str | None = None


@dataclass(frozen=True)
class Alike:
    """Published purchases like the one asked about. ``loaded``: whether there are facts to seek among.

    ``notes`` belong beneath the list: how to find what has no address, and whose the facts are.
    """

    lead: str
    purchases: tuple[AlikePurchase, ...] = ()
    loaded: bool = False
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class FollowShown:
    """What follows from the test of two suppliers, and where the law says what it says of that."""

    text: str
    citations: tuple[Cited, ...]


@dataclass(frozen=True)
class SupplierShown:
    """One supplier held against the purchase. ``grade`` is ``yes``, ``part``, ``unknown`` or ``no``.

    ``counted`` when the finding rests on it.
    """

    name: str
    number: str
    grade: str
    status: str
    reasons: tuple[str, ...]
    counted: bool = False


@dataclass(frozen=True)
class SupplierTest:
    """Who could deliver, by the test of two suppliers. ``finding`` is a ``competition.two_suppliers.TwoSuppliers``.

    ``why`` says why, or why not. ``prices``, ``tenders`` and ``listed`` are for people of buyers alone.
    """

    finding: str
    says: str
    why: str
    counted: tuple[str, ...]
    prices: tuple[str, ...]
    lots: tuple[str, ...]
    tenders: tuple[str, ...]
    follows: tuple[FollowShown, ...]
    notes: tuple[str, ...]
    listed: tuple[SupplierShown, ...]


@dataclass(frozen=True)
class Answer:
    """Everything one page says, in its order.

    ``act`` is the act that is followed (``"lou"``), ``regime`` which of its rules govern the purchase: ``"directive"``
    or ``"chapter-19"``, for a concession ``"concession"`` or ``"concession-15"``, or ``"unknown"``. ``moved`` is what
    moves the open forecast, ``evidence`` what the reserved one rests on; ``alike`` is None where nobody asked for it,
    and so is ``test`` where no register was asked.
    """

    language: str
    as_of: date
    as_of_text: str
    version: str
    headline: str
    what: str
    summary: tuple[Fact, ...]
    warnings: tuple[str, ...]
    groups: tuple[LineGroup, ...]
    questions: tuple[Question, ...]
    open: Forecast
    reserved: Forecast
    competition_notes: tuple[str, ...]
    suppliers: str
    steps: tuple[str, ...]
    unknowns: tuple[str, ...]
    sources: tuple[SourceLine, ...]
    cpv_choices: tuple[CpvChoice, ...]
    reservable: bool
    regime: str
    act: str = "lou"
    moved: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    alike: Alike | None = None
    test: SupplierTest | None = None

    @property
    def lines(self) -> tuple[Line, ...]:
        """Every line, in reading order."""
        return tuple(line for group in self.groups for line in group.lines)
