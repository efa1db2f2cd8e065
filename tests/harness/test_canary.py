"""No number of a person is left anywhere: sent in by every field, address, header and file, and searched for after."""

from __future__ import annotations

import itertools
import json
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse

from svangrum.core.persons import personal_numbers
from svangrum.records.actors import Role
from svangrum.records.files.checks.kinds import ENDINGS
from svangrum.records.files.models import StoredFile
from svangrum.web.pages import address
from svangrum.web.urls import NAMES, PUBLIC
from tests.harness.canary import api, traces
from tests.harness.canary.forms import Control, Form, a_file, forms
from tests.harness.canary.numbers import WRITTEN, holds_one, holds_one_raw
from tests.harness.permissions.forms import whole_form
from tests.harness.permissions.people import Cast, a_cast
from tests.harness.permissions.table import table
from tests.harness.permissions.things import parts
from tests.harness.permissions.walk import undone
from tests.harness.repository import nothing
from tests.ingest.register.made import a_list, a_number
from tests.records.build import PASSWORD, a_member, actor, an_organisation
from tests.records.files.made import a_docx, a_jpeg, a_pdf, a_png, an_xlsx
from tests.records.purchases.made import a_purchase
from tests.web.api.conftest import a_key
from tests.web.enterprise_lists.test_reading_in import go_on, hand_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from django.http import HttpResponse, HttpResponseBase

CAREFUL = (
    "officer",
    "administrator",
    "operator",
    "enterprise-administrator",
    "homeless",
    "stranger",
    "decision-maker",
    "coordinator",
)
"""Whose forms are sent: the first two of these who may open the page."""
WALKED = sorted(NAMES & table().keys())
"""Every page; one that the table of permissions lacks fails there."""
OPEN = frozenset(page.name for page in PUBLIC)
"""Pages that are the same for everybody: one asks them."""
SHOWN_AGAIN = frozenset({200, 409, 422})
"""Answers that may hold what the same person has just sent: a form again, or a search."""
_written = itertools.cycle(WRITTEN)


@pytest.fixture(autouse=True)
def store(settings: Any, tmp_path: Path) -> Path:
    settings.STORE = tmp_path / "store"
    settings.ACCOUNT_RATE_LIMITS = False
    return settings.STORE


@pytest.fixture(scope="module")
def cast(django_db_setup: None, django_db_blocker: Any) -> Iterator[Cast]:
    """Everyone, made once; whatever a page does is undone."""
    with django_db_blocker.unblock(), undone():
        yield a_cast()


@pytest.fixture
def log() -> Iterator[traces.Log]:
    with traces.Log().kept() as kept:
        yield kept


def test_the_canaries_are_numbers_of_persons_and_are_found() -> None:
    assert all(personal_numbers(one) for one in WRITTEN)
    assert all(holds_one(one) and holds_one_raw(one.encode()) for one in WRITTEN)
    assert all(holds_one_raw(one.encode("utf-16-le")) for one in WRITTEN)
    assert not holds_one("Lokalvård för 1 200 000 kr från 2026-11-27")


def test_what_bytes_happen_to_look_like_in_another_encoding_is_no_number() -> None:
    """Two letters of the name of an index are the sign for twelve o'clock in UTF-16."""
    assert not holds_one_raw(b"d3" * 9)
    assert not holds_one_raw(b"1 of 8112, and 18 more; 98, then 76: 8112 rows of 189876")


@pytest.mark.django_db
@pytest.mark.parametrize("page", WALKED)
def test_nothing_is_left_of_what_is_sent_to(page: str, cast: Cast, log: traces.Log, store: Path) -> None:
    left = list[str]()
    for state, who in _visits(page):
        with undone():
            of_thing = parts(page, state, cast)
            url = address(page, "sv", **of_thing)
            left += _left_by_asking(cast, who, url)
            shown = list(_shown(cast, who, url))
            if not any(at == url for _, at in shown):
                shown += [(form, url) for form in _whole(page, cast, who, of_thing)]
            for form, at in shown:
                left += _left_by_sending(cast, who, form, at)
    nothing(sorted({*left, *log.holds_one(), *traces.in_folder(store), *traces.in_mails()}))


@pytest.mark.django_db
def test_every_page_that_writes_is_sent_a_form_by_somebody() -> None:
    """But for those of signing in, whose forms stand in steps of their own."""
    writing = {
        page: table()[page].allowed.get("POST", {}) for page in WALKED if not page.startswith(("account_", "mfa_"))
    }
    nothing(
        f"{page} {state}"
        for page, who in writing.items()
        for state, some in who.items()
        if some and not set(CAREFUL) & set(some)
    )


def _visits(page: str) -> Iterator[tuple[str, str]]:
    """Each state of the page's thing, with those who open it."""
    allowed = table()[page].allowed
    for state, who in {**allowed.get("POST", {}), **allowed.get("GET", {})}.items():
        able = [one for one in CAREFUL if one in (who or ())]
        yield from ((state, one) for one in (able[:1] if page in OPEN else able[:2]))


def _left_by_asking(cast: Cast, who: str, url: str) -> list[str]:
    """A question and headers with a number in them."""
    client, written = Client(raise_request_exception=False), next(_written)
    headers = {
        "referer": f"https://exempelstad.example/{written.encode()!r}",
        "accept-language": written.encode().decode("latin-1"),
    }
    with undone():
        answer = cast.enter(client, who).get(url, {"q": written, "what": written, "page": written}, headers=headers)
        return [f"{url} asked by {who}: {one}" for one in (*_in_answer(answer), *traces.in_tables())]


def _shown(cast: Cast, who: str, url: str) -> Iterator[tuple[Form, str]]:
    with undone():
        answer = cast.enter(Client(raise_request_exception=False), who).get(url)
        html = (
            answer.content.decode() if "html" in answer.headers.get("Content-Type", "") and not answer.streaming else ""
        )
    for form in forms(html):
        if form.action != address("search", "sv") or url == form.action:
            yield form, form.action or url


def _whole(page: str, cast: Cast, who: str, of_thing: Mapping[str, Any]) -> Iterator[Form]:
    """What is sent to a page whose form stands on another, or is shown to nobody in this state."""
    written = whole_form(page, cast, who, of_thing)
    if written:
        yield Form("", "post", {name: Control(name, "hidden", value) for name, value in written.items()})


def _left_by_sending(cast: Cast, who: str, form: Form, at: str) -> list[str]:
    """The form sent once for each of its fields, with a number in that field and the others filled in."""
    left = list[str]()
    for name in [name for name, one in form.controls.items() if one.is_written]:
        written = next(_written)
        with undone():
            client = cast.enter(Client(raise_request_exception=False), who)
            send = client.post if form.method == "post" else client.get
            answer = send(at.partition("?")[0], form.sent(**{name: written}))
            found = [*_in_answer(answer), *(traces.in_tables() if form.method == "post" else ())]
        left += [f"{at} {name} ({written}) by {who}: {one}" for one in found]
    return left


def _in_answer(answer: HttpResponseBase) -> list[str]:
    """No form fails by what is written in it, and an error page repeats nothing but the address: in its links."""
    if answer.status_code >= 500:
        return [f"status {answer.status_code}"]
    if answer.status_code in SHOWN_AGAIN or answer.streaming:
        return []
    html = re.sub(r'href="[^"]*"', "", answer.content.decode(errors="ignore"))
    return [f"the answer {answer.status_code}"] if holds_one(html) else []


@pytest.mark.django_db
def test_the_search_finds_what_is_kept_when_nothing_guards(monkeypatch: pytest.MonkeyPatch) -> None:
    """The walk itself can fail: without the guard a number is found in tables."""
    monkeypatch.setattr("svangrum.records.actions.refuse_persons", lambda _texts: None)
    cast = a_cast()
    url = reverse("organisation-name.sv")
    found = [
        one
        for form, at in _shown(cast, "administrator", url)
        for one in _left_by_sending(cast, "administrator", form, at)
    ]

    assert any("accounts_organisation.name" in one for one in found)


FILES = {
    "pdf": lambda written: a_pdf(f"Kim {written}"),
    "docx": a_docx,
    "xlsx": lambda written: an_xlsx(["Kim", written]),
    "csv": lambda written: f"namn;nummer\nKim;{written}\n".encode(),
    "txt": lambda written: written.encode(),
    "png": lambda written: a_png(texts={"Comment": written}),
    "jpg": lambda written: a_jpeg(comment=written),
    "jpeg": lambda written: a_jpeg(comment=written),
}
ASCII = [one for one in WRITTEN if one.isascii()]


@pytest.mark.django_db
def test_every_kind_of_file_is_refused_and_leaves_nothing(log: traces.Log, store: Path) -> None:
    assert FILES.keys() == ENDINGS.keys()
    cast = a_cast()
    client, left = cast.enter(Client(), "officer"), list[str]()
    for ending, made in FILES.items():
        for written in ASCII[::4]:
            for name, content in ((f"plan.{ending}", made(written)), (f"{written}.{ending}", made("hej"))):
                form = {"file": a_file(name, content), "rule": "working", "clean": "yes", "key": f"{ending}{len(left)}"}
                answer = client.post(reverse("file-hand-in.sv"), form)
                left += [f"{name} was kept"] if answer.status_code != 422 or holds_one(answer.content.decode()) else []

    assert not StoredFile.objects.exists()
    nothing(sorted({*left, *traces.in_tables(), *log.holds_one(), *traces.in_folder(store)}))


@pytest.mark.django_db
def test_nothing_is_left_of_a_list_whichever_column_a_number_stands_in(log: traces.Log, store: Path) -> None:
    """The list goes through every step; only the answer to the one who handed it in holds it, signed."""
    cast = a_cast()
    client, row = cast.enter(Client(), "matching-officer"), (a_number(1), "Exempelbruket", "städning", "", "Kalix", "")
    left, written = list[str](), itertools.cycle(WRITTEN)
    with undone():
        assert _read_in(client, row, "Vår lista").status_code == 302
    for column in range(len(row) + 1):
        for one in itertools.islice(written, 5):
            kept = f"{row[column]} {one}" if column < len(row) else ""
            cells = tuple(kept if place == column else cell for place, cell in enumerate(row))
            with undone():
                done = _read_in(client, cells, "" if kept else one)
                left += [f"{column} {one}: {found}" for found in (*_in_answer(done), *traces.in_tables())]

    nothing(sorted({*left, *log.holds_one(), *traces.in_folder(store)}))


def _read_in(client: Client, row: tuple[str, ...], source: str) -> HttpResponse:
    return go_on(client, go_on(client, hand_in(client, a_list(row), source=source), "preview"), "do")


@pytest.mark.django_db
def test_nothing_is_left_of_what_a_browser_says_of_itself(log: traces.Log) -> None:
    cast, left = a_cast(), list[str]()
    for written in ASCII:
        client = Client(raise_request_exception=False)
        says = {
            "user-agent": f"Mozilla/5.0 {written}",
            "referer": f"https://x.example/{written}",
            "x-forwarded-for": written,
        }
        for page in ("start", "account_login", "account_reset_password", "api"):
            client.get(reverse(f"{page}.sv"), headers=says)
        client.post(reverse("account_login.sv"), {"login": written, "password": written}, headers=says)
        officer = {"login": cast.people["officer"].email, "password": PASSWORD}
        assert client.post(reverse("account_login.sv"), officer, headers=says).status_code == 302
        assert client.get(reverse("mine.sv"), headers=says).status_code < 400
        client.get(f"/{written}/finns-inte", headers=says)
        left += traces.in_tables()

    nothing(sorted({*left, *log.holds_one(), *traces.in_mails()}))


@pytest.mark.django_db
def test_nothing_is_left_of_what_the_api_is_asked(log: traces.Log, settings: Any) -> None:
    settings.API_POINTS_FOR_A_KEY = 1_000_000
    organisation, client = an_organisation(), Client(raise_request_exception=False)
    key, written = a_key(organisation), itertools.cycle(ASCII)
    kept = a_purchase(actor(a_member(organisation, Role.PROCUREMENT_OFFICER), organisation))
    left, asked = list[str](), 0
    for one in api.requests(next(written), str(kept.pk), kept.version):
        with undone():
            headers = {"Authorization": f"Bearer {key}", **one.headers}
            path = one.path + ("?" + urlencode(one.query) if one.query else "")
            body = {"data": json.dumps(one.body), "content_type": "application/json"} if one.body is not None else {}
            answer = getattr(client, one.method)(path, headers=headers, **body)
            left += [f"{one.where}: {found}" for found in (*_in_answer(answer), *traces.in_tables())]
        asked += 1

    assert asked > 20
    nothing(sorted({*left, *log.holds_one()}))
