"""HTML: one file that asks for nothing else, runs nothing, and prints well on A4."""

from __future__ import annotations

import re
from base64 import b64encode
from functools import lru_cache
from hashlib import sha256
from html import escape as html_escape
from pkgutil import get_data
from typing import TYPE_CHECKING

from pkdsl import tongues
from pkdsl.formats import Format
from pkdsl.formats._columns import fit, sizes
from pkdsl.page import (
    DRAFT,
    Break,
    Code,
    Emphasis,
    Figure,
    Heading,
    Link,
    Listing,
    Note,
    Number,
    Paragraph,
    Spoken,
    State,
    Strong,
    Table,
    clean,
    plain,
    safe_address,
)
from pkdsl.pictures.svg import TALL, shape
from pkdsl.tongues import tell

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pkdsl.page import Block, Column, Derivation, Document, Run, Runs

LONG = 4
"""A document with more sections than this begins with a table of contents."""
ORIGINS = "Where the figures come from"
HEADS = ("No.", "Path and place in the plan", "Exact value, text that gives it, source and reason")
CODE = re.compile("`(.+?)`")
SHORT = 24
"""A figure or place of so many characters is not broken at the end of a line."""

ROOMS = (58, 68, 100)
"""How many ems a line of a table has on paper: in usual type, in small type, and on a page that lies on its side."""
SIZES = ("usual", "small", "turned")
PARTS = 40
"""In how many parts the width of a table is given to its columns."""
WIDTHS = "".join(f".w{part}{{width:{100 * part / PARTS:g}%}}" for part in range(1, PARTS + 1))

Places = dict["Derivation", int]


def write(document: Document) -> bytes:
    """The whole file: banner, cover, contents, text, where the figures come from, foot, banner."""
    places = document.places
    style, stage = _style(document), "draft" if document.draft else "final"
    parts = [
        "<!DOCTYPE html>",
        f'<html lang="{escape(document.language)}">',
        *_head(document, style),
        f'<body class="{document.layout} {stage}">',
        f'<a class="skip" href="#text">{escape(tell("To the text"))}</a>',
        *_cover(document, places),
        *_contents(document, places),
        '<main id="text">',
        *_blocks(document.blocks, places),
        *_derivations(places),
        "</main>",
        f"<footer>{escape(document.footer)}{_banner(document)}</footer>",
        "</body>",
        "</html>",
    ]
    return ("\n".join(part for part in parts if part) + "\n").encode()


FORMAT = Format("html", "HTML, one file without requests and scripts", ".html", write)


@lru_cache(maxsize=20_000)
def escape(text: str) -> str:
    """`text` as it must stand in an element or a quoted attribute."""
    return html_escape(clean(text), quote=True)


def policy(style: str) -> str:
    """The content policy of a page with this style: nothing is fetched, nothing runs, no other style applies."""
    digest = b64encode(sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; img-src data:; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def _style(document: Document) -> str:
    sheet = (get_data("pkdsl.formats", "html.css") or b"").decode() + WIDTHS
    return sheet.replace('"MARKING"', _css_text(document.banner)).replace(
        '"FOOT"', _css_text(document.footer or document.title)
    )


def _css_text(text: str) -> str:
    """A string of CSS in which every character but letters, digits and blanks is a number; the blank after it ends it."""
    return '"' + re.sub(r"[^A-Za-z0-9 ]", lambda found: f"\\{ord(found.group()):06x} ", clean(text)) + '"'


def _head(document: Document, style: str) -> Iterator[str]:
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy(style)}">'
    yield '<meta name="referrer" content="no-referrer">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="color-scheme" content="light dark">'
    yield f"<title>{escape(f'{document.title} – {document.subtitle}' if document.subtitle else document.title)}</title>"
    yield f'<meta name="keywords" content="{escape("; ".join(document.keywords))}">'
    yield f"<style>{style}</style>"
    yield "</head>"


def _banner(document: Document) -> str:
    return f'<p class="banner">{escape(document.banner)}</p>' if document.banner else ""


def _cover(document: Document, places: Places) -> Iterator[str]:
    yield "<header>"
    yield _banner(document)
    yield f'<p class="subtitle">{escape(document.subtitle)}</p>' if document.subtitle else ""
    yield f"<h1>{escape(document.title)}</h1>"
    if document.draft:
        yield f'<p class="note warning"><strong>{escape(tell("DRAFT"))}.</strong> {escape(tell(DRAFT))}</p>'
    if document.cover:
        yield '<dl class="cover">'
        for fact in document.cover:
            yield f"<div><dt>{escape(fact.label)}</dt><dd>{_runs(fact.runs, places)}</dd></div>"
        yield "</dl>"
    yield "</header>"


def _contents(document: Document, places: Places) -> Iterator[str]:
    headings = document.headings
    if len(headings) <= LONG or document.layout == "sheet":
        return
    yield f'<nav aria-labelledby="contents"><h2 id="contents">{escape(tell("Contents"))}</h2><ol>'
    for block in document.blocks:
        if isinstance(block, Heading):
            number = f'<span class="no">{block.number}</span>' if block.number else ""
            yield f'<li class="level-{block.level}"><a href="#{block.anchor}">{number}{escape(plain(block.runs))}</a></li>'
    if places:
        yield f'<li class="level-2"><a href="#figures"><span class="no"></span>{escape(tell(ORIGINS))}</a></li>'
    yield "</ol>"
    for name, kind in (("Table", Table), ("Figure", Figure)):
        yield from _listed(name, [block for block in document.blocks if isinstance(block, kind) and block.number])
    yield "</nav>"


def _listed(name: str, found: Sequence[Table | Figure]) -> Iterator[str]:
    """What to choose from under a line that opens."""
    if found:
        english = f"{len(found)} {name.lower()}{'s' * (len(found) > 1)}"
        counted = tongues.count(len(found), str(len(found)), f"{name.lower()}s") or english
        yield f"<details><summary>{escape(counted)}</summary><ol>"
        for block in found:
            label = f'<span class="no">{block.number}</span>{escape(plain(block.caption))}'
            yield f'<li><a href="#{block.anchor}">{label}</a></li>'
        yield "</ol></details>"


def _blocks(blocks: Sequence[Block], places: Places) -> Iterator[str]:
    """All of the text; what must lie on its side in print has that for its class, with what leads to it."""
    for block, size in zip(blocks, sizes(blocks, ROOMS), strict=True):
        yield from _block(block, places, size)


def _block(block: Block, places: Places, size: str) -> Iterator[str]:
    if isinstance(block, Heading):
        number = f'<span class="no">{block.number}</span>' if block.number else ""
        yield f'<h{block.level} class="{size}" id="{block.anchor}">{number}{_runs(block.runs, places)}</h{block.level}>'
    elif isinstance(block, Paragraph):
        number = f'<span class="no">{block.number}</span>' if block.number else ""
        kind = f"numbered {size}" if number else size
        yield f'<p class="{kind}">{number}{_runs(block.runs, places)}</p>'
    elif isinstance(block, Listing):
        yield "<ul>" + "".join(f"<li>{_runs(item, places)}</li>" for item in block.items) + "</ul>"
    elif isinstance(block, Note):
        name = escape(tell("Warning" if block.tone == "warning" else "Note"))
        yield f'<p class="note {block.tone}" role="note"><strong>{name}.</strong> {_runs(block.runs, places)}</p>'
    elif isinstance(block, Spoken):
        yield f'<p class="note spoken" role="note"><strong>{escape(tell("Speaker"))}.</strong> {_runs(block.runs, places)}</p>'
    elif isinstance(block, Break):
        yield '<hr class="page">'
    elif isinstance(block, Table):
        yield from _facts(block, places) if block.is_facts else _table(block, places, size)
    else:
        yield from _figure(block, places)


def _figure(figure: Figure, places: Places) -> Iterator[str]:
    name = f"{tell('Figure')} {figure.number}"
    yield f'<figure id="{figure.anchor}">'
    form = "picture tall" if shape(figure.svg) > TALL else "picture"
    yield f'<div class="{form}" tabindex="0" role="group" aria-label="{escape(name)}">{figure.svg}</div>'
    caption = _runs(figure.caption, places)
    yield f"<figcaption><b>{escape(name)}.</b> {caption}</figcaption>"
    yield f"<details><summary>{escape(tell('{figure} in words', figure=name))}</summary><p>{escape(figure.description)}</p></details>"
    yield "</figure>"


def _facts(table: Table, places: Places) -> Iterator[str]:
    yield '<table class="facts">'
    yield from _caption(table, places)
    yield "<tbody>"
    for head, *cells in table.rows:
        told = "".join(f"<td>{_runs(cell, places)}</td>" for cell in cells)
        yield f'<tr><th scope="row">{_runs(head, places)}</th>{told}</tr>'
    yield "</tbody></table>"


def _table(table: Table, places: Places, size: str) -> Iterator[str]:
    aligns = [column.align for column in table.columns]
    heads = "".join(_column(column, places) for column in table.columns)
    label = escape(f"{tell('Table')} {table.number}".rstrip())
    shares = (max(round(share * PARTS), 1) for share in fit(table, ROOMS[SIZES.index(size)]).shares)
    columns = "".join(f'<col class="w{share}"/>' for share in shares)
    yield f'<div class="wide {size}" tabindex="0" role="group" aria-label="{label}"><table class="{size}">'
    yield from _caption(table, places)
    yield f"<colgroup>{columns}</colgroup><thead><tr>{heads}</tr></thead><tbody>"
    for row in table.rows:
        cells = zip(row, aligns, strict=True)
        yield "<tr>" + "".join(f'<td class="{align}">{_runs(cell, places)}</td>' for cell, align in cells) + "</tr>"
    yield "</tbody></table></div>"


def _column(column: Column, places: Places) -> str:
    """The head of a column; one that says nothing is no head."""
    if not column.runs:
        return "<td></td>"
    return f'<th scope="col" class="{column.align}">{_runs(column.runs, places)}</th>'


def _caption(table: Table, places: Places) -> Iterator[str]:
    if table.caption:
        yield f'<caption id="{table.anchor}"><b>{escape(tell("Table"))} {table.number}.</b> {_runs(table.caption, places)}</caption>'


def _runs(runs: Runs, places: Places) -> str:
    return "".join(_run(run, places) for run in runs)


def _run(run: Run, places: Places) -> str:
    if isinstance(run, str):
        return escape(run)
    if isinstance(run, Strong):
        return f"<strong>{_runs(run.runs, places)}</strong>"
    if isinstance(run, Emphasis):
        return f"<em>{_runs(run.runs, places)}</em>"
    if isinstance(run, Link):
        inner = _runs(run.runs, places)
        rel = "" if run.address.startswith("#") else ' rel="noopener noreferrer"'
        return f'<a href="{escape(run.address)}"{rel}>{inner}</a>' if safe_address(run.address) else inner
    if isinstance(run, Number):
        return _number(run, places)
    if isinstance(run, Code):
        return f'<span class="code{" long" * (len(run.text) > SHORT)}">{escape(run.text)}</span>'
    if isinstance(run, State):
        return f'<span class="state rank-{run.rank}">{escape(run.text)}</span>'
    return f'<span class="missing">{escape(run.text)}</span>'


def _number(number: Number, places: Places) -> str:
    place = places.get(number.derivation) if number.derivation is not None else None
    words, kind = escape(number.text), "n" if len(number.text) <= SHORT else "n long"
    mark = f' <span class="mark">{escape(number.mark)}</span>' if number.mark else ""
    if place is None:
        return f'<span class="{kind}">{words}</span>{mark}'
    said = escape(_told(number.derivation)) if number.derivation else ""
    return f'<a class="{kind}" href="#from-{place}" data-no="{place}" data-from="{said}">{words}</a>{mark}'


def _told(derivation: Derivation) -> str:
    """Where a figure comes from, in the line that shows while it is pointed at."""
    given = derivation.text if derivation.says_more else ""
    parts = (f"{derivation.path}: {derivation.exact}", given, derivation.computed, derivation.place, derivation.backing)
    return " · ".join(part for part in parts if part)


def _derivations(places: Places) -> Iterator[str]:
    if not places:
        return
    title = escape(tell(ORIGINS))
    yield f'<section class="origins" aria-labelledby="figures"><h2 id="figures">{title}</h2>'
    said = tell(
        "Every underlined or numbered figure leads here. A path that names one value is what `pkdsl why` answers to."
    )
    yield "<p>" + CODE.sub(r"<code>\1</code>", escape(said)) + "</p>"
    yield f'<div class="wide" tabindex="0" role="group" aria-label="{title}"><table>'
    number, *heads = (escape(tell(head)) for head in HEADS)
    yield f'<thead><tr><th scope="col" class="right">{number}</th>'
    yield "".join(f'<th scope="col">{head}</th>' for head in heads) + "</tr></thead><tbody>"
    for derivation, n in places.items():
        yield _origin(derivation, n)
    yield "</tbody></table></div></section>"


def _origin(derivation: Derivation, n: int) -> str:
    place = f" <small>{escape(derivation.place)}</small>" if derivation.place else ""
    text = f" <code>{escape(derivation.text)}</code>" if derivation.says_more else ""
    text += f" {escape(derivation.computed)}" if derivation.computed else ""
    said = f" <small>{escape(derivation.backing)}</small>" if derivation.backing else ""
    return (
        f'<tr id="from-{n}"><td class="right">{n}</td><td><code>{escape(derivation.path)}</code>{place}</td>'
        f"<td><b>{escape(derivation.exact)}</b>{text}{said}</td></tr>"
    )
