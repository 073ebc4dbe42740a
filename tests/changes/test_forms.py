"""A change in words: as the documentation shows it, and safe wherever it is read."""

from __future__ import annotations

import json
import re

import pytest

from pages import ROOT
from papers import HOSTILE
from pkdsl import formats
from pkdsl.changes import changes
from pkdsl.changes.json import write as to_json
from pkdsl.changes.paper import document
from pkdsl.changes.text import write
from pkdsl.diagnostics import Source
from small import compiled

PAGE = (ROOT / "docs" / "diff.md").read_text(encoding="utf-8")


def fence(kind: str) -> str:
    (text,) = re.findall(rf"^```{kind}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    return text


def test_the_documentation_shows_what_is_said() -> None:
    before = fence("pk example")
    after = before.replace("850 persons", "700 persons").replace("D + 30 days", "D + 75 days")
    found = changes(compiled(Source("plan.pk", before)), compiled(Source("plan.pk", after)))
    assert write(found, "HEAD", "the work tree").replace("\u202f", " ") == fence("text")


@pytest.mark.parametrize("words", HOSTILE)
def test_whatever_a_plan_says_stays_text(words: str) -> None:
    plan = "unit a {said} {{ strength: {n} persons  note: {said} }}"
    said = json.dumps(words)
    one, two = (compiled(plan.format(said=said, n=n)) for n in (5, 6))
    found = changes(one, two)
    shown = write(found, words, words)
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert json.loads(to_json(found, words, words))["before"] == words
    page = formats.write(document(found, words, words), "html").decode()
    assert "<script>alert" not in page
    assert "onerror=alert(1)>" not in page
