"""The page for whoever runs a service lists every setting, in the words of the catalogue."""

from __future__ import annotations

import re

from svangrum.core.language import words
from svangrum.web.environment import PRODUCTION, SETTINGS
from svangrum.web.health import ADDRESSES
from tests.harness.repository import ROOT, nothing

PAGE = (ROOT / "docs" / "how-to" / "run-a-service.md").read_text("utf-8")


def row(name):
    return f"| `{name}` | {words(f'setting.{name}.means', 'en')} | {words(f'setting.{name}.without', 'en')} |"


def test_every_setting_has_its_row_and_no_other_has_one():
    nothing([row(name) for name in SETTINGS if row(name) not in PAGE])
    assert set(re.findall(r"(?m)^\| `([A-Z_]+)` \|", PAGE)) == set(SETTINGS)


def test_every_address_of_health_is_told():
    nothing([str(one.pattern) for one in ADDRESSES if f"`/{one.pattern}`" not in PAGE])


def test_what_a_setting_needs_is_a_setting():
    assert {one.needed for one in SETTINGS.values()} <= {"", PRODUCTION, *SETTINGS}
    assert all(one.secret for name, one in SETTINGS.items() if re.search("SECRET|MAIL$|DATABASE", name))
