"""An organisation's own times for keeping files and closed purchases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from svangrum.core.language import words
from svangrum.records.files.models import ThinningTimes
from svangrum.records.files.times import own_rules, set_times, times_of
from svangrum.web.access import actor_of
from svangrum.web.fields import Asking
from svangrum.web.pages import address, language_of
from svangrum.web.sheets import Sheet, fill_in, perform, version_sent

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from svangrum.records.files.thinning import Rule
    from svangrum.records.recorded import Recorded
    from svangrum.web.sheets import Stated

_MONTHS = {
    one.code: Asking("short", f"thinning.rule.{one.code}.name", unit="files.times.unit", digits=True)
    for one in own_rules()
}
_DECISION = Asking("text", "files.times.decision", "files.thinning.decision-hint")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def thinning_times(request: HttpRequest) -> HttpResponse:
    language, organisation = language_of(request), actor_of(request).organisation
    assert organisation is not None  # noqa: S101 - the page's rule lets nobody else in
    back = address("thinning", language)

    def do(stated: Stated) -> UUID:
        asked = {"organisation": organisation, "version": version_sent(request), "decision": stated["decision"]}
        return perform(request, set_times, **asked, months={code: stated[code] for code in _MONTHS})

    def done() -> tuple[str, str]:
        return back, words("files.times.done", language)

    return fill_in(request, _sheet(back, language), do, done=done, thing=times_of(organisation))


def _sheet(back: str, language: str) -> Sheet:
    return Sheet(
        title=words("files.times.title", language),
        lead=words("files.times.lead", language),
        send=words("files.times.send", language),
        back=(back, words("files.thinning.title", language)),
        asked={**_MONTHS, "decision": _DECISION},
        read=_read,
        hints={one.code: _hint(one, language) for one in own_rules()},
    )


def _hint(one: Rule, language: str) -> str:
    if one.months is None:
        return words("files.times.hint-none", language, least=one.least)
    code = "files.times.hint-guarded" if one.guarded else "files.times.hint"
    return words(code, language, proposed=one.months, least=one.least)


def _read(times: Recorded) -> Stated:
    assert isinstance(times, ThinningTimes)  # noqa: S101 - the thing of this page
    return {**{code: str(times.months.get(code, "")) for code in _MONTHS}, "decision": times.decision}
