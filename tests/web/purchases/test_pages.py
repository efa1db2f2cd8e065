"""A kept purchase on its pages: as it was given, beside today's answer, changed, shared, closed, handed over."""

from __future__ import annotations

import io
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from docx import Document

from svangrum.core.language import LANGUAGES, words
from svangrum.documents.takeaway import TAKEAWAYS
from svangrum.records.accounts.models import Grant, Person
from svangrum.records.purchases.actions.keeping import describe_purchase, keep_purchase
from svangrum.records.purchases.actions.sharing import end_purchase_grant, grant_purchase
from svangrum.records.purchases.models import GivenAdvice, Opening, Purchase
from svangrum.web.pages import address
from tests.records.build import NOW, TODAY, an_organisation
from tests.records.purchases.made import FACTS, a_purchase, given
from tests.web.page import read
from tests.web.purchases.conftest import Someone
from tests.web.purchases.forms import filled

pytestmark = pytest.mark.django_db
NAMES_SUPPLIERS = "leverantorer.docx"

BEFORE_THE_THRESHOLDS = date(2025, 12, 1)


def at(purchase, page="purchase", language="sv", **parts):
    return address(page, language, purchase=str(purchase.pk), **parts)


def text(response):
    return response.content.decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_answer_stands_as_it_was_given(owner, purchase, language):
    """Also when the words of today would be others: what is shown is what was kept."""
    answer = GivenAdvice.objects.get()
    answer.advice[language]["headline"]["text"] = "Ett äldre svar."
    answer.advice[language]["findings"][0]["why"] = "Så sa vi då."
    answer.save()
    page = read(owner.browser.get(at(purchase, language=language)))
    assert page.one("h1").text == "Ett äldre svar."
    assert any("Så sa vi då." in one.text for one in page.all("li"))
    assert page.one("p", class_="kicker").text == purchase.title


def test_the_same_answer_is_said_to_be_the_same(owner, purchase):
    assert words("purchases.today.same", "sv") in text(owner.browser.get(at(purchase)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_another_today_is_told_with_its_cause(owner, language):
    purchase = a_purchase(owner.actor, as_of=BEFORE_THE_THRESHOLDS)
    told = text(owner.browser.get(at(purchase, language=language)))
    assert words("purchases.today.concludes-alike", language) in told
    assert words("compared.limit.threshold-euro", language) in told
    assert words("compared.why.law", language, day=date(2026, 1, 1)) in told


@pytest.mark.parametrize("language", LANGUAGES)
def test_another_conclusion_is_told_as_another_answer(owner, language):
    before = given(BEFORE_THE_THRESHOLDS, value="2 400 000")
    kept = keep_purchase(
        by=owner.actor, recorded_at=NOW, as_of=BEFORE_THE_THRESHOLDS, title="Nära gränsen", given=before
    )
    told = text(owner.browser.get(at(Purchase.objects.get(pk=kept), language=language)))
    assert words("purchases.today.differs", language) in told
    assert words("compared.headline.title", language) in told


def test_todays_answer_is_kept_after_the_first(owner):
    purchase = a_purchase(owner.actor, as_of=BEFORE_THE_THRESHOLDS)
    sent = filled(read(owner.browser.get(at(purchase))), at(purchase, "purchase-ask"))
    for _ in range(2):
        response = owner.browser.post(at(purchase, "purchase-ask"), sent, follow=True)
    assert [one.number for one in purchase.advice.order_by("number")] == [1, 2]
    assert words("purchases.today.same", "sv") in text(response)
    assert words("purchases.answer-about", "sv", number=1, day=BEFORE_THE_THRESHOLDS) in text(response)
    earlier = text(owner.browser.get(at(purchase, "purchase-answer", number=1)))
    assert words("purchases.since.differs", "sv", number=2) in earlier


@pytest.mark.parametrize("name", [name for name in TAKEAWAYS if name != NAMES_SUPPLIERS])
def test_documents_are_made_from_the_kept_answer(owner, purchase, name):
    response = owner.browser.get(at(purchase, "purchase-document", number=1, name=name))
    assert response.status_code == 200
    assert response["Content-Type"] == TAKEAWAYS[name].media_type
    assert "attachment" in response["Content-Disposition"]


def test_there_is_no_annex_of_suppliers_where_none_was_counted(owner, purchase):
    assert owner.browser.get(at(purchase, "purchase-document", number=1, name=NAMES_SUPPLIERS)).status_code == 404
    assert NAMES_SUPPLIERS not in text(owner.browser.get(at(purchase)))


def test_the_memo_says_what_was_said(owner, purchase):
    answer = GivenAdvice.objects.get()
    answer.advice["sv"]["headline"]["text"] = "Ett äldre svar."
    answer.save()
    response = owner.browser.get(at(purchase, "purchase-document", number=1, name="beslutsunderlag.docx"))
    assert any("Ett äldre svar." in one.text for one in Document(io.BytesIO(response.content)).paragraphs)


def test_no_other_document_is_there(owner, purchase):
    assert owner.browser.get(at(purchase, "purchase-document", number=1, name="allt.zip")).status_code == 404
    assert owner.browser.get(at(purchase, "purchase-document", number=2, name="brev.docx")).status_code == 404
    assert owner.browser.get(at(purchase, "purchase-answer", number=2)).status_code == 404


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_holds_what_one_has_kept(owner, colleague, purchase, language):
    a_purchase(colleague.actor, "Hemligt")
    told = text(owner.browser.get(address("purchases", language)))
    assert purchase.title in told
    assert GivenAdvice.objects.get(purchase=purchase).advice[language]["headline"]["text"] in told
    assert "Hemligt" not in told


def test_a_shelf_that_holds_nothing_says_so(owner):
    for shelf in ("mine", "shared", "closed"):
        assert words(f"purchases.none.{shelf}", "sv") in text(owner.browser.get("/mina-kop", {"shelf": shelf}))
    assert words("purchases.shelf.left", "sv") not in text(owner.browser.get("/mina-kop"))


def test_the_list_is_sought_sorted_and_leafed_through(owner):
    for number in range(21):
        a_purchase(owner.actor, f"Köp {number:02}", note="udda" if number % 2 else "jämnt")
    first = text(owner.browser.get("/mina-kop"))
    assert words("purchases.page", "sv", number=1, pages=2) in first
    assert "page=2" in first
    sought = text(owner.browser.get("/mina-kop", {"q": "UDDA"}))
    assert words("purchases.found", "sv", count=10) in sought
    assert words("purchases.none-found", "sv", sought="saknas") in text(owner.browser.get("/mina-kop", {"q": "saknas"}))
    for odd in (
        {"page": "x"},
        {"page": "999"},
        {"shelf": "nowhere"},
        {"sort": "?"},
        {"q": "["},
        {"q": "\\"},
        {"q": "\0"},
    ):
        assert owner.browser.get("/mina-kop", odd).status_code == 200


def test_an_answer_that_is_another_today_is_marked_in_the_list(owner):
    a_purchase(owner.actor)
    assert words("purchases.differs", "sv") not in text(owner.browser.get("/mina-kop"))
    a_purchase(owner.actor, as_of=BEFORE_THE_THRESHOLDS)
    assert text(owner.browser.get("/mina-kop")).count(words("purchases.differs", "sv")) == 1


def test_title_and_note_are_changed_by_a_form(owner, purchase):
    sent = filled(read(owner.browser.get(at(purchase, "purchase-describe"))), None, title="Nytt namn", note="Ny")
    response = owner.browser.post(at(purchase, "purchase-describe"), sent, follow=True)
    assert response.redirect_chain == [(at(purchase), 302)]
    assert "Nytt namn" in text(response)
    assert Purchase.objects.get().note == "Ny"


def test_the_second_of_two_sees_theirs_beside_the_own_and_loses_nothing(owner, purchase):
    place = at(purchase, "purchase-describe")
    first, second = (filled(read(owner.browser.get(place)), None) for _ in range(2))
    owner.browser.post(place, {**first, "title": "Den förstas"})
    response = owner.browser.post(place, {**second, "title": "Den andras"})
    page = read(response)
    assert response.status_code == 409
    assert page.one("input", name="title").attributes["value"] == "Den andras"
    assert "Den förstas" in page.one("div", class_="trouble").text
    again = owner.browser.post(place, filled(page, None))
    assert again.status_code == 302
    assert Purchase.objects.get().title == "Den andras"


def test_facts_are_changed_by_the_form_of_the_first_page(owner, purchase):
    page = read(owner.browser.get(at(purchase, "purchase-facts")))
    sent = filled(page, None)
    assert {name: sent[name] for name in FACTS} == FACTS
    wrong = owner.browser.post(at(purchase, "purchase-facts"), {**sent, "value": "mycket"})
    assert wrong.status_code == 422
    assert read(wrong).one("input", name="value").attributes["value"] == "mycket"
    response = owner.browser.post(at(purchase, "purchase-facts"), {**sent, "value": "2 500 000"}, follow=True)
    assert words("purchases.told.changed", "sv") in text(response)
    assert [one.facts["value"] for one in purchase.advice.order_by("number")] == ["650 000", "2 500 000"]
    earlier = text(owner.browser.get(at(purchase, "purchase-answer", number=1)))
    assert words("compared.fact.heading", "sv") in earlier
    assert words("compared.why.facts", "sv") in earlier


def test_no_fact_is_lost_when_another_is_changed(owner):
    """Also what the first page does not ask for."""
    stated = {"act": "lou", "months": "24", "municipality": "Exempelstad", "contract": "no", "same_kind": "0"}
    known = given(cpv="90911200", main_object="yes", **stated)
    kept = keep_purchase(by=owner.actor, recorded_at=NOW, title="Allt", given=known)
    place = address("purchase-facts", "sv", purchase=str(kept))
    sent = filled(read(owner.browser.get(place)), None)
    assert owner.browser.post(place, {**sent, "value": "700 000"}).status_code == 302
    assert Purchase.objects.get().facts == {**known.facts, "value": "700 000"}


def test_shared_with_all_and_taken_back(owner, colleague, purchase):
    for page, status in (("purchase-share-all", 200), ("purchase-share-none", 404)):
        sent = filled(read(owner.browser.get(at(purchase, "purchase-sharing"))), at(purchase, page))
        assert owner.browser.post(at(purchase, page), sent).status_code == 302
        assert colleague.browser.get(at(purchase)).status_code == status


def test_shared_with_a_colleague_who_may_change_until_it_is_ended(owner, colleague, purchase):
    place = at(purchase, "purchase-share-person")
    sent = filled(read(owner.browser.get(place)), None, to_person=str(colleague.person.pk), role="editor")
    assert owner.browser.post(place, sent).status_code == 302
    assert "Mitt" in text(_described(colleague, purchase, "Mitt"))
    assert purchase.title not in text(colleague.browser.get("/mina-kop"))
    assert "Mitt" in text(colleague.browser.get("/mina-kop", {"shelf": "shared"}))
    sharing = owner.browser.get(at(purchase, "purchase-sharing"))
    assert colleague.person.name in text(sharing)
    end = at(purchase, "purchase-grant-end", grant=str(Grant.objects.get().pk))
    assert owner.browser.post(end, filled(read(sharing), end)).status_code == 302
    assert colleague.browser.get(at(purchase)).status_code == 404


def _described(someone, purchase, title):
    place = at(purchase, "purchase-describe")
    return someone.browser.post(place, filled(read(someone.browser.get(place)), None, title=title), follow=True)


@pytest.mark.parametrize("by", ["name", "orgnr"])
@pytest.mark.usefixtures("confirmed")
def test_shared_with_another_organisation_by_its_name_or_number(owner, stranger, purchase, by):
    stranger.organisation.orgnr = "2120000142"
    stranger.organisation.save()
    place = at(purchase, "purchase-share-organisation")
    sent = filled(read(owner.browser.get(place)), None, to_organisation=getattr(stranger.organisation, by))
    response = owner.browser.post(place, {**sent, "role": "reader", "until": "2099-12-31", "sure": "yes"})
    assert response.status_code == 302
    told = text(stranger.browser.get(at(purchase)))
    assert purchase.title in told
    assert owner.organisation.name in told
    assert stranger.browser.get(at(purchase, "purchase-describe")).status_code == 403


@pytest.mark.parametrize(
    ("written", "field"),
    [
        ({"to_organisation": "Ingenstans"}, "to_organisation"),
        ({"to_organisation": ""}, "to_organisation"),
        ({"to_organisation": "\0"}, "to_organisation"),
        ({"until": "snart"}, "until"),
        ({"until": "2020-01-01"}, "until"),
        ({"role": "owner"}, "role"),
        ({"sure": ""}, "sure"),
    ],
)
@pytest.mark.usefixtures("confirmed")
def test_a_sharing_that_cannot_be_is_told(owner, purchase, written, field):
    other = an_organisation()
    place = at(purchase, "purchase-share-organisation")
    sent = filled(read(owner.browser.get(place)), None, to_organisation=other.name, role="reader", sure="yes")
    response = owner.browser.post(place, {**sent, **written})
    assert response.status_code == 422
    assert f"#{field}" in [one.attributes["href"] for one in read(response).all("a")]
    assert Grant.objects.count() == 0


@pytest.mark.usefixtures("confirmed")
def test_an_enterprise_is_told_nothing_that_others_are_not(owner, purchase):
    enterprise = an_organisation("enterprise")
    place = at(purchase, "purchase-share-organisation")
    sent = filled(read(owner.browser.get(place)), None, to_organisation=enterprise.name, role="reader", sure="yes")
    response = owner.browser.post(place, sent)
    assert response.status_code == 422
    assert words("error.purchase.enterprise", "sv") in text(response)
    assert not Grant.objects.exists()


@pytest.mark.parametrize("code", ["branches", "tenders"])
def test_before_a_purchase_is_shared_secrecy_is_told_of(owner, purchase, code):
    assert words(f"purchases.before.{code}", "sv") in text(owner.browser.get(at(purchase, "purchase-sharing")))


@pytest.mark.usefixtures("confirmed")
def test_a_name_that_two_organisations_have_is_not_guessed(owner, purchase):
    for _ in range(2):
        an_organisation(name="Tvillingköping")
    place = at(purchase, "purchase-share-organisation")
    sent = filled(read(owner.browser.get(place)), None, to_organisation="Tvillingköping", role="reader", sure="yes")
    assert owner.browser.post(place, sent).status_code == 422


def test_it_is_shared_with_another_organisation_by_whoever_has_shown_the_second_factor(owner, purchase):
    place = at(purchase, "purchase-share-organisation")
    for response in (owner.browser.get(place), owner.browser.post(place, {"role": "reader", "sure": "yes"})):
        assert response["Location"] == address("mfa_index", "sv")
    assert Grant.objects.count() == 0


def test_two_organisations_that_were_let_in_do_not_see_each_other(owner, stranger, purchase):
    """Nor who has done what in the owner's organisation, nor what the purchase was called before."""
    other = Someone(an_organisation())
    Person.objects.filter(pk=other.person.pk).update(name="Noa Främling")
    for receiver in (stranger, other):
        purchase.refresh_from_db()
        given_to = {"purchase": purchase.pk, "version": purchase.version, "role": "reader"}
        grant_purchase(by=owner.actor, recorded_at=NOW, to_organisation=receiver.organisation.pk, sure=True, **given_to)
    _described(owner, purchase, "Städning")
    assert other.browser.get(at(purchase)).status_code == 200
    told = text(stranger.browser.get(at(purchase)))
    assert not [name for name in ("Noa Främling", other.organisation.name, "Lokalvård") if name in told]
    assert 'id="historik"' not in told
    own = owner.browser.get(at(purchase))
    assert "Noa Främling" not in text(own)
    assert other.organisation.name in read(own).one("ol", class_="dates").text


def test_the_first_opening_by_another_is_in_the_history(owner, colleague, purchase):
    sent = filled(read(owner.browser.get(at(purchase, "purchase-sharing"))), at(purchase, "purchase-share-all"))
    owner.browser.post(at(purchase, "purchase-share-all"), sent)
    for _ in range(2):
        assert colleague.browser.get(at(purchase)).status_code == 200
    assert Opening.objects.count() == 1
    assert text(owner.browser.get(at(purchase))).count(words("event.purchase.opened", "sv")) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_history_tells_to_whom_it_was_given_to_do_what_and_until_when(owner, colleague, purchase, language):
    abroad = an_organisation(name="Fjärran kommun")
    person = {"role": "editor", "to_person": colleague.person.pk}
    crossing = {"role": "reader", "to_organisation": abroad.pk, "until": date(2099, 12, 31), "sure": True}
    for version, to in enumerate((person, crossing), start=1):
        grant_purchase(by=owner.actor, recorded_at=NOW, purchase=purchase.pk, version=version, **to)
    end_purchase_grant(
        by=owner.actor, recorded_at=NOW, purchase=purchase.pk, grant=Grant.objects.get(to_person=colleague.person).pk
    )
    until = words("purchases.share.until", language, day=date(2099, 12, 31))
    reader, editor = (words(f"purchases.role.{role}", language) for role in ("reader", "editor"))
    name, ever = colleague.person.name, words("purchases.share.no-end", language)
    told = [one.text for one in read(owner.browser.get(at(purchase, language=language))).all("h3")]
    for line in (
        words("event.purchase.granted", language, to=name, role=editor, until=ever),
        words("event.purchase.granted-abroad", language, to="Fjärran kommun", role=reader, until=until),
        words("event.purchase.grant-ended", language, to=name),
    ):
        assert told.count(line) == 1


REMOVED = {"reason": "Innehöll uppgifter om en enskild", "decision": "Nämnden 2026-11-27, § 7."}


@pytest.mark.usefixtures("confirmed")
@pytest.mark.parametrize("language", LANGUAGES)
def test_removed_it_is_gone_and_the_history_says_why(owner, administrator, purchase, language):
    place = at(purchase, "purchase-remove", language)
    links = [one.attributes["href"] for one in read(owner.browser.get(at(purchase, language=language))).all("a")]
    assert place in links
    unsaid = owner.browser.post(place, filled(read(owner.browser.get(place)), None))
    assert unsaid.status_code == 422
    assert {"#reason", "#decision"} <= {one.attributes["href"] for one in read(unsaid).all("a")}
    done = owner.browser.post(place, filled(read(unsaid), None, **REMOVED), follow=True)
    assert words("purchases.told.removed", language) in text(done)
    assert owner.browser.get(at(purchase)).status_code == 404
    history = text(administrator.browser.get(address("organisation-history", language)))
    assert words("event.purchase.removed", language, answers=1, **REMOVED) in history
    assert purchase.title not in history


def test_it_is_removed_by_whoever_has_shown_the_second_factor(owner, purchase):
    place = at(purchase, "purchase-remove")
    assert owner.browser.get(place).status_code == 200
    assert owner.browser.post(place, {**REMOVED, "version": "1"})["Location"] == address("mfa_index", "sv")
    assert GivenAdvice.objects.count() == 1


def test_an_administrator_is_led_to_remove_what_is_shared_and_manages_nothing_else(owner, administrator, colleague):
    shared = a_purchase(owner.actor, shared=True)
    links = [one.attributes["href"] for one in read(administrator.browser.get(at(shared))).all("a")]
    assert at(shared, "purchase-remove") in links
    assert at(shared, "purchase-hand-over") not in links
    assert not read(administrator.browser.get(at(shared))).all("form", action=at(shared, "purchase-close"))
    assert at(shared, "purchase-remove") not in text(colleague.browser.get(at(shared)))


def test_closed_and_reopened(owner, purchase):
    sent = filled(read(owner.browser.get(at(purchase))), at(purchase, "purchase-close"))
    response = owner.browser.post(at(purchase, "purchase-close"), sent, follow=True)
    assert words("purchases.told.closed", "sv") in text(response)
    assert purchase.title in text(owner.browser.get("/mina-kop", {"shelf": "closed"}))
    assert owner.browser.get(at(purchase, "purchase-describe")).status_code == 403
    sent = filled(read(response), at(purchase, "purchase-reopen"))
    assert owner.browser.post(at(purchase, "purchase-reopen"), sent).status_code == 302
    assert owner.browser.get(at(purchase, "purchase-describe")).status_code == 200


def test_handed_over_it_is_gone_from_the_list(owner, colleague, purchase):
    place = at(purchase, "purchase-hand-over")
    unchosen = owner.browser.post(place, filled(read(owner.browser.get(place)), None))
    assert unchosen.status_code == 422
    sent = filled(read(unchosen), None, to_person=str(colleague.person.pk))
    response = owner.browser.post(place, sent, follow=True)
    assert response.redirect_chain == [("/mina-kop", 302)]
    assert purchase.title not in text(response).split("<h1>")[1]
    assert purchase.title in text(colleague.browser.get("/mina-kop"))


def test_a_press_on_an_old_page_is_told(owner, purchase):
    sent = filled(read(owner.browser.get(at(purchase))), at(purchase, "purchase-close"))
    _described(owner, purchase, "Ändrat")
    assert owner.browser.post(at(purchase, "purchase-close"), sent).status_code == 409
    assert Purchase.objects.get().state == "open"


def test_the_history_tells_in_words(owner, purchase):
    told = text(owner.browser.get(at(purchase)))
    assert owner.person.name in told
    assert words("event.purchase.kept", "sv", title=purchase.title, number=1, day=TODAY) in told


def test_the_whole_history_can_be_leafed_through(owner, purchase):
    for version in range(1, 53):
        title = f"Namn {version}"
        describe_purchase(by=owner.actor, recorded_at=NOW, purchase=purchase.pk, version=version, title=title, note="")
    first = read(owner.browser.get(at(purchase)))
    last = read(owner.browser.get(at(purchase) + first.one("a", rel="next").attributes["href"]))
    kept = words("event.purchase.kept", "sv", title=purchase.title, number=1, day=TODAY)
    assert kept not in first.one("main").text
    assert kept in last.one("main").text
    assert words("organisation.history.latest", "sv") in last.one("main").text
    assert last.all("a", rel="next") == []


def test_a_long_list_asks_the_database_no_more_than_a_short(owner):
    asked = []
    for _ in range(2):
        for _ in range(3):
            a_purchase(owner.actor)
        with CaptureQueriesContext(connection) as captured:
            owner.browser.get("/mina-kop")
        asked.append(len(captured))
    assert asked[0] == asked[1]
