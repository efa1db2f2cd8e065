"""The fields of the forms, and how a dialogue and an answer are written in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from svangrum.core.codes import municipalities
from svangrum.records.capacities.models import Measure, Will
from svangrum.records.dialogues.models import Aside, Dialogue, Interest
from svangrum.web.dialogues.found import place_of
from svangrum.web.fields import Asking

if TYPE_CHECKING:
    from collections.abc import Mapping

    from svangrum.records.recorded import Recorded

    Stated = Mapping[str, str]

YES = "yes"
_WILLS = tuple((one.value, f"dialogues.will.{one.value}") for one in Will)
_ASIDES = tuple((one.value, f"dialogues.aside.{one.value}") for one in Aside)
_MEASURES = tuple((one.value, f"capacities.measure.{one.value}") for one in Measure)


def _asking(name: str, widget: str, **more: object) -> Asking:
    return Asking(widget, f"dialogues.field.{name}.label", f"dialogues.field.{name}.hint", **more)  # type: ignore[arg-type]


DIALOGUE: Mapping[str, Asking] = {
    "title": _asking("title", "text"),
    "what": _asking("what", "area"),
    "cpv": _asking("cpv", "text"),
    "municipality": _asking("municipality", "municipality"),
    "since": _asking("since", "short"),
    "until": _asking("until", "short"),
    "how_much": _asking("how-much", "text"),
    "contact": _asking("contact", "text"),
    "answers_until": _asking("answers-until", "short"),
}
NEW: Mapping[str, Asking] = {**DIALOGUE, "purchase": _asking("purchase", "select")}
INTEREST: Mapping[str, Asking] = {
    "will": _asking("will", "radios", choices=_WILLS),
    "part": _asking("part", "area"),
    "cpv": _asking("part-cpv", "text"),
    "per_month": _asking("per-month", "amount", digits=True),
    "measure": _asking("measure", "radios", choices=_MEASURES, in_a_row=True),
    "words": _asking("words", "area"),
}
GENERAL: Mapping[str, Asking] = {"general": _asking("general", "checkboxes", choices=((YES, "dialogues.general"),))}
"""For who answers signed in: what is said holds for purchases in general as well."""
QUESTION: Mapping[str, Asking] = {"text": _asking("question", "area")}
REPLY: Mapping[str, Asking] = {"published": _asking("published", "area"), "answer": _asking("answer", "area")}
ASIDE: Mapping[str, Asking] = {"why": _asking("why-aside", "radios", choices=_ASIDES)}
ADDITION: Mapping[str, Asking] = {
    "text": _asking("addition", "area"),
    "answers_until": _asking("new-last-day", "short"),
}
FEEDBACK: Mapping[str, Asking] = {
    "text": _asking("feedback", "area"),
    "same": _asking("same", "checkboxes", choices=((YES, "dialogues.feedback.same"),)),
}
FEEDBACK_TO_ALL: Mapping[str, Asking] = {"text": _asking("feedback-all", "area")}
TOLD: Mapping[str, Asking] = {
    "to_whom": _asking("to-whom", "text"),
    "about": _asking("about", "area"),
    "told_on": _asking("told-on", "short"),
}
LINK: Mapping[str, Asking] = {
    "orgnr": Asking("short", "enterprises.field.orgnr.label", "enterprises.field.orgnr.hint", digits=True),
    "name": _asking("name", "text", complete="organization"),
    "email": _asking("email", "text", complete="email"),
}


def places() -> dict[str, object]:
    """What a form with a municipality shows beside it."""
    return {"places": [one.short for one in municipalities()]}


def dialogue_written(found: Recorded) -> Stated:
    """A draft as its form holds it."""
    assert isinstance(found, Dialogue)  # noqa: S101 - the form's own thing
    return {
        "title": found.title,
        "what": found.what,
        "cpv": found.cpv,
        "municipality": place_of(found),
        "since": found.since.isoformat(),
        "until": found.until.isoformat(),
        "how_much": found.how_much,
        "contact": found.contact,
        "answers_until": found.answers_until.isoformat(),
    }


def interest_written(found: Interest | None) -> Stated:
    """An answer as its form holds it; hours are proposed before there is one."""
    if found is None:
        return {"measure": Measure.HOURS.value}
    return {
        "will": found.will,
        "part": found.part,
        "cpv": found.cpv,
        "per_month": str(found.per_month or ""),
        "measure": found.measure or Measure.HOURS.value,
        "words": found.words,
    }
