"""Words of a page as runs of WordprocessingML."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pkdsl.formats._columns import unbroken
from pkdsl.formats._office import escape
from pkdsl.page import Emphasis, Link, Missing, Number, State, Strong, safe_address

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pkdsl.page import Derivation, Run, Runs

FIXED = str.maketrans(" ", "\u00a0")


@dataclass
class Writer:
    """What writing needs to know and to hand out: places of derivations, links that lead out, numbers of bookmarks."""

    places: Mapping[Derivation, int]
    anchors: frozenset[str]
    relate: Callable[[str], str]
    """The name by which the package knows an address outside."""
    marks: int = field(default=0, init=False)

    def bookmark(self, name: str, inner: str = "") -> str:
        """A place that links lead to."""
        self.marks += 1
        name = name_of(name)
        return f'<w:bookmarkStart w:id="{self.marks}" w:name="{name}"/>{inner}<w:bookmarkEnd w:id="{self.marks}"/>'

    def runs(self, runs: Runs, style: str = "") -> str:
        """Words in a style, each kind of run in its own."""
        return "".join(self._run(run, style) for run in runs)

    def _run(self, run: Run, style: str) -> str:
        if isinstance(run, str):
            return text(run, style)
        if isinstance(run, (Strong, Emphasis)):
            return self.runs(run.runs, type(run).__name__)
        if isinstance(run, Link):
            return self._link(run, style)
        words = run.text.translate(FIXED) if unbroken(run) else run.text
        if isinstance(run, Number):
            return self._number(run, words, style)
        if isinstance(run, State):
            return text(words, f"Band{run.rank}")
        return text(words, "Missing" if isinstance(run, Missing) else style)

    def _number(self, number: Number, words: str, style: str) -> str:
        place = self.places.get(number.derivation) if number.derivation is not None else None
        shown = text(words, style)
        if place is not None:
            shown = to(f"from-{place}", text(words, style or "Derived") + text(f"[{place}]", "Reference"))
        return shown + (text(f" {number.mark}", "Assumed") if number.mark else "")

    def _link(self, link: Link, style: str) -> str:
        if link.address.startswith("#") and link.address[1:] in self.anchors:
            return to(link.address[1:], self.runs(link.runs, style))
        if link.address.startswith("#") or not safe_address(link.address):
            return self.runs(link.runs, style)
        return f'<w:hyperlink r:id="{self.relate(link.address)}">{self.runs(link.runs, "Hyperlink")}</w:hyperlink>'


def text(words: str, style: str = "") -> str:
    """One run of text."""
    how = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    return f'<w:r>{how}<w:t xml:space="preserve">{escape(words)}</w:t></w:r>' if words else ""


def to(place: str, runs: str) -> str:
    """Runs that lead to a place in the document."""
    return f'<w:hyperlink w:anchor="{name_of(place)}" w:history="1">{runs}</w:hyperlink>'


def name_of(place: str) -> str:
    """A place as Word names it: without hyphens."""
    return place.replace("-", "_")


def field_of(code: str, shown: str, style: str = "") -> str:
    """What Word computes, with what it shows until then."""
    how = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    return (
        f'<w:r>{how}<w:fldChar w:fldCharType="begin"/></w:r><w:r>{how}<w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
        f'<w:r>{how}<w:fldChar w:fldCharType="separate"/></w:r>{text(shown, style)}<w:r>{how}<w:fldChar w:fldCharType="end"/></w:r>'
    )
