"""Where things stand and what they are called changes nothing but where things stand and what they are called."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st

from laws.strategies import plans
from laws.written import Thing, Written
from pkdsl.diagnostics import Source
from pkdsl.plan.plan import path_of
from pkdsl.syntax import tokens
from pkdsl.values.paper import show
from small import compiled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pkdsl.compiler import Compilation

JUDGED = """
rule ZZZ-001 "Everything has an owner" {
  for t in tasks
  require given(t.lead) else "{t.title} has no lead"
}
"""


def meaning(compilation: Compilation) -> tuple[set[tuple[str, str, str]], dict[str, str]]:
    """The findings without their places, and every value that the plan gives."""
    found = {(finding.code, finding.subject, finding.message) for finding in compilation.findings}
    return found, dict(_values(compilation))


def _values(compilation: Compilation) -> Iterator[tuple[str, str]]:
    plan = compilation.plan
    for node in plan.own():
        for name in node.given:
            yield f"{path_of(node)}.{name}", show(plan.read(node, name))
    for name in plan.names.lets(""):
        yield name, show(plan.let("", name))


@st.composite
def perhaps_wounded(draw: st.DrawFn) -> Written:
    """A plan, perhaps with a mistake in one of its declarations."""
    plan = draw(plans())
    if draw(st.booleans()):
        return plan
    return replace(
        plan,
        things=(
            *plan.things,
            Thing("task", "stray", fields=(("lead", draw(st.sampled_from(("nobody", "military", "5")))),)),
        ),
    )


@given(plan=perhaps_wounded(), data=st.data())
def test_the_order_of_declarations_and_their_files_changes_nothing(plan: Written, data: st.DataObject) -> None:
    statements = [*plan.statements, JUDGED]
    shuffled = data.draw(st.permutations(statements))
    cut = data.draw(st.integers(0, len(shuffled)))
    one = compiled("\n".join(statements))
    two = compiled("\n".join(shuffled[:cut]), "\n".join(shuffled[cut:]))
    assert meaning(one) == meaning(two)


@given(plan=plans(), data=st.data())
def test_the_order_of_fields_changes_nothing(plan: Written, data: st.DataObject) -> None:
    number = data.draw(st.integers(0, len(plan.things) - 1))
    thing = plan.things[number]
    shuffled = replace(thing, fields=tuple(data.draw(st.permutations(thing.fields))))
    assert meaning(compiled(plan.text)) == meaning(compiled(plan.replaced(number, shuffled).text))


@given(plan=plans(), data=st.data())
def test_renaming_an_entity_changes_only_its_name(plan: Written, data: st.DataObject) -> None:
    text = plan.text + JUDGED
    old = data.draw(st.sampled_from([thing.name for thing in plan.things if not thing.form and thing.name]))
    new = "renamed_thing"
    before, after = meaning(compiled(text)), meaning(compiled(renamed(text, old, new)))
    assert _spelt(before, old, new) == _spelt(after, old, new)


def renamed(text: str, old: str, new: str) -> str:
    """The text with a name exchanged wherever it stands as a word of its own."""
    swap = {old: new, f".{old}": f".{new}", f"{old}:": f"{new}:"}
    return "".join(swap.get(token.text, token.text) for token in tokens(Source("a.pk", text)))


def _spelt(value: Any, old: str, new: str) -> Any:
    """Findings and values with the new name wherever the old one stood."""
    if isinstance(value, str):
        return re.sub(rf"(?<!\w){re.escape(old)}(?!\w)", new, value.replace(old.replace("_", " "), old))
    if isinstance(value, dict):
        return {_spelt(key, old, new): _spelt(item, old, new) for key, item in value.items()}
    if isinstance(value, set):
        return {_spelt(item, old, new) for item in value}
    return tuple(_spelt(item, old, new) for item in value)
