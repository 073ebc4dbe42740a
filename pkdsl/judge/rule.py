"""A rule made ready: its loops, what it requires, and what it says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pkdsl.plan.drivers import Range, ranges_of
from pkdsl.plan.elaborate import Elaborator
from pkdsl.plan.names import Scope
from pkdsl.plan.ranges import mentions
from pkdsl.plan.texts import Texts
from pkdsl.schema import types
from pkdsl.syntax import tree

if TYPE_CHECKING:
    from pkdsl.diagnostics import Finding
    from pkdsl.plan.code import Frame, Run
    from pkdsl.plan.draft import Home, Node
    from pkdsl.plan.plan import Plan
    from pkdsl.plan.texts import Pieces
    from pkdsl.values import Unknown
    from pkdsl.values.value import Value

PAGE = re.compile(r"([A-Z][A-Z0-9]{1,3}-[0-9]{3})-([a-z0-9-]+)\.pk\.md$")
"""The file name of a rule's page: its code and its name."""


PARAMETERS = frozenset({"policy", "rate"})
"""What rules measure by, stated by a package or by the plan."""


class Requirement(NamedTuple):
    """`require condition during period else message`, and what mends it."""

    condition: Run
    during: Run | None
    message: Pieces | None
    help: Pieces | None
    expression: tree.Expression


class Rule(NamedTuple):
    """A rule ready to be judged. `elaborator` and `scope` let the explanation of a failure look at parts of it."""

    node: Node
    code: str
    slug: str
    ranges: tuple[Range, ...]
    requirements: tuple[Requirement, ...]
    elaborator: Elaborator
    scope: Scope
    parts: dict[int, Run]

    def behind(self, expression: tree.Expression, frame: Frame) -> None:
        """Evaluate again an expression and the named values it mentions, for whoever records what is read."""
        self.part(expression)(frame)
        for number, loop in enumerate(self.ranges, 1):
            if loop.one and mentions(expression, loop.name):
                loop.source(frame[:number])

    def part(self, expression: tree.Expression) -> Run:
        """The run of a part of one of the conditions; the tree lives as long as the rule, so its nodes are known by identity."""
        run = self.parts.get(id(expression))
        if run is None:
            run = self.parts[id(expression)] = self.elaborator.code(expression, self.scope).run
        return run


def unstated(plan: Plan, home: Home, expression: object) -> Unknown | None:
    """The first policy value or rate that an expression names and that nobody states.

    `any(r.every <= policy.interval for r in reviews)` fails without a review, whatever the interval; but how often one
    is wanted, nobody has said.
    """
    if isinstance(expression, tree.Attribute) and isinstance(expression.base, tree.Name):
        kind = expression.base.text
        if kind in PARAMETERS and not plan.parameter_node(kind, expression.name):
            missing: Unknown = plan.parameter(kind, expression.name, home.span(expression))
            return missing
    parts = expression if isinstance(expression, tuple) else ()
    return next((found for part in parts if (found := unstated(plan, home, part)) is not None), None)


def nothing_to_judge(plan: Plan, node: Node) -> bool:
    """Whether a package's rule begins with a loop over a kind that the plan has nothing of: it need not be made ready.

    A rule of the plan itself always is, so that a mistake in its text is found the day it is written.
    """
    if not node.home.package:
        return False
    first = next((item for item in node.statements if isinstance(item, tree.Loop)), None)
    if first is None or not isinstance(first.source, tree.Name):
        return False
    name = first.source.text
    return name in plan.schema.plurals and not plan.collection(name)


def prepare(plan: Plan, node: Node) -> tuple[Rule, tuple[Finding, ...]]:
    """Look up all names of a rule; the findings are the mistakes in its text."""
    elaborator = Elaborator(plan, node.home)
    texts = Texts(elaborator)
    scope = Scope(node.home.package, node)
    ranges, scope = ranges_of(elaborator, node.statements, scope)
    message = _text(texts, node, "message", scope)
    required = [item for item in node.statements if isinstance(item, tree.Require)]
    helps = _helps(texts, elaborator, node, scope, len(required))
    requirements = [
        _requirement(elaborator, texts, item, scope, (message, mend))
        for item, mend in zip(required, helps, strict=True)
    ]
    page = PAGE.search(node.home.source.path)
    slug = page.group(2) if page and page.group(1) == node.name else ""
    rule = Rule(node, node.name, slug, ranges, tuple(requirements), elaborator, scope, {})
    return rule, tuple(elaborator.findings)


def _requirement(
    elaborator: Elaborator, texts: Texts, item: tree.Require, scope: Scope, said: tuple[Pieces | None, Pieces | None]
) -> Requirement:
    """One `require`; `said` is the message of the rule, for where it has none of its own, and what mends it."""
    message, mend = said
    during = elaborator.code(item.during, scope, types.PERIOD).run if item.during is not None else None
    own = texts.pieces(item.message, scope) if item.message is not None else message
    return Requirement(elaborator.condition(item.condition, scope, "require"), during, own, mend, item.condition)


def _text(texts: Texts, node: Node, field: str, scope: Scope) -> Pieces | None:
    """A text of the rule that may speak of its loop variables."""
    given: Value = node.given.get(field)
    expression = given.expression if given is not None else None
    return texts.pieces(expression, scope) if isinstance(expression, tree.Literal) else None


def _helps(texts: Texts, elaborator: Elaborator, node: Node, scope: Scope, number: int) -> list[Pieces | None]:
    """What mends each requirement: one text for all, or a list with one for each, in their order."""
    given: Value = node.given.get("help")
    expression = given.expression if given is not None else None
    items = expression.items if isinstance(expression, tree.List) else (expression,) * number
    if len(items) != number:
        message = f"`help` has {_counted(len(items), 'text')}, and the rule has `require` {_counted(number, 'time')}; write one text for all, or one for each."
        elaborator.mistake("TYP-004", message, expression)
        return [None] * number
    return [texts.pieces(item, scope) if isinstance(item, tree.Literal) else None for item in items]


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
