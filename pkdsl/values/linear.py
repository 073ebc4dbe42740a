"""Linear programs, solved exactly: a solver in floating point says which limits bind, and rationals say what follows.

HiGHS finds an optimal basis: which variables stand at one of their bounds, and which rows are tight. That is all that is
taken from it. The values are those of the system of equations which these bounds and rows make, solved in fractions; so
what adds up in the program adds up in its solution, to the last digit.
"""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from heapq import heapify, heappop, heappush
from math import inf, lcm
from typing import TYPE_CHECKING, Any

from pkdsl.values.number import divide

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence

    from pkdsl.values.number import Number

SMALL = 1e-7
"""A price below this counts as none; so does HiGHS."""

PASSED = 1e-3
"""A bound is passed for sure by so much: far above all rounding."""

MOST_SOLVED = 500
"""Of so many programs the answers are kept: what a scenario leaves alone is the same program again."""
KEPT_COLUMNS = 1_000
"""Of greater programs they are not: what is compared and kept would cost more than it saves."""
_SOLVED: dict[Hashable, tuple[Number, ...]] = {}

Terms = list[tuple[int, int]]
"""Columns by number, each with its factor."""


class Program:
    """Columns with bounds, and rows that hold two sides; it is asked for least costs, one after the other."""

    def __init__(self, parts: int = 1) -> None:
        """Bounds and sides are counted in such a part of what the solver counts in."""
        self._parts = parts
        self._lower: list[Number] = []
        self._upper: list[Number | None] = []
        self._rows: list[Terms] = []
        self._least: list[Number | None] = []
        self._most: list[Number] = []

    def column(self, *, upper: Number | None = None) -> int:
        """A new variable, from nought to a bound or without one; its number."""
        self._lower.append(0)
        self._upper.append(upper)
        return len(self._lower) - 1

    def equal(self, terms: Terms, value: Number) -> int:
        """The terms come to exactly this; the number of the row."""
        return self._row(terms, value, value)

    def at_most(self, terms: Terms, value: Number) -> int:
        """The terms come to this or less; the number of the row."""
        return self._row(terms, None, value)

    def _row(self, terms: Terms, least: Number | None, most: Number) -> int:
        self._rows.append(terms)
        self._least.append(least)
        self._most.append(most)
        return len(self._rows) - 1

    def least(self, costs: Sequence[Mapping[int, float]], start: Mapping[int, float] | None = None) -> list[Number]:
        """The values of all columns with the least first cost; among these, with the least second one; and so on.

        The program must have a solution. Between two costs every variable and row that has a price in the first stays
        where it is: no other solution costs as little, and all that do have it there. The search begins where `start`
        costs least; it finds the same costs from anywhere, and soonest where they are almost least already.
        """
        if len(self._lower) > KEPT_COLUMNS:
            return self._searched(costs, start)
        asked = (*(() if start is None else (start,)), *costs)
        problem = (
            tuple(self._lower), tuple(self._upper), tuple(map(tuple, self._rows)), tuple(self._least), tuple(self._most),
            self._parts, len(costs), tuple(tuple(cost.items()) for cost in asked),
        )  # fmt: skip
        if problem not in _SOLVED:
            if len(_SOLVED) >= MOST_SOLVED:
                _SOLVED.clear()
            _SOLVED[problem] = tuple(self._searched(costs, start))
        return list(_SOLVED[problem])

    def _searched(self, costs: Sequence[Mapping[int, float]], start: Mapping[int, float] | None) -> list[Number]:
        """The same, with the solver."""
        solver = self._solver()
        if start is not None:
            _price(solver, start, len(self._lower))
            solver.run()
        for number, cost in enumerate(costs):
            if number:
                self._keep(solver)
            _price(solver, cost, len(self._lower))
            solver.run()
        return self._vertex(solver)

    def costing(self, cost: Mapping[int, float]) -> Again:
        """The program with one cost, to be asked again and again while the sides of its rows change."""
        solver = self._solver()
        solver.setOptionValue("presolve", "off")
        _price(solver, cost, len(self._lower))
        return Again(solver, self._parts)

    def _solver(self) -> Any:  # noqa: ANN401 -- the solver's class is made where highspy is loaded
        import highspy  # noqa: PLC0415 -- heavy, and only plans with supply lines need it
        import numpy as np  # noqa: PLC0415 -- comes with highspy

        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = len(self._lower), len(self._rows)
        lp.col_cost_ = np.zeros(len(self._lower))
        lp.col_lower_ = np.array(self._lower, dtype=float) / self._parts
        lp.col_upper_ = np.array([inf if value is None else value for value in self._upper], dtype=float) / self._parts
        lp.row_lower_ = np.array([-inf if value is None else value for value in self._least], dtype=float) / self._parts
        lp.row_upper_ = np.array(self._most, dtype=float) / self._parts
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_ = np.cumsum([0, *map(len, self._rows)])
        lp.a_matrix_.index_ = np.array([column for row in self._rows for column, _ in row], dtype=np.int32)
        lp.a_matrix_.value_ = np.array([factor for row in self._rows for _, factor in row], dtype=float)
        solver = _quiet()
        solver.passModel(lp)
        return solver

    def _keep(self, solver: Any) -> None:  # noqa: ANN401 -- the solver's class is made where highspy is loaded
        """Fix what has a price at the bound at which it stands."""
        solution, basis = solver.getSolution(), solver.getBasis()
        columns = _priced(solution.col_dual, basis.col_status, self._lower, self._upper)
        for column, value in columns:
            self._lower[column] = self._upper[column] = value
            solver.changeColBounds(column, value / self._parts, value / self._parts)
        for row, value in _priced(solution.row_dual, basis.row_status, self._least, self._most):
            self._least[row] = self._most[row] = value
            solver.changeRowBounds(row, value / self._parts, value / self._parts)

    def _vertex(self, solver: Any) -> list[Number]:  # noqa: ANN401 -- the solver's class is made where highspy is loaded
        """What the variables are where those bounds and rows bind that bind in the solver's basis.

        All is counted in the largest part of the unit of which every bound is a whole number: so almost all is whole.
        """
        basis, roughly = solver.getBasis(), solver.getSolution().col_value
        given = (number for numbers in (self._lower, self._upper, self._least, self._most) for number in numbers)
        scale = lcm(*{number.denominator for number in given if number is not None})
        values: dict[int, Number] = {}
        for column, status in enumerate(map(int, basis.col_status)):
            if status != BASIC:
                values[column] = int(_bound(status, self._lower[column], self._upper[column]) * scale)
        equations: list[tuple[dict[int, Number], Number]] = []
        for row, status in enumerate(map(int, basis.row_status)):
            if status != BASIC:
                side: Number = int(_bound(status, self._least[row], self._most[row]) * scale)
                open_: dict[int, Number] = {}
                for column, factor in self._rows[row]:
                    if column in values:
                        side -= factor * values[column]
                    else:
                        open_[column] = open_.get(column, 0) + factor
                equations.append((open_, side))
        values.update(solved(equations))
        return [
            divide(values[column], scale) if column in values else Fraction(roughly[column]) * self._parts
            for column in range(len(self._lower))
        ]


class Again:
    """A program whose rows get other sides; each time the search begins where the last one ended."""

    def __init__(self, solver: Any, parts: int) -> None:  # noqa: ANN401 -- the solver's class is made where highspy is loaded
        self._solver, self._parts = solver, parts

    def equal(self, row: int, value: Number) -> None:
        """The terms of a row come to exactly this."""
        self._solver.changeRowBounds(row, value / self._parts, value / self._parts)

    def at_most(self, row: int, value: Number) -> None:
        """The terms of a row come to this or less."""
        self._solver.changeRowBounds(row, -inf, value / self._parts)

    def exceeds(self, bound: float) -> bool:
        """Whether even the least cost is more than that, as the solver counts.

        The dual simplex comes to the least cost from below, so where it passes the bound it need not go on: no solution
        costs less than any dual one (weak duality).
        """
        import highspy  # noqa: PLC0415 -- as above

        self._solver.setOptionValue("objective_bound", bound + PASSED)
        self._solver.run()
        passed = self._solver.getModelStatus() == highspy.HighsModelStatus.kObjectiveBound
        return passed or float(self._solver.getInfo().objective_function_value) > bound

    def prices(self) -> list[float]:
        """What each row adds to the cost that was found last, for each unit of its side; too little to count is nothing."""
        return [price if abs(price) > SMALL else 0.0 for price in self._solver.getSolution().row_dual]


def _quiet() -> Any:  # noqa: ANN401 -- the solver's class is made where highspy is loaded
    """A solver that prints nothing, not even its name, which it does on its first call unless told not to before."""
    import highspy  # noqa: PLC0415 -- as above

    class Quiet(highspy.Highs):
        def enableCallbacks(self) -> None:  # noqa: N802 -- HiGHS calls it so; it is what its constructor calls first
            for option, value in (("output_flag", False), ("threads", 1), ("random_seed", 0)):
                self.setOptionValue(option, value)
            super().enableCallbacks()  # type: ignore[no-untyped-call]  # -- it is annotated in parts only

    return Quiet()  # type: ignore[no-untyped-call]  # -- as above


BASIC, UPPER = 1, 2
"""The numbers that HiGHS has for what stands between its bounds, and for what stands at its upper one."""


def _bound(status: int, lower: Number | None, upper: Number | None) -> Number:
    """The bound at which something stands."""
    at = upper if status == UPPER or lower is None else lower
    return 0 if at is None else at


def _priced(
    prices: Sequence[float], statuses: Sequence[Any], lower: Sequence[Number | None], upper: Sequence[Number | None]
) -> Iterable[tuple[int, Number]]:
    """What stands at a bound and would cost something if it left it, with that bound."""
    return [
        (number, _bound(status, lower[number], upper[number]))
        for number, (price, status) in enumerate(zip(prices, map(int, statuses), strict=True))
        if status != BASIC and abs(price) > SMALL
    ]


def _price(solver: Any, cost: Mapping[int, float], columns: int) -> None:  # noqa: ANN401 -- the solver's class is made where highspy is loaded
    import numpy as np  # noqa: PLC0415 -- as above

    prices = np.zeros(columns)
    for column, price in cost.items():
        prices[column] = price
    solver.changeColsCost(columns, np.arange(columns, dtype=np.int32), prices)


def solved(equations: Iterable[tuple[Mapping[int, Number], Number]]) -> dict[int, Number]:
    """What the unknowns of a system of equations are; each is solved for the one that stands in fewest others.

    Equations are taken in the order of how many unknowns they have left, so that what is nearly a chain, as flows along
    ways are, is solved link by link. Unknowns that the equations leave open are not among the answers.
    """
    values: dict[int, Number] = {}
    for unknown, terms, side in reversed(list(_System(equations).eliminated())):
        if all(other in values for other in terms):
            values[unknown] = side - sum(factor * values[other] for other, factor in terms.items())
    return values


class _System:
    """Equations that are solved one by one, each for one unknown, and put into those that are left."""

    def __init__(self, equations: Iterable[tuple[Mapping[int, Number], Number]]) -> None:
        self._terms: dict[int, dict[int, Number]] = {}
        self._sides: dict[int, Number] = {}
        self._holding: defaultdict[int, set[int]] = defaultdict(set)
        self._waiting: list[tuple[int, int]] = []
        for number, (terms, side) in enumerate(equations):
            self._terms[number], self._sides[number] = dict(terms), side
            self._waiting.append((len(terms), number))
            for unknown in terms:
                self._holding[unknown].add(number)
        heapify(self._waiting)

    def eliminated(self) -> Iterator[tuple[int, dict[int, Number], Number]]:
        """Each unknown as what is left of its equation: `unknown = side − terms`, the terms solved later."""
        while self._waiting:
            length, number = heappop(self._waiting)
            terms = self._terms.get(number)
            if terms is None or len(terms) != length:
                continue
            del self._terms[number]
            for unknown in terms:
                self._holding[unknown].discard(number)
            if terms:
                yield self._solved_for(terms, self._sides[number])

    def _solved_for(self, terms: dict[int, Number], side: Number) -> tuple[int, dict[int, Number], Number]:
        """An equation solved for the unknown that stands in fewest others, which are rid of it."""
        unknown = min(terms, key=lambda one: (len(self._holding[one]), one))
        factor = terms.pop(unknown)
        if factor != 1:
            terms, side = {other: divide(value, factor) for other, value in terms.items()}, divide(side, factor)
        for other in sorted(self._holding.pop(unknown)):
            self._replace(other, unknown, terms, side)
        return unknown, terms, side

    def _replace(self, number: int, unknown: int, terms: Mapping[int, Number], side: Number) -> None:
        """Put what an unknown is into an equation."""
        mine = self._terms[number]
        share = mine.pop(unknown)
        self._sides[number] -= share * side
        for other, factor in terms.items():
            left = mine.get(other, 0) - share * factor
            if left:
                mine[other] = left
                self._holding[other].add(number)
            elif other in mine:
                del mine[other]
                self._holding[other].discard(number)
        heappush(self._waiting, (len(mine), number))
