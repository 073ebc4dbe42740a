"""All input of a compilation, as values: the compiler itself never touches a disk or a clock."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date  # noqa: TC003 -- a dataclass field's type is part of its documentation
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pkdsl.diagnostics.finding import Finding
    from pkdsl.diagnostics.source import Source


@dataclass(frozen=True, slots=True)
class Package:
    """A named folder of declarations; the plan itself is the package with the empty name.

    `tables` are the CSV files below the folder, by their path relative to it; `templates` the words of documents that a
    plan has of its own, by their path below `templates/`.
    """

    name: str
    sources: tuple[Source, ...]
    tables: Mapping[str, Source] = field(default_factory=dict)
    templates: Mapping[str, Source] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Options:
    """What the caller chose: the day that counts as today, the levels of rules by code or prefix, the scenario.

    Without a `scenario` the plan is looked at as it stands. What a scenario removes is a hole with a finding wherever
    something still names it; for a `trial`, a scenario that nobody wrote, it is simply no longer given. An `audience` is
    the highest marking that readers are cleared for; without one they see everything. Who is outside the mission sees what
    may be released to all that they are: `release_to` holds state codes and paths of entities, none for those inside.
    """

    as_of: date | None = None
    levels: Mapping[str, str] = field(default_factory=dict)
    max_waiver_days: int | None = None
    scenario: str = ""
    trial: bool = False
    audience: str = ""
    release_to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Layer:
    """What a plan brings to lie under its maps: GeoJSON text, and where it comes from."""

    text: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class World:
    """A plan, the packages it may `use`, what holds in every plan, and the options of this run.

    `packages` are by the name a plan uses them under (`un`, `un.rates`); `units` and `rules` are the
    sources of `stdlib/units.pk` and `stdlib/rules/`; `words` are the shipped tables of codes
    (`states`, `languages`, `currencies`), each a mapping from code to name. `findings` are those of reading the files.
    """

    plan: Package
    packages: Mapping[str, Package] = field(default_factory=dict)
    units: tuple[Source, ...] = ()
    rules: tuple[Source, ...] = ()
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    options: Options = field(default_factory=Options)
    findings: tuple[Finding, ...] = ()
    layer: Layer | None = None
