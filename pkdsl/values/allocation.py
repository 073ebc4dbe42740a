"""Sharing a whole in parts that add up to it: largest remainder."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from pkdsl.values.errors import Undefined
from pkdsl.values.number import Number, exact

if TYPE_CHECKING:
    from collections.abc import Sequence


def allocate(whole: Number, weights: Sequence[Number], digits: int = 0) -> tuple[Number, ...]:
    """`whole` in proportion to `weights`, each part rounded to `digits` after the point, the sum exact.

    What rounding leaves goes to the largest remainders, among equals to the first; what is finer than `digits` in the
    whole itself goes to the first part that has a weight.
    """
    total = sum((Fraction(weight) for weight in weights), Fraction(0))
    if total <= 0 or any(weight < 0 for weight in weights):
        message = "nothing can be shared out when the shares add up to nothing"
        raise Undefined(message)
    scale = 10**digits
    units, finer = divmod(Fraction(whole) * scale, 1)
    exacts = [units * Fraction(weight) / total for weight in weights]
    parts = [share.numerator // share.denominator for share in exacts]
    order = sorted(range(len(parts)), key=lambda i: (parts[i] - exacts[i], i))
    for i in order[: int(units) - sum(parts)]:
        parts[i] += 1
    shares = [Fraction(part, scale) for part in parts]
    shares[next(i for i, weight in enumerate(weights) if weight)] += finer / scale
    return tuple(exact(share) for share in shares)
