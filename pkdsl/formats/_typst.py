"""Typst, with the fonts that pkdsl brings and no others: sets type, and turns drawings into points."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, cast

from pkdsl import resources

if TYPE_CHECKING:
    from typst import Compiler, PDFStandard

FONT = "Noto Sans"
FAMILY = re.compile(r'(<svg\b[^>]*\bfont-family=)"[^"]*"')
DRAWING = """
#set page(width: auto, height: auto, margin: 0pt)
#set text(font: ("Noto Sans", "Noto Sans Arabic", "Noto Sans SC", "Noto Emoji"))
#image(bytes(sys.inputs.svg), format: "svg", width: 170mm)
"""
FINE = 200
"""Points an inch: sharp in print, and small enough to send."""


def set_type(program: str, page: str, standards: tuple[PDFStandard, ...]) -> bytes:
    """What a program makes of a page, as PDF."""
    made = compiler().compile(
        program.encode(), format="pdf", timestamp=0, pdf_standards=list(standards), sys_inputs={"page": page}
    )
    return cast("bytes", made)


@cache
def points(svg: str) -> bytes:
    """A drawing as PNG, for programs that cannot show it as drawn."""
    made = compiler().compile(DRAWING.encode(), format="png", ppi=FINE, sys_inputs={"svg": in_font(svg)})
    return cast("bytes", made)


def in_font(svg: str) -> str:
    """A drawing whose words are set in the font that pkdsl brings."""
    return FAMILY.sub(rf'\1"{FONT}"', svg, count=1)


@cache
def compiler() -> Compiler:
    """One for everything, since it keeps the fonts; it may read nothing but their folder."""
    from typst import Compiler

    fonts = resources.folder("formats/fonts")
    return Compiler(root=fonts, font_paths=[fonts], ignore_system_fonts=True)
