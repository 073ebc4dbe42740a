"""The packages that a plan may use: the standard library, and folders of the plan that `[packages]` names."""

from __future__ import annotations

import csv
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from pkdsl import resources
from pkdsl.diagnostics import Finding, Package, Severity, Source, Span
from pkdsl.workspace import cache
from pkdsl.workspace.files import outside
from pkdsl.workspace.folder import PLAN_TEXT, stays_inside

if TYPE_CHECKING:
    from pathlib import Path

    from pkdsl.workspace.config import Configuration


class Homes(NamedTuple):
    """The folders that `[packages]` names, relative to the plan, by the name they are used under."""

    paths: dict[str, str]
    findings: tuple[Finding, ...]

    @property
    def folders(self) -> frozenset[str]:
        """The same, as a walk meets them."""
        return frozenset(self.paths.values())


def named_folders(root: Path, configuration: Configuration) -> Homes:
    """The packages of `[packages]`; a path that leaves the plan, by `..`, root or link, is refused unread."""
    paths: dict[str, str] = {}
    findings: list[Finding] = []
    for name, path in configuration.packages.items():
        parts = path.replace("\\", "/").strip("/").split("/")
        if not stays_inside(path, root):
            findings.append(_at(configuration, name, outside("pkdsl.toml", f"The folder of package `{name}`")))
        elif not (root / path).is_dir():
            findings.append(_at(configuration, name, _missing(name, path)))
        else:
            paths[name] = "/".join(part for part in parts if part not in {"", "."})
    return Homes(paths, tuple(findings))


def shipped() -> dict[str, Any]:
    """What pkdsl brings along, as the fields of a world: packages, units, rules and words."""
    texts = {path: text for path, text in resources.tree("stdlib").items() if not path.startswith(".")}
    trees = _trees(texts)
    tops = sorted({path.split("/")[0] for path in texts if "/" in path} - {"rules", "words"})
    packages = {name: package for top in tops for name, package in _packages(top, texts, trees).items()}
    return {
        "packages": packages,
        "units": tuple(_sources({path: text for path, text in texts.items() if path == "units.pk"}, trees)),
        "rules": tuple(_sources({path: text for path, text in texts.items() if path.startswith("rules/")}, trees)),
        "words": {path[6:-4]: _words(text) for path, text in texts.items() if path.startswith("words/")},
    }


def _trees(texts: dict[str, str]) -> dict[str, str]:
    """What the shipped texts were parsed to, in this run or an earlier one of the same program: JSON by path."""
    key = cache.key_of("trees")
    trees = cache.load(key)
    if not isinstance(trees, dict):
        from pkdsl.syntax import parse  # noqa: PLC0415 -- what is recalled need not be parsed
        from pkdsl.syntax.stored import to_json  # noqa: PLC0415 -- as above

        parsed = {path: parse(Source(path, text)) for path, text in texts.items() if path.endswith(PLAN_TEXT)}
        trees = {path: to_json(tree) for path, (tree, findings) in parsed.items() if not findings}
        cache.store(key, trees)
    return trees


def _packages(top: str, texts: dict[str, str], trees: dict[str, str]) -> dict[str, Package]:
    """A folder and its sub-packages: folders in it that have a `pkdsl.toml` of their own."""
    homes = sorted(
        {top, *(p.rpartition("/")[0] for p in texts if p.startswith(f"{top}/") and p.endswith("/pkdsl.toml"))}
    )
    owned: dict[str, dict[str, str]] = {home: {} for home in homes}
    for path, text in texts.items():
        owners = [home for home in homes if path.startswith(f"{home}/")]
        if owners:
            owned[owners[-1]][path] = text
    return {home.replace("/", "."): _package(home, owned[home], trees) for home in homes}


def _package(home: str, texts: dict[str, str], trees: dict[str, str]) -> Package:
    tables = {p.removeprefix(f"{home}/"): Source(f"stdlib/{p}", t) for p, t in texts.items() if p.endswith(".csv")}
    return Package(home.replace("/", "."), tuple(_sources(texts, trees)), tables)


def _sources(texts: dict[str, str], trees: dict[str, str]) -> list[Source]:
    plans = sorted(item for item in texts.items() if item[0].endswith(PLAN_TEXT))
    return [Source(f"stdlib/{path}", text, trees.get(path, "")) for path, text in plans]


def _words(text: str) -> dict[str, str]:
    """A table of codes: the first column is the code, the second its name."""
    return {row[0]: row[1] for row in csv.reader(text.split("\n")[1:]) if len(row) > 1}


def _missing(name: str, path: str) -> Finding:
    message = f"Package `{name}` is said to be in `{path}`, but there is no such folder in the plan."
    return Finding("PKG-001", Severity.ERROR, message, name="unknown-package", detail=name)


def _at(configuration: Configuration, name: str, finding: Finding) -> Finding:
    """The finding at the line of `pkdsl.toml` that names the package."""
    source = configuration.source
    if source is None:
        return finding
    start = max(source.text.find(name, max(source.text.find("[packages]"), 0)), 0)
    return replace(finding, span=Span(source, start, start + len(name)), detail=name)
