"""What buyers see of a passport and do with it: yes or no, numbers by a link, a note, a doubt, a copy that stays."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest
from django.test import Client

from svangrum.core.language import LANGUAGES, words
from svangrum.records.accounts.models import Deputy, OrganisationKind, Person
from svangrum.records.actors import Role
from svangrum.records.enterprises.models import Enterprise
from svangrum.records.events.models import Event
from svangrum.records.events.reading import readings_of
from svangrum.records.files.actions import hand_in
from svangrum.records.files.times import set_times
from svangrum.records.files.upload import Upload
from svangrum.records.passports.actions.relying import rely_on_passport
from svangrum.records.passports.actions.sharing import make_link, revoke_link
from svangrum.records.passports.models import Challenge, PassportLink, Relied, Sighting
from svangrum.records.passports.passport import LAPSES_AFTER, REPLY_WITHIN
from svangrum.records.passports.queries import live_evidence
from svangrum.web.clock import now, today
from svangrum.web.pages import address
from tests.records.build import a_member, an_organisation, signed_in
from tests.records.passports.made import a_challenge, a_file, a_purpose, a_share, an_enterprise
from tests.web.inhabited import confirm
from tests.web.passports.conftest import as_member

pytestmark = pytest.mark.django_db

NUMBERS = "3 av 7"
STATEMENT = "Tre av sju enligt intyget."


def a_link(scene, *, counts=False):
    told = {**scene.told, "procurement": "Lokalvård", "expires": today() + timedelta(days=9)}
    return make_link(**told, buyer=scene.town.pk if counts else None)


def take_back(scene, made):
    revoke_link(**scene.told, link=made.link, version=PassportLink.objects.get(pk=made.link).version)


def test_everyone_in_the_register_sees_yes_or_no_and_never_the_numbers(scene, url):
    other = as_member(an_organisation(OrganisationKind.ENTERPRISE), Role.MEMBER)
    coordinator = as_member(an_organisation(OrganisationKind.COORDINATOR), Role.COORDINATOR)
    for client in (scene.buyer(), scene.buyer(Role.CONTROLLER), other, coordinator):
        text = client.get(url("passport-of", enterprise=scene.enterprise.pk)).content.decode()
        assert words("passport.headline.yes", "sv", name="Återbrukskooperativet") in text
        assert NUMBERS not in text
        assert STATEMENT not in text
        file = client.get(url("passport-of-file", enterprise=scene.enterprise.pk, name="pass.json"))
        assert "of_groups" not in file.content.decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_bankruptcy_stands_beside_the_answer_wherever_the_passport_is_read(scene, url, language):
    Enterprise.objects.filter(pk=scene.enterprise.pk).update(standing="bankrupt", standing_on=today())
    warned = words("enterprises.warning.bankrupt", language)
    for client, page in (
        (Client(), address("passport-opened", language, secret=a_link(scene).secret)),
        (scene.buyer(), address("passport-of", language, enterprise=scene.enterprise.pk)),
    ):
        assert warned in client.get(page).content.decode()


def test_who_asks_for_the_head_alone_has_read_nothing(scene, url):
    made = a_link(scene)
    page = url("passport-opened", secret=made.secret)
    read = Event.objects.filter(kind=readings_of(PassportLink.chain), thing=made.link)
    assert Client().head(page).status_code == 200
    assert not read.exists()
    Client().get(page)
    assert read.count() == 1


def test_the_own_people_see_there_what_others_see(scene, url):
    assert NUMBERS not in scene.worker().get(url("passport-of", enterprise=scene.enterprise.pk)).content.decode()


def test_the_own_people_are_told_why_a_link_shows_them_the_numbers(scene, url):
    text = scene.worker().get(url("passport-opened", secret=a_link(scene).secret)).content.decode()
    assert NUMBERS in text
    assert words("passports.opened-own", "sv") in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_link_needs_no_sign_in_for_yes_or_no(scene, url, language):
    for counts in (False, True):
        text = (
            Client().get(url("passport-opened", language, secret=a_link(scene, counts=counts).secret)).content.decode()
        )
        assert words("passport.headline.yes", language, name="Återbrukskooperativet") in text
        assert (words("passports.numbers-for", language) in text) is counts
        assert STATEMENT not in text


@pytest.mark.parametrize(
    ("roles", "counts", "sees"),
    [
        ((Role.PROCUREMENT_OFFICER,), True, True),
        ((Role.PROCUREMENT_OFFICER,), False, False),
        ((Role.MATCHING_OFFICER, Role.ADMINISTRATOR), True, False),
    ],
)
def test_the_numbers_are_for_a_procurement_officer_by_a_link_that_gives_them(scene, url, roles, counts, sees):
    made, client = a_link(scene, counts=counts), scene.buyer(*roles)
    text = client.get(url("passport-opened", secret=made.secret)).content.decode()
    assert (NUMBERS in text) is sees
    file = client.get(url("passport-opened-file", secret=made.secret, name="pass.json"))
    assert file.json()["with_counts"] is sees


def test_the_numbers_are_for_the_buyer_the_link_was_made_for(scene, url):
    page = url("passport-opened", secret=a_link(scene, counts=True).secret)
    text = as_member(an_organisation(), Role.PROCUREMENT_OFFICER).get(page).content.decode()
    assert NUMBERS not in text
    assert words("passports.numbers-for", "sv") in text


def test_the_file_goes_with_the_numbers(scene, url):
    told = {"by": scene.firm.boss, "recorded_at": now(), "organisation": scene.firm.home.pk, "rule": "working"}
    file = hand_in(**told, file=Upload("intyg.txt", b"Tre av sju."))
    evidence = a_share(scene.firm, at=now(), counted_on=today(), file=file)
    made, plain = a_link(scene, counts=True), a_link(scene)
    page = url("passport-opened-document", secret=made.secret, evidence=evidence.pk)
    officer = scene.buyer()
    assert page in officer.get(url("passport-opened", secret=made.secret)).content.decode()
    assert officer.get(page).content == b"Tre av sju."
    assert officer.get(url("passport-opened-document", secret=plain.secret, evidence=evidence.pk)).status_code == 404
    assert scene.buyer(Role.MATCHING_OFFICER).get(page).status_code == 404
    assert Client().get(page).status_code == 302
    read = scene.boss().get(url("passport-link", link=made.link)).content.decode()
    for code in ("document", "numbers"):
        assert words(f"passports.read.{code}", "sv", organisation=scene.town.name) in read
    for person in Person.objects.exclude(name=""):
        assert person.name not in read.split("<main")[1] or person.pk == scene.firm.boss.person
    take_back(scene, made)
    assert officer.get(page).status_code == 404


def test_a_link_that_is_over_or_unknown_gives_nothing(scene, url):
    made = a_link(scene, counts=True)
    PassportLink.objects.filter(pk=made.link).update(expires=today() - timedelta(days=1))
    for secret in (made.secret, "0" * 64, "x"):
        for client in (Client(), scene.buyer()):
            answers = [
                client.get(url("passport-opened", secret=secret)),
                client.get(url("passport-opened-file", secret=secret, name="pass.pdf")),
            ]
            assert {one.status_code for one in answers} == {404}
            assert "Återbrukskooperativet" not in answers[0].content.decode()
    assert scene.buyer().get(url("passport-opened-keep", secret=made.secret)).status_code == 404


def test_what_is_kept_stays_when_the_link_is_taken_back(scene, url):
    made, client = a_link(scene, counts=True), scene.buyer()
    keep = url("passport-opened-keep", secret=made.secret)
    assert 'value="Lokalvård"' in client.get(keep).content.decode()
    assert NUMBERS in client.post(keep, {"procurement": "Lokalvård"}, follow=True).content.decode()
    take_back(scene, made)
    assert client.get(url("passport-opened", secret=made.secret)).status_code == 404
    copy = url("relied-copy", relied=Relied.objects.get().pk)
    text = client.get(copy).content.decode()
    assert NUMBERS in text
    assert words("passports.relied.by-revoked", "sv") in text
    assert "Återbrukskooperativet" in client.get(url("relied")).content.decode()
    assert client.get(url("relied-file", relied=Relied.objects.get().pk, name="pass.pdf")).content.startswith(b"%PDF")


def test_colleagues_see_the_copy_without_the_numbers_and_others_nothing(scene, url):
    made = a_link(scene, counts=True)
    scene.buyer().post(url("passport-opened-keep", secret=made.secret), {"procurement": "Lokalvård"})
    kept = Relied.objects.get()
    text = scene.buyer(Role.CONTROLLER).get(url("relied-copy", relied=kept.pk)).content.decode()
    assert NUMBERS not in text
    assert words("passports.relied.numbers-hidden", "sv") in text
    stranger = as_member(an_organisation(), Role.PROCUREMENT_OFFICER)
    assert stranger.get(url("relied-copy", relied=kept.pk)).status_code == 404
    assert scene.boss().get(url("relied-copy", relied=kept.pk)).status_code == 403


def test_a_copy_that_was_changed_in_the_database_says_so(scene, url):
    client = scene.buyer()
    client.post(url("passport-of-keep", enterprise=scene.enterprise.pk), {"procurement": "Flytt"})
    kept = Relied.objects.get()
    copy = url("relied-copy", relied=kept.pk)
    assert words("passports.relied.changed", "sv") not in client.get(copy).content.decode()
    Relied.objects.update(kept={**kept.kept, "may_take_part": "no"})
    assert words("passports.relied.changed", "sv") in client.get(copy).content.decode()


def test_a_copy_outlives_the_name_of_who_kept_it(scene, url):
    scene.buyer().post(url("passport-of-keep", enterprise=scene.enterprise.pk), {"procurement": "Flytt"})
    kept = Relied.objects.get()
    Person.objects.filter(pk=kept.kept_by_id).update(name="")
    text = scene.buyer().get(url("relied-copy", relied=kept.pk)).content.decode()
    assert words("organisation.history.gone", "sv") in text
    assert "Återbrukskooperativet" in scene.buyer().get(url("relied")).content.decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_a_passport_is_kept_it_says_that_it_is_no_proof(scene, url, language):
    client = scene.buyer()
    client.post(url("passport-of-keep", enterprise=scene.enterprise.pk), {"procurement": "Flytt"})
    kept = Relied.objects.get()
    form = client.get(url("passport-of-keep", language, enterprise=scene.enterprise.pk)).content.decode()
    assert words("passports.keep.lead", language) in form
    for page in (url("relied", language), url("relied-copy", language, relied=kept.pk)):
        assert words("passports.no-proof", language) in client.get(page).content.decode().replace("&#x27;", "'")


def test_a_copy_needs_a_procurement(scene, url):
    answer = scene.buyer().post(url("passport-of-keep", enterprise=scene.enterprise.pk), {"procurement": " "})
    assert answer.status_code == 422


def test_that_the_documents_were_seen_raises_the_grade_for_everyone(scene, url):
    told = live_evidence(scene.enterprise, "share")
    form = url("passport-seen", enterprise=scene.enterprise.pk, evidence=told.pk)
    client = scene.buyer(Role.MATCHING_OFFICER)
    assert client.get(form).status_code == 200
    sent = {"seen_on": today().isoformat(), "way": "shown", "shown": "Hos dem, i pärmen."}
    client.post(form, sent | {"note": "Vi ringde först."})
    seen = words("passport.seen", "sv", day=today())
    text = client.get(url("passport-of", enterprise=scene.enterprise.pk)).content.decode()
    assert seen in text
    assert "Hos dem, i pärmen." in text
    text = as_member(an_organisation(), Role.CONTROLLER).get(url("passport-of", enterprise=scene.enterprise.pk))
    assert seen in text.content.decode()
    assert "Hos dem" not in text.content.decode()
    assert scene.town.name not in text.content.decode()
    noted = Sighting.objects.get()
    back = url("passport-seen-back", enterprise=scene.enterprise.pk, sighting=noted.pk)
    answer = client.post(back, {"version": noted.version}, follow=True).content.decode()
    assert seen not in answer
    assert words("passports.taken-back", "sv") in answer


def test_how_the_documents_were_seen_is_asked(scene, url):
    told = live_evidence(scene.enterprise, "share")
    form = url("passport-seen", enterprise=scene.enterprise.pk, evidence=told.pk)
    for sent, code in (({}, "no-way"), ({"way": "link"}, "no-link"), ({"way": "shown"}, "no-shown")):
        answer = scene.buyer().post(form, {"seen_on": today().isoformat(), **sent})
        assert answer.status_code == 422
        assert words(f"error.passport.{code}", "sv") in answer.content.decode()


def test_a_challenge_is_raised_answered_and_settled(scene, url):
    told = live_evidence(scene.enterprise, "share")
    form = url("passport-doubt", enterprise=scene.enterprise.pk, evidence=told.pk)
    answer = scene.buyer().post(form, {"reason": "Årsredovisningen säger två."}, follow=True)
    assert words("passport.answer.under-review", "sv") in answer.content.decode()
    challenge = Challenge.objects.get()
    page = url("passport-challenge", challenge=challenge.pk)
    todo = scene.boss().get(url("mine")).content.decode()
    assert page in todo
    assert "Årsredovisningen säger två." in scene.boss().get(page).content.decode()
    reply = url("passport-challenge-answer", challenge=challenge.pk)
    scene.boss().post(reply, {"answer": "Vi var tre i november.", "version": challenge.version})
    decider = scene.buyer(Role.DECISION_MAKER, confirmed=True)
    assert page in decider.get(url("mine")).content.decode()
    assert "Vi var tre i november." in decider.get(page).content.decode()
    challenge.refresh_from_db()
    settle = url("passport-challenge-settle", challenge=challenge.pk)
    empty = decider.post(settle, {"settlement": "", "version": challenge.version})
    assert empty.status_code == 422
    sent = {"upheld": "no", "settlement": "Intyget visar tre.", "version": challenge.version}
    assert "Intyget visar tre." in decider.post(settle, sent, follow=True).content.decode()
    text = scene.buyer().get(url("passport-of", enterprise=scene.enterprise.pk)).content.decode()
    assert words("passport.headline.yes", "sv", name="Återbrukskooperativet") in text


def test_a_competitor_is_told_of_no_challenge(scene, url):
    challenge = a_challenge(live_evidence(scene.enterprise, "share"), scene.officer())
    other = as_member(an_organisation(OrganisationKind.ENTERPRISE), Role.MEMBER)
    page = url("passport-of", enterprise=scene.enterprise.pk)
    under_review, wrong = (words(f"passport.{code}", "sv") for code in ("answer.under-review", "fact.found_wrong_on"))
    for client, told in ((other, False), (scene.worker(), True), (scene.buyer(Role.CONTROLLER), True)):
        assert (under_review in client.get(page).content.decode()) is told
    Challenge.objects.filter(pk=challenge.pk).update(settled_at=now(), upheld=True)
    for client, told in ((other, False), (as_member(an_organisation(), Role.CONTROLLER), True)):
        text = client.get(page).content.decode()
        assert (wrong in text) is told
        assert words("passport.headline.yes", "sv", name="Återbrukskooperativet") in text
    assert words("passport.why.set-aside", "sv") in scene.buyer().get(page).content.decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_became_of_a_challenge_is_told(scene, url, language):
    challenge = a_challenge(live_evidence(scene.enterprise, "share"), scene.officer(), at=now())
    page = url("passport-challenge", language, challenge=challenge.pk)
    decider = scene.buyer(Role.DECISION_MAKER, confirmed=True)
    settle = url("passport-challenge-settle", language, challenge=challenge.pk)
    assert settle not in decider.get(page).content.decode()
    sent = {"upheld": "yes", "settlement": "Nej.", "version": 1}
    first = today() + REPLY_WITHIN
    assert words("error.passport.too-soon", language, day=first) in decider.post(settle, sent).content.decode()
    raised_at = datetime.combine(today() - LAPSES_AFTER, time(12), tzinfo=UTC)  # by days: clocks may have been put back
    Challenge.objects.update(raised_at=raised_at)
    days = {"raised": today() - LAPSES_AFTER, "lapses": today()}
    assert words("passports.challenge.lapsed", language, **days) in decider.get(page).content.decode()
    assert words("passports.became.lapsed", language) in scene.boss().get(url("passport", language)).content.decode()


def test_a_document_comes_with_the_answer(scene, url):
    challenge = a_challenge(live_evidence(scene.enterprise, "share"), scene.officer())
    file = a_file(scene.firm)
    reply = url("passport-challenge-answer", challenge=challenge.pk)
    assert "intyg.txt" in scene.boss().get(reply).content.decode()
    scene.boss().post(reply, {"answer": "Se intyget.", "file": str(file), "version": challenge.version})
    document = url("passport-challenge-document", challenge=challenge.pk)
    assert document in scene.buyer().get(url("passport-challenge", challenge=challenge.pk)).content.decode()
    assert scene.buyer().get(document).content == b"Tre av sju."
    assert scene.buyer(Role.CONTROLLER).get(document).status_code == 404


def test_who_sells_in_the_same_branch_is_told_why_it_cannot_challenge(scene, url):
    an_enterprise(scene.town)
    told = live_evidence(scene.enterprise, "share")
    form = url("passport-doubt", enterprise=scene.enterprise.pk, evidence=told.pk)
    answer = scene.buyer().post(form, {"reason": "Nej."})
    assert words("error.passport.competes", "sv") in answer.content.decode()
    assert not Challenge.objects.exists()


def test_a_challenge_without_a_reason_is_no_challenge(scene, url):
    told = live_evidence(scene.enterprise, "share")
    form = url("passport-doubt", enterprise=scene.enterprise.pk, evidence=told.pk)
    assert scene.buyer().post(form, {"reason": ""}).status_code == 422
    assert not Challenge.objects.exists()


def test_settling_asks_for_the_second_factor_first(scene, url):
    challenge = a_challenge(live_evidence(scene.enterprise, "share"), scene.officer())
    decider = scene.buyer(Role.DECISION_MAKER)
    settle = url("passport-challenge-settle", challenge=challenge.pk)
    assert decider.get(settle).status_code == 200
    sent = {"upheld": "yes", "settlement": "Nej.", "version": challenge.version}
    assert decider.post(settle, sent).status_code == 302
    challenge.refresh_from_db()
    assert challenge.settled_at is None


def test_who_doubts_and_why_is_for_the_two_of_them(scene, url):
    challenge = a_challenge(live_evidence(scene.enterprise, "share"), scene.officer(), "Hemligt skäl.")
    page = url("passport-challenge", challenge=challenge.pk)
    other = as_member(an_organisation(), Role.PROCUREMENT_OFFICER)
    assert other.get(page).status_code == 404
    text = other.get(url("passport-of", enterprise=scene.enterprise.pk)).content.decode()
    assert words("passport.answer.under-review", "sv") in text
    assert "Hemligt skäl." not in text
    assert scene.town.name not in text
    assert scene.buyer().get(url("passport-challenge-settle", challenge=challenge.pk)).status_code == 403


def test_behind_a_bare_word_there_is_nothing_to_note_as_seen(scene, url):
    told = a_purpose(scene.firm, at=now(), counted_on=today(), basis="self-declared", statement="")
    form = url("passport-seen", enterprise=scene.enterprise.pk, evidence=told.pk)
    page = scene.buyer().get(url("passport-of", enterprise=scene.enterprise.pk)).content.decode()
    assert form not in page
    assert words("error.passport.nothing-to-see", "sv") in page
    sent = {"seen_on": today().isoformat(), "way": "shown", "shown": "Hos dem."}
    answer = scene.buyer().post(form, sent)
    assert answer.status_code == 422
    assert words("error.passport.nothing-to-see", "sv") in answer.content.decode()
    assert not Sighting.objects.exists()


def test_a_deputy_settles_nothing_in_a_decision_makers_stead(scene, url):
    challenge = a_challenge(live_evidence(scene.enterprise, "share"), scene.officer())
    decider, deputy = (a_member(scene.town, role) for role in (Role.DECISION_MAKER, Role.CONTROLLER))
    told = {"organisation": scene.town, "member": decider, "deputy": deputy}
    Deputy.objects.create(**told, since=today(), until=today())
    browser = signed_in(Client(), deputy, scene.town)
    session = browser.session
    session["instead_of"] = str(decider.pk)
    confirm(session, deputy)
    session.save()
    settle = url("passport-challenge-settle", challenge=challenge.pk)
    sent = {"upheld": "yes", "settlement": "Ja.", "version": challenge.version}
    answer = browser.post(settle, sent)
    challenge.refresh_from_db()
    assert words("error.deputy.lasting", "sv") in answer.content.decode()
    assert challenge.settled_at is None


def test_a_copy_whose_time_is_past_stands_among_what_can_be_thinned(scene, url):
    told = {**scene.told, "by": scene.officer(), "recorded_at": now() - timedelta(days=3000)}
    kept = rely_on_passport(**told, procurement="Gammal lokalvård")
    boss = scene.officer(Role.ADMINISTRATOR)
    browser = signed_in(Client(), Person.objects.get(pk=boss.person), scene.town)
    assert "Gammal lokalvård" not in browser.get(url("thinning")).content.decode()
    decided = {"months": {"passport-kept": "72"}, "decision": "Nämnden § 7."}
    set_times(by=boss, recorded_at=now(), organisation=scene.town.pk, version=0, **decided)
    page = browser.get(url("thinning")).content.decode()
    assert "Gammal lokalvård" in page
    assert url("relied-copy", relied=kept) in page
    chosen = {"thing": f"relied.{kept}.1", "sure": "yes", "decision": "Nämnden § 7."}
    browser.post(url("thinning"), chosen)
    assert not Relied.objects.exists()
