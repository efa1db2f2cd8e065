"""Read in a list, step by step at one address; what came of it has an address of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from django.conf import settings
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from svangrum.core.codes import cpv_table
from svangrum.core.errors import SvangrumError
from svangrum.core.language import words
from svangrum.core.reading import InvalidFactsError, gather
from svangrum.ingest.register.chosen import chosen, uncoded
from svangrum.ingest.register.lists import guessed, read_list
from svangrum.ingest.register.names import beside
from svangrum.ingest.register.rows import read_rows
from svangrum.records.actions import StaleError
from svangrum.records.enterprises.actions.listing import read_in_list
from svangrum.records.enterprises.lists import list_told, register_entries
from svangrum.records.enterprises.stated import stated_line
from svangrum.records.files.upload import upload
from svangrum.web.access import actor_of
from svangrum.web.acting import ElsewhereError
from svangrum.web.enterprise_lists import forms, shown
from svangrum.web.enterprise_lists.drafts import Draft, packed, unpacked
from svangrum.web.pages import address, language_of
from svangrum.web.sheets import perform, show, stated_in
from svangrum.web.signing_in.telling import tell

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from svangrum.ingest.register.lists import EnterpriseList


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def enterprise_list(request: HttpRequest) -> HttpResponse:
    """The file; then its columns, as they are guessed; then each row; then it is read in."""
    if request.method != "POST":
        return _hand_in(request)
    steps = {"columns": _choose_columns, "preview": _preview, "do": _do}
    step = steps.get(request.POST.get("step", ""))
    try:
        if step is None:
            return _take_in(request)
        return step(request, unpacked(request.POST.get("draft", ""), actor_of(request)))
    except InvalidFactsError as wrong:
        return _hand_in(request, wrong.errors)
    except SvangrumError as wrong:
        if wrong.code.startswith("record."):
            raise
        return _hand_in(request, (wrong,))


@require_safe
@never_cache
def enterprise_list_read(request: HttpRequest, read: UUID) -> HttpResponse:
    """What came of a list."""
    language = language_of(request)
    organisation = actor_of(request).organisation
    assert organisation is not None  # noqa: S101 - the page's rule lets nobody else in
    told = list_told(organisation, read)
    context = {"told": told, "refused": shown.refused(told.refused, language), "left": ", ".join(map(str, told.left))}
    return render(request, "enterprise_lists/done.html", context)


def _hand_in(request: HttpRequest, errors: Iterable[SvangrumError] = ()) -> HttpResponse:
    sheet = forms.handing_in(language_of(request), settings.FILE_MAX)
    errors = tuple(errors)
    for one in errors:
        tell(one.code, request)
    return show(request, sheet, {"source": request.POST.get("source", "")}, errors, version=None)


def _take_in(request: HttpRequest) -> HttpResponse:
    """The file as a draft, and its columns."""
    problems: list[SvangrumError] = []
    found = gather(lambda: _sent(request), problems)
    source = gather(lambda: stated_line(request.POST.get("source", ""), "source"), problems)
    if found is None or source is None:
        raise InvalidFactsError(tuple(problems))
    draft = Draft(source or found.path, found)
    columns = {meaning.value: str(place) for meaning, place in guessed(found).items()}
    return _show_columns(request, draft, columns)


def _sent(request: HttpRequest) -> EnterpriseList:
    sent = request.FILES.get("file")
    if sent is None:
        raise SvangrumError("file.none", field="file")
    file = upload(sent.name or "", sent.read())
    try:
        return read_list(file.content, path=file.name)
    except SvangrumError as error:
        raise SvangrumError(error.code, field="file", **error.values) from error


def _choose_columns(request: HttpRequest, draft: Draft) -> HttpResponse:
    return _show_columns(request, draft, stated_in(request, forms.COLUMNS))


def _show_columns(
    request: HttpRequest, draft: Draft, columns: dict[str, str], errors: Iterable[SvangrumError] = ()
) -> HttpResponse:
    sheet = forms.columns(draft.list, packed(draft, actor_of(request)), language_of(request))
    return show(request, sheet, columns, errors, version=None)


def _preview(request: HttpRequest, draft: Draft, errors: Iterable[SvangrumError] = ()) -> HttpResponse:
    """What each row is; what only a person can say is asked."""
    stated, language = stated_in(request, forms.COLUMNS), language_of(request)
    try:
        columns = forms.columns_stated(stated, len(draft.list.header))
    except SvangrumError as wrong:
        return _show_columns(request, draft, stated, (wrong,))
    found = read_rows(draft.list, columns)
    told = beside(found.rows, register_entries())
    errors = tuple(errors)
    context = {
        "preview": shown.preview(found, told, request.POST, language),
        "source": draft.source,
        "draft": packed(draft, actor_of(request)),
        "columns": stated,
        "general": [words(f"error.{one.code}", language, **one.values) for one in errors],
        "key": str(uuid4()),
    }
    return render(request, "enterprise_lists/preview.html", context, status=_status(errors))


def _do(request: HttpRequest, draft: Draft) -> HttpResponse:
    stated = stated_in(request, forms.COLUMNS)
    try:
        found = read_rows(draft.list, forms.columns_stated(stated, len(draft.list.header)))
        told = beside(found.rows, register_entries())
        decisions = {one.row.row: request.POST.get(forms.decision_name(one.row.row), "") for one in told}
        taken, left = chosen(told, decisions, _codes(request, uncoded(told, shown.MOST_CODED)))
        read = perform(
            request,
            read_in_list,
            organisation=actor_of(request).organisation,
            source=draft.source,
            chosen=taken,
            refused=found.refused,
            left=left,
            repeated=found.repeated,
        )
    except SvangrumError as wrong:
        if wrong.code in {"record.not-allowed", "record.missing"}:
            raise
        return _preview(request, draft, (wrong,))
    return redirect(address("enterprise-list-read", language_of(request), read=str(read)))


def _codes(request: HttpRequest, offered: list[str]) -> dict[str, str]:
    """The code that was chosen for each of the words; what is no code there is, is none."""
    sent = {words: request.POST.get(forms.coding_name(place), "") for place, words in enumerate(offered)}
    return {words: code for words, code in sent.items() if code in cpv_table()}


def _status(errors: tuple[SvangrumError, ...]) -> int:
    if not errors:
        return 200
    return 409 if any(isinstance(one, StaleError | ElsewhereError) for one in errors) else 422
