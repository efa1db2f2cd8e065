"""What is found: a code of words, how much it matters, and the setting that it concerns."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from svangrum.core.errors import SvangrumError
    from svangrum.core.findings import Value


class Grade(StrEnum):
    """How much a remark matters."""

    FAULT = "fault"
    """It does not work, or will not start."""
    UNSAFE = "unsafe"
    """It works, but not as a service that others reach must."""
    NOTE = "note"
    """Worth knowing."""


@dataclass(frozen=True)
class Remark:
    """``code`` is that of the whole words, as ``check.hosts-any`` or an error's own."""

    code: str
    grade: Grade
    setting: str = ""
    values: Mapping[str, Value] = field(default_factory=dict)


def unsafe(code: str, setting: str = "", **values: Value) -> Remark:
    return Remark(f"check.{code}", Grade.UNSAFE, setting, values)


def fault(code: str, setting: str = "", **values: Value) -> Remark:
    return Remark(f"check.{code}", Grade.FAULT, setting, values)


def note(code: str, setting: str = "", **values: Value) -> Remark:
    return Remark(f"check.{code}", Grade.NOTE, setting, values)


def of_error(error: SvangrumError, setting: str = "") -> Remark:
    """An error that reading a setting raised."""
    return Remark(f"error.{error.code}", Grade.FAULT, setting, error.values)


def fails(remarks: list[Remark], *, production: bool) -> bool:
    """Whether the remarks are such that the service must not be started."""
    grave = {Grade.FAULT, Grade.UNSAFE} if production else {Grade.FAULT}
    return any(one.grade in grave for one in remarks)
