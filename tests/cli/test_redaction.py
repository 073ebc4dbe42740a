"""A log that everybody reads: of what is marked, it holds code and place, and no word."""

from __future__ import annotations

import json

import pytest

from hiding import leaks

PLAN = """let D = 2026-07-01
mission m "Mission" { period: D .. +12 months  as_of: D  marking: unclassified }
mandate res "Resolution" { symbol: "S/RES/0000 (2026)"  adopted: D  period: D .. +12 months  ceiling troops { category: troops  value: 500 persons } }
location town "Town" { at: 2.52N 47.44E }
unit open "Open" { type: infantry  strength: 400 persons  arrives: D  leaves: D - 5 days  base: town }
"""
MARKED = """unit secret "Canary" {
  type:     infantry
  strength: 777 persons
  arrives:  D
  leaves:   D - 5 days
  base:     town
  marking:  confidential
}
"""


@pytest.fixture(autouse=True)
def no_ci(monkeypatch):
    monkeypatch.delenv("CI", raising=False)


def findings(run) -> list[dict]:
    return [one["finding"] for one in map(json.loads, run.out.splitlines()) if "finding" in one]


def places(found: list[dict]) -> list[tuple]:
    return [(one["code"], one["severity"], str(one["place"])) for one in found]


@pytest.mark.parametrize("form", ["text", "json", "jsonl"])
@pytest.mark.parametrize("cache", [["--no-cache"], []])
def test_the_log_holds_nothing_of_what_is_marked_but_code_and_place(pkdsl, plan, form, cache):
    plan({"plan.pk": PLAN + MARKED})
    for _ in range(2):  # made, and recalled
        run = pkdsl("check", "--redact-diagnostics", "--format", form, *cache, "-v")
        assert leaks(f"{run.out}{run.err}".encode()) == set()
        assert "secret" not in run.out + run.err
        assert "withheld: not everybody may read it" in run.out
        assert "Open" in run.out
    assert "Canary" in pkdsl("check", "--format", form).out


def test_the_same_findings_stand_in_the_same_places(pkdsl, plan):
    plan({"plan.pk": PLAN + MARKED})
    whole, log = (findings(pkdsl("check", "--format", "jsonl", *more)) for more in ([], ["--redact-diagnostics"]))
    assert places(whole) == places(log)
    assert len({one["fingerprint"] for one in log}) == len({one["fingerprint"] for one in whole})
    assert [one for one in log if one in whole]
    assert [one for one in log if one not in whole]


def test_where_ci_is_set_a_log_is_kept(pkdsl, plan, monkeypatch):
    plan({"plan.pk": PLAN + MARKED})
    monkeypatch.setenv("CI", "true")
    assert "Canary" not in pkdsl("check").out
    assert "Canary" in pkdsl("check", "--no-redact-diagnostics").out


@pytest.mark.parametrize("more", ["", MARKED.replace("confidential", "unclassified")])
def test_where_nothing_is_marked_higher_all_is_told(pkdsl, plan, more):
    plan({"plan.pk": PLAN + more})
    whole, log = (pkdsl("check", "--format", "jsonl", *more) for more in ([], ["--redact-diagnostics"]))
    assert whole.out == log.out


def test_what_shares_a_line_with_something_marked_is_not_shown(pkdsl, plan):
    plan({"plan.pk": PLAN.rstrip("\n") + " " + " ".join(MARKED.split()) + "\n"})
    assert "Canary" not in pkdsl("check", "--redact-diagnostics", "-v").out


def test_of_a_text_that_could_not_be_read_whole_nothing_is_told(pkdsl, plan):
    plan({"plan.pk": PLAN + MARKED.replace("persons", "nonsense")})
    run = pkdsl("check", "--redact-diagnostics", "-v")
    assert "nonsense" not in run.out
    assert "error[REF-009]" in run.out
