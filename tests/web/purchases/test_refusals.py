"""What may not be seen is not there, byte for byte; what may not be done is refused."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest

from svangrum.records.purchases.models import Purchase
from svangrum.web.pages import address
from svangrum.web.purchases.urls import PAGES
from tests.records.purchases.made import a_purchase
from tests.web.purchases.test_pages import at

pytestmark = pytest.mark.django_db

PARTS = {
    "purchase-answer": {"number": 1},
    "purchase-document": {"number": 1, "name": "brev.docx"},
    "purchase-grant-end": {"grant": str(uuid4())},
}
OF_ONE = [page.name for page in PAGES if page.name not in {"purchases", "purchase-keep"}]
POSTED = [
    "purchase-ask",
    "purchase-close",
    "purchase-reopen",
    "purchase-share-all",
    "purchase-share-none",
    "purchase-grant-end",
]
READ_BY_ALL = {"purchase", "purchase-answer", "purchase-document"}


def reach(someone, page, purchase, language="sv"):
    """Open the page, or press its button."""
    place = address(page, language, purchase=str(purchase), **PARTS.get(page, {}))
    return someone.browser.post(place, {"version": "1"}) if page in POSTED else someone.browser.get(place)


@pytest.mark.parametrize("page", OF_ONE)
def test_what_may_not_be_seen_is_as_what_does_not_exist(colleague, administrator, stranger, purchase, page):
    """Byte for byte, but for the address itself."""
    nowhere = uuid4()
    for someone in (colleague, administrator, stranger):
        hidden, missing = reach(someone, page, purchase.pk), reach(someone, page, nowhere)
        assert (hidden.status_code, missing.status_code) == (404, 404)
        assert _without(hidden, purchase.pk) == _without(missing, nowhere)


def _without(response, name):
    return _plain(response).replace(str(name), "X")


def _plain(response):
    """The page without the mark of its forms."""
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", response.content.decode())


@pytest.mark.parametrize("page", OF_ONE)
def test_a_reader_reads_and_changes_nothing(owner, colleague, page):
    purchase = a_purchase(owner.actor, shared=True)
    expected = 200 if page in READ_BY_ALL else 403
    assert reach(colleague, page, purchase.pk).status_code == expected
    kept = Purchase.objects.get()
    assert (kept.state, kept.shared, kept.version) == ("open", True, 1)


@pytest.mark.parametrize("page", [page.name for page in PAGES])
def test_a_stranger_is_led_to_sign_in(client, purchase, page):
    parts = {} if page in {"purchases", "purchase-keep"} else {"purchase": str(purchase.pk), **PARTS.get(page, {})}
    place = address(page, "sv", **parts)
    response = client.post(place) if page in POSTED else client.get(place)
    assert response.status_code == 302
    assert response["Location"].startswith(address("account_login", "sv"))


@pytest.mark.parametrize("page", POSTED)
def test_a_button_is_not_opened_as_a_page(owner, purchase, page):
    place = address(page, "sv", purchase=str(purchase.pk), **PARTS.get(page, {}))
    assert owner.browser.get(place).status_code == 405


def test_what_is_kept_by_one_changes_no_byte_for_others(owner, colleague, stranger):
    """Lists and searches of others are the same before and after."""

    def seen():
        asked = [{"shelf": shelf, "q": "lokalvård"} for shelf in ("mine", "shared", "closed", "left")]
        return [_plain(one.browser.get("/mina-kop", query)) for one in (colleague, stranger) for query in asked]

    before = seen()
    a_purchase(owner.actor, "Lokalvård", note="lokalvård")
    assert seen() == before


def test_a_version_that_is_no_number_is_an_old_one(owner, purchase):
    for version in ("", "x", "-1", "99999999999999"):
        assert owner.browser.post(at(purchase, "purchase-close"), {"version": version}).status_code == 409
    assert Purchase.objects.get().closed_at is None
