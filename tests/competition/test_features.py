import pytest

from svangrum.competition.features import PurchaseFeatures, cpv_path, keys, stems


@pytest.mark.parametrize(
    ("cpv", "path"),
    [
        ("90911200", ("90", "909", "9091", "90911", "90911200")),
        ("90911200-8", ("90", "909", "9091", "90911", "90911200")),
        ("90910000", ("90", "909", "9091")),
        ("90000000", ("90",)),
        ("03100000", ("03", "031")),
        (None, ()),
        ("", ()),
        ("städning", ()),
        ("9091", ()),
        ("٩٠٩١١٢٠٠", ()),
    ],
)
def test_the_path_of_a_code_ends_where_its_digits_do(cpv, path):
    assert cpv_path(cpv) == path


def test_stems_are_six_letters_once_each():
    assert stems("Lokalvård i TVÅ förskolor, lokalvårdare 2021") == ("lokalv", "två", "försko")


def test_a_long_text_counts_only_by_its_first_words():
    alphabet = "abcdefghijklmnopqrst"

    assert len(stems(" ".join(letter * 3 for letter in alphabet))) == 12


def test_no_words_no_stems():
    assert stems(None) == stems("") == stems("12 34 A/B") == ()


def test_only_what_is_known_has_a_key():
    known = set(keys(PurchaseFeatures(cpv="90000000", directive_governed=False)))

    assert known == {("cpv", "90"), ("directive_governed", "false")}


def test_a_directive_that_does_not_govern_is_not_an_unknown_one():
    assert not list(keys(PurchaseFeatures(directive_governed=None)))
