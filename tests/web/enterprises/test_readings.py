"""*Vem har läst om oss*: an entry that is opened leaves a reading, and the page tells what is public and no more."""

from __future__ import annotations

import re
from datetime import date

import pytest

from svangrum.core.language import LANGUAGES, words
from svangrum.records.readings.models import Reading
from svangrum.web.clock import today
from svangrum.web.pages import address
from tests.records.build import NOW
from tests.records.dialogues.made import a_dialogue
from tests.records.enterprises.made import a_buyer, a_coordinator
from tests.records.purchases.made import a_purchase
from tests.records.readings.made import a_reading
from tests.web.enterprises.conftest import as_someone
from tests.web.page import read

pytestmark = pytest.mark.django_db

_FRESH = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]*"')
TITLE = "Hemlig rubrik på ett köp"


def entry(language, own, **query):
    return address("enterprise", language, enterprise=str(own.entry.pk)) + (
        "?" + "&".join(f"{name}={value}" for name, value in query.items()) if query else ""
    )


def opened(someone, url):
    """The page without what is made anew each time."""
    return _FRESH.sub(b"", someone.browser.get(url).content)


def page(someone, language="sv"):
    return opened(someone, address("own-enterprise-readings", language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_buyer_that_opens_an_entry_leaves_one_reading_a_day_and_is_told_so(own, officer, language):
    for _ in range(3):
        told = officer.browser.get(entry(language, own)).content.decode()
    assert words("enterprises.entry.reading-kept", language) in told
    (kept,) = Reading.objects.all()
    assert (kept.enterprise, kept.organisation_id) == (own.entry, officer.actor.organisation)
    assert kept.read_on == today()


@pytest.mark.parametrize(
    "ahead", [{"Sec-Purpose": "prefetch"}, {"Sec-Purpose": "prefetch;prerender"}, {"Purpose": "prefetch"}]
)
def test_what_a_browser_fetches_ahead_and_headers_alone_leave_none(own, officer, ahead):
    assert officer.browser.get(entry("sv", own), headers=ahead).status_code == 200
    assert officer.browser.head(entry("sv", own)).status_code == 200
    assert not Reading.objects.exists()


def test_others_leave_none_and_are_told_of_none(own, member, rival, coordinator):
    for one in (member, rival, coordinator):
        told = one.browser.get(entry("sv", own)).content.decode()
        assert words("enterprises.entry.reading-kept", "sv") not in told
    assert not Reading.objects.exists()


def test_what_it_concerned_comes_along_from_the_kept_purchase_and_from_the_dialogue(own, officer):
    purchase, talk = a_purchase(officer.actor), a_dialogue(officer.actor)
    kept = officer.browser.get(address("purchase", "sv", purchase=str(purchase.pk)))
    to_suppliers = f"{address('suppliers', 'sv')}?purchase={purchase.pk}"
    assert to_suppliers in [one.attributes.get("href") for one in read(kept).all("a")]
    form = read(officer.browser.get(to_suppliers))
    assert form.one("input", name="purchase").attributes["value"] == str(purchase.pk)
    asked = {"what": "90911200", "municipality": "Falun", "since": "2027-01-01", "until": "2027-12-31"}
    found = officer.browser.get(address("suppliers", "sv"), {**asked, "measure": "hours", "purchase": str(purchase.pk)})
    links = [one.attributes.get("href") for one in read(found).all("a")]
    assert entry("sv", own, purchase=purchase.pk) in links
    officer.browser.get(entry("sv", own, purchase=purchase.pk))
    officer.browser.get(entry("sv", own, dialogue=talk.pk))
    officer.browser.get(entry("sv", own, purchase="ingenting"))
    named = Reading.objects.values_list("purchase", "dialogue")
    assert set(named) == {(purchase.pk, None), (None, talk.pk), (None, None)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_until_it_is_public_the_page_is_the_same_byte_for_byte(own, member, officer, language):
    before = page(member, language)
    purchase = a_purchase(officer.actor, title=TITLE)
    officer.browser.get(entry(language, own, purchase=purchase.pk))
    officer.browser.get(entry(language, own))
    assert Reading.objects.count() == 2
    assert page(member, language) == before
    talk = a_dialogue(officer.actor, NOW, purchase=purchase.pk)
    Reading.objects.update(read_on=NOW.date())
    told = page(member, language).decode()
    assert words("readings.read-for", language, day=NOW.date()) in told
    assert talk.title in told
    assert talk.organisation.name in told
    assert TITLE not in told
    assert told.count(officer.person.name) == before.decode().count(officer.person.name), "in the frame: one's own"


def test_a_rival_a_coordinator_and_another_buyer_learn_nothing(own, officer, rival, coordinator):
    other = as_someone(a_buyer())
    before = {one: opened(one, entry("sv", own)) for one in (rival, coordinator, other)}
    rivals = page(rival)
    a_dialogue(officer.actor, purchase=(purchase := a_purchase(officer.actor)).pk)
    a_reading(officer.actor, own.entry, NOW.date(), purchase=purchase)
    for one, seen in before.items():
        assert opened(one, entry("sv", own)) == seen
    assert page(rival) == rivals
    for one in (coordinator, other, as_someone(a_coordinator())):
        assert one.browser.get(address("own-enterprise-readings", "sv")).status_code == 403


def test_half_years_are_told_by_number_alone(own, member):
    last_year = today().year - 2
    buyers = [a_buyer() for _ in range(3)]
    for by in buyers[:2]:
        a_reading(by, own.entry, date(last_year, 2, 1))
    before = page(member)
    assert words("readings.halves", "sv") not in before.decode()
    a_reading(buyers[2], own.entry, date(last_year, 6, 30))
    days = {"since": date(last_year, 1, 1), "until": date(last_year, 6, 30)}
    assert words("readings.half", "sv", **days, count=3) in page(member).decode()
