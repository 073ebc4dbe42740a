"""A plan is its statements: each read by itself is what it is among the others."""

from __future__ import annotations

from typing import Any

from hypothesis import given

from laws.strategies import plans
from laws.written import Written
from pkdsl.diagnostics import Source
from pkdsl.syntax import parse


@given(plan=plans())
def test_statement_by_statement_reads_as_the_whole(plan: Written) -> None:
    whole, findings = parse(Source("a.pk", plan.text))
    assert not findings
    at, single = 0, []
    for statement in plan.statements:
        file, findings = parse(Source("a.pk", statement))
        assert not findings
        single += [moved(item, at) for item in file.items]
        at += len(statement) + 1
    assert list(whole.items) == single


def moved(node: Any, by: int) -> Any:
    """The same tree, further on in a text."""
    if not isinstance(node, tuple):
        return node
    parts = [moved(part, by) for part in node]
    if not hasattr(node, "_fields"):
        return tuple(parts)
    return type(node)(*parts)._replace(start=node.start + by, end=node.end + by)
