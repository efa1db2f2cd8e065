"""A page with one form that changes one thing: shown, sent, refused with all that was written kept, or done.

Who sends an old version sees what someone else wrote beside the own words, and can send again.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeVar
from uuid import uuid4

from django.contrib import messages
from django.shortcuts import redirect, render

from svangrum.core.errors import SvangrumError
from svangrum.core.language import words
from svangrum.core.reading import InvalidFactsError
from svangrum.records.actions import MissingError, NotAllowedError, StaleError
from svangrum.records.actors import Actor
from svangrum.web.access import actor_of
from svangrum.web.acting import ElsewhereError, refuse_if_elsewhere
from svangrum.web.clock import now
from svangrum.web.fields import SEPARATOR, fields
from svangrum.web.pages import language_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from django.http import HttpRequest, HttpResponse

    from svangrum.records.recorded import Recorded
    from svangrum.web.fields import Asking, Choice, Field

    Stated = Mapping[str, str]

T = TypeVar("T")


@dataclass(frozen=True)
class Sheet:
    """The words of a form's page, and how its thing is written in its fields.

    ``read`` gives the fields of the thing as it is; without it the form makes something new.
    """

    title: str
    send: str
    asked: Mapping[str, Asking]
    back: tuple[str, str]
    """Where one came from: an address and its words."""
    lead: str = ""
    read: Callable[[Recorded], Stated] | None = None
    template: str = "sheet.html"
    choices: Mapping[str, tuple[Choice, ...]] = field(default_factory=dict)
    """What may be chosen in a field, where that is names and no words of ours."""
    labels: Mapping[str, str] = field(default_factory=dict)
    """What a field is called, where that is somebody's own words."""
    hints: Mapping[str, str] = field(default_factory=dict)
    more: Mapping[str, object] = field(default_factory=dict)

    @property
    def takes_files(self) -> bool:
        return any(one.widget == "file" for one in self.asked.values())


@dataclass(frozen=True)
class Theirs:
    """One field that someone else changed meanwhile."""

    label: str
    theirs: str
    mine: str


def perform(request: HttpRequest, action: Callable[..., T], **given: object) -> T:
    """Do it as whoever asks (unless another ``by`` is given), now, once for each form that was shown.

    Raises ``ElsewhereError`` for a form that was shown where its sender acts no longer.
    """
    if not _is_personal(given.get("by")):
        refuse_if_elsewhere(request)
    asked: dict[str, object] = {"by": actor_of(request), "recorded_at": now(), "key": request.POST.get("key") or None}
    return action(**{**asked, **given})


def _is_personal(by: object) -> bool:
    """Whether it is done as oneself in no organisation: that is the same wherever one acts."""
    return isinstance(by, Actor) and by.organisation is None


def version_sent(request: HttpRequest) -> int:
    """The version that the form was filled in from; one that cannot be read is no version there is."""
    sent = request.POST.get("version", "")
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 10 else -1


def stated_in(request: HttpRequest, names: Iterable[str]) -> dict[str, str]:
    """What was written, fields with several choices among them."""
    return {name: SEPARATOR.join(one.strip() for one in request.POST.getlist(name)) for name in names}


def fill_in(
    request: HttpRequest,
    sheet: Sheet,
    do: Callable[[Stated], object],
    *,
    done: Callable[[], tuple[str, str]],
    thing: Recorded | None = None,
    begun: Stated | None = None,
) -> HttpResponse:
    """Show the form, or do what it was filled in for. ``done`` gives the address to go to, and what to tell there."""
    if request.method != "POST":
        begun = {**(begun or {}), **(sheet.read(thing) if sheet.read and thing else {})}
        return show(request, sheet, begun, version=thing.version if thing else None)
    stated = stated_in(request, sheet.asked)
    try:
        do(stated)
    except (NotAllowedError, MissingError):
        raise
    except StaleError as stale:
        current = _as_it_is(thing, stale)
        return show(request, sheet, stated, (stale,), version=current.version if current else None, current=current)
    except SvangrumError as wrong:
        errors = wrong.errors if isinstance(wrong, InvalidFactsError) else (wrong,)
        return show(request, sheet, stated, errors=errors, version=version_sent(request))
    url, told = done()
    if told:
        messages.success(request, told)
    return redirect(url)


def _as_it_is(thing: Recorded | None, stale: StaleError) -> Recorded | None:
    """The form's own thing as it is now. What was changed meanwhile may be another, which the action takes as well.

    One in version 0 was not kept when the form was shown: its name is another since.
    """
    if thing is None:
        return None
    if thing.version == 0 or thing.pk == stale.current.pk:
        return stale.current
    thing.refresh_from_db()
    return thing


def show(
    request: HttpRequest,
    sheet: Sheet,
    stated: Stated,
    errors: Iterable[SvangrumError] = (),
    *,
    version: int | None,
    current: Recorded | None = None,
) -> HttpResponse:
    language, errors = language_of(request), tuple(errors)
    form = _form(sheet, stated, errors, language)
    context = {
        "sheet": sheet,
        "form": form,
        "errors": [one for one in form.values() if one.error],
        "general": [words(f"error.{one.code}", language, **one.values) for one in errors if one.field not in form],
        "theirs": _differing(form, sheet.read(current)) if sheet.read and current else [],
        "version": version,
        "key": str(uuid4()),
    }
    return render(request, sheet.template, {**context, **sheet.more}, status=_status(errors))


def _form(sheet: Sheet, stated: Stated, errors: Iterable[SvangrumError], language: str) -> dict[str, Field]:
    form = fields(sheet.asked, stated, [one for one in errors if one.field], language=language)
    form |= {name: replace(form[name], choices=choices) for name, choices in sheet.choices.items()}
    form |= {name: replace(form[name], label=label) for name, label in sheet.labels.items()}
    return form | {name: replace(form[name], hint=hint) for name, hint in sheet.hints.items()}


def _status(errors: tuple[SvangrumError, ...]) -> int:
    if not errors:
        return 200
    return 409 if any(isinstance(one, StaleError | ElsewhereError) for one in errors) else 422


def _differing(form: Mapping[str, Field], current: Stated) -> list[Theirs]:
    told = [(one, current.get(name, "")) for name, one in form.items()]
    return [Theirs(one.label, shown(one, theirs), shown(one, one.value)) for one, theirs in told if theirs != one.value]


def shown(one: Field, value: str) -> str:
    """A field's value in words: the labels of what was chosen."""
    labels = {choice.value: choice.label for choice in one.choices}
    return ", ".join(labels.get(part, part) for part in value.split(SEPARATOR)) if labels else value
