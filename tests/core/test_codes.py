import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from svangrum.core.codes import cpv_table, find_municipality, municipalities, parse_cpv
from svangrum.core.errors import SvangrumError
from svangrum.core.language import words

REAL = [one for one in municipalities() if not one.fictional]


def test_the_nomenclature_is_whole() -> None:
    assert len(cpv_table()) == 9454
    assert list(cpv_table()) == sorted(cpv_table())
    assert all(cpv.sv and cpv.en for cpv in cpv_table().values())
    assert len({cpv.division for cpv in cpv_table().values()}) == 45


def test_a_code_has_its_place_and_its_names() -> None:
    cpv = parse_cpv("98380000")

    assert (cpv.division, cpv.group) == ("98", "983")
    assert cpv.label("sv") == "Kenneltjänster"
    assert cpv.label("en") == "Dog kennel services"


@pytest.mark.parametrize("text", ["90911200", "90911200-8", " 9091 1200 ", "90911200 - 8", "90911200\u00a0-8"])
def test_a_code_is_read_as_people_write_it(text: str) -> None:
    assert parse_cpv(text).code == "90911200"


@pytest.mark.parametrize("text", ["", "städ", "9091", "909112000", "90911200-88", "٩٠٩١١٢٠٠", "9O911200"])
def test_what_is_no_code_is_told(text: str) -> None:
    with pytest.raises(SvangrumError) as caught:
        parse_cpv(text, field="main")

    assert (caught.value.code, caught.value.field) == ("cpv.unreadable", "main")


@pytest.mark.parametrize(
    ("text", "parent"), [("90911201", "90911200"), ("90999999", "90900000"), ("45999999", "45000000")]
)
def test_an_unknown_code_gets_the_nearest_above_it(text: str, parent: str) -> None:
    with pytest.raises(SvangrumError) as caught:
        parse_cpv(text)

    assert caught.value.code == "cpv.unknown"
    assert caught.value.values["parent"] == cpv_table()[parent]
    assert parent in words("error.cpv.unknown", "sv", **caught.value.values)


def test_an_unknown_division_has_nothing_above_it() -> None:
    with pytest.raises(SvangrumError, match="unknown-division"):
        parse_cpv("99000000")


@given(st.integers(0, 99_999_999).map("{:08d}".format))
@example("00000000")
def test_any_eight_digits_are_a_code_or_an_error_with_words(code: str) -> None:
    try:
        assert parse_cpv(code).code == code
    except SvangrumError as error:
        assert code in words(f"error.{error.code}", "en", **error.values)  # noqa: PT017 - both ends are right


def test_every_municipality_is_there_with_its_county() -> None:
    assert len(REAL) == 290
    assert len({one.code for one in REAL}) == 290
    assert len({one.county_code for one in REAL}) == 21
    assert all(one.code.startswith(one.county_code or "-") and one.county for one in REAL)


def test_the_example_municipality_is_marked_as_fictional() -> None:
    [one] = [one for one in municipalities() if one.fictional]

    assert (one.code, one.short, one.county) == ("9999", "Exempelstad", None)
    assert find_municipality("Exempelstads kommun") == one


def spellings(name: str) -> set[str]:
    plain = "".join(sign for sign in unicodedata.normalize("NFD", name) if not unicodedata.combining(sign))
    return {name, name.lower(), name.upper(), f" {name} ", unicodedata.normalize("NFD", name), plain}


@pytest.mark.parametrize("one", REAL, ids=lambda one: one.short)
def test_every_name_and_code_finds_its_municipality(one) -> None:
    asked = {one.code, one.code.lstrip("0"), one.name, f"{one.short} kommun", *spellings(one.short)}
    if one.short == "Håbo":  # without its accent it is another municipality
        asked -= {"Habo"}

    assert {find_municipality(text) for text in asked} == {one}


@pytest.mark.parametrize(
    ("short", "name"),
    [
        ("Falun", "Falu kommun"),
        ("Kalix", "Kalix kommun"),
        ("Kalmar", "Kalmar kommun"),
        ("Orust", "Orust kommun"),
        ("Överkalix", "Överkalix kommun"),
        ("Borås", "Borås kommun"),
        ("Salem", "Salems kommun"),
    ],
)
def test_a_name_is_the_one_that_the_municipality_has(short: str, name: str) -> None:
    assert find_municipality(short).name == name
    assert find_municipality(name).short == short


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("Malmö stad", "Malmö"),
        ("Göteborgs Stad", "Göteborg"),
        ("borås", "Borås"),
        ("Region Gotland", "Gotland"),
        ("REGION GOTLAND", "Gotland"),
    ],
)
def test_the_names_that_cities_use_of_themselves(text: str, short: str) -> None:
    assert find_municipality(text).short == short


@pytest.mark.parametrize(("text", "first"), [("Nordanstg", "Nordanstig"), ("Ornskoldvik", "Örnsköldsvik")])
def test_an_unknown_name_gets_close_ones(text: str, first: str) -> None:
    with pytest.raises(SvangrumError) as caught:
        find_municipality(text, field="place")

    close = str(caught.value.values["close"]).split(", ")
    assert (caught.value.code, caught.value.field) == ("municipality.unknown", "place")
    assert close[0] == first
    assert len(close) <= 3


@pytest.mark.parametrize("text", ["", "Xyz", "9998", "Oslo"])
def test_a_name_like_no_other_is_told_how_to_write(text: str) -> None:
    with pytest.raises(SvangrumError) as caught:
        find_municipality(text)

    assert caught.value.code == "municipality.unknown-name"
    assert words("error.municipality.unknown-name", "sv", **caught.value.values)
