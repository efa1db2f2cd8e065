"""A town that holds a dialogue, a firm that may answer it, and their people in browsers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.test import Client

from svangrum.records.accounts.models import Person
from svangrum.records.dialogues.models import Dialogue
from svangrum.records.enterprises.models import Enterprise
from svangrum.web.clock import now, today
from svangrum.web.pages import address
from tests.records.build import an_organisation, signed_in
from tests.records.dialogues.made import a_dialogue, a_draft, written_to
from tests.records.passports.made import Firm, a_buyer, a_firm
from tests.web.passports.conftest import as_member

if TYPE_CHECKING:
    from collections.abc import Callable

    from svangrum.records.accounts.models import Organisation
    from svangrum.records.actors import Actor, Role
    from svangrum.records.dialogues.actions.addressing import Addressed


@dataclass(frozen=True)
class Scene:
    """``dialogue`` is open until in three weeks; ``by`` is an officer of the town."""

    firm: Firm
    town: Organisation
    by: Actor
    dialogue: Dialogue

    def officer(self) -> Client:
        return signed_in(Client(), Person.objects.get(pk=self.by.person), self.town)

    def of_town(self, *roles: Role) -> Client:
        return as_member(self.town, *roles)

    def worker(self) -> Client:
        return signed_in(Client(), Person.objects.get(pk=self.firm.worker.person), self.firm.home)

    def link(self) -> Addressed:
        return written_to(self.firm, self.dialogue, self.by, now())

    def fresh(self) -> Dialogue:
        return Dialogue.objects.get(pk=self.dialogue.pk)

    def end(self) -> None:
        """The last day was yesterday."""
        Dialogue.objects.filter(pk=self.dialogue.pk).update(answers_until=today() - timedelta(days=1))


@pytest.fixture
def scene(db) -> Scene:
    town = an_organisation(name="Exempelstads kommun")
    by = a_buyer(home=town)
    firm = a_firm("Återbrukskooperativet")
    offers = [{"cpv": "90910000", "words": "Lokalvård"}]
    Enterprise.objects.filter(pk=firm.enterprise.pk).update(
        offers=offers, places=["2132"], contact_email="hej@atercoop.example"
    )
    firm.enterprise.refresh_from_db()
    found = a_dialogue(by, now(), answers_until=today() + timedelta(days=21))
    return Scene(firm, town, by, found)


@pytest.fixture
def draft(scene) -> Dialogue:
    return a_draft(scene.by, now(), answers_until=today() + timedelta(days=21))


@pytest.fixture
def url() -> Callable[..., str]:
    """``url("dialogue", dialogue=…)``: the Swedish address of a page."""
    return lambda page, language="sv", **parts: address(
        page, language, **{name: str(one) for name, one in parts.items()}
    )
