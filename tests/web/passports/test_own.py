"""An enterprise's own passport: told, withdrawn, shared by a link, taken back."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client

from svangrum.core.language import LANGUAGES, words
from svangrum.records.accounts.models import OrganisationKind
from svangrum.records.actors import Role
from svangrum.records.files.actions import hand_in
from svangrum.records.files.upload import Upload
from svangrum.records.passports.models import Evidence, PassportLink
from svangrum.records.passports.queries import live_evidence
from svangrum.web.clock import now, today
from tests.records.build import an_organisation
from tests.web.passports.conftest import as_member

pytestmark = pytest.mark.django_db

SHARE = {"all_occupied": "10", "of_groups": "4", "basis": "documented", "statement": "Intyget.", "expires": ""}


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_shows_the_own_people_all_and_what_is_missing(scene, url, language):
    for client in (scene.boss(), scene.worker()):
        text = client.get(url("passport", language)).content.decode()
        assert words("passport.headline.yes", language, name="Återbrukskooperativet") in text
        assert "Tre av sju enligt intyget." in text
        assert words("passports.missing.file", language) in text


def test_only_administrators_get_the_forms(scene, url):
    assert url("passport-share") in scene.boss().get(url("passport")).content.decode()
    assert url("passport-share") not in scene.worker().get(url("passport")).content.decode()
    assert scene.worker().get(url("passport-share")).status_code == 403


def test_an_organisation_that_is_not_in_the_register_is_told_so(scene, url):
    client = as_member(an_organisation(OrganisationKind.ENTERPRISE), Role.ADMINISTRATOR)
    assert words("passports.not-listed", "sv") in client.get(url("passport")).content.decode()
    assert client.get(url("passport-share")).status_code == 404


def test_a_share_is_told_and_worked_out(scene, url):
    answer = scene.boss().post(url("passport-share"), SHARE | {"counted_on": today().isoformat()}, follow=True)
    assert words("passports.told.told", "sv") in answer.content.decode()
    told = live_evidence(scene.enterprise, "share")
    assert (told.all_occupied, told.of_groups, told.holds) == (10, 4, True)


def test_a_purpose_is_told_with_one_of_the_own_files(scene, url):
    file = hand_in(
        by=scene.firm.boss,
        recorded_at=now(),
        organisation=scene.firm.home.pk,
        file=Upload("stadgar.txt", b"Stadgar."),
        rule="working",
    )
    sent = {"holds": "yes", "counted_on": today().isoformat(), "basis": "documented", "file": str(file)}
    assert "stadgar.txt" in scene.boss().get(url("passport-purpose")).content.decode()
    assert scene.boss().post(url("passport-purpose"), sent).status_code == 302
    assert live_evidence(scene.enterprise, "purpose").file_id == file
    assert "stadgar.txt" in scene.boss().get(url("passport")).content.decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_forms_warn_of_lists_of_people_and_say_how_we_count(scene, url, language):
    for page in ("passport-purpose", "passport-share"):
        text = scene.boss().get(url(page, language)).content.decode().replace("&#x27;", "'")
        assert words("passports.no-names", language) in text
        assert words("passports.field.file-hint", language) in text
    assert words("passports.share.lead", language, share=30) in text


def test_a_sheltered_workshop_is_told_as_one(scene, url):
    sent = {"holds": "workshop", "counted_on": today().isoformat(), "basis": "self-declared"}
    text = scene.boss().post(url("passport-purpose"), sent, follow=True).content.decode()
    assert words("passport.headline.sheltered", "sv", name="Återbrukskooperativet") in text
    assert live_evidence(scene.enterprise, "purpose").sheltered


def test_that_somebody_has_examined_it_needs_the_firm_and_a_file(scene, url):
    sent = SHARE | {"counted_on": today().isoformat(), "basis": "audited"}
    answer = scene.boss().post(url("passport-share"), sent)
    assert answer.status_code == 422
    for code in ("passport.no-reviewer", "passport.no-report"):
        assert words(f"error.{code}", "sv") in answer.content.decode()


@pytest.mark.parametrize(
    ("sent", "code", "values"),
    [
        ({"of_groups": "11"}, "passport.share-over", {"all_occupied": 10, "of_groups": 11}),
        ({"all_occupied": "0", "of_groups": "0"}, "passport.count-zero", {}),
        ({"counted_on": "2999-01-01"}, "passport.future", {"today": today()}),
        ({"counted_on": "i går"}, "date.unreadable", {"text": "i går"}),
        ({"all_occupied": "tio"}, "number.unreadable", {"text": "tio", "least": 0, "most": 999_999_999}),
        ({"basis": ""}, "passport.basis", {}),
        ({"file": "hittepå"}, "passport.file", {}),
        ({"statement": "Enligt 19850101-1236."}, "text.person", {}),
    ],
)
def test_what_is_wrong_is_told_and_what_was_written_is_kept(scene, url, sent, code, values):
    before = Evidence.objects.count()
    written = SHARE | {"counted_on": today().isoformat()} | sent
    answer = scene.boss().post(url("passport-share"), written)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert words(f"error.{code}", "sv", **values) in text.replace("&#x27;", "'")
    assert 'value="10"' in text or "all_occupied" in sent
    assert Evidence.objects.count() == before


def test_all_that_cannot_be_read_is_told_at_once(scene, url):
    answer = scene.boss().post(url("passport-share"), {"all_occupied": "x", "of_groups": "y", "counted_on": "z"})
    assert answer.content.decode().count('class="error"') == 3


def test_it_is_withdrawn(scene, url):
    told = live_evidence(scene.enterprise, "share")
    answer = scene.boss().post(url("passport-withdraw", evidence=told.pk), {"version": told.version}, follow=True)
    assert words("passports.missing.none", "sv") in answer.content.decode()


def make_link(scene, url, **more):
    sent = {"procurement": "Lokalvård i förskolor", "expires": (today() + timedelta(days=30)).isoformat(), **more}
    return scene.boss().post(url("passport-link-new"), sent)


def secret_in(answer):
    return re.search(r"/pass/([0-9a-f]{64})", answer.content.decode())[1]


def test_a_link_is_shown_once_opened_counted_and_taken_back(scene, url):
    secret = secret_in(make_link(scene, url))
    assert secret not in scene.boss().get(url("passport")).content.decode()
    assert Client().get(url("passport-opened", secret=secret)).status_code == 200
    link = PassportLink.objects.get()
    assert words("passports.readings", "sv", count=1) in scene.boss().get(url("passport")).content.decode()
    told = scene.boss().get(url("passport-link", link=link.pk)).content.decode()
    assert words("passports.read.passport", "sv") in told
    scene.boss().post(url("passport-link-revoke", link=link.pk), {"version": link.version})
    over = Client().get(url("passport-opened", secret=secret))
    assert over.status_code == 404
    assert words("error.passport-link.revoked", "sv", day=today()) in over.content.decode()
    assert "Återbrukskooperativet" not in over.content.decode()


def test_a_link_gives_the_numbers_to_the_buyer_that_is_chosen(scene, url):
    assert scene.town.name in scene.boss().get(url("passport-link-new")).content.decode()
    text = make_link(scene, url, buyer=str(scene.town.pk)).content.decode()
    assert words("passports.link.numbered", "sv") in text
    link = PassportLink.objects.get()
    assert link.buyer == scene.town
    for page in (url("passport"), url("passport-link", link=link.pk)):
        assert scene.town.name in scene.boss().get(page).content.decode()
    for buyer in (str(scene.firm.home.pk), "hittepå"):
        text = make_link(scene, url, buyer=buyer).content.decode()
        assert words("error.passport-link.buyer", "sv") in text


def test_what_is_wrong_with_a_link_is_told(scene, url):
    answer = make_link(scene, url, procurement="", expires="2999-01-01")
    assert answer.status_code == 422
    assert words("error.passport.no-procurement", "sv") in answer.content.decode()
    assert make_link(scene, url, expires="snart").status_code == 422


def test_the_own_files_hold_the_numbers_only_when_asked_for(scene, url):
    plain = scene.worker().get(url("passport-file", name="pass.json"))
    numbered = scene.worker().get(url("passport-file", name="med-antal-pass.json"))
    assert plain.json()["with_counts"] is False
    assert "of_groups" not in plain.content.decode()
    assert numbered.json()["tests"]["share"]["current"]["of_groups"] == 3
    assert scene.worker().get(url("passport-file", name="pass.pdf"))["Content-Type"] == "application/pdf"
    assert scene.worker().get(url("passport-file", name="pass.exe")).status_code == 404


def test_another_enterprises_link_is_not_there(scene, url):
    make_link(scene, url)
    link = PassportLink.objects.get()
    other = as_member(an_organisation(OrganisationKind.ENTERPRISE), Role.ADMINISTRATOR)
    assert other.get(url("passport-link", link=link.pk)).status_code == 404
    assert other.post(url("passport-link-revoke", link=link.pk), {"version": 1}).status_code == 404


def test_buyers_and_strangers_have_no_passport_of_their_own(scene, url):
    assert as_member(scene.town, Role.ADMINISTRATOR).get(url("passport")).status_code == 403
    assert Client().get(url("passport")).status_code == 302
