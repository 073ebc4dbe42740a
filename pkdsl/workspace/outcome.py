"""What a check found, remembered for as long as nothing that it depends on changes."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from pkdsl import resources
from pkdsl.diagnostics import Finding, Fix, Label, Severity, Source, Span
from pkdsl.workspace import cache

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pkdsl.diagnostics import Package
    from pkdsl.workspace.plan import Reading


class Outcome(NamedTuple):
    """The findings of a check, those that are waived, how many rules had something to judge, and how many objects."""

    findings: tuple[Finding, ...]
    waived: tuple[Finding, ...]
    rules: int
    objects: int


def recall(reading: Reading, scenarios: str = "") -> Outcome | None:
    """The outcome of an earlier check of exactly these texts by exactly this program, in the same choice of scenarios."""
    stored = cache.load(_key(reading, scenarios))
    if stored is None:
        return None
    sources = {source.path: source for source in _sources(reading)}
    try:
        findings, waived = (
            tuple(_finding(entry, sources) for entry in stored[name]) for name in ("findings", "waived")
        )
        return Outcome(findings, waived, stored["rules"], stored["objects"])
    except (KeyError, TypeError, ValueError, IndexError, OSError):
        return None


def remember(reading: Reading, outcome: Outcome, scenarios: str = "") -> None:
    """Keep an outcome for the next run."""
    plain = {name: [_plain(finding) for finding in getattr(outcome, name)] for name in ("findings", "waived")}
    cache.store(_key(reading, scenarios), {**plain, "rules": outcome.rules, "objects": outcome.objects})


def depends_on(reading: Reading) -> tuple[object, ...]:
    """All that a result can depend on: the texts, what reading them found, the options, and what lies under maps."""
    own = reading.own
    texts = [(name, *_texts(package)) for name, package in sorted(own.packages.items())]
    findings = [_plain(finding) for finding in own.findings]
    options = (own.options.as_of, sorted(own.options.levels.items()), own.options.max_waiver_days)
    readers = (own.options.audience, own.options.release_to)
    base = (own.layer.text, own.layer.source) if own.layer is not None else ()
    return _texts(own.plan), texts, findings, options, readers, base


def _key(reading: Reading, scenarios: str) -> str:
    return cache.key_of("outcome", scenarios, *depends_on(reading))


def _texts(package: Package) -> tuple[tuple[str, str], ...]:
    return tuple(
        (source.path, source.text)
        for source in (*package.sources, *package.tables.values(), *package.templates.values())
    )


def _sources(reading: Reading) -> Iterable[Source]:
    for package in (reading.own.plan, *reading.own.packages.values()):
        yield from package.sources
        yield from package.tables.values()
        yield from package.templates.values()
    for finding in reading.own.findings:
        if finding.span is not None:
            yield finding.span.source


def _plain(finding: Finding) -> dict[str, Any]:
    """A finding as JSON says it; what is empty is left out."""
    plain: dict[str, Any] = {
        "code": finding.code,
        "severity": finding.severity.name,
        "message": finding.message,
        "span": _place(finding.span) if finding.span else None,
        "name": finding.name,
        "subject": finding.subject,
        "detail": finding.detail,
        "labels": [[_place(label.span), label.text] for label in finding.labels],
        "because": list(finding.because),
        "help": finding.help,
        "fixes": [[fix.title, _place(fix.span), fix.replacement, fix.safe] for fix in finding.fixes],
        "interval": [day.isoformat() for day in finding.interval] if finding.interval else None,
        "waived_by": finding.waived_by,
        "scenarios": list(finding.scenarios),
    }
    return {name: value for name, value in plain.items() if value}


def _place(span: Span) -> list[Any]:
    return [span.source.path, span.start, span.end]


def _finding(plain: dict[str, Any], sources: Mapping[str, Source]) -> Finding:
    interval = plain.get("interval")
    return Finding(
        code=plain["code"],
        severity=Severity[plain["severity"]],
        message=plain["message"],
        span=_span(plain["span"], sources) if "span" in plain else None,
        name=plain.get("name", ""),
        subject=plain.get("subject", ""),
        detail=plain.get("detail", ""),
        labels=tuple(Label(_span(place, sources), text) for place, text in plain.get("labels", ())),
        because=tuple(plain.get("because", ())),
        help=plain.get("help", ""),
        fixes=tuple(Fix(title, _span(place, sources), new, safe) for title, place, new, safe in plain.get("fixes", ())),
        interval=(date.fromisoformat(interval[0]), date.fromisoformat(interval[1])) if interval else None,
        waived_by=plain.get("waived_by", ""),
        scenarios=tuple(plain.get("scenarios", ())),
    )


def _span(place: list[Any], sources: Mapping[str, Source]) -> Span:
    """A place in the plan, or in a text that pkdsl brings along."""
    path, start, end = place
    return Span(sources.get(path) or Source(path, resources.text(path)), start, end)
