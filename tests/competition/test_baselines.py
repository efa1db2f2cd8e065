import pytest

from svangrum.competition.baselines import CpvTree
from svangrum.competition.features import PurchaseFeatures

TREE = CpvTree({"all": [1.0, 0.0], "90": [1.5, 0.0], "909": [2.0, 0.5]})


@pytest.mark.parametrize(
    ("cpv", "node"),
    [("90911200", "909"), ("90500000", "90"), ("45000000", "all"), (None, "all"), ("nonsens", "all")],
)
def test_a_purchase_takes_its_deepest_node(cpv, node):
    assert TREE.node(PurchaseFeatures(cpv=cpv)) == node


def test_one_distribution_a_row():
    pmf = TREE.pmf([PurchaseFeatures(cpv="90911200"), PurchaseFeatures()])

    assert pmf.sum(axis=1) == pytest.approx([1, 1])
    assert pmf[0, 0] < pmf[1, 0]
