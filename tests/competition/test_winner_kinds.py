"""What a winner's name and legal form tell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svangrum.competition.winner_kinds import KINDS, winner_kind
from svangrum.core.data import read_yaml


@pytest.mark.parametrize(
    ("name", "form", "country", "kind"),
    [
        ("SAMHALL AKTIEBOLAG", "Övriga aktiebolag", "SE", "samhall"),
        ("Ej Samhall AB", "Övriga aktiebolag", "SE", "company"),
        ("KRIMINALVÅRDEN", "Statliga enheter", "SE", "prison"),
        ("Påhittade Arbetskooperativet", "Ekonomiska föreningar", "SE", "social"),
        ("Påhittade Föreningen", "Ideella föreningar", "SE", "association"),
        (None, "Ekonomiska föreningar", "SE", "association"),
        ("EXEMPELSTADS KOMMUN", "Kommuner", "SE", "public"),
        (None, "Fysiska personer", "SE", "sole-trader"),
        ("Påhittade Bygg AB", None, "SE", "company"),
        ("ESAT Les Exemples", None, "FR", "social"),
        ("Entreprise adaptée Exemple", None, "FR", "social"),
        ("Exemple SAS", None, "FR", "company"),
        ("Beispiel GmbH & Co. KG", None, "DE", "company"),
        ("Ejemplo Centro Especial de Empleo S.L.", None, "ES", "social"),
        ("Esempio Società Cooperativa Sociale Onlus", None, "IT", "social"),
        ("Przykład sp. z o.o.", None, "PL", "company"),
        ("Uvanlig Navn", None, "NO", "unknown"),
        ("ESAT Les Exemples", None, "SE", "unknown"),
        (None, None, "SE", "unknown"),
    ],
)
def test_the_kind(name, form, country, kind):
    assert winner_kind(name, legal_form=form, country=country) == kind


@given(st.text(max_size=40) | st.none(), st.text(max_size=20) | st.none(), st.sampled_from(["SE", "FR", "XX", ""]))
def test_every_name_has_a_kind(name, form, country):
    assert winner_kind(name, legal_form=form, country=country) in KINDS


def test_every_sign_tells_why():
    for sign in read_yaml("market/winner_signs.yaml")["kinds"]:
        assert sign["kind"] in KINDS
        assert sign["reason"]
        assert sign["source"]
