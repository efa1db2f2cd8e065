from __future__ import annotations

import json

import icalendar
import pytest

from svangrum.cli.main import run

QUESTION = ["calendar", "--start", "2027-09-01", "--route", "oppet", "--as-of", "2026-11-26"]


def test_the_days_in_words(capsys):
    assert run(QUESTION, "sv") == 0
    told = capsys.readouterr().out.replace("\u00a0", " ")

    assert told.startswith("Börja senast den 25 mars 2027.")
    assert "2027-05-25 Annonsen skickad för publicering" in told
    assert "Lagen: minst 30 dagar innan anbudstiden går ut. (11 kap. 6 § LOU)" in told
    assert "Ska kontrolleras" in told


def test_the_days_in_english(capsys):
    assert run(QUESTION, "en") == 0
    assert "Last day for tenders" in capsys.readouterr().out


def test_json_holds_days_numbers_and_places(capsys):
    assert run([*QUESTION, "--json"], "sv") == 0
    answer = json.loads(capsys.readouterr().out)
    milestones = {one["code"]: one for one in answer["milestones"]}

    assert answer["schema"] == "svangrum-calendar/1"
    assert (answer["act"], answer["route"]) == ("lou", "oppet")
    assert answer["late"] is False
    assert answer["earliest_start"] == "2027-05-13"
    assert milestones["notice-sent"] == {
        "code": "notice-sent",
        "day": "2027-05-25",
        "title": "Annonsen skickad för publicering",
        "number": 30,
        "unit": "days",
        "counted_to": "tenders-in",
        "counted_from": None,
        "basis": "law",
        "citations": [{"label": "11 kap. 6 § LOU", "url": "https://lagen.nu/2016:1145#K11P6"}],
        "moved_from": None,
        "only_if": None,
    }
    assert milestones["after-notice"]["counted_from"] == "signed"
    assert milestones["evaluated"]["basis"] == "own"
    assert milestones["start"]["number"] is None


def test_the_calendar_file_is_saved_and_can_be_read(tmp_path, capsys):
    path = tmp_path / "ny" / "plan.ics"
    assert run([*QUESTION, "--ics", str(path)], "sv") == 0
    told = capsys.readouterr()

    assert str(path) in told.err
    assert len(icalendar.Calendar.from_ical(path.read_bytes()).walk("VEVENT")) == told.out.count("\n2027") + 1
    assert [one.name for one in path.parent.iterdir()] == ["plan.ics"]


def test_a_place_where_nothing_can_be_saved_is_told(tmp_path, capsys):
    blocked = tmp_path / "fil"
    blocked.write_text("")

    assert run([*QUESTION, "--ics", str(blocked / "plan.ics")], "sv") == 2
    complaints = capsys.readouterr().err
    assert str(blocked / "plan.ics") in complaints
    assert "--out" not in complaints


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["calendar"], "Skriv den dag då avtalet ska börja"),
        ([*QUESTION, "--start", "hej"], "hej"),
        ([*QUESTION, "--tender-days", "29"], "minst 30 dagar (11 kap. 6 § LOU)"),
        ([*QUESTION, "--act", "luk"], "LUK har inget sådant sätt att köpa"),
        ([*QUESTION, "--as-of", "2022-01-31"], "1 februari 2022"),
        ([*QUESTION, "--as-of", "9999-12-31"], "från 2022 till 2100"),
        ([*QUESTION, "--route", "buss", "--act", "kl"], "buss"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_done(arguments, says, capsys):
    assert run(arguments, "sv") == 2
    told = capsys.readouterr()

    assert says in told.err.replace("\u00a0", " ")
    assert told.out == ""
