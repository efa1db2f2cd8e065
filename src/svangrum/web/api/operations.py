"""Every operation of the API, once: its name, its address, and who may use it. What is not declared answers nobody.

    @operation("whoami", "GET", "/whoami", who=key_holder, answers=WhoAmI)
    def whoami(request: HttpRequest) -> HttpResponse: …

The harness of permissions walks ``OPERATIONS``. The words of an operation stand in the catalogue:
``api.operation.<name>.summary`` and ``.says``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ninja import Router
from ninja.constants import NOT_SET

from svangrum.web.api.asking import Bearer
from svangrum.web.api.problem_json import CONTENT_TYPE
from svangrum.web.rules import anyone

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from django.http import HttpResponse
    from ninja import Schema

    from svangrum.records.actors import Actor, Scope
    from svangrum.web.rules import Rule

    Answering = Callable[..., HttpResponse]

router = Router()
_PROBLEM = {"$ref": "#/components/schemas/Problem"}
_ANYONE_MEETS = frozenset({400, 401, 406, 429})
_BODIES_MEET = frozenset({413, 415, 422})


@dataclass(frozen=True)
class Operation:
    """One operation. ``who`` is a rule of the actor; ``scope`` is what a key must be made for, None for any or none.

    ``path`` has its parts in braces (``/guide/{part}``). ``cost`` is how many of the caller's points it takes
    (``web.api.limits``).
    """

    name: str
    method: str
    path: str
    who: Rule
    scope: Scope | None = None
    cost: int = 1

    @property
    def has_body(self) -> bool:
        return self.method in {"POST", "PUT", "PATCH"}

    def may(self, actor: Actor) -> bool:
        """Whether the actor may use it, as far as is known before any thing is looked up."""
        return self.who(actor) and (self.scope is None or self.scope in actor.scopes)


OPERATIONS: dict[str, Operation] = {}


def key_holder(actor: Actor) -> bool:
    """An organisation's own program, known by its key."""
    return actor.token is not None and actor.organisation is not None


def operation(
    name: str,
    method: str,
    path: str,
    *,
    who: Rule,
    answers: str | type[Schema],
    scope: Scope | None = None,
    cost: int = 1,
    status: int = 200,
    fails: Collection[int] = (),
    headers: Mapping[str, Any] | None = None,
    sent: Sequence[Mapping[str, Any]] = (),
) -> Callable[[Answering], Answering]:
    """Declare an operation. It ``answers`` a schema in code, or one of the document's own by its name.

    ``fails`` are the statuses of problems beside those that every operation may meet; ``headers`` are those of a good
    answer, ``sent`` those of the request.
    """

    def declare(view: Answering) -> Answering:
        declared = OPERATIONS[name] = Operation(name, method, re.sub(r"{\w+:", "{", path), who, scope, cost)
        told = _problems(declared, fails)
        told[status] = {"headers": dict(headers or {})} | (_by_name(answers) if isinstance(answers, str) else {})
        more: dict[str, Any] = {"security": [{}]} if who is anyone else {}
        return router.api_operation(
            [method],
            path,
            auth=Bearer(declared),
            operation_id=name,
            url_name=name,
            response=NOT_SET if isinstance(answers, str) else {status: answers},
            openapi_extra={"responses": told, "parameters": [*map(dict, sent)], **more},
        )(view)

    return declare


def _problems(declared: Operation, fails: Collection[int]) -> dict[int, dict[str, Any]]:
    """What the document says of every problem that the operation may answer with."""
    met = _ANYONE_MEETS | set(fails) | (_BODIES_MEET if declared.has_body else set())
    met |= set() if declared.who is anyone else {403}
    return {status: {"content": {CONTENT_TYPE: {"schema": _PROBLEM}}} for status in sorted(met)}


def _by_name(schema: str) -> dict[str, Any]:
    return {"content": {"application/json": {"schema": {"$ref": f"#/components/schemas/{schema}"}}}}
