"""The observatory of a store that is built anew, replaced or damaged while the site is up."""

from __future__ import annotations

import pytest

from svangrum.analysis.observatory.build import build
from svangrum.core.language import LANGUAGES, words
from svangrum.web.observatory import opened
from svangrum.web.pages import address
from tests.analysis.made_up_facts import lot, write_statistics
from tests.web.page import read

RESERVED = {"title": "Reserverad upphandling för sociala företag", "reserved_participation": True}
both = pytest.mark.parametrize("language", LANGUAGES)


@pytest.fixture
def store(settings, tmp_path):
    settings.STORE = tmp_path
    write_statistics(tmp_path, [lot(1, **RESERVED), lot(2)])
    build(tmp_path)
    opened._opened.cache_clear()
    return tmp_path


def folder(store):
    (found,) = (store / "facts" / "observatory").iterdir()
    return found


def point_nowhere(store):
    (store / "current" / "observatory").write_text("nothing", "utf-8")


def point_at_a_folder(store):
    (store / "current" / "observatory").unlink()
    (store / "current" / "observatory").mkdir()


def cut(table):
    def cutting(store):
        file = folder(store) / f"{table}.parquet"
        file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])

    return cutting


def spoil_the_cells(store):
    file = folder(store) / "cells.parquet"
    whole = file.read_bytes()
    file.write_bytes(whole[:4] + bytes(200) + whole[204:])


DAMAGES = (point_nowhere, point_at_a_folder, cut("cells"), cut("reserved"), spoil_the_cells)


@both
@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_store_is_told_in_words(store, client, damage, language):
    damage(store)
    response = client.get(address("observatory-procurements", language))
    assert response.status_code == 503
    assert read(response).one("h1").text == words("observed.damaged.title", language)
    assert client.get("/observatoriet/data/judged.csv").status_code == 503


def test_what_is_damaged_after_it_was_opened_is_told_too_and_mends_itself(store, client):
    pages = ("/observatoriet/data/judged.csv", "/observatoriet/upphandlingar/uhm/XX1")
    assert [client.get(page).status_code for page in pages] == [200, 200]
    file = folder(store) / "reserved.parquet"
    whole = file.read_bytes()
    file.write_bytes(whole[:50])
    assert [client.get(page).status_code for page in pages] == [503, 503]
    file.write_bytes(whole)
    assert [client.get(page).status_code for page in pages] == [200, 200]


def test_a_snapshot_that_is_being_replaced_is_read_where_it_was_moved(store, client):
    page = "/observatoriet/upphandlingar/uhm/XX1"
    assert client.get(page).status_code == 200
    held = folder(store)
    past = store / "superseded" / "observatory"
    past.mkdir(parents=True)
    held.rename(past / held.name)
    assert client.get(page).status_code == 200


def test_figures_that_are_built_while_the_site_is_up_are_noticed(store, client):
    assert client.get("/observatoriet/upphandlingar/uhm/XX3").status_code == 404
    write_statistics(store, [lot(3, **RESERVED)], name="2")
    build(store)
    assert client.get("/observatoriet/upphandlingar/uhm/XX3").status_code == 200
