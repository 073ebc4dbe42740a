"""The pages of rules and errors, as they are shipped: found by code, and shown in a terminal."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from pkdsl import resources

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pkdsl.diagnostics import Finding

CODE = re.compile(r"([A-Z][A-Z0-9]*-[0-9]{3})-([a-z0-9-]+)\.pk\.md")


class Page(NamedTuple):
    """One page: its code, the slug of its file's name, and its Markdown."""

    code: str
    slug: str
    text: str

    @property
    def heading(self) -> str:
        """What its first line says after the code."""
        return self.text.split("\n", 1)[0].lstrip("# ").removeprefix(self.code).strip()


def pages() -> list[Page]:
    """All pages, by code."""
    found = ((_name(path), text) for path, text in resources.tree("stdlib/rules").items())
    return sorted(Page(name[1], name[2], text) for name, text in found if name)


def _name(path: str) -> re.Match[str] | None:
    return CODE.fullmatch(path.rsplit("/", 1)[-1])


def with_slugs(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings under the names of their pages, as far as they have one; a rule of the plan keeps its own."""
    findings = tuple(findings)
    slugs = {name[1]: name[2] for name in map(_name, resources.names("stdlib/rules")) if name} if findings else {}
    return tuple(replace(finding, name=slugs.get(finding.code, finding.name)) for finding in findings)


def to_terminal(text: str, *, color: bool) -> str:
    """Markdown as a terminal shows it: headings stand out, fences are set in, marks of emphasis go."""
    return "\n".join(_lines(text.rstrip().split("\n"), color=color)) + "\n"


def _lines(lines: list[str], *, color: bool) -> Iterator[str]:
    fence = ""
    for line in lines:
        if fence:
            if line.startswith(fence):
                fence = ""
            else:
                yield f"    {line}".rstrip()
        elif line.startswith(("```", "~~~")):
            fence = line[: len(line) - len(line.lstrip(line[0]))]
        elif line.startswith("#"):
            heading = line.lstrip("# ")
            yield f"\x1b[1m{heading}\x1b[0m" if color else heading
        else:
            yield re.sub(r"\*\*(.+?)\*\*", "\x1b[1m\\1\x1b[0m" if color else "\\1", line)
