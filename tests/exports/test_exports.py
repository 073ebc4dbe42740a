"""`pkdsl export`: live formulas that come to the plan's figures, text that stays text, nothing cut, the same bytes."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import subprocess
import sys
from datetime import datetime
from fractions import Fraction
from functools import cache
from pathlib import Path
from random import Random

import pytest
from openpyxl import load_workbook

from calculator import Calculator
from pkdsl import compiler
from pkdsl.documents import MARKINGS
from pkdsl.documents.context import Context
from pkdsl.exports import everything, xlsx
from pkdsl.exports.book import Book, Column, Computed, Sheet
from pkdsl.exports.csv import decimal, guarded, table
from pkdsl.exports.sheets import book
from pkdsl.values import allocate
from pkdsl.workspace import find, read
from small import MISSION, compiled

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
WHOLE = ("unisfa", "unsmok")
LONG = "long " * 8_000
HOSTILE = (
    "=1+1", "+1", "-1", "@SUM(A1)", "\t=1+1", "\r=1+1", "\n=1+1", " =1+1", "＝1+1", "=cmd|' /C calc'!A0", "'=1+1",
    '"=1+1', "a;=1+1", "{=1+1}", "_x0041_", "\x07bell", "line\nbreak", "שלום", "مرحبا", "👩‍🚀", "\u202eturned", "<b>&amp;", "1e5",
    "0012", "2026-07-01", "https://un.example/", "mailto:a@b", "\ufffe", "]]>", "#REF!", "TRUE",
)  # fmt: skip

RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""
"""LibreOffice believes the figures in a file unless it is told to compute them when it opens it."""


def context(text: str, audience: str = MARKINGS[-1]) -> Context:
    return Context(compiled(text), audience)


@cache
def tables(example: str) -> Book:
    return book(Context(compiler.compile(read(find(EXAMPLES / example)).world)))


@cache
def written(example: str) -> bytes:
    return xlsx.workbook(tables(example))


def one_sheet(*cells: str) -> Book:
    columns = (Column("name", "Name"), Column("text", "Text"))
    return Book(
        "Plan", "unclassified", (Sheet("texts", "Texts", columns, tuple((f"t{n}", c) for n, c in enumerate(cells))),)
    )


# -- formulas ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("example", WHOLE)
def test_every_formula_comes_to_the_figure_of_the_plan(example):
    formulas = load_workbook(io.BytesIO(written(example)))
    figures = load_workbook(io.BytesIO(written(example)), data_only=True)
    calculator, count = Calculator(formulas), 0
    for sheet in formulas:
        for cell in (cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"):
            count += 1
            figure = figures[sheet.title][cell.coordinate].value
            assert calculator.cell(sheet.title, cell.coordinate) == pytest.approx(figure, rel=1e-12, abs=1e-6), (
                f"{sheet.title}!{cell.coordinate} {cell.value}"
            )
    assert count > (200 if example == "unsmok" else 3_000)


def test_whoever_changes_an_amount_sees_all_shares_follow_and_sum_to_it():
    workbook = load_workbook(io.BytesIO(written("unisfa")))
    calculator = Calculator(workbook, {("Sections", "H2"): 100_000_007})
    rows = [row for row in range(2, workbook["Shares"].max_row + 1) if workbook["Shares"][f"A{row}"].value == "S1"]
    pays = [calculator.cell("Shares", f"I{row}") for row in rows]
    percents = [Fraction(str(workbook["Shares"][f"E{row}"].value)) for row in rows]
    assert len(rows) == 193
    assert pays == list(allocate(100_000_007, percents))
    assert calculator.cell("Assessed", f"C{workbook['Assessed'].max_row}") == 100_000_007


def test_the_sharing_out_in_a_sheet_is_that_of_the_plan_with_many_equal_remainders():
    chance = Random(26)
    states = ("BGD", "ETH", "GHA", "IND", "KEN", "NPL", "PAK", "RWA", "TZA")
    for _ in range(25):
        shares = "".join(f"share {state} {{ percent: {chance.choice((1, 2, 5, 10, 12.5))}% }}\n" for state in states)
        fund = f"fund f {{ type: assessed  amount: {chance.randint(0, 10**9)} USD  period: D .. +6 months }}\n"
        plan = context(f"{MISSION}scale s {{\n{shares}}}\n{fund}")
        workbook = load_workbook(io.BytesIO(xlsx.workbook(book(plan))))
        (held,) = plan.all("fund")
        calculator = Calculator(workbook)
        assert [calculator.cell("Assessed", f"C{row}") for row in range(2, 11)] == [
            held.assessed[state].number for state in states
        ]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed here")
def test_libreoffice_recalculates_to_the_same_figures(tmp_path):
    """Each cached figure is wrong on purpose: what comes back right was computed."""
    shown = tables("unisfa")
    spoiled = [
        tuple(Computed(cell.value + 1, cell.formula) if isinstance(cell, Computed) else cell for cell in row)
        for sheet in shown.sheets
        for row in (*sheet.rows, sheet.totals)
    ]
    rows = iter(spoiled)
    sheets = tuple(
        Sheet(one.name, one.title, one.columns, tuple(next(rows) for _ in one.rows), next(rows)) for one in shown.sheets
    )
    (tmp_path / "a.xlsx").write_bytes(xlsx.workbook(Book(shown.title, shown.marking, sheets)))
    profile = tmp_path / "profile" / "user"
    profile.mkdir(parents=True)
    (profile / "registrymodifications.xcu").write_text(RECALCULATE, encoding="utf-8")
    command = [
        "soffice", f"-env:UserInstallation=file://{profile.parent}", "--headless", "--convert-to",
        "xlsx:Calc MS Excel 2007 XML", "--outdir", str(tmp_path / "out"), str(tmp_path / "a.xlsx"),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    computed = load_workbook(tmp_path / "out" / "a.xlsx", data_only=True)
    figures = load_workbook(io.BytesIO(written("unisfa")), data_only=True)
    formulas = load_workbook(io.BytesIO(written("unisfa")))
    found = [
        (computed[sheet.title][cell.coordinate].value, figures[sheet.title][cell.coordinate].value)
        for sheet in formulas
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]
    assert len(found) > 3_000
    assert [pair for pair in found if pair[0] != pytest.approx(pair[1], rel=1e-12, abs=1e-6)] == []


# -- what stands in the sheets -------------------------------------------------------------------------------------------


def test_a_sheet_a_group_and_what_else_a_budget_needs():
    assert [sheet.title for sheet in tables("unsmok").sheets] == [
        "Summary", "Classes", "Group I", "Group II", "Group III", "Below the line", "Ledger", "Staffing", "Funding",
        "Sections", "Shares", "Assessed",
    ]  # fmt: skip


def test_the_published_totals_of_unisfa_stand_in_the_summary():
    summary = load_workbook(io.BytesIO(written("unisfa")), data_only=True)["Summary"]
    rows = {row[0]: row[4:] for row in summary.iter_rows(min_row=2, values_only=True)}
    assert rows["budget.fy2627"] == ("USD", 117_294_600, 50_960_900, 107_583_800, 275_839_300)
    assert rows["budget.fy2223"] == (None, None, None, None, None)


def test_what_each_state_is_assessed_of_each_part():
    sheet = load_workbook(io.BytesIO(written("unisfa")), data_only=True)["Assessed"]
    rows = {row[0]: row for row in sheet.iter_rows(values_only=True)}
    assert len(rows) == 195
    assert (rows["Total"][2], rows["Total"][5]) == (114_157_000, 190_261_900)
    assert rows["BGD"] == ("BGD", "Bangladesh", 1142, 0, 1142, 1903, 0, 1903)


def test_a_line_and_an_entry_say_what_they_are_the_product_of():
    plan = context(
        MISSION
        + "unit north { type: infantry  strength: 100 persons  arrives: D }\n"
        + 'rate meals { value: 30 USD/person/month  source: "A contract" }\n'
        + "cost meal { class: military_contingents  for u in units  amount: u.deployed * rate.meals }\n"
        + "budget b { period: D .. +12 months  line guards { class: facilities_and_infrastructure"
        + "  quantity: 60 persons  unit_cost: 420 USD/person/month  months: 12 } }\n"
    )
    workbook = load_workbook(io.BytesIO(xlsx.workbook(book(plan))))
    assert workbook["Group III"]["K2"].value == "=((F2*H2)*J2)"
    assert workbook["Ledger"]["K2"].value == "=((F2*H2)*J2)"
    assert Calculator(workbook).cell("Ledger", "K2") == 36_000
    assert [workbook["Ledger"][f"{column}2"].value for column in "FGHIJ"] == [
        100,
        "persons",
        30,
        "USD/person/month",
        12,
    ]


def test_cells_are_typed():
    workbook = load_workbook(io.BytesIO(written("unisfa")))
    assert workbook["Summary"]["C2"].value == datetime(2022, 7, 1)  # noqa: DTZ001 -- a day
    assert workbook["Shares"]["E2"].value == 0.000005
    assert workbook["Shares"]["E2"].number_format == "0.0000%"
    assert workbook["Funding"]["I2"].value == 114_157_000


def test_what_readers_may_not_see_is_in_no_form():
    plan = (
        MISSION.replace("as_of: D }", "as_of: D  marking: unclassified }")
        + "fund open { type: voluntary  amount: 5 USD }\n"
        + 'fund secret "CANARY" { type: voluntary  amount: 7_654_321 USD  marking: confidential }\n'
        + "budget b { period: D .. +12 months"
        + '  line a { class: medical  amount: 3 USD }  line c "CANARY" { class: medical  amount: 7_654_321 USD  marking: confidential } }\n'
    )
    low = context(plan, "unclassified")
    for form in everything().values():
        for data in form.write(low).values():
            text = data.decode("utf-8", "replace")
            if form.name == "xlsx":
                cells = (
                    c
                    for s in load_workbook(io.BytesIO(data), data_only=True)
                    for r in s.iter_rows(values_only=True)
                    for c in r
                )
                text = " ".join(map(str, cells))
            assert "CANARY" not in text
            assert "765432" not in text
    assert "CANARY" in everything()["json"].write(context(plan))["plan.json"].decode()
    assert dict(zip("FGHI", low_summary(low), strict=True))["I"] == "withheld"


def low_summary(low: Context) -> list[object]:
    row = next(load_workbook(io.BytesIO(xlsx.workbook(book(low))))["Summary"].iter_rows(min_row=2, values_only=True))
    return list(row[5:])


# -- text stays text -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_text_in_a_workbook(text):
    sheet = load_workbook(io.BytesIO(xlsx.workbook(one_sheet(text))))["Texts"]
    assert sheet["B2"].data_type == "s"
    assert sheet["B2"].hyperlink is None
    assert sheet["B2"].value.replace("_x005F_", "_") == shown(text).replace("_x005F_", "_")


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_text_in_csv(text):
    rows = list(csv.reader(io.StringIO(table(one_sheet(text).sheets[0]).decode("utf-8-sig"), newline="")))
    assert rows[1][1].removeprefix("'") == shown(text).removeprefix("'")
    assert not rows[1][1].lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝"))


def shown(text: str) -> str:
    """What is left when what nobody can see is made visible."""
    return "".join("\ufffd" if one in "\x07\u202e\ufffe\r\u200d" and one != "\u200d" else one for one in text)


def test_text_of_the_plan_cannot_become_a_formula_in_any_field():
    live = '=HYPERLINK(\\"http://x.example\\",\\"a\\")'
    plan = context(
        MISSION
        + f'budget b "{live}" {{ period: D .. +12 months  line a "{live}" {{ class: medical  amount: 3 USD  source: "{live}"  note: "{live}" }} }}\n'
        + f'fund f "{live}" {{ type: voluntary  amount: 3 USD  source: "{live}" }}\n'
        + f'post p "{live}" {{ role: other }}\n'
    )
    workbook = load_workbook(io.BytesIO(xlsx.workbook(book(plan))))
    texts = [cell for sheet in workbook for row in sheet.iter_rows() for cell in row if "HYPERLINK" in str(cell.value)]
    assert len(texts) == 7
    assert {cell.data_type for cell in texts} == {"s"}
    for data in everything()["csv"].write(plan).values():
        for row in csv.reader(io.StringIO(data.decode("utf-8-sig"))):
            assert [cell for cell in row if cell.startswith("=")] == []


def test_a_figure_below_zero_is_a_figure_in_csv():
    sheet = Sheet("s", "S", (Column("a", "A", "money"),), ((-5,), (Fraction(-1, 3),), (Fraction(5, 4),)))
    assert table(sheet).decode("utf-8-sig").split("\n") == ["a", "-5", "-0.333333333333", "1.25", ""]


@pytest.mark.parametrize(
    ("number", "text"), [(0, "0"), (Fraction(1, 8), "0.125"), (Fraction(-1, 10**12), "-0.000000000001")]
)
def test_decimals_are_exact_where_they_end(number, text):
    assert decimal(number) == text
    assert guarded("plain") == "plain"


# -- nothing is cut ------------------------------------------------------------------------------------------------------


def test_forty_thousand_characters_are_whole_in_csv_and_refused_in_a_workbook(pkdsl, plan):
    plan({"a.pk": f'{MISSION}fund f "{LONG.strip()}" {{ type: voluntary  amount: 3 USD }}\n'})
    run = pkdsl("export", "xlsx", "-o", "b.xlsx")
    assert run.code == 5
    assert "The cell B2 of the sheet `Funding` (fund.f, Title) holds a text of 39999 characters" in run.err
    assert not Path("b.xlsx").exists()
    assert pkdsl("export", "csv", "-o", "tables").code == 0
    rows = list(csv.reader(io.StringIO((Path("tables") / "funding.csv").read_text(encoding="utf-8-sig"))))
    assert rows[1][1] == LONG.strip()


def test_a_text_is_measured_as_a_spreadsheet_measures_it():
    assert xlsx.workbook(one_sheet("x" * 32_767))
    with pytest.raises(xlsx.Unexportable):
        xlsx.workbook(one_sheet("\U0001f680" * 16_384))


def test_figures_of_more_than_fifteen_digits_and_too_many_rows_are_refused(monkeypatch):
    large = Sheet("s", "S", (Column("a", "A", "money"),), ((10**15,),))
    with pytest.raises(xlsx.Unexportable, match="more than 15 digits"):
        xlsx.workbook(Book("Plan", "unclassified", (large,)))
    monkeypatch.setattr(xlsx, "MOST_ROWS", 3)
    with pytest.raises(xlsx.Unexportable, match="would have 4 rows"):
        xlsx.workbook(one_sheet("a", "b"))


# -- the command ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["xlsx", "json", "csv"])
def test_the_same_plan_gives_the_same_bytes(form, tmp_path):
    made = []
    for seed in ("1", "2"):
        folder = tmp_path / seed
        command = [sys.executable, "-m", "pkdsl", "-C", str(EXAMPLES / "unisfa"), "export", form, "-o", f"{folder}/"]
        folder.mkdir()
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": f"Etc/GMT+{seed}"}
        subprocess.run(command, check=True, capture_output=True, env=environment)
        made.append({path.name: path.read_bytes() for path in folder.iterdir()})
    assert made[0] == made[1]
    assert len(made[0]) == (12 if form == "csv" else 1)


def test_files_go_below_the_plan_or_where_they_are_asked_for(pkdsl, plan):
    plan({"a.pk": MISSION})
    assert "out/budget.xlsx" in pkdsl("export", "xlsx").err
    assert Path("out/budget.xlsx").exists()
    assert pkdsl("export", "json", "-o", "mine.json").code == 0
    assert json.loads(Path("mine.json").read_text(encoding="utf-8"))["objects"]["mission.m"]["title"] == "Mission"


def test_what_is_called_wrongly_is_said_with_what_there_is(pkdsl, plan):
    plan({"a.pk": MISSION})
    run = pkdsl("export", "xlsm")
    assert run.code == 2
    assert "there are csv, json, xlsx. Did you mean `xlsx`" in run.err
    assert pkdsl("export", "csv", "--audience", "secret").code == 2


def test_without_the_extra_one_sentence_says_what_to_install(pkdsl, plan, monkeypatch):
    plan({"a.pk": MISSION})
    monkeypatch.setattr("pkdsl.formats.find_spec", lambda _: None)
    run = pkdsl("export", "xlsx")
    assert run.code == 2
    assert "The form `xlsx` needs more than is installed here; `pip install 'pkdsl[office]'` brings it." in run.err
    assert pkdsl("export", "csv").code == 0


def test_json_holds_figures_exactly_and_values_over_time_day_by_day():
    plan = context(
        MISSION
        + "unit u { type: infantry  strength { from D = 450 persons  from D + 30 days = 850 persons } }\n"
        + "fund f { type: voluntary  amount: 10 USD / 3  period: D .. +1 month }\n"
    )
    objects = json.loads(everything()["json"].write(plan)["plan.json"])["objects"]
    assert objects["fund.f"]["amount"] == {"number": "10/3", "unit": "USD"}
    assert objects["fund.f"]["period"] == {"start": "2026-07-01", "end": "2026-07-31"}
    assert objects["unit.u"]["strength"] == {
        "before": {"number": "0", "unit": "persons"},
        "from": {
            "2026-07-01": {"number": "450", "unit": "persons"},
            "2026-07-31": {"number": "850", "unit": "persons"},
        },
    }
