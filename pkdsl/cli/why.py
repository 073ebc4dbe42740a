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
    seen: set[str] = set()
    yield from _node(derivation, "", "", seen, 0)


def _node(derivation: Derivation, first: str, rest: str, seen: set[str], depth: int) -> Iterator[str]:
    yield f"{first}{_line(derivation)}"
    yield from (f"{rest}{'│  ' if derivation.inputs else '   '}{remark}" for remark in _remarks(derivation))
    inputs = tuple(derivation.inputs)
    if inputs and (derivation.path in seen or depth >= DEEPEST):
        yield f"{rest}└─ … {'shown above' if derivation.path in seen else f'pkdsl why {derivation.path}'}"
        return
    if derivation.path:
        seen.add(derivation.path)
    for number, each in enumerate(inputs, 1):
        last = number == len(inputs)
        yield from _node(
            each, f"{rest}{'└─ ' if last else '├─ '}", f"{rest}{'   ' if last else '│  '}", seen, depth + 1
        )


def _line(derivation: Derivation) -> str:
    from pkdsl.values import paper

    value = paper.show(derivation.value)
    text = " ".join(derivation.text.split()) or derivation.fact
    name = f"{derivation.path} = " if derivation.path else ""
    formula = f" = {text}" if text and text not in {value, derivation.path} else ""
    place = f"   ({derivation.span.place})" if derivation.span else ""
    return f"{name}{value}{formula}{place}"


def _remarks(derivation: Derivation) -> Iterator[str]:
    if derivation.reason:
        yield f"because {derivation.reason}"
    if derivation.source:
        confidence = f" ({derivation.confidence})" if derivation.confidence else ""
        yield f"source: {derivation.source}{confidence}"
