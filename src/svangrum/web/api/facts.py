"""The facts of one purchase as the API takes them: the form's, with numbers as numbers and yes or no as a boolean."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from ninja import Schema
from pydantic import AfterValidator, ConfigDict, Field

from svangrum.advice.read import FIELDS

LONGEST_BATCH = 100
LINE = r"^[^\x00-\x1f\x7f]*[^\s\x00-\x1f\x7f][^\x00-\x1f\x7f]*$"
"""Text on one line, with something in it that shows."""
_DAY = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
_MOST_KRONOR = 999_999_999_999

What = Annotated[str, Field(min_length=1, max_length=300, pattern=LINE, examples=["lokalvård i två förskolor"])]
Kronor = Annotated[int, Field(ge=1, le=_MOST_KRONOR, examples=[1_200_000])]
SameKind = Annotated[int, Field(ge=0, le=_MOST_KRONOR, examples=[0])]
Months = Annotated[int, Field(ge=1, le=600, examples=[24])]
Place = Annotated[str, Field(min_length=1, max_length=100, pattern=LINE, examples=["Exempelstad"])]
Cpv = Annotated[str, Field(pattern=r"^[0-9]{8}(-[0-9])?$", examples=["90911200"])]
Day = Annotated[
    str,
    Field(pattern=_DAY, json_schema_extra={"format": "date"}, examples=["2026-11-23"]),
    AfterValidator(lambda text: str(date.fromisoformat(text))),
]
Language = Literal["sv", "en"]


class Facts(Schema):
    """What is not known is left out, or null."""

    model_config = ConfigDict(extra="forbid", strict=True)

    what: What
    act: Literal["lou", "luf", "luk"] | None = None
    kind: Literal["tjanster", "varor", "byggentreprenad"] | None = None
    value: Kronor | None = None
    months: Months | None = None
    municipality: Place | None = None
    buyer: Literal["kommun", "region", "stat", "kommunalt-bolag"] | None = None
    contract: bool | None = None
    same_kind: SameKind | None = None
    cpv: Cpv | None = None
    main_object: bool | None = None
    as_of: Day | None = None

    def as_written(self) -> dict[str, str]:
        """As a person would write them in the form, by the form's names."""
        held = {name: getattr(self, name) for name in FIELDS}
        return {name: _written(value) for name, value in held.items() if value is not None}

    @property
    def day(self) -> date | None:
        """The day that the answer is asked for."""
        return None if self.as_of is None else date.fromisoformat(self.as_of)


class Question(Facts):
    """One purchase, and the language of the answer."""

    language: Language | None = None


class Batch(Schema):
    """Many purchases in one request."""

    model_config = ConfigDict(extra="forbid", strict=True)

    purchases: Annotated[list[Facts], Field(min_length=1, max_length=LONGEST_BATCH)]
    language: Language | None = None


def _written(value: str | float) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
