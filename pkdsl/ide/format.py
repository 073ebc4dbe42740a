"""The one style: how plan text is laid out, without losing a comment or changing what it says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pkdsl.diagnostics import Source
from pkdsl.ide._layout import write
from pkdsl.ide._pieces import statements, words
from pkdsl.syntax import parse, tree

if TYPE_CHECKING:
    from pkdsl.diagnostics import Finding

FENCE = re.compile(
    r"^(?P<fence>`{3,}|~{3,})[ \t]*pk[ \t]*\n(?P<text>.*?)^(?P=fence)[`~]*[ \t]*$", re.MULTILINE | re.DOTALL
)
"""A fence of plan text in a Markdown page that begins in the first column; `pk example` and others are not of the plan."""


class Formatted(NamedTuple):
    """A text in the one style; one that has findings about its writing stays as it is."""

    text: str
    findings: tuple[Finding, ...] = ()


class MeaningChanged(Exception):  # noqa: N818 -- it says what happened, and is never caught
    """Laying a text out would have changed what it says: a defect of the formatter, and nothing is written."""


def format_source(source: Source) -> Formatted:
    """The text of a `.pk` file, or of the `pk` fences of a `.pk.md` file, in the one style."""
    file, findings = parse(source)
    broken = tuple(finding for finding in findings if finding.code.startswith(("SYN", "LIM")))
    if broken:
        return Formatted(source.text, broken)
    if source.path.endswith(".md"):
        return Formatted(FENCE.sub(_formatted_fence, source.text))
    return Formatted(_formatted(source, file))


def _formatted_fence(match: re.Match[str]) -> str:
    source = Source("fence.pk", match["text"])
    file, findings = parse(source)
    text = match["text"] if findings else _formatted(source, file)
    return match[0].replace(match["text"], text) if match["text"] else match[0]


def _formatted(source: Source, file: tree.File) -> str:
    text = write(*statements(source, file))
    after = Source(source.path, text)
    again, findings = parse(after)
    if findings or not same(file, again) or _comments(source) != _comments(after):
        raise MeaningChanged(source.path)
    return text


def same(one: object, other: object) -> bool:
    """Whether two trees say the same, wherever it stands; `name: { … }` and `name { … }` are one."""
    waiting = [(one, other)]
    while waiting:
        a, b = waiting.pop()
        if isinstance(a, tuple) and isinstance(b, tuple):
            a_shape, b_shape = _shape(a), _shape(b)
            if len(a_shape) != len(b_shape):
                return False
            waiting.extend(zip(a_shape, b_shape, strict=True))
        elif a != b:
            return False
    return True


def _shape(node: tuple[object, ...]) -> tuple[object, ...]:
    """What a node says: its type and its parts without their place."""
    match node:
        case tree.Field(name, tree.Body() | tree.Steps() as value, None):
            return ("block", name, value)
        case tree.Declaration("", tree.Name(kind), None, None, (), tree.Body() | tree.Steps() as body):
            return ("block", kind, body)
        case tree.Literal(type="NUMBER" | "POSITION" as kind, text=text):
            return (kind, " ".join(text.split()))
    if not hasattr(node, "_fields"):
        return node
    return (type(node).__name__, *node[:-2])


def _comments(source: Source) -> list[str]:
    """All comments of a text, in their order."""
    return [comment.text for word in words(source) for comment in word.comments]
