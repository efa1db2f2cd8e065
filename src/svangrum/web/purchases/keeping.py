"""Keep a purchase that was tried: from the answer's page, or from a link that survived signing in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from svangrum.core.language import words
from svangrum.records.purchases.actions.keeping import keep_purchase
from svangrum.web.access import actor_of
from svangrum.web.fields import Asking, stated
from svangrum.web.pages import address, language_of
from svangrum.web.purchases.asking import answered
from svangrum.web.purchases.found import page_of
from svangrum.web.sheets import Sheet, fill_in, perform
from svangrum.web.try_purchase.asking import stated_facts
from svangrum.web.try_purchase.forms import FIELDS
from svangrum.web.try_purchase.members import TITLE, proposed_title

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    Stated = Mapping[str, str]

NOTE = Asking("area", "purchases.note.label", "purchases.note.hint")
SHARED = Asking("checkboxes", "purchases.keep.shared", choices=(("yes", "purchases.keep.all"),))
_BEFORE_SHARING = ("purchases.before.branches", "purchases.before.tenders")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def keep(request: HttpRequest) -> HttpResponse:
    """The form with a title proposed, or the purchase kept."""
    facts = stated_facts(request.GET) if request.method != "POST" else stated(request.POST, FIELDS)
    kept: list[UUID] = []

    def do(written: Stated) -> None:
        given = answered(facts, actor_of(request))
        shared = written["shared"] == "yes"
        more = {"title": written["title"], "note": written["note"], "shared": shared}
        kept.append(perform(request, keep_purchase, as_of=given.as_of, given=given, **more))

    def done() -> tuple[str, str]:
        return page_of(request, kept[0]), words("purchases.told.kept", language_of(request))

    begun = {"title": proposed_title(facts.get("what", ""))}
    return fill_in(request, _sheet(facts, language_of(request)), do, done=done, begun=begun)


def _sheet(facts: Stated, language: str) -> Sheet:
    return Sheet(
        title=words("purchases.keep.title", language),
        lead=words("purchases.keep.lead", language),
        send=words("purchases.keep.send", language),
        asked={"title": TITLE, "note": NOTE, "shared": SHARED},
        back=(address("start", language), words("site.try", language)),
        template="purchases/keep.html",
        hints={"shared": " ".join(words(code, language) for code in _BEFORE_SHARING)},
        more={"facts": list(facts.items())},
    )
