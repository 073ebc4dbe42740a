"""Reads `pkdsl.toml`: what a plan says about how it is checked and printed."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any, NamedTuple

from pkdsl.diagnostics import Finding, Severity, Source, Span
from pkdsl.diagnostics.nearest import did_you_mean
from pkdsl.workspace.files import Limits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

EDITIONS = ("2026",)
"""The editions of the language that this pkdsl understands."""
LEVELS = ("error", "warning", "info", "off")
FORMATS = ("docx", "html", "md", "pdf", "pptx", "xlsx")
"""Those of `pkdsl.formats`, which a check need not load; a test compares them."""


@dataclass(frozen=True, slots=True)
class Render:
    """One `[render.NAME]`: which document, for whom, in which formats, and where to."""

    document: str
    formats: tuple[str, ...] = ("md", "html")
    audience: str = ""
    output: str = "out"
    language: str = ""
    release_to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Configuration:
    """What `pkdsl.toml` says; the defaults are those of a plan without one."""

    source: Source | None = None
    name: str = ""
    edition: str = EDITIONS[-1]
    packages: Mapping[str, str] = field(default_factory=dict)
    levels: Mapping[str, str] = field(default_factory=dict)
    max_waiver_days: int | None = None
    renders: Mapping[str, Render] = field(default_factory=dict)
    scenarios: tuple[str, ...] = ()
    limits: Mapping[str, int] = field(default_factory=dict)
    map: Mapping[str, str] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


class Key(NamedTuple):
    """What may stand at a key: a test, and how that is said."""

    accepts: Callable[[Any], bool]
    wanted: str


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value > 0


def _is_names(value: object) -> bool:
    return isinstance(value, list) and all(map(_is_text, value))


TEXT = Key(_is_text, "a text in quotes")
COUNT = Key(_is_count, "a whole number above zero")
NAMES = Key(_is_names, "a list of names in quotes")
LEVEL = Key(lambda value: value in LEVELS, f"one of {', '.join(LEVELS)}")
FORMAT_LIST = Key(lambda value: _is_names(value) and set(value) <= set(FORMATS), f"a list out of {', '.join(FORMATS)}")


def _at_most(name: str, highest: int) -> Key:
    """A limit: a plan may lower it only."""
    return Key(
        lambda value: _is_count(value) and value <= highest,
        f"a whole number from 1 to {highest}; who runs pkdsl may raise the limit with `--limit {name}=…`",
    )


ANY = "*"
TABLES: dict[str, dict[str, Key]] = {
    "plan": {"name": TEXT, "edition": Key(lambda value: value in EDITIONS, f"one of {', '.join(EDITIONS)}")},
    "packages": {ANY: TEXT},
    "rules": {"max_waiver_days": COUNT, ANY: LEVEL},
    "render.*": {
        "document": TEXT,
        "formats": FORMAT_LIST,
        "audience": TEXT,
        "output": TEXT,
        "language": TEXT,
        "release_to": NAMES,
    },
    "scenarios": {"check": NAMES},
    "map": {"base": TEXT, "source": TEXT},
    "limits": {field.name: _at_most(field.name, int(str(field.default))) for field in fields(Limits)},
}
"""Every table and key of the file; `*` stands for names that the plan chooses."""


def parse(source: Source) -> Configuration:
    """The configuration, and a finding for all that is not understood; what is wrong counts as not given."""
    try:
        data = tomllib.loads(source.text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        return Configuration(source, findings=(_not_toml(source, str(error)),))
    findings = tuple(_findings(data, source))
    wrong = {(f.subject, f.detail) for f in findings}
    return _configuration(source, _without(data, wrong), findings)


def _configuration(source: Source, data: dict[str, dict[str, Any]], findings: tuple[Finding, ...]) -> Configuration:
    rules = data.get("rules", {})
    renders = {name: _render(name, table) for name, table in data.get("render", {}).items()}
    return Configuration(
        source=source,
        **data.get("plan", {}),
        packages=data.get("packages", {}),
        levels={code: level for code, level in rules.items() if code != "max_waiver_days"},
        max_waiver_days=rules.get("max_waiver_days"),
        renders=renders,
        scenarios=tuple(data.get("scenarios", {}).get("check", ())),
        limits=data.get("limits", {}),
        map=data.get("map", {}),
        findings=findings,
    )


def _findings(data: dict[str, Any], source: Source) -> Iterator[Finding]:
    for table, content in data.items():
        known = sorted({name.split(".")[0] for name in TABLES})
        if table not in known:
            yield _unknown(source, "", table, known)
        elif not isinstance(content, dict):
            yield misfit(source, "", table, f"a table: write `[{table}]`")
        elif f"{table}.*" in TABLES:
            yield from _named_tables(source, table, content)
        else:
            yield from _keys(source, table, content, TABLES[table])


def _named_tables(source: Source, table: str, content: dict[str, Any]) -> Iterator[Finding]:
    for name, inner in content.items():
        if isinstance(inner, dict):
            yield from _keys(source, f"{table}.{name}", inner, TABLES[f"{table}.*"])
        else:
            yield misfit(source, table, name, f"a table: write `[{table}.{name}]`")


def _keys(source: Source, table: str, content: dict[str, Any], known: dict[str, Key]) -> Iterator[Finding]:
    for name, value in content.items():
        key = known.get(name) or known.get(ANY)
        if key is None:
            yield _unknown(source, table, name, known)
        elif not key.accepts(value):
            yield misfit(source, table, name, key.wanted)


def _without(data: dict[str, Any], wrong: set[tuple[str, str]], path: str = "") -> dict[str, Any]:
    """The data less what has a finding."""
    kept = {name: value for name, value in data.items() if (path, name) not in wrong}
    inner = {name: f"{path}.{name}".lstrip(".") for name in kept}
    return {n: _without(v, wrong, inner[n]) if isinstance(v, dict) else v for n, v in kept.items()}


def _render(name: str, table: dict[str, Any]) -> Render:
    default = Render(name)
    return Render(
        table.get("document", name),
        tuple(table.get("formats", default.formats)),
        table.get("audience", default.audience),
        table.get("output", default.output),
        table.get("language", default.language),
        tuple(table.get("release_to", default.release_to)),
    )


def _unknown(source: Source, table: str, key: str, known: object) -> Finding:
    names = [name for name in known if name != ANY] if isinstance(known, (list, dict)) else []
    place = f"`[{table}]`" if table else "pkdsl.toml"
    allowed = ", ".join(names)
    return _finding(
        source, table, key, f"{place} has no key `{key}`; it has {allowed}.{did_you_mean(key, names)}", "unknown-key"
    )


def misfit(source: Source, table: str, key: str, wanted: str) -> Finding:
    """A finding at a key whose value is not what is wanted there."""
    path = f"{table}.{key}".lstrip(".")
    return _finding(source, table, key, f"`{path}` in pkdsl.toml is {wanted}.", "unfit-value")


def _finding(source: Source, table: str, key: str, message: str, name: str) -> Finding:
    code = "PKG-004" if name == "unknown-key" else "PKG-005"
    return Finding(code, Severity.ERROR, message, place(source, table, key), name, subject=table, detail=key)


def _not_toml(source: Source, error: str) -> Finding:
    found = re.search(r"line ([0-9]+), column ([0-9]+)", error)
    line, column = (int(found[1]), int(found[2])) if found else (source.text.count("\n") + 1, 1)
    start = sum(len(source.line(n)) + 1 for n in range(1, line)) + column - 1
    return Finding(
        "PKG-005", Severity.ERROR, f"From line {line}, column {column} on, pkdsl.toml does not read as TOML.",
        Span(source, min(start, len(source.text)), min(start + 1, len(source.text))), "unfit-value", detail="toml",
        help='write `[table]` headers and `key = "value"` lines',
    )  # fmt: skip


def place(source: Source, table: str, key: str) -> Span:
    """Where a key stands; TOML's reader does not say, so the text is searched. The file's start if it is not found."""
    at = 0
    header = ""
    for line in source.text.split("\n"):
        words = line.strip()
        if words.startswith("["):
            header = words.split("#")[0].strip().strip("[] ").replace('"', "")
            if header == f"{table}.{key}".lstrip("."):
                return _word(source, at, line, key)
        elif header == table and re.match(rf"[\"']?{re.escape(key)}[\"']?\s*[.=]", words):
            return _word(source, at, line, key)
        at += len(line) + 1
    return Span(source, 0, 0)


def _word(source: Source, at: int, line: str, key: str) -> Span:
    start = at + max(line.find(key), 0)
    return Span(source, start, start + len(key))
