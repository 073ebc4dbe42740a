"""`pkdsl why`: how a value came to be, down to the lines and the sources."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import click

from pkdsl.cli._options import plan_options

if TYPE_CHECKING:
    from collections.abc import Iterator

    from click.shell_completion import CompletionItem

    from pkdsl.cli._session import Session
    from pkdsl.plan.provenance import Derivation

DEEPEST = 12
"""How many steps down are shown; the path of any value in the tree asks on from there."""


def _paths(context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Names of the plan; a plan that cannot be read completes to nothing."""
    from click.shell_completion import CompletionItem

    from pkdsl.cli._names import completions
    from pkdsl.cli._session import Session

    try:
        return [CompletionItem(path) for path in completions(context.find_root().obj or Session(), incomplete)]
    except Exception:  # noqa: BLE001 -- completion never speaks in the middle of somebody's typing
        return []


@click.command(short_help="Show how a value came to be.")
@click.argument("path", shell_complete=_paths)
@plan_options
@click.pass_obj
def command(session: Session, path: str) -> None:
    """Show how a value came to be: its expression, its inputs with their places, rates with their source, reasons.

    PATH names a field, a derived field, a let or a rate: unit.north_battalion.strength, D, rate.troops.
    """
    from pkdsl.cli._names import closest
    from pkdsl.cli._plans import one
    from pkdsl.plan.provenance import why

    plan = one(session).compilation.plan
    derivation = why(plan, path)
    if derivation is None:
        raise click.UsageError(f"The plan has no value `{path}`.{closest(plan, path)}")
    session.put("".join(f"{line}\n" for line in tree(derivation)))


def tree(derivation: Derivation) -> Iterator[str]:
    """The derivation as lines; what was shown before is not shown again."""
    yield from _node(derivation, "", "", frozenset(), [])


def _node(derivation: Derivation, first: str, rest: str, above: frozenset[str], seen: list[str]) -> Iterator[str]:
    """A value, what is remarked about it, and what it was made of; `above` are the sources that stand above it."""
    inputs = tuple(derivation.inputs)
    yield f"{first}{_line(derivation)}"
    bar = "│  " if inputs else "   "
    yield from (f"{rest}{bar}{line}" for line in (*_history(derivation.value), *_remarks(derivation, above)))
    if inputs and derivation.path in seen:
        yield f"{rest}└─ … as above"
        return
    if inputs and len(rest) >= 3 * DEEPEST:
        yield f"{rest}└─ … pkdsl why {derivation.path}"
        return
    seen.append(derivation.path)
    for number, each in enumerate(inputs, 1):
        stem, bar = ("└─ ", "   ") if number == len(inputs) else ("├─ ", "│  ")
        yield from _node(each, f"{rest}{stem}", f"{rest}{bar}", above | {derivation.source}, seen)


def _line(derivation: Derivation) -> str:
    """`unit.x.deployed = 850 persons = strength …   (force.pk:12:3)`; what has a history tells it below."""
    from pkdsl.values import paper

    value = "over time" if any(_history(derivation.value)) else paper.show(derivation.value)
    text = " ".join(derivation.text.split())
    says_more = text[:1] not in {"", "{"} and text != derivation.path and _bare(text) != _bare(value)
    formula = f" = {text}" if says_more else ""
    place = f"   ({derivation.span.place})" if derivation.span else ""
    return f"{derivation.path} = {value}{formula}{place}"


def _bare(text: str) -> str:
    """Without what only parts the digits: `90_200_000 USD` says what `90 200 000 USD` does."""
    return "".join(text.replace("_", "").split())


def _history(value: object) -> Iterator[str]:
    """A value over time, a line for each day on which it changes; a map of such, key by key."""
    from pkdsl.values import Quantity, Steps, given, paper

    if isinstance(value, Steps) and len(value.days) > 1:
        days = [f"from {day}" for day in value.days]
        nothing = not given(value.before) or (isinstance(value.before, Quantity) and not value.before.number)
        lines = list(zip(("at first", *days), value.values, strict=True))
        yield from (f"{when:15}  {paper.show(held)}" for when, held in lines[nothing:])
    elif isinstance(value, Mapping) and any(any(_history(held)) for held in value.values()):
        for key, held in value.items():
            history = tuple(_history(held))
            yield f"{paper.show(key)}:{'' if history else f' {paper.show(held)}'}"
            yield from (f"  {line}" for line in history)


def _remarks(derivation: Derivation, above: frozenset[str]) -> Iterator[str]:
    """The reason, the scenario, what computes it, and its source where that does not stand above already."""
    from pkdsl.values import paper

    if derivation.reason:
        yield from (f"because {reason}" for reason in derivation.reason.split("\n"))
    if derivation.setting is not None:
        yield f"set by scenario {derivation.setting.scenario}, in place of {paper.show(derivation.setting.before)}"
    if derivation.fact:
        yield f"computed: {derivation.fact}"
    if derivation.source not in {"", *above}:
        yield f"source: {_sourced(derivation)}"
    replaced = derivation.replaced
    if replaced is not None:
        yield f"in place of {_line(replaced)}"
        if replaced.source:
            yield f"  source: {_sourced(replaced)}"


def _sourced(derivation: Derivation) -> str:
    confidence = f" ({derivation.confidence})" if derivation.confidence else ""
    return f"{derivation.source}{confidence}"
