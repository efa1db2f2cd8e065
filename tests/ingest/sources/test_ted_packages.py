"""Packages: the issues of the days that were asked for, gone on with where they stopped, whole or not at all."""

from __future__ import annotations

import gzip
from contextlib import contextmanager
from datetime import date

import pytest

from svangrum.core.errors import SvangrumError
from svangrum.ingest.sources.guest import user_agent
from svangrum.ingest.sources.polite import Manners, Polite
from svangrum.ingest.sources.ted_packages import Days, fetch_packages
from tests.ingest.sources.stand_in import Answer
from tests.ingest.sources.ted_server import PACKAGE, ted_server

CALENDAR = "/en/release-calendar/-/download/file/CSV/{}"
ISSUES = b"OJS,Publication date\r\n1,02/01/2026\r\n2,05/01/2026\r\n3,06/01/2026\r\n"
FIRST, SECOND = "/packages/daily/202600001", "/packages/daily/202600002"
HALF = len(PACKAGE) // 2


@pytest.fixture
def ted():
    with ted_server() as server:
        server.lay_out(CALENDAR.format(2026), Answer(ISSUES))
        yield server


@pytest.fixture
def fetch(ted, tmp_path):
    def fetch(first=date(2026, 1, 1), last=date(2026, 1, 4), *, monthly=False):
        with Polite(user_agent(), Manners(sleep=lambda _seconds: None)) as polite:
            return fetch_packages(
                Days(first, last),
                monthly=monthly,
                server=ted.address,
                into=tmp_path,
                polite=polite,
                told=lambda _file: None,
            )

    return fetch


@contextmanager
def refused(code, **values):
    with pytest.raises(SvangrumError) as caught:
        yield
    assert caught.value.code == code
    assert caught.value.values.items() >= values.items()


def files(tmp_path):
    return {path.name: path.read_bytes() for path in tmp_path.iterdir()}


def test_the_issues_of_the_days_come_and_no_others(ted, fetch, tmp_path):
    ted.lay_out(FIRST, Answer(PACKAGE))
    ted.lay_out(SECOND, Answer(PACKAGE))

    fetched = fetch(date(2026, 1, 2), date(2026, 1, 5))

    assert (fetched.saved, fetched.all_came) == (2, True)
    assert files(tmp_path) == {"202600001.tar.gz": PACKAGE, "202600002.tar.gz": PACKAGE}
    assert [request.path for request in ted.requests] == [CALENDAR.format(2026), FIRST, SECOND]
    assert {request.headers["User-Agent"] for request in ted.requests} == {user_agent()}


def test_days_in_two_years_read_two_calendars(ted, fetch, tmp_path):
    ted.lay_out(CALENDAR.format(2025), Answer(b"\xef\xbb\xbfOJS,Publication date\n\n250,31/12/2025\n"))
    ted.lay_out("/packages/daily/202500250", Answer(PACKAGE))
    ted.lay_out(FIRST, Answer(PACKAGE))

    fetch(date(2025, 12, 31), date(2026, 1, 2))

    assert files(tmp_path).keys() == {"202500250.tar.gz", "202600001.tar.gz"}


def test_months_need_no_calendar(ted, fetch, tmp_path):
    for month in ("2025-12", "2026-1"):
        ted.lay_out(f"/packages/monthly/{month}", Answer(PACKAGE))

    fetch(date(2025, 12, 31), date(2026, 1, 1), monthly=True)

    assert files(tmp_path).keys() == {"2025-12.tar.gz", "2026-1.tar.gz"}
    assert len(ted.requests) == 2


def test_the_months_of_some_days():
    assert list(Days(date(2025, 11, 30), date(2026, 2, 1)).months()) == ["2025-11", "2025-12", "2026-1", "2026-2"]


def test_a_package_that_is_there_is_not_asked_for(ted, fetch, tmp_path):
    (tmp_path / "202600001.tar.gz").write_bytes(b"mine")

    assert fetch().already == 1
    assert files(tmp_path) == {"202600001.tar.gz": b"mine"}
    assert not ted.asked(FIRST)


def test_a_package_that_is_missing_is_set_aside_and_the_rest_comes(ted, fetch, tmp_path):
    ted.lay_out(SECOND, Answer(PACKAGE))

    fetched = fetch(last=date(2026, 1, 5))

    (absent,) = fetched.set_aside
    assert (absent.code, absent.values["url"]) == ("fetch.absent", ted.address + FIRST)
    assert (fetched.saved, fetched.all_came) == (1, False)
    assert files(tmp_path).keys() == {"202600002.tar.gz"}


def test_a_body_cut_short_is_gone_on_with(ted, fetch, tmp_path):
    ted.lay_out(FIRST, Answer(PACKAGE, cut=HALF), Answer(PACKAGE))

    assert fetch().saved == 1
    assert [request.headers["Range"] for request in ted.asked(FIRST)] == [None, f"bytes={HALF}-"]
    assert files(tmp_path) == {"202600001.tar.gz": PACKAGE}


def test_a_part_from_another_day_is_gone_on_with(ted, fetch, tmp_path):
    (tmp_path / "202600001.tar.gz.part").write_bytes(PACKAGE[:HALF])
    ted.lay_out(FIRST, Answer(PACKAGE))

    fetch()

    assert [request.headers["Range"] for request in ted.asked(FIRST)] == [f"bytes={HALF}-"]
    assert files(tmp_path) == {"202600001.tar.gz": PACKAGE}


def test_a_server_that_gives_all_instead_of_a_range_is_taken_from_the_start(ted, fetch, tmp_path):
    (tmp_path / "202600001.tar.gz.part").write_bytes(PACKAGE[:HALF])
    ted.lay_out(FIRST, Answer(PACKAGE, ranges=False))

    fetch()

    assert len(ted.asked(FIRST)) == 1
    assert files(tmp_path) == {"202600001.tar.gz": PACKAGE}


def test_another_range_than_was_asked_for_is_not_put_in(ted, fetch, tmp_path):
    (tmp_path / "202600001.tar.gz.part").write_bytes(PACKAGE[:HALF])
    wrong = Answer(PACKAGE[1:], 206, {"Content-Range": f"bytes 1-{len(PACKAGE) - 1}/{len(PACKAGE)}"})
    ted.lay_out(FIRST, wrong, Answer(PACKAGE))

    fetch()

    assert [request.headers["Range"] for request in ted.asked(FIRST)] == [f"bytes={HALF}-", None]
    assert files(tmp_path) == {"202600001.tar.gz": PACKAGE}


def test_a_shorter_range_than_the_rest_is_gone_on_with(ted, fetch, tmp_path):
    (tmp_path / "202600001.tar.gz.part").write_bytes(PACKAGE[:HALF])
    some = Answer(PACKAGE[HALF : HALF + 5], 206, {"Content-Range": f"bytes {HALF}-{HALF + 4}/{len(PACKAGE)}"})
    ted.lay_out(FIRST, some, Answer(PACKAGE))

    fetch()

    assert [request.headers["Range"] for request in ted.asked(FIRST)] == [f"bytes={HALF}-", f"bytes={HALF + 5}-"]
    assert files(tmp_path) == {"202600001.tar.gz": PACKAGE}


def test_a_part_that_was_whole_already_gets_its_name(ted, fetch, tmp_path):
    (tmp_path / "202600001.tar.gz.part").write_bytes(PACKAGE)
    ted.lay_out(FIRST, Answer(PACKAGE))

    fetch()

    assert len(ted.asked(FIRST)) == 1
    assert files(tmp_path) == {"202600001.tar.gz": PACKAGE}


def test_a_part_longer_than_the_package_is_dropped(ted, fetch, tmp_path):
    (tmp_path / "202600001.tar.gz.part").write_bytes(PACKAGE + b"more")
    ted.lay_out(FIRST, Answer(PACKAGE))

    fetch()

    assert [request.headers["Range"] for request in ted.asked(FIRST)] == [f"bytes={len(PACKAGE) + 4}-", None]
    assert files(tmp_path) == {"202600001.tar.gz": PACKAGE}


def test_a_part_of_an_older_version_is_found_out(ted, fetch, tmp_path):
    older = gzip.compress(b"older" * 999, mtime=0)
    (tmp_path / "202600001.tar.gz.part").write_bytes(older[: len(older) // 2])
    ted.lay_out(FIRST, Answer(PACKAGE))

    fetch()

    assert files(tmp_path) == {"202600001.tar.gz": PACKAGE}


def test_a_body_always_cut_short_is_given_up_and_the_part_stays(ted, fetch, tmp_path):
    ted.lay_out(FIRST, Answer(PACKAGE, cut=3))

    with refused("fetch.cut-short", url=ted.address + FIRST, tries=5):
        fetch()
    assert files(tmp_path) == {"202600001.tar.gz.part": PACKAGE[:15]}


@pytest.mark.parametrize("body", [b"", b"<html>Sorry", PACKAGE[:-9], PACKAGE[:-4] + b"abcd"])
def test_what_is_no_whole_package_is_not_kept(ted, fetch, body, tmp_path):
    ted.lay_out(FIRST, Answer(body))

    with refused("fetch.damaged", tries=5):
        fetch()
    assert files(tmp_path) == {}


@pytest.mark.parametrize("answer", [Answer(b"", 202), Answer(b"x", 200, {"x-amzn-waf-action": "challenge"})])
def test_the_challenge_is_told_and_nothing_written(ted, fetch, answer, tmp_path):
    ted.lay_out(FIRST, answer)

    with refused("fetch.challenge", url=ted.address + FIRST):
        fetch()
    assert files(tmp_path) == {}


def test_the_names_of_the_server_are_not_used(ted, fetch, tmp_path):
    named = {"Content-Disposition": 'attachment; filename="../../evil.tar.gz"'}
    ted.lay_out(FIRST, Answer(PACKAGE, headers=named))

    fetch()

    assert files(tmp_path).keys() == {"202600001.tar.gz"}


def test_interrupted_half_way_leaves_a_part_under_another_name(ted, fetch, monkeypatch, tmp_path):
    ted.lay_out(FIRST, Answer(PACKAGE))

    def interrupted(handle):
        raise KeyboardInterrupt

    monkeypatch.setattr("os.fsync", interrupted)

    with pytest.raises(KeyboardInterrupt):
        fetch()
    assert files(tmp_path).keys() == {"202600001.tar.gz.part"}


def test_a_year_without_a_calendar_is_told(ted, fetch):
    with refused("fetch.no-calendar", year=1990):
        fetch(date(1990, 1, 1), date(1990, 1, 2))


def test_a_calendar_behind_the_challenge_is_told_as_that(ted, fetch):
    ted.lay_out(CALENDAR.format(2026), Answer(b"", 202))

    with refused("fetch.challenge"):
        fetch()


@pytest.mark.parametrize(
    ("calendar", "line"),
    [
        (b"", 1),
        (b"OJS,Publication date\n", 1),
        (b"<html>\n<p>Sorry", 2),
        (b"OJS,Publication date\n1,02/01/2026\n../x,03/01/2026\n", 3),
        (b"OJS,Publication date\n1,2026-01-02\n", 2),
        (b"OJS,Publication date\n0,02/01/2026\n", 2),
        (b"OJS,Publication date\n100000,02/01/2026\n", 2),
        (b"OJS,Publication date\n1,02/01/2025\n", 2),
        (b"OJS,Publication date\n1\n", 2),
    ],
)
def test_a_calendar_of_another_form_is_told(ted, fetch, calendar, line):
    ted.lay_out(CALENDAR.format(2026), Answer(calendar))

    with refused("fetch.calendar", year=2026, line=line):
        fetch()
