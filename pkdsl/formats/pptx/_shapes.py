"""What stands on a slide: words, tables, pictures and charts that PowerPoint knows as its own."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING, Any

from pkdsl.formats._typst import points
from pkdsl.formats.pptx._flow import AFTER, CAPTION, LEFT, TEXT, WIDTH, Grid, Picture, Words
from pkdsl.page import Emphasis, Link, Missing, Number, State, Strong, clean, plain, safe_address
from pkdsl.tongues import spelling, tell

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pkdsl.formats.pptx._flow import Piece
    from pkdsl.page import Chart, Code, Run, Runs

    Word = str | Number | State | Missing | Code

EMU = 12_700
"""English metric units in a point."""
INK, SOFT, RULE, ACCENT, WARN = "1B1F24", "4A515A", "B4BAC2", "1F4E79", "8C2F24"
BANDS = ("EEF3EE", "FBF0C8", "F5CFA6", "EEAAA0")
SERIES = ("1F4E79", "C7D6E6", "7FA3C7", "4A515A")
PLAIN = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""The style of a table without any."""
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
SVG = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"


def place(slide: Any, piece: Piece, top: float) -> None:  # noqa: ANN401 -- the library has no types
    """Put a piece on a slide."""
    if isinstance(piece, Words):
        _words(slide, piece, top)
    elif isinstance(piece, Grid):
        _grid(slide, piece, top)
    elif piece.figure.chart is not None:
        _chart(slide, piece, piece.figure.chart, top)
    else:
        _picture(slide, piece, top)


def box(slide: Any, where: tuple[float, float, float, float], name: str) -> Any:  # noqa: ANN401 -- as above
    """An empty box for words, with no margins of its own."""
    made = slide.shapes.add_textbox(*(round(each * EMU) for each in where))
    made.name = name
    frame = made.text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    return frame


def fill(paragraph: Any, runs: Runs, size: float, *, bold: bool = False, colour: str = INK) -> None:  # noqa: ANN401 -- as above
    """Words in a paragraph, each kind of run in its own look."""
    for run in runs:
        if isinstance(run, (Strong, Emphasis, Link)):
            _nested(paragraph, run, size, bold=bold, colour=colour)
        else:
            _run(paragraph, run, size, bold=bold, colour=colour)


def _nested(paragraph: Any, run: Strong | Emphasis | Link, size: float, *, bold: bool, colour: str) -> None:  # noqa: ANN401 -- as above
    before = len(paragraph.runs)
    fill(paragraph, run.runs, size, bold=bold or isinstance(run, Strong), colour=colour)
    for made in paragraph.runs[before:]:
        if isinstance(run, Emphasis):
            made.font.italic = True
        elif isinstance(run, Link) and run.address[:1] != "#" and safe_address(run.address):
            made.hyperlink.address = run.address


def _run(paragraph: Any, run: Word, size: float, *, bold: bool, colour: str) -> None:  # noqa: ANN401 -- as above
    alarming = isinstance(run, State) and run.rank == len(BANDS) - 1
    missing = isinstance(run, Missing)
    words = run if isinstance(run, str) else run.text
    _letters(paragraph, words, size, bold=bold or alarming, colour=SOFT if missing else colour)
    if missing:
        paragraph.runs[-1].font.italic = True
    if isinstance(run, State):
        shade = paragraph.runs[-1]._r.get_or_add_rPr()  # noqa: SLF001 -- the library cannot shade words
        shade.append(_parsed(f'<a:highlight xmlns:a="{A}"><a:srgbClr val="{BANDS[run.rank]}"/></a:highlight>'))
    if isinstance(run, Number) and run.mark:
        _letters(paragraph, f" {run.mark}", size * 0.85, bold=False, colour=WARN)
        paragraph.runs[-1].font.italic = True


def _letters(paragraph: Any, words: str, size: float, *, bold: bool, colour: str) -> None:  # noqa: ANN401 -- as above
    from pptx.dml.color import RGBColor
    from pptx.util import Pt

    made = paragraph.add_run()
    made.text = re.sub(r"[ \t\r\n]+", " ", clean(words))
    made.font.size, made.font.bold = Pt(size), bold or None
    made.font.color.rgb = RGBColor.from_string(colour)


def _words(slide: Any, piece: Words, top: float) -> None:  # noqa: ANN401 -- as above
    from pptx.util import Pt

    frame = box(slide, (LEFT, top, WIDTH, piece.height), "Words")
    for number, line in enumerate(piece.lines):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.space_after = Pt(AFTER)
        if line.is_item:
            how = paragraph._p.get_or_add_pPr()  # noqa: SLF001 -- the library has no lists
            how.set("marL", str(20 * EMU))
            how.set("indent", str(-16 * EMU))
            how.append(_parsed(f'<a:buChar xmlns:a="{A}" char="•"/>'))
        fill(paragraph, line.runs, TEXT)


def caption(slide: Any, words: Iterable[Run], top: float) -> None:  # noqa: ANN401 -- as above
    """A line above a table or under a picture."""
    fill(box(slide, (LEFT, top, WIDTH, CAPTION), "Caption").paragraphs[0], tuple(words), 11)


def _grid(slide: Any, piece: Grid, top: float) -> None:  # noqa: ANN401 -- as above
    table = piece.table
    if table.caption:
        caption(slide, (Strong((f"{tell('Table')} {table.number}.",)), " ", *table.caption), top)
        top += CAPTION
    heads = [] if table.is_facts else [tuple(column.runs for column in table.columns)]
    rows = [*heads, *table.rows]
    shape = slide.shapes.add_table(
        len(rows), len(table.columns), *(round(each * EMU) for each in (LEFT, top, WIDTH, 10))
    )
    shape.name = f"{tell('Table')} {table.number}".rstrip()
    shape._element.nvGraphicFramePr.cNvPr.set("descr", clean(plain(table.caption)))  # noqa: SLF001 -- as above
    made = shape.table
    made.horz_banding, made.first_row, made.first_col = False, bool(heads), table.is_facts
    made._tbl.tblPr.find(f"{{{A}}}tableStyleId").text = PLAIN  # noqa: SLF001 -- as above
    for column, share in zip(made.columns, piece.shares, strict=True):
        column.width = round(share * WIDTH * EMU)
    for number, row in enumerate(rows):
        made.rows[number].height = round(piece.size * 1.6 * EMU)
        for column, runs in enumerate(row):
            bold = number < len(heads) or (column == 0 and table.is_facts)
            cell = made.cell(number, column)
            _cell(cell, table.columns[column].align)
            _rule(cell, *((INK, EMU) if number < len(heads) else (RULE, EMU // 2)))
            fill(cell.text_frame.paragraphs[0], runs, piece.size, bold=bold)


def _cell(cell: Any, align: str) -> None:  # noqa: ANN401 -- as above
    from pptx.enum.text import PP_ALIGN

    cell.margin_left, cell.margin_right, cell.margin_top, cell.margin_bottom = 0, 9 * EMU, 2 * EMU, 2 * EMU
    cell.text_frame.paragraphs[0].alignment = {"right": PP_ALIGN.RIGHT, "centre": PP_ALIGN.CENTER}.get(align)


def _rule(cell: Any, colour: str, width: int) -> None:  # noqa: ANN401 -- as above
    """The line below a cell."""
    line = f'<a:lnB xmlns:a="{A}" w="{width}"><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill></a:lnB>'
    cell._tc.get_or_add_tcPr().append(_parsed(line))  # noqa: SLF001 -- as above


def _picture(slide: Any, piece: Picture, top: float) -> None:  # noqa: ANN401 -- as above
    from pptx.opc.package import Part
    from pptx.opc.packuri import PackURI

    figure = piece.figure
    where = (LEFT, top, piece.width, piece.height - CAPTION)
    shape = slide.shapes.add_picture(BytesIO(points(figure.svg)), *(round(each * EMU) for each in where))
    drawn = Part(
        PackURI(f"/ppt/media/figure{figure.number}.svg"), "image/svg+xml", slide.part.package, figure.svg.encode()
    )
    name = slide.part.relate_to(drawn, IMAGE)
    blip = shape._element.blipFill.find(f"{{{A}}}blip")  # noqa: SLF001 -- as above
    blip.append(_parsed(
        f'<a:extLst xmlns:a="{A}"><a:ext uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}"><asvg:svgBlip xmlns:asvg="{SVG}" '
        f'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:embed="{name}"/></a:ext></a:extLst>'
    ))  # fmt: skip
    _called(slide, shape, piece, top)


def _chart(slide: Any, piece: Picture, chart: Chart, top: float) -> None:  # noqa: ANN401 -- as above
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION

    kinds = {"bars": XL_CHART_TYPE.BAR_CLUSTERED, "stack": XL_CHART_TYPE.COLUMN_STACKED, "lines": XL_CHART_TYPE.LINE}
    data = CategoryChartData()
    data.categories = [clean(each) if isinstance(each, str) else each for each in chart.categories]
    for series in chart.series:
        data.add_series(clean(series.name), series.values)
    where = (LEFT, top, WIDTH, piece.height - CAPTION)
    shape = slide.shapes.add_chart(kinds[chart.kind], *(round(each * EMU) for each in where), data)
    made = shape.chart
    made.font.size = 12 * EMU
    made.has_title = False
    made.has_legend = len(chart.series) > 1
    if made.has_legend:
        made.legend.position, made.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    if chart.kind == "bars":
        made.category_axis.reverse_order = True
    _colour(made, chart)
    _called(slide, shape, piece, top)


def _colour(made: Any, chart: Chart) -> None:  # noqa: ANN401 -- as above
    """Dark and light in turn, so that series are told apart without colour, and a number at each bar."""
    from pptx.dml.color import RGBColor

    for number, series in enumerate(made.plots[0].series):
        colour = RGBColor.from_string(SERIES[number % len(SERIES)])
        if chart.kind == "lines":
            series.format.line.color.rgb, series.smooth = colour, False
        else:
            series.format.fill.solid()
            series.format.fill.fore_color.rgb = colour
            series.format.line.color.rgb = RGBColor.from_string(ACCENT)
    if chart.kind == "bars":
        made.plots[0].has_data_labels = True


def _called(slide: Any, shape: Any, piece: Picture, top: float) -> None:  # noqa: ANN401 -- as above
    """Name, words for those who cannot see, and caption."""
    figure = piece.figure
    properties = shape._element.xpath(".//p:cNvPr")[0]  # noqa: SLF001 -- as above
    properties.set("name", f"{tell('Figure')} {figure.number}")
    properties.set("descr", clean(figure.description))
    caption(
        slide, (Strong((f"{tell('Figure')} {figure.number}.",)), " ", *figure.caption), top + piece.height - CAPTION
    )


def _parsed(xml: str) -> Any:  # noqa: ANN401 -- as above
    from pptx.oxml import parse_xml

    return parse_xml(xml)


def field(paragraph: Any, number: int, size: float) -> None:  # noqa: ANN401 -- as above
    """The number of the slide, which PowerPoint keeps."""
    paragraph._p.append(_parsed(  # noqa: SLF001 -- as above
        f'<a:fld xmlns:a="{A}" id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum">'
        f'<a:rPr lang="{spelling()}" sz="{round(size * 100)}"/><a:t>{number}</a:t></a:fld>'
    ))  # fmt: skip
