from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from svangrum.core.money import Money
from svangrum.core.reading import InvalidFactsError
from svangrum.guide.people import Contract, defaults, insertion_hours, proportion, read_contract, texts
from svangrum.guide.suitability import (
    FIELDS,
    NEEDS,
    STRENGTHENS,
    Enterprises,
    Facts,
    Verdict,
    Work,
    instruments,
    notes,
    read_facts,
    reason,
    reason_codes,
    suitable,
)
from svangrum.web.urls import NAMES

if TYPE_CHECKING:
    from collections.abc import Iterator

DAY = date(2026, 11, 26)
VALUES = {
    "value": (None, Money.kronor(699_999), Money.kronor(700_000)),
    "months": (None, 3, 4, 12),
    "workers": (None, 1, 2),
    "staff_share": (None, 10.0, 60.0),
    "enterprises": (None, *Enterprises),
    "other_suppliers": (None, True, False),
    "matcher": (None, True, False),
    "framework": (None, True, False),
    "kind": (None, Work.GOODS, Work.SERVICES),
}


def every_purchase():
    for combination in itertools.product(*VALUES.values()):
        yield Facts(**dict(zip(VALUES, combination, strict=True)))


def verdicts(facts: Facts) -> dict[str, Verdict]:
    return {one.instrument.code: one.verdict for one in suitable(facts, as_of=DAY)}


def test_every_purchase_gets_a_verdict_on_every_instrument_the_best_first() -> None:
    order = list(Verdict)
    for facts in every_purchase():
        found = suitable(facts, as_of=DAY)
        assert {one.instrument.code for one in found} == set(instruments())
        weights = [order.index(one.verdict) for one in found]
        assert weights == sorted(weights)
        for one in found:
            assert set(one.reasons) <= reason_codes()
            assert set(one.asks) <= set(FIELDS)
            assert (one.verdict is not Verdict.CANNOT_SAY) or one.asks or one.instrument.code == "nothing"


def test_an_unknown_that_is_made_known_never_turns_a_no_into_a_yes() -> None:
    for facts in itertools.islice(every_purchase(), 0, None, 53):
        ruled_out = {code for code, verdict in verdicts(facts).items() if verdict is Verdict.NOT_FOR_THIS} - {"nothing"}
        for known in made_known(facts):
            assert ruled_out <= {code for code, verdict in verdicts(known).items() if verdict is Verdict.NOT_FOR_THIS}


def made_known(facts: Facts) -> Iterator[Facts]:
    """The same purchase with one of its unknown facts known, every way that fact can be."""
    for name, values in {**VALUES, "labour_intensive": (True, False), "same_kind": (Money.kronor(500_000),)}.items():
        if getattr(facts, name) is None:
            yield from (replace(facts, **{name: value}) for value in values if value is not None)


def test_much_labour_is_unknown_until_both_facts_deny_it() -> None:
    asked = {"other_suppliers": True, "months": 24, "workers": 5, "matcher": True}
    said_no = Facts(labour_intensive=False, **asked)

    assert verdicts(said_no)["requirement"] is Verdict.CANNOT_SAY
    assert verdicts(replace(said_no, staff_share=90.0))["requirement"] is not Verdict.NOT_FOR_THIS
    assert verdicts(replace(said_no, staff_share=10.0))["requirement"] is Verdict.NOT_FOR_THIS


def test_what_was_bought_of_the_same_kind_counts_toward_the_limit() -> None:
    facts = Facts(value=Money.kronor(400_000), enterprises=Enterprises.ONE)

    assert verdicts(replace(facts, same_kind=Money.kronor(500_000)))["direct"] is Verdict.NOT_FOR_THIS


@pytest.mark.parametrize(("kronor", "verdict"), [(699_999, Verdict.RECOMMENDED), (700_000, Verdict.NOT_FOR_THIS)])
def test_the_limit_of_direct_award(kronor: int, verdict: Verdict) -> None:
    facts = Facts(value=Money.kronor(kronor), enterprises=Enterprises.ONE)

    assert verdicts(facts)["direct"] is verdict


def test_two_enterprises_are_needed_for_the_whole_and_one_for_a_lot() -> None:
    one, two = (verdicts(Facts(enterprises=each)) for each in (Enterprises.ONE, Enterprises.SEVERAL))

    assert (one["reserve-whole"], one["reserve-lot"]) == (Verdict.NOT_FOR_THIS, Verdict.RECOMMENDED)
    assert (two["reserve-whole"], two["reserve-lot"]) == (Verdict.RECOMMENDED, Verdict.POSSIBLE)


@pytest.mark.parametrize(
    ("change", "verdict"),
    [
        ({}, Verdict.RECOMMENDED),
        ({"months": 11}, Verdict.POSSIBLE),
        ({"months": 3}, Verdict.NOT_FOR_THIS),
        ({"workers": 1}, Verdict.NOT_FOR_THIS),
        ({"staff_share": 49.0}, Verdict.NOT_FOR_THIS),
        ({"matcher": False}, Verdict.NOT_FOR_THIS),
        ({"framework": True}, Verdict.POSSIBLE),
        ({"kind": Work.GOODS}, Verdict.POSSIBLE),
        ({"matcher": None}, Verdict.CANNOT_SAY),
    ],
)
def test_what_a_requirement_needs(change: dict[str, object], verdict: Verdict) -> None:
    good = {
        "months": 12,
        "workers": 2,
        "staff_share": 50.0,
        "labour_intensive": False,
        "other_suppliers": True,
        "matcher": True,
        "framework": False,
        "kind": Work.SERVICES,
    }

    assert verdicts(Facts(**{**good, **change}))["requirement"] is verdict


def test_nothing_is_right_only_when_all_else_is_ruled_out() -> None:
    none = Facts(value=Money.kronor(900_000), enterprises=Enterprises.NONE, other_suppliers=False)

    assert verdicts(none)["nothing"] is Verdict.RECOMMENDED
    assert verdicts(Facts())["nothing"] is Verdict.CANNOT_SAY


def test_every_reason_and_page_exists() -> None:
    codes = {test.code for tests in (*NEEDS.values(), *STRENGTHENS.values()) for test in tests}
    negated = {f"not-{test.code}" for tests in NEEDS.values() for test in tests}

    assert codes | negated <= reason_codes()
    assert all(reason(code).say(language, as_of=DAY) for code in reason_codes() for language in ("sv", "en"))
    assert {one.page for one in instruments().values()} <= NAMES


def test_what_to_do_besides() -> None:
    assert notes(Facts(other_buyers=True, framework=True)) == ("cooperate", "open-the-framework")
    assert notes(Facts()) == ()


def test_bad_facts_are_told_at_once() -> None:
    with pytest.raises(InvalidFactsError) as raised:
        read_facts({"value": "x", "months": "0", "matcher": "kanske", "enterprises": "tre"})

    assert [error.field for error in raised.value.errors] == ["value", "months", "enterprises", "matcher"]


def test_the_french_example_exactly() -> None:
    assert round(insertion_hours(1_000_000, 0.50, 0.05, 30)) == 833


def contract(**changes: object) -> Contract:
    plain = {
        "value": Money.kronor(25_000_000),
        "months": 24,
        "labour_share": 50.0,
        "group_share": 5.0,
        "hourly_cost": Money.kronor(320),
    }
    return Contract(**{**plain, **changes})


def test_people_in_proportion() -> None:
    found = proportion(contract(), as_of=DAY)

    assert round(found.hours) == 1953
    assert (found.persons, found.months) == (1, 12)
    assert "term-longer" in found.warnings


def test_a_small_contract_is_told_to_choose_dialogue() -> None:
    assert "none" in proportion(contract(value=Money.kronor(500_000)), as_of=DAY).warnings


def test_never_more_than_those_who_do_the_work() -> None:
    found = proportion(contract(value=Money.kronor(500_000_000), workers=3), as_of=DAY)

    assert found.persons == 3
    assert "more-than-workers" in found.warnings


@pytest.mark.parametrize(
    ("changes", "places"),
    [
        ({"kind": Work.SERVICES}, 1),
        ({"kind": Work.WORKS}, 0),
        ({"kind": Work.WORKS, "value": Money.kronor(100_000_000)}, 2),
        ({"kind": Work.GOODS}, None),
        ({"kind": None}, None),
        ({"kind": Work.SERVICES, "months": 5}, None),
        ({"kind": Work.SERVICES, "workers": 4}, None),
    ],
)
def test_trafikverket_s_practice(changes: dict[str, object], places: int | None) -> None:
    assert proportion(contract(**changes), as_of=DAY).trafikverket == places


@pytest.mark.parametrize(
    ("months", "workers", "sets"), [(3, None, False), (4, None, None), (4, 0, False), (4, 1, True)]
)
def test_goteborg_s_practice(months: int, workers: int | None, *, sets: bool | None) -> None:
    assert proportion(contract(months=months, workers=workers), as_of=DAY).goteborg is sets


def test_a_contract_is_read_with_the_defaults_that_stand_in_the_form() -> None:
    read = read_contract({"value": "25 000 000", "months": "24", "labour_share": "50"}, as_of=DAY)

    assert read == contract()
    assert defaults(DAY) == {"group_share": "5", "hourly_cost": "320"}
    assert read_contract({"value": "1"}, as_of=DAY) is None
    assert {"none", "more-than-workers", "term-longer"} <= set(texts())
