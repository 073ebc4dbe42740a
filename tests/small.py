"""Plans of a few lines, compiled in memory: what they mean, and what the compiler says about them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pages import library
from pkdsl import compiler
from pkdsl.diagnostics import Finding, Options, Package, Severity, Source, World
from pkdsl.plan.query import query
from pkdsl.values.paper import show

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pkdsl.compiler import Compilation

MISSION = """let D = 2026-07-01
mission m "Mission" { period: D .. +12 months  currency: USD  as_of: D }
"""
"""What most small plans begin with: a year, a currency and a day that counts as today."""


def compiled(
    *texts: str | Source,
    tables: Mapping[str, str] | None = None,
    packages: Mapping[str, str] | None = None,
    rules: bool = False,
    options: Options | None = None,
    literate: bool = False,
) -> Compilation:
    """Compile texts, or named sources, as the files of one plan; `packages` are texts by name, besides the shipped ones."""
    shipped = library()
    ending = ".pk.md" if literate else ".pk"
    files = tuple(
        text if isinstance(text, Source) else Source(f"{chr(97 + at)}{ending}", text) for at, text in enumerate(texts)
    )
    csv = {path: Source(path, text) for path, text in (tables or {}).items()}
    more = {name: Package(name, (Source(f"{name}/{name}.pk", text),)) for name, text in (packages or {}).items()}
    return compiler.compile(
        World(
            Package("", files, csv),
            {**shipped.packages, **more},
            shipped.units,
            shipped.rules if rules else (),
            shipped.words,
            options or Options(),
        )
    )


def findings(compilation: Compilation) -> list[Finding]:
    """All findings but those that something is not assessable."""
    return [finding for finding in compilation.findings if finding.severity is not Severity.NOT_ASSESSABLE]


def codes(*texts: str, **world: Any) -> list[str]:
    """The codes of the findings in a plan, in the order of the text."""
    return [finding.code for finding in findings(compiled(*texts, **world))]


def only(*texts: str, **world: Any) -> Finding:
    """The one finding that a plan has."""
    found = findings(compiled(*texts, **world))
    assert len(found) == 1, [(finding.code, finding.message) for finding in found]
    return found[0]


def value(text: str, expression: str, **world: Any) -> Any:
    """What an expression comes to in a plan that has no mistake; neither has the expression."""
    compilation = compiled(text, **world)
    said = [(finding.code, finding.message) for finding in findings(compilation)]
    assert not said
    found, mistakes = query(compilation.plan, Source("query", expression))
    assert not mistakes, [(finding.code, finding.message) for finding in mistakes]
    return found


def reads(text: str, expression: str, **world: Any) -> str:
    """The same as it stands on paper, with ordinary blanks."""
    return show(value(text, expression, **world)).replace("\u202f", " ")


def refused(text: str, expression: str) -> Finding:
    """The one finding about an expression asked of a plan."""
    _, mistakes = query(compiled(text).plan, Source("query", expression))
    assert len(mistakes) == 1, [(finding.code, finding.message) for finding in mistakes]
    return mistakes[0]


def line(finding: Finding) -> str:
    """The text of the line where a finding begins."""
    assert finding.span is not None
    return finding.span.source.text.split("\n")[finding.span.position.line - 1].strip()
