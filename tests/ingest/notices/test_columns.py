"""The page that defines the columns names those that there are, in their order and with their units."""

from __future__ import annotations

import re

from svangrum.facts.notice_lots import LOTS
from tests.harness.repository import ROOT

ROW = re.compile(r"^\| `(\w+)` \| ([^|]+) \|", re.MULTILINE)


def test_the_page_defines_every_column() -> None:
    page = (ROOT / "docs/methods/notices.md").read_text("utf-8").partition("## Columns")[2]
    defined = {name: unit.strip() for name, unit in ROW.findall(page)}

    assert defined == {column.name: column.unit for column in LOTS.columns}
    assert list(defined) == list(LOTS.names)
