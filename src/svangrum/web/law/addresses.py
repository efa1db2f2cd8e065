"""Where one rule, value, act or question of the law lies."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from svangrum.core.sources import acts
from svangrum.web.pages import address

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from svangrum.law.book import Told

_PLAIN = str.maketrans("ÅÄÖåäö", "AAOaao")


def rule_address(name: str, language: str) -> str:
    return address("law-rule", language, rule=name)


def answer_address(answer: Told, language: str) -> str:
    return f"{rule_address(answer.rule, language)}#{answer.code}"


def value_address(code: str, language: str) -> str:
    return address("law-value", language, value=code)


def act_address(code: str, language: str) -> str:
    return address("law-act", language, act=slug(code))


def question_address(code: str, language: str) -> str:
    return f"{address('law-unsettled', language)}#{code}"


OF_LAW: Mapping[str, Callable[[str, str], str]] = {
    "law-rule": rule_address,
    "law-value": value_address,
    "law-act": act_address,
    "law-question": question_address,
}
"""Where an entry of the law lies, by its kind: from its code and the language."""


def slug(act: str) -> str:
    """An act's code as it stands in an address: ``SFS-2022-900`` for ``SFS 2022:900``."""
    return "-".join(re.findall(r"[A-Za-z0-9]+", act.translate(_PLAIN)))


@cache
def acts_by_slug() -> Mapping[str, str]:
    return {slug(code): code for code in acts()}
