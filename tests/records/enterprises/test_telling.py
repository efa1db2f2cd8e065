"""What an enterprise tells of itself: kept with when and by whom, or refused with what to do."""

from __future__ import annotations

import pytest

from svangrum.core.errors import SvangrumError
from svangrum.core.reading import InvalidFactsError
from svangrum.records.actions import NotAllowedError, StaleError
from svangrum.records.enterprises.actions import telling
from svangrum.records.enterprises.queries import told_of
from svangrum.records.events.models import Event
from tests.records.build import NOW, TODAY, refused
from tests.records.enterprises.made import CAFE, CLEANING, an_enterprise

pytestmark = pytest.mark.django_db
PERSON = "850101-1236"
LONG = "x" * 2001


@pytest.fixture
def own():
    return an_enterprise()


def tell(own, action, **given):
    found = own.now()
    sent = {"by": own.member, "recorded_at": NOW, "enterprise": found.pk, "version": found.version}
    getattr(telling, action)(**{**sent, **given})
    return own.now()


def faults(own, action, **given):
    """The code and the field of everything that is wrong; nothing is written."""
    before = own.now().version
    with pytest.raises(SvangrumError) as caught:
        tell(own, action, **given)
    assert own.now().version == before
    errors = caught.value.errors if isinstance(caught.value, InvalidFactsError) else (caught.value,)
    for one in errors:
        assert PERSON not in str(one), "a number of a person is never repeated"
    return [(one.code, one.field) for one in errors]


@pytest.mark.parametrize(
    ("action", "given", "kept"),
    [
        (
            "describe_enterprise",
            {"name": " Exempel  kök ", "form": "economic-association", "kind": "samhall", "control": "212000-1355"},
            {"name": "Exempel kök", "form": "economic-association", "kind": "samhall", "control": "2120001355"},
        ),
        (
            "describe_enterprise",
            {"name": "Vi", "control": "212000-1355"},
            {"controlled": True, "control": "2120001355"},
        ),
        (
            "describe_enterprise",
            {"name": "Vi", "controlled": "yes", "control": "212000-1355"},
            {"controlled": True, "control": "2120001355"},
        ),
        ("describe_enterprise", {"name": "Vi", "controlled": "no"}, {"controlled": False, "control": ""}),
        ("describe_enterprise", {"name": "Vi", "controlled": "untold"}, {"controlled": None, "control": ""}),
        ("describe_enterprise", {"name": "Vi"}, {"controlled": None, "control": ""}),
        ("add_offer", {"cpv": "90911200-8", "words": "Städ"}, {"offers": [{"cpv": CLEANING, "words": "Städ"}]}),
        ("tell_places", {"places": "Falun, 0180\nHabo"}, {"places": ["0180", "0643", "2080"], "everywhere": False}),
        ("tell_places", {"everywhere": True}, {"places": [], "everywhere": True}),
        ("tell_places", {}, {"places": None, "everywhere": False}),
        (
            "tell_training",
            {"training_places": "12", "training_words": "Kök\r\noch servering"},
            {"training_places": 12, "training_words": "Kök\noch servering"},
        ),
        ("tell_training", {"training_places": "0", "training_words": ""}, {"training_places": 0}),
        ("tell_training", {"training_places": "", "training_words": ""}, {"training_places": None}),
        ("tell_languages", {"languages": ["so", "sv", "so"]}, {"languages": ["sv", "so"]}),
        ("add_certificate", {"name": "Miljödiplom"}, {"certificates": [{"name": "Miljödiplom", "until": ""}]}),
        (
            "tell_contact",
            {"contact": "Kundtjänst", "email": " Info@Exempel.example", "phone": "0701234567"},
            {"contact": "Kundtjänst", "contact_email": "info@exempel.example", "contact_phone": "070-1234567"},
        ),
        (
            "tell_links",
            {"links": "https://exempel.example/\n\nhttps://exempel.example/"},
            {"links": ["https://exempel.example/"]},
        ),
    ],
)
def test_what_is_told_is_kept(own, action, given, kept):
    found = tell(own, action, **given)
    assert {name: getattr(found, name) for name in kept} == kept


@pytest.mark.parametrize("answer", ["", "yes", "no"])
def test_an_enterprise_is_not_another_that_decides_over_it(own, answer):
    told = {"name": "Vi", "controlled": answer, "control": own.entry.orgnr}
    assert faults(own, "describe_enterprise", **told) == [("enterprise.control-own", "control")]
    assert own.now().controlled is None


def test_what_is_told_says_when_and_by_whom(own):
    found = tell(own, "add_offer", cpv=CLEANING, words="Städ")
    assert told_of(found, "offers") == (TODAY, own.member.person)
    assert told_of(found, "places") is None
    tell(own, "tell_places", places="Falun", by=own.administrator)
    assert told_of(own.now(), "places") == (TODAY, own.administrator.person)
    assert told_of(own.now(), "offers") == (TODAY, own.member.person)


def test_the_same_code_again_gets_the_new_words_and_goes_with_its_rate(own):
    tell(own, "add_offer", cpv=CLEANING, words="Städ")
    tell(own, "add_offer", cpv=CAFE, words="Kafé")
    tell(own, "add_offer", cpv=CLEANING, words="Städning av kontor")
    assert [one["words"] for one in own.now().offers] == ["Kafé", "Städning av kontor"]
    assert tell(own, "tell_rates", rates={CLEANING: "350,50", CAFE: ""}).rates == {CLEANING: 35050}
    found = tell(own, "remove_offer", cpv=CLEANING)
    assert (found.offers, found.rates) == ([{"cpv": CAFE, "words": "Kafé"}], {})
    assert faults(own, "remove_offer", cpv=CLEANING) == [("enterprise.offer-gone", None)]


def test_no_rate_stands_in_an_event(own):
    tell(own, "add_offer", cpv=CLEANING, words="Städ")
    tell(own, "tell_rates", rates={CLEANING: "377"})
    last = Event.objects.filter(thing=own.entry.pk).latest("number")
    assert "377" not in str(last.payload)
    assert last.organisation == own.organisation.pk


def test_a_certificate_of_the_same_name_gets_the_new_day(own):
    tell(own, "add_certificate", name="Miljödiplom")
    found = tell(own, "add_certificate", name="miljödiplom", until="2027-01-01")
    assert found.certificates == [{"name": "miljödiplom", "until": "2027-01-01"}]
    assert tell(own, "remove_certificate", name="miljödiplom").certificates == []
    assert faults(own, "remove_certificate", name="miljödiplom") == [("enterprise.certificate-gone", None)]


@pytest.mark.parametrize(
    ("action", "given", "expected"),
    [
        ("describe_enterprise", {"name": " "}, [("enterprise.no-name", "name")]),
        ("describe_enterprise", {"name": PERSON}, [("text.person", "name")]),
        (
            "describe_enterprise",
            {"name": "x" * 201, "form": "ab", "kind": "stor", "control": "123"},
            [
                ("enterprise.too-long", "name"),
                ("enterprise.choice", "form"),
                ("enterprise.choice", "kind"),
                ("enterprise.orgnr", "control"),
            ],
        ),
        ("describe_enterprise", {"name": "Vi", "control": PERSON}, [("enterprise.person-orgnr", "control")]),
        ("describe_enterprise", {"name": "Vi", "controlled": "kanske"}, [("enterprise.choice", "controlled")]),
        ("describe_enterprise", {"name": "Vi", "controlled": "yes"}, [("enterprise.no-control", "control")]),
        (
            "describe_enterprise",
            {"name": "Vi", "controlled": "no", "control": "212000-1355"},
            [("enterprise.control-unasked", "control")],
        ),
        ("add_offer", {"cpv": "", "words": ""}, [("enterprise.no-offer", "words"), ("enterprise.no-cpv", "cpv")]),
        ("add_offer", {"cpv": "12345678", "words": "Städ"}, [("cpv.unknown-division", "cpv")]),
        ("add_offer", {"cpv": "90911299", "words": "Städ"}, [("cpv.unknown", "cpv")]),
        ("add_offer", {"cpv": "städ", "words": "Städ"}, [("cpv.unreadable", "cpv")]),
        ("add_offer", {"cpv": CLEANING, "words": f"Åt {PERSON}"}, [("text.person", "words")]),
        ("tell_rates", {"rates": {CAFE: "300"}}, [("enterprise.rate-not-offered", f"rate-{CAFE}")]),
        (
            "tell_places",
            {"places": "Falun, Fallun, Xyzzyx"},
            [("municipality.unknown", "places"), ("municipality.unknown-name", "places")],
        ),
        (
            "tell_training",
            {"training_places": "många", "training_words": LONG},
            [("number.unreadable", "training_places"), ("enterprise.too-long", "training_words")],
        ),
        ("tell_training", {"training_places": "-1", "training_words": ""}, [("number.unreadable", "training_places")]),
        ("tell_languages", {"languages": ["tlh"]}, [("enterprise.language", "languages")]),
        (
            "add_certificate",
            {"name": "", "until": "snart"},
            [("enterprise.no-certificate", "name"), ("date.unreadable", "until")],
        ),
        ("add_certificate", {"name": "Diplom", "until": "2026-11-26"}, [("enterprise.certificate-over", "until")]),
        ("add_certificate", {"name": "Diplom", "until": "9999-12-31"}, [("enterprise.certificate-far-off", "until")]),
        (
            "tell_contact",
            {"contact": PERSON, "email": "info", "phone": "ring oss"},
            [("text.person", "contact"), ("enterprise.email", "email"), ("enterprise.phone", "phone")],
        ),
        ("tell_contact", {"contact": "", "phone": PERSON}, [("text.person", "phone")]),
        ("tell_links", {"links": "http://exempel.example"}, [("enterprise.link", "links")]),
        ("tell_links", {"links": "javascript:alert(1)"}, [("enterprise.link", "links")]),
        ("tell_links", {"links": "https://[exempel"}, [("enterprise.link", "links")]),
        ("tell_links", {"links": "https://kim:x@exempel.example"}, [("enterprise.link", "links")]),
        (
            "tell_links",
            {"links": "\n".join(f"https://{n}.example" for n in range(6))},
            [("enterprise.links-many", "links")],
        ),
    ],
)
def test_what_cannot_be_told_is_refused_at_its_field(own, action, given, expected):
    assert faults(own, action, **given) == expected


@pytest.mark.parametrize("rate", ["0", "49,99", "5001", "350000"])
def test_a_rate_of_nothing_or_of_another_kind_is_refused(own, rate):
    tell(own, "add_offer", cpv=CLEANING, words="Städ")
    code, field = faults(own, "tell_rates", rates={CLEANING: rate})[0]
    assert code in {"enterprise.rate", "money.zero"}
    assert field == f"rate-{CLEANING}"


def test_there_is_an_end_to_what_one_can_offer(own):
    offers = [{"cpv": f"{number:08d}", "words": "x"} for number in range(40)]
    type(own.entry).objects.filter(pk=own.entry.pk).update(
        offers=offers, certificates=[{"name": str(n), "until": ""} for n in range(40)]
    )
    assert faults(own, "add_offer", cpv=CLEANING, words="Städ") == [("enterprise.offers-many", "words")]
    assert faults(own, "add_certificate", name="Diplom") == [("enterprise.certificates-many", "name")]


def test_two_who_write_at_once_do_not_overwrite_each_other(own):
    version = own.now().version
    tell(own, "tell_languages", languages=["sv"])
    with pytest.raises(StaleError):
        tell(own, "tell_languages", languages=["en"], version=version, by=own.administrator)
    assert own.now().languages == ["sv"]


def test_another_enterprise_writes_nothing(own):
    other = an_enterprise()
    with pytest.raises(NotAllowedError):
        tell(own, "tell_languages", languages=["sv"], by=other.member)
    with refused("record.missing"):
        tell(own, "tell_languages", languages=["sv"], by=type(other.member)())
