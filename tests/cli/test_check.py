"""`pkdsl check`: which plan, which findings, in which forms."""

from __future__ import annotations

import json

import pytest

MISSION = 'mission test "Test" { period: 2026-07-01 .. 2027-06-30 }\n'


def codes(run) -> list[tuple[str, str]]:
    return [(row["code"], row["place"]["path"]) for row in json.loads(run.out)["findings"] if row["place"]]


@pytest.fixture
def two(plan):
    """A plan whose two files have one fault each."""
    return plan({"mission.pk": MISSION, "a.pk": "let a = b\n", "sub/c.pk": "let c = d\n"})


def test_the_plan_around_the_current_folder(pkdsl, two):
    run = pkdsl("check", "--format", "json", "--select", "REF")
    assert codes(run) == [("REF-003", "a.pk"), ("REF-003", "sub/c.pk")]
    assert run.code == 3


def test_a_folder_by_name_and_by_option(pkdsl, two, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path.parent)
    by_name = pkdsl("check", str(tmp_path), "--format", "json", "--select", "REF")
    assert by_name.out == pkdsl("-C", str(tmp_path), "check", "--format", "json", "--select", "REF").out
    assert by_name.out == pkdsl("check", "-C", str(tmp_path), "--format", "json", "--select", "REF").out


def test_a_file_by_name_shows_its_findings_of_the_whole_plan(pkdsl, two):
    assert codes(pkdsl("check", "sub/c.pk", "--format", "json", "--select", "REF")) == [("REF-003", "sub/c.pk")]
    run = pkdsl("check", "mission.pk", "--format", "json", "--select", "REF")
    assert (codes(run), run.code) == ([], 0)


def test_several_plans_are_told_apart(pkdsl, plan, tmp_path):
    plan({"one/pkdsl.toml": "", "one/a.pk": "let a = b\n", "two/pkdsl.toml": "", "two/a.pk": "let a = b\n"})
    run = pkdsl("check", "one", "two", "--format", "json", "--select", "REF")
    assert codes(run) == [("REF-003", "one/a.pk"), ("REF-003", "two/a.pk")]


def test_standard_input_is_a_plan_or_a_file_of_one(pkdsl, two):
    assert codes(pkdsl("check", "-", "--format", "json", "--select", "REF", stdin="let a = z\n")) == [
        ("REF-003", "stdin.pk")
    ]
    run = pkdsl("check", "-", "--stdin-filename", "a.pk", "--format", "json", "--select", "REF", stdin="let a = 1\n")
    assert (codes(run), run.code) == ([], 0)
    run = pkdsl(
        "check", "-", "--stdin-filename", "sub/c.pk", "--format", "json", "--select", "REF", stdin="\n\nlet c = zz\n"
    )
    assert [row["place"]["start"]["line"] for row in json.loads(run.out)["findings"]] == [3]


def test_one_run_writes_several_forms(pkdsl, two, tmp_path):
    run = pkdsl(
        "check", "--format", "text", "--format", "json=reports/f.json", "--format", "jsonl=f.jsonl", "--select", "REF"
    )
    assert run.out.startswith("error[REF-003]")
    document = json.loads((tmp_path / "reports" / "f.json").read_text())
    assert document["exit_code"] == run.code == 3
    assert (tmp_path / "f.jsonl").read_text().count("\n") == 3


def test_the_last_line_counts(pkdsl, two):
    last = pkdsl("check", "--select", "REF").out.rstrip("\n").split("\n")[-1]
    assert last.startswith("2 errors, 0 warnings, 0 not assessable, 0 waived, ")
    assert last.endswith(" s")


def test_json_is_the_same_in_every_run(pkdsl, two):
    assert pkdsl("check", "--format", "json").out == pkdsl("check", "--format", "json").out


def test_fewer_findings_are_shown_and_all_are_counted(pkdsl, two):
    document = json.loads(pkdsl("check", "--format", "json", "--max-findings", "1", "--select", "REF").out)
    assert len(document["findings"]) == 1
    assert document["counts"]["error"] == 2
    assert document["counts"]["not-shown"] == 1


def test_rules_can_be_chosen_and_left_out_but_not_what_keeps_a_plan_from_being_built(pkdsl, plan):
    plan({"a.pk": MISSION + "let a = b\n" + 'rule TST-001 "t" {\n  for m in missions\n  require m.period == 1\n}\n'})
    plan({"a.pk": MISSION + "let a = b\n" + 'rule TST-001 "Never" {\n  for m in missions\n  require 1 == 2\n}\n'})

    def found(*options: str) -> list[str]:
        return [code for code, _ in codes(pkdsl("check", "--format", "json", *options))]

    assert set(found("--select", "TST")) == {"REF-003", "TST-001"}
    assert found("--select", "LES") == ["REF-003"]
    assert "TST-001" not in found("--ignore", "tst-001,MND")


def test_colour_only_where_it_is_wanted(pkdsl, two, monkeypatch):
    assert "\x1b[" not in pkdsl("check").out
    assert "\x1b[" in pkdsl("check", "--color", "always").out
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    assert "\x1b[" not in pkdsl("check").out


def test_silence_where_nothing_was_found(pkdsl, plan):
    plan({"a.pk": "let a = 1\n"})
    run = pkdsl("check", "-q", "--select", "LES")
    assert (run.code, run.out, run.err) == (0, "", "")


def test_an_empty_plan_is_a_plan(pkdsl, plan):
    plan({"a.pk": ""})
    run = pkdsl("check", "--select", "REF")
    assert run.code == 0, run.out


def test_today_is_said(pkdsl, plan):
    plan({"a.pk": MISSION + 'rule TST-001 "Today" {\n  for m in missions\n  require today == 2026-08-01\n}\n'})
    assert pkdsl("check", "--select", "TST", "--as-of", "2026-08-01").code == 0
    assert pkdsl("check", "--select", "TST", "--as-of", "2026-08-02").code == 1


def test_levels_of_the_configuration_hold(pkdsl, plan):
    plan(
        {
            "pkdsl.toml": '[rules]\nTST-001 = "off"\n',
            "a.pk": MISSION + 'rule TST-001 "Never" {\n  for m in missions\n  require 1 == 2\n}\n',
        }
    )
    assert pkdsl("check", "--select", "TST").code == 0
    plan({"pkdsl.toml": '[rules]\nTST = "warning"\n'})
    assert pkdsl("check", "--select", "TST").code == 0
    assert pkdsl("check", "--select", "TST", "--fail-on", "warning").code == 1


def test_another_configuration_can_be_named(pkdsl, plan):
    plan(
        {
            "other.toml": '[rules]\nTST-001 = "off"\n',
            "a.pk": MISSION + 'rule TST-001 "Never" {\n  for m in missions\n  require 1 == 2\n}\n',
        }
    )
    assert pkdsl("check", "--select", "TST").code == 1
    assert pkdsl("check", "--select", "TST", "--config", "other.toml").code == 0


def test_settings_are_shown_with_their_origin(pkdsl, plan):
    plan({"pkdsl.toml": '[plan]\nname = "ours"\n[rules]\nFRC = "off"\n[limits]\nfiles = 9\n', "a.pk": ""})
    rows = [
        line.split()
        for line in pkdsl("check", "--show-config", "--limit", "plan_bytes=77").out.rstrip("\n").split("\n")
    ]
    for row in (
        ["name", "ours", "pkdsl.toml"],
        ["edition", "2026", "default"],
        ["levels", "FRC", "=", "off", "pkdsl.toml"],
        ["limits.files", "9", "pkdsl.toml"],
        ["limits.plan_bytes", "77", "command", "line"],
        ["fail_on", "error", "default"],
    ):
        assert row in rows


def test_a_plan_cannot_raise_a_limit(pkdsl, plan):
    plan({"pkdsl.toml": "[limits]\nfiles = 99_999_999\n", "a.pk": ""})
    run = pkdsl("check")
    assert run.code == 2
    assert "--limit files=" in run.out


def test_time_and_memory_are_said_where_that_is_asked_for(pkdsl, two):
    assert json.loads(pkdsl("check", "--format", "json").out)["stats"] == {}
    stats = json.loads(pkdsl("check", "--format", "json", "--stats").out)["stats"]
    assert set(stats) == {"s", "MiB of memory"}


def test_a_finding_has_the_name_of_its_page(pkdsl, two):
    assert pkdsl("check", "--select", "REF").out.startswith("error[REF-003] unknown-name: ")
