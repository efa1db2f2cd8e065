"""The answer that is kept with a purchase: made once, outside the transaction that keeps it."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC
from typing import TYPE_CHECKING, Any

from svangrum.advice.advise import advise
from svangrum.advice.explain import explain
from svangrum.advice.export import as_json_object
from svangrum.advice.read import FIELDS, read_purchase
from svangrum.advice.supply_stated import NOTHING_STATED, SUPPLY_FIELDS, read_supply
from svangrum.core.language import LANGUAGES
from svangrum.core.reading import InvalidFactsError, gather
from svangrum.records.events.canonical import canonical

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from svangrum.advice.advise import Advice
    from svangrum.advice.json_values import Json
    from svangrum.advice.supply_known import KnownSuppliers
    from svangrum.advice.supply_stated import SupplyStated
    from svangrum.core.errors import SvangrumError
    from svangrum.law.purchase import Purchase
    from svangrum.records.purchases.models import GivenAdvice


class Given:
    """What was stated, the day, and the answer in each language (``svangrum-advice/3``).

    As a text it is what was sent: a request that is sent again is the same, whatever the day, the purchase and the
    answer have become meanwhile.
    """

    def __init__(
        self,
        facts: Mapping[str, str],
        as_of: date,
        package_version: str,
        advice: Mapping[str, Json],
        sent: Mapping[str, object],
    ) -> None:
        self.facts = dict(facts)
        self.as_of = as_of
        self.package_version = package_version
        self.advice = dict(advice)
        self.sent = dict(sent)

    def __str__(self) -> str:
        return json.dumps(self.sent, sort_keys=True)


def answer_now(
    facts: Mapping[str, str],
    *,
    as_of: date,
    sent: Mapping[str, object],
    store: Path | None = None,
    known: KnownSuppliers | None = None,
) -> Given:
    """Answer for the form's fields ``facts`` as the program does now, with published purchases from ``store``.

    ``known`` is the register, for who may ask who could deliver. ``sent`` is what of it the one who asks has stated.
    Raises ``InvalidFactsError`` with every field at fault.
    """
    held = {name: facts[name] for name in (*FIELDS, *SUPPLY_FIELDS) if facts.get(name)}
    problems: list[SvangrumError] = []
    purchase = gather(lambda: read_purchase(held), problems)
    stated = gather(lambda: read_supply(held), problems)
    if purchase is None or stated is None:
        raise InvalidFactsError(tuple(problems))
    advice = gather(lambda: advise(purchase, as_of=as_of, store=store, known=known, stated=stated), problems)
    if advice is None:
        raise InvalidFactsError(tuple(problems))
    exported = {language: _exported(advice, language) for language in LANGUAGES}
    return Given(held, as_of, advice.version, exported, sent)


def told_now(
    purchase: Purchase,
    as_of: date,
    *,
    language: str,
    store: Path | None = None,
    known: KnownSuppliers | None = None,
    stated: SupplyStated = NOTHING_STATED,
) -> Json:
    """The answer in one language, to be compared with a kept one. Raises ``NotInForceError`` for too early a day."""
    advice = advise(purchase, as_of=as_of, store=store, moved=False, known=known, stated=stated)
    return _exported(advice, language)


def _exported(advice: Advice, language: str) -> Json:
    """As a database gives it back."""
    exported: Json = json.loads(json.dumps(as_json_object(advice, explain(advice, language=language))))
    return exported


def digest_of(answer: GivenAdvice) -> str:
    """SHA-256 over the whole kept answer: it stands in the event by which the answer was kept."""
    moment = answer.recorded_at.astimezone(UTC).isoformat(timespec="microseconds")
    covered: dict[str, Any] = {
        "purchase": answer.purchase_id,
        "number": answer.number,
        "as_of": answer.as_of.isoformat(),
        "recorded_at": moment,
        "package_version": answer.package_version,
        "facts": answer.facts,
        "advice": answer.advice,
    }
    return hashlib.sha256(canonical(covered).encode()).hexdigest()
