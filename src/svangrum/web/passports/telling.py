"""The forms of the two tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from svangrum.core.dates import parse_day
from svangrum.core.language import words
from svangrum.core.reading import InvalidFactsError, gather, whole_number
from svangrum.records.passports.actions.telling import Grounds, tell_purpose, tell_share
from svangrum.records.passports.lasting import MONTHS
from svangrum.records.passports.passport import PURPOSE, SHARE
from svangrum.records.passports.share import least_share
from svangrum.web.clock import today
from svangrum.web.fields import Asking, Choice
from svangrum.web.pages import address, language_of
from svangrum.web.passports.found import chosen, own_entry, own_files
from svangrum.web.sheets import Sheet, fill_in, perform

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from django.http import HttpRequest, HttpResponse

    from svangrum.core.errors import SvangrumError

    Stated = Mapping[str, str]

_YES_NO = (("yes", "passport.answer.yes"), ("no", "passport.answer.no"))
_TAKES_PART = (
    ("workshop", "passports.takes-part.workshop"),
    ("yes", "passports.takes-part.aim"),
    ("no", "passports.takes-part.neither"),
)
_BASES = ("self-declared", "documented", "audited")
_GROUNDS = {
    "counted_on": Asking("short", "passports.field.counted_on", "passports.field.counted_on-hint"),
    "basis": Asking("radios", "passports.field.basis"),
    "statement": Asking("area", "passports.field.statement"),
    "reviewer": Asking("text", "passports.field.reviewer", "passports.field.reviewer-hint"),
    "file": Asking("select", "passports.field.file", "passports.field.file-hint"),
    "expires": Asking("short", "passports.field.expires"),
}
_PURPOSE = {
    "holds": Asking("radios", "passports.field.purpose", "passports.field.purpose-hint", choices=_TAKES_PART),
    **_GROUNDS,
}
_SHARE = {
    "all_occupied": Asking("short", "passports.field.all_occupied", "passports.field.all_occupied-hint", digits=True),
    "of_groups": Asking("short", "passports.field.of_groups", "passports.field.of_groups-hint", digits=True),
    "holds": Asking("radios", "passports.field.share", "passports.field.share-hint", choices=_YES_NO),
    **_GROUNDS,
}


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def purpose(request: HttpRequest) -> HttpResponse:
    """Whether the main aim is the law's, and what says so."""
    entry = own_entry(request)

    def do(written: Stated) -> None:
        given = _read(lambda: _grounds(written))
        answer = {"holds": _yes_no(written["holds"]), "sheltered": written["holds"] == "workshop"}
        perform(request, tell_purpose, enterprise=entry.pk, **answer, grounds=given)

    return fill_in(request, _sheet(request, PURPOSE, _PURPOSE), do, done=_done(request), begun=_begun())


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def share(request: HttpRequest) -> HttpResponse:
    """How many are occupied on a day, and how many of them are of the groups; or only whether it is enough."""
    entry = own_entry(request)

    def do(written: Stated) -> None:
        given = _read(lambda: _grounds(written), *(_counting(written, name) for name in ("all_occupied", "of_groups")))
        counts = {name: _count(written, name) for name in ("all_occupied", "of_groups")}
        perform(request, tell_share, enterprise=entry.pk, holds=_yes_no(written["holds"]), grounds=given, **counts)

    return fill_in(request, _sheet(request, SHARE, _SHARE), do, done=_done(request), begun=_begun())


def _sheet(request: HttpRequest, test: str, asked: Mapping[str, Asking]) -> Sheet:
    language = language_of(request)
    return Sheet(
        title=words(f"passports.{test}.title", language),
        lead=words(f"passports.{test}.lead", language, share=least_share(today())),
        send=words("passports.save", language),
        asked=asked,
        back=(address("passport", language), words("passports.own", language)),
        template="passports/telling.html",
        choices={
            "basis": tuple(Choice(one, words(f"passports.basis.{test}.{one}", language)) for one in _BASES),
            "file": own_files(request),
        },
        hints={
            "expires": words("passports.field.expires-hint", language, months=MONTHS[test]),
            "statement": words(f"passports.field.statement-hint-{test}", language),
        },
    )


def _begun() -> Stated:
    return {"counted_on": today().isoformat(), "basis": "self-declared"}


def _read(grounds: Callable[[], Grounds], *others: Callable[[], object]) -> Grounds:
    """The form read, with all that cannot be read in it told at once: ``InvalidFactsError``."""
    problems: list[SvangrumError] = []
    for one in others:
        gather(one, problems)
    given = gather(grounds, problems)
    if problems or given is None:
        raise InvalidFactsError(tuple(problems))
    return given


def _grounds(written: Stated) -> Grounds:
    problems: list[SvangrumError] = []
    counted_on = gather(lambda: parse_day(written["counted_on"], field="counted_on"), problems)
    expires = gather(lambda: _last_day(written), problems)
    if problems or counted_on is None:
        raise InvalidFactsError(tuple(problems))
    file = chosen(written["file"])
    return Grounds(written["basis"], counted_on, expires, written["statement"], file, written["reviewer"])


def _last_day(written: Stated) -> date | None:
    return parse_day(written["expires"], field="expires") if written["expires"] else None


def _counting(written: Stated, name: str) -> Callable[[], int | None]:
    return lambda: _count(written, name)


def _count(written: Stated, name: str) -> int | None:
    """Zero and more than there can be are told by the action, which knows why."""
    return whole_number(written[name], name, least=0, most=999_999_999) if written[name] else None


def _yes_no(written: str) -> bool | None:
    return {"yes": True, "no": False}.get(written)


def _done(request: HttpRequest) -> Callable[[], tuple[str, str]]:
    language = language_of(request)
    return lambda: (address("passport", language), words("passports.told.told", language))
