"""Makes the nodes of the tree: one function for each rule of the grammar that is more than a choice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from pkdsl.syntax import codes, mistakes, tree
from pkdsl.syntax.lexer import Token

if TYPE_CHECKING:
    from collections.abc import Callable

    from pkdsl.diagnostics import Finding, Source

Parts: TypeAlias = "list[Any]"

DEEP = 100
"""How many signs, dots or brackets one operand may carry."""
NOTED = 8
"""From how many of them on the depth of the whole tree is counted."""
OPERANDS = 1_000
"""How many operands one expression may have."""
ITEMS = 100_000
"""How many values one list may have."""


class Notes(NamedTuple):
    """What the builders know besides the parts: the documentation above a token, where findings and deep places go."""

    source: Source
    documentation: dict[int, str]
    findings: list[Finding]
    deep: list[int]


LITERALS = frozenset({"NUMBER", "DATE", "TIME", "POSITION", "STRING", "CODE"})


def leaf(token: Token) -> Any:  # noqa: ANN401 -- a node or a token, as the parser's stack holds them
    """What a token is in the tree; marks and keywords stay tokens."""
    kind, text, start, end = token
    if kind == "NAME":
        return tree.Name(text, start, end) if text else tree.Hole(start, end)
    if kind in LITERALS:
        return tree.Literal(kind, text, start, end) if text else tree.Hole(start, end)
    return token


def file(parts: Parts, _: Notes) -> tree.File:
    """All statements."""
    return tree.File(tuple(parts), parts[0][-2] if parts else 0, parts[-1][-1] if parts else 0)


def phrase(parts: Parts, _: Notes) -> Any:  # noqa: ANN401 -- any expression
    """One expression by itself."""
    return parts[0]


# ---- statements ------------------------------------------------------------------------------------------------------


def use(parts: Parts, _: Notes) -> Any:  # noqa: ANN401 -- a statement, or a hole where its name is missing
    """`use un.rates as r`."""
    alias = parts[-1] if parts[-1] is not parts[1] and type(parts[-1]) is tree.Name else None
    return tree.Use(parts[1], alias, parts[0].start, parts[-1][-1])


def _reason(parts: Parts, at: int) -> Any:  # noqa: ANN401 -- a text, a hole, or nothing
    return parts[at] if len(parts) > at and type(parts[at]) is tree.Literal else None


def _end(parts: Parts) -> int:
    last = parts[-1]
    return int(parts[-2][-1] if type(last) is Token and last.type == "COMMA" else last[-1])


def let(parts: Parts, _: Notes) -> Any:  # noqa: ANN401 -- a statement, or a hole where its name is missing
    """`let NAME = value because "…"`."""
    word, name, _sign, value, *_more = parts
    if type(name) is tree.Hole:
        return tree.Hole(word.start, parts[-1][-1])
    return tree.Let(name, value, _reason(parts, 4), word.start, parts[-1][-1])


def field(parts: Parts, _: Notes) -> Any:  # noqa: ANN401 -- a statement, or a hole where its name is missing
    """`name: value because "…"`."""
    name = parts[0]
    if not name.text:
        return tree.Hole(name.start, _end(parts))
    return tree.Field(name.text[:-1], parts[1], _reason(parts, 2), name.start, _end(parts))


def declaration(parts: Parts, notes: Notes) -> Any:  # noqa: ANN401 -- a statement, or a hole where its kind is missing
    """`[template|extend] KIND [NAME] ["Title"] [is A, B] { … }`."""
    start, end = parts[0][-2], _end(parts)
    rest = iter(part for part in parts if type(part) is not Token)
    form = parts[0].text if type(parts[0]) is Token else ""
    kind = next(rest)
    name = title = body = None
    templates: tuple[Any, ...] = ()
    for part in rest:
        if type(part) is tree.Name or (type(part) is tree.Literal and part.type == "CODE"):
            name = part
        elif type(part) is tree.Literal:
            title = part
        elif type(part) is tuple:
            templates = part[:-2]
        elif type(part) is not tree.Hole:
            body = part
    if type(kind) is tree.Hole:
        return tree.Hole(start, end)
    return tree.Declaration(form, kind, name, title, templates, body, notes.documentation.get(start, ""), start, end)


def templates(parts: Parts, _: Notes) -> tuple[Any, ...]:
    """`is A, B`, a plain tuple with its place at the end."""
    paths = tuple(part for part in parts[1:] if type(part) is not Token)
    return (*paths, parts[0].start, parts[-1][-1])


def table(parts: Parts, notes: Notes) -> Any:  # noqa: ANN401 -- a statement, or a hole where its kind is missing
    """`table KIND { | header: | … }`, or from a file."""
    start, end = parts[0].start, parts[-1][-1]
    kind = parts[1]
    if type(kind) is tree.Hole:
        return tree.Hole(start, end)
    names = next((part[:-2] for part in parts if type(part) is tuple), ())
    file = parts[-1] if type(parts[-1]) is tree.Literal else None
    rows = [part for part in parts if type(part) is tree.Row]
    columns = _columns(rows[0].cells, notes) if rows else ()
    body = tuple(_fitted(row, len(columns), notes) for row in rows[1:])
    return tree.Table(kind, names, columns, body, file, start, end)


def _columns(cells: tuple[Any, ...], notes: Notes) -> tuple[tree.Name, ...]:
    wrong = [cell for cell in cells if cell is not None and type(cell) is not Token and type(cell) is not tree.Hole]
    if wrong:
        message = "The first row of a table names its fields, each with a colon: `| name: | title: |`."
        notes.findings.append(codes.finding("SYN-007", message, notes.source, wrong[0][-2], wrong[0][-1]))
    return tuple(_column(cell) for cell in cells)


def _column(cell: Any) -> tree.Name:  # noqa: ANN401 -- a token, a node or nothing
    if type(cell) is Token:
        return tree.Name(cell.text[:-1], cell.start, cell.end - 1)
    if type(cell) is tree.Name:
        return cell
    return tree.Name("", 0, 0) if cell is None else tree.Name("", cell[-2], cell[-1])


def _fitted(row: tree.Row, width: int, notes: Notes) -> tree.Row:
    """The row, with as many cells as the header."""
    cells: tuple[Any, ...] = row.cells
    wrong = ""
    if "\n" in notes.source.text[row.start : row.end]:
        wrong = "A row of a table is one line that ends with `|`; this one goes over several lines."
    elif len(cells) != width:
        wrong = f"This row has {len(cells)} cells; the first row of its table names {width} fields."
    elif names := [cell for cell in cells if type(cell) is Token]:
        wrong = f"`{names[0].text}` is a field name; only the first row of a table holds field names."
    if not wrong:
        return row
    notes.findings.append(codes.finding("SYN-007", wrong, notes.source, row.start, row.end))
    first = cells[0] if type(cells[0]) is not Token else None
    return row._replace(cells=(first, *(tree.Hole(row.start, row.end) for _ in range(width - 1)))[:width])


def row(parts: Parts, _: Notes) -> tree.Row:
    """`| a | b |`; each part but the last is a cell."""
    cells = tuple(part[1] if len(part) > 1 else None for part in parts[:-1])
    return tree.Row(cells, parts[0][0].start, parts[-1].end)


def cell(parts: Parts, _: Notes) -> tuple[Any, ...]:
    """A bar and what follows it."""
    return tuple(parts)


def loop(parts: Parts, _: Notes) -> Any:  # noqa: ANN401 -- a loop, or a hole where its variable is missing
    """`for variable in source where condition`."""
    word, variable, _in, source, *rest = parts
    if type(variable) is tree.Hole:
        variable = tree.Name("", variable.start, variable.end)
    return tree.Loop(variable, source, rest[1] if rest else None, word.start, parts[-1][-1])


def require(parts: Parts, _: Notes) -> tree.Require:
    """`require condition [during period] [else "message"]`."""
    extra = {part[0]: part[1] for part in parts[2:]}
    end = parts[-1][2] if extra else parts[1][-1]
    message = extra.get("ELSE")
    kept = message if type(message) is tree.Literal else None
    return tree.Require(parts[1], extra.get("DURING"), kept, parts[0].start, end)


def clause(parts: Parts, _: Notes) -> tuple[Any, ...]:
    """`during period` or `else "message"`: the word, what follows it, and its place."""
    return (parts[0].type, parts[1], parts[1][-1])


def set_(parts: Parts, _: Notes) -> tree.Set:
    """`set path = value`."""
    return tree.Set(parts[1], parts[3], _reason(parts, 4), parts[0].start, parts[-1][-1])


def remove(parts: Parts, _: Notes) -> tree.Remove:
    """`remove path`."""
    return tree.Remove(parts[1], parts[0].start, parts[-1][-1])


def reason(parts: Parts, _: Notes) -> Any:  # noqa: ANN401 -- a text or a hole
    """`because "…"`: the text."""
    return parts[1]


# ---- values ----------------------------------------------------------------------------------------------------------


def threshold(parts: Parts, _: Notes) -> tree.Threshold:
    """`<= 5 incidents/month`."""
    return tree.Threshold(parts[0].text, parts[1], parts[0].start, parts[1][-1])


def body(parts: Parts, _: Notes) -> tree.Body:
    """`{ … }`."""
    return tree.Body(tuple(parts[1:-1]), parts[0].start, parts[-1].end)


def steps(parts: Parts, _: Notes) -> tree.Steps:
    """`{ from … = … }`."""
    return tree.Steps(tuple(parts[1:-1]), parts[0].start, parts[-1].end)


def step(parts: Parts, _: Notes) -> tree.Step:
    """`from DATE = value`, `during PERIOD = value`."""
    return tree.Step(parts[0].type.lower(), parts[1], parts[3], _reason(parts, 4), parts[0].start, _end(parts))


# ---- expressions -----------------------------------------------------------------------------------------------------


def conditional(parts: Parts, notes: Notes) -> tree.Conditional:
    """`if condition then yes else no`."""
    if tree.Conditional in (type(parts[1]), type(parts[3]), type(parts[5])):
        notes.deep.append(parts[0].start)
    return tree.Conditional(parts[1], parts[3], parts[5], parts[0].start, parts[5][-1])


def chain(parts: Parts, notes: Notes) -> Any:  # noqa: ANN401 -- a chain, or a hole where it is too long
    """Operands with one operator between each two."""
    rest = tuple((parts[at].text, parts[at + 1]) for at in range(1, len(parts), 2))
    return _chained(parts, rest, notes)


def _chained(parts: Parts, rest: tuple[tuple[str, Any], ...], notes: Notes) -> Any:  # noqa: ANN401 -- as above
    start, end = parts[0][-2], parts[-1][-1]
    if len(rest) < OPERANDS:
        return tree.Chain(parts[0], rest, start, end)
    seen = f"{len(rest) + 1:,} operands in one expression"
    notes.findings.append(codes.limit("LIM-002", seen, OPERANDS, notes.source, start, min(end, start + 80)))
    return tree.Hole(start, end)


def comparison(parts: Parts, notes: Notes) -> Any:  # noqa: ANN401 -- as above
    """`a <= b`, `a not in b`; more than two operands are a finding."""
    rest: list[tuple[str, Any]] = []
    words: list[str] = []
    for part in parts[1:]:
        if type(part) is Token:
            words.append(part.text)
        else:
            rest.append((" ".join(words), part))
            words = []
    if 1 < len(rest) < OPERANDS:
        _no_chain("Only two sides can be compared at a time: write `a == b and b == c`.", parts, notes)
    return _chained(parts, tuple(rest), notes)


def range_(parts: Parts, notes: Notes) -> Any:  # noqa: ANN401 -- as above
    """`first .. last`; more than two ends are a finding."""
    if len(parts) // 2 > 1:
        _no_chain("A period has two ends: write `first .. last`.", parts, notes)
    return chain(parts, notes)


def _no_chain(message: str, parts: Parts, notes: Notes) -> None:
    notes.findings.append(_told("SYN-001", message, parts, notes))


def _told(code: str, message: str, parts: Parts, notes: Notes) -> Finding:
    return mistakes.told(code, message, notes.source, parts[0][-2], parts[-1][-1])


def prefix(parts: Parts, notes: Notes) -> Any:  # noqa: ANN401 -- nested signs, or a hole where they are too many
    """`-a`, `not a`, and several of them."""
    value = parts[-1]
    if len(parts) > NOTED:
        notes.deep.append(value[-2])
        if len(parts) > DEEP:
            return _too_deep(parts, notes)
    if type(value) is tree.Literal and value.type == "POSITION":
        notes.findings.append(_told("SYN-005", "A position has no sign.", parts, notes))
    for sign in reversed(parts[:-1]):
        value = tree.Unary(sign.text, value, sign.start, value[-1])
    return value


def postfixed(parts: Parts, notes: Notes) -> Any:  # noqa: ANN401 -- nested dots and brackets, or a hole
    """`a.b[c].d`."""
    value = parts[0]
    if len(parts) > NOTED:
        notes.deep.append(value[-2])
        if len(parts) > DEEP:
            return _too_deep(parts, notes)
    for part in parts[1:]:
        if type(part) is Token:
            value = tree.Attribute(value, part.text[1:], value[-2], part.end)
        else:
            value = tree.Index(value, part[0], value[-2], part[-1])
    return value


def _too_deep(parts: Parts, notes: Notes) -> tree.Hole:
    start, end = parts[0][-2], parts[-1][-1]
    notes.findings.append(
        codes.limit("LIM-001", f"{len(parts)} signs, dots or brackets", DEEP, notes.source, start, min(end, start + 80))
    )
    return tree.Hole(start, end)


def path(parts: Parts, notes: Notes) -> Any:  # noqa: ANN401 -- a name, or attributes on it
    """`unit.north_battalion.strength`."""
    return postfixed(parts, notes)


def index(parts: Parts, _: Notes) -> tuple[Any, ...]:
    """`[key]`: the key and its place."""
    return (parts[1], parts[0].start, parts[-1].end)


def call(parts: Parts, _: Notes) -> Any:  # noqa: ANN401 -- a call, or a hole where the function's name is missing
    """`f(a, b)`."""
    start, end = parts[0][-2], parts[-1].end
    if type(parts[0]) is tree.Hole:
        return tree.Hole(start, end)
    return tree.Call(parts[0], tuple(part for part in parts[2:-1] if type(part) is not Token), start, end)


def comprehension(parts: Parts, _: Notes) -> tree.Comprehension:
    """`element for … in … where …`."""
    return tree.Comprehension(parts[0], tuple(parts[1:]), parts[0][-2], parts[-1][-1])


def list_(parts: Parts, notes: Notes) -> tree.List | tree.Hole:
    """`[a, b]`."""
    items = tuple(part for part in parts[1:-1] if type(part) is not Token)
    start, end = parts[0].start, parts[-1].end
    if len(items) <= ITEMS:
        return tree.List(items, start, end)
    seen = f"{len(items):,} values in one list"
    notes.findings.append(codes.limit("LIM-002", seen, ITEMS, notes.source, start, min(end, start + 80)))
    return tree.Hole(start, end)


def group(parts: Parts, _: Notes) -> Any:  # noqa: ANN401 -- any expression
    """`(a)`: the parentheses count to what they hold, save to a name, whose place is the name's alone."""
    inner = parts[1]
    if type(inner) in (tree.Name, tree.Attribute):
        return inner
    return inner._replace(start=parts[0].start, end=parts[-1].end)


MAKERS: dict[str, Callable[[Parts, Notes], Any]] = {
    maker.__name__.rstrip("_"): maker
    for maker in (
        *(file, phrase, use, let, field, declaration, templates, table, row, cell, loop, require, set_, remove, reason),
        *(path, threshold, body, steps, step, conditional, comparison, range_, postfixed, index, call, comprehension),
        *(list_, group),
    )
} | {
    **dict.fromkeys(("disjunction", "conjunction", "sum", "product", "share"), chain),
    **dict.fromkeys(("negation", "signed"), prefix),
    **dict.fromkeys(("during", "otherwise"), clause),
}
