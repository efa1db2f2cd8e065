"""What the law's files hold, in one language's words, as it stands on one day under one act."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from svangrum.core.errors import NotInForceError
from svangrum.core.language import catalogue, fill, words, write_decimal, write_value
from svangrum.core.money import Money
from svangrum.core.parameters import parameters
from svangrum.law.dated import own_code
from svangrum.law.purchase import Act
from svangrum.law.questions import PARTS, risks
from svangrum.law.wording import named_in

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from svangrum.core.findings import Value
    from svangrum.core.parameters import DatedValue, Parameter
    from svangrum.law.book import Told
    from svangrum.law.registry import Rule

_HOLE = re.compile(r"\{([\w-]+)(?::\w+)?\}")
OF_THE_PURCHASE = (
    "value",
    "counted",
    "limit",
    "room",
    "direct-limit-low",
    "direct-limit-high",
    "threshold",
    "threshold-low",
    "threshold-high",
    "threshold-euro",
    "turnover-cap",
    "fee-here",
)
"""Values that the words of an answer take from the purchase. Without one they are named; any other is three dots."""


@dataclass(frozen=True)
class Teller:
    """Tells the words of the law in ``language``, with the values of ``day``."""

    language: str
    day: date

    def words(self, code: str, /, **values: Value) -> str:
        return words(code, self.language, **values)

    def told(self, code: str, act: Act = Act.LOU) -> str:
        """The words of ``code`` under ``act``. What depends on the purchase is named in brackets: *[köpets värde]*."""
        template = catalogue(self.language)[code]
        known = dict(named_in(template, act))
        held = {name: self._held(name, act) for name in holes(template) if name not in known}
        return fill(template, self.language, {**known, **held})

    def headline(self, answer: Told) -> str:
        """What an answer says after its outcome."""
        return self.told(f"law.{answer.key}.says", first_act(answer))

    def why(self, answer: Told) -> str:
        return self.told(f"law.{answer.key}.why", first_act(answer))

    def outcome(self, answer: Told) -> str:
        return self.words(f"outcome.{answer.entry.outcome}")

    def question(self, code: str, act: Act = Act.LOU) -> dict[str, str]:
        """An unsettled question, what is at stake, the reading for, the reading against, and what to do."""
        parts = {part: self.told(f"question.{code}.{part}", act) for part in PARTS}
        return {**parts, "risk": self.words(f"risk.{risks()[code]}")}

    def title(self, parameter: str) -> str:
        return self.words(f"parameter.{parameter}")

    def rule(self, name: str) -> str:
        return self.words(f"law.{name}.title")

    def value(self, parameter: Parameter, dated: DatedValue) -> str:
        """A dated value with its unit; a range where only that is known; *inte läst* where nothing is."""
        if dated.value is None:
            return self._range(parameter, dated) if dated.low is not None else self.words("lawbook.not-read")
        return self.amount(parameter, dated.value)

    def period(self, rule: Rule) -> str:
        """From when a version of a rule holds, until when, and in which acts."""
        until = rule.period.until
        acts = self.listed(act.code for act in rule.acts)
        code = "lawbook.period-until" if until else "lawbook.period"
        return self.words(code, since=rule.period.since, until=until, acts=acts)

    def listed(self, items: Iterable[str]) -> str:
        """*LOU, LUF och LUK*."""
        *first, last = items
        return self.words("lawbook.and", first=", ".join(first), last=last) if first else last

    def amount(self, parameter: Parameter, value: Value) -> str:
        """An amount with its currency, a number with its unit."""
        if isinstance(value, Money):
            return write_value(value, self.language)
        number = write_decimal(value, self.language) if isinstance(value, float) else value
        return self.words(f"unit.{parameter.unit}", number=number)

    def _range(self, parameter: Parameter, dated: DatedValue) -> str:
        low, high = (self.amount(parameter, end) for end in (dated.low, dated.high))
        return self.words("lawbook.range", low=low, high=high)

    def _held(self, name: str, act: Act) -> Value:
        parameter = parameters().get(own_code(name, act))
        if parameter is None:
            return blank(name, self.language)
        try:
            dated = parameter.at(self.day)
        except NotInForceError:
            return f"[{self.title(parameter.code)}]"
        return f"[{self.value(parameter, dated)}]" if dated.value is None else dated.value


def holes(template: str) -> tuple[str, ...]:
    """The names of a text's placeholders, each once."""
    return tuple(dict.fromkeys(_HOLE.findall(template)))


def blank(name: str, language: str) -> str:
    """What a value of the purchase is called where there is no purchase: *[köpets värde]*."""
    return f"[{words(f'lawbook.blank.{name}', language)}]" if name in OF_THE_PURCHASE else "…"


def first_act(answer: Told) -> Act:
    """The act under whose paragraphs an answer is told when it holds in several."""
    return answer.acts[0]
