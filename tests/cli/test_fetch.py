"""``svangrum fetch`` as a person runs it: what it says, and how it ends."""

from __future__ import annotations

from functools import partial
from types import SimpleNamespace

import pytest
from click.testing import CliRunner

from svangrum.cli.fetch import fetch
from svangrum.core.errors import SvangrumError
from svangrum.core.language import LANGUAGES, catalogue, words
from svangrum.ingest.sources.polite import Manners
from tests.ingest.sources.stand_in import Answer
from tests.ingest.sources.ted_server import PACKAGE, SEARCH, page, ted_server

CALENDAR = "/en/release-calendar/-/download/file/CSV/2026"
ISSUES = Answer(b"OJS,Publication date\n1,02/01/2026\n2,05/01/2026\n")


@pytest.fixture
def ted(monkeypatch):
    monkeypatch.setattr("svangrum.ingest.sources.polite.Manners", partial(Manners, sleep=lambda _seconds: None))
    with ted_server() as server:
        yield server


@pytest.fixture
def run(ted, tmp_path):
    def run(*arguments, language="sv"):
        line = [*arguments, "--into", str(tmp_path / "in"), "--server", ted.address]
        return CliRunner().invoke(fetch, line, obj=SimpleNamespace(language=language))

    return run


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_notices_end_with_0(ted, run, tmp_path, language):
    ted.lay_out_pages(page(ted.lay_out_notices("1-2026", "2-2026"), total=2))

    result = run("search", "PD >= 20260101", language=language)

    assert (result.exit_code, result.stderr) == (0, ""), result.output
    assert words("fetch.done", language, saved=2, already=0, path=str(tmp_path / "in")) in result.stdout
    assert words("fetch.matches", language, matches=2) in result.stdout
    assert f"svangrum ingest notices {tmp_path / 'in'}" in result.stdout
    assert result.stdout.rstrip().endswith(words("fetch.attribution", language))


def test_limit_and_scope_reach_the_server(ted, run):
    ted.lay_out_pages(page(ted.lay_out_notices("1-2026"), total=2))

    assert run("search", "x", "--limit", "1", "--scope", "latest").exit_code == 0
    (asked,) = ted.asked(SEARCH)
    assert (asked.body["limit"], asked.body["scope"], asked.body["query"]) == (1, "LATEST", "x")


@pytest.mark.parametrize("language", LANGUAGES)
def test_doubts_end_with_1(ted, run, language):
    ted.lay_out_pages(page(ted.lay_out_notices("1-2026"), total=2, timedOut=True), page([], total=2))

    result = run("search", "x", language=language)

    assert result.exit_code == 1
    assert words("fetch.timed-out", language) in result.stdout
    assert words("fetch.short", language) in result.stdout


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_notice_set_aside_is_listed(ted, run, language):
    gone, unlinked, foreign, named, unsound = (f"{number}-2026" for number in range(1, 6))
    notices = [
        *[ted.listed(number) for number in (gone, unsound)],
        {"publication-number": unlinked},
        {"publication-number": foreign, "links": {"xml": {"MUL": "https://evil.example/x"}}},
        {"publication-number": f"../{named}"},
    ]
    ted.lay_out(f"/en/notice/{unsound}/xml", Answer(b"<html>"))
    ted.lay_out_pages(page(notices, total=5))

    result = run("search", "x", language=language)

    assert result.exit_code == 1
    assert words("fetch.set-aside", language, count=5) in result.stdout
    assert words("error.fetch.bad-name", language, name=f"../{named}") in result.stdout
    assert sum(line.startswith("  ") for line in result.stdout.splitlines()) == 5


def test_packages_of_days(ted, run, tmp_path):
    ted.lay_out(CALENDAR, ISSUES)
    ted.lay_out("/packages/daily/202600001", Answer(PACKAGE))

    result = run("packages", "--from", "2026-01-01", "--to", "2026-01-02")

    assert result.exit_code == 0, result.output
    assert [path.name for path in (tmp_path / "in").iterdir()] == ["202600001.tar.gz"]


def test_a_package_of_a_month(ted, run, tmp_path):
    ted.lay_out("/packages/monthly/2026-1", Answer(PACKAGE))

    assert run("packages", "--from", "2026-01-01", "--to", "2026-01-31", "--monthly").exit_code == 0
    assert [path.name for path in (tmp_path / "in").iterdir()] == ["2026-1.tar.gz"]


def test_a_missing_package_is_named_and_ends_with_1(ted, run):
    ted.lay_out(CALENDAR, ISSUES)
    ted.lay_out("/packages/daily/202600002", Answer(PACKAGE))

    result = run("packages", "--from", "2026-01-01", "--to", "2026-01-05")

    assert result.exit_code == 1
    assert f"{ted.address}/packages/daily/202600001 finns inte" in result.stdout
    assert "Hämtade filer: 1." in result.stdout


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_challenge_says_how_to_go_on_by_hand(ted, run, language):
    ted.lay_out(CALENDAR, Answer(b"", 202))

    result = run("packages", "--from", "2026-01-01", "--to", "2026-01-05", language=language)

    error = result.exception
    assert isinstance(error, SvangrumError)
    assert "svangrum ingest" in words(f"error.{error.code}", language, **error.values)


@pytest.mark.parametrize(
    ("days", "code"),
    [
        (("2026-02-01", "2026-01-01"), "fetch.days-turned"),
        (("2026-01-01", "2999-01-01"), "fetch.future"),
        (("i går", "2026-01-01"), "date.unreadable"),
    ],
)
def test_days_that_cannot_be_are_refused_before_anything_is_asked(ted, run, days, code):
    result = run("packages", "--from", days[0], "--to", days[1])

    error = result.exception
    assert isinstance(error, SvangrumError)
    assert error.code == code
    assert words(f"error.{code}", "sv", **error.values)
    assert ted.requests == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_option_has_words(language):
    for name, command in fetch.commands.items():
        options = [one.name for one in command.params if one.param_type_name == "option"]
        assert {f"cli.fetch.{name}.{option}" for option in [*options, "help"]} <= catalogue(language).keys()
