"""People lose their name and number before anything is stored, however the table shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from svangrum.core.orgnr import NumberKind, classify_number
from svangrum.ingest.privacy import has_entity_mark, supplier_identity
from svangrum.ingest.statistics import ingest_statistics
from tests.ingest.workbooks import csv_text, lot, procurement, value, winner

if TYPE_CHECKING:
    from pathlib import Path

# Names nobody has
NAMES = st.text(st.sampled_from("QWXZqwxz"), min_size=4, max_size=12).map(lambda text: f"Zzq{text} Xqw{text}")


@st.composite
def personal_numbers(draw: st.DrawFn) -> str:
    """Digits of the shape of a personal or co-ordination number, in the forms tables use: nobody's, made here."""
    month, day = draw(st.integers(1, 12)), draw(st.integers(1, 31)) + draw(st.sampled_from([0, 60]))
    century = draw(st.sampled_from(["", "19", "20"]))
    return f"{century}00{month:02d}{day:02d}{draw(st.sampled_from(['', '-', '+']))}{draw(st.integers(0, 9999)):04d}"


@given(personal_numbers())
def test_every_personal_number_is_a_persons(number: str) -> None:
    assert classify_number(number) is NumberKind.PERSON


@st.composite
def people(draw: st.DrawFn) -> tuple[str, dict[str, str]]:
    """A name that must not be kept, and a row's cells that show it."""
    name, number = draw(NAMES), draw(personal_numbers())
    known = {"Organisationsnummer för leverantör": "", "name": name}
    return name, draw(
        st.sampled_from(
            [
                {**known, "form": "Fysiska personer"},
                {**known, "form": " fysiska personer"},
                {**known, "form": "Enkla bolag"},
                {**known, "form": ""},
                {**known, "form": "Uppgift saknas"},
                {**known, "form": "Övriga aktiebolag", "Organisationsnummer för leverantör": number},
                {**known, "form": "Övriga aktiebolag", "Organisationsnummer för leverantör": "Personuppgift"},
                {**known, "form": "Övriga aktiebolag", "name": f"{name} {number}"},
            ]
        )
    )


def stored_texts(store: Path) -> str:
    """Every text in every Parquet file of the store, and every other file as it is."""
    texts = []
    for file in (path for path in store.rglob("*") if path.is_file()):
        if file.suffix == ".parquet":
            table = pq.read_table(file, partitioning=None)
            columns = (table[name] for name in table.column_names if table.schema.field(name).type == pa.string())
            texts += [str(text) for column in columns for text in column.to_pylist()]
        else:
            texts.append(file.read_text("utf-8"))
    return "\n".join(texts)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(shown=st.lists(people(), min_size=1, max_size=12))
def test_no_persons_name_reaches_the_store(
    shown: list[tuple[str, dict[str, str]]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("persons")
    records = [winner(lot=f"XX1_{n}", **cells) for n, (_, cells) in enumerate(shown)]
    (folder / "vinnare.csv").write_text(csv_text(records), "utf-8")

    ingested = ingest_statistics([folder], store=folder / "store", retrieved_at="")

    texts = stored_texts(folder / "store")
    assert ingested.snapshot.manifest.facts["winners"] == len(shown)
    assert not [name for name, _ in shown if name in texts or name.split()[1] in texts]
    numbers = {cells["Organisationsnummer för leverantör"] for _, cells in shown} - {"", "Personuppgift"}
    assert not [number for number in numbers if number in texts]


@settings(max_examples=25, deadline=None)
@given(number=personal_numbers(), name=NAMES)
def test_no_personal_number_reaches_the_store_from_any_column(
    number: str, name: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("numbers")
    person = {"buyer": name, "buyer_number": number}
    tables = {
        "upphandlingar": [procurement(title=f"Stöd {number}"), procurement(id="XX2", **person)],
        "anbud": [lot(id="XX9", **person), lot(id="XX9", lot="b", buyer=f"{name} {number}")],
        "vinnare": [winner(**{"name": name, "Organisationsnummer för leverantör": number})],
        "varden": [value(**person, title=f"Stöd {number}")],
    }
    for table, records in tables.items():
        (folder / f"{table}.csv").write_text(csv_text(records), "utf-8")

    ingested = ingest_statistics([folder], store=folder / "store", retrieved_at="")

    texts = stored_texts(folder / "store")
    assert ingested.snapshot.manifest.facts == {"procurements": 2, "lots": 2, "winners": 1, "values": 1}
    assert number not in texts
    assert name not in texts


@pytest.mark.parametrize(
    "name", ["Påhittade Städ AB", "Exempel GmbH & Co. KG", "Zqx A/S", "Zqx ek för", "ZQX S.p.A", "Zqx OY"]
)
def test_a_company_whose_form_is_not_stated_keeps_its_name(name: str) -> None:
    assert has_entity_mark(name)
    assert supplier_identity(name, None, None, ()) == (name, False)


@pytest.mark.parametrize("name", ["Zqx Wzq", "Wzq Sa", "Ou Xqz", "Zqx Abel", "Personuppgift Zqx", "Kommunas Zqx"])
def test_what_may_be_a_persons_name_is_not_kept(name: str) -> None:
    assert not has_entity_mark(name)
    assert supplier_identity(name, None, None, ())[0] is None


def test_persons_are_counted() -> None:
    assert supplier_identity("Zqx Wzq", "Fysiska personer", None, ()) == (None, True)
    assert supplier_identity("Personuppgift", "Övriga aktiebolag", None, ()) == (None, True)
    assert supplier_identity("Zqx Wzq", None, None, {"cell.person"}) == (None, True)


def test_a_legal_person_keeps_its_name() -> None:
    assert supplier_identity("Zqx", "Ideella föreningar", None, ()) == ("Zqx", False)
