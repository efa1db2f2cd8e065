"""The pages of files: without JavaScript, for those who may, each refusal told at its field and logged."""

from __future__ import annotations

import logging
import re
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from svangrum.core.language import words
from svangrum.records.actors import Role
from svangrum.records.events.models import Event
from svangrum.records.events.queries import history
from svangrum.records.files import store
from svangrum.records.files.actions import hand_in, read_file
from svangrum.records.files.models import StoredFile
from svangrum.records.files.upload import Upload
from svangrum.records.purchases.actions.ending import close_purchase
from svangrum.web.clock import now
from svangrum.web.files.uploading import BESIDE_THE_FILE
from svangrum.web.pages import address
from tests.records.build import NOW, TODAY, a_member, a_person, actor, an_organisation, signed_in
from tests.records.files.made import NUMBER, a_docx, a_png
from tests.records.purchases.made import a_purchase
from tests.web.page import read

if TYPE_CHECKING:
    from svangrum.records.accounts.models import Organisation
    from svangrum.records.purchases.models import Purchase

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation() -> Organisation:
    return an_organisation()


@pytest.fixture
def officer(client, organisation):
    """A client that a procurement officer has signed in with."""
    client.person = a_member(organisation, Role.PROCUREMENT_OFFICER)
    return signed_in(client, client.person, organisation)


def a_client(organisation, *roles):
    """Another signed-in client."""
    from django.test import Client

    return signed_in(Client(), a_member(organisation, *roles), organisation)


def kept(organisation, person=None, name="plan.txt", content=b"Lokalvard", days=0, **given) -> StoredFile:
    """A file that was handed in some days ago."""
    by = actor(person or a_member(organisation, Role.PROCUREMENT_OFFICER), organisation)
    said = {"rule": "working", **given}
    moment = NOW - timedelta(days=days)
    file = hand_in(by=by, recorded_at=moment, organisation=organisation.pk, file=Upload(name, content), **said)
    return StoredFile.objects.get(pk=file)


def sent(name="plan.docx", content=None, **more):
    """What the form sends."""
    file = SimpleUploadedFile(name, a_docx() if content is None else content)
    return {"file": file, "rule": "working", "key": str(uuid4()), **more}


def told(caplog) -> list[str]:
    """What the security log says."""
    return [one.code for one in caplog.records if one.name == "svangrum.security"]


def url(page, **parts):
    return address(page, "sv", **{name: str(part) for name, part in parts.items()})


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_file_is_handed_in_listed_shown_and_fetched(officer, language):
    form = officer.get(address("file-hand-in", language))
    assert read(form).one("form", class_="own-form").attributes["enctype"] == "multipart/form-data"

    done = officer.post(address("file-hand-in", language), sent("Plan för städ.docx"))
    assert (done.status_code, done["Location"]) == (302, address("files", language))

    listed = officer.get(done["Location"])
    file = StoredFile.objects.get()
    assert words("files.form.done", language) in listed.content.decode()
    (link,) = [one for one in read(listed).all("a") if one.text == "Plan för städ.docx"]
    assert link.attributes["href"] == address("file", language, file=str(file.pk))

    shown = officer.get(link.attributes["href"])
    assert file.sha256 in shown.content.decode()

    fetched = officer.get(address("file-content", language, file=str(file.pk)))
    assert fetched.content == a_docx() or len(fetched.content) == file.size
    assert fetched["Content-Type"].endswith("wordprocessingml.document")
    assert fetched["Content-Disposition"].startswith("attachment; filename*=utf-8''Plan%20f%C3%B6r")
    assert fetched["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in fetched["Cache-Control"]
    assert "sandbox" in fetched["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({"file": ""}, "file.none", "file"),
        ({"file": SimpleUploadedFile("plan.pdf", b"hej")}, "file.lies", "file"),
        ({"file": SimpleUploadedFile("plan.exe", b"MZ")}, "file.kind", "file"),
        ({"file": SimpleUploadedFile("plan.txt", b"")}, "file.empty", "file"),
        ({"file": SimpleUploadedFile("bild.png", a_png())}, "file.unsearched", "clean"),
        ({"rule": ""}, "file.no-rule", "rule"),
        ({"rule": "logo"}, "file.no-rule", "rule"),
    ],
)
def test_what_is_wrong_is_told_at_its_field_and_logged(officer, caplog, given, code, field):
    for value in given.values():
        if hasattr(value, "seek"):
            value.seek(0)
    with caplog.at_level(logging.INFO, "svangrum.security"):
        answer = officer.post(url("file-hand-in"), sent() | {"secret": "yes"} | given)
    page = read(answer)

    assert answer.status_code == 422
    assert f"#{field}" in [one.attributes["href"] for one in page.all("a")]
    assert page.one("input", name="secret").attributes.get("checked") == ""
    assert told(caplog) == [code]
    assert not StoredFile.objects.exists()


def test_all_that_is_missing_is_told_at_once(officer, caplog):
    with caplog.at_level(logging.INFO, "svangrum.security"):
        answer = officer.post(url("file-hand-in"), {"key": "a"})

    assert {"#file", "#rule"} <= {one.attributes["href"] for one in read(answer).all("a")}
    assert told(caplog) == ["file.none", "file.no-rule"]


def test_a_number_of_a_person_is_told_by_its_place_alone(officer, caplog):
    answer = officer.post(url("file-hand-in"), sent("lista.csv", f"namn;nr\nKim;{NUMBER}\n".encode()))

    assert answer.status_code == 422
    assert "på rad 2" in answer.content.decode()
    assert NUMBER not in answer.content.decode()
    assert NUMBER not in caplog.text


def test_a_picture_is_taken_in_when_the_box_is_ticked(officer):
    officer.post(url("file-hand-in"), sent("bild.png", a_png(), clean="yes"))

    assert not StoredFile.objects.get().searched
    assert (
        words("files.about.searched-part", "sv")
        in officer.get(url("file", file=StoredFile.objects.get().pk)).content.decode()
    )


def test_a_huge_upload_is_refused_before_it_is_read(officer, settings, caplog):
    settings.FILE_MAX = 1_000
    huge = sent("plan.txt", b"x" * (BESIDE_THE_FILE + 2_000))
    with caplog.at_level(logging.INFO, "svangrum.security"):
        answer = officer.post(url("file-hand-in"), huge)

    assert answer.status_code == 413
    assert words("files.huge.title", "sv") in answer.content.decode()
    assert told(caplog) == ["file.huge"]


def test_nothing_of_a_huge_upload_is_read(officer, settings):
    class Unread:
        def read(self, *_size):
            raise AssertionError

        readline = read

    answer = officer.generic("POST", url("file-hand-in"), b"", CONTENT_LENGTH="999999999", **{"wsgi.input": Unread()})

    assert answer.status_code == 413


def test_a_file_over_the_limit_in_a_request_under_it_is_told_at_its_field(officer, settings):
    settings.FILE_MAX = 1_000_000
    answer = officer.post(url("file-hand-in"), sent("plan.txt", b"x" * 1_000_100))

    assert answer.status_code == 422
    assert words("error.file.too-large", "sv", most="1") in answer.content.decode()


def test_the_same_form_sent_twice_keeps_one_file(officer):
    form = sent("plan.txt", b"hej", key="nyckel")
    for _ in range(2):
        form["file"].seek(0)
        assert officer.post(url("file-hand-in"), form).status_code == 302

    assert StoredFile.objects.count() == 1


def test_a_controller_sees_no_form_and_may_hand_nothing_in(organisation):
    controller = a_client(organisation, Role.CONTROLLER)

    assert url("file-hand-in") not in controller.get(url("files")).content.decode()
    assert controller.get(url("file-hand-in")).status_code == 403
    assert controller.post(url("file-hand-in"), sent()).status_code == 403


def test_another_organisations_file_is_not_there(organisation, officer):
    other = an_organisation()
    file = kept(other)

    for page in ("file", "file-content", "file-rule", "file-remove"):
        assert officer.get(url(page, file=file.pk)).status_code == 404
    for page in ("file-rule", "file-remove"):
        assert officer.post(url(page, file=file.pk), {"rule": "kept", "version": "1"}).status_code == 404
    assert file.name not in officer.get(url("files")).content.decode()


def test_a_strangers_way_leads_to_signing_in(client, organisation):
    file = kept(organisation)

    for place in (url("files"), url("file", file=file.pk), url("file-content", file=file.pk)):
        assert client.get(place).status_code == 302


def test_reading_a_secret_file_leaves_an_event(organisation, officer):
    file = kept(organisation, officer.person, secret=True)

    officer.get(url("file-content", file=file.pk))

    assert Event.objects.filter(thing=file.pk, action="read", person=officer.person.pk).count() == 1
    shown = officer.get(url("file", file=file.pk)).content.decode()
    assert words("event.read", "sv") in shown
    assert words("event.file.handed-in", "sv") in shown
    assert a_client(organisation, Role.MATCHING_OFFICER).get(url("file", file=file.pk)).status_code == 404


def test_the_first_reader_of_a_secret_file_is_found_however_many_came_after(organisation, officer):
    file = kept(organisation, officer.person, days=2, secret=True)
    first = a_member(organisation, Role.PROCUREMENT_OFFICER, person=a_person(name="Robin Först"))
    read_file(by=actor(first, organisation), recorded_at=NOW - timedelta(days=1), file=file.pk)
    for _ in range(50):
        officer.get(url("file-content", file=file.pk))

    page = read(officer.get(url("file", file=file.pk)))
    older = read(officer.get(url("file", file=file.pk) + page.one("a", rel="next").attributes["href"]))
    assert first.name not in page.one("main").text
    assert first.name in older.one("main").text
    assert words("event.file.handed-in", "sv") in older.one("main").text
    assert older.all("a", rel="next") == []


def test_a_file_whose_key_is_gone_is_explained(organisation, officer):
    file = kept(organisation)
    store.keys_path().unlink()

    answer = officer.get(url("file-content", file=file.pk))

    assert answer.status_code == 422
    assert "nyckelfil" in answer.content.decode()


def test_the_rule_is_changed_by_who_may(organisation, officer):
    file = kept(organisation, officer.person)
    form = officer.get(url("file-rule", file=file.pk))
    assert read(form).one("input", name="rule", value="working").attributes.get("checked") == ""

    done = officer.post(url("file-rule", file=file.pk), {"rule": "working", "version": "1", "key": "a"})
    assert done["Location"] == url("file", file=file.pk)
    stale = officer.post(url("file-rule", file=file.pk), {"rule": "procurement", "version": "1", "key": "b"})
    assert stale.status_code == 409
    assert a_client(organisation, Role.ORDERING_UNIT).get(url("file-rule", file=file.pk)).status_code == 403


def test_a_file_is_removed_after_one_more_question(organisation, officer):
    file = kept(organisation, officer.person, name="Brev till Kim.txt")
    asked = officer.get(url("file-remove", file=file.pk))
    version = read(asked).one("input", name="version").attributes["value"]

    unsaid = officer.post(url("file-remove", file=file.pk), {"version": version, "key": "a"})
    assert unsaid.status_code == 422
    assert words("error.file.no-reason", "sv") in unsaid.content.decode()

    sent = {"version": version, "key": "a", "reason": "Uppladdad av misstag"}
    done = officer.post(url("file-remove", file=file.pk), sent)

    assert done["Location"] == url("files")
    assert officer.post(url("file-remove", file=file.pk), sent)["Location"] == url("files")
    assert not store.place(file.pk).exists()
    shown = officer.get(url("file", file=file.pk))
    assert "Brev" not in shown.content.decode()
    assert "Uppladdad av misstag" in shown.content.decode()
    assert officer.get(url("file-content", file=file.pk)).status_code == 404
    assert words("files.thinned", "sv") in officer.get(url("files")).content.decode()


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("page", ["file-rule", "file-remove"])
def test_there_is_no_form_for_a_file_that_is_gone(organisation, officer, page, language):
    file = kept(organisation, officer.person)
    sent = {"version": "1", "key": "a", "reason": "Uppladdad av misstag"}
    officer.post(url("file-remove", file=file.pk), sent)

    answer = officer.get(address(page, language, file=str(file.pk)))

    assert answer.status_code == 404
    assert words("files.gone.says", language) in answer.content.decode()
    assert [one for one in read(answer).all("form") if "own-form" in one.attributes.get("class", "")] == []


def test_who_handed_in_a_paper_of_a_procurement_is_told_who_may_remove_it(organisation, officer):
    file = kept(organisation, officer.person, rule="procurement")
    shown = officer.get(url("file", file=file.pk)).content.decode()

    assert words("files.about.guarded", "sv") in shown
    assert url("file-remove", file=file.pk) not in shown
    assert officer.get(url("file-remove", file=file.pk)).status_code == 403
    manager = a_client(organisation, Role.ADMINISTRATOR)
    assert url("file-remove", file=file.pk) in manager.get(url("file", file=file.pk)).content.decode()


def test_the_list_comes_a_page_at_a_time(organisation, officer, monkeypatch):
    monkeypatch.setattr("svangrum.web.files.views.ON_A_PAGE", 2)
    for number in range(3):
        kept(organisation, officer.person, name=f"{number}.txt", days=number)

    first, second = officer.get(url("files")), officer.get(url("files") + "?page=2")

    assert "0.txt" in first.content.decode()
    assert "2.txt" not in first.content.decode()
    assert "2.txt" in second.content.decode()
    assert officer.get(url("files") + "?page=x").status_code == 200


@pytest.fixture
def administrator(client, organisation):
    return signed_in(client, a_member(organisation, Role.ADMINISTRATOR), organisation)


def decided(**given) -> dict[str, str]:
    """What the form for thinning sends."""
    return {"sure": "yes", "decision": "KS 2026/114 § 12", "key": str(uuid4()), **given}


def boxes(client) -> list[str]:
    return [one.attributes["value"] for one in read(client.get(url("thinning"))).all("input", name="thing")]


def test_what_is_due_is_shown_and_thinned_when_ticked_and_confirmed(organisation, administrator):
    old, other = (kept(organisation, name=f"{name}.txt", days=400) for name in ("gammal", "annan"))
    kept(organisation, name="ny.txt")
    kept(an_organisation(), name="deras.txt", days=400)
    shown = administrator.get(url("thinning"))
    assert not [box for box in read(shown).all("input", name="thing") if "checked" in box.attributes]
    preview = shown.content.decode()
    assert "gammal.txt" in preview
    assert not any(name in preview for name in ("ny.txt", "deras.txt"))

    (box,) = [one for one in boxes(administrator) if str(old.pk) in one]
    done = administrator.post(url("thinning"), decided(thing=box))

    assert done["Location"] == url("thinning")
    assert words("files.thinning.done", "sv", count=1) in administrator.get(done["Location"]).content.decode()
    assert not store.place(old.pk).exists()
    assert store.place(other.pk).exists()
    assert history("file", old.pk).events[0].values["decision"] == "KS 2026/114 § 12"


def test_what_is_due_can_be_opened_from_the_list(organisation, administrator):
    file = kept(organisation, days=400)
    officer = actor(a_member(organisation, Role.PROCUREMENT_OFFICER), organisation)
    purchase = closed_long_ago(officer, shared=True)
    links = {one.attributes["href"] for one in read(administrator.get(url("thinning"))).all("a")}
    for place in (url("file", file=file.pk), url("purchase", purchase=purchase.pk)):
        assert place in links
        assert administrator.get(place).status_code == 200


@pytest.mark.parametrize("language", ["sv", "en"])
def test_what_only_its_owner_can_read_is_not_offered_but_counted(organisation, administrator, language):
    officer = actor(a_member(organisation, Role.PROCUREMENT_OFFICER), organisation)
    page = address("thinning", language)
    assert words("files.thinning.awaiting", language, count=1) not in administrator.get(page).content.decode()
    purchase = closed_long_ago(officer, title="Dolt köp")
    shown = administrator.get(page).content.decode()
    assert words("files.thinning.awaiting", language, count=1) in shown
    assert "Dolt köp" not in shown
    box = f"purchase.{purchase.pk}.{purchase.version}"
    administrator.post(page, decided(thing=box))
    purchase.refresh_from_db()
    assert purchase.state == "closed"


def closed_long_ago(by, **given) -> Purchase:
    purchase = a_purchase(by, **given)
    long_ago = now() - timedelta(days=1000)
    close_purchase(by=by, recorded_at=long_ago, purchase=purchase.pk, version=purchase.version)
    purchase.refresh_from_db()
    return purchase


def test_nothing_is_thinned_unconfirmed_or_unticked(organisation, administrator):
    old = kept(organisation, days=400)
    box = boxes(administrator)[0]

    sendings = [
        decided(thing=box, sure=""),
        decided(),
        *(decided(thing=box, decision=one) for one in ("", " ", "x" * 201, f"Kim {NUMBER}")),
    ]
    for sent in sendings:
        answer = administrator.post(url("thinning"), sent)
        assert answer.status_code == 422
        targets = {
            one.attributes["href"][1:] for one in read(answer).all("a") if one.attributes["href"].startswith("#")
        }
        assert targets <= set(read(answer).ids)
    assert store.place(old.pk).exists()


def test_a_file_whose_rule_somebody_changed_meanwhile_stays(organisation, administrator):
    old = kept(organisation, days=400)
    box = boxes(administrator)[0]
    administrator.post(url("file-rule", file=old.pk), {"rule": "kept", "version": "1", "key": "a"})

    administrator.post(url("thinning"), decided(thing=box))

    assert store.place(old.pk).exists()
    assert re.search("Gallrat: 0", administrator.get(url("thinning")).content.decode())


@pytest.mark.parametrize("language", ["sv", "en"])
def test_own_times_are_set_shown_and_offered_as_the_decision(organisation, administrator, language):
    kept(organisation, days=400)
    page = address("thinning-times", language)
    assert page in administrator.get(address("thinning", language)).content.decode()
    sent = {"working": "6", "procurement": "", "decision": "2026/114 § 12", "version": "0", "key": "a"}

    wrong = administrator.post(page, {**sent, "procurement": "12", "decision": ""})
    assert wrong.status_code == 422
    assert {"#procurement", "#decision"} <= {one.attributes["href"] for one in read(wrong).all("a")}
    assert words("error.thin.months", language, least=72, most=1200) in wrong.content.decode()
    assert administrator.post(page, sent)["Location"] == address("thinning", language)
    assert administrator.post(page, {**sent, "key": "b"}).status_code == 409

    shown = administrator.get(address("thinning", language))
    assert words("thinning.own-time.handed-in", language, months=6, decision="2026/114 § 12") in shown.content.decode()
    assert read(shown).one("input", name="decision").attributes["value"] == "2026/114 § 12"
    assert read(administrator.get(page)).one("input", name="working").attributes["value"] == "6"


def test_only_administrators_thin(officer):
    assert officer.get(url("thinning")).status_code == 403
    assert officer.get(url("thinning-times")).status_code == 403
    assert TODAY


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("page", ["files", "file-hand-in", "thinning", "thinning-times"])
def test_pages_are_whole(organisation, administrator, page, language):
    kept(organisation, days=400)
    answer = administrator.get(address(page, language))
    shown = read(answer)

    assert answer.status_code == 200
    assert len(shown.ids) == len(set(shown.ids))
    assert len([one for one in shown.elements if one.tag == "h1"]) == 1
