"""An organisation's files: the list, one handed in, one shown, fetched, ruled otherwise, removed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from svangrum.core.errors import SvangrumError
from svangrum.core.language import words
from svangrum.core.reading import InvalidFactsError, gather
from svangrum.records.accounts.models import Organisation
from svangrum.records.events.queries import history_with_readings
from svangrum.records.files.actions import change_rule, hand_in, read_file, remove_file
from svangrum.records.files.permissions import can_change_file, can_hand_in, can_thin
from svangrum.records.files.queries import file_for, files_of
from svangrum.records.files.thinning import chosen_rule, rule
from svangrum.records.files.times import times_of
from svangrum.records.files.upload import upload
from svangrum.web.access import actor_of
from svangrum.web.clock import now, today
from svangrum.web.files import forms, shown
from svangrum.web.organisation.history import leaf_of
from svangrum.web.pages import address, language_of
from svangrum.web.sheets import fill_in, perform, version_sent
from svangrum.web.signing_in.telling import tell

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest

    from svangrum.records.files.models import StoredFile
    from svangrum.records.files.upload import Upload
    from svangrum.web.sheets import Stated

ON_A_PAGE = 50


@require_safe
@never_cache
def files(request: HttpRequest) -> HttpResponse:
    """The files that may be seen, a page at a time, and what has been removed of late."""
    actor, language = actor_of(request), language_of(request)
    found = files_of(actor)
    page = Paginator(found.filter(thinned_at__isnull=True), ON_A_PAGE).get_page(request.GET.get("page"))
    gone = found.filter(thinned_at__isnull=False).order_by("-thinned_at")[:ON_A_PAGE]
    assert actor.organisation is not None  # noqa: S101 - the page's rule lets nobody else in
    organisation = Organisation.objects.get(pk=actor.organisation)
    context = {
        "files": [shown.listed(file, language) for file in page],
        "pages": page,
        "gone": [shown.gone(file, language) for file in gone],
        "organisation": organisation.name,
        "hands_in": can_hand_in(actor, organisation.pk),
        "thins": can_thin(actor, organisation.pk),
    }
    return render(request, "files/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def file_hand_in(request: HttpRequest) -> HttpResponse:
    """The form, or the file checked and kept. What is wrong with it is told at its field (422), and logged."""
    actor, language = actor_of(request), language_of(request)
    if actor.organisation is None or not can_hand_in(actor, actor.organisation):
        raise PermissionDenied

    def do(stated: Stated) -> UUID:
        try:
            return perform(request, hand_in, as_of=today(), organisation=actor.organisation, **_given(request, stated))
        except SvangrumError as error:
            for one in error.errors if isinstance(error, InvalidFactsError) else (error,):
                tell(one.code, request)
            raise

    def done() -> tuple[str, str]:
        return address("files", language), words("files.form.done", language)

    sheet = forms.handing_in(language, settings.FILE_MAX, times_of(actor.organisation))
    return fill_in(request, sheet, do, done=done)


def _given(request: HttpRequest, stated: Stated) -> dict[str, Any]:
    """The form, read. Raises ``InvalidFactsError`` with all that is missing in it."""
    problems: list[SvangrumError] = []
    file = gather(lambda: _sent(request), problems)
    rule = gather(lambda: chosen_rule(stated["rule"]), problems)
    if file is None or rule is None:
        raise InvalidFactsError(tuple(problems))
    return {"file": file, "rule": rule.code, "secret": bool(stated["secret"]), "clean": bool(stated["clean"])}


def _sent(request: HttpRequest) -> Upload:
    sent = request.FILES.get("file")
    if sent is None:
        raise SvangrumError("file.none", field="file")
    return upload(sent.name or "", sent.read())


@require_safe
@never_cache
def file(request: HttpRequest, file: UUID) -> HttpResponse:
    """What is known of the file, and what has been done with it."""
    actor, language = actor_of(request), language_of(request)
    found = file_for(actor, file)
    context = {
        "file": found,
        "kind": shown.kind(found, language),
        "size": shown.size(found.size, language),
        "handed_in": shown.day(found.handed_in_at, language),
        "rule": words(f"thinning.rule.{found.rule}.name", language),
        "last_day": shown.last_day(found, language),
        "gone": shown.gone(found, language) if found.thinned_at else "",
        "changes": can_change_file(actor, found) and not found.thinned_at,
        "guarded": rule(found.rule).guarded and not found.thinned_at,
        **leaf_of(request, history_with_readings(found.chain, found.pk, older=request.GET.get("older"))),
    }
    return render(request, "files/file.html", context)


@require_safe
@never_cache
def file_content(request: HttpRequest, file: UUID) -> HttpResponse:
    """The file itself, to be saved and never shown inside a page."""
    return to_save(*read_file(by=actor_of(request), recorded_at=now(), file=file))


def to_save(found: StoredFile, content: bytes) -> HttpResponse:
    """A file as it was handed in, which no browser opens inside a page."""
    response = HttpResponse(content, content_type=found.media_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=found.name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def file_rule(request: HttpRequest, file: UUID) -> HttpResponse:
    """Another thinning rule for the file."""
    found, language = _changeable(request, file), language_of(request)
    if found.thinned_at and request.method != "POST":
        return _gone(request, found)

    def do(stated: Stated) -> UUID:
        return perform(request, change_rule, file=file, version=version_sent(request), rule=stated["rule"])

    def done() -> tuple[str, str]:
        return address("file", language, file=str(file)), words("files.rule-form.done", language)

    return fill_in(request, forms.ruling(found, language, times_of(found.organisation_id)), do, done=done, thing=found)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def file_remove(request: HttpRequest, file: UUID) -> HttpResponse:
    """Asks once more, and why, then removes the file ahead of its time."""
    found, language = _changeable(request, file), language_of(request)
    if found.thinned_at and request.method != "POST":
        return _gone(request, found)

    def do(stated: Stated) -> UUID:
        return perform(request, remove_file, file=file, version=version_sent(request), reason=stated["reason"])

    def done() -> tuple[str, str]:
        return address("files", language), words("files.remove-form.done", language)

    return fill_in(request, forms.removing(found, language), do, done=done, thing=found)


def _changeable(request: HttpRequest, file: UUID) -> StoredFile:
    """Raises ``PermissionDenied`` for a file that may be seen and not changed.

    A form for one that is removed can still be sent: twice the same is answered as the first time.
    """
    found = file_for(actor_of(request), file)
    if not can_change_file(actor_of(request), found):
        raise PermissionDenied
    return found


def _gone(request: HttpRequest, file: StoredFile) -> HttpResponse:
    """There is nothing left to change, and no form for it."""
    context = {"gone": shown.gone(file, language_of(request)), "file": file}
    return render(request, "files/gone.html", context, status=404)
