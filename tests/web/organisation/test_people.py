"""People are invited, given roles and ended; nothing that was written is lost."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail

from svangrum.core.errors import SvangrumError
from svangrum.core.language import words
from svangrum.records.accounts.actions.memberships import change_membership
from svangrum.records.accounts.models import Department, Invitation, Organisation, OrganisationKind
from svangrum.records.accounts.queries import find_invitation, memberships, people_of
from svangrum.records.actors import Role
from svangrum.web.clock import now, today
from svangrum.web.pages import address
from tests.records.build import a_member, actor
from tests.web.page import read

INVITE = "/organisation/personer/bjud-in"


def invited(**written):
    return {"key": str(uuid4()), "email": "ny@sjoby.example", "roles": ["controller"], "language": "en", **written}


@pytest.fixture
def letters(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    return lambda: mail.outbox


def test_an_invitation_goes_out_by_letter_with_its_link(administrator, organisation, letters):
    response = administrator.post(INVITE, invited(), follow=True)
    assert "ny@sjoby.example" in response.content.decode()
    (letter,) = letters()
    assert letter.to == ["ny@sjoby.example"]
    assert "/en/invitation/" in letter.body
    assert Invitation.objects.get().roles == ["controller"]


def test_the_same_form_sent_again_invites_once_and_sends_the_same_mail(administrator, organisation, letters):
    form = invited(key=read(administrator.get(INVITE)).one("input", name="key").attributes["value"])
    for _ in range(2):
        assert administrator.post(INVITE, form).status_code == 302
    invitation = Invitation.objects.get()
    first, again = letters()
    assert first.body == again.body
    assert {one.extra_headers["Message-ID"].partition("@")[0] for one in (first, again)} == {f"<{invitation.pk}"}


def test_a_letter_that_did_not_go_out_leaves_the_link_on_the_page_and_nowhere_else(
    administrator, organisation, monkeypatch
):
    def refused(**_given):
        raise SvangrumError("mail.not-sent")

    monkeypatch.setattr("svangrum.web.organisation.inviting.send_now", refused)
    shown = read(administrator.post(INVITE, invited())).one("code", class_="shown-once").text
    secret = shown.rpartition("/en/invitation/")[2]
    assert find_invitation(secret) == Invitation.objects.get()
    assert secret not in str(administrator.session.items())
    assert secret not in administrator.get("/organisation/personer").content.decode()


def test_what_is_wrong_comes_back_with_what_was_written(administrator, organisation, letters):
    response = administrator.post(INVITE, invited(email="ny", roles=["controller", "decision-maker"]))
    page = read(response)
    assert response.status_code == 422
    assert page.one("a", href="#email").text.startswith("Kontrollera e-postadressen")
    assert page.one("input", id="email").attributes["value"] == "ny"
    checked = {one.attributes["value"] for one in page.all("input", name="roles") if "checked" in one.attributes}
    assert checked == {"controller", "decision-maker"}
    assert not letters()


@pytest.mark.parametrize("roles", [[], ["coordinator"], ["emperor"]])
def test_a_role_must_be_one_of_the_organisations_own(administrator, organisation, letters, roles):
    assert administrator.post(INVITE, invited(roles=roles)).status_code == 422
    assert not Invitation.objects.exists()


def test_an_invitation_is_taken_back(administrator, organisation, letters):
    administrator.post(INVITE, invited())
    waiting = Invitation.objects.get()
    path = f"/organisation/personer/inbjudan/{waiting.pk}/ta-tillbaka"
    assert administrator.get(path).status_code == 405
    response = administrator.post(path, {"version": waiting.version}, follow=True)
    assert "ny@sjoby.example" not in response.content.decode()
    assert administrator.post(path, {"version": waiting.version}).status_code == 404


def test_roles_and_department_are_changed(administrator, organisation, colleague):
    school = Department(organisation=organisation, name="Skolan")
    school.save()
    held = colleague.memberships.get()
    path = f"/organisation/personer/{held.pk}"
    form = {"key": str(uuid4()), "version": held.version, "roles": ["decision-maker"], "department": school.pk}
    assert read(administrator.get(path)).one("h1").text == "Robin Dal"
    assert administrator.post(path, form).status_code == 302
    held.refresh_from_db()
    assert (held.roles, held.department) == (["decision-maker"], school)


def test_who_was_second_sees_the_roles_in_words(administrator, organisation, boss, colleague):
    held = colleague.memberships.get()
    form = {"key": str(uuid4()), "version": held.version, "roles": ["ordering-unit"], "department": ""}
    change_membership(
        by=actor(boss, organisation),
        recorded_at=now(),
        membership=held.pk,
        version=held.version,
        roles=[Role.MATCHING_OFFICER],
    )
    response = administrator.post(f"/organisation/personer/{held.pk}", form)
    trouble = read(response).one("div", role="alert").text
    assert response.status_code == 409
    assert "Matchningsansvarig" in trouble
    assert "Beställare" in trouble


def test_somebody_ends_on_a_day(administrator, confirmed, organisation, colleague):
    held = colleague.memberships.get()
    path = f"/organisation/personer/{held.pk}/avsluta"
    last = today() + timedelta(days=9)
    form = {"key": str(uuid4()), "version": held.version, "last_day": last.isoformat()}
    assert administrator.post(path, form).status_code == 302
    held.refresh_from_db()
    assert held.until == last


def test_somebody_ends_at_once(administrator, confirmed, organisation, colleague):
    held = colleague.memberships.get()
    form = {"key": str(uuid4()), "version": held.version, "last_day": ""}
    assert administrator.post(f"/organisation/personer/{held.pk}/avsluta", form).status_code == 302
    assert not memberships(colleague.pk, on=today()).exists()


@pytest.mark.parametrize("day", ["snart", "2020-01-01"])
def test_a_day_that_cannot_be_the_last_is_refused(administrator, confirmed, organisation, colleague, day):
    held = colleague.memberships.get()
    form = {"key": str(uuid4()), "version": held.version, "last_day": day}
    response = administrator.post(f"/organisation/personer/{held.pk}/avsluta", form)
    assert response.status_code == 422
    assert read(response).one("input", id="last_day").attributes["value"] == day


def test_the_last_administrator_stays(administrator, confirmed, organisation, boss):
    held = boss.memberships.get()
    form = {"key": str(uuid4()), "version": held.version, "last_day": ""}
    assert administrator.post(f"/organisation/personer/{held.pk}/avsluta", form).status_code == 422
    assert people_of(organisation.pk, on=today()).filter(person=boss).exists()


def test_a_deputy_is_named_for_somebody_who_is_away(administrator, confirmed, organisation, boss, colleague):
    held = colleague.memberships.get()
    path = f"/organisation/personer/{held.pk}/vikarie"
    first, last = today().isoformat(), (today() + timedelta(days=7)).isoformat()
    form = {"key": str(uuid4()), "deputy": str(boss.pk), "since": first, "until": last}
    assert administrator.post(path, {**form, "deputy": str(colleague.pk)}).status_code == 422
    assert administrator.post(path, form).status_code == 302
    assert [(one.member, one.deputy) for one in organisation.deputies.all()] == [(colleague, boss)]


def test_what_a_deputy_may_not_decide_is_told_where_one_is_named_for_another(
    administrator, confirmed, organisation, colleague
):
    path = f"/organisation/personer/{colleague.memberships.get().pk}/vikarie"
    power = words("mine.deputies.power", "sv")
    assert power in administrator.get(path).content.decode()
    Organisation.objects.filter(pk=organisation.pk).update(kind=OrganisationKind.COORDINATOR)
    assert power not in administrator.get(path).content.decode()


def test_no_deputy_is_named_for_another_without_the_second_factor(administrator, organisation, boss, colleague):
    path = f"/organisation/personer/{colleague.memberships.get().pk}/vikarie"
    form = {"key": str(uuid4()), "deputy": str(boss.pk), "since": today().isoformat(), "until": today().isoformat()}
    assert administrator.get(path).status_code == 200
    assert administrator.post(path, form)["Location"] == address("mfa_index", "sv")
    assert not organisation.deputies.exists()


@pytest.mark.parametrize("spelt", [["administrator", "controller"], ["administrator "], ["controller,administrator"]])
def test_nobody_becomes_an_administrator_without_the_second_factor(
    spelt, administrator, organisation, colleague, letters
):
    held = colleague.memberships.get()
    form = {"key": str(uuid4()), "version": held.version, "roles": spelt}
    responses = [
        administrator.post(INVITE, invited(roles=spelt)),
        administrator.post(f"/organisation/personer/{held.pk}", form),
    ]
    assert [one["Location"] for one in responses] == [address("mfa_index", "sv")] * 2
    assert not Invitation.objects.exists()
    held.refresh_from_db()
    assert held.roles == ["controller"]


def test_nobody_ceases_to_be_an_administrator_without_the_second_factor(administrator, organisation):
    held = a_member(organisation, Role.ADMINISTRATOR).memberships.get()
    path = f"/organisation/personer/{held.pk}"
    form = {"key": str(uuid4()), "version": held.version, "roles": ["controller"], "department": ""}
    assert administrator.post(path, form)["Location"] == address("mfa_index", "sv")
    held.refresh_from_db()
    assert held.roles == ["administrator"]


def test_an_administrators_other_roles_ask_for_no_second_factor(administrator, organisation):
    held = a_member(organisation, Role.ADMINISTRATOR).memberships.get()
    form = {"key": str(uuid4()), "version": held.version, "roles": ["administrator", "controller"], "department": ""}
    assert administrator.post(f"/organisation/personer/{held.pk}", form).status_code == 302
    held.refresh_from_db()
    assert held.roles == ["administrator", "controller"]


@pytest.mark.usefixtures("confirmed")
def test_who_has_shown_it_makes_an_administrator(administrator, organisation, letters):
    administrator.post(INVITE, invited(roles=["administrator"]))
    assert Invitation.objects.get().roles == ["administrator"]
