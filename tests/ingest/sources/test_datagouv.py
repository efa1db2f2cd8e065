"""The newest file of French contracts: found, followed to the host it lies on, gone on with, whole or not at all."""

from __future__ import annotations

import hashlib
import json
from contextlib import contextmanager, nullcontext

import pytest

from svangrum.core.errors import SvangrumError
from svangrum.ingest.sources.datagouv import DATASET, fetch_contracts, is_trusted
from svangrum.ingest.sources.guest import user_agent
from svangrum.ingest.sources.polite import Manners, Polite
from tests.ingest.decp.made_up import as_parquet, row
from tests.ingest.sources.stand_in import Answer, StandIn, serving

LISTED = f"/api/1/datasets/{DATASET}/"
LINK = "/resources/decp/20260915-051620/decp.parquet"
FILE = as_parquet([row(id=f"n{number}") for number in range(200)])
OTHER = as_parquet([row(id=f"m{number}") for number in range(300)])
HALF = len(FILE) // 2
NAME = "decp-20260915-051620.parquet"


def resource(link, body=FILE, moment="2026-09-15T05:16:20.123000+00:00", **other):
    return {
        "url": link,
        "last_modified": moment,
        "filesize": len(body),
        "checksum": {"type": "sha1", "value": hashlib.sha1(body, usedforsecurity=False).hexdigest()},
        **other,
    }


def listed(*resources):
    return Answer(json.dumps({"id": DATASET, "license": "lov2", "resources": list(resources)}).encode())


@pytest.fixture
def portal():
    with serving(StandIn) as server:
        yield server


@pytest.fixture
def files():
    """The other host, where the files lie."""
    with serving(StandIn) as server:
        yield server


@pytest.fixture
def fetch(portal, files, tmp_path):
    def fetch(form="parquet", *, trusts=None):
        waits = []
        with Polite(user_agent(), Manners(sleep=waits.append)) as polite:
            fetched = fetch_contracts(
                form,
                server=portal.address,
                into=tmp_path,
                polite=polite,
                told=lambda _file: None,
                trusts=trusts or (lambda link, _server: link.startswith((portal.address, files.address))),
            )
        return fetched, waits

    return fetch


@contextmanager
def refused(code):
    with pytest.raises(SvangrumError) as caught:
        yield
    assert caught.value.code == code


def saved(tmp_path):
    return {path.name: path.read_bytes() for path in tmp_path.iterdir()}


def test_the_newest_file_of_that_name_comes(portal, files, fetch, tmp_path):
    portal.lay_out(
        LISTED,
        listed(
            resource(files.address + "/old/decp.parquet", OTHER, "2026-09-14T05:00:00+00:00"),
            resource(files.address + LINK),
            resource(files.address + "/x/decp-sans-titulaires.parquet", moment="2026-09-16T05:00:00+00:00"),
            resource(files.address + "/x/decp.csv", moment="2026-09-16T05:00:00+00:00"),
        ),
    )
    files.lay_out(LINK, Answer(FILE))

    fetched, _ = fetch()

    assert (fetched.saved, fetched.already) == (1, 0)
    assert saved(tmp_path) == {NAME: FILE}
    assert [one.path for one in files.requests] == [LINK]
    assert {one.headers["User-Agent"] for one in portal.requests + files.requests} == {user_agent()}


def test_csv_comes_when_it_is_asked_for(portal, files, fetch, tmp_path):
    portal.lay_out(LISTED, listed(resource(files.address + "/x/decp.csv", b"a,b\n")))
    files.lay_out("/x/decp.csv", Answer(b"a,b\n"))

    fetch("csv")

    assert saved(tmp_path) == {"decp-20260915-051620.csv": b"a,b\n"}


def test_what_is_there_is_not_fetched_again(portal, files, fetch):
    portal.lay_out(LISTED, listed(resource(files.address + LINK)))
    files.lay_out(LINK, Answer(FILE))
    fetch()

    fetched, _ = fetch()

    assert (fetched.saved, fetched.already) == (0, 1)
    assert len(files.requests) == 1


def test_a_redirect_to_the_host_of_the_files_is_followed(portal, files, fetch, tmp_path):
    portal.lay_out(LISTED, listed(resource(portal.address + "/fr/datasets/r/decp.parquet")))
    portal.lay_out("/fr/datasets/r/decp.parquet", Answer(b"", 302, {"Location": files.address + LINK}))
    files.lay_out(LINK, Answer(FILE))

    fetch()

    assert saved(tmp_path) == {NAME: FILE}


def test_a_redirect_anywhere_else_is_not(portal, files, fetch, tmp_path):
    portal.lay_out(LISTED, listed(resource(portal.address + "/r/decp.parquet")))
    portal.lay_out("/r/decp.parquet", Answer(b"", 302, {"Location": files.address + LINK}))
    files.lay_out(LINK, Answer(FILE))

    with refused("fetch.other-host"):
        fetch(trusts=is_trusted)

    assert files.requests == []
    assert saved(tmp_path) == {}


def test_a_file_on_an_unknown_host_is_not_asked_for(portal, files, fetch):
    portal.lay_out(LISTED, listed(resource(files.address + LINK)))

    with refused("fetch.foreign-file"):
        fetch(trusts=is_trusted)

    assert files.requests == []


@pytest.mark.parametrize(
    ("link", "trusted"),
    [
        ("https://static.data.gouv.fr/resources/x/decp.parquet", True),
        ("https://object.files.data.gouv.fr/x/decp.parquet", True),
        ("https://www.data.gouv.fr/fr/datasets/r/1", True),
        ("http://static.data.gouv.fr/x/decp.parquet", False),
        ("https://static.data.gouv.fr:8443/x/decp.parquet", False),
        ("https://data.gouv.fr.example.org/decp.parquet", False),
        ("https://notdata.gouv.fr/decp.parquet", False),
        ("https://user@example.org/?data.gouv.fr", False),
        ("file:///etc/decp.parquet", False),
        ("https://[/decp.parquet", False),
    ],
)
def test_trusted_hosts_are_the_portals_own(link, trusted):
    assert is_trusted(link, "https://www.data.gouv.fr") is trusted


def test_a_body_cut_short_is_gone_on_with(portal, files, fetch, tmp_path):
    portal.lay_out(LISTED, listed(resource(files.address + LINK)))
    files.lay_out(LINK, Answer(FILE, cut=HALF), Answer(FILE))

    fetch()

    assert saved(tmp_path) == {NAME: FILE}
    assert [one.headers["Range"] for one in files.requests] == [None, f"bytes={HALF}-"]


def test_an_interrupted_fetch_is_gone_on_with_by_the_next(portal, files, fetch, tmp_path):
    portal.lay_out(LISTED, listed(resource(files.address + LINK)))
    (tmp_path / f"{NAME}.part").write_bytes(FILE[:HALF])
    files.lay_out(LINK, Answer(FILE))

    fetch()

    assert saved(tmp_path) == {NAME: FILE}
    assert [one.headers["Range"] for one in files.requests] == [f"bytes={HALF}-"]


@pytest.mark.parametrize("have", [len(FILE), len(FILE) + 7])
def test_a_whole_or_too_long_beginning_ends_right(portal, files, fetch, tmp_path, have):
    portal.lay_out(LISTED, listed(resource(files.address + LINK)))
    (tmp_path / f"{NAME}.part").write_bytes((FILE + b"surplus")[:have])
    files.lay_out(LINK, Answer(FILE))

    fetch()

    assert saved(tmp_path) == {NAME: FILE}


def test_a_server_without_ranges_gives_the_whole_again(portal, files, fetch, tmp_path):
    portal.lay_out(LISTED, listed(resource(files.address + LINK)))
    (tmp_path / f"{NAME}.part").write_bytes(FILE[:HALF])
    files.lay_out(LINK, Answer(FILE, ranges=False))

    fetch()

    assert saved(tmp_path) == {NAME: FILE}


def test_two_versions_are_never_put_together(portal, files, fetch, tmp_path):
    """The file changes (another ETag) between the first half and the second."""
    portal.lay_out(LISTED, listed(resource(files.address + LINK, OTHER)))
    files.lay_out(
        LINK, Answer(FILE, headers={"ETag": '"1"'}, cut=HALF), Answer(OTHER, headers={"ETag": '"2"'}), Answer(OTHER)
    )

    fetch()

    assert saved(tmp_path) == {NAME: OTHER}


def test_what_came_of_an_earlier_version_is_let_go_of(portal, files, fetch, tmp_path):
    portal.lay_out(LISTED, listed(resource(files.address + LINK)))
    (tmp_path / "decp-20260914-051620.parquet.part").write_bytes(OTHER[:100])
    (tmp_path / "decp-20260914-051620.csv.part").write_bytes(b"another form")
    files.lay_out(LINK, Answer(FILE))

    fetch()

    assert saved(tmp_path) == {NAME: FILE, "decp-20260914-051620.csv.part": b"another form"}
    assert files.requests[0].headers["Range"] is None


def test_a_file_that_is_never_whole_is_never_saved(portal, files, fetch, tmp_path):
    portal.lay_out(LISTED, listed(resource(files.address + LINK)))
    files.lay_out(LINK, Answer(OTHER))

    with refused("fetch.damaged"):
        fetch()

    assert saved(tmp_path) == {}


@pytest.mark.parametrize(("body", "error"), [(FILE, None), (b"<html>maintenance</html>", "fetch.damaged")])
def test_without_a_hash_a_file_must_at_least_be_parquet(portal, files, fetch, body, error):
    portal.lay_out(LISTED, listed(resource(files.address + LINK, checksum=None, filesize=None)))
    files.lay_out(LINK, Answer(body))

    with refused(error) if error else nullcontext():
        fetch()


def test_a_file_replaced_meanwhile_is_looked_up_again(portal, files, fetch, tmp_path):
    newer = resource(files.address + "/newer/decp.parquet", OTHER, "2026-09-16T05:16:20+00:00")
    portal.lay_out(LISTED, listed(resource(files.address + LINK)), listed(newer))
    files.lay_out("/newer/decp.parquet", Answer(OTHER))

    fetch()

    assert saved(tmp_path) == {"decp-20260916-051620.parquet": OTHER}


def test_a_file_that_is_gone_is_told_of(portal, files, fetch):
    portal.lay_out(LISTED, listed(resource(files.address + LINK)))

    with refused("fetch.absent"):
        fetch()


def test_a_server_that_asks_to_wait_is_waited_for(portal, files, fetch, tmp_path):
    portal.lay_out(LISTED, Answer(b"", 429, {"Retry-After": "17"}), listed(resource(files.address + LINK)))
    files.lay_out(LINK, Answer(b"", 503), Answer(FILE))

    _, waits = fetch()

    assert saved(tmp_path) == {NAME: FILE}
    assert 17 in waits


def test_a_server_that_asks_for_too_long_is_not(portal, fetch):
    portal.lay_out(LISTED, Answer(b"", 429, {"Retry-After": "86400"}))

    with refused("fetch.too-many"):
        fetch()

    assert len(portal.requests) == 1


@pytest.mark.parametrize(
    "answer",
    [
        Answer(b"<html>"),
        Answer(b"[]"),
        Answer(b'{"resources": null}'),
        Answer(b'{"resources": [{"url": "https://x/decp.parquet"}]}'),
        listed(resource("https://x/decp.parquet", moment="yesterday")),
        listed(resource("https://x/decp.parquet", moment=None)),
    ],
)
def test_an_answer_that_is_another_is_not_understood(portal, fetch, answer):
    portal.lay_out(LISTED, answer)

    with refused("fetch.not-understood"):
        fetch()


def test_a_data_set_without_the_file_is_told_of(portal, fetch):
    portal.lay_out(LISTED, listed())

    with refused("fetch.no-resource"):
        fetch()
