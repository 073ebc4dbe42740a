"""What documents show of risks: their bands, their order, and where they stand in the matrix."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pkdsl.documents.context import BLANK
from pkdsl.documents.saying import counted, listed, whole, word
from pkdsl.page import Figure, Missing, State
from pkdsl.pictures import Band, HeatMap, RiskPoint, risk_heat_map
from pkdsl.pictures.heat import described
from pkdsl.tongues import tell
from pkdsl.values import Quantity, given

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pkdsl.documents.context import Context
    from pkdsl.page import Run

BANDS = {"low": "low", "medium": "medium", "high": "high", "very_high": "very high"}


@dataclass(frozen=True, slots=True)
class Marked:
    """A risk with the mark by which the matrix and the tables name it."""

    mark: str
    risk: Any


@dataclass(frozen=True, slots=True)
class Row:
    """A risk in the register."""

    mark: str
    title: str
    likelihood: Run
    impact: Run
    band: Run
    residual: Run
    owner: str | Missing
    status: str | Missing


def ranked(context: Context) -> tuple[Marked, ...]:
    """All risks, the gravest first; those without a score last."""
    risks = sorted(
        context.all("risk"), key=lambda risk: (-whole(risk.score), -whole(risk.residual), context.title(risk))
    )
    return tuple(Marked(f"R{n}", risk) for n, risk in enumerate(risks, 1))


def row(context: Context, marked: Marked) -> Row:
    """One line of the register."""
    risk = marked.risk
    return Row(
        mark=marked.mark, title=context.title(risk), likelihood=context.figure(risk, "likelihood"),
        impact=context.figure(risk, "impact"), band=band(risk.band, risk.score),
        residual=band(risk.residual_band, risk.residual), owner=context.text(risk, "owner"),
        status=context.text(risk, "status"),
    )  # fmt: skip


def band(value: Any, score: Any) -> State | Missing:  # noqa: ANN401 -- a word and a number, or Unknown
    """A band as a word with its score: `16 very high`."""
    if not given(value):
        return BLANK
    number = f"{whole(score)} " if given(score) else ""
    return State(f"{number}{word(str(value))}", list(BANDS).index(str(value)) if str(value) in BANDS else 0)


def counts(values: Iterable[Any]) -> str:
    """`2 very high, 3 high and 1 low`, the gravest first."""
    words = [str(value) for value in values if given(value)]
    return listed(counted(words.count(each), said, said) for each, said in reversed(BANDS.items()) if each in words)


def heat_map(context: Context, risks: tuple[Marked, ...]) -> Figure | None:
    """The matrix of all risks that have a place in it; None if none has."""
    points = tuple(filter(None, (_point(context, marked) for marked in risks)))
    if not points:
        return None
    data = HeatMap(points, bands(context), name="heat", title=tell("Risk matrix"))
    caption = tell("Risks by likelihood and impact: as they stand (filled), and after mitigation (outlined).")
    return Figure(risk_heat_map(data), (caption,), described(data))


def bands(context: Context) -> tuple[Band, ...]:
    """From which score each band begins, as the policy says."""
    found = [(name, context.policy(name)) for name in list(BANDS)[1:]]
    known = [Band(name, int(value.number)) for name, value in found if isinstance(value, Quantity)]
    return (Band("low", 1), *known) if known else ()


def _point(context: Context, marked: Marked) -> RiskPoint | None:
    risk = marked.risk
    if not (given(risk.likelihood) and given(risk.impact)):
        return None
    after = (risk.residual_likelihood, risk.residual_impact)
    residual = (whole(after[0]), whole(after[1])) if all(map(given, after)) else None
    return RiskPoint(marked.mark, context.title(risk), whole(risk.likelihood), whole(risk.impact), residual)
