"""The buyer's pages: from a draft to feedback and the end."""

from __future__ import annotations

from datetime import timedelta

from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from svangrum.core.language import words
from svangrum.jobs.letters import sending
from svangrum.records.actors import Role
from svangrum.records.dialogues.models import Addressee, Dialogue, Interest, Question, Telling
from svangrum.records.enterprises.models import Enterprise
from svangrum.records.letters.models import Letter
from svangrum.records.purchases.actions.ending import remove_purchase
from svangrum.web.clock import now, today
from svangrum.web.dialogues import addressing
from tests.records.dialogues.made import a_question, a_stranger_asks, an_interest, an_interest_by
from tests.records.passports.made import a_firm
from tests.records.purchases.made import a_purchase


def form(**more):
    written = {
        "title": "Tvätt av arbetskläder",
        "what": "Vi vill veta vem som kan tvätta.",
        "cpv": "98310000",
        "municipality": "Nordanstig",
        "since": "2027-06-01",
        "until": "2028-05-31",
        "how_much": "",
        "contact": "Upphandlingsenheten",
        "answers_until": (today() + timedelta(days=30)).isoformat(),
    }
    return written | more


def text(answer):
    return answer.content.decode()


def say(code, **values):
    return words(f"dialogues.{code}", "sv", **values)


def refuse_mail(monkeypatch):
    class Refused:
        def send(self) -> None:
            raise OSError

    monkeypatch.setattr(sending, "as_message", lambda _mail, _moment: Refused())


def test_an_officer_writes_a_draft_changes_it_and_opens_it_for_all(scene, url) -> None:
    officer = scene.officer()
    made = officer.post(url("dialogue-new"), form())
    draft = Dialogue.objects.get(title="Tvätt av arbetskläder")
    assert made["Location"] == url("dialogue", dialogue=draft.pk)
    assert Client().get(url("open-dialogue", dialogue=draft.pk)).status_code == 404
    officer.post(url("dialogue-change", dialogue=draft.pk), form(how_much="Fem säckar", version=1))
    page = text(officer.get(url("dialogue", dialogue=draft.pk)))
    assert "Fem säckar" in page
    assert say("before.unchanged") in page
    officer.post(url("dialogue-publish", dialogue=draft.pk), {"version": 2})
    assert "Fem säckar" in text(Client().get(url("open-dialogue", dialogue=draft.pk)))
    assert officer.get(url("dialogue-change", dialogue=draft.pk)).status_code == 200
    refused = officer.post(url("dialogue-change", dialogue=draft.pk), form(version=3))
    assert words("error.dialogue.is-open", "sv") in text(refused)


def test_what_is_wrong_is_told_and_what_was_written_is_kept(scene, url) -> None:
    answer = scene.officer().post(url("dialogue-new"), form(title="", cpv="tvätt"))
    assert answer.status_code == 422
    page = text(answer)
    assert words("error.dialogue.no-title", "sv") in page
    assert "Vi vill veta vem som kan tvätta." in page
    assert "98310000" in page


def test_a_new_dialogue_may_begin_with_what_the_address_says(scene, url) -> None:
    page = text(scene.officer().get(f"{url('dialogue-new')}?cpv=98310000&municipality=Nordanstig"))
    assert 'value="98310000"' in page


def test_a_draft_is_removed(scene, draft, url) -> None:
    scene.officer().post(url("dialogue-remove", dialogue=draft.pk), {"version": 1})
    assert not Dialogue.objects.filter(pk=draft.pk).exists()


def test_colleagues_read_and_do_nothing(scene, url) -> None:
    an_interest(scene.firm, scene.dialogue, now())
    colleague = scene.of_town(Role.CONTROLLER)
    page = text(colleague.get(url("dialogue", dialogue=scene.dialogue.pk)))
    assert scene.firm.enterprise.name in page
    assert say("write.title") not in page
    assert colleague.get(url("dialogue-add", dialogue=scene.dialogue.pk)).status_code == 403


def test_a_purchase_is_named_for_those_who_may_see_it(scene, url) -> None:
    kept = a_purchase(scene.by)
    Dialogue.objects.filter(pk=scene.dialogue.pk).update(purchase=kept)
    here = url("dialogue", dialogue=scene.dialogue.pk)
    assert say("about-purchase", title=kept.title) in text(scene.officer().get(here))
    assert say("about-purchase", title=kept.title) not in text(scene.of_town(Role.PROCUREMENT_OFFICER).get(here))
    remove_purchase(by=scene.by, recorded_at=now(), purchase=kept.pk, version=1, reason="Färdigt.", decision="Dnr 1")
    assert scene.officer().get(here).status_code == 200


def test_an_addition_is_published_to_all_and_mailed_to_who_has_a_link(scene, url) -> None:
    link = scene.link()
    officer, later = scene.officer(), scene.dialogue.answers_until + timedelta(days=7)
    told = {"text": "Det gäller sju förskolor, inte sex.", "answers_until": later.isoformat(), "version": 2}
    officer.post(url("dialogue-add", dialogue=scene.dialogue.pk), told)
    page = text(Client().get(url("open-dialogue", dialogue=scene.dialogue.pk)))
    assert told["text"] in page
    assert say("new-last-day", day=later) in page
    assert scene.fresh().answers_until == later
    assert [one.to for one in mail.outbox] == [["hej@atercoop.example"]]
    assert link.secret not in mail.outbox[0].body
    assert Telling.objects.get().addressees == [str(link.addressee)]
    assert Letter.objects.filter(code="dialogue-added").count() == 2
    early = officer.post(url("dialogue-add", dialogue=scene.dialogue.pk), told | {"version": 3})
    assert words("error.dialogue.earlier", "sv", day=later) in text(early)


def test_the_register_proposes_whom_to_write_to_and_each_gets_a_link_of_its_own(scene, url) -> None:
    here = url("dialogue-write", dialogue=scene.dialogue.pk)
    assert scene.firm.enterprise.name in text(scene.officer().get(here))
    answer = scene.officer().post(here, {"enterprise": [scene.firm.enterprise.pk], "key": "k"}, follow=True)
    assert say("write.done", count=1) in text(answer)
    (sent,) = mail.outbox
    assert sent.to == ["hej@atercoop.example"]
    assert sent.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    held = Addressee.objects.get()
    assert held.sent_at is not None
    assert held.secret_digest not in sent.body
    assert words(
        "todo.dialogue-answer",
        "sv",
        organisation=scene.town.name,
        title=scene.dialogue.title,
        day=scene.dialogue.answers_until,
    ) in text(scene.worker().get(url("mine")))


def test_writing_to_nobody_is_told_and_so_is_who_has_no_address_or_wants_no_mail(scene, url) -> None:
    here = url("dialogue-write", dialogue=scene.dialogue.pk)
    for chosen in ([], ["nothing"], [scene.firm.enterprise.pk] * 41):
        assert scene.officer().post(here, {"enterprise": chosen}).status_code == 422
    Enterprise.objects.update(contact_email="")
    assert say("write.no-address") in text(scene.officer().get(here))
    answer = scene.officer().post(here, {"enterprise": [scene.firm.enterprise.pk]}, follow=True)
    assert words("error.dialogue.no-address", "sv", name=scene.firm.enterprise.name) in text(answer)
    assert mail.outbox == []


def test_a_mail_that_does_not_go_out_is_told_and_can_be_tried_again(scene, url, monkeypatch) -> None:
    refuse_mail(monkeypatch)
    here = url("dialogue-write", dialogue=scene.dialogue.pk)
    answer = scene.officer().post(here, {"enterprise": [scene.firm.enterprise.pk], "key": "k"}, follow=True)
    page = text(answer)
    assert say("write.unsent", names=scene.firm.enterprise.name) in page
    assert say("link-state.unsent", day=today()) in page
    assert say("write.has-link") in text(scene.officer().get(here))


def test_whom_to_write_to_is_asked_alike_for_few_and_many_and_so_many_are_shown(
    scene, url, monkeypatch, django_assert_max_num_queries
) -> None:
    here, officer = url("dialogue-write", dialogue=scene.dialogue.pk), scene.officer()
    a_firm("Ett företag till")
    with CaptureQueriesContext(connection) as few:
        officer.get(here)
    for n in range(12):
        a_firm(f"Företag {n}")
    with django_assert_max_num_queries(len(few)):
        page = text(officer.get(here))
    assert page.count('name="enterprise"') + page.count(say("write.no-address")) == 14
    monkeypatch.setattr(addressing, "MOST_SHOWN", 5)
    page = text(officer.get(here))
    assert page.count('name="enterprise"') + page.count(say("write.no-address")) == 6
    assert say("write.more", count=8) in page


def test_a_draft_has_nobody_to_write_to(scene, draft, url) -> None:
    assert scene.officer().get(url("dialogue-write", dialogue=draft.pk)).status_code == 404


def test_a_link_taken_back_stops_at_once(scene, url) -> None:
    link = scene.link()
    page = url("dialogue-mailed", secret=link.secret)
    assert Client().get(page).status_code == 200
    told = {"dialogue": scene.dialogue.pk, "addressee": link.addressee}
    scene.officer().post(url("dialogue-link-revoke", **told), {"version": 1})
    for one in ("dialogue-mailed", "dialogue-mailed-say", "dialogue-mailed-ask"):
        answer = Client().get(url(one, secret=link.secret))
        assert answer.status_code == 404
        assert scene.dialogue.title not in text(answer)
    assert Client().post(url("dialogue-mailed-say", secret=link.secret), {"will": "whole"}).status_code == 404


def test_a_question_is_answered_to_all_without_who_asked(scene, url) -> None:
    asked = a_question(scene.firm, scene.dialogue, now(), "Vi på Återbrukskooperativet undrar: går det att dela?")
    told = {"dialogue": scene.dialogue.pk, "question": asked.pk}
    officer = scene.officer()
    assert "går det att dela?" in text(officer.get(url("dialogue-reply", **told)))
    empty = officer.post(url("dialogue-reply", **told), {"published": "", "answer": "", "version": 1})
    assert empty.status_code == 422
    officer.post(url("dialogue-reply", **told), {"published": "Går det att dela?", "answer": "Ja.", "version": 1})
    page = text(Client().get(url("open-dialogue", dialogue=scene.dialogue.pk)))
    assert "Går det att dela?" in page
    assert "Återbruk" not in page
    assert Question.objects.get().answered_at is not None


def test_a_question_set_aside_is_told_to_who_asked_and_to_nobody_else(scene, url) -> None:
    link = scene.link()
    asked = a_question(scene.firm, scene.dialogue, now(), "Vem vann förra gången?")
    told, officer = {"dialogue": scene.dialogue.pk, "question": asked.pk}, scene.officer()
    own = url("open-dialogue", dialogue=scene.dialogue.pk)
    assert say("question.waits") in text(scene.worker().get(own))
    here = url("dialogue-set-aside", **told)
    assert here in text(officer.get(url("dialogue", dialogue=scene.dialogue.pk)))
    assert "Vem vann förra gången?" in text(officer.get(here))
    wrong = officer.post(here, {"why": "", "version": 1})
    assert words("error.dialogue.no-why", "sv") in text(wrong)
    done = officer.post(here, {"why": "beside", "version": 1}, follow=True)
    assert say("set-aside.done") in text(done)
    assert "Vem vann förra gången?" not in text(done)
    assert say("aside.beside") in text(scene.worker().get(own))
    for client, page in ((Client(), own), (Client(), url("dialogue-mailed", secret=link.secret))):
        assert "Vem vann" not in text(client.get(page))


def test_answers_are_the_buyers_own_to_see_and_one_who_asked_for_a_link_is_told_apart(scene, url) -> None:
    an_interest(scene.firm, scene.dialogue, now())
    an_interest_by(a_stranger_asks(scene.dialogue, now()), now(), part="Ett hus")
    page = text(scene.officer().get(url("dialogue", dialogue=scene.dialogue.pk)))
    assert "Två av förskolorna" in page
    assert "enligt egen uppgift" in page
    for client in (Client(), scene.worker()):
        seen = text(client.get(url("open-dialogue", dialogue=scene.dialogue.pk)))
        assert "Ett hus" not in seen
        assert "Nykomlingen" not in seen


def test_feedback_is_owed_to_each_before_it_closes(scene, url) -> None:
    link = scene.link()
    said = an_interest_by(link, now())
    officer, here = scene.officer(), url("dialogue", dialogue=scene.dialogue.pk)
    early = officer.post(url("dialogue-close", dialogue=scene.dialogue.pk), {"version": 2}, follow=True)
    assert words("error.dialogue.still-open", "sv", day=scene.dialogue.answers_until) in text(early)
    scene.end()
    assert say("owed", count=1) in text(officer.get(here))
    assert words("todo.dialogue-feedback", "sv", title=scene.dialogue.title, count=1) in text(officer.get(url("mine")))
    owed = officer.post(url("dialogue-close", dialogue=scene.dialogue.pk), {"version": 2}, follow=True)
    assert words("error.dialogue.feedback-owed", "sv", count=1) in text(owed)
    told = {"dialogue": scene.dialogue.pk, "interest": said.pk}
    feedback = {"text": "Tack. Vi delar upp köpet.", "version": 1}
    unticked = officer.post(url("dialogue-feedback", **told), feedback)
    assert words("error.dialogue.not-same", "sv") in text(unticked)
    officer.post(url("dialogue-feedback", **told), feedback | {"same": "yes"})
    assert "Vi delar upp köpet." in mail.outbox[-1].body
    assert "Tack. Vi delar upp köpet." in text(Client().get(url("dialogue-mailed", secret=link.secret)))
    assert "Vi delar upp" not in text(Client().get(url("open-dialogue", dialogue=scene.dialogue.pk)))
    officer.post(url("dialogue-close", dialogue=scene.dialogue.pk), {"version": 2})
    assert scene.fresh().state == "closed"
    assert Addressee.objects.get().email == ""


def test_one_for_all_is_published_and_mailed(scene, url) -> None:
    an_interest_by(scene.link(), now())
    scene.end()
    told = {"text": "Tack alla. Vi delar upp köpet.", "version": 2}
    scene.officer().post(url("dialogue-feedback-all", dialogue=scene.dialogue.pk), told)
    assert told["text"] in text(Client().get(url("open-dialogue", dialogue=scene.dialogue.pk)))
    assert told["text"] in mail.outbox[-1].body
    assert Letter.objects.filter(code="dialogue-feedback").count() == 2
    assert Interest.objects.get().feedback == ""


def test_what_was_told_outside_the_page_is_noted(scene, url) -> None:
    here = url("dialogue-told", dialogue=scene.dialogue.pk)
    wrong = scene.officer().post(here, {"to_whom": "", "about": "", "told_on": ""})
    assert wrong.status_code == 422
    told = {"to_whom": "Byggkooperativet", "about": "Att det gäller sju hus.", "told_on": today().isoformat()}
    scene.officer().post(here, told)
    page = text(scene.of_town(Role.CONTROLLER).get(url("dialogue", dialogue=scene.dialogue.pk)))
    assert "Muntligt till: Byggkooperativet" in page
    assert told["about"] in page


def test_the_list_is_the_organisations_own(scene, draft, url) -> None:
    assert scene.dialogue.title in text(scene.of_town(Role.DECISION_MAKER).get(url("dialogues")))
    assert scene.worker().get(url("dialogues")).status_code == 403


def test_a_new_dialogue_may_be_about_a_kept_purchase_of_ones_own(scene, url) -> None:
    kept = a_purchase(scene.by)
    assert kept.title in text(scene.officer().get(url("dialogue-new")))
    other = scene.of_town(Role.MATCHING_OFFICER)
    assert str(kept.pk) not in text(other.get(url("dialogue-new")))
    other.post(url("dialogue-new"), form(purchase=str(kept.pk)))
    scene.officer().post(url("dialogue-new"), form(title="Annat", purchase=str(kept.pk)))
    held = dict(Dialogue.objects.filter(title__in=("Annat", "Tvätt av arbetskläder")).values_list("title", "purchase"))
    assert held == {"Annat": kept.pk, "Tvätt av arbetskläder": None}


def test_a_purchases_page_leads_to_its_dialogues_and_to_a_new_one(scene, url) -> None:
    kept = a_purchase(scene.by)
    here = url("purchase", purchase=kept.pk)
    page = text(scene.officer().get(here))
    assert say("ask-first") in page
    assert f"purchase={kept.pk}" in page
    Dialogue.objects.filter(pk=scene.dialogue.pk).update(purchase=kept)
    page = text(scene.officer().get(here))
    assert f'href="{url("dialogue", dialogue=scene.dialogue.pk)}"' in page
    assert say("ask-first") not in page
