"""The form that keeps what an organisation relies on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from svangrum.core.language import words
from svangrum.web.fields import Asking
from svangrum.web.pages import address, language_of
from svangrum.web.sheets import Sheet, fill_in

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

_ASKED = {"procurement": Asking("text", "passports.field.procurement", "passports.field.kept-procurement-hint")}


def keep_form(
    request: HttpRequest,
    keep: Callable[[Mapping[str, str]], UUID],
    *,
    back: tuple[str, str],
    procurement: str = "",
) -> HttpResponse:
    """Asks which procurement it is for, does ``keep``, and leads to the kept copy."""
    language = language_of(request)
    kept: list[UUID] = []
    sheet = Sheet(
        title=words("passports.keep.title", language),
        lead=words("passports.keep.lead", language),
        send=words("passports.keep.send", language),
        asked=_ASKED,
        back=back,
    )

    def done() -> tuple[str, str]:
        return address("relied-copy", language, relied=str(kept[0])), words("passports.told.kept", language)

    return fill_in(
        request, sheet, lambda written: kept.append(keep(written)), done=done, begun={"procurement": procurement}
    )
