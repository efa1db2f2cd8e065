"""Choose in the register whom to write to, and take a link back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, UUID, uuid4, uuid5

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from svangrum.core.errors import SvangrumError
from svangrum.core.language import words, write_list
from svangrum.matching.fit import Grade
from svangrum.matching.suppliers import Need
from svangrum.records.actions import MissingError, NotAllowedError
from svangrum.records.dialogues.actions.addressing import address_enterprise, addresses_for, revoke_link
from svangrum.records.dialogues.leaving import silent_among
from svangrum.records.dialogues.models import Addressee, DialogueState
from svangrum.records.dialogues.queries import addressees_of
from svangrum.records.enterprises.models import Enterprise
from svangrum.records.suppliers.found import find
from svangrum.records.suppliers.known import known_to
from svangrum.web.access import actor_of
from svangrum.web.clock import today
from svangrum.web.dialogues.found import held_by, to_own
from svangrum.web.dialogues.mails import send_link
from svangrum.web.pages import language_of
from svangrum.web.sheets import perform, version_sent

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest, HttpResponse

    from svangrum.records.dialogues.models import Dialogue

MOST = 40
"""So many are written to at one time: each mail waits for the server."""
MOST_SHOWN = 100
"""So many of each kind can be chosen among; how many more there are is told."""
_GROUPS = (Grade.YES, Grade.PART, Grade.UNKNOWN)


@dataclass(frozen=True)
class Row:
    """An enterprise to choose. ``says`` tells why it cannot be, or that it has a link; ``open`` that it can."""

    enterprise: Enterprise
    says: str
    open: bool


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def write(request: HttpRequest, dialogue: UUID) -> HttpResponse:
    """Who in the register could deliver it, the best first. Who is not chosen may answer all the same."""
    found = held_by(request, dialogue)
    if found.state != DialogueState.OPEN:
        raise MissingError("record.missing")
    if request.method == "POST":
        chosen = [name for text in request.POST.getlist("enterprise") if (name := _named(text)) is not None]
        if 0 < len(chosen) <= MOST:
            _write_to(request, found, chosen)
            return redirect(to_own(request, found)[0])
    context = {
        "dialogue": found,
        "back": to_own(request, found),
        "groups": _groups(request, found),
        "wrong": request.method == "POST",
        "most": MOST,
        "key": str(uuid4()),
    }
    return render(request, "dialogues/write.html", context, status=422 if request.method == "POST" else 200)


@require_POST
def revoke(request: HttpRequest, dialogue: UUID, addressee: UUID) -> HttpResponse:
    """The link stops at once."""
    found = held_by(request, dialogue)
    perform(request, revoke_link, dialogue=found.pk, addressee=addressee, version=version_sent(request))
    messages.success(request, words("dialogues.revoke.done", language_of(request)))
    return redirect(f"{to_own(request, found)[0]}#lankar")


def _named(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _write_to(request: HttpRequest, dialogue: Dialogue, chosen: Iterable[UUID]) -> None:
    """To each by itself: one that cannot be written to keeps nobody else from it."""
    language, sent, unsent = language_of(request), 0, list[str]()
    for enterprise in dict.fromkeys(chosen):
        key = str(uuid5(NAMESPACE_URL, f"{request.POST.get('key', '')}/{enterprise}"))
        try:
            link = perform(request, address_enterprise, dialogue=dialogue.pk, enterprise=enterprise, key=key)
        except (NotAllowedError, MissingError):
            raise
        except SvangrumError as wrong:
            messages.warning(request, words(f"error.{wrong.code}", language, **wrong.values))
            continue
        if send_link(request, link):
            sent += 1
        else:
            unsent.append(Addressee.objects.get(pk=link.addressee).name)
    if sent:
        messages.success(request, words("dialogues.write.done", language, count=sent))
    if unsent:
        messages.warning(request, words("dialogues.write.unsent", language, names=write_list(unsent, language)))


def _groups(request: HttpRequest, dialogue: Dialogue) -> list[tuple[str, list[Row], int]]:
    """By how they fit what is needed, those who have not told what they offer last; and how many are not shown."""
    language = language_of(request)
    need = Need(dialogue.cpv, dialogue.municipality, dialogue.since, dialogue.until)
    found = find(known_to(actor_of(request).organisation, on=today()), need, on=today())
    named = [
        (
            f"dialogues.write.group.{grade.name.lower()}",
            [found.entry(fit.key).enterprise for fit in found.of_grade(grade)],
        )
        for grade in _GROUPS
    ]
    named.append(("dialogues.write.group.silent", [one.enterprise for one in found.known.silent]))
    rows = _rows(request, dialogue, [name for _, names in named for name in names[:MOST_SHOWN]])
    return [
        (words(code, language), [rows[name] for name in names[:MOST_SHOWN]], max(0, len(names) - MOST_SHOWN))
        for code, names in named
        if names
    ]


def _rows(request: HttpRequest, dialogue: Dialogue, names: list[UUID]) -> dict[UUID, Row]:
    language, entries = language_of(request), list(Enterprise.objects.filter(pk__in=names))
    emails = addresses_for(dialogue.organisation_id, entries)
    silent = silent_among(emails.values())
    links = set(addressees_of(dialogue).filter(enterprise__in=names).values_list("enterprise_id", flat=True))

    def row(one: Enterprise) -> Row:
        email = emails[one.pk]
        if not email:
            return Row(one, words("dialogues.write.no-address", language), open=False)
        if email in silent:
            return Row(one, words("dialogues.write.silent", language), open=False)
        return Row(one, words("dialogues.write.has-link", language) if one.pk in links else "", open=True)

    return {one.pk: row(one) for one in entries}
