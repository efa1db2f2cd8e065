"""Advice as plain data: codes for machines beside the words for people.

The shape is fixed by ``data/schemas/advice.schema.json``. Amounts are whole minor units with a currency; days are
ISO 8601.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from svangrum.advice.alike import comparables_object
from svangrum.advice.explain import DECIMALS
from svangrum.advice.json_values import Json, message_object, message_objects, plain_value, plain_values
from svangrum.advice.moments import moment_of
from svangrum.advice.moved import factor_object
from svangrum.advice.order import group_of
from svangrum.advice.supply_told import supply_object
from svangrum.law.questions import risks

if TYPE_CHECKING:
    from svangrum.advice.advise import Advice
    from svangrum.advice.answer import Answer, Forecast, Line
    from svangrum.competition.tenders import TenderOutlook
    from svangrum.core.findings import Finding
    from svangrum.law.purchase import Purchase

SCHEMA = "svangrum-advice/3"


def as_json_object(advice: Advice, answer: Answer) -> Json:
    """The whole answer: ``advice`` gives the codes and values, ``answer`` the words of the same things in order."""
    return {
        "schema": SCHEMA,
        "version": advice.version,
        "language": answer.language,
        "as_of": advice.as_of.isoformat(),
        "purchase": _purchase(advice.purchase),
        "headline": message_object(advice.headline, answer.headline),
        "findings": [finding_object(one, line) for one, line in zip(advice.findings, answer.lines, strict=True)],
        "questions": [{"field": one.field, "text": one.text, "why": one.why} for one in answer.questions],
        "warnings": message_objects(advice.warnings, answer.warnings),
        "competition": {
            "open": _outlook(advice.competition.open, answer.open),
            "reserved": _outlook(advice.competition.reserved.outlook, answer.reserved),
            "notes": message_objects(advice.competition.notes, answer.competition_notes),
            "evidence": message_objects(advice.competition.evidence, answer.evidence),
            "factors": _factors(advice, answer),
        },
        "comparables": _comparables(advice, answer),
        "suppliers": message_object(advice.suppliers, answer.suppliers),
        "two_suppliers": supply_object(advice, answer.test),
        "steps": message_objects(advice.steps, answer.steps),
        "unknowns": message_objects(advice.unknowns, answer.unknowns),
        "sources": [{"text": one.text, "url": one.url} for one in answer.sources],
        "cpv_suggestions": [{"code": one.code, "label": one.label} for one in answer.cpv_choices],
    }


def _factors(advice: Advice, answer: Answer) -> Json | None:
    found = advice.competition.factors
    return None if found is None else {"all": [factor_object(one) for one in found], "told": list(answer.moved)}


def _comparables(advice: Advice, answer: Answer) -> Json | None:
    if advice.comparables is None or answer.alike is None:
        return None
    return comparables_object(advice.comparables, answer.alike)


def _purchase(purchase: Purchase) -> Json:
    return {
        "what": purchase.what,
        "act": purchase.act,
        "kind": purchase.kind,
        "value": plain_value(purchase.value),
        "months": purchase.months,
        "municipality": purchase.municipality,
        "buyer": purchase.buyer,
        "covered_by_contract": purchase.covered_by_contract,
        "same_kind_12_months": plain_value(purchase.same_kind_12_months),
        "direct_awards_this_year": plain_value(purchase.direct_awards_this_year),
        "cpv": purchase.cpv,
        "cpv_confirmed": purchase.cpv_confirmed,
        "main_object_confirmed": purchase.main_object_confirmed,
    }


def _coded(codes: tuple[str, ...], texts: tuple[str, ...]) -> list[Json]:
    return [{"code": code, "text": text} for code, text in zip(codes, texts, strict=True)]


def finding_object(finding: Finding, line: Line) -> Json:
    """One finding, ``line`` being its words."""
    unsettled = line.unsettled
    return {
        "rule": finding.rule,
        "code": finding.code,
        "outcome": finding.outcome,
        "group": group_of(finding),
        "moment": moment_of(finding),
        "says": line.says,
        "why": line.why,
        "values": plain_values(finding.values),
        "citations": [
            {"act": one.act, "section": one.section, "label": cited.label, "url": cited.url}
            for one, cited in zip(finding.citations, line.citations, strict=True)
        ],
        "conditions": _coded(finding.conditions, line.conditions),
        "choices": _coded(finding.choices, line.choices),
        "proofs": _coded(finding.proofs, line.proofs),
        "warnings": _coded(finding.warnings, line.warnings),
        "unsettled": None
        if unsettled is None
        else {
            "code": finding.question,
            "question": unsettled.question,
            "risk": {"grade": risks()[finding.question or ""], "text": unsettled.risk},
            "reading_for": unsettled.reading_for,
            "reading_against": unsettled.reading_against,
            "advice": unsettled.advice,
        },
    }


def _outlook(outlook: TenderOutlook, forecast: Forecast) -> Json:
    return {
        "p_zero": None,
        "pmf_from_one": [round(share, DECIMALS) for share in outlook.pmf],
        "p_one": round(outlook.p_one, 6),
        "p_two_or_more": round(outlook.p_two_or_more, 6),
        "median": outlook.median,
        "low80": outlook.low80,
        "high80": outlook.high80,
        "dots": list(outlook.dots),
        "lots": outlook.n_lots,
        "procurements": outlook.n_procurements,
        "cpv_prefix": outlook.cpv_prefix,
        "sentence": forecast.sentence,
        "interval": forecast.interval,
        "basis": forecast.basis,
    }
