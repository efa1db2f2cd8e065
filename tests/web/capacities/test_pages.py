"""An enterprise tells what it can do on its pages; buyers read it, competitors find nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest

from svangrum.core.language import LANGUAGES, words
from svangrum.records.capacities.models import Capacity, Commitment, Pause, Willingness
from svangrum.web.clock import today
from svangrum.web.pages import address
from tests.records.capacities.made import CAPACITY, PAUSE, PROMISE, a_capacity, a_pause, a_promise, a_will
from tests.web.page import read
from tests.web.purchases.forms import filled

pytestmark = pytest.mark.django_db

MODELS = {"capacity": Capacity, "commitment": Commitment, "pause": Pause}
WRITTEN = {"capacity": CAPACITY, "commitment": PROMISE, "pause": PAUSE}
MAKERS = {"capacity": a_capacity, "commitment": a_promise, "pause": a_pause}


def at(enterprise, page="capacity", language="sv", **parts):
    return address(page, language, enterprise=str(enterprise.pk), **{name: str(one) for name, one in parts.items()})


def text(response):
    return response.content.decode()


def send(browser, url, **written):
    """The page's form with ``written`` in it."""
    return browser.post(url, filled(read(browser.get(url)), None, **written), follow=True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_before_anything_is_told_the_page_says_so(person, enterprise, language):
    told = text(person.browser.get(at(enterprise, language=language)))
    for what in ("told", "promised", "pauses", "will"):
        assert words(f"capacities.none.{what}", language) in told


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", MODELS)
def test_each_kind_is_told_changed_and_removed(person, enterprise, kind, language):
    told = send(person.browser, at(enterprise, f"{kind}-new", language), **WRITTEN[kind])
    assert words(f"capacities.told.{kind}-told", language) in text(told)
    part = MODELS[kind].objects.get()
    change = at(enterprise, f"{kind}-change", language, part=part.pk)
    shown = read(person.browser.get(change))
    assert {one.attributes["value"] for one in shown.all("input", name="since")} == {WRITTEN[kind]["since"]}
    changed = send(person.browser, change, since="2026-02-01")
    assert words(f"capacities.told.{kind}-changed", language) in text(changed)
    remove = at(enterprise, f"{kind}-remove", language, part=part.pk)
    gone = person.browser.post(remove, filled(read(changed), remove), follow=True)
    assert words(f"capacities.told.{kind}-removed", language) in text(gone)
    assert not MODELS[kind].objects.exists()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["capacity", "commitment"])
def test_what_goes_on_is_ended(person, enterprise, kind, language):
    part = MAKERS[kind](person.actor, enterprise)
    end = at(enterprise, f"{kind}-end", language, part=part.pk)
    assert person.browser.post(end, filled(read(person.browser.get(end)), None, until="2025-01-01")).status_code == 422
    ended = send(person.browser, end, until="2027-12-31")
    assert words(f"capacities.told.{kind}-ended", language) in text(ended)
    part.refresh_from_db()
    assert part.until.isoformat() == "2027-12-31"


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_one_would_tender_for_is_said(person, enterprise, language):
    url = at(enterprise, "willingness", language)
    assert person.browser.post(url, filled(read(person.browser.get(url)), None)).status_code == 422
    said = send(person.browser, url, will="consortium")
    assert words("capacities.told.said", language) in text(said)
    assert words("capacities.will.consortium", language) in text(said)
    assert Willingness.objects.get().will == "consortium"


def test_what_is_wrong_is_told_at_each_field_and_kept(person, enterprise):
    url = at(enterprise, "capacity-new")
    written = CAPACITY | {"cpv": "städning", "per_month": "många"}
    refused = person.browser.post(url, filled(read(person.browser.get(url)), None, **written))
    assert refused.status_code == 422
    page = read(refused)
    assert {one.attributes["href"] for one in page.all("a") if one.attributes.get("href", "").startswith("#")} >= {
        "#cpv",
        "#per_month",
    }
    assert page.one("input", name="cpv").attributes["value"] == "städning"
    assert not Capacity.objects.exists()


@pytest.mark.parametrize(("months", "code"), [(3, "even-some"), (24, "later")])
def test_months_before_a_capacity_begins_are_not_told_as_booked(person, enterprise, months, code):
    begins = today() + timedelta(days=30 * months)
    a_capacity(person.actor, enterprise, since=begins.isoformat(), until="")
    told = read(person.browser.get(at(enterprise))).all("desc")[0].text
    assert told == words(f"capacities.chart.{code}", "sv", free=words("suppliers.amount.hours", "sv", amount=160))


def test_a_capacity_that_holds_no_whole_month_is_not_told_as_coming(person, enterprise):
    a_capacity(person.actor, enterprise, since="2026-01-01", until=today().replace(day=2).isoformat())
    told = read(person.browser.get(at(enterprise))).all("desc")[0].text
    assert told == words("capacities.chart.no-month", "sv")


def test_the_chart_tells_the_same_as_the_table(person, enterprise):
    a_capacity(person.actor, enterprise)
    a_promise(person.actor, enterprise)
    page = read(person.browser.get(at(enterprise)))
    assert len(page.all("svg", role="img")) == 2
    cells = [one.text for one in page.all("td")]
    assert len(cells) == 36
    assert cells[:3] == ["160", "60", "100"]
    assert page.all("desc")[0].text == words(
        "capacities.chart.even", "sv", free=words("suppliers.amount.hours", "sv", amount=100)
    )


def test_kronor_are_drawn_in_thousands_and_a_pause_is_said(person, enterprise):
    a_capacity(person.actor, enterprise, measure="kronor", per_month="120 000")
    a_pause(person.actor, enterprise, since="2026-01-01", until="2099-12-31")
    told = text(person.browser.get(at(enterprise)))
    assert words("capacities.chart.kronor", "sv", most="120") in told
    assert words("capacities.paused", "sv") in told


def test_a_buyer_reads_it_without_to_whom_and_without_forms(person, enterprise, buyer):
    capacity = a_capacity(person.actor, enterprise, team="4", equipment="Två bilar")
    a_promise(person.actor, enterprise)
    a_will(person.actor, enterprise)
    told = text(buyer.browser.get(at(enterprise)))
    assert "Två bilar" in told
    assert PROMISE["to_whom"] not in told
    assert PROMISE["to_whom"] in text(person.browser.get(at(enterprise)))
    assert at(enterprise, "capacity-new") not in told
    assert buyer.browser.get(at(enterprise, "capacity-change", part=capacity.pk)).status_code == 403
    assert buyer.browser.post(at(enterprise, "capacity-remove", part=capacity.pk)).status_code == 403


def test_another_enterprise_finds_nothing(person, enterprise, competitor):
    capacity = a_capacity(person.actor, enterprise)
    for page, parts in (("capacity", {}), ("capacity-new", {}), ("capacity-change", {"part": capacity.pk})):
        assert competitor.browser.get(at(enterprise, page, **parts)).status_code == 404


def test_a_part_of_another_enterprise_is_not_there(person, enterprise, competitor):
    other = competitor.organisation.enterprise
    theirs = a_capacity(competitor.actor, other)
    assert person.browser.get(at(enterprise, "capacity-change", part=theirs.pk)).status_code == 404


def test_who_sends_an_older_version_sees_what_was_written_meanwhile(person, enterprise):
    part = a_capacity(person.actor, enterprise)
    url = at(enterprise, "capacity-change", part=part.pk)
    first, second = (filled(read(person.browser.get(url)), None, per_month=many) for many in ("200", "300"))
    assert person.browser.post(url, first).status_code == 302
    stale = person.browser.post(url, second)
    assert stale.status_code == 409
    assert "200" in text(stale)
    assert Capacity.objects.get().per_month == 200


def test_the_way_to_ones_own_leads_there_or_to_where_one_begins(person, enterprise):
    own = address("own-capacity", "sv")
    assert person.browser.get(own)["Location"] == at(enterprise)
    type(enterprise).objects.filter(pk=enterprise.pk).delete()
    assert person.browser.get(own)["Location"] == address("own-enterprise", "sv")


def test_the_form_begins_with_hours_of_the_one_thing_that_is_offered(person, enterprise):
    page = read(person.browser.get(at(enterprise, "capacity-new")))
    assert page.one("input", name="cpv").attributes["value"] == "90910000"
    assert [one.attributes["value"] for one in page.all("input", name="measure") if "checked" in one.attributes] == [
        "hours"
    ]
    type(enterprise).objects.filter(pk=enterprise.pk).update(offers=[])
    page = read(person.browser.get(at(enterprise, "capacity-new")))
    assert page.one("input", name="cpv").attributes["value"] == ""
