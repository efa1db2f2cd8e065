"""Questions and answers, one question, and the glossary."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from svangrum.guide.glossary import by_letter
from svangrum.guide.questions import TOPICS, Status, asked_about
from svangrum.guide.questions import questions as all_questions
from svangrum.web.clock import today
from svangrum.web.examples.asking import ALL
from svangrum.web.fields import Asking, field
from svangrum.web.pages import address, language_of
from svangrum.web.said import Speaker

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from svangrum.guide.glossary import Term
    from svangrum.guide.questions import Question

_MARKS = {Status.SETTLED: "permitted", Status.UNSETTLED: "unsettled", Status.TO_CHECK: "unknown"}
_LONGEST = 200
_SEARCH = Asking("text", "questions.filter.label", "questions.filter.hint")
_TOPIC = Asking(
    "radios",
    "questions.filter.topic",
    choices=((ALL, "questions.all-topics"), *((topic, f"questions.topic.{topic}") for topic in TOPICS)),
    in_a_row=True,
)


@dataclass(frozen=True)
class Listed:
    code: str
    asks: str
    short: str
    url: str
    status: str
    mark: str


@require_safe
def questions(request: HttpRequest) -> HttpResponse:
    """Every question with its short answer, topic by topic; those of the topic and with the words asked for."""
    speaker = Speaker(language_of(request), today())
    text = request.GET.get("ord", "").strip()[:_LONGEST]
    topic = request.GET.get("amne", "")
    shown_topics = (topic,) if topic in TOPICS else TOPICS
    found = [one for one in asked_about(text, speaker.language) if one.topic in shown_topics]
    topics = [
        {
            "code": code,
            "title": speaker.words(f"questions.topic.{code}"),
            "questions": [_listed(one, speaker) for one in found if one.topic == code],
        }
        for code in shown_topics
    ]
    context = {
        "fields": [
            field("ord", _SEARCH, text, language=speaker.language),
            field("amne", _TOPIC, topic if topic in TOPICS else ALL, language=speaker.language),
        ],
        "topics": [one for one in topics if one["questions"]],
        "narrowed": bool(text) or topic in TOPICS,
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
    """The words in alphabetical order, letter by letter."""
    speaker = Speaker(language_of(request), today())
    letters = [
        {"letter": letter, "terms": [_explained(term, speaker) for term in terms]}
        for letter, terms in by_letter(speaker.language)
    ]
    return render(request, "questions/glossary.html", {"letters": letters})


def _explained(term: Term, speaker: Speaker) -> dict[str, object]:
    return {
        "code": term.code,
        "name": speaker.text(term.name),
        "says": speaker.text(term.says),
        "citations": speaker.cited([term.rests] if term.rests else []),
    }


def _listed(one: Question, speaker: Speaker) -> Listed:
    return Listed(
        code=one.code,
        asks=speaker.text(one.asks),
        short=speaker.text(one.short),
        url=address("question", speaker.language, question=one.code),
        status=speaker.words(f"questions.status.{one.status}"),
        mark=_MARKS[one.status],
    )
