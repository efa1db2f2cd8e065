"""No cell begins as a formula does, and nothing else changes but the blanks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svangrum.core.sheets import plain


@pytest.mark.parametrize("text", ['=HYPERLINK("x")', "+1", "-1", "@x", "\t=1", "\r\n=1"])
def test_what_begins_as_a_formula_begins_with_a_blank(text):
    assert plain(text) == " " + text.strip()


@given(st.text())
def test_every_cell_is_one_line_with_the_same_words(text):
    assert plain(text).split() == text.split()
    assert plain(text)[:1] not in {"=", "+", "-", "@"}
    assert len(plain(text).splitlines()) <= 1
