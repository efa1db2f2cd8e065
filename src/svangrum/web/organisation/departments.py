"""The organisation's departments: added, renamed, closed. For its administrators."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from svangrum.core.errors import SvangrumError
from svangrum.core.language import words
from svangrum.records.accounts.actions.departments import close_department, found_department, rename_department
from svangrum.records.accounts.models import Department
from svangrum.records.accounts.queries import departments_of
from svangrum.records.actions import MissingError
from svangrum.web.clock import today
from svangrum.web.fields import Asking
from svangrum.web.organisation.own import back, back_to, own_organisation
from svangrum.web.pages import address, language_of
from svangrum.web.sheets import Sheet, fill_in, perform, version_sent

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from svangrum.records.recorded import Recorded

_NAME = {"name": Asking("text", "organisation.field.department-name.label")}
_SURE = {"sure": Asking("checkboxes", "mine.field.sure.label", choices=(("yes", "organisation.department.sure"),))}


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def departments(request: HttpRequest) -> HttpResponse:
    """All departments, and a form that adds one."""
    language, organisation = language_of(request), own_organisation(request)
    sheet = Sheet(
        title=words("organisation.departments.title", language),
        lead=words("organisation.departments.lead", language),
        send=words("organisation.departments.send", language),
        asked=_NAME,
        back=back(request),
        template="organisation/departments.html",
        more={"departments": departments_of(organisation.pk, on=today())},
    )

    def do(stated: Mapping[str, str]) -> None:
        perform(request, found_department, organisation=organisation.pk, name=stated["name"])

    return fill_in(request, sheet, do, done=lambda: _done("organisation.departments.added", language))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def rename(request: HttpRequest, department: UUID) -> HttpResponse:
    language, found = language_of(request), _department(request, department)
    sheet = Sheet(
        title=words("organisation.department.rename", language, name=found.name),
        send=words("mine.save", language),
        asked=_NAME,
        back=back_to(request, "organisation-departments"),
        read=_read,
    )

    def do(stated: Mapping[str, str]) -> None:
        perform(request, rename_department, department=found.pk, version=version_sent(request), name=stated["name"])

    return fill_in(request, sheet, do, done=lambda: _done("mine.saved", language), thing=found)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def close(request: HttpRequest, department: UUID) -> HttpResponse:
    language, found = language_of(request), _department(request, department)
    sheet = Sheet(
        title=words("organisation.department.close", language, name=found.name),
        lead=words("organisation.department.close-lead", language),
        send=words("organisation.department.close-send", language),
        asked=_SURE,
        back=back_to(request, "organisation-departments"),
    )

    def do(stated: Mapping[str, str]) -> None:
        if stated["sure"] != "yes":
            raise SvangrumError("mine.not-sure", field="sure")
        perform(request, close_department, department=found.pk, version=version_sent(request))

    return fill_in(request, sheet, do, done=lambda: _done("organisation.department.closed", language), thing=found)


def _department(request: HttpRequest, department: UUID) -> Department:
    """Raises ``MissingError`` for a closed one, and for another organisation's."""
    found = departments_of(own_organisation(request).pk, on=today()).filter(pk=department).first()
    if found is None:
        raise MissingError("record.missing")
    return found


def _read(found: Recorded) -> Mapping[str, str]:
    assert isinstance(found, Department)  # noqa: S101 - the thing of this page
    return {"name": found.name}


def _done(code: str, language: str) -> tuple[str, str]:
    return address("organisation-departments", language), words(code, language)
