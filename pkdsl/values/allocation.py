"""Sharing a whole in parts that add up to it: largest remainder."""

from __future__ import annotations

from fractions import Fraction
from math import lcm
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
    common = lcm(*(weight.denominator for weight in weights))
    counts = [int(weight * common) for weight in weights]
    total = sum(counts)
    if total <= 0 or min(counts) < 0:
        message = "nothing can be shared out when the shares add up to nothing"
        raise Undefined(message)
    scale: Number = 10**digits if digits >= 0 else Fraction(1, 10**-digits)
    units, finer = divmod(Fraction(whole) * scale, 1)
    shared = [divmod(units * count, total) for count in counts]
    parts = [part for part, _ in shared]
    order = sorted(range(len(parts)), key=lambda i: (-shared[i][1], i))
    for i in order[: units - sum(parts)]:
        parts[i] += 1
    shares = [Fraction(part, scale) for part in parts]
    shares[next(i for i, count in enumerate(counts) if count)] += finer / scale
    return tuple(exact(share) for share in shares)
