"""How uploads are taken in: kept in memory, never on the disk unencrypted; one that is too large is not read at all."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopFutureHandlers
from django.shortcuts import render

from svangrum.web.pages import address, language_of
from svangrum.web.signing_in.telling import tell

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from django.http import HttpRequest, HttpResponseBase

BESIDE_THE_FILE = 1_000_000
"""Bytes that a form may take up beside its file."""


def largest_request() -> int:
    """Bytes that a whole request may have."""
    return int(settings.FILE_MAX) + BESIDE_THE_FILE


def refuse_huge(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Middleware: a request that says it is too large is answered before anything of it is read."""

    def respond(request: HttpRequest) -> HttpResponseBase:
        if _stated_size(request) <= largest_request():
            return get_response(request)
        tell("file.huge", request)
        context = {"most": settings.FILE_MAX // 1_000_000, "back": address("file-hand-in", language_of(request))}
        response = render(request, "files/huge.html", context, status=413)
        response["Connection"] = "close"
        return response

    return respond


def _stated_size(request: HttpRequest) -> int:
    stated = request.META.get("CONTENT_LENGTH") or "0"
    return int(stated) if stated.isascii() and stated.isdigit() else 0


class InMemoryHandler(FileUploadHandler):
    """Keeps a file in memory whatever its size: the middleware has bounded it."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        super().new_file(*args, **kwargs)
        self.held = BytesIO()
        raise StopFutureHandlers

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:  # noqa: ARG002 - Django names it
        self.held.write(raw_data)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        self.held.seek(0)
        return InMemoryUploadedFile(
            self.held, self.field_name, self.file_name or "", self.content_type, file_size, self.charset
        )
