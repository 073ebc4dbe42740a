"""`pkdsl why`: how a value came to be, down to the lines and the sources."""

from __future__ import annotations

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
    yield from (f"{rest}{'│  ' if inputs else '   '}{remark}" for remark in _remarks(derivation, above))
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
    """`unit.x.deployed = 850 persons = strength …   (force.pk:12:3)`."""
    from pkdsl.values import paper

    value = paper.show(derivation.value)
    text = " ".join(derivation.text.split())
    formula = f" = {text}" if text and text not in {value, derivation.path} else ""
    place = f"   ({derivation.span.place})" if derivation.span else ""
    return f"{derivation.path} = {value}{formula}{place}"


def _remarks(derivation: Derivation, above: frozenset[str]) -> Iterator[str]:
    """The reason, what computes it, and its source where that does not stand above already."""
    if derivation.reason:
        yield f"because {derivation.reason}"
    if derivation.fact:
        yield f"computed: {derivation.fact}"
    if derivation.source and derivation.source not in above:
        confidence = f" ({derivation.confidence})" if derivation.confidence else ""
        yield f"source: {derivation.source}{confidence}"
