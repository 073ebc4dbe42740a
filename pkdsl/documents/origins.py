"""Where a figure of a document comes from: the text that gives it, its place, its source, its reason."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from pkdsl.documents.saying import exact, say, word
from pkdsl.page import Derivation, Number
from pkdsl.plan.evaluation import Read
from pkdsl.plan.provenance import derivation
from pkdsl.tongues import tell
from pkdsl.values import Quantity

if TYPE_CHECKING:
    from collections.abc import Callable

    from pkdsl.plan.plan import Plan
    from pkdsl.schema import Declared

LONGEST = 90
"""How much of a text the appendix shows."""


def number(
    plan: Plan, entity: Declared, name: str, value: object, *, key: str = "", words: Callable[[object], str] = say
) -> Number:
    """A figure in `words` with its derivation, marked where the plan says that it is assumed."""
    origin = of(plan, entity, name, key=key)
    if isinstance(value, Quantity) or key:
        origin = replace(origin, exact=exact(value))
    return Number(words(value), origin, "assumed" if origin.confidence == word("assumed") else "")


def of(plan: Plan, entity: Declared, name: str, *, key: str = "") -> Derivation:
    """The derivation of one field as it stands in the appendix."""
    came = derivation(plan, Read(plan.node_of(entity), name.rstrip("_")))
    return Derivation(
        path=f"{came.path}.{key}" if key else came.path, exact=exact(came.value), text=shortened(came.text),
        computed=tell(came.fact) if came.fact else "", place=came.span.place if came.text and came.span is not None else "", source=came.source,
        confidence=word(came.confidence) if came.confidence else "", because=came.reason.replace("\n", "; "),
    )  # fmt: skip


def shortened(text: str) -> str:
    """One line of plan text, not too long for a cell."""
    line = " ".join(re.sub(r"#[^\n]*", "", text).split())
    return line if len(line) <= LONGEST else f"{line[:LONGEST].rsplit(' ', 1)[0]} …"
