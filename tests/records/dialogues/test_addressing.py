"""Writing to enterprises: links that answer, stop at once, and can be silenced."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import signing

from svangrum.core.reading import InvalidFactsError
from svangrum.records.accounts.secret import digest_of
from svangrum.records.actions import MissingError, NotAllowedError
from svangrum.records.actors import PUBLIC, Role
from svangrum.records.dialogues.actions.addressing import (
    MOST_LINKS,
    address_enterprise,
    hear_again,
    mark_sent,
    revoke_link,
    silence,
)
from svangrum.records.dialogues.actions.forgetting import forget_address, forget_addresses
from svangrum.records.dialogues.leaving import is_silent, signed_for
from svangrum.records.dialogues.models import Addressee, Silence
from svangrum.records.dialogues.queries import (
    READ_FOR,
    DialogueLinkError,
    addressed_dialogues,
    open_link,
    told_in,
)
from svangrum.records.enterprises.models import Assessment
from svangrum.records.letters.models import Letter
from tests.records.build import NOW, TODAY, refused
from tests.records.dialogues.made import LAST, a_dialogue, a_draft, a_stranger_asks, an_interest, written_to
from tests.records.passports.made import a_buyer, a_firm

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return a_buyer()


@pytest.fixture
def dialogue(officer):
    return a_dialogue(officer)


@pytest.fixture
def firm():
    return a_firm("Återbrukskooperativet")


def the(link):
    return Addressee.objects.get(pk=link.addressee)


def test_the_secret_is_kept_nowhere(officer, dialogue, firm) -> None:
    link = written_to(firm, dialogue, officer)
    assert the(link).secret_digest == digest_of(link.secret)
    assert link.secret not in str(list(Addressee.objects.values()))
    assert open_link(link.secret, on=TODAY) == the(link)


def test_nobody_is_written_to_before_everyone_can_read_it(officer, firm) -> None:
    with refused("dialogue.is-draft"):
        written_to(firm, a_draft(officer), officer)


def test_after_the_last_day_nobody_is_written_to(officer, dialogue, firm) -> None:
    with refused("dialogue.over"):
        written_to(firm, dialogue, officer, NOW + timedelta(days=40))


def test_an_enterprise_without_an_address_is_not_written_to_until_one_is_noted(officer, dialogue, firm) -> None:
    told = {"by": officer, "recorded_at": NOW, "enterprise": firm.enterprise.pk}
    with refused("dialogue.no-address"):
        address_enterprise(**told, dialogue=dialogue.pk)
    Assessment.objects.create(
        organisation=dialogue.organisation,
        enterprise=firm.enterprise,
        contact_email="kontor@foretag.example",
        noted_at=NOW,
    )
    assert the(address_enterprise(**told, dialogue=dialogue.pk)).email == "kontor@foretag.example"


def test_only_officers_of_the_buyer_write_and_take_back(officer, dialogue, firm) -> None:
    link = written_to(firm, dialogue, officer)
    colleague, other = a_buyer(Role.CONTROLLER, home=dialogue.organisation), a_buyer()
    for by, kind in ((colleague, NotAllowedError), (other, MissingError), (firm.boss, MissingError)):
        with pytest.raises(kind):
            written_to(firm, dialogue, by)
        with pytest.raises(kind):
            revoke_link(by=by, recorded_at=NOW, dialogue=dialogue.pk, addressee=link.addressee, version=1)


def test_its_people_here_get_a_letter_that_leads_to_the_page(officer, dialogue, firm) -> None:
    written_to(firm, dialogue, officer)
    letters = Letter.objects.filter(code="dialogue-people")
    assert {one.person_id for one in letters} == {firm.boss.person, firm.worker.person}
    assert {one.parts["dialogue"] for one in letters} == {str(dialogue.pk)}
    assert addressed_dialogues(firm.enterprise, on=TODAY) == [dialogue]
    an_interest(firm, dialogue)
    assert addressed_dialogues(firm.enterprise, on=TODAY) == []


def test_a_new_link_ends_the_one_before(officer, dialogue, firm) -> None:
    first, second = written_to(firm, dialogue, officer), written_to(firm, dialogue, officer)
    assert first.addressee == second.addressee
    with refused("dialogue-link.unknown"):
        open_link(first.secret, on=TODAY)
    assert open_link(second.secret, on=TODAY)


def test_a_link_taken_back_stops_at_once(officer, dialogue, firm) -> None:
    link = written_to(firm, dialogue, officer)
    told = {"by": officer, "recorded_at": NOW, "dialogue": dialogue.pk, "addressee": link.addressee}
    revoke_link(**told, version=1)
    with refused("dialogue-link.revoked"):
        open_link(link.secret, on=TODAY)
    with refused("dialogue-link.ended"):
        revoke_link(**told, version=2)


def test_a_link_shows_what_was_answered_for_a_while_after_the_last_day(officer, dialogue, firm) -> None:
    link = written_to(firm, dialogue, officer)
    assert open_link(link.secret, on=LAST + READ_FOR)
    with refused("dialogue-link.expired"):
        open_link(link.secret, on=LAST + READ_FOR + timedelta(days=1))


def test_another_dialogues_addressee_is_not_there(officer, dialogue, firm) -> None:
    link = written_to(firm, dialogue, officer)
    with pytest.raises(MissingError):
        mark_sent(by=officer, recorded_at=NOW, dialogue=a_dialogue(officer).pk, addressee=link.addressee)


def test_that_a_mail_went_out_is_told_in_the_log(officer, dialogue, firm) -> None:
    link = written_to(firm, dialogue, officer)
    assert [line.code for line in told_in(dialogue)] == ["opened"]
    mark_sent(by=officer, recorded_at=NOW, dialogue=dialogue.pk, addressee=link.addressee)
    assert ("link", firm.enterprise.name) in [(line.code, line.to) for line in told_in(dialogue)]


def test_an_address_that_asks_to_be_left_alone_gets_no_mails_from_anyone_and_may_change_its_mind(
    officer, dialogue, firm
) -> None:
    link = written_to(firm, dialogue, officer)
    signed = signed_for(the(link).email)
    told = {"by": PUBLIC, "recorded_at": NOW, "signed": signed}
    assert silence(**told) == silence(**told)
    assert is_silent(the(link).email.upper())
    assert (
        the(link).email
        not in f"{Silence.objects.get().digest} {signing.loads(signed, salt='svangrum.dialogues.silence')}"
    )
    assert open_link(link.secret, on=TODAY)
    other = a_buyer()
    elsewhere = a_dialogue(other)
    with refused("dialogue.silent"):
        written_to(firm, elsewhere, other)
    hear_again(**told)
    assert written_to(firm, elsewhere, other)
    with pytest.raises(MissingError):
        hear_again(**told)


def test_an_address_that_one_buyer_noted_wrongly_silences_itself_and_not_the_enterprise(
    officer, dialogue, firm
) -> None:
    Assessment.objects.create(
        organisation=dialogue.organisation, enterprise=firm.enterprise, contact_email="fel@nagon.example", noted_at=NOW
    )
    told = {"by": officer, "recorded_at": NOW, "dialogue": dialogue.pk, "enterprise": firm.enterprise.pk}
    address_enterprise(**told)
    silence(by=PUBLIC, recorded_at=NOW, signed=signed_for("fel@nagon.example"))
    with refused("dialogue.silent"):
        address_enterprise(**told)
    assert written_to(firm, dialogue, officer)


def test_an_address_that_was_not_made_here_silences_nobody() -> None:
    for forged in ("nothing", signing.dumps("x", salt="something else")):
        for act in (silence, hear_again):
            with refused("dialogue-link.unknown"):
                act(by=PUBLIC, recorded_at=NOW, signed=forged)


def test_anyone_may_ask_for_a_link_and_is_whom_it_says_by_its_own_word(dialogue) -> None:
    link = a_stranger_asks(dialogue)
    found = open_link(link.secret, on=TODAY)
    assert (found.enterprise, found.asked, found.name) == (None, True, "Nykomlingen")


def test_the_same_that_asks_again_gets_another_link_in_place_of_the_first(dialogue) -> None:
    first = a_stranger_asks(dialogue, orgnr="5599990008")
    second = a_stranger_asks(dialogue, orgnr="559999-0008", name="Nykomlingen AB")
    assert first.addressee == second.addressee
    with pytest.raises(DialogueLinkError):
        open_link(first.secret, on=TODAY)


def test_whose_link_was_taken_back_cannot_ask_for_another(officer, dialogue) -> None:
    link = a_stranger_asks(dialogue, orgnr="5599990008")
    revoke_link(by=officer, recorded_at=NOW, dialogue=dialogue.pk, addressee=link.addressee, version=1)
    with refused("dialogue-link.refused"):
        a_stranger_asks(dialogue, orgnr="5599990008")


def test_who_asks_wrongly_is_told_everything_at_once(dialogue) -> None:
    with pytest.raises(InvalidFactsError) as caught:
        a_stranger_asks(dialogue, orgnr="121212-1212", name=" ", email="hej")
    assert [one.code for one in caught.value.errors] == [
        "enterprise.person-orgnr",
        "enterprise.no-name",
        "person.email",
    ]
    with pytest.raises(MissingError):
        a_stranger_asks(a_draft())
    with refused("dialogue.over"):
        a_stranger_asks(dialogue, NOW + timedelta(days=40))


def test_nobody_lifts_a_silence_by_asking_for_links_to_the_address(dialogue) -> None:
    link = a_stranger_asks(dialogue, orgnr="5599990008")
    silence(by=PUBLIC, recorded_at=NOW, signed=signed_for(the(link).email))
    again = a_stranger_asks(dialogue, orgnr="5599990008")
    assert open_link(link.secret, on=TODAY)
    with refused("dialogue-link.unknown"):
        open_link(again.secret, on=TODAY)
    a_stranger_asks(dialogue)
    a_stranger_asks(a_dialogue())
    assert is_silent(the(link).email)


def test_links_to_one_address_are_so_many_and_no_more(dialogue) -> None:
    for _ in range(MOST_LINKS):
        a_stranger_asks(dialogue)
    with refused("dialogue-link.many"):
        a_stranger_asks(dialogue)
    assert a_stranger_asks(dialogue, email="en.annan@nykomlingen.example")
    assert a_stranger_asks(a_dialogue())


def test_addresses_of_a_dialogue_that_nobody_closes_are_forgotten_when_its_links_show_nothing(
    officer, dialogue, firm
) -> None:
    link, stranger = written_to(firm, dialogue, officer), a_stranger_asks(dialogue)
    later = a_dialogue(officer, answers_until=LAST + timedelta(days=1))
    kept = written_to(firm, later, officer)
    over = NOW + (LAST - TODAY) + READ_FOR
    assert forget_addresses(recorded_at=over) == 0
    assert forget_addresses(recorded_at=over + timedelta(days=1)) == 2
    assert forget_addresses(recorded_at=over + timedelta(days=1)) == 0
    assert [the(one).email for one in (link, stranger)] == ["", ""]
    assert the(kept).email
    for by in (officer, firm.boss, PUBLIC):
        with pytest.raises(NotAllowedError):
            forget_address(by=by, recorded_at=NOW, addressee=kept.addressee)
