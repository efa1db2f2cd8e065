"""Template tags: words from the catalogue, addresses of pages, static files with their content's mark."""

from __future__ import annotations

import hashlib
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django import template
from django.contrib.staticfiles import finders
from django.templatetags.static import static

from svangrum.core.dates import day_at_home
from svangrum.core.language import words, write_time
from svangrum.guide.questions import questions
from svangrum.web.clock import today
from svangrum.web.pages import address

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime
    from typing import Any

    from svangrum.core.findings import Value

register = template.Library()
_ASKED = 3
"""So many questions stand at a line of the answer."""


@register.simple_tag(takes_context=True)
def t(context: Mapping[str, Any], code: str, **values: Value) -> str:
    """The words of ``code`` in the page's language. Raises ``KeyError`` for none: no page has a hole in it."""
    return words(code, context["language"], **values)


@register.simple_tag(takes_context=True)
def clock(context: Mapping[str, Any], moment: datetime) -> str:
    """The time of day in Sweden, as the page's language writes it."""
    return write_time(moment, context["language"])


@register.filter
def home_day(moment: datetime) -> date:
    """The day it was in Sweden, for a word that wants a day."""
    return day_at_home(moment)


@register.simple_tag(takes_context=True)
def page(context: Mapping[str, Any], called: str, query: Mapping[str, str] | None = None, **parts: str) -> str:
    """The address of a page in the page's language, with a question to carry along."""
    return address(called, context["language"], **parts) + (f"?{urlencode(query)}" if query else "")


@register.simple_tag(takes_context=True)
def questions_about(context: Mapping[str, Any], finding: str) -> list[tuple[str, str]]:
    """The first questions of a finding's rule (``reserve.national``): what is asked, and where it lies."""
    language = context["language"]
    asked = [one for one in questions().values() if finding.partition(".")[0] in one.rules][:_ASKED]
    return [(one.asks.say(language, as_of=today()), address("question", language, question=one.code)) for one in asked]


@register.simple_tag(takes_context=True)
def rule_page(context: Mapping[str, Any], finding: str) -> str:
    """Where the law's pages tell of a finding (``reserve.national``)."""
    rule, _, code = finding.partition(".")
    return f"{address('law-rule', context['language'], rule=rule)}#{code}"


@register.simple_tag
def asset(name: str) -> str:
    """A static file's address; the mark changes with the content, so that it may be kept long by a browser."""
    return f"{static(name)}?v={_mark(name)}"


@cache
def _mark(name: str) -> str:
    found = finders.find(name)
    if not isinstance(found, str):
        raise FileNotFoundError(name)
    with open(found, "rb") as file:  # noqa: PTH123 - finders give text paths
        return hashlib.sha256(file.read()).hexdigest()[:12]
