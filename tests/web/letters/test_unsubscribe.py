"""Letters are ended from a link, without signing in: looking changes nothing, pressing does."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from django.core import signing
from django.test import Client

from svangrum.core.language import LANGUAGES, words
from svangrum.jobs.letters.addresses import unsubscribe_address
from svangrum.records.letters.models import Pace
from svangrum.records.letters.queries import paces_of
from svangrum.records.letters.topics import Topic
from tests.records.build import a_person

pytestmark = pytest.mark.django_db


def link_for(person, *topics, language="sv"):
    return urlsplit(unsubscribe_address(person.pk, topics or (Topic.SHARED,), language)).path


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_asks_and_the_button_does(client, language):
    person = a_person()
    path = link_for(person, Topic.SHARED, Topic.WORK, language=language)
    page = client.get(path).content.decode()
    assert words("unsubscribe.send", language) in page
    assert words("letters.topic.work", language) in page
    assert paces_of(person.pk)[Topic.WORK] == Pace.AT_ONCE
    done = Client(enforce_csrf_checks=True).post(path)
    assert words("unsubscribe.done.title", language) in done.content.decode()
    assert {topic for topic, pace in paces_of(person.pk).items() if pace == Pace.NEVER} == {Topic.SHARED, Topic.WORK}


def test_pressing_twice_is_no_fault(client):
    path = link_for(a_person())
    assert [client.post(path).status_code for _ in range(2)] == [200, 200]


@pytest.mark.parametrize("change", [lambda path: path[:-1] + ("A" if path[-1] != "A" else "B"), lambda path: path[:-9]])
def test_a_forged_link_is_explained_and_does_nothing(client, change):
    person = a_person()
    path = change(link_for(person))
    for response in (client.get(path), client.post(path)):
        assert response.status_code == 404
        assert words("error.unsubscribe.forged", "sv") in response.content.decode()
    assert paces_of(person.pk)[Topic.SHARED] == Pace.AT_ONCE


def test_a_link_of_another_kind_is_no_such_link(client):
    person = a_person()
    signed = signing.dumps({"person": str(person.pk), "topics": ["shared"]}, salt="another")
    assert client.post(f"/avanmal/{signed}").status_code == 404
    assert paces_of(person.pk)[Topic.SHARED] == Pace.AT_ONCE


def test_an_old_link_is_explained_and_does_nothing(client, monkeypatch):
    person = a_person()
    path = link_for(person)
    monkeypatch.setattr("svangrum.jobs.letters.addresses._YEAR_SECONDS", -1)
    response = client.post(path)
    assert response.status_code == 410
    assert words("error.unsubscribe.old", "sv") in response.content.decode()
    assert paces_of(person.pk)[Topic.SHARED] == Pace.AT_ONCE


def test_a_topic_that_there_is_no_more_is_left_out(client):
    person = a_person()
    whole, gone = (link_for(person, *topics) for topics in ((Topic.SHARED, "dropped"), ("dropped",)))
    assert (client.post(gone).status_code, paces_of(person.pk)[Topic.SHARED]) == (410, Pace.AT_ONCE)
    assert (client.post(whole).status_code, paces_of(person.pk)[Topic.SHARED]) == (200, Pace.NEVER)


def test_a_link_to_what_must_be_sent_does_nothing(client):
    person = a_person()
    assert client.post(link_for(person, Topic.SECURITY)).status_code == 422
    assert paces_of(person.pk)[Topic.SECURITY] == Pace.AT_ONCE


def test_the_link_holds_no_address_and_who_has_left_meets_no_fault(client):
    person = a_person()
    path = link_for(person)
    assert person.email not in path
    type(person).objects.filter(pk=person.pk).update(is_active=False)
    assert client.post(path).status_code == 200
