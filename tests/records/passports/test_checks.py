"""Whoever changes evidence or a kept copy in the database is found."""

from __future__ import annotations

import json

import pytest

from svangrum.cli.main import run
from svangrum.core.language import words
from svangrum.records.events.models import Event
from svangrum.records.passports.actions.relying import rely_on_passport
from svangrum.records.passports.checks import Fault, faulty_passports
from svangrum.records.passports.models import Evidence, Relied
from tests.records.build import NOW, TODAY
from tests.records.passports.made import a_buyer, a_firm, a_purpose, a_share

pytestmark = pytest.mark.django_db


@pytest.fixture
def share():
    firm = a_firm()
    a_purpose(firm)
    told = a_share(firm)
    rely_on_passport(by=a_buyer(), recorded_at=NOW, enterprise=firm.enterprise.pk, procurement="Flytt")
    return told


def test_what_was_told_and_kept_stands(share):
    assert list(faulty_passports()) == []


@pytest.mark.parametrize(
    "changed", [{"holds": False}, {"of_groups": 1}, {"expires": TODAY}, {"basis": "audited"}, {"salt": "x"}]
)
def test_changed_evidence_is_found(share, changed):
    Evidence.objects.filter(pk=share.pk).update(**changed)
    assert list(faulty_passports()) == [Fault("evidence", share.pk)]


def test_a_changed_copy_is_found_also_with_its_digest(share):
    kept = Relied.objects.get()
    kept.kept["may_take_part"] = "no"
    kept.digest = "0" * 64
    kept.save()
    assert list(faulty_passports()) == [Fault("relied", kept.pk)]


def test_the_command_tells_of_it(share, capsys, monkeypatch, settings):
    monkeypatch.setenv("SVANGRUM_SECRET_KEY", settings.SECRET_KEY)
    Evidence.objects.filter(pk=share.pk).update(holds=False)
    assert run(["verify"], "sv") == 1
    assert words("passports.fault.evidence", "sv") in capsys.readouterr().out


def test_no_event_holds_the_counts_or_what_they_can_be_guessed_from(share):
    told = json.loads(Event.objects.get(thing=share.pk).payload)
    assert not {"all_occupied", "of_groups", "salt"} & told.keys()
    assert not {3, 7, "3", "7"} & set(told.values())
    again = a_share(a_firm())
    assert (again.all_occupied, again.of_groups) == (share.all_occupied, share.of_groups)
    assert json.loads(Event.objects.get(thing=again.pk).payload)["counts"] != told["counts"]
