"""The law: what it holds, one rule, one value, one act, what is unsettled, and what changed between two days."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from svangrum.advice.lawbook.changes import told_changes
from svangrum.advice.lawbook.wording import Teller
from svangrum.advice.moments import MOMENTS
from svangrum.advice.order import FURTHER_WAYS, WAYS, Group
from svangrum.core.dates import parse_day
from svangrum.core.parameters import parameters
from svangrum.core.reading import InvalidFactsError, gather
from svangrum.core.sources import acts
from svangrum.law.book import law_values, questions, rule_names, statutes
from svangrum.law.diff import days_of_change
from svangrum.law.registry import first_day
from svangrum.web.clock import today
from svangrum.web.fields import Asking, fields, stated
from svangrum.web.law.addresses import act_address, acts_by_slug, rule_address, value_address
from svangrum.web.law.shown import Link, act_now, act_page, event_shown, rule_page, unsettled_page, value_page
from svangrum.web.pages import language_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from django.http import HttpRequest, HttpResponse

    from svangrum.core.errors import SvangrumError

_GROUPS = {
    "amounts": frozenset({"SEK", "EUR"}),
    "times": frozenset({"days", "months", "years"}),
    "shares": frozenset({"percent", "factor", "persons", "hours"}),
}
"""The values of the law by their units."""

_DAYS = {
    "first": Asking("short", "lawbook.diff.first", "lawbook.diff.first-hint"),
    "last": Asking("short", "lawbook.diff.last", "lawbook.diff.last-hint"),
}


@require_safe
def law(request: HttpRequest) -> HttpResponse:
    """Everything the answers rest on, as links."""
    teller = _teller(request)
    of_law = statutes()
    context = {
        "rules": [_rules(group, teller) for group in (Group.WAY, Group.DUTY, Group.TRAP)],
        "values": [_group(name, units, teller) for name, units in _GROUPS.items()],
        "others": [_value_now(code, teller) for code in parameters() if code not in law_values()],
        "acts": [_act(code, teller) for code in of_law],
        "other_acts": [_act(code, teller) for code in acts() if code not in of_law],
        "unsettled": len(questions()),
    }
    return render(request, "law/index.html", context)


@require_safe
def rule(request: HttpRequest, rule: str) -> HttpResponse:
    """One rule and its whole table of answers."""
    if rule not in rule_names():
        raise Http404
    return render(request, "law/rule.html", rule_page(rule, _teller(request)))


@require_safe
def value(request: HttpRequest, value: str) -> HttpResponse:
    """One dated value."""
    if value not in parameters():
        raise Http404
    return render(request, "law/value.html", value_page(parameters()[value], _teller(request)))


@require_safe
def act(request: HttpRequest, act: str) -> HttpResponse:
    """One act, judgment or page, and what rests on it."""
    if act not in acts_by_slug():
        raise Http404
    return render(request, "law/act.html", act_page(acts()[acts_by_slug()[act]], _teller(request)))


@require_safe
def unsettled(request: HttpRequest) -> HttpResponse:
    """Every question that the law leaves open."""
    return render(request, "law/unsettled.html", {"questions": unsettled_page(_teller(request))})


@require_safe
def law_changes(request: HttpRequest) -> HttpResponse:
    """What changed between two days; all until today when none are asked for, 422 for days that cannot be used."""
    teller = _teller(request)
    asked = {"first": first_day().isoformat(), "last": teller.day.isoformat(), **stated(request.GET, _DAYS)}
    try:
        context = _changed(asked, teller)
        errors: tuple[SvangrumError, ...] = ()
    except InvalidFactsError as invalid:
        context, errors = {}, invalid.errors
    form = list(fields(_DAYS, asked, errors, language=teller.language).values())
    wrong = [one for one in form if one.error]
    context |= {"fields": form, "errors": wrong, "known": [_around(day) for day in days_of_change()]}
    return render(request, "law/changes.html", context, status=422 if wrong else 200)


def _changed(asked: Mapping[str, str], teller: Teller) -> dict[str, object]:
    """The changes, day by day. Raises ``InvalidFactsError`` with every field at fault."""
    problems: list[SvangrumError] = []
    first = gather(lambda: parse_day(asked["first"], field="first"), problems)
    last = gather(lambda: parse_day(asked["last"], field="last"), problems)
    told = gather(lambda: told_changes(first, last, teller), problems) if first and last else None
    if told is None or first is None or last is None:
        raise InvalidFactsError(tuple(problems))
    days = [{"day": one.day, "events": [event_shown(event, teller) for event in one.events]} for one in told]
    return {"days": days, "first": first, "last": last}


def _around(day: date) -> dict[str, object]:
    """A day on which something changes, and the question that asks for it."""
    return {"day": day, "query": {"first": (day - timedelta(days=1)).isoformat(), "last": day.isoformat()}}


def _rules(group: Group, teller: Teller) -> dict[str, object]:
    """The rules whose answers usually stand in one group of the answer, in the order of the rules."""
    names = [name for name in rule_names() if _usual_group(name) is group]
    links = [Link(teller.rule(name), rule_address(name, teller.language)) for name in names]
    return {"title": teller.words(f"group.{group}"), "links": links}


def _usual_group(rule: str) -> Group:
    if rule in MOMENTS:
        return Group.TRAP
    return Group.WAY if rule in WAYS | FURTHER_WAYS else Group.DUTY


def _group(name: str, units: frozenset[str], teller: Teller) -> dict[str, object]:
    """The values of the law that are measured alike."""
    values = [_value_now(code, teller) for code, one in law_values().items() if one.unit in units]
    return {"title": teller.words(f"lawbook.group.{name}"), "values": values}


def _value_now(code: str, teller: Teller) -> dict[str, str]:
    """A value as it stands today; the first, when none has begun."""
    parameter = parameters()[code]
    dated = parameter.at(max(teller.day, parameter.values[0].since))
    return {
        "title": teller.title(code),
        "value": teller.value(parameter, dated),
        "url": value_address(code, teller.language),
    }


def _act(code: str, teller: Teller) -> Link:
    return Link(act_now(code, teller), act_address(code, teller.language))


def _teller(request: HttpRequest) -> Teller:
    return Teller(language_of(request), today())
