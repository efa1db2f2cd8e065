"""Questions about signed tests: those of a purchase, and what differs from one to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from svangrum.records.purchases.given import digest_of
from svangrum.records.purchases.models import GivenAdvice
from svangrum.records.purchases.today import told_between
from svangrum.records.supplier_tests.models import SupplierTest

if TYPE_CHECKING:
    from svangrum.advice.compared_told import ToldGroup
    from svangrum.records.purchases.models import Purchase


class Signed(NamedTuple):
    """``differences`` is what its answer says otherwise than that of the signature before.

    ``first`` has none before it. ``whole``: whether the answer is still the one that was signed.
    """

    test: SupplierTest
    differences: tuple[ToldGroup, ...]
    first: bool
    whole: bool


def signed_tests(purchase: Purchase, *, language: str) -> list[Signed]:
    """In the order in which they were signed."""
    tests = list(SupplierTest.objects.filter(purchase=purchase).select_related("signed_by").order_by("signed_at", "pk"))
    numbers = {one.answer for one in tests}
    answers = {one.number: one for one in GivenAdvice.objects.filter(purchase=purchase, number__in=numbers)}
    return [_signed(test, before, answers, language) for before, test in zip([None, *tests], tests, strict=False)]


def is_signed(purchase: Purchase, number: int) -> bool:
    """Whether an answer of the purchase is signed already, for whatever stage."""
    return SupplierTest.objects.filter(purchase=purchase, answer=number).exists()


def _signed(test: SupplierTest, before: SupplierTest | None, answers: dict[int, GivenAdvice], language: str) -> Signed:
    now = answers[test.answer]
    whole = digest_of(now) == test.digest
    if before is None or before.answer == test.answer:
        return Signed(test, (), before is None, whole)
    then = answers[before.answer]
    return Signed(test, told_between(then.advice[language], now.advice[language]), first=False, whole=whole)
