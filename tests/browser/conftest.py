"""The site on a port of its own, and the system's browser in the forms that the tests ask for."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from shutil import copytree
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import sync_playwright

from tests.analysis.made_up_facts import lot, result, write_results, write_statistics
from tests.web.inhabited import AGENT, Inhabitant, inhabit
from tests.web.served import served

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
HEIGHT = 900
PATIENCE = 10_000
"""Milliseconds until something that should be there is missed."""


@pytest.fixture(scope="session")
def prepared(tmp_path_factory) -> tuple[Path, dict[str, Inhabitant]]:
    """A data directory with a few published purchases and people in it, and the people by role; never served itself."""
    store = tmp_path_factory.mktemp("prepared") / "store"
    people = inhabit(store)
    write_statistics(store, [lot(number, title=f"Lokalvård i hus {number}", tenders=number % 4) for number in range(9)])
    write_results(store, [result(77, title="Städning av förskolor", reserved_participation="res-ws")])
    return store, people


@pytest.fixture(scope="module")
def store(prepared, tmp_path_factory) -> Path:
    """The data directory of the module's own site: what its tests make and count, no other's tests do."""
    return Path(copytree(prepared[0], tmp_path_factory.mktemp("served") / "store"))


@pytest.fixture(scope="module")
def people(prepared) -> dict[str, Inhabitant]:
    """Who lives in the module's site, by role."""
    return dict(prepared[1])


@pytest.fixture(scope="module")
def site(store) -> Iterator[str]:
    """The address of the module's running site; ``inhabited.prepare`` puts more into its store."""
    with served(store) as address:
        yield address


@pytest.fixture(scope="session")
def browser(chromium) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        yield started
        started.close()


@pytest.fixture
def visit(browser, site):
    """Opens a page of its own, which may reach nothing but the site."""

    @contextmanager
    def opened(path: str, *, width: int = 1280, **options) -> Iterator[Page]:
        context = browser.new_context(viewport={"width": width, "height": HEIGHT}, **options)
        asked: list[str] = []
        context.on("request", lambda request: asked.append(request.url))
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.goto(site + path)
        yield page
        context.close()
        assert [url for url in asked if not url.startswith(site)] == []

    return opened


@pytest.fixture
def signed_in_page(visit, people):
    """Opens a page as somebody who is signed in: ``signed_in_page("procurement-officer", "/mina-sidor")``.

    ``confirmed`` has just shown the second factor. The roles are those of ``tests.web.inhabited``.
    """

    @contextmanager
    def opened(role: str, path: str, *, confirmed: bool = False, **options) -> Iterator[Page]:
        who = people[role]
        cookie = {
            "name": "svangrum",
            "value": who.confirmed if confirmed else who.cookie,
            "domain": "127.0.0.1",
            "path": "/",
            "expires": -1,
            "httpOnly": True,
            "secure": False,
            "sameSite": "Lax",
        }
        state = {"cookies": [cookie], "origins": []}
        with visit(path, storage_state=state, user_agent=AGENT, **options) as page:
            yield page

    return opened
