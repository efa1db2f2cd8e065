"""The model's cells as the pages show them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from svangrum.core.language import words
from svangrum.guide.model import cells, roles, steps
from svangrum.web.pages import address

if TYPE_CHECKING:
    from svangrum.advice.answer import Cited
    from svangrum.guide.model import Cell, Role, Step
    from svangrum.web.said import Said, Speaker

WAYS = ("start", "begin", "first-purchase", "suitability", "clauses", "people", "calculator", "questions", "examples")


@dataclass(frozen=True)
class Named:
    """A role or a step: its name, its aim, its page."""

    code: str
    name: str
    aim: str
    url: str


@dataclass(frozen=True)
class CellShown:
    """``code`` is the id of the cell on its page; ``title`` heads it there."""

    code: str
    title: str
    url: str
    aim: str
    do: list[Said]
    why: str
    questions: list[str]
    done: list[str]
    pitfalls: list[Said]
    citations: tuple[Cited, ...]


@dataclass(frozen=True)
class Row:
    """A step across the roles."""

    step: Named
    phase: str
    cells: list[CellShown]


def named_role(role: Role, speaker: Speaker) -> Named:
    url = address("guide-role", speaker.language, role=role.code)
    return Named(role.code, speaker.text(role.name), speaker.text(role.aim), url)


def named_step(step: Step, speaker: Speaker) -> Named:
    url = address("guide-step", speaker.language, step=step.code)
    return Named(step.code, speaker.text(step.name), speaker.text(step.aim), url)


def ways(speaker: Speaker) -> list[dict[str, str]]:
    """The ways in: a link and a line about each."""
    return [
        {
            "url": address(page, speaker.language),
            "name": words(f"to-page.{page}", speaker.language),
            "says": words(f"guide.way.{page}", speaker.language),
        }
        for page in WAYS
    ]


def matrix(speaker: Speaker) -> list[Row]:
    """Six rows of four cells."""
    return [
        Row(
            named_step(step, speaker),
            speaker.text(step.phase),
            [shown(cells()[role, step.code], speaker, by="step") for role in roles()],
        )
        for step in steps().values()
    ]


def of_role(role: str, speaker: Speaker) -> list[CellShown]:
    return [shown(cells()[role, step], speaker, by="step") for step in steps()]


def of_step(step: str, speaker: Speaker) -> list[CellShown]:
    return [shown(cells()[role, step], speaker, by="role") for role in roles()]


def shown(cell: Cell, speaker: Speaker, *, by: str) -> CellShown:
    """A cell headed ``by`` its step or its role; its address is on the role's page."""
    head = cell.step if by == "step" else cell.role
    url = address("guide-role", speaker.language, role=cell.role.code) + f"#{cell.step.code}"
    return CellShown(
        code=head.code,
        title=speaker.text(head.name),
        url=url,
        aim=speaker.text(cell.aim),
        do=[speaker.said(one.says, one.cited, one.page) for one in cell.do],
        why=speaker.text(cell.why),
        questions=speaker.texts(cell.questions),
        done=speaker.texts(cell.done),
        pitfalls=[speaker.said(one.says, one.cited) for one in cell.pitfalls],
        citations=speaker.cited(cell.rests),
    )
