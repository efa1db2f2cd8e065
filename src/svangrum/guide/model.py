"""The national model: four roles, six steps, and what each role does at each step."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from svangrum.core.data import read_yaml
from svangrum.core.prose import Prose, read_all, read_prose
from svangrum.core.sources import Citation, Source, cite
from svangrum.guide.entry import Entry

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_LANGUAGES = ("sv", "en")


@dataclass(frozen=True)
class Role:
    code: str
    name: Prose
    aim: Prose


@dataclass(frozen=True)
class Step:
    """``phase`` is one of three: prepare, procure, realise."""

    code: str
    name: Prose
    aim: Prose
    phase: Prose


@dataclass(frozen=True)
class Action:
    """A sentence, what it rests on, and the page of the site where it is done (by the page's name)."""

    says: Prose
    cited: Citation | Source | None = None
    page: str | None = None


@dataclass(frozen=True)
class Cell:
    """What one role does at one step."""

    role: Role
    step: Step
    aim: Prose
    do: tuple[Action, ...]
    why: Prose
    questions: tuple[Prose, ...]
    done: tuple[Prose, ...]
    pitfalls: tuple[Action, ...]
    rests: tuple[Citation | Source, ...]

    @property
    def code(self) -> str:
        return f"{self.role.code}/{self.step.code}"


@cache
def roles() -> Mapping[str, Role]:
    """The four roles by code, in the model's order."""
    return {
        code: Role(code, read_prose(raw["name"]), read_prose(raw["aim"])) for code, raw in _model()["roles"].items()
    }


@cache
def steps() -> Mapping[str, Step]:
    """The six steps by code, in order."""
    phases = {code: read_prose(raw) for code, raw in _model()["phases"].items()}
    return {
        code: Step(code, read_prose(raw["name"]), read_prose(raw["aim"]), phases[raw["phase"]])
        for code, raw in _model()["steps"].items()
    }


@cache
def cells() -> Mapping[tuple[str, str], Cell]:
    """Every cell by role and step, role by role. Raises ``KeyError`` when a role lacks a step."""
    return {
        (role.code, step.code): _cell(role, step, raw[step.code])
        for role in roles().values()
        for raw in (read_yaml(f"guide/roles/{role.code}.yaml"),)
        for step in steps().values()
    }


def entries() -> Iterator[Entry]:
    """Each cell as something that can be found."""
    for cell in cells().values():
        title = Prose(
            f"{cell.step.name.sv} – {cell.role.name.sv.lower()}", f"{cell.step.name.en} – {cell.role.name.en.lower()}"
        )
        sentences = (cell.aim, *(one.says for one in cell.do), cell.why, *cell.questions, *cell.done)
        yield Entry("cell", cell.code, title, (*sentences, *(one.says for one in cell.pitfalls)))


def _model() -> dict[str, Any]:
    model: dict[str, Any] = read_yaml("guide/model.yaml")
    return model


def _cell(role: Role, step: Step, raw: Mapping[str, Any]) -> Cell:
    return Cell(
        role=role,
        step=step,
        aim=read_prose(raw["aim"]),
        do=tuple(_action(one) for one in raw["do"]),
        why=read_prose(raw["why"]),
        questions=read_all(raw["questions"]),
        done=read_all(raw["done"]),
        pitfalls=tuple(_action(one) for one in raw["pitfalls"]),
        rests=tuple(cite(place) for place in raw["rests"]),
    )


def _action(raw: Mapping[str, str]) -> Action:
    says = read_prose({language: raw[language] for language in _LANGUAGES})
    return Action(says, cite(raw["cite"]) if "cite" in raw else None, raw.get("page"))
