"""Which words of the catalogue the code, the pages and the law's files ask for.

A word is asked for by its whole code (``"error.date.unreadable"``), or by a pattern with holes
(``f"fact.{fact}.label"``). A pattern is believed only where what fills each hole stands somewhere as a text of its
own: in code, in a template, or in a data file. So a word whose code nobody can say any more is found.
"""

from __future__ import annotations

import ast
import json
import re
import string
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import yaml

from svangrum.core.language import catalogue
from tests.harness.repository import DATA, PACKAGE, modules, templates

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

HOLE = "\0"
TAG = re.compile(r"{%-?\s*t\s+(?P<code>\"[^\"]*\"|'[^']*'|[\w.|:\"]+)(?P<values>[^%]*?)(?:as\s+\w+\s*)?%}")
_QUOTED = re.compile(r"\"([^\"\n]*)\"|'([^'\n]*)'")
_RAISED = {"SvangrumError", "NotInForceError"}


@dataclass(frozen=True)
class Ask:
    """One place that asks for words: the code, and the names of the values it gives (None: not told here)."""

    place: str
    code: str
    values: frozenset[str] | None


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def asks() -> Iterator[Ask]:
    """Every place where code or template asks for words by a whole code."""
    for path, tree in modules().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                yield from _asked_by(node, f"{path.relative_to(PACKAGE)}:{node.lineno}")
    for path in templates():
        for tag in TAG.finditer(path.read_text("utf-8")):
            if tag["code"][0] in "\"'" and not tag["values"].startswith("|add:"):
                names = frozenset(re.findall(r"(\w+)=", tag["values"]))
                yield Ask(str(path.relative_to(PACKAGE)), tag["code"][1:-1], names)


def used() -> set[str]:
    """Every code of the catalogue that something asks for."""
    return {code for code in catalogue("sv") if code in _whole() or _fits_a_pattern(code)} | said_by_commands()


@cache
def _whole() -> frozenset[str]:
    spoken = {text for path in modules() for text in _texts_of(path)} | _texts_of_templates() | _texts_of_data()
    return frozenset(spoken | {f"error.{ask.removeprefix('error.')}" for ask in _error_codes()})


def _error_codes() -> set[str]:
    return {ask.code for ask in asks() if ask.code.startswith("error.")}


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], frozenset[str] | None], ...]:
    """Each pattern, and for one that begins with a hole the texts that may fill it: those of its own module."""
    found: dict[str, set[str] | None] = {}
    for path, tree in modules().items():
        for pattern in patterned(tree):
            if "." not in pattern.replace(HOLE, ""):
                continue
            if pattern.startswith(HOLE):
                own = found.setdefault(pattern, set())
                assert own is not None
                own |= _texts_of(path)
            else:
                found[pattern] = None
    for path in templates():
        for prefix in re.findall(r"\"([\w.-]+\.)\"\|add:", path.read_text("utf-8")):
            found[prefix + HOLE] = None
    return tuple((compiled(text), None if own is None else frozenset(own)) for text, own in found.items())


def _fits_a_pattern(code: str) -> bool:
    for pattern, first in _patterns():
        match = pattern.fullmatch(code)
        if match is None:
            continue
        fillings = [part for filling in match.groups() for part in filling.split(".")]
        if first is not None and fillings[0] not in first:
            continue
        if all(part in _anything() for part in fillings):
            return True
    return False


@cache
def _anything() -> frozenset[str]:
    """Every text that could fill a hole."""
    return _whole() | {part for text in _whole() if re.fullmatch(r"[\w.-]+", text) for part in text.split(".")}


def compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(r"([\w.-]+)".join(re.escape(piece) for piece in pattern.split(HOLE)))


def _asked_by(call: ast.Call, place: str) -> Iterator[Ask]:
    name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
    if not call.args or name not in _RAISED | {"words", "Message"}:
        return
    prefix = "error." if name in _RAISED else ""
    for code in _constants(call.args[0]):
        yield Ask(place, prefix + code, _values_given(call, name))


def _constants(node: ast.expr) -> Iterator[str]:
    """The texts an expression may be, when it says them itself."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _constants(node.body)
        yield from _constants(node.orelse)


def _values_given(call: ast.Call, name: str) -> frozenset[str] | None:
    if name == "Message":
        return _keys(call.args[1]) if len(call.args) > 1 else frozenset()
    if any(keyword.arg is None for keyword in call.keywords):
        return None
    return frozenset(keyword.arg for keyword in call.keywords if keyword.arg is not None)


def _keys(node: ast.expr) -> frozenset[str] | None:
    if not isinstance(node, ast.Dict) or not all(isinstance(key, ast.Constant) for key in node.keys):
        return None
    return frozenset(str(key.value) for key in node.keys if isinstance(key, ast.Constant))


def patterned(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield "".join(_piece(piece) for piece in node.values)
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
            yield from (f"{text}{HOLE}" for text in _constants(node.left) if text.endswith("."))


def _piece(piece: ast.expr) -> str:
    return str(piece.value) if isinstance(piece, ast.Constant) else HOLE


@cache
def _texts_of(path: Path) -> frozenset[str]:
    nodes = ast.walk(modules()[path])
    return frozenset(node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str))


def _texts_of_templates() -> set[str]:
    return {one or other for path in templates() for one, other in _QUOTED.findall(path.read_text("utf-8"))}


def _texts_of_data() -> set[str]:
    """Names and texts of the data files, but not of the catalogue itself."""
    read = (path for path in DATA.rglob("*.yaml") if path.parent.parent.name != "language")
    from_yaml = {text for path in read for text in _leaves(yaml.safe_load(path.read_text("utf-8")))}
    schemas = (json.loads(path.read_text("utf-8")) for path in DATA.rglob("*.schema.json"))
    return from_yaml | {text for schema in schemas for text in _leaves(schema)}


def _leaves(branch: Any) -> Iterator[str]:
    if isinstance(branch, dict):
        yield from (str(name) for name in branch)
        yield from _leaves_of(branch.values())
    elif isinstance(branch, list):
        yield from _leaves_of(branch)
    elif isinstance(branch, str):
        yield branch


def _leaves_of(branches: Iterable[Any]) -> Iterator[str]:
    for branch in branches:
        yield from _leaves(branch)


def said_by_commands() -> set[str]:
    """The help of every command and option: their codes follow from the commands' own names."""
    from svangrum.cli.main import cli

    return set(_help_codes("cli", cli))


def _help_codes(code: str, command: Any) -> Iterator[str]:
    yield f"{code}.help"
    yield from (f"{code}.{parameter.name}" for parameter in command.params if parameter.param_type_name == "option")
    inner: Mapping[str, Any] = getattr(command, "commands", {})
    for name, one in inner.items():
        yield from _help_codes(f"{code}.{name}", one)
