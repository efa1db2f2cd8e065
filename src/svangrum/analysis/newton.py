"""The minimum of a convex function of thousands of numbers: Newton's method, each step by conjugate gradients."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from svangrum.competition.counts import Floats


class Convex(Protocol):
    """What is minimised. ``curvature`` gives the Hessian at a point: as a product, and its diagonal."""

    def value(self, point: Floats) -> float: ...

    def gradient(self, point: Floats) -> Floats: ...

    def curvature(self, point: Floats) -> tuple[Callable[[Floats], Floats], Floats]: ...


def minimum(function: Convex, start: Floats, *, tolerance: float = 1e-7, steps: int = 50) -> Floats:
    """Where no slope is steeper than ``tolerance``. Raises ``ArithmeticError`` when ``steps`` do not reach it."""
    point, value = start, function.value(start)
    for _ in range(steps):
        gradient = function.gradient(point)
        if np.abs(gradient).max() < tolerance:
            return point
        times, diagonal = function.curvature(point)
        step = _solve(times, diagonal, -gradient)
        point, value = _downhill(function, point, value, step)
    message = f"no minimum in {steps} steps"
    raise ArithmeticError(message)


def _downhill(function: Convex, point: Floats, value: float, step: Floats) -> tuple[Floats, float]:
    """Take the step, or the half, or the quarter: the first that does not lead up."""
    for _ in range(30):
        ahead = point + step
        height = function.value(ahead)
        if height <= value + 1e-12 * abs(value):
            return ahead, height
        step = step / 2
    return point, value


def _solve(times: Callable[[Floats], Floats], diagonal: Floats, right: Floats) -> Floats:
    """Solve ``times(x) = right`` by conjugate gradients scaled by the diagonal."""
    answer = np.zeros_like(right)
    residual = right
    scaled = residual / diagonal
    direction = scaled
    size = _dot(residual, scaled)
    for _ in range(500):
        product = times(direction)
        length = size / _dot(direction, product)
        answer = answer + length * direction
        residual = residual - length * product
        if np.abs(residual).max() < 1e-2 * np.abs(right).max():
            break
        scaled = residual / diagonal
        size, before = _dot(residual, scaled), size
        direction = scaled + size / before * direction
    return answer


def _dot(one: Floats, other: Floats) -> float:
    """A sum in one thread and one order, which a library's dot product does not promise."""
    return float((one * other).sum())
