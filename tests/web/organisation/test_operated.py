"""The operator founds organisations and invites the first administrator of each, and sees nothing else of them."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.core import mail

from svangrum.records.accounts.models import Invitation, Organisation, Person
from tests.records.build import an_operator, an_organisation, signed_in
from tests.web.inhabited import confirm
from tests.web.page import read

LIST, NEW = "/drift/organisationer", "/drift/organisationer/ny"


@pytest.fixture
def operator(client, db, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    return signed_in(client, an_operator())


def confirm_now(client):
    session = client.session
    confirm(session, Person.objects.get(pk=session["_auth_user_id"]))
    session.save()


def sent(**written):
    return {"key": str(uuid4()), "name": "Bergs kommun", "kind": "municipality", **written}


def test_an_organisation_is_founded_and_its_first_administrator_invited(operator):
    response = operator.post(NEW, sent(orgnr="212000-0142", municipality="2326"))
    founded = Organisation.objects.get(name="Bergs kommun")
    assert response.headers["Location"] == f"{LIST}/{founded.pk}/bjud-in"
    form = {"key": str(uuid4()), "email": "chef@berg.example", "language": "sv"}
    assert operator.post(response.headers["Location"], form).headers["Location"] == "/sakerhet"
    assert not Invitation.objects.exists()
    confirm_now(operator)
    assert operator.post(response.headers["Location"], form, follow=True).status_code == 200
    assert Invitation.objects.get().roles == ["administrator"]
    assert "/inbjudan/" in mail.outbox[0].body


def test_the_same_form_sent_again_founds_one(operator):
    form = sent()
    first, second = operator.post(NEW, form), operator.post(NEW, form)
    assert first.headers["Location"] == second.headers["Location"]
    assert Organisation.objects.count() == 1


@pytest.mark.parametrize(("field", "written"), [("name", ""), ("kind", "empire"), ("orgnr", "12")])
def test_what_is_wrong_is_told_at_its_field(operator, field, written):
    response = operator.post(NEW, sent(**{field: written}))
    assert response.status_code == 422
    assert read(response).one("a", href=f"#{field}").text
    assert not Organisation.objects.exists()


def test_names_and_kinds_are_seen_and_no_people(operator, organisation, boss):
    text = operator.get(LIST).content.decode()
    assert "Sjöby kommun" in text
    assert "Sam Ek" not in text
    assert boss.email not in text


def test_an_organisation_that_administers_itself_is_left_alone(operator, organisation, boss):
    assert operator.get(f"{LIST}/{organisation.pk}/bjud-in").status_code == 404
    alone = an_organisation(name="Ensam region")
    assert operator.get(f"{LIST}/{alone.pk}/bjud-in").status_code == 200
