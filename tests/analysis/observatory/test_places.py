"""Where a buyer is, by its name and its sector."""

import pytest

from svangrum.analysis.observatory.places import buyer_kinds, county_by_nuts, place
from svangrum.core.codes import municipalities

COMPANY = "kommunalt-agd-organisation"


@pytest.mark.parametrize(
    ("name", "sector", "where"),
    [
        ("GÖTEBORGS KOMMUN", "kommun", ("14", "1480")),
        ("REGION GOTLAND", "kommun", ("09", "0980")),
        ("LUMPARLANDS KOMMUN", "kommun", ("unknown", "unknown")),
        (None, "kommun", ("unknown", "unknown")),
        ("EXEMPELSTADS KOMMUN", "kommun", ("unknown", "unknown")),
        ("UMEÅ ENERGI AKTIEBOLAG", COMPANY, ("24", "2480")),
        ("KIRUNABOSTÄDER AKTIEBOLAG", COMPANY, ("25", "2584")),
        ("AKTIEBOLAGET BOSTÄDER I BORÅS", COMPANY, ("14", "1490")),
        ("LILLA EDETS BOSTADS AB", COMPANY, ("14", "1462")),
        ("ESKILSTUNA STRÄNGNÄS ENERGI OCH MILJÖ AKTIEBOLAG", COMPANY, ("04", "unknown")),
        ("TELGE INKÖP AB", COMPANY, ("unknown", "unknown")),
        ("HABOLAGET AB", COMPANY, ("unknown", "unknown")),
        ("REGION JÄMTLAND HÄRJEDALEN", "region", ("23", "unknown")),
        ("VÄSTRA GÖTALANDSREGIONEN", "region", ("14", "unknown")),
        ("LOCUM AKTIEBOLAG", "regionalt-agd-organisation", ("unknown", "unknown")),
        ("UMEÅ UNIVERSITET", "statlig-myndighet", ("unknown", "unknown")),
    ],
)
def test_a_buyer_is_where_its_name_tells(name, sector, where):
    assert place(name, sector) == where


@pytest.mark.parametrize("one", [one for one in municipalities() if not one.fictional], ids=lambda one: one.code)
def test_every_municipality_is_found_by_its_own_name(one):
    assert place(one.name.upper(), "kommun") == (one.county_code, one.code)


def test_every_county_has_its_nuts_area():
    counties = {one.county_code for one in municipalities() if one.county_code}
    assert set(county_by_nuts().values()) == counties
    assert len(county_by_nuts()) == len(counties) == 21


@pytest.mark.parametrize("source", ["uhm", "ted", "decp"])
def test_kinds_of_buyers_are_of_one_list(source):
    known = {"municipality", "municipal-company", "region", "regional-company", "state", "state-company", "other"}
    assert set(buyer_kinds(source).values()) <= known
