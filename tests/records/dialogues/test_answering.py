"""Answers in whole, in part and together, questions to which all get the answer, feedback to each, and the end."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from svangrum.core.errors import SvangrumError
from svangrum.records.actions import MissingError, NotAllowedError
from svangrum.records.actors import PUBLIC, Role
from svangrum.records.dialogues.actions.addressing import revoke_link
from svangrum.records.dialogues.actions.answering import (
    MOST_QUESTIONS,
    answer_question,
    ask_question,
    ask_question_by_link,
    set_question_aside,
)
from svangrum.records.dialogues.actions.ending import (
    close_dialogue,
    give_feedback,
    give_feedback_to_all,
    note_mailed,
    note_told,
)
from svangrum.records.dialogues.actions.holding import add_to_dialogue
from svangrum.records.dialogues.coming import Could, coming_for
from svangrum.records.dialogues.models import Addressee, Interest, Question
from svangrum.records.dialogues.queries import (
    DialogueLinkError,
    answered_otherwise,
    answered_questions,
    find_link,
    interest_by,
    interest_of,
    interests_in,
    interests_of,
    told_in,
    unanswered_by,
    unanswered_of,
    waiting_questions,
    without_feedback,
)
from svangrum.records.dialogues.stated import read_interest
from svangrum.records.dialogues.todo import dialogues_to_look_at
from svangrum.records.events.models import Event
from tests.records.build import NOW, TODAY, refused
from tests.records.dialogues.made import (
    AFTER,
    LAST,
    PART,
    a_dialogue,
    a_draft,
    a_question,
    a_stranger_asks,
    an_interest,
    an_interest_by,
    fresh,
    written_to,
)
from tests.records.passports.made import a_buyer, a_firm

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(days=1)


@pytest.fixture
def officer():
    return a_buyer()


@pytest.fixture
def dialogue(officer):
    return a_dialogue(officer)


@pytest.fixture
def firm():
    return a_firm("Återbrukskooperativet")


def codes(actor, on=TODAY):
    return [one.code for one in dialogues_to_look_at(actor, on)]


@pytest.mark.parametrize(
    ("written", "code", "field"),
    [
        ({"will": ""}, "capacity.no-will", "will"),
        ({"part": " "}, "dialogue.no-part", "part"),
        ({"per_month": "120", "measure": ""}, "capacity.no-measure", "measure"),
        ({"per_month": "många"}, "number.unreadable", "per_month"),
        ({"cpv": "1"}, "cpv.unreadable", "cpv"),
        ({"words": "x" * 5001}, "dialogue.too-long", "words"),
    ],
)
def test_what_is_wrong_with_an_answer_is_told_at_its_field(written, code, field) -> None:
    with pytest.raises(SvangrumError) as caught:
        read_interest(PART | written)
    assert (caught.value.code, caught.value.field) == (code, field)


@pytest.mark.parametrize("will", ["whole", "no"])
def test_no_part_is_kept_of_the_whole_or_of_a_no(will) -> None:
    assert read_interest(PART | {"will": will})["part"] == ""


def test_an_enterprise_answers_in_part_and_changes_its_mind(dialogue, firm) -> None:
    said = an_interest(firm, dialogue)
    assert (said.will, said.part, said.per_month, said.measure) == ("part", "Två av förskolorna", 120, "hours")
    again = an_interest(firm, dialogue, LATER, will="whole")
    assert (again.pk, again.will, again.part, again.per_month) == (said.pk, "whole", "", None)
    assert interest_of(dialogue, firm.enterprise) == again
    assert interests_of(firm.enterprise) == {dialogue.pk: again}


def test_nobody_answers_in_another_enterprises_name(officer, dialogue, firm) -> None:
    other = a_firm()
    for by in (PUBLIC, officer, other.boss):
        with pytest.raises(NotAllowedError):
            an_interest(replace(firm, worker=by), dialogue)
        with pytest.raises(NotAllowedError):
            a_question(replace(firm, worker=by), dialogue)


def test_nothing_is_answered_before_it_opens_or_after_the_last_day(officer, firm, dialogue) -> None:
    with pytest.raises(MissingError):
        an_interest(firm, a_draft(officer))
    link = written_to(firm, dialogue, officer)
    an_interest(firm, dialogue, NOW.replace(year=2026, month=12, day=18))
    for late in (an_interest, a_question):
        with refused("dialogue.over"):
            late(firm, dialogue, AFTER)
    with refused("dialogue.over"):
        an_interest_by(link, AFTER)
    with refused("dialogue.over"):
        ask_question_by_link(by=PUBLIC, recorded_at=AFTER, secret=link.secret, text="Hej?")


def test_the_link_answers_without_an_account(officer, dialogue, firm) -> None:
    link = written_to(firm, dialogue, officer)
    said = an_interest_by(link)
    assert (said.enterprise, said.addressee_id) == (firm.enterprise, link.addressee)
    assert an_interest_by(link, LATER, will="no").pk == said.pk
    assert interest_by(find_link(link.secret)).will == "no"


def test_a_stranger_with_a_link_answers_for_no_entry_of_the_register(dialogue, firm) -> None:
    said = an_interest_by(a_stranger_asks(dialogue, orgnr=firm.enterprise.orgnr))
    assert said.enterprise is None
    assert interest_of(dialogue, firm.enterprise) is None


def test_a_link_taken_back_answers_nothing_and_what_it_answered_stays(officer, dialogue, firm) -> None:
    link = written_to(firm, dialogue, officer)
    said = an_interest_by(link)
    revoke_link(by=officer, recorded_at=NOW, dialogue=dialogue.pk, addressee=link.addressee, version=1)
    for again in (
        lambda: an_interest_by(link),
        lambda: ask_question_by_link(by=PUBLIC, recorded_at=NOW, secret=link.secret, text="?"),
    ):
        with pytest.raises(DialogueLinkError):
            again()
    assert list(interests_in(dialogue)) == [said]


def test_what_its_people_answer_signed_in_the_link_neither_shows_nor_changes(officer, dialogue, firm) -> None:
    link = written_to(firm, dialogue, officer)
    an_interest_by(link)
    said = an_interest(firm, dialogue, LATER, will="whole")
    assert (said.addressee, Interest.objects.count()) == (None, 1)
    assert interest_by(find_link(link.secret)) is None
    assert answered_otherwise(find_link(link.secret))
    with refused("dialogue.answered"):
        an_interest_by(link)


def test_what_was_answered_stands_in_no_event(dialogue, firm) -> None:
    an_interest(firm, dialogue, part="Hemlig del", words="Hemligt pris")
    assert "Hemlig" not in str(list(Event.objects.values_list("payload", flat=True)))


def test_a_question_is_published_with_its_answer_without_who_asked(officer, dialogue, firm) -> None:
    asked = a_question(firm, dialogue, text="Vi på Återbrukskooperativet undrar: går det att dela?")
    assert list(waiting_questions(dialogue)) == [asked]
    assert not answered_questions(dialogue)
    told = {"by": officer, "recorded_at": NOW, "dialogue": dialogue.pk, "question": asked.pk, "version": 1}
    with pytest.raises(SvangrumError):
        answer_question(**told, published=" ", answer=" ")
    answer_question(**told, published="Går det att dela?", answer="Ja.")
    found = answered_questions(dialogue).get()
    assert (found.published, found.answer) == ("Går det att dela?", "Ja.")
    assert not waiting_questions(dialogue)
    with refused("dialogue.question-answered"):
        answer_question(**told | {"version": 2}, published="Annat", answer="Nej.")


def test_only_the_buyers_officers_answer_questions(dialogue, firm) -> None:
    asked = a_question(firm, dialogue)
    told = {"recorded_at": NOW, "dialogue": dialogue.pk, "question": asked.pk, "version": 1}
    with pytest.raises(MissingError):
        answer_question(by=firm.boss, **told, published="?", answer="!")
    with pytest.raises(NotAllowedError):
        answer_question(by=a_buyer(Role.CONTROLLER, home=dialogue.organisation), **told, published="?", answer="!")


def test_one_link_asks_so_many_questions_and_its_peoples_own_are_counted_apart(officer, dialogue, firm) -> None:
    link = written_to(firm, dialogue, officer)
    told = {"by": PUBLIC, "recorded_at": NOW, "secret": link.secret, "text": "Går det?"}
    asked = [ask_question_by_link(**told) for _ in range(MOST_QUESTIONS)]
    with refused("dialogue.many-questions"):
        ask_question_by_link(**told)
    assert a_question(firm, dialogue)
    held = {"by": officer, "recorded_at": NOW, "dialogue": dialogue.pk, "version": 1}
    set_question_aside(**held, question=asked[0], why="beside")
    with refused("dialogue.many-questions"):
        ask_question_by_link(**told)
    answer_question(**held, question=asked[1], published="Går det?", answer="Ja.")
    assert ask_question_by_link(**told)
    assert (unanswered_by(find_link(link.secret)).count(), unanswered_of(dialogue, firm.enterprise).count()) == (10, 11)


def test_a_question_that_is_set_aside_keeps_nothing_open_and_who_asked_reads_why(officer, dialogue, firm) -> None:
    asked = a_question(firm, dialogue, text="Vem vann förra gången?")
    told = {"by": officer, "recorded_at": NOW, "dialogue": dialogue.pk, "question": asked.pk, "version": 1}
    with refused("dialogue.no-why"):
        set_question_aside(**told, why="Ni får veta mer i telefon.")
    set_question_aside(**told, why="beside")
    for again in (
        lambda: set_question_aside(**told | {"version": 2}, why="said"),
        lambda: answer_question(**told | {"version": 2}, published="Vem vann?", answer="Vi."),
    ):
        with refused("dialogue.question-aside"):
            again()
    assert not waiting_questions(dialogue)
    assert not answered_questions(dialogue)
    assert unanswered_of(dialogue, firm.enterprise).get().aside == "beside"
    assert codes(officer) == []
    close_dialogue(by=officer, recorded_at=AFTER, dialogue=dialogue.pk, version=2)
    assert fresh(dialogue).state == "closed"


def test_a_published_question_is_not_set_aside_nor_by_who_may_not(officer, dialogue, firm) -> None:
    asked = a_question(firm, dialogue)
    told = {"recorded_at": NOW, "dialogue": dialogue.pk, "question": asked.pk, "version": 1}
    for by, kind in (
        (firm.boss, MissingError),
        (a_buyer(Role.CONTROLLER, home=dialogue.organisation), NotAllowedError),
    ):
        with pytest.raises(kind):
            set_question_aside(by=by, **told, why="said")
    answer_question(by=officer, **told, published="Går det?", answer="Ja.")
    with refused("dialogue.question-answered"):
        set_question_aside(by=officer, **told | {"version": 2}, why="said")


def test_a_question_needs_words(dialogue, firm) -> None:
    told = {"by": firm.boss, "recorded_at": NOW, "dialogue": dialogue.pk, "enterprise": firm.enterprise.pk}
    with refused("dialogue.no-text"):
        ask_question(**told, text=" ")
    assert not Question.objects.exists()


def test_it_cannot_close_before_each_who_answered_has_got_feedback(officer, dialogue, firm) -> None:
    other = a_firm()
    mine, theirs = an_interest(firm, dialogue), an_interest(other, dialogue, will="no")
    told = {"by": officer, "recorded_at": AFTER, "dialogue": dialogue.pk}
    give_feedback(**told, interest=mine.pk, version=1, text="Tack. Vi delar upp köpet.")
    assert without_feedback(dialogue) == 1
    with refused("dialogue.feedback-owed"):
        close_dialogue(**told, version=2)
    give_feedback(**told, interest=theirs.pk, version=1, text="Tack ändå.")
    close_dialogue(**told, version=2)
    assert fresh(dialogue).state == "closed"


def test_one_for_all_is_enough(officer, dialogue, firm) -> None:
    an_interest(firm, dialogue)
    told = {"by": officer, "recorded_at": AFTER, "dialogue": dialogue.pk}
    give_feedback_to_all(**told, version=2, text="Tack alla. Vi delar upp köpet.")
    with refused("dialogue.fed-back"):
        give_feedback_to_all(**told, version=3, text="En gång till.")
    assert without_feedback(fresh(dialogue)) == 0
    close_dialogue(**told, version=3)
    assert "feedback-all" in [line.code for line in told_in(fresh(dialogue))]


def test_through_the_last_day_it_neither_closes_nor_gives_feedback(officer, dialogue, firm) -> None:
    said = an_interest(firm, dialogue)
    told = {"by": officer, "recorded_at": NOW, "dialogue": dialogue.pk}
    with refused("dialogue.still-open"):
        close_dialogue(**told, version=2)
    with refused("dialogue.still-open"):
        give_feedback_to_all(**told, version=2, text="Tack.")
    with refused("dialogue.still-open"):
        give_feedback(**told, interest=said.pk, version=1, text="Tack.")


def test_when_one_has_got_feedback_nobody_gets_more_time_to_answer(officer, dialogue, firm) -> None:
    said = an_interest(firm, dialogue)
    told = {"by": officer, "recorded_at": AFTER, "dialogue": dialogue.pk}
    add_to_dialogue(**told, version=2, text="En vecka till.", answers_until=AFTER.date())
    later = told | {"recorded_at": AFTER + timedelta(days=1)}
    give_feedback(**later, interest=said.pk, version=1, text="Tack. Skriv gärna mer om delarna.")
    more = {"text": "Ännu en vecka.", "answers_until": AFTER.date() + timedelta(days=9)}
    with refused("dialogue.feedback-given"):
        add_to_dialogue(**later, version=3, **more)
    assert add_to_dialogue(**later, version=3, text="Vi delar upp köpet.")


def test_what_is_told_after_it_is_closed_is_noted_too(officer, dialogue) -> None:
    told = {"by": officer, "recorded_at": AFTER, "dialogue": dialogue.pk}
    close_dialogue(**told, version=2)
    note_told(**told, to_whom="Byggkooperativet", about="När annonsen kommer.", told_on=AFTER.date())
    assert told_in(fresh(dialogue))[0].says == "När annonsen kommer."


def test_it_cannot_close_while_a_question_waits_and_forgets_addresses_when_it_does(officer, dialogue, firm) -> None:
    written_to(firm, dialogue, officer)
    asked = a_question(firm, dialogue)
    told = {"by": officer, "recorded_at": AFTER, "dialogue": dialogue.pk}
    with refused("dialogue.questions-wait"):
        close_dialogue(**told, version=2)
    answer_question(**told, question=asked.pk, version=1, published="Går det?", answer="Ja.")
    close_dialogue(**told, version=2)
    assert not Addressee.objects.exclude(email="")


def test_what_was_told_outside_the_page_is_noted_and_listed(officer, firm) -> None:
    draft = a_draft(officer)
    told = {"by": officer, "recorded_at": NOW, "dialogue": draft.pk}
    note_told(**told, to_whom="Återbrukskooperativet", about="Att vi planerar en dialog.", told_on=TODAY)
    line = told_in(draft)[0]
    assert (line.code, line.to, line.says) == ("spoken", "Återbrukskooperativet", "Att vi planerar en dialog.")
    with refused("dialogue.told-later"):
        note_told(**told, to_whom="Alla", about="Det.", told_on=TODAY + timedelta(days=1))
    with pytest.raises(SvangrumError):
        note_told(**told, to_whom="", about="", told_on=TODAY)


def test_what_was_mailed_names_who_got_it(officer, dialogue, firm) -> None:
    link = written_to(firm, dialogue, officer)
    note_mailed(by=officer, recorded_at=NOW, dialogue=dialogue.pk, addressees=[link.addressee], about="En vecka till.")
    assert ("mailed", firm.enterprise.name) in [(line.code, line.to) for line in told_in(dialogue)]


def test_what_is_to_be_done_follows_the_dialogue(officer, dialogue, firm) -> None:
    after = AFTER.date()
    assert (codes(firm.boss), codes(officer)) == ([], [])
    written_to(firm, dialogue, officer)
    assert codes(firm.boss) == ["dialogue-answer"]
    an_interest(firm, dialogue)
    asked = a_question(firm, dialogue)
    assert (codes(firm.boss), codes(officer)) == ([], ["dialogue-questions"])
    told = {"by": officer, "recorded_at": AFTER, "dialogue": dialogue.pk}
    answer_question(**told, question=asked.pk, version=1, published="Går det?", answer="Ja.")
    assert (codes(officer), codes(officer, after)) == ([], ["dialogue-feedback"])
    assert codes(a_buyer(Role.CONTROLLER, home=dialogue.organisation), after) == []
    give_feedback_to_all(**told, version=2, text="Tack.")
    assert codes(officer, after) == ["dialogue-close"]
    close_dialogue(**told, version=3)
    assert codes(officer, after) == []


@pytest.mark.parametrize(
    ("offered", "places", "could"),
    [
        ("90900000", ["2132"], Could.WHOLE),
        ("90910000", ["0180", "2132"], Could.WHOLE),
        ("90911200", ["2132"], Could.PART),
        ("90910000", None, Could.PERHAPS),
        ("90910000", ["0180"], None),
        ("55500000", ["2132"], None),
    ],
)
def test_what_is_coming_is_what_it_offers_where_it_serves(dialogue, firm, offered, places, could) -> None:
    firm.enterprise.offers = [{"cpv": offered, "words": "Städar"}]
    firm.enterprise.places = places
    assert [one.could for one in coming_for(firm.enterprise, on=LAST)] == ([could] if could else [])
    assert coming_for(firm.enterprise, on=LAST + timedelta(days=1)) == []
