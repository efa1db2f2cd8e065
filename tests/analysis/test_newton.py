import numpy as np
import pytest

from svangrum.analysis.newton import minimum


class Bowl:
    """Half of x'Ax − b'x, plus a quartic that bends the steps."""

    matrix = np.array([[4.0, 1.0, 0.0], [1.0, 3.0, -1.0], [0.0, -1.0, 2.0]])
    right = np.array([1.0, 2.0, 3.0])

    def __init__(self, quartic=0.0):
        self.quartic = quartic

    def value(self, point):
        return 0.5 * point @ self.matrix @ point - self.right @ point + self.quartic * (point**4).sum()

    def gradient(self, point):
        return self.matrix @ point - self.right + 4 * self.quartic * point**3

    def curvature(self, point):
        bend = self.matrix + np.diag(12 * self.quartic * point**2)
        return lambda direction: bend @ direction, np.diag(bend).copy()


def test_the_bottom_of_a_bowl():
    assert minimum(Bowl(), np.zeros(3)) == pytest.approx(np.linalg.solve(Bowl.matrix, Bowl.right))


def test_a_bowl_that_is_not_quadratic():
    bowl = Bowl(quartic=2.0)
    found = minimum(bowl, np.array([5.0, -5.0, 5.0]))

    assert np.abs(bowl.gradient(found)).max() < 1e-6


def test_a_function_without_a_bottom_is_said_to_have_none():
    class Slope(Bowl):
        def value(self, point):
            return point.sum()

        def gradient(self, point):
            return np.ones_like(point)

    with pytest.raises(ArithmeticError, match="no minimum"):
        minimum(Slope(), np.zeros(3), steps=5)
