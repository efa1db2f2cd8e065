"""The forms of a page, as a browser would send them: with what stands in them, or with one field of one's own."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.records.build import PASSWORD

if TYPE_CHECKING:
    from collections.abc import Mapping

_number = itertools.count(1)
_NOT_WRITTEN = frozenset({"submit", "button", "image", "reset"})
_DAYS = ("since", "until", "as_of", "day", "date", "expires", "start")


@dataclass
class Control:
    """One control. ``options`` are the values of a choice, ``value`` what stands in it."""

    name: str
    kind: str
    value: str = ""
    options: list[str] = field(default_factory=list)

    @property
    def is_written(self) -> bool:
        """Whether whoever sends the form can write anything in it: also what a browser hides or lets one choose."""
        return self.kind != "file" and self.name != "csrfmiddlewaretoken"

    def plausible(self) -> str:
        """What somebody might write."""
        if self.kind == "hidden" or self.value:
            return self.value
        if self.options:
            return self.options[-1]
        if self.kind == "password":
            return PASSWORD
        if "mail" in self.name or self.kind == "email":
            return f"kanarie{next(_number)}@exempelstad.example"
        if any(day in self.name for day in _DAYS):
            return "2027-01-15"
        return "10" if self.kind == "number" else "Lokalvård i två förskolor"


@dataclass
class Form:
    action: str
    method: str
    controls: dict[str, Control] = field(default_factory=dict)

    def sent(self, **written: str) -> dict[str, Any]:
        """What is sent when all is filled in plausibly, but for what is ``written``."""
        told = {name: one.plausible() for name, one in self.controls.items() if one.kind != "file"}
        files = {name: a_file() for name, one in self.controls.items() if one.kind == "file"}
        return {**told, **files, **written}


def a_file(name: str = "plan.txt", content: bytes = b"Lokalvard") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def forms(html: str) -> list[Form]:
    reader = _Forms()
    reader.feed(html)
    return reader.found


class _Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[Form] = []
        self._form: Form | None = None
        self._open: Control | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._form = Form(given.get("action", ""), given.get("method", "get").lower())
            self.found.append(self._form)
        elif self._form is not None and tag in {"input", "textarea", "select", "button"} and given.get("name"):
            self._control(tag, given)
        elif tag == "option" and self._open is not None:
            self._option(given, chosen="selected" in given)

    def handle_data(self, data: str) -> None:
        if self._open is not None and self._open.kind == "textarea":
            self._open.value += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag in {"textarea", "select"}:
            self._open = None

    def _control(self, tag: str, given: Mapping[str, str]) -> None:
        assert self._form is not None
        kind = given.get("type", "text") if tag == "input" else tag
        name = given["name"]
        if kind in _NOT_WRITTEN:
            return
        if kind in {"radio", "checkbox"}:
            one = self._form.controls.setdefault(name, Control(name, kind))
            one.options.append(given.get("value", "on"))
            if "checked" in given:
                one.value = given.get("value", "on")
            return
        one = Control(name, kind, given.get("value", ""))
        self._form.controls[name] = one
        self._open = one if tag in {"textarea", "select"} else None

    def _option(self, given: Mapping[str, str], *, chosen: bool) -> None:
        assert self._open is not None
        self._open.options.append(given.get("value", ""))
        if chosen:
            self._open.value = given.get("value", "")
