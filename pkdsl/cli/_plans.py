"""Opens the plans that a command line names, and compiles them."""

from __future__ import annotations

import os
import re
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from pkdsl.diagnostics import Severity
from pkdsl.diagnostics.nearest import did_you_mean
from pkdsl.diagnostics.words import listed
from pkdsl.report import BUILD, Report
from pkdsl.workspace import Limits, Outcome, Reading, Request, Root, find, nearest_root, read, recall, remember

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pkdsl.cli._session import Session
    from pkdsl.compiler import Compilation
    from pkdsl.diagnostics import Finding, World
    from pkdsl.stress import Bench

OWN = re.compile(r"\brule\s+([A-Z][A-Z0-9]*-[0-9]+)")
"""A rule of the plan itself, with its code."""
ALL = "all"
"""What stands for every scenario of a plan, and the plan as it stands."""


class Named(NamedTuple):
    """A plan that was named, the files of it that were named (none means all), and the texts that came by pipe."""

    root: Root
    files: frozenset[str]
    overlays: dict[str, bytes]


class Opened(NamedTuple):
    """A plan that was read, and compiled."""

    reading: Reading
    compilation: Compilation
    files: frozenset[str]

    def seen_by(self, audience: str, release_to: tuple[str, ...] = ()) -> Opened:
        """The same for readers cleared up to a marking, or outside the mission; the scenario must be one that they may see."""
        limited = audience or release_to
        seen = self._replace(compilation=self.compilation.seen_by(audience, release_to)) if limited else self
        _known(seen.compilation.plan.options.scenario, seen.compilation.scenarios)
        return seen

    @property
    def checked(self) -> Checked:
        """What was found."""
        counts = self.compilation.counts
        return Checked(
            Outcome(self.compilation.findings, self.compilation.waived, counts.rules, counts.objects), self.files
        )

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Those of the files that were named, or all."""
        return self.checked.findings


class Checked(NamedTuple):
    """What a check found, now or in an earlier run on the same texts."""

    outcome: Outcome
    files: frozenset[str]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Those of the files that were named, or all."""
        found = self.outcome.findings
        return (
            found if not self.files else tuple(f for f in found if f.span is None or f.span.source.path in self.files)
        )


def named(session: Session, paths: Sequence[str]) -> list[Named]:
    """The plans of some paths; the plan around the current folder if there are none."""
    texts = {path: _piped(session) for path in paths if path == "-"}
    homes: dict[tuple[Path, str], list[tuple[str, str]]] = {}
    for path in paths or (".",):
        file = session.folder / (session.stdin_filename or "stdin.pk" if path == "-" else path)
        root = _home(session, file) if path == "-" else find(file)
        inside = "" if file.is_dir() else Path(os.path.relpath(file.absolute(), root.folder)).as_posix()
        homes.setdefault((root.folder, root.file), []).append((inside, path))
    plans = []
    for (folder, alone), members in homes.items():
        shown = "" if len(homes) == 1 else f"{Path(os.path.relpath(folder, session.folder.absolute())).as_posix()}/"
        whole = any(not inside for inside, _ in members)
        files = frozenset() if whole else frozenset(f"{shown}{inside}" for inside, _ in members)
        overlays = {inside: texts[path] for inside, path in members if path in texts}
        plans.append(Named(Root(folder, alone, shown), files, overlays))
    return plans


def opened(session: Session, plan: Named) -> Reading:
    """The plan as values."""
    return read(plan.root, Request(session.as_of, dict(session.limits), plan.overlays, _config(session)))


def compiled(session: Session, paths: Sequence[str] = ()) -> list[Opened]:
    """The plans of some paths, read and compiled, each in the scenario that was chosen."""
    return [compiled_from(session, plan, opened(session, plan)) for plan in named(session, paths)]


def compiled_from(session: Session, plan: Named, reading: Reading) -> Opened:
    """A plan that was read, compiled in the scenario that was chosen."""
    if session.scenario == ALL:
        raise click.UsageError(
            "This command looks at one scenario at a time; `pkdsl check --scenario all` looks at all."
        )
    from pkdsl.compiler import compile as compile_world

    found = Opened(reading, compile_world(_in(reading, session.scenario)), plan.files)
    _known(session.scenario, found.compilation.scenarios)
    return found


def checked(session: Session, paths: Sequence[str] = ()) -> list[Checked]:
    """The plans of some paths, checked; what nothing has changed in since an earlier check is not checked again."""
    from pkdsl.cli._redaction import is_mixed, redacted

    found = []
    readings = [(plan, opened(session, plan)) for plan in named(session, paths)]
    _rules_exist((*session.select, *session.ignore), [reading for _, reading in readings])
    for plan, reading in readings:
        outcome = _remembered(session, reading)
        if session.redacts and is_mixed(reading):
            outcome = redacted(outcome, _told_everybody(session, reading))
        found.append(Checked(outcome, plan.files))
    return found


def _remembered(session: Session, reading: Reading) -> Outcome:
    """The outcome of an earlier check where nothing has changed, else of one now."""
    chosen = session.scenario or ",".join(reading.configuration.scenarios)
    afresh = session.no_cache or session.language  # what is remembered are sentences, not what they were made of
    outcome = None if afresh else recall(reading, chosen)
    if outcome is None:
        outcome = _checked(session, reading)
        if not session.no_cache:
            remember(reading, outcome, chosen)
    return outcome


def _told_everybody(session: Session, reading: Reading) -> Outcome:
    """What those have who may read least; nothing of a scenario that they do not know."""
    from pkdsl.cli._redaction import for_everybody

    try:
        return _remembered(session, for_everybody(reading))
    except click.UsageError:
        return Outcome((), (), 0, 0)


def _checked(session: Session, reading: Reading) -> Outcome:
    """A plan as it stands, or in the scenarios that were chosen: on the command line, else in the plan's settings."""
    from pkdsl.compiler import compile as compile_world
    from pkdsl.compiler import compile_scenarios, merged

    configured = reading.configuration.scenarios
    if session.scenario == ALL or (configured and not session.scenario):
        found = compile_scenarios(reading.world, None if session.scenario else configured)
        for name in configured:
            _known(name, found[""].scenarios)
        findings = merged({name: one.findings for name, one in found.items()})
        waived = merged({name: one.waived for name, one in found.items()})
        return Outcome(findings, waived, max(one.counts.rules for one in found.values()), found[""].counts.objects)
    one = compile_world(_in(reading, session.scenario))
    _known(session.scenario, one.scenarios)
    return Outcome(one.findings, one.waived, one.counts.rules, one.counts.objects)


def _in(reading: Reading, scenario: str) -> World:
    return replace(reading.world, options=replace(reading.world.options, scenario=scenario))


def _known(scenario: str, known: Sequence[str]) -> None:
    """Complain about a scenario that the plan does not have."""
    if scenario and scenario not in known:
        hint = did_you_mean(scenario, known) or (f" It has {listed(known)}." if known else " It has none.")
        raise click.UsageError(f"The plan has no scenario `{scenario}`.{hint}")


def bench(session: Session) -> Bench:
    """The plan around the current folder, ready for trials."""
    from pkdsl.stress import Bench

    if session.scenario == ALL:
        raise click.UsageError("A trial begins with one scenario.")
    made = Bench(_in(opened(session, named(session, ())[0]), session.scenario))
    _known(session.scenario, [scenario.name for scenario in made.plan.all("scenario")])
    return made


def one(session: Session, audience: str = "", release_to: Iterable[str] = ()) -> Opened:
    """The plan around the current folder, as an audience may see it, or those whom `release_to` names; a note if it has errors."""
    from pkdsl.cli._writing import readers

    plan = compiled(session)[0]
    plan = plan.seen_by(audience, readers(plan.compilation, release_to, audience))
    errors = sum(finding.severity is Severity.ERROR for finding in plan.findings)
    if errors:
        session.note(f"note: the plan has {errors} error{'s' * (errors > 1)}; pkdsl check shows them.")
    return plan


def report_on(session: Session, plans: Iterable[Checked]) -> Report:
    """What is to be said about plans, less what the command line leaves out."""
    from pkdsl.cli._exits import exit_code
    from pkdsl.cli._options import LEVELS

    plans = list(plans)
    findings = sorted((f for plan in plans for f in plan.findings if _wanted(session, f)), key=lambda f: f.order)
    waived = sorted((f for plan in plans for f in plan.outcome.waived), key=lambda f: f.order)
    return Report(
        findings=tuple(findings),
        waived=tuple(waived),
        rules=max((plan.outcome.rules for plan in plans), default=0),
        objects=sum(plan.outcome.objects for plan in plans),
        exit_code=exit_code(findings, [LEVELS[level] for level in session.fail_on]),
        shown=session.max_findings,
    )


def translated(report: Report, language: str) -> Report:
    """What is to be said in a language, as far as it has words for it."""
    from pkdsl.documents.retold import finding_retold
    from pkdsl.tongues import speaking

    with speaking(language):
        findings, waived = (tuple(map(finding_retold, some)) for some in (report.findings, report.waived))
    return replace(report, findings=findings, waived=waived)


def _wanted(session: Session, finding: Finding) -> bool:
    """Rules can be chosen and left out; what keeps a plan from being built is always shown."""
    if finding.code.startswith(BUILD):
        return True
    chosen = _prefixes(session.select)
    return (not chosen or finding.code.startswith(chosen)) and not finding.code.startswith(_prefixes(session.ignore))


def _rules_exist(given: tuple[str, ...], readings: Sequence[Reading]) -> None:
    """Codes that are chosen or left out are those of rules; a slip of the hand would else silence all of them."""
    if not given:
        return
    from pkdsl.cli._pages import pages

    texts = [source.text for reading in readings for source in reading.world.plan.sources]
    known = {page.code for page in pages()} | {code for text in texts for code in OWN.findall(text)}
    for wanted in _prefixes(given):
        if not any(code.startswith(wanted) for code in known):
            meant = did_you_mean(wanted, {*known, *(code.partition("-")[0] for code in known)})
            raise click.UsageError(f"No rule has a code that begins with `{wanted}`.{meant}")


def _prefixes(given: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(code.strip().upper() for codes in given for code in codes.split(",") if code.strip())


def _home(session: Session, file: Path) -> Root:
    """Where a text that came by pipe belongs: to the plan of the file it is named after, else to none."""
    return nearest_root(file) if session.stdin_filename else Root(file.absolute().parent, file.name)


def _piped(session: Session) -> bytes:
    """Standard input, up to the limit for one file and one byte more."""
    limit = dict(session.limits).get("file_bytes", Limits().file_bytes)
    return sys.stdin.buffer.read(limit + 1)


def _config(session: Session) -> Path | None:
    return session.config and session.folder / session.config
