"""The act and the places in it that words name are those of the purchase's own act."""

from __future__ import annotations

from datetime import date

import pytest

from svangrum.core.language import LANGUAGES, catalogue, fill, words
from svangrum.core.money import Money
from svangrum.core.sources import Citation
from svangrum.law.assess import assess
from svangrum.law.concordance import concordance
from svangrum.law.purchase import Act, Buyer, Kind, Purchase
from svangrum.law.wording import led, named_in

DAY = date(2025, 3, 1)


@pytest.mark.parametrize(
    ("placeholder", "lou", "luf"),
    [
        ("at-4-18", "LOU 4:18", "LUF 4:16"),
        ("at-19a-8", "LOU 19 a:8", "LUF 19 a:7"),
        ("at-5-7a", "LOU 5:7 a", "LUF 5:6 a"),
        ("at-19-9-p2", "LOU 19:9 p. 2", "LUF 19:9 p. 2"),
        ("at-19-25a", "LOU 19:25 a", "LOU 19:25 a"),
    ],
)
def test_a_place_is_named_where_the_act_has_it(placeholder, lou, luf):
    template = f"See {{{placeholder}}}."
    for act, place in ((Act.LOU, lou), (Act.LUF, luf)):
        named = named_in(template, act)
        assert named[placeholder].code == place
        assert fill("{act}", "sv", named) == act.code


def test_a_place_that_only_lou_has_is_not_cited_under_another_act():
    assert led(Citation("LOU", "19:25 a"), Act.LUF) is None
    assert led(Citation("KL", "2:8"), Act.LUF) == Citation("KL", "2:8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_place_that_words_name_has_been_read_against_the_other_acts(language):
    for template in catalogue(language).values():
        for place in named_in(template, Act.LOU).values():
            if isinstance(place, Citation):
                assert place.section.partition(" p. ")[0] in concordance("LUF"), place


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_purchase_is_told_of_luf_in_the_places_of_luf(language):
    purchase = Purchase(
        act=Act.LUF,
        value=Money.kronor(2_000_000),
        kind=Kind.SERVICES,
        buyer=Buyer.MUNICIPALITY,
        cpv="90911200",
        cpv_confirmed=True,
        covered_by_contract=False,
        same_kind_12_months=Money.kronor(0),
    )
    reserve = assess(purchase, as_of=DAY).instrument("reserve")
    assert reserve is not None
    advice = words(f"question.{reserve.question}.advice", language, **reserve.values)
    assert Citation("LUF", "4:16").label(language) in advice
    assert {citation.act for citation in reserve.citations} >= {"LUF"}
    assert "LOU" not in {citation.act for citation in reserve.citations}
