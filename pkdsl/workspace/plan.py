"""Finds the plan that a path belongs to, and reads it with all that it may use into one value."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pkdsl.diagnostics import Finding, Options, Package, Source, World
from pkdsl.workspace.config import Configuration, parse
from pkdsl.workspace.files import File, Limits, decode, read_file, too_large
from pkdsl.workspace.folder import CONFIGURATION, PLAN_TEXT, TEMPLATES, belongs, is_template, walk
from pkdsl.workspace.layer import layer, undrawable
from pkdsl.workspace.packages import named_folders, shipped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date


class NoPlan(Exception):  # noqa: N818 -- it says what was found: no plan; the shell turns it into exit code 2
    """There is no plan at a path that was named."""


@dataclass(frozen=True, slots=True)
class Root:
    """Where a plan is: a folder with `pkdsl.toml`, or one file alone. `shown` stands before its paths in findings."""

    folder: Path
    file: str = ""
    shown: str = ""


@dataclass(frozen=True, slots=True)
class Request:
    """What the person who runs pkdsl adds to a plan: today, raised limits, unsaved texts by path."""

    as_of: date | None = None
    limits: Mapping[str, int] = field(default_factory=dict)
    overlays: Mapping[str, bytes] = field(default_factory=dict)
    configuration: Path | None = None


@dataclass(frozen=True)
class Reading:
    """A plan as values, its configuration, and its files as they are written back.

    `own` is what was read of the plan's folder: its text, its own packages, its options; `world` adds what pkdsl brings
    along, which is read from the disk only when somebody asks for it.
    """

    root: Root
    own: World
    configuration: Configuration
    files: Mapping[str, File]

    @cached_property
    def world(self) -> World:
        """Everything that a compilation needs, with what is wrong with what documents need of the plan's folder."""
        own, brought = self.own, shipped()
        lost = undrawable(own.layer, self.configuration)
        findings = (*own.findings, *((lost,) if lost else ()), *_mistaken(own.plan.templates))
        packages = {**brought["packages"], **own.packages}
        layer = None if lost else own.layer
        return replace(own, **{**brought, "packages": packages, "findings": findings, "layer": layer})


class Texts(NamedTuple):
    """What could be read of a folder: plan text and tables by path, and what could not."""

    files: dict[str, File]
    findings: tuple[Finding, ...]

    @property
    def sources(self) -> tuple[Source, ...]:
        """The plan text."""
        return tuple(file.source for path, file in self.files.items() if path.endswith(PLAN_TEXT))

    @property
    def tables(self) -> dict[str, Source]:
        """The CSV files."""
        return {path: file.source for path, file in self.files.items() if path.endswith(".csv")}

    @property
    def templates(self) -> dict[str, Source]:
        """The plan's own templates, by their path below their folder."""
        return {path.removeprefix(TEMPLATES): file.source for path, file in self.files.items() if is_template(path)}


def find(path: Path, *, shown: str = "") -> Root:
    """The plan of a file or folder that exists: the nearest folder upward with a `pkdsl.toml`, else the file alone."""
    if not path.exists():
        raise NoPlan(f"`{path}` does not exist.")
    return nearest_root(path, shown=shown)


def nearest_root(path: Path, *, shown: str = "") -> Root:
    """The same for a file that need not exist yet."""
    here = Path(os.path.abspath(path))  # noqa: PTH100 -- resolve() would follow links, and lose what the planner named
    is_folder = here.is_dir()
    for folder in (here, *here.parents) if is_folder else here.parents:
        if (folder / CONFIGURATION).is_file() and (is_folder or belongs(folder, here)):
            return Root(folder, shown=shown)
    if is_folder:
        raise NoPlan(
            f"No plan in `{path}`: neither it nor a folder above it has a {CONFIGURATION}. "
            "Name a plan's folder or a .pk file, or start a plan with `pkdsl init`."
        )
    if not here.name.endswith(PLAN_TEXT):
        raise NoPlan(f"`{path}` is no plan text: its name ends neither in .pk nor in .pk.md.")
    return Root(here.parent, here.name, shown)


def read(root: Root, request: Request | None = None) -> Reading:
    """Everything a compilation needs, as values. What cannot be read is a finding, never an exception."""
    request = request or Request()
    configuration = Configuration() if root.file else _configuration(root, request)
    allowed = {**configuration.limits, **request.limits}
    limits = replace(Limits(), **allowed)
    homes = named_folders(root.folder, configuration)
    texts = _one_file(root, limits, request) if root.file else _folder(root, limits, request, homes.folders)
    packages = {name: _package(name, root, path, limits) for name, path in homes.paths.items()}
    base = layer(root.folder, configuration, shown=root.shown, limit=limits.file_bytes)
    lost = (base,) if isinstance(base, Finding) else ()
    own = World(
        plan=Package("", texts.sources, texts.tables, texts.templates),
        packages=packages,
        options=Options(request.as_of, configuration.levels, configuration.max_waiver_days),
        findings=(*configuration.findings, *homes.findings, *lost, *texts.findings),
        layer=None if isinstance(base, Finding) else base,
    )
    return Reading(root, own, configuration, texts.files)


def _mistaken(templates: Mapping[str, Source]) -> Iterator[Finding]:
    """What is wrong with a plan's own templates; the engine of templates is loaded only for whoever has any."""
    if templates:
        from pkdsl.documents.added import mistakes  # noqa: PLC0415 -- most plans have none

        yield from mistakes(templates)


def _configuration(root: Root, request: Request) -> Configuration:
    path = request.configuration
    folder, name = (path.absolute().parent, path.name) if path else (root.folder, CONFIGURATION)
    file = read_file(folder, name, shown=f"{root.shown}{name}", limit=Limits().file_bytes)
    return Configuration(findings=(file,)) if isinstance(file, Finding) else parse(file.source)


def _folder(root: Root, limits: Limits, request: Request, besides: frozenset[str]) -> Texts:
    found = walk(root.folder, besides=besides, shown=root.shown)
    paths = sorted({*found.paths, *request.overlays})
    texts = _read_all(root, paths, limits, request.overlays)
    return Texts(texts.files, (*found.findings, *texts.findings))


def _one_file(root: Root, limits: Limits, request: Request) -> Texts:
    """One file, and the tables beside it that it names."""
    texts = _read_all(root, [root.file], limits, request.overlays)
    named = [
        path
        for path in sorted(p.name for p in root.folder.glob("*.csv"))
        for s in texts.sources
        if f'"{path}"' in s.text
    ]
    tables = _read_all(root, named, limits, {})
    return Texts({**texts.files, **tables.files}, (*texts.findings, *tables.findings))


def _read_all(root: Root, paths: Iterable[str], limits: Limits, overlays: Mapping[str, bytes]) -> Texts:
    files: dict[str, File] = {}
    refused: dict[str, Finding] = {}
    size = 0
    for count, path in enumerate(paths, 1):
        shown = f"{root.shown}{path}"
        file = (
            _given(overlays[path], shown, limits.file_bytes)
            if path in overlays
            else read_file(root.folder, path, shown=shown, limit=limits.file_bytes)
        )
        size += 0 if isinstance(file, Finding) else len(file.source.text)
        if count > limits.files or size > limits.plan_bytes:
            name = "files" if count > limits.files else "plan_bytes"
            refused[path] = too_large(shown, name, getattr(limits, name))
            break
        if isinstance(file, Finding):
            refused[path] = file
        else:
            files[path] = file
    return Texts(files, tuple(_that_matter(refused, files)))


def _given(data: bytes, shown: str, limit: int) -> File | Finding:
    return too_large(shown, "file_bytes", limit) if len(data) > limit else decode(data, shown)


def _that_matter(refused: Mapping[str, Finding], files: Mapping[str, File]) -> Iterable[Finding]:
    """A table that cannot be read is nobody's mistake unless the plan names it."""
    for path, finding in refused.items():
        name = path.rsplit("/", 1)[-1]
        if not path.endswith(".csv") or any(f'{name}"' in file.source.text for file in files.values()):
            yield finding


def _package(name: str, root: Root, path: str, limits: Limits) -> Package:
    home = Root(root.folder / path, shown=f"{root.shown}{path}/")
    texts = _folder(home, limits, Request(), frozenset())
    return Package(name, texts.sources, texts.tables)
