"""What was kept of an answer gives the same answer again, whatever the purchase, the day and the language."""

from __future__ import annotations

import json
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from svangrum.advice.advise import advise
from svangrum.advice.explain import explain
from svangrum.advice.export import as_json_object
from svangrum.advice.restored import purchase_in, restored
from svangrum.core.language import LANGUAGES
from svangrum.law.purchase import Purchase
from tests.advice.test_json_line import PURCHASES
from tests.analysis.made_up_facts import lot, result, write_results, write_statistics
from tests.law.test_assess import DAYS


def kept(advice, language):
    """The answer as text, as a database has it."""
    return json.dumps(as_json_object(advice, explain(advice, language=language)))


@settings(max_examples=150)
@given(purchase=PURCHASES, day=DAYS, language=st.sampled_from(LANGUAGES))
def test_nothing_is_lost(purchase, day, language):
    advice = advise(purchase, as_of=day)
    told = json.loads(kept(advice, language))
    assert restored(told) == explain(advice, language=language)
    assert purchase_in(told) == advice.purchase


def test_published_purchases_are_kept_with_it(tmp_path):
    write_statistics(
        tmp_path, [lot(number, title=f"Lokalvård i hus {number}", tenders=number % 4) for number in range(5)]
    )
    write_results(tmp_path, [result(77, title="Städning av förskolor", reserved_participation="res-ws")])
    advice = advise(Purchase(what="lokalvård", cpv="90911200"), as_of=date(2026, 11, 23), store=tmp_path)
    answer = explain(advice, language="sv")
    assert answer.alike.purchases
    assert restored(json.loads(kept(advice, "sv"))) == answer
