"""What breaks, when, why, and by how much: a failure becomes a finding."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from pkdsl.diagnostics import Finding, Label, Severity, Span
from pkdsl.diagnostics.finding import fingerprint
from pkdsl.diagnostics.said import Said, say
from pkdsl.judge import sums
from pkdsl.judge.cause import cause_of
from pkdsl.judge.margin import OVER, at_most, margin
from pkdsl.judge.mend import Comparison, Side, enough
from pkdsl.plan.code import Located
from pkdsl.plan.evaluation import LET, Read
from pkdsl.plan.texts import on, told
from pkdsl.schema.base import Declared
from pkdsl.syntax import tree
from pkdsl.values import HOLE, ConditionDate, Period, Quantity, given
from pkdsl.values.paper import show

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pkdsl.judge.rule import Requirement, Rule
    from pkdsl.plan.code import Frame
    from pkdsl.plan.draft import Node
    from pkdsl.plan.plan import Plan
    from pkdsl.plan.texts import Pieces
    from pkdsl.values.value import Value

MOST_LABELS = 3
"""How many further places a finding shows."""


class Failure(NamedTuple):
    """A requirement that does not hold for one binding: always, or in the intervals `failing` (first and last days).

    What it is about and when is known; what there is to say about it is worked out by `finding_of`.
    """

    plan: Plan
    rule: Rule
    severity: Severity
    requirement: Requirement
    number: int
    frame: Frame
    failing: list[tuple[date, date]] | None

    @property
    def code(self) -> str:
        """The code of its rule."""
        return self.rule.code

    @property
    def subject(self) -> Node:
        """What it is about first; the rule itself where it has no loop."""
        return self.nodes[0] if self.nodes else self.rule.node

    @property
    def identity(self) -> tuple[str, str, str]:
        """Its code, the path of its subject, and what else tells it apart."""
        home, path = self.subject.home.package, self.subject.path
        detail = "|".join((str(self.number), *(node.path for node in self.nodes[1:])))
        return self.code, ".".join(filter(None, (home, path))), detail

    @property
    def fingerprint(self) -> str:
        """That of its finding."""
        return fingerprint(*self.identity)

    @property
    def message(self) -> str:
        """Its sentence, worked out each time."""
        decisive = _decisive(self, self.requirement.expression, self.day)
        return _message(self, _sides(self, decisive, self.day), self.day)

    @property
    def day(self) -> date | None:
        """The first day on which it does not hold; None where it never does."""
        return self.failing[0][0] if self.failing else None

    @property
    def interval(self) -> tuple[date, date] | None:
        """The first stretch of days on which it does not hold."""
        return self.failing[0] if self.failing else None

    def value(self, expression: tree.Expression, day: date | None) -> Value:
        """What a part of the condition is on a day; a hole where it cannot be evaluated by itself."""
        try:
            return on(self.rule.part(expression)(self.frame), day)
        except Located:
            return HOLE

    def text(self, pieces: Pieces | None, day: date | None) -> str:
        """A text of the rule, filled in; empty where it has none, or where filling it meets a mistake, which is kept."""
        if pieces is None:
            return ""
        try:
            text: Value = told(pieces, self.frame, day)
        except Located as mistake:
            self.plan.findings[mistake.finding] = None
            return ""
        return text if isinstance(text, str) else ""

    @property
    def nodes(self) -> list[Node]:
        """The declarations it is about: those of the loop variables."""
        return [value.__dict__["_node"] for value in self.frame[1:] if isinstance(value, Declared)]


def finding_of(failure: Failure) -> Finding:
    """All that there is to say about a failure."""
    plan, rule, frame = failure.plan, failure.rule, failure.frame
    code, subject, detail = failure.identity
    day = failure.day
    decisive = _decisive(failure, failure.requirement.expression, day)
    sides = _sides(failure, decisive, day)
    reads = plan.traced(lambda: rule.behind(decisive, frame))[1] if sides or day else ()
    span = (cause_of(plan, reads, day) if day else None) or failure.subject.header
    return Finding(
        code=code,
        severity=failure.severity,
        message=_message(failure, sides, day),
        span=span,
        name=rule.slug,
        subject=subject,
        detail=detail,
        labels=tuple(_labels(failure, reads, span, sides))[:MOST_LABELS],
        because=(*sums.of_values(plan, reads, day), *_sums_of_the_rule(failure, sides, day)),
        help=failure.text(failure.requirement.help, day),
        interval=failure.interval,
    )


class Sides(NamedTuple):
    """The comparison that fails, with what stands on both sides of it that day."""

    operator: str
    left: Value
    right: Value
    expressions: tuple[tree.Expression, tree.Expression]


def _decisive(failure: Failure, expression: tree.Expression, day: date | None) -> tree.Expression:
    """The part of a condition that makes it fail.

    Of conditions joined by `and` the first that does not hold; of those joined by `or`, where none does, the last
    comparison: in `not given(a) or a <= b` that is what was asked, and the rest says when it is not.
    """
    if not isinstance(expression, tree.Chain):
        return expression
    parts = (expression.first, *(operand for _, operand in expression.rest))
    if expression.rest[0][0] == "or":
        parts = tuple(part for part in parts if isinstance(part, tree.Chain))[-1:]
    elif expression.rest[0][0] != "and":
        return expression
    failing = (part for part in parts if failure.value(part, day) is False)
    part = next(failing, None)
    return expression if part is None else _decisive(failure, part, day)


def _sides(failure: Failure, expression: tree.Expression, day: date | None) -> Sides | None:
    """Both sides of a comparison of amounts or dates."""
    if not isinstance(expression, tree.Chain) or expression.rest[0][0] not in OVER:
        return None
    operator, other = expression.rest[0]
    left, right = (failure.value(side, day) for side in (expression.first, other))
    left, right = (value.date if isinstance(value, ConditionDate) else value for value in (left, right))
    return Sides(operator, left, right, (expression.first, other))


def _message(failure: Failure, sides: Sides | None, day: date | None) -> str:
    """The rule's sentence, with the margin and the days."""
    sentence = failure.text(failure.requirement.message, day) or say(
        "{title}: this does not hold", title=_title(failure.rule)
    )
    added = tuple(text for text in (*_missed(failure, sides), _days(failure)) if text)
    return with_more(sentence, added) if added else sentence


def with_more(sentence: str, added: tuple[str, ...]) -> Said:
    """A sentence with what is said in brackets behind it."""
    text = f"{sentence} ({', '.join(added)})"
    return Said(text, "{sentence} ({added})", {"sentence": sentence, "added": added})


def _missed(failure: Failure, sides: Sides | None) -> Iterator[str]:
    """By how much, on the first day and at most."""
    if sides is not None:
        yield margin(*sides[:3])
        if failure.failing:
            left, right = (failure.value(side, None) for side in sides.expressions)
            yield at_most(left, right, failure.failing)


def _title(rule: Rule) -> str:
    title = rule.node.entity.title
    return title if given(title) else rule.code


def _days(failure: Failure) -> str:
    """The first stretch of days, and how many more there are."""
    if failure.interval is None:
        return ""
    first, last = failure.interval
    days = first if first == last else Period(first, last)
    more = len(failure.failing or ()) - 1
    key = "{days}" if not more else "{days} and 1 more time" if more == 1 else "{days} and {more} more times"
    text = key.replace("{days}", show(days)).replace("{more}", str(more))
    return Said(text, key, {"days": days, "more": str(more)})


def _labels(failure: Failure, reads: tuple[Read, ...], shown: Span, sides: Sides | None) -> Iterator[Label]:
    """The other values that the comparison rests on, where the plan itself gives them, and what each would have to be."""
    if sides is None:
        return
    plan, day = failure.plan, failure.day
    comparison = _comparison(failure, sides)
    wanted = (date, Period) if isinstance(sides.left, date) else Quantity
    places = {shown.start}
    for node, name in reads:
        given = node.lets.get(name[len(LET) :]) if name.startswith(LET) else node.given.get(name)
        if given is None or given.expression is None or given.home.package or given.place.start in places:
            continue
        if shown.source is given.home.source and given.span.start <= shown.start < given.span.end:
            continue
        value = on(plan.read(node, name), day)
        if isinstance(value, wanted):
            places.add(given.place.start)
            mend = enough(plan, Read(node, name), comparison)
            yield Label(given.place, _is(name.removeprefix(LET), value, mend))


def _is(name: str, value: Value, mend: str) -> Said:
    """What a value is, and what would do."""
    key = "{name} is {value}; {mend}" if mend else "{name} is {value}"
    text = f"{name} is {show(value)}" + (mend and f"; {mend}")
    return Said(text, key, {"name": name, "value": value, "mend": mend})


def _comparison(failure: Failure, sides: Sides) -> Comparison:
    """The comparison with all its days, and what is read on each of its sides."""
    left, right = (_side(failure, expression) for expression in sides.expressions)
    return Comparison(sides.operator, left, right, failure.failing)


def _side(failure: Failure, expression: tree.Expression) -> Side:
    _, reads = failure.plan.traced(lambda: failure.rule.behind(expression, failure.frame))
    return Side(failure.value(expression, None), reads)


def _sums_of_the_rule(failure: Failure, sides: Sides | None, day: date | None) -> Iterator[str]:
    """What a side is made of where the rule itself sums."""
    for expression, whole in zip(sides.expressions, (sides.left, sides.right), strict=True) if sides else ():
        yield from sums.of_side(failure.plan, whole, _side(failure, expression).reads, day)
