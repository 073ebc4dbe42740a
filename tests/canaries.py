"""Plans in which all declarations of a kind are hidden, each called by a word that no reader may find."""

from __future__ import annotations

import re

from pkdsl import compiler, documents, formats
from pkdsl.diagnostics import Package, Source, World
from pkdsl.page import Figure
from pkdsl.workspace import shipped


def hidden(plan: str, kind: str) -> str:
    """The plan with every declaration of a kind marked confidential and called `Canary`."""
    titles = re.findall(rf'^{kind} (\w+) "([^"]*)"', plan, re.MULTILINE)
    assert titles, kind
    for name, title in titles:
        plan = plan.replace(f'"{title}"', f'"Canary {name}"')
    return plan + "".join(f"\nextend {kind} {name} {{ marking: confidential }}" for name, _ in titles)


def seen(plan: str, name: str, audience: str) -> str:
    """All that these readers find in a document: its HTML, its pictures and what is read out of them."""
    compiled = compiler.compile(World(Package("", (Source("plan.pk", plan),)), **shipped()))
    document = documents.build(compiled, name, audience=audience)
    pictures = [block.svg + block.description for block in document.blocks if isinstance(block, Figure)]
    return formats.write(document, "html").decode() + "".join(pictures)
