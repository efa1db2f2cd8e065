"""Mails to enterprises without an account here. They go at once: the secret of a link stands in no table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from svangrum.core.errors import SvangrumError
from svangrum.jobs.letters.addresses import absolute
from svangrum.jobs.letters.sending import send_now
from svangrum.records.dialogues.actions.addressing import mark_sent
from svangrum.records.dialogues.actions.ending import note_mailed
from svangrum.records.dialogues.leaving import is_silent, signed_for
from svangrum.records.dialogues.models import Addressee
from svangrum.records.dialogues.queries import mailed_by
from svangrum.web.sheets import perform

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest

    from svangrum.records.dialogues.actions.addressing import Addressed
    from svangrum.records.dialogues.models import Dialogue


def send_link(request: HttpRequest, link: Addressed) -> bool:
    """The mail that asks an enterprise, with its link. False when the mail server refuses."""
    to = Addressee.objects.select_related("dialogue__organisation").get(pk=link.addressee)
    url = absolute("dialogue-mailed", to.language, secret=link.secret)
    if not _is_sent(to, "dialogue-asked", url=url, name=f"{to.pk}-{to.version}"):
        return False
    perform(request, mark_sent, dialogue=to.dialogue_id, addressee=to.pk, key=None)
    return True


def send_asked_link(link: Addressed) -> bool:
    """The link that somebody asked for on the page, to the address that was stated, unless that wants no mails.

    False when the mail server refuses.
    """
    to = Addressee.objects.select_related("dialogue__organisation").get(pk=link.addressee)
    if is_silent(to.email):
        return True
    url = absolute("dialogue-mailed", to.language, secret=link.secret)
    return _is_sent(to, "dialogue-link", url=url, name=f"{to.pk}-{to.version}")


def send_news(request: HttpRequest, dialogue: Dialogue, code: str, about: str) -> None:
    """``letter.<code>`` to all who have a link, and a note in the log of who got it."""
    sent = [one.pk for one in mailed_by(dialogue) if _is_sent(one, code, url=_public(one))]
    if sent:
        perform(request, note_mailed, dialogue=dialogue.pk, addressees=sent, about=about, key=None)


def send_feedback(addressees: Iterable[Addressee | None], text: str) -> None:
    """What the buyer says to those who answered by a link."""
    for one in addressees:
        if one is not None and one.email and one.revoked_at is None:
            _is_sent(one, "dialogue-feedback-mail", url=_public(one), feedback=" ".join(text.split()))


def _public(to: Addressee) -> str:
    return absolute("open-dialogue", to.language, dialogue=str(to.dialogue_id))


def _is_sent(to: Addressee, code: str, *, url: str, name: str = "", **more: str) -> bool:
    """False to an address that wants none. A refusal stops nothing: the same stands on the dialogue's page."""
    if is_silent(to.email):
        return False
    values: dict[str, str | int] = {
        "organisation": to.dialogue.organisation.name,
        "title": to.dialogue.title,
        "day": to.dialogue.answers_until.isoformat(),
        **more,
    }
    silence = absolute("dialogue-silence", to.language, signed=signed_for(to.email))
    try:
        send_now(email=to.email, language=to.language, code=code, values=values, url=url, name=name, silence=silence)
    except SvangrumError:
        return False
    return True
