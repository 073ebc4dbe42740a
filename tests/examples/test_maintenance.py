"""The example while one helicopter is in maintenance: who is then outside two hours at night, and what makes it so."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from pkdsl import compiler
from pkdsl.workspace import Request, find, read

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "unsmok"
SERVICE = """count {
    from D + 14 days                    = 1
    during 2026-12-01 .. 2026-12-10 = 0 because "in maintenance"
  }"""


@pytest.fixture
def in_maintenance(tmp_path):
    """The findings of a copy in which the helicopter of Adeta that flies at night stands still for ten days."""
    folder = shutil.copytree(EXAMPLE, tmp_path / "mine", ignore=shutil.ignore_patterns("out"))
    medical = folder / "medical.pk"
    text = medical.read_text(encoding="utf-8")
    start = text.index("evacuation_asset heli_adeta ")
    assert "count:        1\n" in text[start:]
    text = text[:start] + text[start:].replace("count:        1", SERVICE, 1)
    medical.write_text(text, encoding="utf-8")
    return compiler.compile(read(find(folder), Request()).world).findings


def test_check_names_who_is_outside_two_hours_at_night_on_these_days(in_maintenance):
    lapses = [finding for finding in in_maintenance if finding.code == "MED-106"]
    assert sorted(finding.subject for finding in lapses) == ["location.sogol", "location.tarim"]
    for finding in lapses:
        assert finding.interval == (date(2026, 12, 1), date(2026, 12, 10))
        assert "at night surgery is no longer reached from" in finding.message
        assert "Evacuation helicopter Adeta is not there, and nothing stands in" in finding.message
        assert "there on 2026-12-01, or keep what leaves until 2026-12-10, 10 days longer" in finding.help
        assert finding.span.source.text[finding.span.start :].startswith("during 2026-12-01 .. 2026-12-10")


def test_nothing_else_comes_of_it(in_maintenance):
    assert {finding.code for finding in in_maintenance if str(finding.severity) in {"error", "warning"}} == {"MED-106"}
