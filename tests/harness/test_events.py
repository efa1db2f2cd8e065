"""Every action can be shown: its events have words in both languages, and every kind of thing has a name."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

import pytest

from svangrum.core.language import LANGUAGES, catalogue
from svangrum.records.events.things import recorded_models
from tests.harness.repository import PACKAGE, modules, nothing

if TYPE_CHECKING:
    from collections.abc import Iterator


def actions() -> Iterator[tuple[str, str]]:
    """Where each action stands, and its name."""
    for path, tree in modules().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef):
                yield from ((f"{path.relative_to(PACKAGE)}:{node.lineno}", name) for name in _names(node))


def _names(function: ast.FunctionDef) -> Iterator[str]:
    for decorator in function.decorator_list:
        if isinstance(decorator, ast.Call) and getattr(decorator.func, "id", "") == "action":
            name = decorator.args[0]
            assert isinstance(name, ast.Constant | ast.Name)
            yield str(name.value) if isinstance(name, ast.Constant) else "event.erased"


ACTIONS = list(actions())


def test_the_search_finds_them() -> None:
    assert len(ACTIONS) > 20
    assert "event.erased" in {name for _, name in ACTIONS}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_action_has_words(language: str) -> None:
    nothing(sorted(f"{place}: event.{name}" for place, name in ACTIONS if f"event.{name}" not in catalogue(language)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_thing_has_a_name(language: str) -> None:
    nothing([model.chain for model in recorded_models() if f"thing.{model.chain}" not in catalogue(language)])


def test_an_action_names_the_thing_and_what_was_done() -> None:
    """``purchase.renamed``: so the words stand by the noun, and no two nouns share an action."""
    nothing(sorted(name for _, name in ACTIONS if name.count(".") != 1 or len(name) > 60))
