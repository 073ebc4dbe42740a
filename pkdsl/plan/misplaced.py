"""What is said about a statement that stands where it cannot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkdsl.diagnostics import Span
from pkdsl.plan.draft import error
from pkdsl.syntax import tree

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pkdsl.diagnostics import Finding
    from pkdsl.plan.draft import Home

MISPLACED: Mapping[type, str] = {
    tree.Field: "A field stands inside a declaration, not at the top of a file.",
    tree.Use: "`use` stands at the top of a file.",
    tree.Loop: "`for` stands in a rule, a cost or a demand.",
    tree.Require: "`require` stands in a rule.",
    tree.Set: "`set` stands in a scenario; a plan gives each field once, in its declaration.",
    tree.Remove: "`remove` stands in a scenario.",
    tree.Prose: "A fence of prose stands between declarations.",
}


def misplaced(item: tree.Statement, home: Home) -> Finding:
    """The finding about a statement that cannot stand where it stands."""
    message = MISPLACED.get(type(item), "This cannot stand here.")
    if isinstance(item, tree.Field):
        first = home.source.text.find("\n", item.start, item.end)
        return error("REF-007", message, Span(home.source, item.start, item.end if first < 0 else first))
    return error("REF-007", message, home.span(item))
