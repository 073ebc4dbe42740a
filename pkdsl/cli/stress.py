"""`pkdsl stress`: what breaks first when something is lost, closed, late or changed."""

from __future__ import annotations

import gc
from functools import partial
from typing import TYPE_CHECKING

import click

from pkdsl.cli._options import report_options
from pkdsl.cli.query import WRITERS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pkdsl.cli._session import Session
    from pkdsl.stress import Bench, Break, Rank, Trial

LONGEST = 100
"""How much of a sentence the table shows."""


@click.command(short_help="Show what breaks first when something is lost, closed, late or changed.")
@click.option(
    "--n-1", "each", is_flag=True, help="Take each asset, line, hospital, link and post away in turn, and rank them."
)
@click.option("--lose", multiple=True, metavar="ENTITY", help="Take something away: unit.north, or north.")
@click.option(
    "--close", multiple=True, metavar="LINE:PERIOD", help="Close a supply line: msr_north:2026-07-15..2026-09-30."
)
@click.option("--delay", multiple=True, metavar="UNIT:DURATION", help="Let a unit arrive later: north:30 days.")
@click.option(
    "--set", "sets", multiple=True, metavar="PATH=VALUE", help="Set a value: policy.drinking_water=6 L/person/day."
)
@click.option(
    "--table", "form", type=click.Choice(list(WRITERS)), default="table", help="How --n-1 lists them [default: table]."
)
@report_options
@click.pass_obj
def command(  # noqa: PLR0913 -- click passes each option by name
    session: Session,
    *,
    each: bool,
    lose: tuple[str, ...],
    close: tuple[str, ...],
    delay: tuple[str, ...],
    sets: tuple[str, ...],
    form: str,
) -> int:
    """Show what breaks first when something is lost, closed, late or changed.

    What --lose, --close, --delay and --set say happens all at once; shown are the findings that the plan does not have
    without it, or has later. With --n-1 each asset, supply line, hospital, link and post is away for the whole mission,
    one after the other (of several helicopters in one declaration, one), and the table begins with the loss that breaks
    most.
    """
    from pkdsl.cli._plans import bench

    made = bench(session)
    if each:
        if lose or close or delay or sets:
            raise click.UsageError("--n-1 goes alone: it takes one thing away at a time.")
        session.put(WRITERS[form](list(_rows(_ranked(session, made), form))))
        return 0
    trials = _trials(made, lose, close, delay, sets)
    if not trials:
        raise click.UsageError("Say what happens: --lose, --close, --delay, --set, or --n-1 for every single loss.")
    return _told(session, made, trials)


def _trials(
    made: Bench, lose: Sequence[str], close: Sequence[str], delay: Sequence[str], sets: Sequence[str]
) -> list[Trial]:
    """What was asked for, in the language."""
    from pkdsl.diagnostics.nearest import did_you_mean
    from pkdsl.stress import NotFound, Trial

    try:
        return [
            *(made.losing(name) for name in lose),
            *(made.closing(*_two(one, "--close", "LINE:PERIOD")) for one in close),
            *(made.delay(*_two(one, "--delay", "UNIT:DURATION")) for one in delay),
            *(Trial(f"--set {one}", "set {} = {}".format(*_two(one, "--set", "PATH=VALUE", "="))) for one in sets),
        ]
    except NotFound as missing:
        hint = did_you_mean(missing.name, missing.known)
        raise click.UsageError(f"The plan has no `{missing.name}`, or more than one.{hint}") from None


def _two(text: str, option: str, form: str, sign: str = ":") -> tuple[str, str]:
    """What stands on both sides of a sign."""
    first, found, second = text.partition(sign)
    if not (found and first.strip() and second.strip()):
        raise click.UsageError(f"{option} takes {form}; this is `{text}`.")
    return first.strip(), second.strip()


def _told(session: Session, made: Bench, trials: list[Trial]) -> int:
    """All that breaks, as findings are told."""
    from pkdsl.cli._plans import Checked, report_on
    from pkdsl.stress import Trial
    from pkdsl.workspace import Outcome

    together = Trial(", ".join(trial.name for trial in trials), "\n".join(trial.text for trial in trials))
    broken = made.tried(together)
    report = report_on(session, [Checked(Outcome(broken.findings, (), broken.rules, made.objects), frozenset())])
    first = next(iter(broken.findings), None)
    session.tell(report)
    if broken.rules and first is not None and not session.outputs:
        session.put(f"First: {_when(broken)}{first.code} {first.message}\n")
    return report.exit_code


def _ranked(session: Session, made: Bench) -> list[Rank]:
    """Every loss with what it breaks, the worst first; progress goes to a terminal."""
    from sys import stderr

    from pkdsl.cli._workers import on_all_cores

    losses = list(made.losses())
    ranks = on_all_cores(partial(_rank, made), losses)
    hidden = session.quiet or not stderr.isatty()
    with click.progressbar(ranks, len(losses), "losses", file=stderr, hidden=hidden) as shown:
        return sorted(shown, key=lambda rank: rank.order)


def _rank(made: Bench, loss: Trial) -> Rank:
    """What a loss breaks, with all the rest taken apart again; a whole plan may have been built for it."""
    rank = made.ranked(loss)
    gc.collect()
    return rank


def _rows(ranked: list[Rank], form: str) -> Iterator[dict[str, str]]:
    """One row for each loss that breaks something; the last says how many break nothing."""
    broken = [one for one in ranked if one.code]
    if broken and form == "table":
        yield {"lost": "lost", "breaks": "breaks", "from": "from", "findings": "findings", "first": "first"}
    for one in broken:
        long = form == "table" and len(one.message) > LONGEST
        said = f"{one.message[:LONGEST]}…" if long else one.message
        yield {
            "lost": one.lost, "breaks": one.code, "from": one.since, "findings": str(one.breaks), "first": said,
        }  # fmt: skip
    harmless = len(ranked) - len(broken)
    if form == "table":
        yield {"lost": f"{harmless} more: nothing breaks", "breaks": "", "from": "", "findings": "", "first": ""}


def _when(broken: Break) -> str:
    first = broken.first
    return f"{first.interval[0]} " if first is not None and first.interval else ""
