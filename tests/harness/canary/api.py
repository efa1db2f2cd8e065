"""Requests to the API made from its own document: plausible ones, with a number in one place at a time."""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from svangrum.web.api.service import api_document

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_DAY, _WORD = "2026-11-27", "Lokalvård i två förskolor"


@dataclass(frozen=True)
class Asked:
    """One request; ``where`` says in which place the number stands."""

    where: str
    method: str
    path: str
    query: dict[str, str] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    body: Any = None


def requests(written: str, purchase: str, version: int) -> Iterator[Asked]:
    """Every operation with ``written`` in each parameter and each text of its body in turn."""
    held = {"If-Match": f'"{version}"', "Idempotency-Key": "5f0f5f4e-4b1c-4b57-9d33-0c4a86a7f9c1"}
    for path, operations in api_document("en")["paths"].items():
        for method, told in operations.items():
            yield from _of(told, method, path.replace("{purchase}", purchase), held, written)


def _of(told: Any, method: str, path: str, held: dict[str, str], written: str) -> Iterator[Asked]:
    body = _body(told)
    for one in told.get("parameters", []):
        name, where = one["name"], f"{told['operationId']} {one['in']} {one['name']}"
        if one["in"] == "query":
            yield Asked(where, method, path, {name: written}, held, body)
        elif one["in"] == "header":
            yield Asked(where, method, path, {}, held | {name: written.encode().decode("latin-1")}, body)
    if "{" in path:
        yield Asked(f"{told['operationId']} path", method, path.partition("{")[0] + written, {}, held, body)
    yield Asked(f"{told['operationId']} asks too much", method, path, {"q": written, "x": written}, held, body)
    for place in _texts(body):
        yield Asked(f"{told['operationId']} body {place}", method, path, {}, held, _with(body, place, written))
    if body is not None:
        yield Asked(f"{told['operationId']} another field", method, path, {}, held, {**body, written: written})


def _body(told: Any) -> Any:
    content = told.get("requestBody", {}).get("content", {}).get("application/json")
    return None if content is None else _filled(content["schema"])


def _filled(schema: Mapping[str, Any]) -> Any:
    """Something plausible of the kind."""
    schema = _followed(schema)
    if "enum" in schema or "const" in schema:
        return schema.get("const", schema.get("enum", [""])[0])
    if schema.get("type") == "object":
        return {name: _filled(one) for name, one in schema.get("properties", {}).items()}
    if schema.get("type") == "array":
        return [_filled(schema["items"])]
    word = _DAY if schema.get("format") == "date" else _WORD
    return {"integer": 24, "number": 24, "boolean": False}.get(schema.get("type", ""), word)


def _followed(schema: Mapping[str, Any]) -> Mapping[str, Any]:
    """The schema itself, where it is named or the first of several."""
    if "$ref" in schema:
        return _followed(api_document("en")["components"]["schemas"][schema["$ref"].rpartition("/")[2]])
    among = schema.get("anyOf") or schema.get("oneOf") or schema.get("allOf")
    return _followed(among[0]) if among else schema


def _texts(body: Any, place: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if isinstance(body, dict):
        for name, inner in body.items():
            yield from _texts(inner, (*place, name))
    elif isinstance(body, list):
        for number, inner in enumerate(body):
            yield from _texts(inner, (*place, number))
    elif place:
        yield place


def _with(body: Any, place: tuple[Any, ...], written: str) -> Any:
    changed = copy.deepcopy(body)
    inner = changed
    for step in place[:-1]:
        inner = inner[step]
    inner[place[-1]] = written
    return changed
