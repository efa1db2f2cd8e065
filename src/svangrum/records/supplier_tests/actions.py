"""Sign the test of a purchase."""

from __future__ import annotations

from typing import TYPE_CHECKING

from svangrum.core.errors import SvangrumError
from svangrum.core.reading import InvalidFactsError, gather
from svangrum.records.accounts.permissions import refuse_unconfirmed
from svangrum.records.actions import Act, action
from svangrum.records.purchases.given import digest_of
from svangrum.records.purchases.queries import last_answer
from svangrum.records.purchases.taking import taken
from svangrum.records.supplier_tests.models import Decision, Stage, SupplierTest
from svangrum.records.supplier_tests.permissions import SIGNERS, can_sign_test

if TYPE_CHECKING:
    from uuid import UUID

    from svangrum.records.purchases.models import GivenAdvice, Purchase

LONGEST_REASON = 5000


@action("supplier-test.signed")
def sign_test(act: Act, *, purchase: UUID, version: int, answer: int, stage: str, decision: str, reason: str) -> UUID:
    """Sign the latest answer for a stage: taken from who has just shown the second factor.

    Raises ``NotAllowedError`` without it, ``MissingError`` and ``StaleError`` as ``taken``; ``SvangrumError``
    ``supplier-test.other-answer`` when a later answer was given, ``supplier-test.none`` when no register was asked for
    it, ``supplier-test.signed`` when it is signed for the stage; ``InvalidFactsError`` with every field at fault.
    """
    found = taken(act, purchase, can_sign_test, version=version)
    refuse_unconfirmed(act.by)
    told = _answer(found, answer)
    problems: list[SvangrumError] = []
    stated_stage = gather(lambda: _stated_stage(stage), problems)
    stated_decision = gather(lambda: _stated_decision(decision), problems)
    why = gather(lambda: _stated_reason(reason), problems)
    if stated_stage is None or stated_decision is None or why is None:
        raise InvalidFactsError(tuple(problems))
    if SupplierTest.objects.filter(purchase=found, answer=answer, stage=stated_stage).exists():
        raise SvangrumError("supplier-test.signed", field="stage")
    return _put(act, found, told, stage=stated_stage, decision=stated_decision, reason=why)


def _answer(purchase: Purchase, number: int) -> GivenAdvice:
    last = last_answer(purchase)
    if last.number != number:
        raise SvangrumError("supplier-test.other-answer")
    if last.advice["sv"].get("two_suppliers") is None:
        raise SvangrumError("supplier-test.none")
    return last


def _stated_stage(text: str) -> Stage:
    if text not in Stage.values:
        raise SvangrumError("supplier-test.no-stage", field="stage")
    return Stage(text)


def _stated_decision(text: str) -> Decision:
    if text not in Decision.values:
        raise SvangrumError("supplier-test.no-decision", field="decision")
    return Decision(text)


def _stated_reason(reason: str) -> str:
    stripped = reason.strip().replace("\r\n", "\n")
    if not stripped:
        raise SvangrumError("supplier-test.no-reason", field="reason")
    if len(stripped) > LONGEST_REASON:
        raise SvangrumError("supplier-test.reason-long", field="reason", longest=LONGEST_REASON)
    return stripped


def _put(act: Act, purchase: Purchase, told: GivenAdvice, *, stage: Stage, decision: Decision, reason: str) -> UUID:
    assert act.by.person is not None  # noqa: S101 - said by the permission
    signed = SupplierTest(
        organisation_id=purchase.organisation_id,
        purchase=purchase,
        answer=told.number,
        digest=digest_of(told),
        finding=told.advice["sv"]["two_suppliers"]["finding"],
        stage=stage,
        decision=decision,
        reason=reason,
        role=next(role for role in SIGNERS if act.by.has(role)),
        signed_by_id=act.by.person,
        signed_at=act.recorded_at,
    )
    payload = {"purchase": purchase.pk, "answer": told.number, "digest": signed.digest, "finding": signed.finding}
    return act.put(signed, payload | {"stage": stage, "decision": decision, "role": signed.role})
