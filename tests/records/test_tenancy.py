"""Whose everything is: each thing that people decide belongs to an organisation, and nouns only know earlier nouns."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.apps import apps
from django.db import models

from svangrum.records import ORDER
from svangrum.records.accounts.models import Organisation
from svangrum.records.recorded import Recorded

if TYPE_CHECKING:
    from collections.abc import Iterator

OF_NO_ORGANISATION = {
    "accounts.Organisation": "it is the organisation",
    "accounts.Person": "a person may belong to several; the memberships belong to one each",
    "letters.Subscription": "which letters somebody wants is the person's own",
    "enterprises.Application": "an enterprise that has no organisation here yet",
    "enterprises.Helper": "it is the enterprise's",
    "consortia.Invited": "it is the enterprise's, and the proposal the coordinator's",
    "capacities.Capacity": "it is the enterprise's, whose people's organisation the enterprise tells",
    "capacities.Commitment": "it is the enterprise's",
    "capacities.Pause": "it is the enterprise's",
    "capacities.Willingness": "it is the enterprise's",
    "passports.Evidence": "it is the enterprise's",
    "passports.PassportLink": "it is the enterprise's",
    "dialogues.Silence": "an address that no mails go to, whoever the buyer is",
}
MAY_LACK_AN_ORGANISATION = {
    "work.Work": "the program's own work, such as thinning, is nobody's",
    "enterprises.Enterprise": "an entry that nobody has taken over yet",
}
MODELS = [model for noun in ORDER for model in apps.get_app_config(noun).get_models()]
RECORDED = [model for model in MODELS if issubclass(model, Recorded)]


def relations(model: type[models.Model]) -> Iterator[models.ForeignKey]:
    yield from (field for field in model._meta.get_fields() if isinstance(field, models.ForeignKey))


def faults_in_order(model: type[models.Model]) -> list[str]:
    """Relations to a noun that comes later, and to tables that are no noun's."""
    known = ORDER[: ORDER.index(model._meta.app_label) + 1]
    return [field.name for field in relations(model) if field.related_model._meta.app_label not in known]


@pytest.mark.parametrize("model", RECORDED, ids=lambda model: model._meta.label)
def test_what_people_decide_belongs_to_an_organisation(model) -> None:
    found = {field.name: field for field in relations(model)}.get("organisation")
    if model._meta.label in OF_NO_ORGANISATION:
        assert found is None
        return
    assert found is not None
    assert found.related_model is Organisation
    assert found.null == (model._meta.label in MAY_LACK_AN_ORGANISATION)


def test_the_exceptions_are_tables() -> None:
    labels = {model._meta.label for model in RECORDED}
    assert OF_NO_ORGANISATION.keys() | MAY_LACK_AN_ORGANISATION.keys() <= labels


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_a_noun_points_only_to_nouns_before_it(model) -> None:
    assert faults_in_order(model) == []


@pytest.mark.parametrize("model", RECORDED, ids=lambda model: model._meta.label)
def test_nothing_is_removed_with_what_it_points_to(model) -> None:
    """An organisation or a person with decisions cannot be deleted from beneath them."""
    if model._meta.label in OF_NO_ORGANISATION:
        return
    careless = [field.name for field in relations(model) if field.remote_field.on_delete is models.CASCADE]
    assert careless == []


def test_chains_have_names_of_their_own() -> None:
    names = [model.chain for model in RECORDED]
    assert sorted(names) == sorted(set(names))


def test_a_relation_to_a_later_noun_is_found(monkeypatch) -> None:
    membership = apps.get_model("accounts", "Membership")
    monkeypatch.setattr(membership._meta, "app_label", "events")
    assert set(faults_in_order(membership)) == {"organisation", "person", "department"}
