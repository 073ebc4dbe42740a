"""XLSX: the tables of a document, a sheet each, for those who go on reckoning with them.

A cell that holds one figure or one date is typed: the number that the page shows, with its unit in the format of the cell.
Whoever points at it sees where it comes from, and gets there by a click. All other cells are text, which is never computed.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple

from pkdsl.formats import OFFICE, Format, Unwritable
from pkdsl.formats._office import moment, packed
from pkdsl.formats._spreadsheet import LARGEST, LONGEST, MOST_ROWS, OPTIONS, length
from pkdsl.page import DRAFT, Column, Figure, Heading, Number, State, Table, clean, plain
from pkdsl.tongues import tell

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pkdsl.page import Chart, Derivation, Document, Runs

ORIGINS = "Where figures come from"
FRONT = "Document"
LONGEST_NAME, LONGEST_FORMAT, LONGEST_HINT, MOST_LINKS = 31, 200, 250, 60_000
"""What a spreadsheet allows in the name of a sheet, the format of a number, a hint, and of links on a sheet."""
FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
FIGURE = re.compile(r"(-?[0-9][0-9\u202f]*(?:[.,][0-9]+)?)(?:[ \u00a0\u202f]([^\s0-9]\S*(?: [^\s0-9]\S*)*))?\Z")
"""A figure as pages show it: digits in groups of three, decimals, a unit."""
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
SHADES = ("#E8EEF4", "#F5EBC8", "#F0C8A0", "#E09890")
WIDEST, NARROWEST, WIDE = 60, 8, 80
"""The widths of columns, in letters: of tables, and of the list of them."""
LINE, MOST_LINES = 15, 27
"""The height of a line in points, and how many a row can show."""
SIDE = 40
"""How many letters of a caption the head of a printed page shows."""


class Sheet(NamedTuple):
    """One table: the name of its sheet, what it shows, its heads and its rows."""

    name: str
    caption: str
    heads: tuple[Column, ...]
    rows: tuple[tuple[Runs, ...], ...]


def write(document: Document) -> bytes:
    """The whole package."""
    from xlsxwriter import Workbook

    whole = BytesIO()
    tables = tuple(sheets(document))
    with Workbook(whole, dict(OPTIONS)) as book:
        book.set_properties(
            {
                "title": clean(document.title)[:255],
                "keywords": "; ".join(document.keywords),
                "created": moment(document),
            }
        )
        writer = _Writer(book, document)
        writer.front(tables)
        for sheet in tables:
            writer.table(sheet)
        writer.origins()
    return packed(whole.getvalue(), moment(document))


FORMAT = Format("xlsx", "Workbook, the tables of a document", ".xlsx", write, extra=OFFICE)


def sheets(document: Document) -> Iterator[Sheet]:
    """The tables and the data of the charts, each named after the section it stands in."""
    names: set[str] = {tell(FRONT).lower(), tell(ORIGINS).lower()}
    section = document.title
    for block in document.blocks:
        if isinstance(block, Heading):
            section = f"{block.number} {plain(block.runs)}".strip()
        elif isinstance(block, Table) and block.rows:
            title = f"{tell('Table')} {block.number}. {plain(block.caption)}" if block.caption else section
            yield Sheet(_name(section, names), title, block.columns, block.rows)
        elif isinstance(block, Figure) and block.chart is not None:
            title = f"{tell('Figure')} {block.number}. {plain(block.caption)}"
            yield Sheet(_name(section, names), title, *_data(block.chart))


def _name(section: str, taken: set[str]) -> str:
    """A name that no other sheet has."""
    base = FORBIDDEN.sub(" ", clean(section)).strip("' ") or tell(FRONT)
    name, count = base[:LONGEST_NAME].rstrip("' "), 1
    while name.lower() in taken:
        count += 1
        ending = f" ({count})"
        name = base[: LONGEST_NAME - len(ending)] + ending
    taken.add(name.lower())
    return name


def _data(chart: Chart) -> tuple[tuple[Column, ...], tuple[tuple[Runs, ...], ...]]:
    """What a chart draws, as a table."""
    heads = (Column(()), *(Column((series.name,), "right") for series in chart.series))
    rows = tuple(
        ((str(category),), *(_shown(series.values[at]) for series in chart.series))
        for at, category in enumerate(chart.categories)
    )
    return heads, rows


def _shown(value: Decimal | int | None) -> Runs:
    return () if value is None else (Number(f"{value:f}" if isinstance(value, Decimal) else str(value)),)


class _Writer:
    """Writes the sheets of one document."""

    def __init__(self, book: Any, document: Document) -> None:  # noqa: ANN401 -- xlsxwriter ships no types
        self.book, self.document, self.places = book, document, document.places
        self._looks: dict[tuple[object, ...], Any] = {}

    def front(self, tables: Iterable[Sheet]) -> None:
        """What document this is, and what tables there are."""
        page = self._page(tell(FRONT))
        page.set_column(0, 0, 34)
        page.set_column(1, 1, WIDE)
        document = self.document
        lines = [("", each, "") for each in (document.title, document.subtitle, document.banner)]
        lines += [("", DRAFT, "")] if document.draft else []
        lines += [(fact.label, plain(fact.runs), "") for fact in document.cover]
        lines += [(sheet.name, sheet.caption, sheet.name) for sheet in tables]
        for row, (label, text, target) in enumerate(line for line in lines if any(line)):
            if target:
                page.write_url(row, 0, _place(target, 1))
            self._text(page, (row, 0), label, self._look(bold=not target, link=bool(target)))
            self._text(page, (row, 1), text, self._look(bold=not label, wrap=True))
            _heighten(page, row, [(text, WIDE)])

    def table(self, sheet: Sheet) -> None:
        """One table; its heads stay in sight and are printed on each page."""
        if len(sheet.rows) >= MOST_ROWS:
            raise Unwritable(f"`{sheet.caption}` has {len(sheet.rows)} rows; a spreadsheet has {MOST_ROWS}.")
        page = self._page(sheet.name, sheet.caption)
        first = 0
        if any(column.runs for column in sheet.heads):
            first = 1
            page.freeze_panes(1, 0)
            page.repeat_rows(0)
            page.autofilter(0, 0, len(sheet.rows), len(sheet.heads) - 1)
            for at, column in enumerate(sheet.heads):
                self._text(page, (0, at), plain(column.runs), self._look(bold=True, wrap=True, align=column.align))
        widths = [
            _width([plain(head.runs), *(plain(row[at]) for row in sheet.rows)]) for at, head in enumerate(sheet.heads)
        ]
        for at, width in enumerate(widths):
            page.set_column(at, at, width)
        for row, cells in enumerate(sheet.rows, first):
            for at, (cell, column) in enumerate(zip(cells, sheet.heads, strict=True)):
                self._cell(page, (row, at), cell, column)
            _heighten(page, row, zip(map(plain, cells), widths, strict=True))

    def origins(self) -> None:
        """Where each figure comes from, in the rows that the cells lead to."""
        heads = ("Path", "Exactly", "Where it stands", "Text", "Computed by", "Source, reason, confidence")
        page = self._page(tell(ORIGINS), tell(ORIGINS))
        page.freeze_panes(1, 0)
        page.repeat_rows(0)
        widths = (44, 22, 24, 40, 40, 50)
        for at, (head, width) in enumerate(zip(heads, widths, strict=True)):
            page.set_column(at, at, width)
            self._text(page, (0, at), tell(head), self._look(bold=True))
        for each, row in self.places.items():
            text = each.text if each.says_more else ""
            telling = (each.path, each.exact, each.place, text, each.computed, each.backing)
            for at, told in enumerate(telling):
                self._text(page, (row, at), told, self._look(wrap=True))
            _heighten(page, row, zip(telling, widths, strict=True))

    def _page(self, name: str, caption: str = "") -> Any:  # noqa: ANN401 -- as above
        """A new sheet with the marking above and below."""
        page = self.book.add_worksheet(name)
        document = self.document
        banner, title, shown = (
            _short(text) for text in (document.banner, document.subtitle or document.title, caption)
        )
        page.set_header("".join(f"&{side}{text}" for side, text in (("C", banner), ("R", shown)) if text))
        page.set_footer(
            "".join(f"&{side}{text}" for side, text in (("L", title), ("C", banner), ("R", "&P / &N")) if text)
        )
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        return page

    def _cell(self, page: Any, at: tuple[int, int], runs: Runs, column: Column) -> None:  # noqa: ANN401 -- as above
        rank = next((run.rank for run in runs if isinstance(run, State)), None)
        only = runs[0] if len(runs) == 1 else None
        typed = _typed(only) if isinstance(only, Number) else None
        origin = next((run.derivation for run in runs if isinstance(run, Number) and run.derivation), None)
        looks: dict[str, Any] = {"align": column.align, "rank": rank, "wrap": typed is None}
        if origin is not None:
            self._link(page, at, origin)
        if typed is None:
            self._text(page, at, plain(runs), self._look(**looks))
        elif isinstance(typed[0], date):
            page.write_datetime(*at, datetime.combine(typed[0], time()), self._look(**looks, format=typed[1]))
        else:
            page.write_number(*at, float(typed[0]), self._look(**looks, format=typed[1]))

    def _link(self, page: Any, at: tuple[int, int], origin: Derivation) -> None:  # noqa: ANN401 -- as above
        """From a figure to the row that says where it comes from; the hint says it in short."""
        if len(page.hyperlinks) < MOST_LINKS:
            hint = clean(", ".join(filter(None, (origin.path, origin.exact, origin.place))))[:LONGEST_HINT]
            page.write_url(*at, _place(tell(ORIGINS), self.places[origin] + 1), None, "", hint)

    def _text(self, page: Any, at: tuple[int, int], text: str, look: Any) -> None:  # noqa: ANN401 -- as above
        if length(text) > LONGEST:
            raise Unwritable(f"A cell would hold {len(text)} characters; a spreadsheet keeps {LONGEST}.")
        if text:
            page.write_string(*at, clean(text), look)
        else:
            page.write_blank(*at, None, look)

    def _look(self, **wanted: Any) -> Any:  # noqa: ANN401 -- as above
        """The format of a cell; each is made once."""
        key = tuple(sorted(wanted.items(), key=lambda pair: pair[0]))
        if key not in self._looks:
            self._looks[key] = self.book.add_format(dict(_properties(**wanted)))
        return self._looks[key]


def _width(texts: Iterable[str]) -> int:
    """How wide a column of these texts is."""
    return min(max(*map(len, texts), NARROWEST) + 2, WIDEST)


def _heighten(page: Any, row: int, cells: Iterable[tuple[str, int]]) -> None:  # noqa: ANN401 -- as above
    """Make a row as high as the texts in it need, in columns of these widths: not every program does so by itself."""
    lines = max(sum(len(line) // width + 1 for line in text.split("\n")) for text, width in cells)
    if lines > 1:
        page.set_row(row, LINE * min(lines, MOST_LINES))


def _short(text: str) -> str:
    """A text at the edge of a printed page, where `&` begins an order."""
    return f"{clean(text)[:SIDE]}{'…' if len(text) > SIDE else ''}".replace("&", "&&")


def _place(sheet: str, row: int) -> str:
    """The first cell of a row, as a link names it."""
    quoted = sheet.replace("'", "''")
    return f"internal:'{quoted}'!A{row}"


def _properties(
    *,
    bold: bool = False,
    wrap: bool = False,
    link: bool = False,
    align: str = "left",
    rank: int | None = None,
    format: str = "",  # noqa: A002 -- as spreadsheets call it
) -> Iterator[tuple[str, object]]:
    yield "valign", "top"
    yield "align", "center" if align == "centre" else align
    if align == "right":
        yield "indent", 1
    if bold or rank == len(SHADES) - 1:
        yield "bold", True
    if wrap:
        yield "text_wrap", True
    if link:
        yield "font_color", "#1F4E79"
        yield "underline", 1
    if rank is not None:
        yield "bg_color", SHADES[rank]
    if format:
        yield "num_format", format


def _typed(figure: Number) -> tuple[date | Decimal, str] | None:
    """The day or the number that a figure is, with the format that shows it with its unit; None where it is neither."""
    exact = figure.derivation.exact if figure.derivation is not None else ""
    mark = f" ({figure.mark})" if figure.mark else ""
    if DAY.match(exact):
        return None if mark else (date.fromisoformat(exact), "d mmmm yyyy")
    found = FIGURE.match(figure.text)
    if found is None:
        return None
    digits, unit = found[1].replace("\u202f", "").replace(",", "."), found[2] or ""
    number = Decimal(digits)
    ending = f" {unit}{mark}" if unit else mark
    places = len(digits.partition(".")[2])
    shown = (
        "#,##0" + ("." + "0" * places if places else "") + (f'"{ending.replace(chr(34), chr(39))}"' if ending else "")
    )
    fits = abs(number) < LARGEST and len(shown) <= LONGEST_FORMAT and clean(ending) == ending
    return (number, shown) if fits else None
