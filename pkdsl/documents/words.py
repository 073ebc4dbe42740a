"""A document's words: a Jinja template that computes nothing, read strictly into the neutral page.

A template is Markdown as far as the page knows it: `## ` and `### ` headings (`## {Annex C} Operations` where a section
has a mark of its own), paragraphs, `- ` items, `> ` notes
(`> ! ` warnings, `>> ` words for a speaker), pipe tables under an optional `Table: ` caption, `**strong**`, `*emphasis*`,
`[words](address)`, and `***` for a new page. Whatever a view puts in arrives as itself: plain text as text, figures and
prose as what they are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any, TypeAlias

from jinja2 import PackageLoader, StrictUndefined
from jinja2.exceptions import SecurityError, TemplateNotFound
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

from pkdsl.diagnostics import Source
from pkdsl.documents.translated import translated
from pkdsl.page import (
    Block,
    Break,
    Code,
    Column,
    Emphasis,
    Figure,
    Heading,
    Link,
    Listing,
    Missing,
    Note,
    Number,
    Paragraph,
    Spoken,
    State,
    Strong,
    Table,
    clean,
    plain,
    prose,
)
from pkdsl.tongues import language, tell

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from _typeshed import DataclassInstance
    from jinja2 import Environment
    from jinja2.runtime import Context

    from pkdsl.page import Alignment, Run, Runs

OPEN, CLOSE = "\x02", "\x03"
PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
INLINE = re.compile(
    rf"\\(?P<plain>.)|{OPEN}(?P<value>[0-9]+){CLOSE}|\*\*(?P<strong>(?:\\.|[^*\\])+)\*\*"
    r"|\*(?P<emphasis>(?:\\.|[^*\\])+)\*|\[(?P<words>(?:\\.|[^\]\\])+)\]\((?P<address>[^)\s]+)\)"
)
ALONE = re.compile(rf"{OPEN}([0-9]+){CLOSE}\Z")
SEPARATOR = re.compile(r"\|(?:[ ]*:?-+:?[ ]*\|)+\Z")
MARKED = re.compile(r"\{(?P<mark>[^}]+)\} (?P<words>.+)")
"""A heading with a mark of its own: `## {Annex C} Operations`."""
CELL_END = re.compile(r"((?:\\.|[^|\\])*)\|")


class Prose(str):
    """A planner's running text, of which paragraphs and lists are kept."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Phrase:
    """Several runs that stand together where a template shows one value."""

    runs: Runs


Placed: TypeAlias = Number | Code | Missing | State | Strong | Emphasis | Link | Figure | Prose | Phrase
PLACED = (Number, Code, Missing, State, Strong, Emphasis, Link, Figure, Prose, Phrase)


class Translated(PackageLoader):
    """The templates of pkdsl in the language that is spoken."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool] | None]:
        """As Jinja asks for it."""
        source, name, fresh = super().get_source(environment, template)
        return translated(source, template), name, fresh


class Words(ImmutableSandboxedEnvironment):
    """Templates that may loop, choose and name; not call, filter, test attributes or reach any object of Python."""

    intercepted_binops = frozenset(("+", "-", "*", "/", "//", "%", "**"))

    def __init__(self) -> None:
        """No globals, no filters, and two tests."""
        super().__init__(
            loader=Translated("pkdsl.documents", ""), undefined=StrictUndefined, trim_blocks=True,
            lstrip_blocks=True, keep_trailing_newline=True, finalize=self.put,
        )  # fmt: skip
        self.values: list[Placed] = []
        self.globals.clear()
        self.filters.clear()
        self.tests = {name: self.tests[name] for name in ("defined", "none")}

    def put(self, value: object) -> str:
        """What stands in the text for a value of the view: its escaped words, or a mark that the reader resolves."""
        if isinstance(value, PLACED):
            self.values.append(_placed(value))
            return f"{OPEN}{len(self.values) - 1}{CLOSE}"
        if isinstance(value, bool) or not isinstance(value, (str, int)):
            message = f"a template can show text, whole numbers and figures, not {type(value).__name__}"
            raise TypeError(message)
        return PUNCTUATION.sub(r"\\\1", " ".join(clean(str(value)).split()))

    def source(self, name: str) -> Source:
        """The text of a template of pkdsl's own, empty where there is none."""
        try:
            return Source(name, self.loader.get_source(self, name)[0]) if self.loader is not None else Source(name, "")
        except TemplateNotFound:
            return Source(name, "")

    def getattr(self, obj: Any, attribute: str) -> Any:  # noqa: ANN401 -- Jinja's signature
        """`x.y` is the entry `y` of a view, never an attribute of Python; but a loop may tell where it is."""
        if isinstance(obj, LoopContext) and attribute in {"first", "last", "index"}:
            return getattr(obj, attribute)
        return self.getitem(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:  # noqa: ANN401 -- as above
        """Entries of mappings and tuples; all else is undefined, which is an error where it is read."""
        if isinstance(obj, Mapping) and argument in obj:
            return obj[argument]
        if isinstance(obj, tuple) and isinstance(argument, int) and -len(obj) <= argument < len(obj):
            return obj[argument]
        return self.undefined(obj=obj, name=argument)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:  # noqa: ANN401, ARG002 -- as above
        """Nothing is computed."""
        message = f"a template computes nothing, so it cannot use `{operator}`"
        raise SecurityError(message)

    def is_safe_callable(self, obj: Any) -> bool:  # noqa: ANN401, ARG002 -- as above
        """Nothing may be called."""
        return False


def told(english: str, /, **filled: Run | Phrase) -> Phrase:
    """A sentence in the language that is spoken, with figures and phrases where its braces are."""
    pieces = re.split(r"\{(\w+)\}", tell(english))
    parts = (filled[piece] if number % 2 else piece for number, piece in enumerate(pieces))
    return Phrase(tuple(run for part in parts if part for run in (part.runs if isinstance(part, Phrase) else (part,))))


def spoken(run: Run) -> Run:
    """The same in the language that is spoken: the words of a view that say what is missing or doubtful."""
    if isinstance(run, Missing):
        return Missing(tell(run.text))
    if isinstance(run, Number):
        return replace(run, mark=tell(run.mark)) if run.mark else run
    return replace(run, runs=tuple(map(spoken, run.runs))) if isinstance(run, (Strong, Emphasis, Link)) else run


def _placed(value: Placed) -> Placed:
    if isinstance(value, Phrase):
        return Phrase(tuple(map(spoken, value.runs)))
    said = value if isinstance(value, (Figure, Prose)) else spoken(value)
    return value if isinstance(said, str) else said


def render(template: str, view: DataclassInstance) -> tuple[Block, ...]:
    """The blocks that the template of that name says about a view."""
    words = environment()
    words.values = []
    text = words.get_template(template).render(**_entries(view))
    return tuple(read(text, tuple(words.values)))


def environment() -> Words:
    """The one environment of the language that is spoken."""
    return _environment(language())


@cache
def _environment(_: str) -> Words:
    """The words of a document that comes a hundred times are compiled once."""
    return Words()


def _entries(view: DataclassInstance) -> dict[str, Any]:
    return {field.name: plainly(getattr(view, field.name)) for field in fields(view)}


def plainly(value: object) -> Any:  # noqa: ANN401 -- a tree of plain values
    """A view as mappings, tuples and what the page shows, so that a template can reach nothing else."""
    if isinstance(value, PLACED):
        return value
    if is_dataclass(value) and not isinstance(value, type):
        return _entries(value)
    if isinstance(value, (tuple, list)):
        return tuple(plainly(each) for each in value)
    if isinstance(value, Mapping):
        return {str(key): plainly(each) for key, each in value.items()}
    return value


class Malformed(ValueError):  # noqa: N818 -- no defect, where it is a template of a plan
    """What is no markup that the page knows, and the line of the filled-in template, from 0, at which that block begins."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line


def read(text: str, values: tuple[Placed, ...] = ()) -> Iterator[Block]:
    """The blocks of a filled-in template. What it does not know as markup is a mistake of the template."""
    group: list[str] = []
    first = 0
    for number, line in enumerate((*(line.strip() for line in text.split("\n")), "")):
        if group and not _continues(group, line):
            yield from _located(group, values, first)
            group = []
        if line:
            first = first if group else number
            group.append(line)


def _located(group: list[str], values: tuple[Placed, ...], line: int) -> Iterator[Block]:
    try:
        yield from _block(group, values)
    except (ValueError, TypeError) as error:
        raise Malformed(str(error), line) from error


def _continues(group: list[str], line: str) -> bool:
    """Whether `line` belongs to the block that the lines before it began."""
    first, now = _kind(group[0]), _kind(line)
    if not line or first in {"heading", "break"}:
        return False
    return (first, now) in {("item", "text"), ("caption", "table")} or first == now


def _kind(line: str) -> str:
    """What a line is part of, by its first characters."""
    if line == "***":
        return "break"
    starts = {"#": "heading", "- ": "item", "> ": "note", ">> ": "spoken", "|": "table", "Table: ": "caption"}
    return next((kind for start, kind in starts.items() if line.startswith(start)), "text")


def _block(lines: list[str], values: tuple[Placed, ...]) -> Iterator[Block]:
    kind = _kind(lines[0])
    if kind == "heading":
        yield _heading(lines[0], values)
    elif kind == "break":
        yield Break()
    elif kind in {"caption", "table"}:
        yield _table(lines, values)
    elif kind == "item":
        yield Listing(tuple(inline(item, values) for item in _items(lines)))
    elif kind == "note":
        yield _note(lines, values)
    elif kind == "spoken":
        yield Spoken(inline(" ".join(line.removeprefix(">>").strip() for line in lines), values))
    else:
        yield from _paragraph(" ".join(lines), values)


def _paragraph(line: str, values: tuple[Placed, ...]) -> tuple[Block, ...]:
    alone = ALONE.match(line)
    value = values[int(alone.group(1))] if alone else None
    if isinstance(value, Figure):
        return (value,)
    return prose(value) if isinstance(value, Prose) else (Paragraph(inline(line, values)),)


def _heading(line: str, values: tuple[Placed, ...]) -> Heading:
    signs, _, words = line.partition(" ")
    if signs not in {"##", "###"}:
        message = f"a heading of a document begins with `## ` or `### `, not with `{signs}`"
        raise ValueError(message)
    marked = MARKED.fullmatch(words)
    if marked is None:
        return Heading(len(signs), inline(words, values))
    return Heading(len(signs), inline(marked["words"], values), number=plain(inline(marked["mark"], values)))


def _items(lines: list[str]) -> list[str]:
    items: list[str] = []
    for line in lines:
        if line.startswith("- "):
            items.append(line[2:])
        else:
            items[-1] += f" {line}"
    return items


def _note(lines: list[str], values: tuple[Placed, ...]) -> Note:
    words = " ".join(line.removeprefix(">").strip() for line in lines)
    if words.startswith("! "):
        return Note(inline(words[2:], values), "warning")
    return Note(inline(words, values))


def _table(lines: list[str], values: tuple[Placed, ...]) -> Table:
    caption: Runs = ()
    if lines[0].startswith("Table: "):
        caption, lines = inline(lines[0].removeprefix("Table: "), values), lines[1:]
    if len(lines) < 2 or not SEPARATOR.match(lines[1]):  # noqa: PLR2004 -- heads and their rulers
        message = f"a table needs heads and, below them, a line of rulers: {lines!r}"
        raise ValueError(message)
    heads, rulers = _cells(lines[0]), _cells(lines[1])
    rows = tuple(tuple(inline(cell, values) for cell in _cells(line)) for line in lines[2:])
    wrong = next((row for row in (rulers, *rows) if len(row) != len(heads)), None)
    if wrong is not None:
        message = f"a row of {len(wrong)} cells stands in a table of {len(heads)} columns: {wrong!r}"
        raise ValueError(message)
    columns = (Column(inline(head, values), _alignment(ruler)) for head, ruler in zip(heads, rulers, strict=True))
    return Table(tuple(columns), rows, caption)


def _cells(line: str) -> list[str]:
    if not line.startswith("|") or not line.endswith("|"):
        message = f"a row of a table begins and ends with `|`: {line!r}"
        raise ValueError(message)
    return [cell.strip() for cell in CELL_END.findall(line[1:])]


def _alignment(ruler: str) -> Alignment:
    if ruler.startswith(":") and ruler.endswith(":"):
        return "centre"
    return "right" if ruler.endswith(":") else "left"


def inline(text: str, values: tuple[Placed, ...]) -> Runs:
    """The runs of one line."""
    runs: list[Run] = []
    start = 0
    for found in INLINE.finditer(text):
        runs.append(text[start : found.start()])
        runs.extend(_found(found, values))
        start = found.end()
    runs.append(text[start:])
    return _joined(runs)


def _found(found: re.Match[str], values: tuple[Placed, ...]) -> Runs:
    if found["plain"] is not None:
        return (found["plain"],)
    if found["value"] is not None:
        return _value(values[int(found["value"])])
    if found["strong"] is not None:
        return (Strong(inline(found["strong"], values)),)
    if found["emphasis"] is not None:
        return (Emphasis(inline(found["emphasis"], values)),)
    return (Link(inline(found["words"], values), found["address"]),)


def _value(value: Placed) -> Runs:
    if isinstance(value, Phrase):
        return value.runs
    if isinstance(value, Figure):
        message = "a picture stands on a line of its own"
        raise TypeError(message)
    return (" ".join(clean(value).split()),) if isinstance(value, Prose) else (value,)


def _joined(runs: list[Run]) -> Runs:
    """Neighbouring pieces of text as one."""
    whole: list[Run] = []
    for run in runs:
        if isinstance(run, str) and whole and isinstance(whole[-1], str):
            whole[-1] += run
        elif run != "":
            whole.append(run)
    return tuple(whole)
