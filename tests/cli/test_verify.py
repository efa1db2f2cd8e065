import json

import pytest
from django.db import connection

from svangrum.cli.main import run
from svangrum.core.language import words
from svangrum.records.events.guard import unguard
from svangrum.records.events.models import Chain
from tests.records.build import an_organisation
from tests.records.events.chains import execute, name_of


@pytest.fixture(autouse=True)
def opened(db, monkeypatch, settings):
    """The test's own database, with the key that it is sealed by."""
    monkeypatch.setenv("SVANGRUM_SECRET_KEY", settings.SECRET_KEY)
    unguard(connection)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_all_is_whole(language, capsys):
    an_organisation()

    assert run(["verify"], language) == 0
    assert capsys.readouterr().out.strip() == words("verify.whole", language, events=1, chains=1)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_fault_is_told_with_its_place_and_what_to_do(language, capsys):
    place = an_organisation()
    execute("UPDATE events_event SET action = 'organisation.invented' WHERE thing = %s", name_of(place.pk))

    assert run(["verify"], language) == 1

    told = capsys.readouterr().out
    assert f"{words('thing.organisation', language)} {place.pk}" in told
    assert words("verify.fault.changed", language) in told
    assert words("verify.do", language) in told


def test_another_key_is_told_as_such(capsys, settings):
    an_organisation()
    settings.SECRET_KEY = "another-key"  # noqa: S105

    assert run(["verify"], "sv") == 1
    assert words("verify.try-keys", "sv") in capsys.readouterr().out


def test_sealing_anew_after_a_change_of_key(capsys, settings):
    an_organisation()
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another-key"

    assert run(["verify", "--reseal"], "sv") == 0
    settings.SECRET_KEY_FALLBACKS = []
    assert run(["verify"], "sv") == 0
    assert words("verify.resealed", "sv", count=1) in capsys.readouterr().out


def test_an_anchor_tells_of_a_chain_that_is_gone_whole(tmp_path, capsys):
    """With the row itself and its chain gone nothing in the database says that it ever was."""
    place = an_organisation()
    anchor = tmp_path / "anchor.jsonl"
    assert run(["verify", "--write-anchor", str(anchor)], "sv") == 0
    execute("DELETE FROM events_event WHERE thing = %s", name_of(place.pk))
    execute("DELETE FROM events_chain WHERE thing = %s", name_of(place.pk))
    execute("DELETE FROM accounts_organisation WHERE id = %s", name_of(place.pk))

    assert run(["verify"], "sv") == 0
    assert run(["verify", "--anchor", str(anchor)], "sv") == 1
    assert words("verify.fault.anchor-gone", "sv") in capsys.readouterr().out


def test_no_anchor_is_written_over_what_is_wrong(tmp_path):
    an_organisation()
    Chain.objects.update(seal="0" * 64)

    assert run(["verify", "--write-anchor", str(tmp_path / "anchor")], "sv") == 1
    assert list(tmp_path.iterdir()) == []


def test_what_is_no_anchor_is_told(tmp_path, capsys):
    (tmp_path / "other").write_text("{}\n", "utf-8")

    assert run(["verify", "--anchor", str(tmp_path / "other")], "sv") == 2
    assert words("error.anchor.unreadable", "sv", path=str(tmp_path / "other")) in capsys.readouterr().err


def test_many_faults_are_cut_short_unless_asked_for(capsys):
    for _ in range(60):
        an_organisation()
    execute("UPDATE events_event SET action = 'x'")

    run(["verify"], "sv")
    assert words("verify.more", "sv", count=10) in capsys.readouterr().out
    run(["verify", "--all"], "sv")
    assert len([line for line in capsys.readouterr().out.splitlines() if line.startswith("  ")]) == 60


def test_programs_get_json(capsys):
    place = an_organisation()
    execute("UPDATE events_event SET kind = %s", "\x1b[31mröd")

    assert run(["verify", "--json"], "sv") == 1

    told = json.loads(capsys.readouterr().out)
    assert not told["whole"]
    assert {one["code"] for one in told["faults"]} >= {"changed", "no-chain", "empty-chain"}
    assert {one["thing"] for one in told["faults"]} == {str(place.pk)}
    assert not any("\x1b" in one["text"] for one in told["faults"])


def test_without_the_key_nothing_can_be_told(monkeypatch, tmp_path, capsys):
    monkeypatch.delenv("SVANGRUM_SECRET_KEY")
    monkeypatch.setenv("SVANGRUM_STORE", str(tmp_path))

    assert run(["verify"], "sv") == 2
    assert words("error.database.no-key", "sv", path=str(tmp_path / "secret-key")) in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
