"""Plans with parts that some readers may not see, whose every text, number and name is one of a kind, and how to find these."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from base64 import b64decode
from dataclasses import replace
from typing import TYPE_CHECKING

from pages import ROOT
from pkdsl import compiler
from pkdsl.diagnostics import Severity, Source
from pkdsl.syntax import tree
from pkdsl.workspace import find, read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pkdsl.diagnostics import World
    from pkdsl.plan.draft import Given, Node

LOW = "unclassified"
CLOSED = "marking: confidential"
"""What hides something from those who see no more than what is unclassified."""
NUMBER = re.compile(r"[0-9][0-9_]*(?= (?:USD|persons|L|kg|t)\b)")
FIRST = 61_234_567
"""Numbers in hidden parts count from here, so that none is anywhere else."""


def world() -> World:
    """The plan that breaks every rule: it has something of every family."""
    return read(find(ROOT / "tests" / "golden" / "breaker")).world


def marked(
    plan: World, found: compiler.Compilation, hide: Callable[[Node], bool], salt: str, mark: str = CLOSED
) -> World:
    """The plan, of which `found` was made, with what `hide` picks marked, renamed, and filled with canaries; another salt changes nothing else."""
    nodes = list(found.plan.own())
    hidden = [node for node in nodes if not node.spec.is_part and node.name and hide(node)]
    inside = [node for node in nodes if any(one in hidden for one in node.up)]
    texts = {source.path: source.text for source in plan.plan.sources}
    for number, given in sorted(enumerate(_givens(inside)), key=lambda pair: -pair[1].place.start):
        path, (start, end) = given.place.source.path, given.place[1:]
        if path in texts:
            texts[path] = texts[path][:start] + _canary(given, salt, number) + texts[path][end:]
    names = {node.name: f"{salt}canary_{number}" for number, node in enumerate(hidden) if "_" in node.name}
    taken = re.compile(rf"\b(?:{'|'.join(sorted(names, key=len, reverse=True)) or '(?!)'})\b(?!:)")
    texts = {path: taken.sub(lambda word: names[word[0]], text) for path, text in texts.items()}
    marks = (
        f"extend {node.spec.kind} {names.get(node.name, node.name)} {{ {mark} }}\n"
        for node in hidden
        if mark.partition(":")[0] not in node.given
    )
    open_ = "extend mission { marking: unclassified }\n"
    sources = (*(Source(path, text) for path, text in texts.items()), Source("zz_marks.pk", "".join((open_, *marks))))
    return replace(plan, plan=replace(plan.plan, sources=sources))


def _givens(nodes: Iterable[Node]) -> Iterator[Given]:
    """What a text of its own gives them, each place once."""
    seen = set()
    for node in nodes:
        for name, given in node.given.items():
            if (
                given.expression is not None
                and given.place not in seen
                and name not in {"marking", "releasable_to", "source", "measure"}
            ):
                seen.add(given.place)
                yield given


def _canary(given: Given, salt: str, number: int) -> str:
    """A text or a number that is nowhere else, in place of one that was there."""
    text = given.place.text
    if isinstance(given.expression, tree.Literal) and text.startswith('"') and "\n" not in text:
        return f'"{salt.capitalize()}canary {number}{" and more" * (salt == "zz")}"'
    return NUMBER.sub(str(FIRST + number * 7 + (salt == "zz") * 3), text)


def errors(found: compiler.Compilation) -> list[str]:
    """The mistakes in the text of a plan."""
    families = ("SYN", "REF", "TYP")
    return [
        f"{one.code} {one.message}"
        for one in found.findings
        if one.severity is Severity.ERROR and one.code[:3] in families
    ]


def unmarked(words: str) -> str:
    """The words of a portion without the mark that they begin with."""
    return re.sub(r"\A\((?:U|C|SC)(?://[A-Z0-9., ]+)?\) ", "", words)


# -- what is in a file --------------------------------------------------------------------------------------------


def leaks(data: bytes) -> set[str]:
    """The canaries in a file, however deep."""
    found: set[str] = set()
    for text in unfolded(data):
        found.update(re.findall(r"\w*canary[ _\w]{0,5}", text, re.IGNORECASE))
        found.update(re.findall(r"612[34][0-9]{4}", re.sub(r"(?<=[0-9])[\u202f\u00a0 ,_'.](?=[0-9])", "", text)))
        found.update(re.findall(r"61\.2[34]", text))
    return found


def unfolded(data: bytes) -> Iterator[str]:
    """All that stands in a file: as it is, in two-byte letters, in hexadecimal, inside packages, streams and data addresses."""
    if data.startswith(b"%PDF"):
        yield from _of_pdf(data)
        return
    yield data.decode("utf-8", "replace")
    yield data.decode("utf-16-be", "replace")
    yield data.decode("utf-16-le", "replace")
    if zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            for name in package.namelist():
                yield name
                yield from unfolded(package.read(name))
    for code in re.findall(rb"base64,([A-Za-z0-9+/=]+)", data):
        yield from unfolded(b64decode(code))


def _of_pdf(data: bytes) -> Iterator[str]:
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(data))
    yield " ".join(page.extract_text() for page in reader.pages)
    yield repr((reader.metadata, reader.outline, reader.named_destinations))
    for stream in re.findall(rb"stream\r?\n(.*?)endstream", data, re.DOTALL):
        try:
            plain = zlib.decompressobj().decompress(stream)
        except zlib.error:
            continue
        codes = re.findall(rb"<((?:[0-9A-Fa-f]{2}){3,})>", plain)
        for words in (
            plain.decode("utf-8", "replace"),
            *(bytes.fromhex(code.decode()).decode("utf-16-be", "replace") for code in codes),
        ):
            yield re.sub("[0-9]", "#", words)  # here numbers are places on the page; what it says was extracted above
