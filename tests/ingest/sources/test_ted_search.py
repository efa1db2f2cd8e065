"""Notices by search: page after page, each file once, whatever the server does."""

from __future__ import annotations

from contextlib import contextmanager
from types import SimpleNamespace

import pytest

from svangrum.core.errors import SvangrumError
from svangrum.ingest.sources import polite as module
from svangrum.ingest.sources.guest import server_address, user_agent
from svangrum.ingest.sources.polite import Manners, Polite
from svangrum.ingest.sources.ted import is_trusted
from svangrum.ingest.sources.ted_search import Query, fetch_search
from tests.ingest.sources.stand_in import Answer
from tests.ingest.sources.ted_server import NOTICE, SEARCH, page, ted_server

ONE, TWO, THREE = "1-2026", "22-2026", "00497150-2026"


@pytest.fixture
def ted():
    with ted_server() as server:
        yield server


@pytest.fixture
def waits():
    return []


@pytest.fixture
def fetch(ted, waits, tmp_path):
    def fetch(told=lambda _file: None, **query):
        with Polite(user_agent(), Manners(sleep=waits.append)) as polite:
            asked = Query("buyer-country = SWE", **query)
            return fetch_search(asked, server=ted.address, into=tmp_path / "in", polite=polite, told=told)

    return fetch


@contextmanager
def refused(code, **values):
    with pytest.raises(SvangrumError) as caught:
        yield
    assert caught.value.code == code
    assert caught.value.values.items() >= values.items()


def files(tmp_path):
    return sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file())


def test_the_token_after_the_last_page_is_not_followed(ted, fetch, tmp_path):
    notices = ted.lay_out_notices(ONE, TWO, THREE)
    ted.lay_out_pages(page(notices[:2], total=3, key="a"), page(notices[2:], total=3, key="b"))

    fetched = fetch()

    asked = [request.body for request in ted.asked(SEARCH)]
    assert [one.get("iterationNextToken") for one in asked] == [None, "a"]
    assert asked[0] == {
        "query": "buyer-country = SWE",
        "fields": ["publication-number"],
        "limit": 250,
        "scope": "ALL",
        "paginationMode": "ITERATION",
    }
    assert (fetched.saved, fetched.matches, fetched.all_came) == (3, 3, True)
    assert files(tmp_path) == ["in/00497150-2026.xml", "in/1-2026.xml", "in/22-2026.xml"]
    assert (tmp_path / "in" / "1-2026.xml").read_bytes() == NOTICE


def test_without_a_total_an_empty_page_is_the_end(ted, fetch):
    ted.lay_out_pages(page(ted.lay_out_notices(ONE), total=None), page([], total=None))

    fetched = fetch()

    assert (fetched.saved, fetched.matches, fetched.all_came) == (1, None, True)
    assert len(ted.asked(SEARCH)) == 2


def test_a_page_that_comes_again_and_again_is_the_end(ted, fetch):
    ted.lay_out_pages(page(ted.lay_out_notices(ONE), total=None))

    assert fetch().saved == 1
    assert len(ted.asked(SEARCH)) == 2


def test_fewer_than_announced_is_told(ted, fetch):
    ted.lay_out_pages(page(ted.lay_out_notices(ONE), total=9), page([], total=9))

    fetched = fetch()

    assert fetched.short
    assert not fetched.all_came


def test_a_search_that_timed_out_is_told(ted, fetch):
    ted.lay_out_pages(page(ted.lay_out_notices(ONE), total=1, timedOut=True))

    fetched = fetch()

    assert fetched.timed_out
    assert not fetched.all_came


def test_a_limit_ends_inside_a_page(ted, fetch):
    ted.lay_out_pages(page(ted.lay_out_notices(ONE, TWO, THREE), total=900))

    fetched = fetch(limit=2, scope="ACTIVE")

    assert (fetched.saved, fetched.all_came) == (2, True)
    (asked,) = ted.asked(SEARCH)
    assert (asked.body["limit"], asked.body["scope"]) == (2, "ACTIVE")


def test_what_is_there_already_is_not_asked_for(ted, fetch, tmp_path):
    ted.lay_out_pages(page(ted.lay_out_notices(ONE, TWO), total=2))
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / f"{ONE}.xml").write_bytes(b"mine")

    fetched = fetch()

    assert (fetched.saved, fetched.already) == (1, 1)
    assert (tmp_path / "in" / f"{ONE}.xml").read_bytes() == b"mine"
    assert not ted.asked(f"/en/notice/{ONE}/xml")


def test_one_connection_at_a_time_with_a_pause_and_an_honest_name(ted, fetch, waits):
    ted.lay_out_pages(page(ted.lay_out_notices(ONE, TWO), total=2))

    fetch()

    assert waits == [1.0, 1.0]
    assert {request.headers["User-Agent"] for request in ted.requests} == {user_agent()}


@pytest.mark.parametrize(
    ("links", "told"), [(["Homepage, https://example.org/s"], "; +https://example.org/s)"), (None, ")")]
)
def test_the_agent_says_who_asks(monkeypatch, links, told):
    metadata = SimpleNamespace(get_all=lambda _name: links)
    monkeypatch.setattr("svangrum.ingest.sources.guest.metadata", lambda _name: metadata)
    monkeypatch.setattr("svangrum.ingest.sources.guest.__version__", "1.2.3")

    assert user_agent() == f"Mozilla/5.0 (compatible; Svangrum/1.2.3{told}"


@pytest.mark.parametrize(
    ("headers", "wait"),
    [
        ({"Retry-After": "31"}, 31.0),
        ({"Retry-After": "Thu, 01 Oct 2026 10:00:40 GMT", "Date": "Thu, 01 Oct 2026 10:00:00 GMT"}, 40.0),
        ({"Retry-After": "soon"}, 2.0),
        ({}, 2.0),
    ],
)
def test_429_waits_as_long_as_it_is_told(ted, fetch, waits, headers, wait):
    ted.lay_out_pages(Answer(b"", 429, headers), page(ted.lay_out_notices(ONE), total=1))

    assert fetch().saved == 1
    assert waits[0] == wait


def test_429_without_end_gives_up(ted, fetch, waits):
    ted.lay_out_pages(Answer(b"", 429))

    with refused("fetch.too-many", host="127.0.0.1", tries=5):
        fetch()
    assert waits == [2.0, 1.0, 4.0, 1.0, 8.0, 1.0, 16.0, 1.0]


def test_a_wait_that_is_too_long_is_told_instead_of_cut_short(ted, fetch, waits):
    ted.lay_out_pages(Answer(b"", 429, {"Retry-After": "9" * 400}))

    with refused("fetch.too-many", seconds=86_400, tries=1):
        fetch()
    assert waits == []


def test_500_on_a_token_is_told_as_a_bad_token(ted, fetch, tmp_path):
    ted.lay_out_pages(page(ted.lay_out_notices(ONE), total=9, key="old"), Answer(b"", 500))

    with refused("fetch.bad-token", tries=5):
        fetch()
    assert len(ted.asked(SEARCH)) == 6
    assert files(tmp_path) == ["in/1-2026.xml"]


def test_500_on_the_first_page_is_the_server_s_fault(ted, fetch):
    ted.lay_out_pages(Answer(b"", 500))

    with refused("fetch.server-error", status=500, tries=5):
        fetch()


def test_503_that_passes_is_passed_over(ted, fetch):
    ted.lay_out_pages(Answer(b"", 503), page(ted.lay_out_notices(ONE), total=1))

    assert fetch().saved == 1


def test_a_query_that_ted_refuses_is_told_in_its_words(ted, fetch):
    ted.lay_out_pages(Answer(b'{"message": "Unknown \\u001b[31mfield: x"}', 400))

    with refused("fetch.bad-query", said="Unknown [31mfield: x"):
        fetch()


@pytest.mark.parametrize(("status", "body"), [(400, b""), (403, b"<p>no</p>"), (202, b"something"), (304, b"")])
def test_any_other_answer_is_refused(ted, fetch, status, body):
    ted.lay_out_pages(Answer(body, status))

    with refused("fetch.refused", status=status):
        fetch()


@pytest.mark.parametrize(
    "answer",
    [
        Answer(b"", 202),
        Answer(b"", 202, {"x-amzn-waf-action": "challenge"}),
        Answer(b"<html>", 405, {"x-amzn-waf-action": "captcha"}),
        Answer(b"<html>", 200, {"x-amzn-waf-action": "challenge"}),
        Answer(b"<html>", 503, {"x-amzn-waf-action": "challenge"}),
    ],
)
def test_the_challenge_is_told_at_once(ted, fetch, answer, tmp_path):
    ted.lay_out_pages(page(ted.lay_out_notices(ONE), total=1))
    ted.lay_out(f"/en/notice/{ONE}/xml", answer)

    with refused("fetch.challenge", url=f"{ted.address}/en/notice/{ONE}/xml"):
        fetch()
    assert len(ted.asked(f"/en/notice/{ONE}/xml")) == 1
    assert files(tmp_path) == []


@pytest.mark.parametrize(
    "body",
    [
        b"nothing",
        b"[]",
        b"{}",
        b'{"notices": {}}',
        b'{"notices": ["1-2026"]}',
        b'{"notices": [], "totalNoticeCount": "many"}',
        b'{"notices": [], "iterationNextToken": 7}',
        b"\xff\xfe",
    ],
)
def test_an_answer_of_another_form_is_not_understood(ted, fetch, body):
    ted.lay_out_pages(Answer(body))

    with refused("fetch.not-understood"):
        fetch()


@pytest.mark.parametrize(
    "number", ["../../evil", "/etc/passwd", "1-2026/../../x", "C:\\x", "1-2026\n", "", "١-2026", None, 5, ["1-2026"]]
)
def test_a_malicious_name_never_becomes_a_file(ted, fetch, number, tmp_path):
    notice = {"publication-number": number, "links": {"xml": {"MUL": f"{ted.address}/x"}}}
    ted.lay_out("/x", Answer(NOTICE))
    ted.lay_out_pages(page([notice, *ted.lay_out_notices(TWO)], total=2))

    fetched = fetch()

    assert [one.code for one in fetched.set_aside] == ["fetch.bad-name"]
    assert not fetched.all_came
    assert files(tmp_path) == ["in/22-2026.xml"]


@pytest.mark.parametrize("links", [None, {}, {"xml": {}}, {"xml": {"MUL": 7}}, {"xml": "https://ted.europa.eu/x"}])
def test_a_notice_without_a_link_is_set_aside(ted, fetch, links):
    ted.lay_out_pages(page([{"publication-number": ONE, "links": links}], total=1))

    assert [one.code for one in fetch().set_aside] == ["fetch.no-link"]


def test_a_link_to_another_server_is_not_followed(ted, fetch):
    notice = {"publication-number": ONE, "links": {"xml": {"MUL": "http://169.254.169.254/latest"}}}
    ted.lay_out_pages(page([notice], total=1))

    assert [one.code for one in fetch().set_aside] == ["fetch.foreign-link"]


@pytest.mark.parametrize(
    ("link", "trusted"),
    [
        ("https://ted.europa.eu/en/notice/1-2026/xml", True),
        ("https://data.ted.europa.eu/x", True),
        ("http://127.0.0.1:8000/x", True),
        ("http://127.0.0.1:8001/x", False),
        ("http://ted.europa.eu/x", False),
        ("https://ted.europa.eu:8443/x", False),
        ("https://ted.europa.eu@evil.example/x", False),
        ("https://evilted.europa.eu.example/x", False),
        ("https://notted.europa.eu/x", False),
        ("file:///etc/passwd", False),
        ("https://ted.europa.eu:x", False),
    ],
)
def test_links_lead_to_the_server_or_to_ted(link, trusted):
    assert is_trusted(link, "http://127.0.0.1:8000") is trusted


def test_a_notice_that_is_gone_is_set_aside_and_the_rest_comes(ted, fetch):
    notices = ted.lay_out_notices(ONE, TWO)
    ted.lay_out(f"/en/notice/{ONE}/xml", Answer(b"", 404))
    ted.lay_out_pages(page(notices, total=2))

    fetched = fetch()

    assert (fetched.saved, [one.code for one in fetched.set_aside]) == (1, ["fetch.absent"])


@pytest.mark.parametrize("body", [b"", b" \n", b"<!DOCTYPE html><p>Sorry", b"\n<HTML>"])
def test_a_page_for_people_is_no_notice(ted, fetch, body, tmp_path):
    ted.lay_out_pages(page(ted.lay_out_notices(ONE), total=1))
    ted.lay_out(f"/en/notice/{ONE}/xml", Answer(body))

    assert [one.code for one in fetch().set_aside] == ["fetch.not-a-notice"]
    assert files(tmp_path) == []


def test_a_notice_cut_short_is_asked_for_again(ted, fetch, tmp_path):
    ted.lay_out_pages(page(ted.lay_out_notices(ONE), total=1))
    ted.lay_out(f"/en/notice/{ONE}/xml", Answer(NOTICE, cut=9), Answer(NOTICE))

    assert fetch().saved == 1
    assert (tmp_path / "in" / f"{ONE}.xml").read_bytes() == NOTICE


def test_a_notice_that_is_always_cut_short_ends_it(ted, fetch, tmp_path):
    ted.lay_out_pages(page(ted.lay_out_notices(ONE), total=1))
    ted.lay_out(f"/en/notice/{ONE}/xml", Answer(NOTICE, cut=9))

    with refused("fetch.cut-short", tries=5):
        fetch()
    assert files(tmp_path) == []


def test_a_notice_without_bounds_is_not_kept(ted, fetch, monkeypatch, tmp_path):
    monkeypatch.setattr(module, "MAX_BODY", 2 << 20)
    ted.lay_out_pages(page(ted.lay_out_notices(ONE), total=1))
    ted.lay_out(f"/en/notice/{ONE}/xml", Answer(bytes((2 << 20) + 1)))

    with refused("fetch.too-large", megabytes=2):
        fetch()
    assert files(tmp_path) == []


def test_a_redirect_on_the_same_host_is_followed(ted, fetch):
    ted.lay_out_pages(page(ted.lay_out_notices(ONE), total=1))
    ted.lay_out(f"/en/notice/{ONE}/xml", Answer(b"", 302, {"Location": "/elsewhere"}))
    ted.lay_out("/elsewhere", Answer(NOTICE))

    assert fetch().saved == 1


def test_a_redirect_to_another_host_is_not(ted, fetch):
    ted.lay_out_pages(page(ted.lay_out_notices(ONE), total=1))
    ted.lay_out(f"/en/notice/{ONE}/xml", Answer(b"", 302, {"Location": "http://localhost/elsewhere"}))

    with refused("fetch.other-host", host="localhost"):
        fetch()


def test_redirects_in_a_ring_end(ted, fetch):
    ted.lay_out_pages(Answer(b"", 307, {"Location": SEARCH}))

    with refused("fetch.redirects"):
        fetch()
    assert len(ted.requests) == 5


def test_a_server_that_is_not_there_is_told_after_some_tries(tmp_path, waits):
    with ted_server() as gone:
        address = gone.address

    with (
        refused("fetch.unreachable", host="127.0.0.1", why="ConnectError"),
        Polite("x", Manners(sleep=waits.append)) as polite,
    ):
        fetch_search(Query("x"), server=address, into=tmp_path, polite=polite, told=print)
    assert len(waits) == 8


def test_interrupted_while_writing_leaves_no_half_file(ted, fetch, monkeypatch, tmp_path):
    ted.lay_out_pages(page(ted.lay_out_notices(ONE), total=1))

    def interrupted(part, path):
        raise KeyboardInterrupt

    monkeypatch.setattr("pathlib.Path.replace", interrupted)

    with pytest.raises(KeyboardInterrupt):
        fetch()
    assert files(tmp_path) == []


def test_a_folder_that_is_a_file_is_told(ted, fetch, tmp_path):
    (tmp_path / "in").write_text("here")

    with refused("fetch.unwritable", path=str(tmp_path / "in")):
        fetch()
    assert ted.requests == []


def test_a_full_disk_is_told(ted, fetch, monkeypatch):
    ted.lay_out_pages(page(ted.lay_out_notices(ONE), total=1))

    def full(path, content):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.write_bytes", full)

    with refused("fetch.full"):
        fetch()


@pytest.mark.parametrize(
    "given", ["", "ted.europa.eu", "ftp://ted.europa.eu", "https://", "https://x:y", "https://x/?q"]
)
def test_what_is_no_server_is_refused(given):
    with refused("fetch.server", server=given):
        server_address(given)


def test_a_server_may_end_with_a_slash():
    assert server_address("https://tedweb.api.ted.europa.eu/") == "https://tedweb.api.ted.europa.eu"
