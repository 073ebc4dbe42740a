"""PDF: set by Typst from a program that is the same for every page (`pdf.typ`); the page reaches it as data.

The files are PDF/A-2b for archives and PDF/UA-1 for screen readers, and both refuse a character without a glyph.
"""

from __future__ import annotations

import json
import re
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any

from pkdsl import resources
from pkdsl.formats import PDF, Format, Unwritable
from pkdsl.formats._columns import fit, sizes
from pkdsl.formats._typst import in_font, set_type
from pkdsl.page import DRAFT, Derivation, Document, Figure, Link, Table, clean, leads, plain, safe_address
from pkdsl.pictures.svg import width_in
from pkdsl.tongues import tell

if TYPE_CHECKING:
    from collections.abc import Mapping

    from typst import PDFStandard

    from pkdsl.page import Block

STANDARDS: tuple[PDFStandard, ...] = ("a-2b", "ua-1")
ROOMS = {"paper": (58, 66, 97.5), "sheet": (65, 70, 98), "brief": (57, 68, 68)}
"""Ems in a line of a table: as usual, in small type, and on a page turned on its side."""
SAID = (
    "Table", "Figure", "Tables", "Figures", "Contents", "Warning", "Note", "Speaker", "DRAFT", "Where the figures come from",
    "No.", "Path and place in the plan", "Exact value, text that gives it, source and reason",
    "The number in brackets behind a figure leads here. A path that names one value is what `pkdsl why` answers to.",
    "Each figure leads here by a link. A path that names one value is what `pkdsl why` answers to.",
)  # fmt: skip
"""What the program says itself."""
TALL = 600
"""Rows with so much text in a cell may run on to the next page."""
UNSHOWN = re.compile(r"the text `\"(.+?)\"` could not be displayed")


def write(document: Document) -> bytes:
    """The whole file; where a picture holds a script that PDF/UA cannot spell, for archives alone."""
    from typst import TypstError

    program, data = resources.text("formats/pdf.typ"), json.dumps(_data(document), ensure_ascii=False)
    try:
        return set_type(program, data, STANDARDS)
    except TypstError as error:
        missing = tuple(dict.fromkeys(UNSHOWN.findall(error.diagnostic)))
        if missing:
            raise Unwritable(_without_glyphs(missing)) from error
        return set_type(program, data, STANDARDS[:1])


FORMAT = Format("pdf", "PDF/A for print and archives", ".pdf", write, extra=PDF)


def _without_glyphs(missing: tuple[str, ...]) -> str:
    shown = ", ".join(f"{text} (U+{ord(text[0]):04X})" for text in missing[:5])
    more = f" and {len(missing) - 5} more" if len(missing) > 5 else ""  # noqa: PLR2004 -- as above
    return f"PDF cannot show {shown}{more}: no font of pkdsl has it. Write it in letters that it has, or ask for html or docx."


def _data(document: Document) -> dict[str, Any]:
    """The page as plain data, with what the program cannot know: places of derivations, widths of columns."""
    places = document.places
    rooms = ROOMS[document.layout]
    data: dict[str, Any] = _plain(document, places)
    blocks = zip(data["blocks"], document.blocks, sizes(document.blocks, rooms), strict=True)
    data["blocks"] = [
        {**plainly, "size": size, "leads": leading, **_columns(block, size, rooms)}
        for (plainly, block, size), leading in zip(blocks, leads(document.blocks), strict=True)
    ]
    day = document.day
    return {
        **data,
        "banner": clean(document.banner),
        "keywords": document.keywords,
        "warning": tell(DRAFT) if document.draft else "",
        "words": {english: tell(english) for english in SAID},
        "day": [day.year, day.month, day.day] if day else [1980, 1, 1],
        "derivations": [_origin(derivation) for derivation in document.derivations],
    }


def _plain(value: object, places: Mapping[Derivation, int]) -> Any:  # noqa: ANN401 -- what JSON says
    """Anything of a page as JSON says it; texts without what nobody can see, and no pictures of pictures."""
    if isinstance(value, str):
        return re.sub(r"[ \t\n\r]+", " ", clean(value))
    if isinstance(value, tuple):
        return [_plain(each, places) for each in value]
    if isinstance(value, Derivation):
        return places.get(value)
    if not is_dataclass(value):
        return value if isinstance(value, (int, bool)) else None
    own = {field.name: _plain(getattr(value, field.name), places) for field in fields(value)}
    return {"is": type(value).__name__.lower(), **own, **_more(value)}


def _columns(block: Block, size: str, rooms: tuple[float, float, float]) -> dict[str, Any]:
    """How wide the columns of a table are, and whether its rows or words may be torn."""
    if not isinstance(block, Table):
        return {}
    found = fit(block, dict(zip(("usual", "small", "turned"), rooms, strict=True))[size])
    tall = any(len(plain(cell)) > TALL for row in block.rows for cell in row)
    return {"shares": found.shares, "facts": block.is_facts, "tall": tall, "tight": found.need > 1}


def _more(value: object) -> dict[str, Any]:
    """What a kind of block or run needs besides its fields."""
    if isinstance(value, Figure):
        return {"svg": in_font(value.svg), "width": width_in(value.svg), "chart": None}
    if isinstance(value, Link):
        return {"address": value.address if safe_address(value.address) else ""}
    return {}


def _origin(derivation: Derivation) -> list[str]:
    texts = (
        derivation.path,
        derivation.place,
        derivation.exact,
        derivation.text if derivation.says_more else "",
        derivation.computed,
        derivation.backing,
    )
    return [re.sub(r"\s+", " ", clean(text)) for text in texts]
