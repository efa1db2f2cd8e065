"""The demo as a newcomer meets it: its people sign in, and see what the pictures in the documentation show."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import HEIGHT, PATIENCE
from tests.browser.test_pages import LARGEST_SCREENSHOT, SCREENSHOTS, WIDTHS
from tests.web.served import environment, served

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.chromium

MAKE = "from svangrum.cli.main import run; raise SystemExit(run(['demo'], 'sv'))"
TODAY = "[aria-labelledby=i-dag]"
SHARE = "[aria-labelledby=share]"
WHO_FITS = "[aria-labelledby=foretag]"
NEED = (
    "/vilka-kan-leverera?what=lokalvård&cpv=90911200&municipality=Exempelstad"
    "&since=2027-06-01&until=2029-05-31&per_month=220&measure=hours"
)
FILES = {
    "Kravspecifikation lokalvård.txt": "Golv moppas varje dag. Fönster putsas två gånger om året.",
    "Priser 2025.csv": "tjänst;pris\nlokalvård;1180000\nfönsterputs;42000\n",
}


@pytest.fixture
def demo(tmp_path) -> Iterator[tuple[str, str]]:
    """Where the demo is served, and its password."""
    store = tmp_path / "store"
    subprocess.run([sys.executable, "-c", MAKE], env=environment(store), check=True, capture_output=True)
    with served(store) as address:
        yield address, (store / "demo-password").read_text("utf-8")


@contextmanager
def signed_in(browser: Browser, demo: tuple[str, str], who: str, width: int) -> Iterator[Page]:
    address, password = demo
    context = browser.new_context(viewport={"width": width, "height": HEIGHT}, base_url=address, locale="sv-SE")
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.goto("/logga-in")
    page.locator("[name=login]").fill(f"{who}@exempelstad.example")
    page.locator("[name=password]").fill(password)
    page.locator("main button").first.click()
    page.wait_for_url("**/mina-sidor")
    yield page
    context.close()


def upload(page: Page, folder: Path) -> None:
    """Two files, as the form asks for them."""
    for name, content in FILES.items():
        (folder / name).write_text(content, "utf-8")
        page.goto("/filer/lamna-in")
        page.locator("[name=file]").set_input_files(folder / name)
        page.locator("[name=rule]").nth(1).check()
        page.locator("main button[type=submit]").click()
        page.wait_for_url("**/filer")


def open_kept(page: Page) -> None:
    """The purchase whose answer is another today."""
    page.goto("/mina-kop")
    page.locator("main a", has_text="Lokalvård i två förskolor").click()


def take(page: Page, target: Path, *, until: str = "body") -> None:
    """The page from its top to the end of ``until``."""
    page.evaluate("document.fonts.ready")
    part = page.locator(until).bounding_box()
    clip = {"x": 0, "y": 0, "width": page.viewport_size["width"], "height": part["y"] + part["height"]}
    page.screenshot(path=target, full_page=True, clip=clip)
    assert target.stat().st_size < LARGEST_SCREENSHOT


def test_screenshots_of_what_the_demo_shows_to_those_who_sign_in(browser, demo, tmp_path):
    """Kept when asked for."""
    folder = SCREENSHOTS if os.environ.get("SVANGRUM_SCREENSHOTS") else tmp_path
    with signed_in(browser, demo, "upphandlare", 1280) as page:
        upload(page, tmp_path)
    for width in WIDTHS:
        with signed_in(browser, demo, "upphandlare", width) as page:
            take(page, folder / f"mine-sv-{width}.png")
            page.goto("/filer")
            assert page.locator("main .listing > li").count() == len(FILES)
            take(page, folder / f"files-sv-{width}.png")
            open_kept(page)
            assert page.locator(TODAY).count() == 1
            take(page, folder / f"kept-sv-{width}.png", until=TODAY)
        with signed_in(browser, demo, "administrator", width) as page:
            page.goto("/organisation")
            take(page, folder / f"organisation-sv-{width}.png")
        with signed_in(browser, demo, "matchning", width) as page:
            page.goto(NEED)
            assert page.locator("main h1", has_text="Minst 2 oberoende anbud").count() == 1
            take(page, folder / f"suppliers-sv-{width}.png", until=WHO_FITS)
        with signed_in(browser, demo, "kooperativet", width) as page:
            page.goto("/vart-pass")
            take(page, folder / f"passport-sv-{width}.png", until=SHARE)
