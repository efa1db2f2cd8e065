"""What one organisation has never shows to another: with it or without it, every answer is the same, byte for byte."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.conf import settings as django_settings
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from svangrum.records.accounts.models import Person
from svangrum.records.actors import Role, Scope
from svangrum.records.capacities.actions.monthly import change_commitment
from svangrum.records.capacities.stated import read_commitment
from svangrum.records.enterprises.actions.helping import ask_for_help
from svangrum.records.enterprises.actions.telling import tell_rates
from svangrum.records.enterprises.models import Enterprise
from svangrum.records.passports.models import Evidence
from svangrum.records.tokens.actions import create_token
from svangrum.web import clock
from svangrum.web.api.limits import LIMITER
from svangrum.web.urls import PAGES
from tests.harness.permissions.belongings import SECRET_DAYS, Owner, note_everything, own_everything
from tests.harness.permissions.walk import undone
from tests.records.build import NOW, a_member, actor, an_organisation, signed_in
from tests.records.capacities.made import PROMISE, a_capacity, a_pause, a_promise, a_will
from tests.records.enterprises.made import CLEANING, a_told_enterprise
from tests.records.passports.made import Firm, a_share

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from uuid import UUID

_FRESH = re.compile(rb'(name="(?:csrfmiddlewaretoken|key)" value=")[^"]*')
"""What is made anew each time a form is shown."""
_WHEN = re.compile(rb'"[0-9T:.+Z-]{20,}"|"[0-9a-f-]{36}"|svg_[a-z0-9]+')
"""The key itself, and when it ends: another each time."""
_OWN = [page.name for page in PAGES if "<" not in page.sv and page.who.__name__ != "anyone"]
_OF_ENTRY = {"enterprise": "", "passport-of": "", "capacity": "", "enterprises": "?q=puts&municipality=Stockholm"}
"""Pages of one enterprise in the register, and a search that only a buyer's own list answers, with what is asked."""
_API = ("/api/v1/whoami", "/api/v1/purchases")
_SESSIONS: dict[UUID, str] = {}
"""Everyone signs in once: a session by its person."""
_ONCE = [Phase.explicit, Phase.generate]
"""An example takes seconds: a failing one is told of as it is."""
_SHARED = [HealthCheck.function_scoped_fixture]
_TEXTS = st.text("abcdefghijklmnopqrstuvwxyz", min_size=6, max_size=12).map(lambda text: f"x{text}x")
_OTHERS = _TEXTS.map(lambda text: f"z{text}z")
_THINGS = {
    "organisation-person": "member",
    "organisation-department-rename": "department",
    "purchase": "purchase",
    "purchase-describe": "shared",
    "purchase-sharing": "shared",
    "file": "file",
    "file-content": "file",
    "file-rule": "file",
    "work": "work",
}
"""Pages of one thing, by the kind of the thing."""


@pytest.fixture
def store(db: None, settings: Any, tmp_path: Any) -> None:
    settings.STORE = tmp_path
    settings.API_POINTS_FOR_A_KEY = 1_000_000
    LIMITER.clear()


def an_owner(
    kind: str = "municipality", roles: Sequence[Role] = (Role.ADMINISTRATOR, Role.PROCUREMENT_OFFICER)
) -> Owner:
    organisation = an_organisation(kind)
    return signed_in_all(Owner(organisation, *(a_member(organisation, role) for role in roles)))


def signed_in_all(owner: Owner) -> Owner:
    for person in (owner.administrator, owner.officer):
        _SESSIONS[person.pk] = str(signed_in(Client(), person, owner.organisation).session.session_key)
    return owner


def a_firm_of(name: str) -> tuple[Firm, Owner]:
    """An enterprise that has told of itself, and its people in their browsers."""
    own = a_told_enterprise(name)
    people = [Person.objects.get(pk=one.person) for one in (own.administrator, own.member)]
    return Firm(own.entry, own.organisation, own.administrator, own.member), signed_in_all(
        Owner(own.organisation, *people)
    )


@settings(max_examples=2, deadline=None, phases=_ONCE, suppress_health_check=_SHARED)
@given(ours=_TEXTS, theirs=st.lists(_OTHERS, min_size=1, max_size=2, unique=True))
def test_no_answer_changes_by_what_another_organisation_does(store: None, ours: str, theirs: list[str]) -> None:
    with undone():
        us, them = an_owner(), an_owner()
        firm, _ = a_firm_of("Exempelkvarnen")
        a_share(firm)
        own_everything(us, ours)
        note_everything(us, ours, firm.enterprise)
        before = {**dict(answers(us, firm.enterprise)), **dict(lists(us))}
        for text in theirs:
            own_everything(them, text)
            note_everything(them, text, firm.enterprise)
        after = {**dict(answers(us, firm.enterprise)), **dict(lists(us))}

        assert len(before) == 2 * (len(_OWN) + len(_OF_ENTRY)) + len(_API)
        assert_alike(before, after, theirs)


@settings(max_examples=1, deadline=None, phases=_ONCE, suppress_health_check=_SHARED)
@given(theirs=st.lists(_OTHERS, min_size=1, max_size=2, unique=True))
def test_no_answer_to_an_enterprise_changes_by_what_a_buyer_keeps_of_it(store: None, theirs: list[str]) -> None:
    """Nor to a competitor or its coordinator: that it is noted or relied on tells of a coming purchase."""
    with undone():
        firm, own = a_firm_of("Exempelkvarnen")
        a_share(firm)
        ask_for_help(
            by=firm.worker,
            recorded_at=NOW,
            enterprise=firm.enterprise.pk,
            coordinator=(coordinator := a_helper()).organisation.pk,
        )
        lookers, buyer = (own, a_firm_of("Exempelviken")[1], coordinator), an_owner()
        before = [dict(answers(one, firm.enterprise)) for one in lookers]
        for text in theirs:
            note_everything(buyer, text, firm.enterprise)
        for one, seen in zip(lookers, before, strict=True):
            assert_alike(seen, dict(answers(one, firm.enterprise)), theirs)


@settings(max_examples=1, deadline=None, phases=_ONCE, suppress_health_check=_SHARED)
@given(text=_OTHERS, rate=st.integers(200, 900), hours=st.integers(1, 999), of_all=st.integers(7, 90))
def test_no_answer_to_a_competitor_changes_by_rates_capacity_and_counts(
    store: None, text: str, rate: int, hours: int, of_all: int
) -> None:
    """To a buyer neither by the counts behind a share, nor by whom capacity is promised to."""
    with undone():
        firm, _ = a_firm_of("Exempelkvarnen")
        told = {"by": firm.worker, "recorded_at": NOW, "enterprise": firm.enterprise.pk}
        _, rival = a_firm_of("Exempelviken")
        coordinator, buyer = a_helper(), an_owner()
        promised = a_promise(firm.worker, firm.enterprise, to_whom="Någon")
        a_capacity(firm.worker, firm.enterprise)
        counted = a_share(firm, (10, 5))
        before = {one: dict(answers(one, firm.enterprise)) for one in (rival, coordinator, buyer)}

        # Told anew it would stand beside what was told before: the same evidence, of other people
        Evidence.objects.filter(pk=counted.pk).update(all_occupied=of_all, of_groups=of_all - of_all // 3)
        fields = read_commitment(PROMISE | {"to_whom": text})
        change_commitment(by=firm.worker, recorded_at=NOW, commitment=promised.pk, version=1, **fields)
        assert_alike(before[buyer], dict(answers(buyer, firm.enterprise)), [text])

        tell_rates(**told, version=_version(firm), rates={CLEANING: str(rate)})
        a_capacity(firm.worker, firm.enterprise, cpv="55330000", per_month=str(hours))
        a_promise(firm.worker, firm.enterprise, to_whom=f"{text} igen", per_month=str(hours))
        a_pause(firm.worker, firm.enterprise)
        a_will(firm.worker, firm.enterprise, "part")
        for one in (rival, coordinator):
            assert_alike(before[one], dict(answers(one, firm.enterprise)), [text])
        assert before[buyer] != dict(answers(buyer, firm.enterprise))


@settings(max_examples=2, deadline=None, phases=_ONCE, suppress_health_check=_SHARED)
@given(text=_TEXTS)
def test_a_thing_of_another_organisation_is_told_of_as_one_that_is_not_there(store: None, text: str) -> None:
    with undone():
        us, them = an_owner(), an_owner()
        owned = own_everything(them, text)
        for page, kind in _THINGS.items():
            (part,) = owned[kind]
            for person in (us.administrator, us.officer):
                theirs, nobodys = str(owned[kind][part]), str(uuid4())
                seen = [shown(us, person, reverse(f"{page}.sv", kwargs={part: name})) for name in (theirs, nobodys)]
                assert seen[0].replace(theirs.encode(), b"") == seen[1].replace(nobodys.encode(), b""), page


def a_helper() -> Owner:
    return an_owner("coordinator", (Role.ADMINISTRATOR, Role.COORDINATOR))


def answers(owner: Owner, entry: Enterprise) -> Iterator[tuple[str, bytes]]:
    """Every page that an organisation's people have for themselves, and those of one enterprise in the register."""
    for person, language in ((owner.administrator, "sv"), (owner.officer, "en")):
        for page in _OWN:
            yield f"{page}.{language}", shown(owner, person, reverse(f"{page}.{language}"))
        for page, asked in _OF_ENTRY.items():
            parts = {"enterprise": entry.pk} if page != "enterprises" else {}
            yield f"{page}.{language}{asked}", shown(owner, person, reverse(f"{page}.{language}", kwargs=parts) + asked)


def lists(owner: Owner) -> Iterator[tuple[str, bytes]]:
    """Every list of an organisation's keys."""
    with undone():
        key = a_key(owner)
        for address in _API:
            yield address, _WHEN.sub(b"", Client().get(address, headers={"authorization": f"Bearer {key}"}).content)


def assert_alike(before: Mapping[str, bytes], after: Mapping[str, bytes], theirs: Iterable[str]) -> None:
    assert {where: _differ(before[where], after[where]) for where in before if before[where] != after[where]} == {}
    assert not any(text.encode() in answer for answer in after.values() for text in theirs)


def shown(owner: Owner, person: Person, address: str) -> bytes:
    """The status and the body of an answer, without what is made anew for each."""
    with undone():
        client = Client()
        client.cookies[django_settings.SESSION_COOKIE_NAME] = _SESSIONS[person.pk]
        answer = client.get(address)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return str(answer.status_code).encode() + _FRESH.sub(rb"\1", body)


def _differ(before: bytes, after: bytes) -> list[str]:
    """The lines that only one of two answers has."""
    lines = difflib.ndiff(before.decode().splitlines(), after.decode().splitlines())
    return [line for line in lines if line[0] in "+-"]


def _version(firm: Firm) -> int:
    return Enterprise.objects.get(pk=firm.enterprise.pk).version


def a_key(owner: Owner) -> str:
    created = create_token(
        by=actor(owner.administrator, owner.organisation),
        recorded_at=clock.now(),
        organisation=owner.organisation.pk,
        name="Ärendesystemet",
        scopes=list(Scope),
        expires_at=clock.now() + SECRET_DAYS,
    )
    return created.text
