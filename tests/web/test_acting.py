"""A form lands where it was filled in, or nowhere: another window may have changed organisation meanwhile."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from svangrum.records.accounts.models import Deputy
from svangrum.records.actors import PUBLIC, Actor, Role
from svangrum.records.events.models import Event
from svangrum.records.files.models import StoredFile
from svangrum.web.acting import acting_place, refuse_if_elsewhere
from svangrum.web.clock import today
from svangrum.web.pages import address
from tests.records.build import a_member, a_person, an_organisation, refused, signed_in
from tests.records.purchases.made import FACTS
from tests.web.inhabited import confirm
from tests.web.page import read

pytestmark = pytest.mark.django_db
ROLES = (Role.ADMINISTRATOR, Role.PROCUREMENT_OFFICER)


def a_file():
    return SimpleUploadedFile("plan.txt", b"Tva forskolor.")


FORMS = {
    "file-hand-in": lambda _: {"file": a_file(), "rule": "working", "clean": "yes"},
    "purchase-keep": lambda _: {**FACTS, "title": "Lokalvård"},
    "organisation-invite": lambda _: {"email": "ny@sjoby.example", "roles": ["controller"], "language": "sv"},
    "organisation-key-new": lambda _: {
        "name": "Systemet",
        "scopes": ["purchases:read"],
        "expires_at": (today() + timedelta(days=9)).isoformat(),
    },
    "organisation-limits": lambda _: {"advertise": "500000"},
    "organisation-look": lambda _: {"colour": "#003d7a"},
    "organisation-departments": lambda _: {"name": "Skolan"},
    "thinning-times": lambda _: {"working": "24", "decision": "Nämnden 2026-11-27, § 7."},
    "mine-deputies": lambda colleague: {
        "deputy": str(colleague.pk),
        "since": today().isoformat(),
        "until": today().isoformat(),
    },
}
"""What is written, where nothing in the address says for which organisation."""


@pytest.fixture(autouse=True)
def store_folder(settings, tmp_path):
    settings.STORE = tmp_path / "store"


@pytest.fixture
def here():
    return an_organisation(name="Sjöby kommun")


@pytest.fixture
def there():
    return an_organisation(name="Fjärran kommun")


@pytest.fixture
def person(here, there):
    someone = a_member(here, *ROLES, person=a_person(name="Kim Alm"))
    return a_member(there, *ROLES, person=someone)


@pytest.fixture
def colleague(here, there, person):
    """Somebody whom ``person`` knows from both."""
    someone = a_member(here, *ROLES, person=a_person(name="Robin Dal"))
    return a_member(there, *ROLES, person=someone)


@pytest.fixture
def browser(client, person, here):
    signed_in(client, person, here)
    session = client.session
    confirm(session, person)
    session.save()
    return client


def carried(response):
    """What the form on the page carries hidden."""
    page = read(response)
    kept = {name: page.all("input", name=name) for name in ("key", "version", "place")}
    return {name: found[-1].attributes["value"] for name, found in kept.items() if found}


def enter(browser, organisation, member=None):
    """As another window of the same browser does."""
    stead = {"instead_of": member.pk} if member else {}
    browser.post(address("mine-organisations", "sv"), {"organisation": organisation.pk, **stead})


@pytest.mark.parametrize("page", FORMS)
def test_a_form_of_one_organisation_does_nothing_in_another(page, browser, there, colleague):
    url = address(page, "sv")
    form = {**carried(browser.get(url)), **FORMS[page](colleague)}
    enter(browser, there)
    before = Event.objects.count()

    answer = browser.post(url, form)

    assert answer.status_code == 409
    assert "Nu är du i Fjärran kommun." in read(answer).one("div", role="alert").text
    assert Event.objects.count() == before
    again = browser.post(url, {**FORMS[page](colleague), **carried(answer)})
    assert again.status_code in {200, 302}
    assert Event.objects.count() > before


def test_what_is_sent_again_is_kept_where_one_was_told_to_be(browser, there, colleague):
    url = address("file-hand-in", "sv")
    form = carried(browser.get(url))
    enter(browser, there)
    form = carried(browser.post(url, form | FORMS["file-hand-in"](colleague)))

    browser.post(url, form | FORMS["file-hand-in"](colleague))

    assert StoredFile.objects.get().organisation == there


def test_what_was_begun_as_oneself_is_not_done_in_anothers_stead(browser, here, person, colleague):
    Deputy.objects.create(organisation=here, member=colleague, deputy=person, since=today(), until=today())
    url = address("file-hand-in", "sv")
    form = carried(browser.get(url))
    enter(browser, here, colleague)

    answer = browser.post(url, form | FORMS["file-hand-in"](colleague))

    assert answer.status_code == 409
    assert "i Sjöby kommun som vikarie för Robin Dal." in read(answer).one("div", role="alert").text
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize("carried", [{}, {"place": "/"}])
def test_a_form_that_carries_no_organisation_is_taken_from_who_is_in_none(rf, carried):
    request = rf.post("/", carried)
    request.actor = PUBLIC

    refuse_if_elsewhere(request)


def test_who_is_in_no_organisation_any_more_is_told_so(rf, here):
    request = rf.post("/", {"place": acting_place(Actor(organisation=here.pk))})
    request.actor = PUBLIC

    with refused("record.elsewhere-nowhere"):
        refuse_if_elsewhere(request)


def test_a_form_without_a_page_of_its_own_is_told_of_on_one(browser, here, there):
    form = {"place": f"{here.pk}/", "version": "0"}
    enter(browser, there)

    answer = browser.post(address("organisation-arms-remove", "sv"), form)

    assert answer.status_code == 409
    assert read(answer).one("h1").text == "Du har bytt organisation eller vikariat"


def test_ones_own_profile_is_the_same_everywhere(browser, there, person):
    url = address("mine-profile", "sv")
    form = {**carried(browser.get(url)), "name": "Kim Alm Ny", "language": "sv"}
    enter(browser, there)

    assert browser.post(url, form).status_code == 302
    person.refresh_from_db()
    assert person.name == "Kim Alm Ny"
