"""Who could deliver, asked from the command line of the server."""

from __future__ import annotations

import json

import pytest

from svangrum.cli.main import run
from svangrum.core.language import LANGUAGES, words
from svangrum.records.enterprises.models import Assessment
from tests.records.build import NOW, TODAY, an_organisation
from tests.records.capacities.made import OFFER, an_enterprise
from tests.records.suppliers.made import a_supplier

NEED = ("--cpv", "90910000", "--municipality", "Stockholm", "--from", "2027-01-01", "--until", "2027-12-31")
HOURS = ("--hours", "100", "--as-of", TODAY.isoformat())


@pytest.fixture(autouse=True)
def opened(db, monkeypatch, settings):
    """The test's own database, with the key that it is sealed by."""
    monkeypatch.setenv("SVANGRUM_SECRET_KEY", settings.SECRET_KEY)


@pytest.fixture
def find(capsys):
    def answer(*arguments, language="sv"):
        code = run(["suppliers", "find", *arguments], language)
        told = capsys.readouterr()
        return code, told.out, told.err

    return answer


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_count_comes_first_and_everyone_has_reasons(find, language):
    one, out = a_supplier(), a_supplier(standing="deregistered", standing_on=TODAY)
    a_supplier(kind="samhall")
    an_enterprise()
    code, told, complaints = find(*NEED, *HOURS, language=language)
    assert (code, complaints) == (0, "")
    assert told.splitlines()[0] == words("suppliers.headline.one", language)
    assert words("suppliers.with-samhall", language, count=2) in told
    assert words("suppliers.reason.place-served", language, place="Stockholm") in told
    assert words("suppliers.out.deregistered", language) in told
    assert words("suppliers.missing.silent", language, count=1) in told
    assert one.name in told
    assert out.name in told


def test_more_than_asked_for_are_counted(find):
    for _ in range(3):
        a_supplier()
    assert words("suppliers.cli-more", "sv", count=2) in find(*NEED, *HOURS, "--limit", "1")[1]


def test_an_organisations_notes_fill_in_for_it_alone(find):
    town = an_organisation()
    Assessment.objects.create(organisation=town, enterprise=an_enterprise(), noted_at=NOW, offers=[OFFER])
    suppliers = [
        json.loads(find(*NEED, *HOURS, *more, "--json")[1])["suppliers"] for more in ((), ("--organisation", town.name))
    ]
    assert [len(several) for several in suppliers] == [0, 1]
    assert suppliers[1][0]["own_notes"] == ["offers"]


def test_kronor_are_another_measure_and_not_both(find):
    a_supplier()
    told = json.loads(find(*NEED, "--kronor", "120 000", "--json")[1])
    assert (told["need"]["measure"], told["need"]["per_month"]) == ("kronor", 120_000)
    assert find(*NEED, "--kronor", "1", "--hours", "1")[0] == 2


def test_words_alone_propose_codes(find):
    code, _, complaints = find("lokalvård", *NEED[2:], *HOURS)
    assert code == 2
    assert "--cpv: 909" in complaints


def test_what_is_wrong_is_told_at_once(find):
    code, _, complaints = find("90910000", "--municipality", "Ingenstans")
    assert code == 2
    assert words("error.need.no-since", "sv") in complaints
    assert words("error.municipality.unknown-name", "sv", text="Ingenstans") in complaints


def test_who_asks_for_a_whole_branch_is_told_what_is_offered_within_it(find):
    a_supplier(offers=[{"cpv": "90911200", "words": "städning"}])
    told = find(*NEED, *HOURS)[1]
    assert "--cpv 90911200" in told
    assert words("suppliers.not-nobody", "sv") in told
