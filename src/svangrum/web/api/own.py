"""What a key's bearer may ask of itself."""

from __future__ import annotations

from datetime import datetime
from typing import Literal
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Schema

from svangrum.records.actors import Scope
from svangrum.records.tokens.models import Token
from svangrum.web.access import actor_of
from svangrum.web.api.answering import answered
from svangrum.web.api.operations import key_holder, operation


class Organisation(Schema):
    id: UUID
    name: str
    kind: str


class Key(Schema):
    id: UUID
    name: str
    expires_at: datetime


class WhoAmI(Schema):
    """The organisation, and what the key may be used for."""

    organisation: Organisation
    key: Key
    scopes: list[Literal[*Scope]]  # type: ignore[valid-type]


@operation("whoami", "GET", "/whoami", who=key_holder, answers=WhoAmI)
def whoami(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    key = Token.objects.select_related("organisation").get(pk=str(actor.token))
    told = WhoAmI(
        organisation=Organisation(id=key.organisation.pk, name=key.organisation.name, kind=key.organisation.kind),
        key=Key(id=key.pk, name=key.name, expires_at=key.expires_at),
        scopes=sorted(actor.scopes),
    )
    return answered(told.model_dump_json())
