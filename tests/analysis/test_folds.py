from collections import Counter

from svangrum.analysis.folds import FOLDS, fold_of


def test_a_procurement_always_falls_in_the_same_fold():
    assert [fold_of(one) for one in ("SE1", "MT42", "KA2550", "")] == [4, 2, 4, 3]


def test_the_folds_are_about_as_large():
    sizes = Counter(fold_of(f"P{number}") for number in range(5000))

    assert sorted(sizes) == list(range(FOLDS))
    assert max(sizes.values()) < 1.2 * min(sizes.values())
