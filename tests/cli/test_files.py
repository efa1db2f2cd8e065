"""``svangrum files``, ``thin`` and ``backup`` as a person meets them, in both languages."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest

from svangrum.cli.main import run
from svangrum.core.dates import day_at_home
from svangrum.core.language import words
from svangrum.records.actors import Role
from svangrum.records.events.models import Event
from svangrum.records.files import rotation, store
from svangrum.records.files.actions import content_of, hand_in
from svangrum.records.files.keys import read_ring
from svangrum.records.files.models import StoredFile
from svangrum.records.files.times import LONGEST_DECISION
from svangrum.records.files.upload import Upload
from svangrum.records.purchases.actions.ending import close_purchase
from svangrum.records.purchases.models import Purchase
from tests.records.build import NOW, a_member, actor, an_organisation
from tests.records.purchases.made import a_purchase

pytestmark = pytest.mark.django_db
SAID = b"Lokalvard i tva forskolor"
DECISION = "KS 2026/114 § 12"


@pytest.fixture(autouse=True)
def opened(monkeypatch, settings, tmp_path):
    """The test's own database and store, with the key that chains are sealed by."""
    monkeypatch.setenv("SVANGRUM_SECRET_KEY", settings.SECRET_KEY)
    settings.STORE = tmp_path / "store"


@pytest.fixture
def officer():
    organisation = an_organisation()
    return actor(a_member(organisation, Role.PROCUREMENT_OFFICER), organisation)


def kept(by, days=0) -> StoredFile:
    said = {"organisation": by.organisation, "file": Upload("plan.txt", SAID), "rule": "working"}
    return StoredFile.objects.get(pk=hand_in(by=by, recorded_at=NOW - timedelta(days=days), **said))


def decided(by, day) -> list[str]:
    """The command that thins what the organisation of ``by`` has decided on."""
    return ["thin", "--do", "--organisation", str(by.organisation), "--decision", DECISION, "--as-of", day]


@pytest.mark.parametrize("language", ["sv", "en"])
def test_what_is_due_is_shown_and_then_thinned(officer, capsys, language):
    old, young = kept(officer, days=400), kept(officer)

    assert run(["thin", "--preview", "--as-of", "2026-11-27"], language) == 0
    told = capsys.readouterr().out
    assert str(old.pk) in told
    assert str(young.pk) not in told
    assert "plan.txt" not in told
    assert store.place(old.pk).exists()

    assert run(decided(officer, "2026-11-27"), language) == 0
    assert words("thin.done", language, count=1, size=words("files.size.megabytes", language, size="0")) in (
        capsys.readouterr().out
    )
    assert not store.place(old.pk).exists()
    assert store.place(young.pk).exists()

    assert run(decided(officer, "2026-11-27"), language) == 0
    assert capsys.readouterr().out.strip() == words("thin.none", language, day=NOW.date())


def test_a_closed_purchase_goes_the_same_way(officer, capsys, monkeypatch):
    monkeypatch.setattr("svangrum.cli.thin.now", lambda: datetime(2029, 1, 1, tzinfo=UTC))
    purchase = a_purchase(officer, shared=True)
    close_purchase(by=officer, recorded_at=NOW, purchase=purchase.pk, version=purchase.version)

    assert run(decided(officer, "2028-11-27"), "sv") == 0
    assert Purchase.objects.get(pk=purchase.pk).state == "closed"
    assert run(["thin", "--preview", "--as-of", "2028-11-28"], "sv") == 0
    assert words("thinning.rule.purchase-closed.name", "sv") in capsys.readouterr().out
    assert run(decided(officer, "2028-11-28"), "sv") == 0

    assert Purchase.objects.get(pk=purchase.pk).state == "thinned"
    assert json.loads(Event.objects.get(thing=purchase.pk, action="purchase.thinned").payload)["decision"] == DECISION


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (["--as-of", "2999-01-01", "--organisation", "Exempelstad", "--decision", "KS 2026/114"], "to-come"),
        (["--as-of", "2026-11-27", "--organisation", "Exempelstad"], "undecided"),
        (["--as-of", "2026-11-27", "--organisation", "Exempelstad", "--decision", " "], "no-decision"),
        (["--as-of", "2026-11-27", "--organisation", "Exempelstad", "--decision", "x" * 201], "decision-too-long"),
        (["--as-of", "2026-11-27", "--decision", "KS 2026/114"], "undecided"),
    ],
)
def test_nothing_goes_without_the_organisations_decision_or_before_its_day(officer, capsys, options, code):
    old = kept(officer, days=400)

    assert run(["thin", "--do", *options], "sv") == 2
    told = capsys.readouterr()
    assert words(f"error.thin.{code}", "sv", longest=LONGEST_DECISION) in told.err
    assert told.out == ""
    assert store.place(old.pk).exists()


def test_what_others_have_stays(officer):
    theirs = an_organisation()
    other = kept(actor(a_member(theirs, Role.PROCUREMENT_OFFICER), theirs), days=400)
    old = kept(officer, days=400)

    assert run(decided(officer, "2026-11-27"), "sv") == 0
    assert [store.place(one.pk).exists() for one in (old, other)] == [False, True]
    assert json.loads(Event.objects.get(thing=old.pk, action="file.thinned").payload)["decision"] == DECISION


@pytest.mark.parametrize("options", [[], ["--preview", "--do"]])
def test_one_says_which_of_the_two_one_wants(capsys, options):
    assert run(["thin", *options], "sv") == 2
    assert words("error.thin.what", "sv") in capsys.readouterr().err


def test_one_that_cannot_be_thinned_is_told(officer, capsys, monkeypatch):
    old = kept(officer, days=400)
    monkeypatch.setattr("svangrum.records.files.actions.can_thin", lambda *_: False)

    assert run(decided(officer, "2026-11-27"), "sv") == 1
    assert str(old.pk) in capsys.readouterr().out


def test_keys_are_listed_changed_and_forgotten(officer, capsys):
    assert run(["files", "keys"], "sv") == 0
    assert capsys.readouterr().out.strip() == words("file-keys.none", "sv")

    file = kept(officer)
    (first,) = read_ring(store.keys_path()).keys
    assert run(["files", "rotate", "--forget"], "sv") == 0
    told = capsys.readouterr().out
    _, second = read_ring(store.keys_path()).keys
    assert words("file-keys.rotated", "sv", name=second.name, files=1) in told
    assert words("file-keys.forgotten", "sv", count=0) in told
    assert content_of(file) == SAID

    assert run(["files", "keys"], "en") == 0
    listed = capsys.readouterr().out
    assert first.name in listed
    assert first.secret not in listed
    assert second.secret not in listed
    assert rotation.forget(day_at_home(datetime.now(UTC)) + timedelta(days=1)) == 1
    assert [key.name for key in read_ring(store.keys_path()).keys] == [second.name]
    assert content_of(file) == SAID


def test_a_key_that_still_locks_a_file_is_not_forgotten(officer, capsys):
    file, other = kept(officer), kept(officer)
    sealed = store.place(file.pk).read_bytes()
    store.place(file.pk).write_bytes(sealed[:-1])
    broken = bytearray(store.place(other.pk).read_bytes())
    broken[30] ^= 1
    store.place(other.pk).write_bytes(broken)

    assert run(["files", "rotate"], "sv") == 1
    assert str(other.pk) in capsys.readouterr().out
    assert rotation.forget(day_at_home(datetime.now(UTC)) + timedelta(days=1)) == 0


def test_the_sweep_tells_how_much_it_took(officer, capsys):
    kept(officer)

    assert run(["files", "sweep"], "sv") == 0
    assert capsys.readouterr().out.strip() == words("file-keys.swept", "sv", count=0)


@pytest.mark.django_db(transaction=True)
def test_a_folder_that_is_not_there_gets_no_file_of_its_name(officer, capsys, tmp_path):
    assert run(["backup", f"{tmp_path}/kopior/"], "sv") == 2
    assert f"Mappen {tmp_path}/kopior/ finns inte" in " ".join(capsys.readouterr().err.split())
    assert list(tmp_path.glob("kopior*")) == []

    (tmp_path / "kopior").mkdir()
    assert run(["backup", f"{tmp_path}/kopior/"], "sv") == 0
    assert [one.suffix for one in (tmp_path / "kopior").iterdir()] == [".tar"]


@pytest.mark.django_db(transaction=True)
def test_keys_that_are_not_made_yet_are_not_to_be_copied(officer, capsys, tmp_path):
    assert run(["backup", str(tmp_path / "kopia.tar")], "sv") == 0
    told = capsys.readouterr().out

    assert str(store.keys_path()) not in told
    assert "SVANGRUM_SECRET_KEY" in told


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.django_db(transaction=True)
def test_a_backup_tells_where_it_is_and_where_the_keys_are(officer, capsys, tmp_path, language):
    lost = kept(officer)
    assert run(["backup", str(tmp_path / "kopia.tar")], language) == 0
    told = capsys.readouterr().out
    assert str(tmp_path / "kopia.tar") in told
    assert str(store.keys_path()) in told

    assert run(["backup", str(tmp_path / "kopia.tar")], language) == 2
    store.place(lost.pk).unlink()
    assert run(["backup", str(tmp_path / "andra.tar"), "--with-keys"], language) == 1
    told = capsys.readouterr().out
    assert lost.pk.hex in told
    assert words("backup.with-keys", language) in told
