"""Takes apart what one line has run together: `beds: 900 stock water { … }` reads as 900 `stock`, then a `water`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pkdsl.plan.draft import Home, error
from pkdsl.syntax import mistakes, tree

if TYPE_CHECKING:
    from pkdsl.diagnostics import Finding
    from pkdsl.schema.spec import EntitySpec

_LAST_WORD = re.compile(r"[ \t]([a-z_]+)\Z")


def parted(
    items: tuple[tree.Statement, ...], home: Home, spec: EntitySpec, kinds: frozenset[str]
) -> tuple[list[tree.Statement], list[Finding]]:
    """The statements of a body, each number without the kind of the block after it, and what is to be said of these."""
    whole: list[tree.Statement] = []
    findings: list[Finding] = []
    for item in items:
        field = whole[-1] if whole else None
        meant = _meant(field, item, spec, kinds) if isinstance(field, tree.Field) else None
        if meant is None or not isinstance(field, tree.Field):
            whole.append(item)
            continue
        message = f"`{meant.kind.text}` begins a block and is no unit: put it on a line of its own."
        findings.append(mistakes.retold(error("REF-009", message, home.span(field.value))))
        whole[-1:] = [field._replace(value=tree.Hole(field.value.start, meant.start), end=meant.start), meant]
    return whole, findings


def _meant(
    field: tree.Field, block: tree.Statement, spec: EntitySpec, kinds: frozenset[str]
) -> tree.Declaration | None:
    """The block with its kind, where the number before it has taken that for a unit and left the block only its name."""
    number = field.value
    if not isinstance(block, tree.Declaration) or block.name is not None or not isinstance(number, tree.Literal):
        return None
    word = _LAST_WORD.search(number.text) if number.type == "NUMBER" else None
    said = block.kind.text
    if word is None or not (word[1] in kinds or word[1] in spec.parts) or said in kinds or said in spec.fields:
        return None
    begin = number.start + word.start(1)
    return block._replace(kind=tree.Name(word[1], begin, number.end), name=block.kind, start=begin)
