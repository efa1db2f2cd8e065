"""``svangrum advise`` with the register of the database: the two-supplier test from the command line."""

from __future__ import annotations

import json

import pytest

from svangrum.cli.main import run
from svangrum.core.language import LANGUAGES, words
from tests.records.build import TODAY, an_organisation
from tests.records.suppliers.made import a_supplier

ASKED = (
    *("--what", "lokalvård i två skolor", "--kind", "tjanster", "--value", "9 000 000", "--months", "24"),
    *("--municipality", "Stockholm", "--buyer", "kommun", "--contract", "nej", "--same-kind", "0"),
    *("--cpv", "90911200", "--main-object", "ja", "--as-of", TODAY.isoformat(), "--no-comparables"),
)
STATED = ("--hours", "100", "--start", "2027-01-01", "--paid-from", "300", "--paid-to", "400")


@pytest.fixture(autouse=True)
def opened(db, monkeypatch, settings):
    """The test's own database, with the key that it is sealed by."""
    monkeypatch.setenv("SVANGRUM_SECRET_KEY", settings.SECRET_KEY)


@pytest.fixture
def advise(capsys):
    def answer(*arguments, language="sv"):
        code = run(["advise", *ASKED, *arguments], language)
        told = capsys.readouterr()
        return code, told.out, told.err

    return answer


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_register_is_asked_when_it_is_wanted(advise, language):
    pair = [a_supplier(rates={"90910000": rate}) for rate in (32_000, 38_000)]
    code, told, complaints = advise(*STATED, "--register", language=language)
    assert (code, complaints) == (0, "")
    assert " ".join(words("supply.why.reserve", language).split()) in " ".join(told.split())
    assert all(one.name in " ".join(told.split()) for one in pair)


def test_without_it_nothing_is_known_and_the_answer_says_whom_to_ask(advise):
    a_supplier()
    code, told, _ = advise(*STATED, "--json")
    answer = json.loads(told)
    assert code == 0
    assert answer["two_suppliers"] is None
    assert answer["suppliers"]["code"] == "suppliers.unknown-in"


def test_an_organisation_is_meant_by_name(advise):
    home = an_organisation()
    code, told, _ = advise(*STATED, "--organisation", home.name, "--json")
    assert code == 0
    assert json.loads(told)["two_suppliers"]["finding"] == "ask-first"
    code, _, complaints = advise(*STATED, "--organisation", "Ingenstans")
    assert code == 2
    assert "Ingenstans" in complaints


def test_what_is_wrong_is_told_together(advise):
    code, _, complaints = advise("--hours", "många", "--value", "x")
    assert code == 2
    assert "många" in complaints
    assert "x" in complaints
