"""Blocks of a page as paragraphs, tables and pictures of WordprocessingML."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pkdsl.formats._columns import fit, sizes
from pkdsl.formats._office import escape
from pkdsl.formats.docx._words import field_of, text
from pkdsl.page import Break, Figure, Heading, Listing, Note, Paragraph, Spoken, Table, leads, plain
from pkdsl.pictures.svg import TALL, shape, width_in
from pkdsl.tongues import tell

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from pkdsl.formats.docx._words import Writer
    from pkdsl.page import Block, Document, Runs

LINE, TURNED = 9638, 14570
"""How long a line is in twentieths of a point, on a page that stands and on one that lies."""
ROOMS = (56, 64, 97)
"""The same in ems of a cell: as usual, in small type, and in small type on a page that lies."""
EMU = 635
"""English metric units in a twentieth of a point."""
TALLEST, TALLER = 11_600, 8_500
"""The tallest picture; on a sheet, where most are lower, the tallest of those that are tall for their width."""
PIXEL = 15
"""A pixel in twentieths of a point: no picture is drawn larger than it was made."""
ALIGN = {"left": "left", "right": "right", "centre": "center"}
TOGETHER = 5
"""A table of so few rows stays on one page."""


class Body(NamedTuple):
    """What blocks need to become a body: words, pictures, and the page they stand on."""

    write: Writer
    picture: Callable[[Figure], tuple[str, str]]
    """The names by which the package knows a picture in points, and as it was drawn."""
    section: Callable[[str], str]
    """What ends a run of pages that stand, or lie."""
    tallest: int = TALLEST


def paragraph(inner: str, style: str = "", *, more: str = "") -> str:
    """One paragraph."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    how = f"<w:pPr>{named}{more}</w:pPr>" if named or more else ""
    return f"<w:p>{how}{inner}</w:p>"


def blocks(body: Body, document: Document) -> Iterator[str]:
    """Everything between the contents and the appendix."""
    before = "usual"
    found = document.blocks
    for block, size, leading in zip(found, sizes(found, ROOMS), leads(found), strict=True):
        if (size == "turned") != (before == "turned"):
            yield body.section(before)
        before = size
        yield from _block(body, block, size, keep="<w:keepNext/>" * leading)
    if before == "turned":
        yield body.section(before)


def _block(body: Body, block: Block, size: str, *, keep: str) -> Iterator[str]:
    write = body.write
    if isinstance(block, Heading):
        yield _heading(write, block)
    elif isinstance(block, Paragraph):
        yield paragraph(write.runs(block.runs), "Numbered" if block.number else "", more=keep)
    elif isinstance(block, Listing):
        yield from (paragraph(write.runs(item), "ListBullet") for item in block.items)
    elif isinstance(block, Note):
        name = "Warning" if block.tone == "warning" else "Note"
        yield paragraph(text(f"{tell(name)}.", "Strong") + text(" ") + write.runs(block.runs), name)
    elif isinstance(block, Spoken):
        yield paragraph(text(f"{tell('Speaker')}.", "Strong") + text(" ") + write.runs(block.runs), "Note")
    elif isinstance(block, Table):
        yield from _table(body, block, size)
    elif isinstance(block, Figure):
        yield from _figure(body, block)
    elif isinstance(block, Break):
        yield paragraph('<w:r><w:br w:type="page"/></w:r>', "Between")


def _heading(write: Writer, block: Heading) -> str:
    """A head that Word numbers itself, unless it bears a mark of its own, such as `Annex C`."""
    level = block.level - 1
    counted = block.number[:1].isdigit()
    number = f'<w:numPr><w:ilvl w:val="{level - 1}"/><w:numId w:val="1"/></w:numPr>' if counted else ""
    mark = "" if counted or not block.number else text(f"{block.number}: ", "Mark")
    return paragraph(write.bookmark(block.anchor, mark + write.runs(block.runs)), f"Heading{level}", more=number)


def _caption(body: Body, kind: str, block: Table | Figure) -> str:
    keep = "<w:keepNext/>" if kind == "Table" else ""
    named = (
        text(f"{tell(kind)} ", "Strong")
        + field_of(f"SEQ {kind} \\* ARABIC", block.number, "Strong")
        + text(".", "Strong")
    )
    inner = body.write.bookmark(block.anchor, named) + text(" ") + body.write.runs(block.caption)
    return paragraph(inner, "Caption", more=keep)


def _table(body: Body, block: Table, size: str) -> Iterator[str]:
    line, room = (TURNED, ROOMS[2]) if size == "turned" else (LINE, ROOMS[size == "small"])
    widths = [round(share * line) for share in fit(block, room).shares]
    style = "Cell" if size == "usual" else "CellSmall"
    if block.caption:
        yield _caption(body, "Table", block)
    aligns = [ALIGN[column.align] for column in block.columns]
    heads = () if block.is_facts else (tuple(column.runs for column in block.columns),)
    rows = [_row(body, row, widths, Look(style, aligns, is_head=True)) for row in heads]
    last = len(block.rows) - 1
    for place, cells in enumerate(block.rows):
        stays = place < last and (last < TOGETHER or place in {0, last - 1})
        rows.append(_row(body, cells, widths, Look(style, aligns, stays=stays)))
    yield table("Facts" if block.is_facts else "Listed", widths, rows, named=plain(block.caption))
    yield paragraph("", "Between")


def table(style: str, widths: Sequence[int], rows: Iterable[str], *, named: str = "") -> str:
    """A table of that style; the first row or column stands out as the style says."""
    look = f'<w:tblLook w:firstRow="{int(style == "Listed")}" w:firstColumn="{int(style == "Facts")}" w:noHBand="1" w:noVBand="1"/>'
    title = f'<w:tblCaption w:val="{escape(named)}"/>' if named else ""
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/>{look}{title}</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{"".join(rows)}</w:tbl>'
    )


class Look(NamedTuple):
    """How a row is set: in which style, aligned how, as a head of its table or not, on one page with the next or not."""

    style: str
    aligns: Sequence[str]
    is_head: bool = False
    stays: bool = False


def _row(body: Body, cells: tuple[Runs, ...], widths: list[int], look: Look) -> str:
    keep = "<w:keepNext/>" * (look.stays or look.is_head)
    inner = (
        paragraph(body.write.runs(runs), look.style, more=keep + f'<w:jc w:val="{align}"/>' * (align != "left"))
        for runs, align in zip(cells, look.aligns, strict=True)
    )
    return row(map(cell, inner, widths), head=look.is_head)


def row(cells: Iterable[str], *, head: bool = False) -> str:
    """A row that is not torn apart; a head stands again on every page."""
    return f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' * head}</w:trPr>{''.join(cells)}</w:tr>"


def cell(inner: str, width: int) -> str:
    """A cell of that width."""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{inner}</w:tc>'


def _figure(body: Body, figure: Figure) -> Iterator[str]:
    points, drawn = body.picture(figure)
    natural, ratio = width_in(figure.svg), shape(figure.svg)
    tallest = TALLER if body.tallest < TALLEST and ratio > TALL else body.tallest
    width = min(LINE, round(natural * PIXEL), round(tallest / ratio))
    extent = f'cx="{width * EMU}" cy="{round(width * ratio) * EMU}"'
    name = escape(f"{tell('Figure')} {figure.number}")
    named = f'id="{figure.number}" name="{name}" descr="{escape(figure.description)}"'
    yield paragraph(
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {extent}/><wp:docPr {named}/>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        f'<pic:nvPicPr><pic:cNvPr {named}/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{points}"><a:extLst>'
        f'<a:ext uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}"><asvg:svgBlip r:embed="{drawn}"/></a:ext></a:extLst></a:blip>'
        f'<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {extent}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline>'
        "</w:drawing></w:r>",
        "Picture",
    )
    yield _caption(body, "Figure", figure)
