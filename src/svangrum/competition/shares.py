"""How sure a share is: the interval it may lie in when it rests on few."""

from __future__ import annotations

from math import sqrt

_Z = 1.959964
"""The normal quantile of a two-sided interval of 95 per cent."""


def interval(hits: int, of: int) -> tuple[float, float]:
    """Wilson's score interval of 95 per cent for ``hits`` of ``of``, as shares from 0 to 1.

    It holds for few and for none: nothing of nothing may be anything. Raises ``ValueError`` for more hits than cases.
    Source: Wilson (1927), Journal of the American Statistical Association 22:209-212.
    """
    if not 0 <= hits <= of:
        message = f"{hits} of {of} is no share"
        raise ValueError(message)
    if of == 0:
        return 0.0, 1.0
    share, weight = hits / of, _Z**2 / of
    middle = share + weight / 2
    reach = _Z * sqrt(share * (1 - share) / of + weight / of / 4)
    return max(0.0, (middle - reach) / (1 + weight)), min(1.0, (middle + reach) / (1 + weight))
