"""From the answer's page to a kept purchase, signed in or by way of signing in."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from svangrum.core.language import LANGUAGES, words
from svangrum.records.profiles.actions import set_limits
from svangrum.records.purchases.models import GivenAdvice, Purchase
from svangrum.web.pages import address
from tests.records.build import NOW, a_person, signed_in
from tests.web.page import read
from tests.web.purchases.forms import filled

pytestmark = pytest.mark.django_db


def test_a_stranger_costs_no_question_to_the_database(client, question, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.get("/svar", question)
    assert response.status_code == 200
    assert not response.cookies


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_stranger_brings_the_question_through_signing_in(client, question, language):
    page = read(client.get(address("answer", language), question))
    link = next(one for one in page.all("a") if one.text == words("purchases.keep.sign-in", language))
    asked = client.get(link.attributes["href"])
    assert asked.status_code == 302
    onward = parse_qs(urlsplit(asked["Location"]).query)["next"][0]
    assert onward == link.attributes["href"]
    assert {name: value[0] for name, value in parse_qs(urlsplit(onward).query).items()} == question


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_member_keeps_the_purchase_with_one_press(owner, question, language):
    keep = address("purchase-keep", language)
    sent = filled(read(owner.browser.get(address("answer", language), question)), keep)
    assert sent["title"] == "Lokalvård i två förskolor"
    response = owner.browser.post(keep, sent, follow=True)
    kept = Purchase.objects.get()
    assert response.redirect_chain == [(address("purchase", language, purchase=str(kept.pk)), 302)]
    assert words("purchases.told.kept", language) in response.content.decode()
    assert (kept.title, kept.owner, kept.shared) == ("Lokalvård i två förskolor", owner.person, False)
    assert {"as_of": "2026-11-23", **kept.facts} == question


def test_the_form_sent_again_keeps_one(owner, question):
    sent = filled(read(owner.browser.get("/svar", question)), "/mina-kop/spara")
    first, again = (owner.browser.post("/mina-kop/spara", sent) for _ in range(2))
    assert first["Location"] == again["Location"]
    assert (Purchase.objects.count(), GivenAdvice.objects.count()) == (1, 1)


def test_the_form_after_signing_in_proposes_a_title_and_keeps_the_question(owner, question):
    page = read(owner.browser.get("/mina-kop/spara", question))
    assert page.one("input", name="title").attributes["value"] == "Lokalvård i två förskolor"
    assert {name: page.one("input", name=name).attributes["value"] for name in question} == question


@pytest.mark.parametrize("code", ["branches", "tenders"])
def test_before_a_purchase_is_kept_for_all_to_see_secrecy_is_told_of(owner, question, code):
    assert words(f"purchases.before.{code}", "sv") in owner.browser.get("/mina-kop/spara", question).content.decode()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"title": " "}, "title"), ({"title": "x" * 201}, "title"), ({"note": "x" * 5001}, "note")],
)
def test_what_cannot_be_kept_is_told_and_everything_is_left_as_written(owner, question, wrong, field):
    response = owner.browser.post("/mina-kop/spara", {**question, "title": "Namn", "note": "Min text", **wrong})
    page = read(response)
    assert response.status_code == 422
    assert f"#{field}" in [one.attributes["href"] for one in page.all("a")]
    assert page.one("input", name="value").attributes["value"] == question["value"]
    assert Purchase.objects.count() == 0


@pytest.mark.parametrize("text", ["Städa åt 19850101-1236", "850101-1236"])
def test_a_personal_number_is_refused_and_not_kept(owner, question, text):
    for sent in ({"title": text}, {"title": "x", "note": text}, {"title": "x", "what": text}):
        response = owner.browser.post("/mina-kop/spara", {**question, **sent})
        assert response.status_code == 422
        assert words("error.text.person", "sv") in response.content.decode()
    assert Purchase.objects.count() == 0


def test_facts_that_cannot_be_read_are_told(owner, question):
    response = owner.browser.post("/mina-kop/spara", {**question, "title": "x", "value": "mycket", "as_of": "snart"})
    assert response.status_code == 422
    trouble = read(response).one("div", class_="trouble").text
    assert "mycket" in trouble
    assert "snart" in trouble


def test_a_key_that_was_used_for_something_else_is_refused(owner, question):
    for title, status in (("Först", 302), ("Sedan", 422)):
        sent = {**question, "title": title, "key": "samma"}
        assert owner.browser.post("/mina-kop/spara", sent).status_code == status
    assert Purchase.objects.count() == 1


def test_who_belongs_nowhere_is_offered_nothing_and_keeps_nothing(client, question):
    signed_in(client, a_person())
    assert not [one for one in read(client.get("/svar", question)).all("h2") if one.attributes.get("id") == "spara"]
    assert client.post("/mina-kop/spara", {**question, "title": "x"}).status_code == 403


def test_a_stranger_keeps_nothing(client, question):
    assert client.post("/mina-kop/spara", {**question, "title": "x"}).status_code in {302, 403}
    assert Purchase.objects.count() == 0


def test_own_limits_stand_beside_the_law_and_are_said_to_be_own(owner, administrator, stranger, question):
    limits = {"ask-several": "100 000", "committee-decides": "2 000 000"}
    set_limits(
        by=administrator.actor, recorded_at=NOW, organisation=administrator.organisation.pk, version=0, limits=limits
    )
    told = owner.browser.get("/svar", question).content.decode()
    assert words("purchases.limit.not-law", "sv") in told
    assert told.count(words("purchases.limit.reached", "sv")) == 1
    assert told.count(words("purchases.limit.below", "sv")) == 1
    assert words("purchases.limit.not-law", "sv") not in stranger.browser.get("/svar", question).content.decode()
