"""The stylesheet: light, of tokens, and fetching nothing from elsewhere."""

from __future__ import annotations

import gzip
import re

from svangrum.core.data import data_path

LARGEST_GZIPPED = 20 * 1024


def test_it_is_light(stylesheet):
    assert len(gzip.compress(stylesheet.encode())) <= LARGEST_GZIPPED


def test_every_token_is_defined_and_used(stylesheet):
    defined = set(re.findall(r"(--[\w-]+):", stylesheet))
    used = set(re.findall(r"var\((--[\w-]+)\)", stylesheet))
    assert defined == used


def test_colours_stand_only_among_the_tokens(stylesheet):
    loose = [
        line
        for line in stylesheet.splitlines()
        if re.search(r"#[0-9a-f]{3,8}\b", line) and "--" not in line and "linear-gradient" not in line
    ]
    assert all("#0000" in line for line in loose)


def test_it_casts_no_shadow_and_fetches_only_the_shipped_typeface(stylesheet):
    assert "shadow" not in stylesheet
    assert "@import" not in stylesheet
    for url in re.findall(r"url\(\"([^\"]+)\"\)", stylesheet):
        assert data_path(url).is_file()


def test_the_typeface_comes_with_its_licence():
    assert "SIL OPEN FONT LICENSE Version 1.1" in data_path("fonts/OFL.txt").read_text("utf-8")
