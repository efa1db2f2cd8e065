"""Each contract counts once: its holders, its modifications and the files that tell of it taken together."""

from __future__ import annotations

from datetime import date

from tests.ingest.decp.made_up import as_csv, as_json, contract, contracts, facts, ingested, row

FIRM = {"titulaire_id": "44027049500021", "titulaire_nom": "EXEMPLE SAS"}
LARGE = {"titulaire_id": "50027049500021", "titulaire_nom": "EXEMPLE", "titulaire_categorie": "GE"}


def test_holders_of_one_contract_lie_in_lists_that_go_together(tmp_path):
    (one,) = facts(tmp_path, as_csv([row(), row(**LARGE), row(**FIRM), row(**FIRM)]))

    holders = zip(one["holder_names"], one["holder_ids"], one["holder_categories"], one["holder_kinds"], strict=True)
    assert one["holders"] == 3
    assert list(holders) == [
        ("ESAT LES TILLEULS", "34027049500021", "PME", "organisation"),
        ("EXEMPLE", "50027049500021", "GE", "organisation"),
        ("EXEMPLE SAS", "44027049500021", "PME", "organisation"),
    ]


def test_the_current_state_counts_with_the_first_day(tmp_path):
    later = {"dateNotification": "2025-02-01", "montant": "50000", **FIRM, "modification_id": "1"}
    (one,) = facts(tmp_path, as_csv([row(**later), row(), row(**LARGE)]))

    assert (one["notified"], one["year"], one["modified"], one["modifications"]) == (
        date(2024, 5, 2),
        2024,
        date(2025, 2, 1),
        1,
    )
    assert (one["value_cents"], one["holder_names"]) == (5_000_000, ["EXEMPLE SAS"])


def test_a_state_without_a_number_is_the_first(tmp_path):
    (one,) = facts(tmp_path, as_csv([row(modification_id=""), row(modification_id="2", offresRecues="7")]))

    assert (one["offers_received"], one["modifications"]) == (7, 1)


def test_rows_of_one_number_that_buy_different_things_are_lots(tmp_path):
    read = ingested(
        tmp_path, {"decp.csv": as_csv([row(objet="Lot 2 : vitres"), row(objet="Lot 1 : écoles"), row(objet="")])}
    )
    lots = contracts(tmp_path)

    assert [(one["lot"], one["title"]) for one in lots] == [(1, "Lot 1 : écoles"), (2, "Lot 2 : vitres")]
    assert read.snapshot.manifest.quality["contracts.lots"] == 1


def test_a_title_that_was_cut_is_the_same_contract(tmp_path):
    whole = "Nettoyage des écoles et des crèches de la commune " * 6
    (one,) = facts(tmp_path, as_csv([row(objet=whole[:255]), row(objet=whole, **FIRM)]))

    assert (one["title"], one["holders"]) == (whole.strip(), 2)


def test_a_contract_in_two_files_counts_once_and_the_fuller_file_holds(tmp_path):
    read = ingested(
        tmp_path, {"a.json": as_json(contract(montant=1)), "b.csv": as_csv([row()]), "c.json": as_json(contract())}
    )
    (one,) = contracts(tmp_path)

    assert (one["holder_names"], one["holders"]) == (["ESAT LES TILLEULS"], 1)
    assert read.snapshot.manifest.quality["contracts.elsewhere"] == 1


def test_implausible_counts_and_values_are_kept_beside(tmp_path):
    (one,) = facts(tmp_path, as_csv([row(offresRecues="9999", montant="1")]))

    assert (one["offers_received"], one["offers_stated"]) == (None, 9999)
    assert (one["value_cents"], one["value_stated_cents"]) == (None, 100)


def test_a_framework_is_told_by_technique_or_nature(tmp_path):
    told = facts(
        tmp_path,
        as_csv(
            [
                row(id="1", techniques="Accord-cadre, Concours"),
                row(id="2", techniques="", nature="ACCORD-CADRE"),
                row(id="3", techniques="Sans objet"),
                row(id="4", techniques=""),
                row(id="5", idAccordCadre="2023/7"),
            ]
        ),
    )

    assert [one["framework"] for one in told] == [True, True, False, None, False]
    assert told[4]["framework_id"] == "2023_7"


def test_silence_about_social_considerations_is_no_no(tmp_path):
    told = facts(
        tmp_path, as_csv([row(id="1", considerationsSociales=""), row(id="2", considerationsSociales="Sans objet")])
    )

    assert [(one["reserved"], one["social_clause"], one["social_criterion"]) for one in told] == [
        (None, None, None),
        (False, False, False),
    ]
