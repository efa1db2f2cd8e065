"""The OpenAPI document, in Swedish or English: what the code says of the operations, with words and schemas added."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import TYPE_CHECKING, Any

from svangrum.core.data import data_path
from svangrum.core.language import has_words, words
from svangrum.guide.export import content
from svangrum.web.api.problem_json import STATUSES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Json = dict[str, Any]
_SHIPPED = {"Advice": "advice", "Guide": "guide"}
_TEXT = {"type": "string"}
_FAULT = {
    "type": "object",
    "additionalProperties": False,
    "required": ["code", "detail", "field", "pointer"],
    "properties": {
        "code": _TEXT,
        "detail": _TEXT,
        "field": {"type": ["string", "null"]},
        "pointer": {"type": ["string", "null"]},
    },
}
_PROBLEM = {
    "type": "object",
    "additionalProperties": False,
    "required": ["type", "title", "status", "detail", "code", "errors", "reference"],
    "properties": {
        "type": {"const": "about:blank"},
        "title": _TEXT,
        "status": {"enum": [int(one) for one in STATUSES]},
        "detail": _TEXT,
        "code": _TEXT,
        "errors": {"type": "array", "minItems": 1, "items": {"$ref": "#/components/schemas/Fault"}},
        "reference": _TEXT,
    },
}
_BATCH = {
    "type": "object",
    "additionalProperties": False,
    "required": ["answers"],
    "properties": {
        "answers": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["advice", "errors"],
                "properties": {
                    "advice": {"anyOf": [{"$ref": "#/components/schemas/Advice"}, {"type": "null"}]},
                    "errors": {"type": "array", "items": {"$ref": "#/components/schemas/Fault"}},
                },
            },
        }
    },
}
_MUNICIPALITIES = {
    "type": "object",
    "additionalProperties": False,
    "required": ["municipalities"],
    "properties": {
        "municipalities": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["code", "name", "short", "county", "fictional"],
                "properties": {
                    "code": {"type": "string", "pattern": "^[0-9]{4}$"},
                    "name": _TEXT,
                    "short": _TEXT,
                    "county": {"type": ["string", "null"]},
                    "fictional": {"type": "boolean"},
                },
            },
        }
    },
}


def worded(bare: Mapping[str, Any], language: str) -> Json:
    """The whole document, in words of ``language``, from what ninja knows by itself."""
    found: Json = json.loads(json.dumps(bare))
    found["info"]["title"] = words("api.title", language)
    found["info"]["description"] = words("api.lead", language)
    found["servers"] = [{"url": "/"}]
    found["components"]["schemas"] |= shipped_schemas()
    for _, _, operation in operations_of(found):
        _put_in_words(operation, language)
    _describe_fields(found["components"]["schemas"], language)
    return found


def operations_of(found: Json) -> Iterator[tuple[str, str, Json]]:
    """Method, path and operation of each."""
    for path, methods in found["paths"].items():
        for method, operation in methods.items():
            yield method.upper(), path, operation


@cache
def shipped_schemas() -> Json:
    """Those that are no types in the code: the answer and the guide as they are described anyway, and a problem."""
    kept: Json = {"Fault": _FAULT, "Problem": _PROBLEM, "BatchAdvice": _BATCH, "Municipalities": _MUNICIPALITIES}
    for name, file in _SHIPPED.items():
        kept |= _hoisted(name, json.loads(data_path(f"schemas/{file}.schema.json").read_text("utf-8")))
    parts = kept["Guide"]["properties"]["content"]["properties"]
    kept["GuidePart"] = {
        "type": "object",
        "additionalProperties": False,
        "required": ["part", "content"],
        "properties": {
            "part": {"enum": sorted(content())},
            "content": {"anyOf": [parts[name] for name in sorted(content())]},
        },
    }
    return kept


def _hoisted(name: str, schema: Json) -> Json:
    """A schema of its own as components: what it defines beside itself is named after it."""
    text = re.sub(r'"#/\$defs/([^"]+)"', rf'"#/components/schemas/{name}.\1"', json.dumps(schema))
    moved: Json = json.loads(text)
    inner = moved.pop("$defs", {})
    for own in ("$schema", "$id"):
        moved.pop(own, None)
    return {name: moved, **{f"{name}.{key}": value for key, value in inner.items()}}


def _put_in_words(operation: Json, language: str) -> None:
    code = f"api.operation.{operation['operationId']}"
    operation["summary"] = words(f"{code}.summary", language)
    operation["description"] = words(f"{code}.says", language)
    for status, response in operation["responses"].items():
        told = f"api.problem.{status}"
        response["description"] = words(told if has_words(told) else "api.went-well", language)
    for parameter in operation.get("parameters", []):
        parameter["description"] = words(f"api.field.{parameter['name']}", language)


def _describe_fields(schemas: Json, language: str) -> None:
    """Words for every field of what is sent; what is answered is described by its schema."""
    for name in ("Question", "Facts", "Batch", "Kept", "Described", "Again"):
        for field, schema in schemas[name]["properties"].items():
            schema["description"] = words(f"api.field.{field}", language)
