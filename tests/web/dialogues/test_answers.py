"""What everyone reads, and how an enterprise answers: signed in, by a mailed link, by a link that it asks for."""

from __future__ import annotations

import re

import pytest
from django.core import mail
from django.test import Client

from svangrum.core.language import words
from svangrum.records.actors import Role
from svangrum.records.capacities.models import Willingness
from svangrum.records.dialogues.leaving import signed_for
from svangrum.records.dialogues.models import Addition, Addressee, Interest, Question, Silence, Telling
from svangrum.records.enterprises.models import Enterprise
from svangrum.web.clock import now
from tests.records.build import a_member, an_organisation, signed_in
from tests.records.dialogues.made import an_interest, an_interest_by
from tests.records.numbers import a_number
from tests.web.dialogues.test_buyers import refuse_mail, say, text

PART = {"will": "part", "part": "Två av förskolorna", "per_month": "120", "measure": "hours"}


def test_everyone_reads_open_dialogues_in_both_languages(scene, draft, url) -> None:
    for language in ("sv", "en"):
        page = text(Client().get(url("open-dialogues", language)))
        assert page.count(f"{url('open-dialogue', language, dialogue=scene.dialogue.pk)}") == 1
        assert str(draft.pk) not in page
        one = text(Client().get(url("open-dialogue", language, dialogue=scene.dialogue.pk)))
        assert scene.town.name in one
        assert words("dialogues.nature.binds", language) in one
    scene.end()
    assert say("none-open") in text(Client().get(url("open-dialogues")))
    assert say("heading.how") not in text(Client().get(url("open-dialogue", dialogue=scene.dialogue.pk)))


def test_an_enterprise_answers_in_part_sees_it_and_changes_it(scene, url) -> None:
    worker, here = scene.worker(), url("dialogue-say", dialogue=scene.dialogue.pk)
    wrong = worker.post(here, {"will": "part", "part": ""})
    assert wrong.status_code == 422
    assert words("error.dialogue.no-part", "sv") in text(wrong)
    done = worker.post(here, PART, follow=True)
    assert say("say.done", day=scene.dialogue.answers_until) in text(done)
    assert "Två av förskolorna" in text(done)
    assert "Två av förskolorna" in text(worker.get(here))
    worker.post(here, PART | {"will": "no", "key": "2"})
    said = Interest.objects.get()
    assert (said.will, said.part) == ("no", "")
    assert not Willingness.objects.exists()


def test_with_a_tick_the_answer_holds_in_general_too(scene, url) -> None:
    here = url("dialogue-say", dialogue=scene.dialogue.pk)
    scene.worker().post(here, PART | {"general": "yes", "key": "k"})
    assert Willingness.objects.get(enterprise=scene.firm.enterprise).will == "part"


def test_what_is_coming_shows_what_fits_and_what_was_answered(scene, url) -> None:
    worker = scene.worker()
    page = text(worker.get(url("coming")))
    assert say("could.whole", offers="Lokalvård") in page
    an_interest(scene.firm, scene.dialogue, now())
    page = text(worker.get(url("coming")))
    assert say("will.part") in page
    assert say("could.whole", offers="Lokalvård") not in page
    Enterprise.objects.update(offers=[], places=None)
    assert say("coming.no-offers") in text(worker.get(url("coming")))


def test_an_enterprise_asks_and_is_not_named(scene, url) -> None:
    worker, here = scene.worker(), url("dialogue-ask", dialogue=scene.dialogue.pk)
    assert worker.post(here, {"text": " "}).status_code == 422
    worker.post(here, {"text": "Går det att dela?"})
    assert Question.objects.get().enterprise == scene.firm.enterprise
    assert "Går det att dela?" not in text(Client().get(url("open-dialogue", dialogue=scene.dialogue.pk)))


def test_an_enterprise_without_an_entry_is_led_to_it(scene, url) -> None:
    home = an_organisation("enterprise", orgnr=a_number())
    client = signed_in(Client(), a_member(home, Role.MEMBER), home)
    assert say("how.no-entry") in text(client.get(url("open-dialogue", dialogue=scene.dialogue.pk)))
    for page in ("dialogue-say", "dialogue-ask"):
        assert client.get(url(page, dialogue=scene.dialogue.pk)).status_code == 404
    assert client.get(url("coming")).status_code == 404


def test_the_mailed_link_answers_and_asks_without_an_account(scene, url) -> None:
    secret = scene.link().secret
    page = Client().get(url("dialogue-mailed", secret=secret))
    assert scene.firm.enterprise.name in text(page)
    assert "noindex" in text(page)
    wrong = Client().post(url("dialogue-mailed-say", secret=secret), {"will": ""})
    assert words("error.capacity.no-will", "sv") in text(wrong)
    done = Client().post(url("dialogue-mailed-say", secret=secret), PART, follow=True)
    assert "Två av förskolorna" in text(done)
    said = Interest.objects.get()
    assert (said.enterprise, said.will) == (scene.firm.enterprise, "part")
    Client().post(url("dialogue-mailed-ask", secret=secret), {"text": "Hur stort är det?"})
    assert Question.objects.get().addressee is not None
    assert "Två av förskolorna" in text(scene.worker().get(url("open-dialogue", dialogue=scene.dialogue.pk)))


def test_whoever_holds_a_link_sees_what_it_asked_and_sends_so_often_and_no_more(scene, url, settings) -> None:
    secret = scene.link().secret
    settings.ACCOUNT_RATE_LIMITS = {"dialogue-answer": "2/5m/ip"}
    here = url("dialogue-mailed-ask", secret=secret)
    assert "Hur stort är det?" in text(Client().post(here, {"text": "Hur stort är det?"}, follow=True))
    answers = [Client().post(url(page, secret=secret), PART) for page in ("dialogue-mailed-say", "dialogue-mailed-ask")]
    assert [one.status_code for one in answers] == [302, 429]
    assert Client().get(here).status_code == 200


def test_an_answer_by_link_becomes_its_peoples_own_when_they_change_it(scene, url) -> None:
    link = scene.link()
    an_interest_by(link, now())
    scene.worker().post(url("dialogue-say", dialogue=scene.dialogue.pk), PART | {"part": "Tre hus"})
    page = text(Client().get(url("dialogue-mailed", secret=link.secret)))
    assert "Tre hus" not in page
    assert say("answered-otherwise", name=scene.firm.enterprise.name) in page
    refused = Client().post(url("dialogue-mailed-say", secret=link.secret), PART)
    assert words("error.dialogue.answered", "sv") in text(refused)


def test_after_the_last_day_nothing_is_answered_and_what_was_is_shown(scene, url) -> None:
    link = scene.link()
    an_interest_by(link, now())
    scene.end()
    assert "Två av förskolorna" in text(Client().get(url("dialogue-mailed", secret=link.secret)))
    for client, page, parts in (
        (Client(), "dialogue-mailed-say", {"secret": link.secret}),
        (scene.worker(), "dialogue-say", {"dialogue": scene.dialogue.pk}),
    ):
        answer = client.post(url(page, **parts), PART)
        assert answer.status_code == 422
        assert "Sista dagen att svara var" in text(answer)


@pytest.mark.parametrize("secret", ["0" * 64, "hej"])
def test_a_link_that_nobody_made_shows_nothing(db, url, secret) -> None:
    answer = Client().get(url("dialogue-mailed", secret=secret))
    assert answer.status_code == 404
    assert words("error.dialogue-link.unknown", "sv") in text(answer)


def test_who_was_not_written_to_gets_a_link_to_its_own_address(scene, url) -> None:
    here = url("dialogue-link-ask", dialogue=scene.dialogue.pk)
    wrong = Client().post(here, {"orgnr": "1", "name": "", "email": "x"})
    assert wrong.status_code == 422
    assert words("error.enterprise.orgnr", "sv") in text(wrong)
    told = {"orgnr": a_number(), "name": "Nykomlingen", "email": "hej@nykomlingen.example"}
    done = Client().post(here, told, follow=True)
    assert say("link.sent") in text(done)
    (sent,) = mail.outbox
    assert sent.to == ["hej@nykomlingen.example"]
    path = re.search(r"/dialogsvar/\S+", sent.body).group()
    Client().post(f"{path}/svara", PART)
    assert Interest.objects.get().enterprise is None


def test_a_link_that_cannot_be_mailed_is_told(scene, url, monkeypatch) -> None:
    refuse_mail(monkeypatch)
    told = {"orgnr": a_number(), "name": "Nykomlingen", "email": "hej@nykomlingen.example"}
    answer = Client().post(url("dialogue-link-ask", dialogue=scene.dialogue.pk), told)
    assert words("error.mail.not-sent", "sv") in text(answer)


def test_links_are_asked_for_so_many_times_and_no_more(scene, url, settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"dialogue-link": "1/5m/ip"}
    here = url("dialogue-link-ask", dialogue=scene.dialogue.pk)
    assert [Client().post(here, {}).status_code for _ in range(2)] == [422, 429]


def test_mails_end_with_one_click_and_begin_again(scene, url) -> None:
    link = scene.link()
    here = url("dialogue-silence", signed=signed_for(Addressee.objects.get(pk=link.addressee).email))
    client = Client(enforce_csrf_checks=True)
    assert say("silence.title") in text(client.get(here))
    assert not Silence.objects.exists()
    for _ in range(2):
        assert say("silence.done") in text(client.post(here, {"List-Unsubscribe": "One-Click"}))
    assert Silence.objects.count() == 1
    assert say("write.silent") in text(scene.officer().get(url("dialogue-write", dialogue=scene.dialogue.pk)))
    assert say("link-state.silenced") in text(scene.officer().get(url("dialogue", dialogue=scene.dialogue.pk)))
    for _ in range(2):
        assert say("silence.title") in text(client.post(here, {"again": "yes"}))
    assert not Silence.objects.exists()
    assert Client().post(url("dialogue-silence", signed="nothing")).status_code == 404


def test_who_asks_for_a_link_mails_one_address_so_often_and_no_more(scene, url, settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"dialogue-link": "1/5m/key"}
    here = url("dialogue-link-ask", dialogue=scene.dialogue.pk)
    answers = [
        Client().post(here, {"orgnr": a_number(), "name": "Nykomlingen", "email": one})
        for one in ("hej@nykomlingen.example", "HEJ@nykomlingen.example", "ett@annat.example")
    ]
    assert [one.status_code for one in answers] == [302, 429, 302]


@pytest.mark.parametrize("place", ["/om", "/webbkarta", "/sok?q=marknadsdialog"])
def test_the_foot_of_every_page_the_site_map_and_search_lead_to_the_list(db, url, place) -> None:
    assert f'href="{url("open-dialogues")}"' in text(Client().get(place))


def test_no_mail_goes_to_an_address_that_asked_to_be_left_alone_whoever_asks(scene, url) -> None:
    here = url("dialogue-link-ask", dialogue=scene.dialogue.pk)
    told = {"orgnr": a_number(), "name": "Nykomlingen", "email": "hej@nykomlingen.example"}
    Client().post(here, told | {"key": "1"})
    path = re.search(r"/inga-dialogmejl/\S+", mail.outbox[0].body).group()
    Client().post(path)
    for number, name in ((told["orgnr"], "2"), (a_number(), "3")):
        done = Client().post(here, told | {"key": name, "orgnr": number}, follow=True)
        assert say("link.sent") in text(done)
    send_news_of(scene, url)
    assert len(mail.outbox) == 1


def send_news_of(scene, url) -> None:
    scene.officer().post(
        url("dialogue-add", dialogue=scene.dialogue.pk), {"text": "En nyhet.", "answers_until": "", "version": 2}
    )
    assert Addition.objects.get()
    assert not Telling.objects.exists()
