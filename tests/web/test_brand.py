"""A municipality's own colour and arms: what can be read is taken, what cannot is refused with words that help."""

from __future__ import annotations

import re
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svangrum.core.errors import SvangrumError
from svangrum.web.brand import DARK_PAPER, LEAST_CONTRAST, PAPER, Brand, brand_css, contrast, lightened, read_brand

COLOURS = st.tuples(*[st.integers(0, 255)] * 3).map(lambda rgb: "#{:02x}{:02x}{:02x}".format(*rgb))


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000000", "#ffffff", 21), ("#ffffff", "#ffffff", 1), ("#777777", "#ffffff", 4.48), ("#767676", "#ffffff", 4.54)],
)
def test_contrast_is_that_of_wcag(one, other, ratio):
    assert contrast(one, other) == pytest.approx(ratio, abs=0.01)


@given(COLOURS, COLOURS)
def test_contrast_is_the_same_both_ways_and_within_its_scale(one, other):
    assert contrast(one, other) == contrast(other, one)
    assert 1 <= contrast(one, other) <= 21


@given(COLOURS)
def test_every_colour_has_a_tint_for_the_dark_ground(colour):
    assert contrast(lightened(colour), DARK_PAPER) >= LEAST_CONTRAST


def test_nothing_set_changes_nothing():
    assert brand_css(read_brand({})) == ""


def test_a_readable_colour_replaces_the_green_in_both_schemes():
    css = brand_css(read_brand({"SVANGRUM_BRAND_COLOUR": "#003D7A"}))
    assert css.endswith(f"--on-green:{DARK_PAPER}}}}}")
    light, dark = re.findall(r"--green:(#[0-9a-f]{6})", css)
    assert light == "#003d7a"
    assert contrast(dark, DARK_PAPER) >= LEAST_CONTRAST


@pytest.mark.parametrize(
    ("setting", "given", "code"),
    [
        ("SVANGRUM_BRAND_COLOUR", "#ffcc00", "brand.contrast"),
        ("SVANGRUM_BRAND_COLOUR", "green", "brand.colour"),
        ("SVANGRUM_BRAND_COLOUR", "#123456;}body{display:none", "brand.colour"),
        ("SVANGRUM_BRAND_LOGO", "nowhere.svg", "brand.logo"),
    ],
)
def test_what_cannot_be_used_is_refused(setting, given, code):
    with pytest.raises(SvangrumError) as refused:
        read_brand({setting: given})
    assert refused.value.code == code


def test_a_file_that_is_no_picture_is_refused(tmp_path):
    (tmp_path / "arms.html").write_text("<p>")
    with pytest.raises(SvangrumError, match=r"brand\.logo"):
        read_brand({"SVANGRUM_BRAND_LOGO": str(tmp_path / "arms.html")})


def test_a_picture_is_taken_with_its_type(tmp_path):
    (tmp_path / "arms.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    brand = read_brand(
        {"SVANGRUM_BRAND_NAME": " Exempelstads kommun ", "SVANGRUM_BRAND_LOGO": str(tmp_path / "arms.svg")}
    )
    assert brand == Brand("Exempelstads kommun", "", tmp_path / "arms.svg")
    assert brand.logo_type == "image/svg+xml"


def test_the_grounds_are_those_of_the_stylesheet(stylesheet):
    light, dark = re.findall(r"--paper: (#[0-9a-f]{6});", stylesheet)
    assert (light, dark) == (PAPER, DARK_PAPER)


@pytest.mark.parametrize(
    ("text", "ground"), list(product(("ink", "muted", "green", "ochre", "brick"), ("paper", "sheet", "band")))
)
@pytest.mark.parametrize("scheme", [0, 1])
def test_every_text_colour_can_be_read_on_every_ground(stylesheet, scheme, text, ground):
    token = {name: re.findall(rf"--{name}: (#[0-9a-f]{{6}});", stylesheet)[scheme] for name in (text, ground)}
    assert contrast(token[text], token[ground]) >= LEAST_CONTRAST


@pytest.mark.parametrize("scheme", [0, 1])
def test_the_edges_of_fields_and_the_words_on_buttons_can_be_seen(stylesheet, scheme):
    token = {
        name: re.findall(rf"--{name}: (#[0-9a-f]{{6}});", stylesheet)[scheme]
        for name in ("edge", "sheet", "paper", "band", "green", "on-green")
    }
    assert all(contrast(token["edge"], token[ground]) >= 3 for ground in ("sheet", "paper", "band"))
    assert contrast(token["green"], token["on-green"]) >= LEAST_CONTRAST
