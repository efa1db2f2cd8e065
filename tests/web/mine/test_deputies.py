"""Naming and ending one's deputies."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from svangrum.records.accounts.models import Deputy
from svangrum.records.actors import Role
from svangrum.web.clock import today
from tests.records.build import a_member, a_person, an_organisation, signed_in
from tests.web.page import read
from tests.web.signing_in.steps import code_of, with_app


@pytest.fixture
def other(organisation):
    return a_member(organisation, Role.CONTROLLER, person=a_person(name="Robin Dal"))


def sent(deputy, **written):
    first, last = today().isoformat(), (today() + timedelta(days=7)).isoformat()
    return {"key": str(uuid4()), "deputy": str(deputy.pk), "since": first, "until": last, **written}


def test_a_colleague_is_named_and_ended(confirmed, me, other):
    response = confirmed.post("/mina-sidor/vikarier", sent(other), follow=True)
    assert "Robin Dal ersätter dig" in read(response).one("ul", class_="listing").text
    named = Deputy.objects.get(member=me)
    end = f"/mina-sidor/vikarier/{named.pk}/avsluta"
    assert confirmed.post(end, {"version": named.version}, follow=True).status_code == 200
    assert "Robin Dal ersätter dig" not in confirmed.get("/mina-sidor/vikarier").content.decode()


def test_only_colleagues_can_be_chosen(confirmed, other):
    stranger = a_member(an_organisation(), Role.CONTROLLER, person=a_person(name="Fjärran Främling"))
    options = [one.text for one in read(confirmed.get("/mina-sidor/vikarier")).all("option")]
    assert options == ["Välj", "Robin Dal"]
    assert confirmed.post("/mina-sidor/vikarier", sent(stranger)).status_code == 422
    assert not Deputy.objects.exists()


def test_every_fault_is_told_at_its_field(confirmed, other):
    response = confirmed.post("/mina-sidor/vikarier", {**sent(other), "deputy": "", "since": "snart", "until": ""})
    links = {one.attributes["href"] for one in read(response).all("a")}
    assert response.status_code == 422
    assert {"#deputy", "#since", "#until"} <= links


def test_days_in_the_wrong_order_are_refused(confirmed, other):
    early = (today() - timedelta(days=1)).isoformat()
    assert confirmed.post("/mina-sidor/vikarier", sent(other, until=early)).status_code == 422


def test_what_no_form_sends_is_not_there(confirmed, other):
    assert confirmed.post("/mina-sidor/vikarier", {**sent(other), "deputy": "x"}).status_code == 404


def test_anothers_deputy_cannot_be_ended(client, confirmed, me, other):
    confirmed.post("/mina-sidor/vikarier", sent(other))
    named = Deputy.objects.get(member=me)
    outsider = a_member(an_organisation(), Role.ADMINISTRATOR)
    signed_in(client, outsider, outsider.memberships.get().organisation)
    path = f"/mina-sidor/vikarier/{named.pk}/avsluta"
    assert client.post(path, {"version": named.version}).status_code == 404
    assert client.get(path).status_code == 405


def test_a_session_left_open_looks_and_names_nobody(mine, me, other):
    with_app(me)
    assert mine.get("/mina-sidor/vikarier").status_code == 200
    asked = mine.post("/mina-sidor/vikarier", sent(other))
    assert asked.headers["Location"] == "/bekrafta/kod?next=%2Fmina-sidor%2Fvikarier"
    assert not Deputy.objects.exists()


def test_the_form_is_sent_again_when_the_second_factor_has_been_shown(mine, me, other):
    secret = with_app(me)
    led = mine.post("/mina-sidor/vikarier", sent(other)).headers["Location"]
    mine.post(led, {"code": code_of(secret)})
    assert Deputy.objects.get(member=me).deputy == other


@pytest.mark.parametrize(
    ("kind", "role", "said"), [("municipality", "controller", True), ("enterprise", "member", False)]
)
def test_employees_of_a_municipality_are_told_that_a_deputy_gets_no_power_to_decide(client, db, kind, role, said):
    organisation = an_organisation(kind)
    signed_in(client, a_member(organisation, role), organisation)
    text = client.get("/mina-sidor/vikarier").content.decode()
    assert ("7 kap. 5 och 6 §§ kommunallagen" in text) == said
