"""Questions and answers, one question, and the glossary."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from svangrum.guide.glossary import in_order
from svangrum.guide.questions import TOPICS, Status, asked_about
from svangrum.guide.questions import questions as all_questions
from svangrum.web.clock import today
from svangrum.web.fields import Asking, field
from svangrum.web.pages import address, language_of
from svangrum.web.said import Speaker

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from svangrum.guide.questions import Question

_MARKS = {Status.SETTLED: "permitted", Status.UNSETTLED: "unsettled", Status.TO_CHECK: "unknown"}
_LONGEST = 200
_SEARCH = Asking("text", "questions.filter.label", "questions.filter.hint")


@dataclass(frozen=True)
class Listed:
    code: str
    asks: str
    short: str
    url: str


@require_safe
def questions(request: HttpRequest) -> HttpResponse:
    """Every question with its short answer, topic by topic; those that hold the words asked for."""
    speaker = Speaker(language_of(request), today())
    text = request.GET.get("ord", "").strip()[:_LONGEST]
    found = asked_about(text, speaker.language)
    topics = [
        {
            "code": topic,
            "title": speaker.words(f"questions.topic.{topic}"),
            "questions": [_listed(one, speaker) for one in found if one.topic == topic],
        }
        for topic in TOPICS
    ]
    context = {
        "field": field("ord", _SEARCH, text, language=speaker.language),
        "topics": [topic for topic in topics if topic["questions"]],
        "text": text,
        "count": len(found),
    }
    return render(request, "questions/list.html", context)


@require_safe
def question(request: HttpRequest, question: str) -> HttpResponse:
    """One question: the short answer, the longer one, what to do now, and what it rests on."""
    if question not in all_questions():
        raise Http404
    one, speaker = all_questions()[question], Speaker(language_of(request), today())
    context = {
        "asks": speaker.text(one.asks),
        "short": speaker.text(one.short),
        "more": speaker.texts(one.more),
        "now": speaker.said(one.now, page=one.page, part=one.part),
        "citations": speaker.cited(one.rests),
        "status": speaker.words(f"questions.status.{one.status}"),
        "mark": _MARKS[one.status],
        "checked_on": one.checked_on,
        "rules": [speaker.words(f"law.{name}.title") for name in one.rules],
        "related": [_listed(all_questions()[code], speaker) for code in one.related],
    }
    return render(request, "questions/question.html", context)


@require_safe
def glossary(request: HttpRequest) -> HttpResponse:
    """The words in alphabetical order."""
    speaker = Speaker(language_of(request), today())
    words = [
        {
            "code": term.code,
            "name": speaker.text(term.name),
            "says": speaker.text(term.says),
            "citations": speaker.cited([term.rests] if term.rests else []),
        }
        for term in in_order(speaker.language)
    ]
    return render(request, "questions/glossary.html", {"terms": words})


def _listed(one: Question, speaker: Speaker) -> Listed:
    url = address("question", speaker.language, question=one.code)
    return Listed(one.code, speaker.text(one.asks), speaker.text(one.short), url)
