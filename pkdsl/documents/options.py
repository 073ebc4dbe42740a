"""What documents show of decisions: the question, the options weighed against each other, the advice, the outcome."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pkdsl.documents.context import BLANK
from pkdsl.documents.saying import labelled, listed, unended
from pkdsl.tongues import tell
from pkdsl.values import given

if TYPE_CHECKING:
    from pkdsl.documents.context import Context
    from pkdsl.page import Missing, Run

TESTS = ("suitable", "feasible", "acceptable", "distinguishable", "complete")


@dataclass(frozen=True, slots=True)
class Option:
    """A course of action: what speaks for it, what against it, whether it passes the tests of a sound option."""

    title: str
    recommended: bool
    passes: str
    fails: str
    advantages: tuple[str, ...]
    disadvantages: tuple[str, ...]
    total: Run


@dataclass(frozen=True, slots=True)
class Criterion:
    """A criterion and how each option does by it."""

    title: str
    definition: str | Missing
    weight: Run
    threshold: str | Missing
    scores: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision with its options."""

    title: str
    question: str | Missing
    decider: str | Missing
    due: Run
    options: tuple[Option, ...]
    criteria: tuple[Criterion, ...]
    totalled: bool
    recommended: str | Missing
    outcome: str | Missing
    positions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """A decision that is still to be taken."""

    title: str
    decider: str | Missing
    due: Run
    recommended: str | Missing


def decisions(context: Context) -> tuple[Decision, ...]:
    """The decisions that weigh options."""
    return tuple(decision(context, each) for each in _by_day(context) if context.visible(each.options))


def points(context: Context) -> tuple[Point, ...]:
    """The decisions without an outcome, by the day on which they are due."""
    return tuple(
        Point(
            _question(context, each),
            context.text(each, "decider"),
            context.figure(each, "due"),
            context.text(each, "recommended"),
        )
        for each in _by_day(context)
        if not given(each.outcome)
    )


def _by_day(context: Context) -> list[Any]:
    return sorted(context.all("decision"), key=lambda each: str(each.due) if given(each.due) else "~")


def _question(context: Context, each: Any) -> str:  # noqa: ANN401 -- a decision
    said = context.text(each, "question")
    return said if isinstance(said, str) else context.title(each)


def decision(context: Context, each: Any) -> Decision:  # noqa: ANN401 -- a decision
    """One decision: its question, its options with their scores, the advice, the outcome."""
    options = context.visible(each.options)
    outcome = context.text(each, "outcome")
    chosen = each.recommended if given(each.recommended) else None
    return Decision(
        title=context.title(each), question=_question(context, each), decider=context.text(each, "decider"),
        due=context.figure(each, "due"),
        options=tuple(_option(context, option, recommended=option is chosen) for option in options),
        criteria=tuple(_criterion(context, criterion, options) for criterion in each.criteria),
        totalled=any(given(option.total) for option in options),
        recommended=context.text(each, "recommended"), outcome=unended(outcome) if isinstance(outcome, str) else outcome,
        positions=tuple(_position(context, one) for one in each.concurrences),
    )  # fmt: skip


def _option(context: Context, each: Any, *, recommended: bool) -> Option:  # noqa: ANN401 -- a course of action
    verdicts = {test: getattr(each, test) for test in TESTS}
    return Option(
        context.title(each), recommended,
        listed(tell(test) for test, verdict in verdicts.items() if given(verdict) and verdict is True),
        listed(tell(test) for test, verdict in verdicts.items() if given(verdict) and verdict is False),
        _texts(each.advantages), _texts(each.disadvantages), context.figure(each, "total"),
    )  # fmt: skip


def _texts(value: Any) -> tuple[str, ...]:  # noqa: ANN401 -- a list of texts, or Unknown
    return tuple(str(one) for one in value) if given(value) else ()


def _criterion(context: Context, each: Any, options: tuple[Any, ...]) -> Criterion:  # noqa: ANN401 -- a criterion
    return Criterion(
        context.title(each), context.text(each, "definition"), context.figure(each, "weight"),
        context.text(each, "threshold"), tuple(_score(context, each, option) for option in options),
    )  # fmt: skip


def _score(context: Context, criterion: Any, option: Any) -> Run:  # noqa: ANN401 -- a criterion and an option
    found = next((score for score in option.scores if score.criterion is criterion), None)
    return context.figure(found, "value") if found is not None else BLANK


def _position(context: Context, one: Any) -> str:  # noqa: ANN401 -- a concurrence
    concurs = given(one.position) and one.position == "concur"
    comment = context.text(one, "comment")
    said = tell("{who} concurs" if concurs else "{who} does not concur", who=context.spoken(one, "by"))
    return labelled(said, comment) if isinstance(comment, str) else said
