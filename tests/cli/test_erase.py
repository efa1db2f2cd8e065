"""What an event tells is erased from the command line: asked for step by step, refused in words, and verified after."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from svangrum.cli.main import run
from svangrum.core.language import words, write_day
from svangrum.records.actors import Role
from svangrum.records.erasing import Ground
from svangrum.records.events.models import Event
from tests.records.build import a_member, actor, an_organisation
from tests.records.events import chains
from tests.records.files.made import NUMBER
from tests.records.purchases.made import a_purchase

REASON = "Dnr 2026/114"


@pytest.fixture(autouse=True)
def opened(db, monkeypatch, settings):
    """The test's own database, with the key that it is sealed by."""
    monkeypatch.setenv("SVANGRUM_SECRET_KEY", settings.SECRET_KEY)


@pytest.fixture
def purchase():
    home = an_organisation()
    return a_purchase(actor(a_member(home, Role.PROCUREMENT_OFFICER), home))


@pytest.fixture
def svangrum(capsys, monkeypatch):
    def answer(*arguments, language="sv", lines=()):
        monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
        code = run(arguments, language)
        told = capsys.readouterr()
        return code, told.out, told.err

    return answer


def given(thing, **other) -> list[str]:
    """A whole command line, some of it otherwise."""
    options = {"number": "1", "ground": "gdpr", "reason": REASON, **other}
    return ["erase", str(thing), "--sure", *(part for name, value in options.items() for part in (f"--{name}", value))]


def erased() -> int:
    return Event.objects.filter(payload__isnull=True).count()


@pytest.mark.parametrize("language", ["sv", "en"])
def test_an_event_is_shown_asked_for_erased_and_all_is_whole(purchase, svangrum, language):
    agreed = words("erase.agreed", language)

    code, told, _ = svangrum("erase", str(purchase.pk), language=language, lines=("1", "gdpr", REASON, agreed))

    assert code == 0
    assert purchase.title in told
    assert words("erase.done", language, number=1) in told
    assert Event.objects.get(thing=purchase.pk, number=1).payload is None
    assert REASON in Event.objects.get(thing=purchase.pk, number=2).payload
    assert svangrum("verify", language=language)[0] == 0


@pytest.mark.parametrize("ground", ["thinning", "Gallring"])
def test_a_ground_is_given_by_its_code_or_its_name(purchase, svangrum, ground):
    assert svangrum(*given(purchase.pk, ground=ground))[0] == 0
    assert '"ground":"thinning"' in Event.objects.get(thing=purchase.pk, number=2).payload


def test_nothing_is_asked_when_all_is_given(purchase, svangrum):
    code, told, _ = svangrum(*given(purchase.pk))

    assert (code, told.strip()) == (0, words("erase.done", "sv", number=1))
    assert purchase.title not in told


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize(
    ("other", "code"),
    [
        ({"number": "7"}, "erase.number"),
        ({"number": "ett"}, "erase.number"),
        ({"ground": "nyfikenhet"}, "erase.ground"),
        ({"reason": " "}, "erase.no-reason"),
        ({"reason": "x" * 301}, "erase.reason-too-long"),
        ({"reason": f"Kim {NUMBER}"}, "text.person"),
    ],
)
def test_what_cannot_be_done_is_told(purchase, svangrum, other, code, language):
    status, _, complaint = svangrum(*given(purchase.pk, **other), language=language)

    grounds = ", ".join(words(f"erase.ground.{one}", language) for one in Ground)
    values = {"given": other.get("number", ""), "grounds": grounds, "longest": 300}
    assert (status, erased()) == (2, 0)
    assert words(f"error.{code}", language, **values) in complaint
    assert NUMBER not in complaint


@pytest.mark.parametrize("thing", ["inte-ett-id", str(UUID(int=1))])
def test_a_thing_without_history_is_told(svangrum, thing):
    status, _, complaint = svangrum(*given(thing))

    assert status == 2
    assert words("error.erase.thing", "sv") in complaint


@pytest.mark.parametrize("lines", [("1", "gdpr", REASON, "nej"), ("1", "gdpr", REASON), ()])
def test_who_is_not_sure_or_goes_away_erases_nothing(purchase, svangrum, lines):
    status, _, _ = svangrum("erase", str(purchase.pk), lines=lines)

    assert (status, erased()) == (2, 0)


def test_what_is_erased_cannot_be_erased_again(purchase, svangrum):
    svangrum(*given(purchase.pk))

    assert svangrum(*given(purchase.pk))[0] == 2
    assert words("erase.gone", "sv") in svangrum("erase", str(purchase.pk))[1]


def test_what_tells_of_an_erasure_is_refused_by_its_number(purchase, svangrum):
    svangrum(*given(purchase.pk))

    status, _, complaint = svangrum(*given(purchase.pk, number="2"))
    assert (status, erased()) == (2, 1)
    assert words("error.erase.number", "sv", given="2") in complaint


def test_the_first_of_many_events_is_listed_and_erased(svangrum):
    thing = chains.a_chain(250)[0].thing

    listed = svangrum("erase", str(thing))[1]
    assert {f"{number}." for number in range(1, 251)} <= {line.split()[0] for line in listed.splitlines() if line}
    assert svangrum(*given(thing))[0] == 0
    assert Event.objects.get(thing=thing, number=1).payload is None


def test_days_are_those_of_sweden(svangrum, monkeypatch):
    monkeypatch.setattr(chains, "NOW", datetime(2026, 6, 30, 22, 30, tzinfo=UTC))
    thing = chains.a_chain(1)[0].thing

    assert write_day(date(2026, 7, 1), "sv") in svangrum("erase", str(thing))[1]
