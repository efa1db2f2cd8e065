"""Dialogues on the walk: the officer's organisation holds them, and the cast's enterprise has a link."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from svangrum.records.dialogues.leaving import signed_for
from svangrum.records.dialogues.models import Addressee, Dialogue, Interest, Question
from svangrum.web.clock import now, today
from tests.harness.permissions.passports import firm
from tests.records.build import actor
from tests.records.dialogues.made import a_dialogue, a_draft, a_question, an_interest, written_to
from tests.records.numbers import a_number

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from svangrum.records.actors import Actor
    from svangrum.records.dialogues.actions.addressing import Addressed
    from tests.harness.permissions.people import Cast

    Parts = Mapping[str, Any]
    Form = dict[str, Any]

VERSIONED = {"question": Question, "interest": Interest, "addressee": Addressee, "dialogue": Dialogue}
"""The thing whose version a form holds: the first that the address names."""


def _officer(cast: Cast) -> Actor:
    return actor(cast.people["officer"], cast.ours)


def _draft(cast: Cast) -> Dialogue:
    return a_draft(_officer(cast), now(), answers_until=today())


def _open(cast: Cast) -> Dialogue:
    return a_dialogue(_officer(cast), now(), answers_until=today())


def _end(dialogue: Dialogue) -> None:
    Dialogue.objects.filter(pk=dialogue.pk).update(answers_until=today() - timedelta(days=1))


def _one(cast: Cast, state: str) -> Parts:
    """Open, unless its state is said; there is an entry in the register."""
    assert firm(cast)
    found = _draft(cast) if state == "draft" else _open(cast)
    return {"dialogue": found.pk}


def _a_draft(cast: Cast, _state: str) -> Parts:
    return {"dialogue": _draft(cast).pk}


def _ended(cast: Cast, _state: str) -> Parts:
    found = _open(cast)
    _end(found)
    return {"dialogue": found.pk}


def _link(cast: Cast) -> tuple[Dialogue, Addressed]:
    found = _open(cast)
    return found, written_to(firm(cast), found, _officer(cast), now())


def _addressed(cast: Cast, _state: str) -> Parts:
    found, link = _link(cast)
    return {"dialogue": found.pk, "addressee": link.addressee}


def _mailed(cast: Cast, state: str) -> Parts:
    _, link = _link(cast)
    if state == "revoked":
        Addressee.objects.filter(pk=link.addressee).update(revoked_at=now())
    return {"secret": link.secret}


def _silence(cast: Cast, _state: str) -> Parts:
    return {"signed": signed_for(Addressee.objects.get(pk=_link(cast)[1].addressee).email)}


def _asked(cast: Cast, _state: str) -> Parts:
    found = _open(cast)
    return {"dialogue": found.pk, "question": a_question(firm(cast), found, now()).pk}


def _answered(cast: Cast, _state: str) -> Parts:
    found = _open(cast)
    said = an_interest(firm(cast), found, now())
    _end(found)
    return {"dialogue": found.pk, "interest": said.pk}


def _entry(cast: Cast, _state: str) -> Parts:
    """No part of the address names it: that there is an entry is enough."""
    assert firm(cast)
    return {}


MADE: Mapping[str, Callable[[Cast, str], Parts]] = {
    **dict.fromkeys(
        (
            "open-dialogue",
            "dialogue",
            "dialogue-link-ask",
            "dialogue-link-asked",
            "dialogue-say",
            "dialogue-ask",
            "dialogue-add",
            "dialogue-write",
            "dialogue-told",
        ),
        _one,
    ),
    **dict.fromkeys(("dialogue-change", "dialogue-publish", "dialogue-remove"), _a_draft),
    **dict.fromkeys(("dialogue-feedback-all", "dialogue-close"), _ended),
    **dict.fromkeys(("dialogue-mailed", "dialogue-mailed-say", "dialogue-mailed-ask"), _mailed),
    "dialogue-silence": _silence,
    "dialogue-link-revoke": _addressed,
    **dict.fromkeys(("dialogue-reply", "dialogue-set-aside"), _asked),
    "dialogue-feedback": _answered,
    "coming": _entry,
}


def _dialogue(_cast: Cast, _who: str) -> Form:
    return {
        "title": "Tvätt",
        "what": "Vem kan tvätta?",
        "cpv": "98310000",
        "municipality": "2132",
        "since": "2027-06-01",
        "until": "2028-05-31",
        "contact": "Upphandlingsenheten",
        "answers_until": today().isoformat(),
    }


def _stranger(_cast: Cast, _who: str) -> Form:
    return {"orgnr": a_number(), "name": "Nykomlingen", "email": "hej@nykomlingen.example"}


def _whom(cast: Cast, _who: str) -> Form:
    entry = firm(cast).enterprise
    entry.contact_email = "hej@foretag.example"
    entry.save()
    return {"enterprise": [str(entry.pk)]}


def _said(_cast: Cast, _who: str) -> Form:
    return {"will": "whole"}


def _text(_cast: Cast, _who: str) -> Form:
    return {"text": "Går det att dela?"}


def _nothing(_cast: Cast, _who: str) -> Form:
    return {}


FORMS: Mapping[str, Callable[[Cast, str], Form]] = {
    **dict.fromkeys(("dialogue-new", "dialogue-change"), _dialogue),
    **dict.fromkeys(("dialogue-say", "dialogue-mailed-say"), _said),
    **dict.fromkeys(("dialogue-ask", "dialogue-mailed-ask", "dialogue-add", "dialogue-feedback-all"), _text),
    **dict.fromkeys(
        ("dialogue-publish", "dialogue-remove", "dialogue-close", "dialogue-link-revoke", "dialogue-silence"), _nothing
    ),
    "dialogue-link-ask": _stranger,
    "dialogue-write": _whom,
    "dialogue-reply": lambda _cast, _who: {"published": "Går det?", "answer": "Ja."},
    "dialogue-feedback": lambda _cast, _who: {"text": "Tack.", "same": "yes"},
    "dialogue-set-aside": lambda _cast, _who: {"why": "said"},
    "dialogue-told": lambda _cast, _who: {
        "to_whom": "Byggkooperativet",
        "about": "Att vi frågar.",
        "told_on": today().isoformat(),
    },
}
