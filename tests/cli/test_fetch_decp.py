"""``svangrum fetch decp`` as a person runs it: what it says, and how it ends."""

from __future__ import annotations

from functools import partial

import pytest

from svangrum.cli.main import run
from svangrum.core.language import LANGUAGES, words
from svangrum.ingest.sources.polite import Manners
from tests.ingest.decp.made_up import as_csv, as_parquet, row
from tests.ingest.sources.stand_in import Answer, StandIn, serving
from tests.ingest.sources.test_datagouv import LISTED, listed, resource


@pytest.fixture
def portal(monkeypatch):
    monkeypatch.setattr("svangrum.ingest.sources.polite.Manners", partial(Manners, sleep=lambda _seconds: None))
    with serving(StandIn) as server:
        yield server


def fetch(portal, into, language, *more):
    return run(["fetch", "decp", "--into", str(into), "--server", portal.address, *more], language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("form", "body"), [("parquet", as_parquet([row()])), ("csv", as_csv([row()]))])
def test_what_was_fetched_can_be_read(  # noqa: PLR0917 - fixtures and cases
    portal, tmp_path, capsys, language, form, body
):
    portal.lay_out(LISTED, listed(resource(f"{portal.address}/x/decp.{form}", body)))
    portal.lay_out(f"/x/decp.{form}", Answer(body))
    into = tmp_path / "in"

    assert fetch(portal, into, language, "--form", form) == 0
    told = capsys.readouterr().out
    assert words("fetch.done", language, saved=1, already=0, path=str(into)) in told
    assert f"svangrum ingest decp {into}" in told
    assert words("decp.attribution", language) in told
    assert run(["ingest", "decp", str(into), "--store", str(tmp_path / "store")], language) == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_foreign_file_is_named(portal, tmp_path, capsys, language):
    portal.lay_out(LISTED, listed(resource("https://example.org/decp.parquet")))

    assert fetch(portal, tmp_path, language) == 2
    assert "https://example.org/decp.parquet" in capsys.readouterr().err
