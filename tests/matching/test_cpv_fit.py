import numpy as np
import pytest

from svangrum.analysis.cpv_weights import LEVELS, Lessons, Network, fewer_dimensions, learned_network
from svangrum.core.codes import cpv_table
from svangrum.matching.cpv_words import level

CODES = list(cpv_table())
CLEANING, SNOW = CODES.index("90910000"), CODES.index("90620000")


def lessons(count: int) -> Lessons:
    """``count`` texts about each of two codes: the first have pieces 0 and 1, the others 2 and 3."""
    texts = [np.array([0, 1]), np.array([2, 3])] * count
    return Lessons(texts, np.array([CLEANING, SNOW] * count), np.ones(2 * count, np.float32))


def chances(network: Network, pieces: list[int]) -> np.ndarray:
    scores = network.code_places() @ network.pieces.values[pieces].sum(axis=0) / np.sqrt(len(pieces))
    scores += network.code_biases()
    shares = np.exp(scores - scores.max())
    return shares / shares.sum()


@pytest.fixture(scope="module")
def network() -> Network:
    return learned_network(lessons(300), 4, seed=1)


def test_it_learns_which_pieces_mean_which_code(network: Network) -> None:
    assert chances(network, [0, 1])[CLEANING] > 0.9
    assert chances(network, [2, 3])[SNOW] > 0.9


def test_codes_near_the_right_one_gain_too(network: Network) -> None:
    found = chances(network, [0, 1])

    assert found[CODES.index("90919200")] > found[CODES.index("15810000")]


def test_the_same_lessons_give_the_same_numbers(network: Network) -> None:
    again = learned_network(lessons(300), 4, seed=1)

    assert (again.pieces.values == network.pieces.values).all()
    assert (again.code_places() == network.code_places()).all()


def test_a_text_without_known_pieces_disturbs_nothing() -> None:
    texts = Lessons([np.array([0]), np.array([], np.intp)], np.array([CLEANING, SNOW]), np.ones(2, np.float32))

    assert np.isfinite(learned_network(texts, 1, seed=1).pieces.values).all()


def test_a_code_lies_at_the_sum_over_its_levels() -> None:
    network = Network.start(1, np.random.default_rng(1))
    summed = sum(
        one.values[level(digits).of_code[CLEANING]] for digits, one in zip(LEVELS, network.places, strict=True)
    )

    assert np.allclose(network.code_places()[CLEANING], summed)


def test_pieces_and_codes_are_counted_by_weight() -> None:
    met = Lessons([np.array([0, 1]), np.array([1])], np.array([CLEANING, SNOW]), np.array([1, 0.5], np.float32))

    assert met.pieces_met(3).tolist() == [0.5, 1.0, 0.0]
    assert met.codes_met().sum() == pytest.approx(1)
    assert met.codes_met()[CLEANING] / met.codes_met()[SNOW] == pytest.approx(1.1 / 0.6)


def test_fewer_dimensions_keep_the_products_when_they_can() -> None:
    chance = np.random.default_rng(1)
    pieces, codes = chance.standard_normal((30, 4)), chance.standard_normal((20, 4))
    met = chance.random(30) + 0.1, np.full(20, 1 / 20)

    fewer_pieces, fewer_codes = fewer_dimensions(pieces, codes, *met, dimensions=4)
    fewest_pieces, fewest_codes = fewer_dimensions(pieces, codes, *met, dimensions=2)

    products = pieces @ (codes - codes.mean(axis=0)).T
    assert np.allclose(fewer_pieces @ fewer_codes.T, products)
    assert 0 < np.abs(fewest_pieces @ fewest_codes.T - products).mean() < np.abs(products).mean()
