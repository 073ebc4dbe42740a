"""Rows become declarations: those written between bars, and those of a CSV file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pkdsl.diagnostics import Span
from pkdsl.plan.draft import error
from pkdsl.schema import types
from pkdsl.syntax import parse_expression, tree

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from pkdsl.diagnostics import Finding, Source
    from pkdsl.schema.spec import EntitySpec

CELL = re.compile(r'"((?:[^"]|"")*)"|([^",\n]*)')
"""One cell of a CSV file, quoted or not."""


class Cell(NamedTuple):
    """A cell of a CSV file; `start` and `end` enclose what it says, without quotes."""

    text: str
    start: int
    end: int


def rows(table: tree.Table, without: AbstractSet[str]) -> Iterator[tree.Declaration]:
    """The declarations that the rows of a table are, `without` some columns; an empty cell is a field not given."""
    for row in table.rows:
        fields: list[tree.Statement] = []
        name: tree.Name | tree.Literal | None = None
        title: tree.Literal | None = None
        for column, cell in zip(table.columns, row.cells, strict=False):
            if cell is None or column.text in without:
                continue
            if column.text == "name" and isinstance(cell, tree.Name | tree.Literal):
                name = cell
            elif column.text == "title" and isinstance(cell, tree.Literal) and cell.type == "STRING":
                title = cell
            else:
                fields.append(tree.Field(column.text, cell, None, cell.start, cell.end))
        yield _row(table, name, title, tuple(fields), row.start, row.end)


def _row(
    table: tree.Table, name: tree.Name | tree.Literal | None, title: tree.Literal | None,
    fields: tuple[tree.Statement, ...], start: int, end: int,
) -> tree.Declaration:  # fmt: skip
    kind = tree.Name(table.kind.text, start, min(start + 1, end))
    body = tree.Body(fields, start, end)
    return tree.Declaration("", kind, name, title, table.templates, body, "", start, end)


def header(source: Source) -> list[Cell]:
    """The first line of a CSV file: the names of fields."""
    return [Cell(cell.text.strip(), cell.start, cell.end) for cell in next(_lines(source), [])]


def csv_rows(
    table: tree.Table, source: Source, spec: EntitySpec | None, without: AbstractSet[str]
) -> tuple[list[tree.Declaration], list[Finding]]:
    """The declarations of a CSV file; its header names fields. A cell of a text field is that text, unquoted."""
    lines = list(_lines(source))
    if not lines:
        return [], [error("SYN-007", f"`{source.path}` is empty; its first line names the fields.", Span(source, 0, 0))]
    columns = [cell.text.strip() for cell in lines[0]]
    found: list[tree.Declaration] = []
    findings: list[Finding] = []
    for cells in lines[1:]:
        if len(cells) != len(columns):
            message = f"This row has {len(cells)} cells; the header names {len(columns)} fields."
            findings.append(error("SYN-007", message, Span(source, cells[0].start, cells[-1].end)))
            continue
        named = [(column, cell) for column, cell in zip(columns, cells, strict=True) if column not in without]
        declaration, mistakes = _csv_row(table, source, spec, named)
        found.append(declaration)
        findings += mistakes
    return found, findings


def _csv_row(
    table: tree.Table, source: Source, spec: EntitySpec | None, cells: list[tuple[str, Cell]]
) -> tuple[tree.Declaration, list[Finding]]:
    name: tree.Name | None = None
    fields: list[tree.Statement] = []
    findings: list[Finding] = []
    for column, cell in cells:
        if not cell.text.strip():
            continue
        field = spec.fields.get(column) if spec else None
        value: tree.Expression
        if column == "name":
            name = tree.Name(cell.text.strip(), cell.start, cell.end)
            continue
        if field is not None and field.type == types.TEXT:
            value = tree.Literal("TEXT", cell.text, cell.start, cell.end)
        else:
            value, mistakes = parse_expression(source, cell.start, cell.end)
            findings += mistakes
        fields.append(tree.Field(column, value, None, cell.start, cell.end))
    return _row(table, name, None, tuple(fields), cells[0][1].start, cells[-1][1].end), findings


def _lines(source: Source) -> Iterator[list[Cell]]:
    """The cells of every line that is not blank."""
    at, end = 0, len(source.text)
    while at < end:
        cells: list[Cell] = []
        while True:
            match = CELL.match(source.text, at)
            if match is None:
                break
            quoted = match.group(1) is not None
            text = match.group(1).replace('""', '"') if quoted else match.group(2)
            cells.append(Cell(text, match.start() + quoted, match.end() - quoted))
            at = match.end()
            if at >= end or source.text[at] != ",":
                break
            at += 1
        next_line = source.text.find("\n", at)
        at = end if next_line < 0 else next_line + 1
        if any(cell.text.strip() for cell in cells):
            yield cells
