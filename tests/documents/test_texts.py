from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from svangrum.core.data import read_yaml
from svangrum.core.language import LANGUAGES, words
from svangrum.core.parameters import parameters
from svangrum.core.sources import Citation, cite
from svangrum.documents.blocks import Listing, Paragraph, read
from svangrum.documents.texts import TEXTS, text_document
from svangrum.documents.word import word_file
from svangrum.guide.blanks import blanks
from tests.documents.reading import read_word, squeeze, word_text
from tests.documents.sample import english, hostile, swedish
from tests.harness.statutes import stands, text_of
from tests.harness.test_plain_words import LONGEST_SENTENCE, OFFICIAL, sentences

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

REGIMES = {
    "lou": ("directive", "chapter-19", "unknown"),
    "luf": ("directive", "chapter-19", "unknown"),
    "luk": ("concession", "concession-15", "unknown"),
}
GOVERNED = [(act, regime) for act, regimes in REGIMES.items() for regime in regimes]
ANSWERS = {"sv": swedish(), "en": english()}
BLANK = re.compile(r"\{([\w-]+)\}")


@cache
def source(code: str) -> Any:
    return read_yaml(f"texts/{code}.yaml")


def pairs(branch: Any) -> Iterator[dict[str, str]]:
    """Every text of a file in both its languages."""
    if isinstance(branch, dict) and "sv" in branch and isinstance(branch["sv"], str):
        yield branch
    elif isinstance(branch, dict):
        for one in branch.values():
            yield from pairs(one)
    elif isinstance(branch, list):
        for one in branch:
            yield from pairs(one)


def cited(code: str) -> Iterator[str]:
    for block in source(code)["blocks"]:
        places = block.get("cite", [])
        for several in places.values() if isinstance(places, dict) else [places]:
            yield from several


def text(code: str, language: str = "sv", **changes: Any) -> str:
    return word_text(word_file(text_document(code, replace(ANSWERS[language], **changes))))


@pytest.mark.parametrize("code", TEXTS)
def test_both_languages_are_whole_and_take_the_same_blanks(code: str) -> None:
    for pair in pairs(source(code)):
        assert pair["sv"], pair
        assert pair["en"], pair
        assert sorted(BLANK.findall(pair["sv"])) == sorted(BLANK.findall(pair["en"])), pair


@pytest.mark.parametrize("code", TEXTS)
def test_every_blank_is_declared_and_used(code: str) -> None:
    used = {
        name for pair in pairs([source(code)["title"], source(code)["blocks"]]) for name in BLANK.findall(pair["sv"])
    }

    assert set(source(code)["blanks"]) <= used
    assert used <= {*source(code)["blanks"], *blanks()}


def test_a_text_of_the_bank_stands_in_one_place_only() -> None:
    taken = [block["clause"] for block in source("reservation")["blocks"] if "clause" in block]

    assert {"reservera", "verksamhetskrav", "andelskrav", "bevis", "andelen-sjunker"} <= set(taken)
    assert len(taken) == len(set(taken))


def test_a_text_of_the_bank_comes_with_its_law_and_its_choices() -> None:
    said = squeeze(text("reservation", regime="directive"))

    assert squeeze("Alternativ, om bara vissa anbudsområden reserveras: Reservationen gäller bara anbudsområde") in said
    assert squeeze("Alternativ, om andelen räknas som ett genomsnitt: Den räknas för de tolv månaderna") in said
    assert squeeze("12 kap. 14 § LOU") in said


def test_luf_is_named_where_it_governs() -> None:
    said = squeeze(text("reservation", act="luf", regime="directive"))

    assert (
        squeeze("enligt 4 kap. 16 § första stycket 1 lagen (2016:1146) om upphandling inom försörjningssektorerna")
        in said
    )
    assert squeeze("4 kap. 18 § första stycket 1") not in said
    assert squeeze("[direktivets artikel]") in said
    assert "2014/24/EU" not in said
    assert squeeze("finns en annan reservation") in squeeze(text("reservation", act="luf", regime="chapter-19"))
    assert squeeze("finns två andra reservationer") in squeeze(text("reservation", act="lou", regime="chapter-19"))


@pytest.mark.parametrize("code", TEXTS)
@pytest.mark.parametrize(("act", "regime"), GOVERNED)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_blank_is_filled_or_marked_and_listed(code: str, act: str, regime: str, language: str) -> None:
    document = text_document(code, replace(ANSWERS[language], act=act, regime=regime, summary=()))
    marked = {span.text for block in document.blocks for span in spans(block) if span.blank}
    listed = {read(item) for item in next(one for one in document.blocks if isinstance(one, Listing)).items}

    assert marked == listed
    assert not re.search(r"[{}]", word_text(word_file(document)))


def spans(block: Any) -> Iterator[Any]:
    if hasattr(block, "blank"):
        yield block
    elif isinstance(block, tuple):
        for one in block:
            yield from spans(one)
    elif hasattr(block, "__dataclass_fields__"):
        for name in block.__dataclass_fields__:
            yield from spans(getattr(block, name))


def test_what_the_answer_knows_is_filled_in() -> None:
    said = text("letter")

    assert "Vi planerar ett köp: lokalvård i två förskolor." in said
    assert "Exempelstad" in said
    assert "24 månader" in said


def test_what_somebody_typed_is_never_taken_for_a_blank() -> None:
    assert squeeze("{what} {{0}}") in squeeze(text("letter", what=hostile()))
    assert "[diarienummer eller referens]" in text("proof", what="{reference}")
    assert "{reference}" in text("proof", what="{reference}")


@pytest.mark.parametrize("code", TEXTS)
def test_the_share_is_the_laws_and_stands_nowhere_else(code: str) -> None:
    share = str(parameters()["reserved-share"].at(swedish().as_of).value)

    assert f"{share} procent" in text(code)
    assert not [pair for pair in pairs(source(code)) if re.search(rf"\b{share}\b", pair["sv"] + pair["en"])]


def test_each_regime_has_its_own_words() -> None:
    directive, chapter_19 = text("reservation", regime="directive"), text("reservation", regime="chapter-19")

    assert "artikel 20 i direktiv 2014/24/EU" in directive
    assert "artikel 20" not in chapter_19
    assert squeeze("19 kap. 9 § p. 2 LOU") in squeeze(chapter_19)
    assert "19 kap. 1 § räknar upp" not in directive


@pytest.mark.parametrize("code", TEXTS)
@pytest.mark.parametrize("regime", REGIMES["luk"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_for_a_concession_speaks_of_its_act_alone(code: str, regime: str, language: str) -> None:
    said = text(code, language, act="luk", regime=regime)

    assert "LUK" in said
    assert not re.search(r"\bLOU\b|\bLUF\b|19 kap\.|Chapter 19|2016:1145", said)


def test_a_concession_above_and_below_the_threshold_has_its_own_words() -> None:
    above, below = (text("reservation", act="luk", regime=one) for one in ("concession", "concession-15"))

    assert "enligt 4 kap. 8 § första stycket 1 lagen (2016:1147)" in above
    assert "enligt 15 kap. lagen (2016:1147)" in below
    assert "Varför det är osäkert" in below
    assert "Varför det är osäkert" not in above


def test_where_the_rules_of_a_concession_are_not_known_both_are_shown_and_marked() -> None:
    said = text("reservation", act="luk", regime="unknown")

    assert words("document.text.if.concession", "sv") in said
    assert words("document.text.if.concession-15", "sv") in said
    assert words("document.text.if.directive", "sv") not in said


def test_a_place_is_led_to_the_act_of_the_purchase() -> None:
    assert squeeze("4 kap. 16 § LUF") in squeeze(text("reservation", act="luf", regime="directive"))


def test_where_the_rules_are_not_known_both_are_shown_and_marked() -> None:
    said = text("reservation", regime="unknown")

    assert words("document.text.if.directive", "sv") in said
    assert words("document.text.if.chapter-19", "sv") in said
    assert "Vi vet inte vilka regler som styr köpet." in said


def test_a_purchase_that_may_be_made_directly_needs_no_reservation() -> None:
    warned = text_document("reservation", replace(swedish(), reservable=False))
    notes = [block for block in warned.blocks if isinstance(block, Paragraph) and block.style == "note"]

    assert "får du köpa direkt" in read(notes[1].text)
    assert "får du köpa direkt" not in text("reservation")


def test_a_cautious_lawyer_is_asked_where_the_law_is_silent() -> None:
    assert "Låt en jurist läsa texten innan du annonserar." in text("reservation", regime="chapter-19")
    assert "fråga en jurist" in text("reservation", regime="directive")


@pytest.mark.parametrize("code", TEXTS)
def test_no_text_asks_for_a_person(code: str) -> None:
    """Whatever names people, numbers or health is in a sentence that says not to send it, or what may happen if so."""
    asks = [
        sentence
        for pair in pairs(source(code))
        for sentence in re.split(r"(?<=[.:])\s", pair["sv"])
        if re.search(r"personnummer|diagnos|hälsa", sentence)
        and not re.search(r"\b(aldrig|inga|inte|lämna tomt|röja)\b", sentence, re.IGNORECASE)
    ]

    assert asks == []


@pytest.mark.parametrize("code", TEXTS)
def test_the_swedish_is_plain(code: str) -> None:
    swedish_texts = [pair["sv"] for pair in pairs(source(code))]

    assert not [one for one in swedish_texts for word in OFFICIAL if word in one.lower()]
    assert not [one for one in swedish_texts for found in sentences(one) if len(found) > LONGEST_SENTENCE]


@pytest.mark.parametrize("code", TEXTS)
def test_every_citation_is_of_a_known_act(code: str) -> None:
    places = list(cited(code))

    assert places
    assert all(isinstance(cite(place), Citation) for place in places)
    assert all(cite(place).url.startswith("http") for place in places)


@pytest.mark.shared
@pytest.mark.parametrize("act", ["LOU", "LUK", "OSL"])
def test_every_cited_paragraph_stands_in_the_act(act: str, shared: Path) -> None:
    text = text_of(shared, act)
    citations = [cite(place) for code in TEXTS for place in cited(code)]
    places = {one.section for one in citations if isinstance(one, Citation) and one.act == act}

    assert places
    assert text
    assert all(stands(text, place) for place in places)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_form_can_be_filled_in(language: str) -> None:
    page = read_word(word_file(text_document("proof", ANSWERS[language])))
    controls = page.element.body.xpath(".//w:sdt")

    assert len(controls) >= 15
    assert len(page.element.body.xpath(".//w:sdt[.//*[local-name()='checkbox']]")) >= 10
