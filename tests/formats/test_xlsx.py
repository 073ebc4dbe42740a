"""A workbook as a second reader finds it: every cell of every table, figures typed, each with the way to where it comes from."""

from __future__ import annotations

import io
from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from papers import HOSTILE, ORIGIN, SVG, document, of_example, page_with
from pkdsl import formats
from pkdsl.formats.xlsx import FRONT, ORIGINS, sheets
from pkdsl.page import Chart, Column, Derivation, Figure, Heading, Number, Series, Table, clean, plain

if TYPE_CHECKING:
    from openpyxl import Workbook

    from pkdsl.page import Document, Runs

DAY = Derivation("mandate.m.period", "2026-07-01")
HEADS = (Column(("What",)), Column(("Much",), "right"))


def read(page: Document) -> Workbook:
    return load_workbook(io.BytesIO(formats.write(page, "xlsx")))


def one(runs: Runs):
    """The cell that some runs make, by themselves in a table."""
    book = read(document(Heading(2, ("Force",)), Table(HEADS, ((("a",), runs),), ("Strength",))))
    return book["1 Force"]["B2"]


@pytest.mark.parametrize(
    ("figure", "value", "shown"),
    [
        (Number("6\u202f500 persons", ORIGIN), 6500, '#,##0" persons"'),
        (Number("4.50 L", mark="assumed"), 4.5, '#,##0.00" L (assumed)"'),
        (Number("-443\u202f440"), -443440, "#,##0"),
        (Number("39.66 million USD"), 39.66, '#,##0.00" million USD"'),
        (Number("90 %"), 90, '#,##0" %"'),
        (Number("1 July 2026", DAY), datetime(2026, 7, 1), "d mmmm yyyy"),  # noqa: DTZ001 -- as spreadsheets hold days
    ],
)
def test_a_cell_that_is_a_figure_is_typed(figure, value, shown):
    cell = one((figure,))
    assert (cell.value, cell.number_format) == (value, shown)


@pytest.mark.parametrize(
    "runs",
    [("12",), ("about ", Number("12 days")), (Number("1 March to 2 April"),), (Number("9" * 16),), (Number("1 July", DAY, "assumed"),)],
)  # fmt: skip
def test_all_else_is_text(runs):
    cell = one(runs)
    assert cell.data_type == "s"
    assert cell.value == plain(runs)


def test_a_figure_leads_to_where_it_comes_from():
    book = read(document(Heading(2, ("Force",)), Table(HEADS, ((("a",), (Number("6 500 persons", ORIGIN),)),))))
    link = book["1 Force"]["B2"].hyperlink
    assert link.location == f"'{ORIGINS}'!A2"
    assert "mandate.pk:9:45" in link.tooltip
    assert [cell.value for cell in book[ORIGINS][2]][:3] == [
        "mandate.m.troops.value",
        "6 500 persons",
        "mandate.pk:9:45",
    ]


@pytest.mark.parametrize("name", ["budget", "force_requirements", "logistic_plan"])
def test_every_cell_of_every_table_of_an_example_is_there(name):
    page = of_example("unsmok", name)
    book = read(page)
    assert book.sheetnames[0] == FRONT
    assert book.sheetnames[-1] == ORIGINS
    for sheet in sheets(page):
        rows = list(book[sheet.name].iter_rows())
        heads = [plain(column.runs) for column in sheet.heads]
        found = [[cell.value for cell in row] for row in rows]
        if any(heads):
            assert [value or "" for value in found.pop(0)] == heads
        assert len(found) == len(sheet.rows)
        for cells, values in zip(sheet.rows, found, strict=True):
            texts = [value for value in values if isinstance(value, str)]
            wanted = [clean(plain(cell)) for cell, value in zip(cells, values, strict=True) if isinstance(value, str)]
            assert texts == wanted


def test_every_sheet_is_marked():
    book = read(document(Table(HEADS, ((("a",), ("b",)),)), draft=True))
    assert {sheet.oddHeader.center.text for sheet in book} == {"STRICTLY CONFIDENTIAL – DRAFT"}
    assert {sheet.oddFooter.center.text for sheet in book} == {"STRICTLY CONFIDENTIAL – DRAFT"}


def test_the_data_of_a_chart_are_a_table():
    chart = Chart("bars", ("Open road", "Towns"), (Series("sum", (75, None)),))
    book = read(document(Heading(2, ("Options",)), Figure(SVG, ("Scores",), "75", chart=chart)))
    assert [[cell.value for cell in row] for row in book["1 Options"].iter_rows()] == [
        [None, "sum"], ["Open road", 75], ["Towns", None],
    ]  # fmt: skip


def test_names_of_sheets_are_allowed_and_differ():
    table = Table(HEADS, ((("a",), ("b",)),))
    title = "Budget [2026/27]: lines * and groups ? of a very long name"
    names = read(document(Heading(2, (title,)), table, table, Heading(2, ("'Quoted'",)), table)).sheetnames
    assert names == [FRONT, "1 Budget  2026 27   lines   and", "1 Budget  2026 27   lines   (2)", "2 'Quoted", ORIGINS]


@pytest.mark.parametrize("words", HOSTILE)
def test_text_stays_text(words):
    book = read(page_with(words))
    values = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in values} <= {"s", "n"}
    assert any(isinstance(cell.value, str) and cell.value.strip() == clean(words).strip() for cell in values)


def test_a_text_that_no_cell_holds_is_refused():
    with pytest.raises(formats.Unwritable, match="32767"):
        formats.write(document(Table(HEADS, ((("a",), ("x" * 40_000,)),))), "xlsx")
