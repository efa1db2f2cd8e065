from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from python_calamine import CalamineWorkbook

from svangrum.analysis.cpv_weights import Example, common_pieces, label_examples, synonym_examples
from svangrum.core.codes import cpv_table
from svangrum.core.data import data_path
from svangrum.core.swedish import LONGEST, SHORTEST, words_of
from svangrum.matching.cpv_weights import DIMENSIONS, NUMBERS, PIECES, pack, read_weights, write_weights
from svangrum.matching.cpv_words import suggest_cpv


def test_what_is_shipped_is_small_and_whole() -> None:
    weights = read_weights()
    size = sum(len(data_path(f"matching/{file}").read_bytes()) for file in (PIECES, NUMBERS))

    assert size <= 3_000_000
    assert weights.codes.shape[0] == len(cpv_table()) == len(weights.bias)
    assert len(weights.pieces) == len(weights.piece_rows.packed) == len(weights.piece_rows.scale)
    assert np.isfinite(weights.codes).all()
    assert np.isfinite(weights.piece_rows.scale).all()


def test_what_is_shipped_is_pieces_of_single_words_as_words_are_cut_now() -> None:
    pieces = list(read_weights().pieces)
    words = [piece for piece in pieces if len(piece) > LONGEST]

    assert pieces == sorted(pieces)
    assert not [piece for piece in pieces if " " in piece.strip() or len(piece) < SHORTEST]
    assert not [word for word in words if not (word[0] == word[-1] == " " and word[1:-1].isalpha())]
    assert read_weights().codes.shape[1] == DIMENSIONS


@given(arrays(np.float32, st.tuples(st.integers(1, 9), st.just(6)), elements=st.floats(-9, 9, width=32)))
def test_packed_rows_are_within_half_a_step(matrix: np.ndarray) -> None:
    rows = pack(matrix)
    step = np.abs(matrix).max(axis=1, keepdims=True) / 7

    assert (np.abs(rows.floats(slice(None)) - matrix) <= step * 0.501 + 1e-6).all()
    assert (rows.floats([0]) == rows.floats(slice(None))[:1]).all()


def test_the_same_numbers_are_written_as_the_same_bytes_and_read_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = np.random.default_rng(1)
    rows, codes = (pack(chance.standard_normal((count, 8)).astype(np.float32)) for count in (3, 5))
    written = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        write_weights(tmp_path / name, [" el", "städ", " vård "], rows, codes, np.zeros(5, np.float32))
        written.append([(tmp_path / name / file).read_bytes() for file in (PIECES, NUMBERS)])
    monkeypatch.setattr("svangrum.matching.cpv_weights.data_path", lambda path: tmp_path / "one" / Path(path).name)

    read = read_weights.__wrapped__()

    assert written[0] == written[1]
    assert list(read.pieces) == [" el", "städ", " vård "]
    assert np.allclose(read.codes, codes.floats(slice(None)))
    assert np.allclose(read.piece_rows.floats([1]), rows.floats([1]), rtol=1e-3)


def test_a_piece_of_fewer_than_three_owners_is_not_kept() -> None:
    texts = [
        ("Kvarnbacken städ", "1"),
        ("Kvarnbacken städ", "1"),
        ("städ", "2"),
        ("städning", "3"),
        ("Kvarnbacken", "2"),
    ]
    pieces = common_pieces(Example(text, "90910000", owner) for text, owner in texts)

    assert "städ" in pieces
    assert not [piece for piece in pieces if piece in " kvarnbacken "]


def test_every_code_and_every_synonym_is_learned_from() -> None:
    assert {one.code for one in label_examples()} == set(cpv_table())
    assert {one.code for one in synonym_examples()} <= set(cpv_table())


@pytest.fixture(scope="module")
def titles(shared: Path) -> list[Example]:
    """The titles of real procurements with their code, and the buyer as owner."""
    workbook = CalamineWorkbook.from_path(shared / "data/uhm-2021/number_of_procurements.xlsx")
    rows = workbook.get_sheet_by_index(0).to_python()
    columns = ("Upphandlingens titel", "Huvudsaklig CPV-kod", "Organisationsnummer för köpare")
    title, code, buyer = (rows[0].index(column) for column in columns)
    return [Example(str(row[title]), str(row[code])[:8], str(row[buyer])) for row in rows[1:]]


@pytest.mark.shared
def test_every_shipped_piece_stands_in_texts_of_three_owners(titles: list[Example]) -> None:
    learned = set(common_pieces([*titles, *label_examples(), *synonym_examples()]))

    assert not set(read_weights().pieces) - learned


@pytest.mark.shared
def test_no_run_of_words_from_a_title_is_shipped(titles: list[Example]) -> None:
    text = data_path(f"matching/{PIECES}").read_text("utf-8")
    shipped = f" {' '.join(words_of(text))} "
    runs = {
        f" {' '.join(words[start : start + 4])} "
        for words in (words_of(one.text) for one in titles)
        for start in range(len(words) - 3)
    }
    labels = " / ".join(f" {' '.join(words_of(cpv.sv))} " for cpv in cpv_table().values())

    assert not [run for run in runs if run in shipped and run not in labels]


@pytest.mark.shared
def test_what_is_shipped_knows_what_it_learned_from(titles: list[Example]) -> None:
    """Not how often it is right on new titles (``docs/methods/cpv.md``): that the files and the code fit together."""
    asked = titles[::30]
    right = [one.code[:3] in {found.code[:3] for found in suggest_cpv(one.text)} for one in asked]

    assert np.mean(right) > 0.88
