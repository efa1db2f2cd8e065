"""The register from the command line: who is in it, and what one tells; never a rate."""

from __future__ import annotations

from datetime import timedelta

import pytest

from svangrum.cli.main import run
from svangrum.core.language import words
from svangrum.records.enterprises.actions.helping import ask_for_help
from svangrum.records.enterprises.models import Enterprise
from svangrum.records.events.models import Event
from tests.records.build import NOW, TODAY
from tests.records.enterprises.made import a_coordinator, a_listed, a_told_enterprise


@pytest.fixture(autouse=True)
def opened(db, monkeypatch, settings):
    monkeypatch.setenv("SVANGRUM_SECRET_KEY", settings.SECRET_KEY)


@pytest.fixture
def svangrum(capsys):
    def answer(*arguments, language="sv"):
        code = run(("enterprises", *arguments), language)
        told = capsys.readouterr()
        return code, told.out, told.err

    return answer


@pytest.fixture
def own():
    return a_told_enterprise("Exempelköket")


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_register_is_listed_and_searched(svangrum, own, language):
    listed = a_listed(name="Okända bolaget")
    Enterprise.objects.filter(pk=listed.pk).update(standing="bankrupt")
    code, told, _ = svangrum("list", language=language)
    assert code == 0
    assert f"{own.entry.orgnr}\tExempelköket\tFalun" in told
    assert words("enterprises.warning.bankrupt", language) in told
    assert words("enterprises.found", language, count=2) in told
    for sought in (("städning",), ("--cpv", "90910000-9"), ("--municipality", "falun")):
        _, found, _ = svangrum("list", *sought, language=language)
        assert "Exempelköket" in found
        assert "Okända" not in found


def test_what_cannot_be_looked_for_is_told(svangrum):
    assert svangrum("list", "--municipality", "Fallun")[0] == 2
    assert svangrum("list", "--cpv", "x")[0] == 2


@pytest.mark.parametrize("language", ["sv", "en"])
def test_one_is_shown_with_its_helpers_on_a_day_and_without_rates(svangrum, own, language):
    sector = a_coordinator()
    ask_for_help(by=own.member, recorded_at=NOW, enterprise=own.entry.pk, coordinator=sector.organisation)
    events = Event.objects.count()
    dashed = f"{own.entry.orgnr[:6]}-{own.entry.orgnr[6:]}"
    code, told, _ = svangrum("show", dashed, "--as-of", TODAY.isoformat(), language=language)
    assert code == 0
    assert "Städning av kontor" in told
    assert words("enterprises.told.itself", language, day=TODAY) in told
    assert words("enterprises.untold", language) in told
    assert "350" not in told
    helped = words("enterprises.helpers.since", language, name="", day=TODAY).strip(" ,")
    assert helped in told
    assert helped not in svangrum("show", dashed, "--as-of", (TODAY - timedelta(days=1)).isoformat())[1]
    assert Event.objects.count() == events, "nothing was written"


def test_one_that_nobody_took_over_tells_nothing(svangrum):
    listed = a_listed()
    assert words("enterprises.untaken", "sv") in svangrum("show", listed.orgnr)[1]


def test_one_that_is_not_there_is_told_of(svangrum):
    code, _, complaint = svangrum("show", "850101-1236")
    assert code == 2
    assert words("error.enterprise.unknown", "sv") in complaint
    assert "850101" not in complaint
