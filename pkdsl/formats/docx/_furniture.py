"""What surrounds the text of a Word document: styles, pages, marking, cover, contents, where the figures come from."""

from __future__ import annotations

from datetime import UTC
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from pkdsl import resources
from pkdsl.formats._office import escape, moment
from pkdsl.formats.docx._blocks import LINE, cell, paragraph, row, table
from pkdsl.formats.docx._words import field_of, text, to
from pkdsl.page import DRAFT, Figure, Heading, Table, clean, plain
from pkdsl.tongues import spelling, tell

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from docx.document import Document as Word

    from pkdsl.formats.docx._blocks import Body
    from pkdsl.page import Derivation, Document

LONG = 4
"""A paper with more sections than this begins with its contents."""
NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "asvg": "http://schemas.microsoft.com/office/drawing/2016/SVG/main",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
}
COMPAT = f"{{{NAMESPACES['w']}}}compat"
STYLE = f"{{{NAMESPACES['w']}}}styleId"
MARGINS = (
    '<w:pgMar w:top="1360" w:right="1134" w:bottom="1360" w:left="1134" w:header="600" w:footer="500" w:gutter="0"/>'
)
PAGES = {
    "usual": ('<w:pgSz w:w="11906" w:h="16838"/>', MARGINS),
    "turned": ('<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>', MARGINS),
}


def laid_out(document: Document) -> Word:
    """An empty document with styles, numbering, settings, head, foot and what it says of itself."""
    import docx

    word = docx.Document()
    part: Any = word.part
    _replace(word.styles.element, resources.text("formats/docx/styles.xml").replace("en-GB", spelling()))
    if document.layout == "sheet":
        _restyle(word.styles.element, resources.text("formats/docx/sheet.xml"))
    _replace(part.numbering_part.element, resources.text("formats/docx/numbering.xml"))
    for relation in [each for each in part.package.rels.values() if each.reltype.endswith("/thumbnail")]:
        del part.package.rels[relation.rId]
    settings: Any = word.settings.element
    compat = next(each for each in settings if each.tag == COMPAT)
    compat.addprevious(_parsed('<w:updateFields w:val="true"/>'))
    section = word.sections[0]
    _put(section.header, _head(document))
    _put(section.footer, _foot(document))
    _describe(word, document)
    return word


def sections(word: Word) -> Callable[[str], str]:
    """What ends a run of pages: `usual`, `turned`, `last` for the end of all, or `columns` below what stands before."""
    names = "".join(
        f'<w:{each.tag.rpartition("}")[2]} w:type="default" r:id="{each.rId}"/>'
        for each in word.sections[0]._sectPr.iterchildren()  # noqa: SLF001 -- the library has no other way to the names
        if each.tag.endswith(("headerReference", "footerReference"))
    )

    def end(kind: str) -> str:
        size, margins = PAGES["turned" if kind == "turned" else "usual"]
        goes_on = '<w:type w:val="continuous"/>' * (kind == "columns")
        columns = '<w:cols w:num="2" w:space="454"/>' * (kind == "columns")
        properties = f"<w:sectPr>{names}{goes_on}{size}{margins}{columns}</w:sectPr>"
        return properties if kind == "last" else f'<w:p><w:pPr><w:pStyle w:val="Between"/>{properties}</w:pPr></w:p>'

    return end


def fill(word: Word, pieces: Iterable[str]) -> None:
    """Let these pieces be the document; read as a whole, since moving elements from tree to tree takes far longer."""
    from docx.oxml import parse_xml

    part: Any = word.part
    part._element = parse_xml(f"<w:document {_spaces()}><w:body>{''.join(pieces)}</w:body></w:document>".encode())  # noqa: SLF001 -- as above


def cover(body: Body, document: Document) -> Iterator[str]:
    """Title and the facts under it."""
    if document.subtitle:
        yield paragraph(text(document.subtitle), "Subtitle")
    yield paragraph(text(document.title), "Title")
    if document.draft:
        yield paragraph(text(f"{tell('DRAFT')}. ", "Strong") + text(tell(DRAFT)), "Warning")
    across = 4 if document.layout == "sheet" else 3
    widths = [LINE // across] * across
    facts = [
        paragraph(text(fact.label, "Soft"), "CellSmall", more="<w:keepNext/>")
        + paragraph(body.write.runs(fact.runs), "Cell")
        for fact in document.cover
    ]
    lines = zip_longest(*[iter(facts)] * across, fillvalue=paragraph("", "Cell"))
    if facts:
        yield table("Cover", widths, [row(cell(fact, widths[0]) for fact in line) for line in lines], named="Cover")
        yield paragraph("", "Between")


def contents(document: Document, section: Callable[[str], str]) -> Iterator[str]:
    """Contents, and in two columns lists of tables and figures, as Word keeps them; it adds the numbers of pages."""
    if len(document.headings) <= LONG or document.layout == "sheet":
        return
    heads = [(f"TOC{block.level - 1}", block.anchor, *_head_of(block)) for block in document.blocks if isinstance(block, Heading)]  # fmt: skip
    yield from _listed(tell("Contents"), 'TOC \\o "1-2" \\h \\z \\u', heads)
    yield section("usual")
    for name, kind in (("Table", Table), ("Figure", Figure)):
        found = [
            ("TableofFigures", block.anchor, "", f"{tell(name)} {block.number}. {plain(block.caption)}")
            for block in document.blocks
            if isinstance(block, (Table, Figure)) and isinstance(block, kind) and block.number
        ]
        yield from _listed(tell(f"{name}s"), f'TOC \\h \\z \\c "{name}"', found)
    yield section("columns")


def _head_of(block: Heading) -> tuple[str, str]:
    """A number that Word counts, and the words; a mark such as `Annex C` is one of the words."""
    words = plain(block.runs)
    if block.number[:1].isdigit():
        return block.number, words
    return "", f"{block.number}: {words}" if block.number else words


def _listed(name: str, code: str, entries: list[tuple[str, str, str, str]]) -> Iterator[str]:
    if entries:
        yield paragraph(text(name), "ListHead")
    for place, (style, anchor, number, words) in enumerate(entries):
        begin = (
            '<w:r><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r>'
            f'<w:r><w:instrText xml:space="preserve"> {escape(code)} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        )
        label = text(number) + "<w:r><w:tab/></w:r>" if number else ""
        end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        inner = to(anchor, label + text(words))
        yield paragraph(begin * (place == 0) + inner + end * (place == len(entries) - 1), style)


def origins(body: Body, document: Document) -> Iterator[str]:
    """Where the figures come from."""
    if not document.derivations:
        return
    write, title = body.write, tell("Where the figures come from")
    yield paragraph(write.bookmark("figures", text(title)), "Heading1")
    said = tell(
        "The number in brackets behind a figure leads here. A path that names one value is what `pkdsl why` answers to."
    )
    yield paragraph("".join(text(part, "Emphasis" if n % 2 else "") for n, part in enumerate(said.split("`"))))
    widths = [500, 4100, LINE - 4600]
    heads = ("No.", "Path and place in the plan", "Exact value, text that gives it, source and reason")
    rows = [
        row(
            [cell(paragraph(text(tell(head)), "CellOrigin"), width) for head, width in zip(heads, widths, strict=True)],
            head=True,
        )
    ]
    for derivation, number in document.places.items():
        cells = (write.bookmark(f"from-{number}", text(str(number))), *_origin(derivation))
        rows.append(
            row(cell(paragraph(inner, "CellOrigin"), width) for inner, width in zip(cells, widths, strict=True))
        )
    yield table("Listed", widths, rows, named=title)
    yield paragraph("", "Between")


def _origin(derivation: Derivation) -> tuple[str, str]:
    given = f" {derivation.text}" if derivation.says_more else ""
    computed = f" {derivation.computed}" if derivation.computed else ""
    backing = f" {derivation.backing}" if derivation.backing else ""
    place = f" {derivation.place}" if derivation.place else ""
    return (
        text(derivation.path) + text(place, "Soft"),
        text(derivation.exact, "Strong") + text(given + computed) + text(backing, "Soft"),
    )


def _head(document: Document) -> str:
    stamp = resources.text("formats/docx/stamp.xml") if document.draft else ""
    line = _across(text(document.title), text(document.banner, "Marking"), text(document.subtitle))
    return line + paragraph(stamp, "Between")


def _foot(document: Document) -> str:
    pages = field_of("PAGE", "1") + text(" / ") + field_of("NUMPAGES", "1")
    return _across("", text(document.banner, "Marking"), pages, below=text(document.footer)) + paragraph("", "Between")


def _across(*thirds: str, below: str = "") -> str:
    """Something left, in the middle and right, and below all three, on pages that stand and on pages that lie."""
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{wide}" w:type="pct"/></w:tcPr>{paragraph(inner, "Header", more=side)}</w:tc>'
        for inner, wide, side in zip(
            thirds, (1350, 2300, 1350), ("", '<w:jc w:val="center"/>', '<w:jc w:val="right"/>'), strict=True
        )
    )
    return (
        '<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:tblLook w:firstRow="0" w:noHBand="1" w:noVBand="1"/></w:tblPr>'
        f"<w:tblGrid>{'<w:gridCol/>' * 3}</w:tblGrid><w:tr>{cells}</w:tr>{_through(below) if below else ''}</w:tbl>"
    )


def _through(inner: str) -> str:
    """A row of one cell."""
    wide = '<w:tcPr><w:tcW w:w="5000" w:type="pct"/><w:gridSpan w:val="3"/></w:tcPr>'
    return f"<w:tr><w:tc>{wide}{paragraph(inner, 'Footer')}</w:tc></w:tr>"


def _describe(word: Word, document: Document) -> None:
    """What the file says of itself: nothing of who made it, on which machine, or when."""
    properties = word.core_properties
    properties.title = clean(f"{document.title} – {document.subtitle}" if document.subtitle else document.title)[:255]
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.keywords = "; ".join(document.keywords)
    properties.language = document.language
    properties.created = properties.modified = moment(document).replace(tzinfo=UTC)
    properties.revision = 1


def _put(part: Any, inner: str) -> None:  # noqa: ANN401 -- a head or a foot
    part.is_linked_to_previous = False
    _replace(part._element, f"<w:part {_spaces()}>{inner}</w:part>")  # noqa: SLF001 -- as above


def _replace(element: Any, xml: str) -> None:  # noqa: ANN401 -- an element of lxml
    """Let an element hold what another says."""
    from docx.oxml import parse_xml

    for child in list(element):
        element.remove(child)
    element.extend(list(parse_xml(xml.encode())))


def _restyle(styles: Any, xml: str) -> None:  # noqa: ANN401 -- as above
    """Put styles in the place of those of the same name."""
    from docx.oxml import parse_xml

    for style in list(parse_xml(xml.encode())):
        old = next(each for each in styles if each.get(STYLE) == style.get(STYLE))
        styles.replace(old, style)


def _parsed(xml: str) -> Any:  # noqa: ANN401 -- as above
    from docx.oxml import parse_xml

    return parse_xml(xml.replace("/>", f" {_spaces()}/>", 1))


def _spaces() -> str:
    return " ".join(f'xmlns:{prefix}="{space}"' for prefix, space in NAMESPACES.items())
