"""Word: headings, numbers, contents, captions and tables as Word itself knows them, so that a staff can go on writing."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from pkdsl.formats import OFFICE, Format
from pkdsl.formats._office import moment, packed
from pkdsl.formats._typst import points
from pkdsl.formats.docx import _furniture as furniture
from pkdsl.formats.docx._blocks import Body, blocks
from pkdsl.formats.docx._words import Writer
from pkdsl.page import Figure, Heading, Table

if TYPE_CHECKING:
    from docx.document import Document as Word

    from pkdsl.page import Document

SHEET = 2_700
"""The tallest picture of a sheet, in twentieths of a point."""


def write(document: Document) -> bytes:
    """The whole package."""
    word = furniture.laid_out(document)
    part: Any = word.part
    anchors = frozenset(block.anchor for block in document.blocks if isinstance(block, (Heading, Table, Figure)))
    writer = Writer(document.places, anchors, lambda address: str(part.relate_to(address, HYPERLINK, is_external=True)))
    section = furniture.sections(word)
    body = Body(writer, lambda figure: _picture(word, figure), section)
    if document.layout == "sheet":
        body = body._replace(tallest=SHEET)
    furniture.fill(word, [
        *furniture.cover(body, document), *furniture.contents(document, section), *blocks(body, document),
        *furniture.origins(body, document), section("last"),
    ])  # fmt: skip
    whole = BytesIO()
    word.save(whole)
    return packed(whole.getvalue(), moment(document))


FORMAT = Format("docx", "Word, to go on writing in", ".docx", write, suits=("paper", "sheet"), extra=OFFICE)

HYPERLINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"


def _picture(word: Word, figure: Figure) -> tuple[str, str]:
    """A picture twice: in points, which every program shows, and as it was drawn, which new ones prefer."""
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    part: Any = word.part
    name, _ = part.get_or_add_image(BytesIO(points(figure.svg)))
    drawn = Part(PackURI(f"/word/media/figure{figure.number}.svg"), "image/svg+xml", figure.svg.encode(), part.package)
    return name, part.relate_to(drawn, IMAGE)
