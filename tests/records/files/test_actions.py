"""Files are handed in, read, ruled otherwise, thinned: by those who may, each with an event, rows and bytes alike."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import transaction

from svangrum.core.errors import SvangrumError
from svangrum.records.actions import MissingError, NotAllowedError, StaleError
from svangrum.records.actors import PROGRAM, Actor, Role
from svangrum.records.events.models import Event
from svangrum.records.events.queries import history, history_with_readings
from svangrum.records.files import store
from svangrum.records.files.actions import change_rule, hand_in, read_file, remove_file, thin_file
from svangrum.records.files.logos import logo_of
from svangrum.records.files.models import StoredFile
from svangrum.records.files.permissions import can_change_file, can_see_file
from svangrum.records.files.queries import file_for, files_due, files_of
from svangrum.records.files.thinning import rules
from svangrum.records.files.upload import Upload
from svangrum.records.files.verify import faults, sweep
from svangrum.records.profiles.actions import set_logo
from svangrum.records.profiles.queries import profile_of
from tests.records.build import NOW, OPERATOR, TODAY, a_member, actor, an_organisation
from tests.records.files.made import NUMBER, a_docx, a_png, an_svg

pytestmark = pytest.mark.django_db
LATER = date(2028, 1, 1)
WHY, DECISION = "Uppladdad av misstag", "KS 2026/114 § 12"
TEXT = Upload("plan.txt", "Lokalvård i två förskolor.".encode())


@pytest.fixture
def officer() -> Actor:
    organisation = an_organisation()
    return actor(a_member(organisation, Role.PROCUREMENT_OFFICER), organisation)


def colleague(of: Actor, *roles: Role) -> Actor:
    """Another member of the same organisation."""
    from svangrum.records.accounts.models import Organisation

    organisation = Organisation.objects.get(pk=of.organisation)
    return actor(a_member(organisation, *roles), organisation)


def handed_in(by: Actor, file: Upload = TEXT, **given) -> StoredFile:
    said = {"rule": "working", "organisation": by.organisation, **given}
    return StoredFile.objects.get(pk=hand_in(by=by, recorded_at=NOW, file=file, **said))


def actions(file: StoredFile) -> list[str]:
    return list(Event.objects.filter(kind="file", thing=file.pk).order_by("number").values_list("action", flat=True))


def lying() -> list[str]:
    """The names of the files in the store."""
    return [path.name for path in store.folder().rglob("*") if path.is_file()] if store.folder().exists() else []


def test_a_file_is_kept_as_it_was_handed_in(officer):
    file = handed_in(officer)

    assert (file.name, file.size, file.sha256) == ("plan.txt", len(TEXT.content), TEXT.sha256)
    assert (file.searched, file.secret, file.thin_after) == (True, False, date(2027, 11, 27))
    assert read_file(by=officer, recorded_at=NOW, file=file.pk) == (file, TEXT.content)
    assert actions(file) == ["file.handed-in"]
    assert lying() == [file.pk.hex]
    assert list(faults()) == []


def test_the_event_tells_what_it_was_and_not_what_it_was_called(officer):
    file = handed_in(officer, Upload("Brev till Kim.txt", b"hej"))
    event = Event.objects.get(thing=file.pk)

    assert "Kim" not in (event.payload or "")
    assert file.sha256 in (event.payload or "")


def test_the_same_form_sent_twice_keeps_one_file(officer):
    once, again = (handed_in(officer, key="nyckel") for _ in range(2))

    assert once == again
    assert lying() == [once.pk.hex]


def test_a_form_used_for_another_file_is_refused(officer):
    handed_in(officer, key="nyckel")

    with pytest.raises(SvangrumError, match=r"record\.key-reused"):
        handed_in(officer, Upload("plan.txt", b"annat"), key="nyckel")


@pytest.mark.parametrize(
    ("file", "code"),
    [
        (Upload("plan.txt", NUMBER.encode()), "file.person"),
        (Upload("plan.pdf", b"hej"), "file.lies"),
        (Upload("bild.png", a_png()), "file.unsearched"),
    ],
)
def test_what_is_refused_leaves_nothing(officer, file, code):
    with pytest.raises(SvangrumError, match=code):
        handed_in(officer, file)

    assert lying() == []
    assert not StoredFile.objects.exists()


def test_a_picture_is_kept_when_somebody_answers_for_it(officer):
    assert not handed_in(officer, Upload("bild.png", a_png()), clean=True).searched


def test_a_row_that_cannot_be_written_leaves_no_bytes(officer, monkeypatch):
    def fail(**_given):
        raise RuntimeError

    monkeypatch.setattr("svangrum.records.actions.append", fail)

    with pytest.raises(RuntimeError):
        handed_in(officer)
    assert lying() == []


@pytest.mark.parametrize("rule", ["logo", "purchase-closed", "x", ""])
def test_only_rules_for_files_can_be_chosen(officer, rule):
    with pytest.raises(SvangrumError, match=r"file\.no-rule"):
        handed_in(officer, rule=rule)


def test_only_members_hand_in_and_see(officer):
    file = handed_in(officer)
    other = an_organisation()
    stranger = actor(a_member(other, Role.ADMINISTRATOR), other)

    for outside in (stranger, Actor(), OPERATOR, replace(officer, organisation=None, roles=frozenset())):
        with pytest.raises(NotAllowedError):
            hand_in(by=outside, recorded_at=NOW, organisation=officer.organisation, file=TEXT, rule="working")
        with pytest.raises(MissingError):
            read_file(by=outside, recorded_at=NOW, file=file.pk)
        with pytest.raises(MissingError):
            file_for(outside, file.pk)
        assert file not in files_of(outside)


def test_a_controller_looks_and_hands_nothing_in(officer):
    file, controller = handed_in(officer), colleague(officer, Role.CONTROLLER)

    assert file_for(controller, file.pk) == file
    with pytest.raises(NotAllowedError):
        handed_in(controller)


def test_a_secret_file_is_seen_by_few_and_each_reading_leaves_an_event(officer):
    unit = colleague(officer, Role.ORDERING_UNIT)
    secret = handed_in(unit, secret=True)

    readers = (unit, officer, colleague(officer, Role.ADMINISTRATOR))
    for one in readers:
        assert secret in files_of(one)
        read_file(by=one, recorded_at=NOW, file=secret.pk)
    assert actions(secret) == ["file.handed-in"]
    assert [one.person for one in history("file.reading", secret.pk).events] == [
        one.person for one in reversed(readers)
    ]
    together = history_with_readings("file", secret.pk).events
    assert [one.code for one in together] == ["event.read"] * len(readers) + ["event.file.handed-in"]

    matching = colleague(officer, Role.MATCHING_OFFICER)
    assert secret not in files_of(matching)
    with pytest.raises(MissingError):
        read_file(by=matching, recorded_at=NOW, file=secret.pk)


def test_another_rule_is_counted_from_the_day_it_was_handed_in(officer):
    file, administrator = handed_in(officer), colleague(officer, Role.ADMINISTRATOR)

    change_rule(by=officer, recorded_at=NOW + timedelta(days=90), file=file.pk, version=1, rule="procurement")
    file.refresh_from_db()
    assert (file.rule, file.thin_after) == ("procurement", date(2032, 11, 27))

    change_rule(by=administrator, recorded_at=NOW, file=file.pk, version=2, rule="kept")
    file.refresh_from_db()
    assert file.thin_after is None
    with pytest.raises(StaleError):
        change_rule(by=administrator, recorded_at=NOW, file=file.pk, version=2, rule="working")


@pytest.mark.parametrize("rule", ["procurement", "kept"])
def test_what_belongs_to_a_procurement_is_removed_ahead_of_its_time_by_an_administrator_alone(officer, rule):
    file = handed_in(officer, rule=rule)

    with pytest.raises(NotAllowedError):
        remove_file(by=officer, recorded_at=NOW, file=file.pk, version=1, reason=WHY)
    with pytest.raises(NotAllowedError):
        change_rule(by=officer, recorded_at=NOW, file=file.pk, version=1, rule="working")
    remove_file(by=colleague(officer, Role.ADMINISTRATOR), recorded_at=NOW, file=file.pk, version=1, reason=WHY)


@pytest.mark.parametrize(
    ("reason", "code"),
    [(" \n", "file.no-reason"), ("x" * 301, "file.reason-too-long"), (f"Kim {NUMBER}", "text.person")],
)
def test_a_file_is_not_removed_without_a_reason_that_can_be_kept(officer, reason, code):
    file = handed_in(officer)

    with pytest.raises(SvangrumError, match=code):
        remove_file(by=officer, recorded_at=NOW, file=file.pk, version=1, reason=reason)
    assert store.place(file.pk).exists()


def test_a_file_is_not_thinned_without_a_decision(officer):
    file = handed_in(officer)

    with pytest.raises(SvangrumError, match=r"thin\.no-decision"):
        thin_file(by=PROGRAM, recorded_at=NOW, as_of=LATER, file=file.pk, version=1, decision=" ")
    assert store.place(file.pk).exists()


def test_only_who_handed_it_in_and_administrators_change_it(officer):
    file = handed_in(officer)

    with pytest.raises(NotAllowedError):
        change_rule(by=colleague(officer, Role.DECISION_MAKER), recorded_at=NOW, file=file.pk, version=1, rule="kept")
    with pytest.raises(NotAllowedError):
        remove_file(by=colleague(officer, Role.DECISION_MAKER), recorded_at=NOW, file=file.pk, version=1, reason=WHY)
    change_rule(by=colleague(officer, Role.ADMINISTRATOR), recorded_at=NOW, file=file.pk, version=1, rule="kept")


def test_a_file_is_thinned_when_its_last_day_is_past(officer):
    file, administrator = handed_in(officer), colleague(officer, Role.ADMINISTRATOR)
    handed_in(officer, Upload("spara.txt", b"spara"), rule="kept")

    assert files_due(date(2027, 11, 27)) == []
    (due,) = files_due(date(2027, 11, 28), officer.organisation)
    assert (due.thing, due.name, due.size, due.last_day) == (file.pk, "plan.txt", file.size, date(2027, 11, 27))

    thin_file(by=administrator, recorded_at=NOW, as_of=LATER, file=file.pk, version=due.version, decision=DECISION)

    file.refresh_from_db()
    assert (file.name, file.thinned_at) == ("", NOW)
    assert actions(file) == ["file.handed-in", "file.thinned"]
    assert history("file", file.pk).events[0].values["decision"] == DECISION
    assert file.pk.hex not in lying()
    assert files_due(LATER) == []
    assert list(faults()) == []
    with pytest.raises(MissingError):
        read_file(by=officer, recorded_at=NOW, file=file.pk)


def test_a_file_is_not_thinned_before_its_time_nor_by_anybody(officer):
    file, administrator = handed_in(officer), colleague(officer, Role.ADMINISTRATOR)

    with pytest.raises(SvangrumError, match=r"file\.not-due"):
        thin_file(
            by=administrator, recorded_at=NOW, as_of=date(2027, 11, 27), file=file.pk, version=1, decision=DECISION
        )
    for other in (officer, Actor(), OPERATOR):
        with pytest.raises(NotAllowedError):
            thin_file(by=other, recorded_at=NOW, as_of=LATER, file=file.pk, version=1, decision=DECISION)
    assert lying() == [file.pk.hex]

    thin_file(by=PROGRAM, recorded_at=NOW, as_of=LATER, file=file.pk, version=1, decision=DECISION)
    assert lying() == []


def test_a_file_can_be_removed_ahead_of_its_time(officer):
    file = handed_in(officer)

    remove_file(by=officer, recorded_at=NOW, key="bort", file=file.pk, version=1, reason=WHY)
    remove_file(by=officer, recorded_at=NOW, key="bort", file=file.pk, version=1, reason=WHY)

    assert actions(file) == ["file.handed-in", "file.removed"]
    assert history("file", file.pk).events[0].values["reason"] == WHY
    assert lying() == []


def test_what_is_wrong_with_bytes_is_found(officer):
    lost, changed, swapped, fine, locked = (handed_in(officer, Upload(f"{n}.txt", b"hej %d" % n)) for n in range(5))
    store.place(lost.pk).unlink()
    content = bytearray(store.place(changed.pk).read_bytes())
    content[-1] ^= 1
    store.place(changed.pk).write_bytes(content)
    store.place(swapped.pk).write_bytes(store.place(fine.pk).read_bytes())
    mark = store.place(locked.pk).read_bytes()
    store.place(locked.pk).write_bytes(mark[:4] + b"\0\0\0\0" + mark[8:])

    assert {(fault.thing, fault.error.code) for fault in faults()} == {
        (lost.pk, "file.lost"),
        (changed.pk, "file.changed"),
        (swapped.pk, "file.changed"),
        (locked.pk, "file.key-missing"),
    }


def test_another_content_under_the_right_key_is_found(officer):
    file = handed_in(officer)
    store.write(file.pk, b"annat", TODAY)

    assert [(fault.thing, fault.error.code) for fault in faults()] == [(file.pk, "file.changed")]


def aged(path) -> None:
    """As if it had been written two hours before ``NOW``."""
    then = (NOW - timedelta(hours=2)).timestamp()
    os.utime(path, (then, then))


def test_the_sweep_takes_what_no_row_tells_of_and_nothing_under_way(officer):
    file, stray, fresh = handed_in(officer), uuid4(), uuid4()
    for one in (stray, fresh):
        store.write(one, b"hej", TODAY)
    part, young = (store.place(file.pk).with_name(f"{name}.part") for name in ("a", "b"))
    part.write_bytes(b"halv")
    young.write_bytes(b"halv")
    for path in (store.place(stray), store.place(file.pk), part):
        aged(path)
    for path in (store.place(fresh), young):
        os.utime(path, (NOW.timestamp(), NOW.timestamp()))

    assert sweep(NOW) == 2
    assert sorted(lying()) == sorted([file.pk.hex, fresh.hex, "b.part", stray.hex])
    assert list(store.kept()) == sorted([file.pk, fresh])
    assert list(store.left()) == [stray]
    assert sweep(NOW) == 0


def test_another_database_costs_nobody_a_file(officer):
    """A sweep that knows no rows sets files aside for a month; the right database gets them back."""
    file = handed_in(officer)
    aged(store.place(file.pk))
    with transaction.atomic():
        StoredFile.objects.filter(pk=file.pk)._raw_delete(using="default")
        assert sweep(NOW) == 1
        assert sweep(NOW + timedelta(days=29)) == 0
        transaction.set_rollback(True)
    assert list(faults()) == []

    assert sweep(NOW + timedelta(days=29)) == 0
    assert store.place(file.pk).exists()


def test_what_was_set_aside_is_removed_after_a_month():
    stray = uuid4()
    store.write(stray, b"hej", TODAY)
    aged(store.place(stray))

    assert sweep(NOW) == 1
    assert sweep(NOW + timedelta(days=31)) == 0
    assert lying() == []


def test_bytes_left_of_a_thinned_file_are_found_and_swept(officer):
    file = handed_in(officer)
    content = store.place(file.pk).read_bytes()
    remove_file(by=officer, recorded_at=NOW, file=file.pk, version=1, reason=WHY)
    store.place(file.pk).write_bytes(content)

    assert [fault.error.code for fault in faults()] == ["file.left-behind"]
    assert sweep(NOW) == 1
    assert list(faults()) == []


def administrator() -> Actor:
    organisation = an_organisation()
    return actor(a_member(organisation, Role.ADMINISTRATOR), organisation)


def logo_set(by: Actor, logo: Upload, version: int = 0) -> StoredFile:
    set_logo(by=by, recorded_at=NOW, organisation=by.organisation, version=version, logo=logo)
    return profile_of(by.organisation).logo


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [("mark.png", a_png(), "image/png"), ("mark.svg", an_svg(), "image/svg+xml")],
)
def test_a_logo_is_a_small_png_or_a_drawing(name, content, media_type):
    by = administrator()
    file = logo_set(by, Upload(name, content))

    shown, told = logo_of(file)
    assert (told, file.rule, file.thin_after) == (media_type, "logo", None)
    assert shown == content or b"<circle" in shown
    assert file not in files_of(by)


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("mark.jpg", b"x", "file.logo-kind"),
        ("mark.png", b"x", "file.lies"),
        ("mark.png", a_png(20_000, 1, rows=b""), "file.picture-size"),
        ("mark.png", b"x" * 200_001, "file.too-large"),
        ("mark.svg", b"<svg", "file.damaged"),
        ("mark.svg", b"<html xmlns='http://www.w3.org/1999/xhtml'/>", "file.damaged"),
        ("mark.svg", b"<!DOCTYPE svg [<!ENTITY a 'b'>]>" + an_svg("<text>&a;</text>"), "file.damaged"),
        ("mark.svg", an_svg("<script>alert(1)</script>"), "file.svg"),
        ("mark.svg", an_svg("<foreignObject><p/></foreignObject>"), "file.svg"),
        ("mark.svg", an_svg(more="onload='alert(1)'"), "file.svg"),
        ("mark.svg", an_svg("<a href='https://x.example'><path d='M0 0'/></a>"), "file.svg"),
        ("mark.svg", an_svg("<use href='https://x.example/a.svg#b'/>"), "file.svg"),
        ("mark.svg", an_svg("<image href='data:image/png;base64,AA'/>"), "file.svg"),
        ("mark.svg", an_svg("<rect fill='url(https://x.example/#a)'/>"), "file.svg"),
        ("mark.svg", an_svg("<style>@import url(https://x.example/a.css);</style>"), "file.svg"),
        ("mark.svg", an_svg("<style>rect { fill: url('https://x.example') }</style>"), "file.svg"),
        ("mark.svg", an_svg("<animate attributeName='href' to='javascript:alert(1)'/>"), "file.svg"),
        ("mark.svg", an_svg(f"<title>{NUMBER}</title>"), "file.person"),
        (f"{NUMBER}.svg", an_svg(), "file.person"),
    ],
)
def test_a_logo_that_does_more_than_draw_is_refused(name, content, code):
    by = administrator()

    with pytest.raises(SvangrumError, match=code) as caught:
        logo_set(by, Upload(name, content))
    assert caught.value.field == "logo"


def test_what_programs_note_in_a_drawing_is_left_out():
    from svangrum.records.files.checks.svg import drawing

    noted = an_svg(
        '<metadata><x/></metadata><i:pgf xmlns:i="urn:x">AAAA</i:pgf><style>.a{fill:#1b5741}</style>'
        '<defs><linearGradient id="g"/></defs><rect class="a" fill="url(#g)" i2:x="1" xmlns:i2="urn:y"/><!-- hej -->'
    )
    drawn = drawing(noted)

    assert b"rect" in drawn
    assert b"#1b5741" in drawn
    assert not any(left in drawn for left in (b"metadata", b"AAAA", b"hej", b"i2:x"))


def test_only_an_administrator_sets_a_logo(officer):
    with pytest.raises(NotAllowedError):
        logo_set(officer, Upload("m.png", a_png()))


def test_no_other_file_is_shown_as_a_logo(officer):
    with pytest.raises(SvangrumError, match=r"file\.no-logo"):
        logo_of(handed_in(officer))


def test_a_logo_that_was_replaced_is_due_a_month_later():
    by = administrator()
    first = logo_set(by, Upload("m.png", a_png()))
    logo_set(by, Upload("m.svg", an_svg()), version=1)

    assert files_due(date(2026, 12, 27)) == []
    assert [due.thing for due in files_due(date(2026, 12, 28))] == [first.pk]


def test_a_logo_whose_old_one_cannot_be_set_aside_leaves_no_bytes(monkeypatch):
    by = administrator()
    first = logo_set(by, Upload("m.png", a_png()))

    def deadlock(*_given):
        raise SvangrumError("test.deadlock")

    monkeypatch.setattr("svangrum.records.profiles.actions.set_aside", deadlock)
    with pytest.raises(SvangrumError, match=r"test\.deadlock"):
        logo_set(by, Upload("m.svg", an_svg()), version=1)
    assert lying() == [first.pk.hex]


def test_a_document_is_taken_in_whole(officer):
    file = handed_in(officer, Upload("plan.docx", a_docx()), rule="kept")

    assert read_file(by=officer, recorded_at=NOW, file=file.pk)[1] == a_docx() or file.size > 0


def test_every_rule_has_words_and_an_end_or_none():
    from svangrum.core.language import catalogue

    for rule in rules().values():
        assert f"thinning.rule.{rule.code}.name" in catalogue("sv")
        assert rule.months is None or rule.months > 0


def test_a_deputy_has_the_files_of_the_member_and_not_the_own():
    town = an_organisation()
    member, deputy = (a_member(town, Role.ORDERING_UNIT) for _ in range(2))
    secret, own = (handed_in(actor(one, town), secret=True) for one in (member, deputy))
    instead = replace(actor(deputy, town), instead_of=member.pk)
    assert [one.pk for one in files_of(instead)] == [secret.pk]
    assert (can_see_file(instead, secret), can_change_file(instead, secret)) == (True, True)
    assert (can_see_file(instead, own), can_change_file(instead, own)) == (False, False)
    assert handed_in(instead, secret=True).handed_in_by_id == member.pk
