"""`pkdsl diff`: between folders, scenarios and revisions, in every form."""

from __future__ import annotations

import json
import subprocess

import pytest

PLAN = """let D = 2026-07-01
mission m "Mission" { period: D .. +12 months  as_of: D }
unit north "Northern Battalion" { type: infantry  strength: 850 persons }
scenario weak "A weak battalion" { set unit.north.strength = 600 persons }
"""
TOML = '[plan]\nname = "m"\n'
LESS = PLAN.replace("850", "800")


@pytest.fixture(autouse=True)
def no_ci(monkeypatch):
    monkeypatch.delenv("CI", raising=False)


def git(folder, *arguments):
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(("git", *who, *arguments), cwd=folder, check=True, capture_output=True)  # noqa: S607 -- as it is installed


@pytest.fixture
def repository(plan, tmp_path):
    """A plan as it was committed, and changed since."""
    plan({"pkdsl.toml": TOML, "plan.pk": PLAN})
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "one")
    (tmp_path / "plan.pk").write_text(LESS, encoding="utf-8")
    return tmp_path


def test_the_work_tree_is_compared_with_the_last_revision(pkdsl, repository):
    run = pkdsl("diff")
    assert run.code == 0
    assert run.out.split("\n")[0] == "HEAD → the work tree"
    assert "    strength: 850 persons → 800 persons (−50 persons)" in run.out
    assert "1 changed; findings: none new, none gone." in run.out
    assert sorted(path.name for path in repository.iterdir() if path.name != ".git") == ["pkdsl.toml", "plan.pk"]


def test_changes_can_fail_a_run(pkdsl, repository):
    assert pkdsl("diff", "--exit-code").code == 1
    assert pkdsl("diff", "HEAD", "HEAD", "--exit-code").code == 0
    assert "Nothing that the plan means has changed." in pkdsl("diff", "HEAD", "main").out


def test_a_plan_in_a_folder_of_a_repository_is_found_in_its_revisions(pkdsl, plan, tmp_path):
    plan({"plans/m/pkdsl.toml": TOML, "plans/m/plan.pk": PLAN, "plans/pkdsl.toml": "broken"})
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "one")
    (tmp_path / "plans/m/plan.pk").write_text(LESS, encoding="utf-8")
    assert "−50 persons" in pkdsl("diff", "-C", "plans/m").out


def test_folders_are_compared(pkdsl, plan):
    plan({"a/pkdsl.toml": TOML, "a/plan.pk": PLAN, "b/pkdsl.toml": TOML, "b/plan.pk": LESS})
    run = pkdsl("diff", "a", "b")
    assert run.out.startswith("a → b\n")
    assert "−50 persons" in run.out
    assert "+50 persons" in pkdsl("diff", "b", "a").out


def test_a_scenario_is_compared_with_the_plan_as_it_stands(pkdsl, repository):
    run = pkdsl("diff", "weak")
    assert run.out.startswith("the work tree → scenario weak\n")
    assert "strength: 800 persons → 600 persons (−200 persons)" in run.out


def test_programs_get_all_of_it(pkdsl, repository):
    said = json.loads(pkdsl("diff", "--format", "json").out)
    (change,) = said["objects"]
    assert (said["version"], change["path"], change["what"]) == (1, "unit.north", "changed")
    assert change["fields"][0]["by"] == "−50 persons"


@pytest.mark.parametrize("form", ["markdown", "html"])
def test_reviewers_get_a_page(pkdsl, repository, form):
    text = pkdsl("diff", "--format", form).out
    assert "unit.north" in text
    assert "−50 persons" in text
    assert "http" not in text.replace("http://www.w3.org", "").replace("http-equiv", "")


@pytest.mark.parametrize("name", ["nowhere", "--upload-pack=x", "-x", "", "HEAD~7", "HEAD:plan.pk", "a..b"])
def test_what_is_nothing_of_all_that_is_said_so(pkdsl, repository, name):
    run = pkdsl("diff", "--", name)
    assert run.code == 2
    assert "is no folder, no scenario and no revision of git" in run.err


def test_without_a_repository_there_is_nothing_to_compare_with(pkdsl, plan, monkeypatch, tmp_path):
    plan({"pkdsl.toml": TOML, "plan.pk": PLAN})
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert pkdsl("diff").code == 2
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    run = pkdsl("diff")
    assert (run.code, "Git is not installed" in run.err) == (2, True)


def test_nothing_of_a_repository_runs(pkdsl, repository):
    """Neither a hook, nor a filter, nor what else its settings name."""
    trap = repository / "sprung"
    (repository / ".gitattributes").write_text("* filter=trap diff=trap\n", encoding="utf-8")
    for name in (
        "filter.trap.smudge",
        "diff.trap.textconv",
        "diff.external",
        "core.fsmonitor",
        "core.pager",
        "tar.tar.command",
    ):
        git(repository, "config", name, f"touch {trap}; cat")
    git(repository, "config", "core.hooksPath", str(repository))
    assert "−50 persons" in pkdsl("diff").out
    assert not trap.exists()


def test_a_log_tells_only_what_everybody_may_read(pkdsl, repository, monkeypatch):
    marked = LESS.replace("strength: 800 persons", "strength: 801 persons  marking: confidential").replace(
        "as_of: D }", "as_of: D  marking: unclassified }"
    )
    (repository / "plan.pk").write_text(marked, encoding="utf-8")
    assert "801" in pkdsl("diff").out
    assert "801" not in pkdsl("diff", "--audience", "unclassified").out
    monkeypatch.setenv("CI", "true")
    assert "801" not in pkdsl("diff").out


def test_what_is_released_to_some_is_told_to_them_alone(pkdsl, repository, monkeypatch):
    (repository / "plan.pk").write_text(
        LESS.replace("mission m", 'partner au "African Union" { }\nmission m').replace(
            "as_of: D }", "as_of: D  marking: unclassified }"
        )
        + 'unit guest "Guest" { type: infantry  strength: 801 persons  releasable_to: [KEN, au] }\n',
        encoding="utf-8",
    )
    said = {
        whom: "Guest" in pkdsl("diff", *whom.split()).out
        for whom in ("", "--release-to au", "--release-to ken,au", "--release-to GHA")
    }
    assert list(said.values()) == [True, True, True, False]
    assert pkdsl("diff", "--release-to", "").code == 2
    monkeypatch.setenv("CI", "true")
    assert "Guest" not in pkdsl("diff").out
