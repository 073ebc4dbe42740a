"""PowerPoint: a brief as slides, with tables and charts that can be edited, and in the notes where each figure comes from."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from pkdsl.formats import OFFICE, Format
from pkdsl.formats._office import moment, packed
from pkdsl.formats.pptx._flow import CELL, LEFT, TOP, WIDTH, Grid, figures, slides
from pkdsl.formats.pptx._shapes import EMU, INK, SOFT, box, field, fill, place
from pkdsl.page import DRAFT, Column, Strong, Table, clean, derivations, plain
from pkdsl.tongues import tell

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pkdsl.formats.pptx._flow import Slide
    from pkdsl.page import Derivation, Document, Runs

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
THEME = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/theme"
LONG = 60
"""A title with more letters than this is set smaller."""
HEIGHT = 540
WIDE = 960
"""A slide in points, sixteen to nine."""
TITLE = "Title Only"
"""The layout of the library's own template that all slides use; the others are taken out."""


def write(document: Document) -> bytes:
    """The whole package."""
    import pptx

    deck: Any = pptx.Presentation()
    _lay_out(deck, document)
    spread = slides(document)
    total = len(spread) + 1
    _first(deck, document, total)
    for number, slide in enumerate(spread, 2):
        _add(deck, document, slide, (number, total))
    whole = BytesIO()
    deck.save(whole)
    return packed(whole.getvalue(), moment(document))


FORMAT = Format("pptx", "PowerPoint, slides with notes", ".pptx", write, suits=("brief",), extra=OFFICE)


def _lay_out(deck: Any, document: Document) -> None:  # noqa: ANN401 -- the library has no types
    """A template of one layout, in the type of all office documents, and what the file says of itself."""
    deck.slide_width, deck.slide_height = WIDE * EMU, HEIGHT * EMU
    master = deck.slide_master
    for layout in [each for each in deck.slide_layouts if each.name != TITLE]:
        deck.slide_layouts.remove(layout)
    (layout,) = deck.slide_layouts
    for shape in (*master.placeholders, *layout.placeholders):
        kind = shape.placeholder_format.type.name
        if kind == "TITLE":
            shape.left, shape.top, shape.width, shape.height = (each * EMU for each in (LEFT, 40, WIDTH, 52))
        elif kind != "BODY":
            shape._element.getparent().remove(shape._element)  # noqa: SLF001 -- the library cannot take shapes away
    style = master._element.find(f".//{{{P}}}titleStyle/{{{A}}}lvl1pPr")  # noqa: SLF001 -- nor change the styles of all
    style.set("algn", "l")
    style.find(f"{{{A}}}defRPr").set("sz", "2800")
    style.find(f"{{{A}}}defRPr").set("b", "1")
    theme = master.part.part_related_by(THEME)
    theme._blob = theme.blob.replace(b"Calibri", b"Arial")  # noqa: SLF001 -- as above
    for relation in [each for each in deck.part.package._rels.values() if each.reltype.endswith("/thumbnail")]:  # noqa: SLF001 -- as above
        deck.part.package._rels.pop(relation.rId)  # noqa: SLF001 -- as above
    _describe(deck, document)


def _describe(deck: Any, document: Document) -> None:  # noqa: ANN401 -- as above
    """What the file says of itself: nothing of who made it, on which machine, or when."""
    properties = deck.core_properties
    properties.title = clean(f"{document.title} – {document.subtitle}" if document.subtitle else document.title)[:255]
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.keywords, properties.language = "; ".join(document.keywords), document.language
    properties.created = properties.modified = moment(document)
    properties.revision = 1


def _first(deck: Any, document: Document, total: int) -> None:  # noqa: ANN401 -- as above
    """Title, what kind of paper it is, and the facts of the cover."""
    slide = _bare(deck, document, (document.title,), (1, total))
    fill(box(slide, (LEFT, 22, WIDTH, 20), "Subtitle").paragraphs[0], (document.subtitle,), 14, colour=SOFT)
    top: float = TOP
    if document.draft:
        fill(
            box(slide, (LEFT, top, WIDTH, 24), "Draft").paragraphs[0],
            (Strong((f"{tell('DRAFT')}.",)), " ", tell(DRAFT)),
            13,
        )
        top += 30
    facts = Table((Column(()), Column(())), tuple((((fact.label,), fact.runs)) for fact in document.cover))
    if document.cover:
        place(slide, Grid(facts, CELL, (0.25, 0.75), 0), top)


def _add(deck: Any, document: Document, content: Slide, number: tuple[int, int]) -> None:  # noqa: ANN401 -- as above
    title = (*content.title, f" ({tell('continued')})") if content.is_more else content.title
    slide = _bare(deck, document, title, number)
    top: float = TOP
    for piece in content.pieces:
        place(slide, piece, top)
        top += piece.height
    notes = [*(plain(runs) for runs in content.spoken), *_sources(derivations(figures(content)))]
    if notes:
        slide.notes_slide.notes_text_frame.text = clean("\n".join(" ".join(note.split()) for note in notes))


def _sources(found: Iterable[Derivation]) -> Iterable[str]:
    """Where the figures of a slide come from, for when somebody asks."""
    for number, each in enumerate(found):
        if number == 0:
            yield f"{tell('Where the figures come from')}:"
        given = each.text if each.says_more else ""
        yield "; ".join(filter(None, (f"{each.path}: {each.exact}", given, each.computed, each.place, each.backing)))


def _bare(deck: Any, document: Document, title: Runs, number: tuple[int, int]) -> Any:  # noqa: ANN401 -- as above
    """A slide with its title, marked above and below, with its foot and its number."""
    from pptx.enum.text import PP_ALIGN

    slide = deck.slides.add_slide(deck.slide_layouts[0])
    if document.draft:
        stamp = box(slide, (180, 210, 600, 130), "Stamp")
        fill(stamp.paragraphs[0], (tell("DRAFT"),), 120, bold=True, colour="F6EBE9")
        stamp._parent.rotation = -25  # noqa: SLF001 -- as above
    size = 28 if len(plain(title)) < LONG else 22
    head = slide.shapes.title.text_frame
    head.word_wrap, head.margin_left, head.margin_right = True, 0, 0
    fill(head.paragraphs[0], title, size, bold=True)
    for top, name in ((8, "Marking above"), (512, "Marking below")):
        line = box(slide, (LEFT, top, WIDTH, 14), name).paragraphs[0]
        line.alignment = PP_ALIGN.CENTER
        fill(line, (document.banner,), 10, bold=True, colour=INK)
    fill(box(slide, (LEFT, 494, WIDTH - 60, 14), "Foot").paragraphs[0], (document.footer,), 7, colour=SOFT)
    page = box(slide, (LEFT + WIDTH - 60, 494, 60, 14), "Number").paragraphs[0]
    page.alignment = PP_ALIGN.RIGHT
    field(page, number[0], 9)
    fill(page, (f" / {number[1]}",), 9, colour=SOFT)
    return slide
