"""The organisation's own limits, beside the law's and never above them."""

from __future__ import annotations

from uuid import uuid4

import pytest

from svangrum.core.language import words
from svangrum.core.money import Money
from svangrum.records.profiles.limits import limits_for
from tests.web.page import read

PATH = "/organisation/riktlinjer"


def sent(version=0, **written):
    return {"key": str(uuid4()), "version": version, **{code.replace("_", "-"): text for code, text in written.items()}}


def test_the_laws_own_limit_stands_at_the_field(administrator, organisation):
    text = administrator.get(PATH).content.decode().replace("\u00a0", " ")
    assert "Lagens gräns är 700 000 kr, 19 a kap. 2 § LOU." in text
    assert text.count(words("organisation.limits.law-elsewhere", "sv")) == 1


def test_limits_are_kept_and_shown_to_every_member(administrator, organisation):
    response = administrator.post(PATH, sent(ask_several="100 000", advertise="500000"), follow=True)
    text = response.content.decode().replace("\u00a0", " ")
    assert "Hos er annonseras köp från 500 000 kr." in text
    assert "Hos er tillfrågas minst tre leverantörer från 100 000 kr." in text
    assert [one.code for one in limits_for(organisation.pk)] == ["ask-several", "advertise"]


def test_what_is_kept_stands_in_the_form(administrator, organisation):
    administrator.post(PATH, sent(advertise="500000"))
    value = read(administrator.get(PATH)).one("input", id="advertise").attributes["value"]
    assert value.replace("\u00a0", " ") == "500 000"


@pytest.mark.parametrize("written", ["700 001", "mycket", "12,50", "-5"])
def test_more_than_the_law_allows_and_what_is_no_amount_is_refused(administrator, organisation, written):
    response = administrator.post(PATH, sent(advertise=written, ask_several="100000"))
    page = read(response)
    assert response.status_code == 422
    assert page.one("a", href="#advertise").text
    assert page.one("input", id="advertise").attributes["value"] == written
    assert page.one("input", id="ask-several").attributes["value"] == "100000"
    assert limits_for(organisation.pk) == []


def test_the_laws_own_limit_is_allowed(administrator, organisation):
    assert administrator.post(PATH, sent(advertise="700 000")).status_code == 302


def test_a_purchase_is_told_which_limits_it_reaches(administrator, organisation):
    administrator.post(PATH, sent(ask_several="100000", manager_decides="200000"))
    reached = {one.code: one.reached for one in limits_for(organisation.pk, Money.kronor(150_000))}
    assert reached == {"ask-several": True, "manager-decides": False}


def test_who_was_second_is_told(administrator, organisation):
    administrator.post(PATH, sent(advertise="500000"))
    response = administrator.post(PATH, sent(advertise="400000"))
    assert response.status_code == 409
    assert "500" in read(response).one("div", role="alert").text
