"""Where a figure of a document comes from: the text that gives it, its place, its source, its reason."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from pkdsl.documents.saying import listed, say
from pkdsl.page import Derivation, Number
from pkdsl.values import given
from pkdsl.values.paper import show

if TYPE_CHECKING:
    from pkdsl.plan.plan import Plan
    from pkdsl.schema import Declared

MOST_INPUTS = 4
LONGEST = 90


def number(plan: Plan, entity: Declared, name: str, value: object, *, key: str = "") -> Number:
    """A figure with its derivation, marked where the plan says that it is assumed."""
    derivation = of(plan, entity, name, value, key=key)
    return Number(say(value), derivation, "assumed" if derivation.confidence == "assumed" else "")


def of(plan: Plan, entity: Declared, name: str, value: object, *, key: str = "") -> Derivation:
    """The derivation of one field as it stands in the appendix."""
    node, field = plan.node_of(entity), name.rstrip("_")
    path = f"{plan.path_of(entity)}.{field}" + (f".{key}" if key else "")
    written = node.given.get(field)
    if written is None:
        return Derivation(path, show(value), _computed(plan, entity, field), "", *_trust(entity))
    reason = written.because.text if written.because is not None else ""
    expression = shortened(written.place.text)
    return Derivation(path, show(value), expression, written.place.place, *_trust(entity), reason.strip('"'))


def reads_any(plan: Plan, entity: Declared, name: str, hidden: frozenset[Declared]) -> bool:
    """Whether a value was made of anything that stands in something hidden."""
    waiting = [(plan.node_of(entity), name.rstrip("_"))]
    seen = set(waiting)
    while waiting:
        node, field = waiting.pop()
        if node.entity in hidden:
            return True
        if field in node.spec.fields or field in node.lets:
            fresh = [(read.node, read.name) for read in plan.reads(node, field)]
            waiting += [pair for pair in fresh if pair not in seen]
            seen.update(fresh)
    return False


def shortened(text: str) -> str:
    """One line of plan text, not too long for a cell."""
    line = " ".join(re.sub(r"#[^\n]*", "", text).split())
    return line if len(line) <= LONGEST else f"{line[:LONGEST].rsplit(' ', 1)[0]} …"


def _computed(plan: Plan, entity: Declared, field: str) -> str:
    reads = [read for read in plan.reads(plan.node_of(entity), field) if not read.name.startswith("let ")]
    paths = list(dict.fromkeys(f"{plan.path_of(read.node.entity)}.{read.name}" for read in reads))
    shown = paths if len(paths) <= MOST_INPUTS else [*paths[: MOST_INPUTS - 1], f"{len(paths) - MOST_INPUTS + 1} more"]
    return f"computed from {listed(shown)}" if paths else "computed"


def _trust(entity: Declared) -> tuple[str, str]:
    """What a declaration names as its source, and how sure it is."""
    source: Any = entity.source
    confidence: Any = entity.confidence
    said = "; ".join(show(each) for each in source) if given(source) else ""
    return said, str(confidence) if given(confidence) else ""
