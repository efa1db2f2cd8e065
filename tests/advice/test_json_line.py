"""The text of an answer on one line is the JSON of the same answer, whatever was told before."""

from __future__ import annotations

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from svangrum.advice.advise import advise
from svangrum.advice.explain import explain
from svangrum.advice.export import as_json_object
from svangrum.advice.json_line import as_json_line
from svangrum.core.language import LANGUAGES
from svangrum.core.money import Money
from svangrum.law.purchase import Act, Buyer, Kind, Purchase
from tests.law.test_assess import DAYS, KRONOR

PURCHASES = st.builds(
    Purchase,
    what=st.sampled_from(["lokalvård", '"findings":[]', '\\"findings\\":[] "values":{}', "kafeteria i simhall"]),
    act=st.sampled_from([None, *Act]),
    kind=st.sampled_from([None, *Kind]),
    value=st.none() | KRONOR.map(Money.kronor),
    months=st.sampled_from([None, 12, 600]),
    buyer=st.sampled_from([None, *Buyer]),
    cpv=st.sampled_from([None, "55330000", "90911200"]),
    cpv_confirmed=st.booleans(),
    main_object_confirmed=st.sampled_from([None, True, False]),
    covered_by_contract=st.sampled_from([None, True, False]),
    same_kind_12_months=st.none() | KRONOR.map(Money.kronor),
    direct_awards_this_year=st.none() | KRONOR.map(Money.kronor),
)


@settings(max_examples=300)
@given(purchase=PURCHASES, day=DAYS, language=st.sampled_from(LANGUAGES))
def test_the_line_is_the_json_of_the_answer(purchase, day, language):
    advice = advise(purchase, as_of=day)
    told = as_json_object(advice, explain(advice, language=language))
    assert as_json_line(advice, language) == json.dumps(told, ensure_ascii=False, separators=(",", ":"))
