"""README: its commands are what continuous integration runs, its plan checks, its links lead somewhere."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
CI = (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def commands() -> list[list[str]]:
    """The lines of README that start from nothing, as their steps behind the clone."""
    lines = re.findall(r"^git clone .*$", README, re.MULTILINE)
    return [line.split(" && ")[2:] for line in lines]


def test_two_commands_start_from_a_clone():
    assert [steps[-1] for steps in commands()] == [
        ".venv/bin/pkdsl -C examples/unsmok render --all",
        ".venv/bin/pytest",
    ]


def test_continuous_integration_runs_the_tests_as_readme_says():
    wanted = [step.replace(".venv", ".venv-ci") for step in commands()[1]]
    run = [line for line in CI.split("\n") if line in wanted]
    assert run == wanted
    assert CI.startswith("#!/usr/bin/env bash\n")
    assert "\nset -eu\n" in CI


def test_no_registry_is_named():
    assert not re.search(r"index-url|https?://|trusted-host", CI)


@pytest.mark.parametrize("target", re.findall(r"\]\(([^)#]+)\)", README))
def test_a_link_leads_somewhere(target):
    assert target.startswith("https://") or (ROOT / target).exists()


def test_every_command_in_the_table_is_one():
    from pkdsl.cli._commands import COMMANDS

    names = set(re.findall(r"^\| `pkdsl ([a-z]+)", README, re.MULTILINE))
    assert names
    assert names <= set(COMMANDS.list_commands(None))


@pytest.mark.parametrize("words", re.findall(r"^\| `pkdsl ((?:why|explain|query) .+?)` \|", README, re.MULTILINE))
def test_a_question_in_the_table_has_an_answer_in_the_example(pkdsl, words):
    run = pkdsl("-C", str(ROOT / "examples" / "unsmok"), *shlex.split(words))
    assert (run.code, bool(run.out)) == (0, True), run.err


def test_the_plan_in_readme_finds_what_readme_shows(pkdsl, tmp_path):
    (text,) = re.findall(r"^```pk\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
    (report,) = re.findall(r"^```report\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
    (tmp_path / "plan.pk").write_text(text, encoding="utf-8")
    run = pkdsl("check", "plan.pk", "--select", "FRC-001")
    assert run.code == 1, run.out
    shown, _, counts = run.out.rstrip("\n").rpartition("\n\n")
    assert f"{shown}\n" == report
    assert counts.startswith("1 error, 0 warnings")
