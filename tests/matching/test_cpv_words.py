import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from svangrum.core.codes import cpv_table
from svangrum.core.data import read_yaml
from svangrum.core.swedish import words_of
from svangrum.matching.cpv_labels import fit_of_labels
from svangrum.matching.cpv_words import MOST_SIGNS, choose, level, suggest_cpv

CODES = list(cpv_table())
NONE = np.zeros(len(CODES), bool)
EVERYDAY = {
    "lokalvård i två förskolor": "909",
    "städ": "909",
    "flyttstädning av lägenheter": "909",
    "fönsterputsning": "909",
    "klottersanering på gångtunnlar": "906",
    "renhållning av torg": "906",
    "snöröjning": "906",
    "snöröjning och halkbekämpning på skolgårdar": "906",
    "sophämtning": "905",
    "fruktkorgar": "032",
    "fruktkorg till personalrum": "032",
    "tvätt av arbetskläder": "983",
    "tvätt och vikning åt hemtjänsten": "983",
    "hunddagis": "983",
    "hundvakt": "983",
    "flytthjälp": "983",
    "café i simhall": "553",
    "drift av cafeteria i biblioteket": "553",
    "catering till möten": "555",
    "smörgåsar till konferens": "555",
    "målning av skolor": "454",
    "ommålning av klassrum": "454",
    "skötsel av grönytor": "773",
    "gräsklippning och ogräsrensning": "773",
    "trädfällning": "772",
    "paketering och packning": "799",
    "budkörning": "641",
    "skolskjuts": "601",
    "tolktjänster": "795",
    "tryckning av broschyrer": "798",
    "renovering av möbler": "508",
    "lagning av kläder": "508",
    "uppsättning av lekredskap": "375",
    "matlådor till hemtjänsten": "555",
    "arbetskläder till vården": "181",
    "elbilar": "341",
    "elevdatorer": "302",
    "personlig assistans": "853",
    "daglig verksamhet": "853",
    "företagshälsovård": "851",
    "vaccinationer": "336",
    "väktare": "797",
    "arkitekt": "712",
    "bergvärme": "452",
    "byte av hissar": "453",
    "taxiresor": "601",
    "försäkring av fastigheter": "665",
    "revisorer": "792",
}
ALIKE = [("lokalvård", "lokalvården"), ("snöröjning", "SNÖRÖJNING"), ("skötsel av grönytor", "grönyteskötsel")]


@pytest.mark.parametrize(("text", "group"), EVERYDAY.items())
def test_everyday_words_find_their_group(text: str, group: str) -> None:
    assert group in {one.code[:3] for one in suggest_cpv(text)}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("snöröjning", "90620000"),
        ("hunddagis", "98380000"),
        ("fönsterputsning", "90911300"),
        ("lokalvård", "90910000"),
        ("målning av skolor", "45442100"),
        ("tolk", "79540000"),
        ("skötsel av grönytor", "77310000"),
    ],
)
def test_plain_cases_have_the_right_code_first(text: str, code: str) -> None:
    assert suggest_cpv(text)[0].code == code


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_inflection_case_and_compounds_lead_to_the_same_group(one: str, other: str) -> None:
    assert suggest_cpv(one)[0].code[:3] == suggest_cpv(other)[0].code[:3]


@given(st.text(max_size=300))
@example("1")
@example("½")
@example("städ" * 600)
@example("städ " * 600)
@settings(max_examples=60, deadline=None)
def test_any_text_gets_five_different_codes_that_exist_or_none_without_words(text: str) -> None:
    suggestions = suggest_cpv(text)
    codes = {one.code for one in suggestions}

    assert len(codes) == (5 if words_of(text) else 0)
    assert codes <= cpv_table().keys()
    assert all(0 <= one.score <= 1 for one in suggestions)
    assert all(set(one.why) <= set(words_of(text[:MOST_SIGNS])) for one in suggestions)


@pytest.mark.parametrize("limit", [1, 5, 12])
def test_as_many_as_asked_for(limit: int) -> None:
    few, many = (
        suggest_cpv("lokalvård i två förskolor", limit=limit),
        suggest_cpv("lokalvård i två förskolor", limit=20),
    )

    assert few == many[:limit]


def test_it_says_which_words_told() -> None:
    best = suggest_cpv("upphandling av lokalvård i Exempelstad")[0]

    assert "lokalvård" in best.why
    assert "av" not in best.why


def labels(only: set[int]) -> list[str]:
    texts = [tuple(words_of(cpv.sv)) for cpv in cpv_table().values()]
    return [code for place, code in enumerate(CODES) if texts.count(texts[place]) == 1 and place in only]


@pytest.mark.parametrize("code", labels(set(range(0, len(CODES), 97))))
def test_whoever_writes_a_label_finds_its_code(code: str) -> None:
    assert code in {one.code for one in suggest_cpv(cpv_table()[code].sv)}


def test_a_label_fits_itself_wholly_and_strangers_not_at_all() -> None:
    fit = fit_of_labels(words_of("Fönsterputsning"))

    assert fit[CODES.index("90911300")] == pytest.approx(1)
    assert fit[CODES.index("15555100")] == 0
    assert fit.max() <= 1 + 1e-6


def chances_with(**chances: float) -> np.ndarray:
    spread = np.full(len(CODES), 1e-9, np.float32)
    for code, chance in chances.items():
        spread[CODES.index(code.removeprefix("c"))] = chance
    return spread


def test_the_chosen_cover_several_groups_rather_than_one_many_times() -> None:
    chances = chances_with(c90910000=0.3, c90911200=0.2, c90919200=0.1, c77310000=0.25, c90610000=0.15)

    assert [CODES[one] for one in choose(chances, 3, named=NONE)] == ["90910000", "77310000", "90610000"]


def test_another_division_goes_before_another_group_of_the_same_when_they_are_as_likely() -> None:
    chances = chances_with(c90910000=0.5, c90610000=0.25, c77310000=0.25)

    assert [CODES[one] for one in choose(chances, 3, named=NONE)] == ["90910000", "77310000", "90610000"]


def test_once_the_group_is_sure_other_codes_of_it_follow() -> None:
    chances = chances_with(c90910000=0.6, c90911200=0.4)

    assert [CODES[one] for one in choose(chances, 2, named=NONE)] == ["90910000", "90911200"]


def test_a_code_called_just_that_is_seen_though_its_group_is_covered() -> None:
    chances = chances_with(c90910000=0.5, c77310000=0.2, c90610000=0.2, c90919200=0.1)
    named = NONE.copy()
    named[CODES.index("90915000")] = True

    assert "90915000" in [CODES[one] for one in choose(chances, 3, named=named)]


@pytest.mark.parametrize(("digits", "groups"), [(2, 45), (3, 317), (8, 9454)])
def test_the_levels_of_the_nomenclature(digits: int, groups: int) -> None:
    found = level(digits)

    assert len(found.starts) == groups == len(set(found.of_code.tolist()))
    assert [CODES[start][:digits] for start in found.starts] == sorted({code[:digits] for code in CODES})
    assert found.sums(np.ones(len(CODES))).sum() == len(CODES)


def test_synonyms_point_at_codes_that_exist() -> None:
    synonyms = read_yaml("matching/synonyms.yaml")

    assert synonyms.keys() <= cpv_table().keys()
    assert all(isinstance(text, str) and words_of(text) for texts in synonyms.values() for text in texts)
    assert all(len(texts) == len(set(texts)) for texts in synonyms.values())


def test_without_reasons_the_codes_and_scores_are_the_same():
    told, bare = suggest_cpv("lokalvård i två förskolor"), suggest_cpv("lokalvård i två förskolor", reasons=False)
    assert [(one.code, one.score) for one in told] == [(one.code, one.score) for one in bare]
    assert any(one.why for one in told)
    assert not any(one.why for one in bare)


@pytest.mark.parametrize("digits", [2, 3])
def test_the_members_of_a_group_are_those_that_share_its_digits(digits):
    groups = level(digits)
    for group in (0, 1, len(groups.starts) - 1):
        assert set(groups.of_code[groups.members(group)]) == {group}
        assert (groups.of_code == group).sum() == len(groups.of_code[groups.members(group)])
