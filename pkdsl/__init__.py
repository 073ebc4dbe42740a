"""A plan-as-code language for peacekeeping missions: write a plan, check it, ask it why, print it.

The public interface is small: `read` a plan from disk as a `World`, `compile` it, look at its `findings`, ask its
`plan`, ask `why`. It is loaded when it is asked for, so that `import pkdsl` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pkdsl.compiler import Compilation, compile  # noqa: A004 -- it is what compilers do
    from pkdsl.diagnostics import Finding, Options, Package, Severity, Source, Span, World
    from pkdsl.plan.plan import Plan
    from pkdsl.plan.provenance import Derivation, why
    from pkdsl.plan.query import query
    from pkdsl.workspace import find, read

__version__ = "0.1.0"

_HOMES = {
    "Compilation": "pkdsl.compiler",
    "compile": "pkdsl.compiler",
    "Derivation": "pkdsl.plan.provenance",
    "why": "pkdsl.plan.provenance",
    "query": "pkdsl.plan.query",
    "Plan": "pkdsl.plan.plan",
    "find": "pkdsl.workspace",
    "read": "pkdsl.workspace",
} | dict.fromkeys(("Finding", "Options", "Package", "Severity", "Source", "Span", "World"), "pkdsl.diagnostics")

__all__ = [
    "Compilation", "Derivation", "Finding", "Options", "Package", "Plan", "Severity", "Source", "Span", "World", "compile",
    "find", "query", "read", "why",
]  # fmt: skip


def __getattr__(name: str) -> Any:  # noqa: ANN401 -- any of the names above
    if name not in _HOMES:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(_HOMES[name]), name)
