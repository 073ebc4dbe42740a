"""The pages for planners: their examples find what they announce, their reports are what pkdsl says, their links lead somewhere."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

import pages

DOCS = sorted((pages.ROOT / "docs").rglob("*.md"))
CODE = re.compile(r"\b[A-Z][A-Z0-9]{1,3}-[0-9]{3}\b")
REPORT = re.compile(r"^```pk example\n([^`]*)^```\n\n```report\n(.*?)^```$", re.MULTILINE | re.DOTALL)
ALL = pytest.mark.parametrize("path", DOCS, ids=lambda path: path.stem)


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def sections(path: Path) -> list[str]:
    """A page in pieces, each from one heading to the next; its examples are judged by the rules it names."""
    return re.split(r"^(?=## )", text_of(path), flags=re.MULTILINE)


def rules_of(section: str):
    """The rules that a section names, but those that its examples declare themselves; there must be one of each."""
    codes = set(CODE.findall(section)) - set(re.findall(r"^rule (\S+)", section, re.MULTILINE))
    found = [source for source in pages.library().rules if set(CODE.findall(Path(source.path).name)) & codes]
    assert len(found) == len(codes), "a rule that there is not"
    return tuple(found)


@ALL
def test_the_examples_find_what_they_announce(path):
    assert pages.examples(path.name, text_of(path))
    for section in sections(path):
        for example in pages.examples(path.name, section):
            findings = pages.findings(example, rules_of(section))
            shown = "\n".join(f"{f.code} {f.message}" for f in findings)
            assert pages.places(findings, example) == example.expected, f"{example.text}\n{shown}"


@ALL
def test_a_report_is_what_pkdsl_says_of_the_plan_above_it(path, pkdsl, tmp_path):
    assert text_of(path).count("```report") == len(REPORT.findall(text_of(path))), "a report stands below a plan"
    for section in sections(path):
        for plan, report in REPORT.findall(section):
            assert re.search(r"^mission\b", plan, re.MULTILINE), "a plan with a report declares its mission"
            (tmp_path / "plan.pk").write_text(plan, encoding="utf-8")
            run = pkdsl("check", "plan.pk", "--select", ",".join(sorted(set(CODE.findall(section)))))
            shown = run.out.rstrip("\n").rpartition("\n\n")[0] + "\n"
            if os.environ.get("BLESS"):
                path.write_text(
                    text_of(path).replace(f"```report\n{report}", f"```report\n{shown}", 1), encoding="utf-8"
                )
                continue
            assert shown == report, "run with BLESS=1 and review the difference"


@ALL
def test_a_link_leads_somewhere(path):
    targets = re.findall(r"\]\(([^)#]+)\)", text_of(path))
    assert [
        target for target in targets if not target.startswith("https://") and not (path.parent / target).exists()
    ] == []
