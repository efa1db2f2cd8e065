"""Kept purchases by a key: kept once, changed in the version one saw, listed in parts, and nobody else's."""

from __future__ import annotations

import json
import uuid
from datetime import date, timedelta

import pytest

from svangrum.core.errors import SvangrumError
from svangrum.records.actors import Role, Scope
from svangrum.records.events.models import Event
from svangrum.records.purchases.actions.keeping import keep_purchase
from svangrum.records.purchases.given import answer_now
from svangrum.records.purchases.models import Purchase
from svangrum.web import clock
from svangrum.web.api.paging import part_of
from tests.records.build import NOW, TODAY, a_member, actor, an_organisation
from tests.web.api.conftest import a_key
from tests.web.api.test_refusals import bearing, problem

pytestmark = pytest.mark.django_db
FACTS = {"what": "lokalvård", "value": 1_200_000, "contract": False, "as_of": "2026-11-23"}
LIST = "/api/v1/purchases"


def ask(client, method, path, key, body=None, **headers):
    text = "" if body is None else json.dumps(body)
    return client.generic(method, path, text, content_type="application/json", **bearing(key, **headers))


def keep(client, key, **more):
    response = ask(client, "POST", LIST, key, {"title": "Förskolorna", "facts": FACTS} | more)
    assert response.status_code == 201, response.content
    return response


def shared_by_a_colleague(organisation, *, shared=True):
    colleague = actor(a_member(organisation, Role.PROCUREMENT_OFFICER), organisation)
    kept = answer_now({"what": "fruktkorgar"}, as_of=TODAY, sent={})
    return keep_purchase(by=colleague, recorded_at=NOW, title="Frukt", given=kept, shared=shared)


def test_a_purchase_is_kept_with_its_answer(client, organisation, key):
    response = keep(client, key, note="Fråga Kim")
    made = response.json()
    assert response["ETag"] == f'"{made["version"]}"' == '"1"'
    assert response["Location"] == f"{LIST}/{made['id']}"
    told = ask(client, "GET", response["Location"], key).json()
    assert (told["id"], told["version"]) == (made["id"], 1)
    assert told["facts"] == {"what": "lokalvård", "value": "1200000", "contract": "no"}
    assert [one["as_of"] for one in told["answers"]] == ["2026-11-23"]
    kept = Purchase.objects.get(pk=told["id"])
    assert (kept.organisation_id, kept.owner_id, kept.note) == (organisation.pk, None, "Fråga Kim")
    event = Event.objects.get(thing=kept.pk)
    assert (event.action, event.as_of) == ("purchase.kept", date(2026, 11, 23))


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_answer_is_given_as_it_was(client, key, language):
    where = keep(client, key)["Location"]
    told = ask(client, "GET", f"{where}/answers/1?language={language}", key).json()
    asked = ask(client, "POST", "/api/v1/advise", key, FACTS | {"language": language}).json()
    assert told["language"] == language
    assert told["findings"] == asked["findings"]
    assert problem(ask(client, "GET", f"{where}/answers/2", key), 404)


def test_the_same_request_is_done_once(client, key):
    headers = {"idempotency-key": "kop-1"}
    body = {"title": "Förskolorna", "facts": FACTS}
    first = ask(client, "POST", LIST, key, body, **headers)
    second = ask(client, "POST", LIST, key, body, **headers)
    assert first.status_code == second.status_code == 201
    assert first.json() == second.json()
    assert Purchase.objects.count() == 1
    other = ask(client, "POST", LIST, key, body | {"title": "Annat"}, **headers)
    assert problem(other, 422)["code"] == "record.key-reused"


UNDATED = {name: value for name, value in FACTS.items() if name != "as_of"}


@pytest.mark.parametrize(
    "change",
    [
        ("PATCH", "", {"note": "Väntar på nämnden"}),
        ("PATCH", "", {"title": "Skolorna"}),
        ("PUT", "/facts", UNDATED),
        ("POST", "/answers", {}),
    ],
)
def test_what_was_left_out_is_no_other_request_when_it_is_sent_again(client, key, monkeypatch, change):
    """The purchase, and the day, have become others meanwhile."""
    where, (method, path, body) = keep(client, key)["Location"], change
    headers = {"if-match": '"1"', "idempotency-key": "andring-1"}
    first = ask(client, method, where + path, key, body, **headers)
    ask(client, "PATCH", where, key, {"title": "Annat", "note": "Annat"}, **{"if-match": '"2"'})
    meanwhile = ask(client, "PUT", f"{where}/facts", key, FACTS | {"value": 900_000}, **{"if-match": '"3"'})
    monkeypatch.setattr(clock, "today", lambda: TODAY + timedelta(days=9))
    again = ask(client, method, where + path, key, body, **headers)
    assert (first.status_code, again.status_code) == (200, 200), again.content
    assert again.json() == meanwhile.json() == ask(client, "GET", where, key).json()


def test_a_purchase_without_a_day_is_kept_once_though_the_day_has_passed(client, key, monkeypatch):
    headers, body = {"idempotency-key": "kop-2"}, {"facts": UNDATED}
    first = ask(client, "POST", LIST, key, body, **headers)
    monkeypatch.setattr(clock, "today", lambda: TODAY + timedelta(days=9))
    assert ask(client, "POST", LIST, key, body, **headers).json() == first.json()
    assert Purchase.objects.count() == 1


def test_a_key_that_may_only_write_learns_nothing_by_sending_the_same_again(client, organisation, key):
    writing, headers = a_key(organisation, Scope.PURCHASES_WRITE), {"idempotency-key": "kop-3"}
    body = {"title": "Förskolorna", "facts": FACTS}
    first = ask(client, "POST", LIST, writing, body, **headers)
    changed = ask(client, "PATCH", first["Location"], key, {"note": "Hemligt"}, **{"if-match": first["ETag"]})
    assert changed.status_code == 200
    again = ask(client, "POST", LIST, writing, body, **headers)
    assert (again.content, again["ETag"], again["Location"]) == (first.content, first["ETag"], first["Location"])
    assert set(again.json()) == {"id", "version"}


def test_who_changes_an_older_version_is_told_and_nothing_is_written(client, key):
    where = keep(client, key)["Location"]
    mine = ask(client, "PATCH", where, key, {"title": "Mitt"}, **{"if-match": '"1"'})
    assert (mine.json()["title"], mine["ETag"]) == ("Mitt", '"2"')
    theirs = ask(client, "PATCH", where, key, {"title": "Ditt"}, **{"if-match": '"1"'})
    assert problem(theirs, 412)["code"] == "api.stale"
    assert ask(client, "GET", where, key).json() == mine.json()
    assert problem(ask(client, "PATCH", where, key, {"title": "Ditt"}), 428)
    assert problem(ask(client, "PATCH", where, key, {"title": "Ditt"}, **{"if-match": "2"}), 422)


def test_facts_change_and_a_question_is_asked_again(client, key):
    where = keep(client, key)["Location"]
    changed = ask(client, "PUT", f"{where}/facts", key, FACTS | {"value": 500_000}, **{"if-match": '"1"'})
    assert changed.json()["facts"]["value"] == "500000"
    again = ask(client, "POST", f"{where}/answers", key, {"as_of": "2026-12-01"}, **{"if-match": changed["ETag"]})
    assert [one["as_of"] for one in again.json()["answers"]] == ["2026-12-01", "2026-11-23", "2026-11-23"]
    listed = ask(client, "GET", f"{where}/answers", key).json()["items"]
    assert listed == again.json()["answers"]
    days = Event.objects.filter(action__in=["purchase.changed", "purchase.asked-again"]).values_list("as_of", flat=True)
    assert set(days) == {date(2026, 11, 23), date(2026, 12, 1)}


def test_what_a_colleague_shares_is_read_and_not_changed(client, organisation, key):
    shared, own = shared_by_a_colleague(organisation), shared_by_a_colleague(organisation, shared=False)
    assert [one["id"] for one in ask(client, "GET", LIST, key).json()["items"]] == [str(shared)]
    assert ask(client, "GET", f"{LIST}/{shared}", key).status_code == 200
    assert problem(ask(client, "PATCH", f"{LIST}/{shared}", key, {"title": "x"}, **{"if-match": '"1"'}), 403)
    assert problem(ask(client, "GET", f"{LIST}/{own}", key), 404)


def test_another_organisations_purchase_is_not_there(client, key):
    other = an_organisation()
    theirs = shared_by_a_colleague(other)
    absent = problem(ask(client, "GET", f"{LIST}/{uuid.uuid4()}", key), 404)
    told = problem(ask(client, "GET", f"{LIST}/{theirs}", key), 404)
    assert told | {"reference": ""} == absent | {"reference": ""}
    for method, path in (("PATCH", ""), ("PUT", "/facts"), ("POST", "/answers")):
        body = FACTS if method == "PUT" else {}
        assert problem(ask(client, method, f"{LIST}/{theirs}{path}", key, body, **{"if-match": '"1"'}), 404)
    assert ask(client, "GET", LIST, key).json() == {"items": [], "next": None}


def test_a_key_to_read_keeps_nothing(client, organisation):
    reading = a_key(organisation, Scope.PURCHASES_READ)
    assert problem(ask(client, "POST", LIST, reading, {"facts": FACTS}), 403)["code"] == "api.scope"
    assert ask(client, "GET", LIST, reading).status_code == 200
    writing = a_key(organisation, Scope.PURCHASES_WRITE)
    assert problem(ask(client, "GET", LIST, writing), 403)
    made = keep(client, writing)
    assert problem(ask(client, "GET", made["Location"], writing), 403)
    assert ask(client, "GET", made["Location"], reading).json()["id"] == made.json()["id"]


def test_a_number_of_a_person_is_not_kept(client, key):
    response = ask(client, "POST", LIST, key, {"title": "Till 811218-9876", "facts": FACTS})
    assert problem(response, 422)["code"] == "text.person"
    assert b"811218" not in response.content
    assert not Purchase.objects.exists()


def test_faults_in_the_facts_are_told_at_their_place(client, key):
    told = problem(ask(client, "POST", LIST, key, {"facts": {"what": "x", "municipality": "Ingenstans"}}), 422)
    assert told["errors"][0]["field"].endswith("municipality")


@pytest.mark.parametrize("count", [0, 1, 3, 8])
@pytest.mark.parametrize("size", [1, 2, 3, 8, 9])
def test_the_parts_of_a_list_make_the_whole(organisation, size, count):
    """Also where several were kept in the same moment."""
    made = [a_bare_purchase(organisation, place) for place in range(count)]
    listed, cursor = [], None
    while True:
        part = part_of(Purchase.objects.order_by("-kept_at", "pk"), cursor, size)
        listed.append(part.items)
        cursor = part.next
        if cursor is None:
            break
    told = [one.pk for items in listed for one in items]
    assert sorted(told) == sorted(made)
    assert [len(items) for items in listed[:-1]] == [size] * (len(listed) - 1)


def test_what_is_kept_meanwhile_shifts_no_part(organisation):
    made = {a_bare_purchase(organisation, place) for place in range(4)}
    first = part_of(Purchase.objects.order_by("-kept_at", "pk"), None, 2)
    a_bare_purchase(organisation, 30)
    rest = part_of(Purchase.objects.order_by("-kept_at", "pk"), first.next, 9)
    assert {one.pk for one in (*first.items, *rest.items)} == made


def a_bare_purchase(organisation, place):
    """Three to a moment."""
    at = NOW.replace(minute=place // 3)
    return Purchase.objects.create(organisation=organisation, title="x", facts={}, kept_at=at, shared=True).pk


@pytest.mark.parametrize("cursor", ["x", "WyJ4Il0:abc", ""])
def test_a_mark_that_is_not_ours_is_refused(client, key, cursor):
    problem(ask(client, "GET", f"{LIST}?cursor={cursor}", key), 422)
    with pytest.raises(SvangrumError, match=r"api\.cursor"):
        part_of(Purchase.objects.all(), cursor, 1)
