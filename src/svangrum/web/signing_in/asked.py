"""What the views share that show a form of allauth's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from svangrum.web.pages import language_of
from svangrum.web.signing_in.shown import entries, fault

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponseBase


class Asked:
    """Gives the template ``entries``, ``errors`` (those at fault) and ``refused`` (what is wrong with no field).

    A form with faults is answered with 422, and everything written but passwords is kept.
    """

    request: HttpRequest

    def get_context_data(self, **given: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**given)  # type: ignore[misc]
        form, language = given.get("form") or context["form"], language_of(self.request)
        shown = entries(form, language)
        context["entries"] = shown
        context["errors"] = [one for one in shown if one.error]
        context["refused"] = "" if context["errors"] else _refused(form, language)
        context["next"] = context.get("redirect_field_value") or ""
        return context

    def render_to_response(self, context: dict[str, Any], **given: Any) -> HttpResponseBase:
        if context["errors"] or context["refused"]:
            given.setdefault("status", 422)
        response: HttpResponseBase = super().render_to_response(context, **given)  # type: ignore[misc]
        return response


def _refused(form: Any, language: str) -> str:
    faults = form.errors.as_data()
    return next((fault(found[0], name, language) for name, found in faults.items() if found), "")
