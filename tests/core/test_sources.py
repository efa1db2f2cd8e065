from datetime import date

import pytest

from svangrum.core import sources
from svangrum.core.sources import Act, Citation, Source, cite

LAW = Act(
    code="LOU",
    number="2016:1145",
    title={"sv": "lagen om offentlig upphandling", "en": "Public Procurement Act"},
    in_force=date(2017, 1, 1),
    url="https://example.org/lou",
    consolidated_through=date(2025, 7, 1),
    section_url="https://example.org/lou#{anchor}",
)
PAGE = Act(
    code="DIR",
    number="2014/24/EU",
    title={"sv": "direktivet", "en": "the directive"},
    in_force=date(2014, 4, 17),
    url="https://example.org/directive",
    consolidated_through=None,
)


@pytest.fixture(autouse=True)
def _made_up_acts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "acts", lambda: {"LOU": LAW, "DIR": PAGE})


@pytest.mark.parametrize(
    ("citation", "swedish", "english"),
    [
        (Citation("LOU", "4:18"), "4 kap. 18 § LOU", "Chapter 4, section 18 LOU"),
        (Citation("LOU", "19 a:2"), "19 a kap. 2 § LOU", "Chapter 19 a, section 2 LOU"),
        (Citation("LOU", "19:3 a"), "19 kap. 3 a § LOU", "Chapter 19, section 3 a LOU"),
        (Citation("LOU", "6"), "6 § LOU", "section 6 LOU"),
        (Citation("LOU", "19:7 p. 3"), "19 kap. 7 § p. 3 LOU", "Chapter 19, section 7 point 3 LOU"),
        (Citation("LOU", "bilaga 2"), "bilaga 2 LOU", "Annex 2 LOU"),
        (Citation("LOU"), "LOU", "LOU"),
    ],
)
def test_a_citation_is_written_as_lawyers_write_it(citation: Citation, swedish: str, english: str) -> None:
    assert citation.label("sv") == swedish
    assert citation.label("en") == english


@pytest.mark.parametrize(
    ("citation", "url"),
    [
        (Citation("LOU", "4:18"), "https://example.org/lou#K4P18"),
        (Citation("LOU", "19 a:2"), "https://example.org/lou#K19aP2"),
        (Citation("LOU", "19:3 a"), "https://example.org/lou#K19P3a"),
        (Citation("LOU", "6"), "https://example.org/lou#P6"),
        (Citation("LOU", "bilaga 2"), "https://example.org/lou"),
        (Citation("LOU"), "https://example.org/lou"),
        (Citation("DIR", "20"), "https://example.org/directive"),
    ],
)
def test_a_citation_leads_to_its_place_or_else_to_its_act(citation: Citation, url: str) -> None:
    assert citation.url == url


def test_an_act_that_is_not_known_cannot_be_cited() -> None:
    with pytest.raises(KeyError, match="OKÄND"):
        _ = Citation("OKÄND", "1").url


ARTICLE = Source(
    code="article",
    publisher="Tidningen",
    title="Om köp",
    url="https://example.org/article",
    read_on=date(2026, 11, 26),
    extent="whole",
)


@pytest.fixture
def _made_up_article(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "sources", lambda: {"article": ARTICLE})


@pytest.mark.usefixtures("_made_up_article")
def test_a_place_in_an_act_and_an_article_are_cited_alike() -> None:
    assert cite("LOU 19 a:2") == Citation("LOU", "19 a:2")
    assert cite("DIR") == Citation("DIR", "")
    assert cite("article") is ARTICLE
    assert cite("article").label("en") == "Tidningen: Om köp"


def test_the_longest_act_is_the_one_that_is_cited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "acts", lambda: {"DIR": PAGE, "DIR 2": PAGE})

    assert cite("DIR 2 5") == Citation("DIR 2", "5")


@pytest.mark.usefixtures("_made_up_article")
def test_what_nobody_has_registered_cannot_be_cited() -> None:
    with pytest.raises(ValueError, match="BrB 1:1"):
        cite("BrB 1:1")
