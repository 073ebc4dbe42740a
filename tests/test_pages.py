"""Every rule page is documentation, code and test in one: its examples find what they announce, and nothing else."""

import re
from pathlib import Path

import pytest

import pages

RULES = sorted((pages.ROOT / "stdlib" / "rules").rglob("*.pk.md"))


def sources_of(path: Path):
    """The rules that a page is judged by: its own, or all of them for a page of the compiler's own findings."""
    code = path.name[: path.name.index("-", path.name.index("-") + 1)]
    everything = pages.library().rules
    own = tuple(source for source in everything if source.path.endswith(path.name))
    return everything if code.split("-")[0] in pages.COMPILER else own


@pytest.mark.parametrize("path", RULES, ids=lambda path: path.name.removesuffix(".pk.md"))
def test_the_examples_of_a_page_find_what_they_announce(path):
    code = "-".join(path.name.split("-")[:2])
    text = path.read_text(encoding="utf-8")
    for example in pages.examples(path.name, text):
        judged = {code, *re.findall(r"^rule (\S+)", example.text, re.MULTILINE)}
        found = [
            f
            for f in pages.findings(example, sources_of(path))
            if f.code in judged or f.code.split("-")[0] in pages.COMPILER
        ]
        shown = "\n".join(f"{f.span.place if f.span else ''} {f.code} {f.message}" for f in found)
        assert pages.places(found, example) == example.expected, f"{path.name}:{example.line}\n{shown}"
    expecting = [bool(example.expected) for example in pages.examples(path.name, text)]
    assert "```pk\nrule" not in text or {True, False} <= set(expecting), (
        "a rule needs an example that breaks it and one that passes"
    )
