"""The other commands: what they print, what they write, and what they refuse."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from pkdsl import documents, formats

MISSION = """\
let D = 2026-07-01
mission test "Test" { period: D .. +12 months  currency: USD }
location base "Base" { at: 2.52N 47.44E  type: [camp] }
unit north "Northern Battalion" { type: infantry  strength: 850 persons because "as pledged"  arrives: D + 60 days  base: base }
unit south "Southern Battalion" { type: infantry  strength: 650 persons  arrives: D + 90 days  base: base }
"""


@pytest.fixture
def mission(plan):
    return plan({"mission.pk": MISSION})


# ---- init ------------------------------------------------------------------------------------------------------


def test_a_new_plan_checks_clean_and_is_in_style(pkdsl, tmp_path):
    assert pkdsl("init", "here").code == 0
    check = pkdsl("check", "here")
    assert check.code == 0, check.out
    assert check.out.startswith("0 errors, 0 warnings,"), check.out
    assert pkdsl("fmt", "--check", "here").code == 0
    assert pkdsl("-C", "here", "render").code == 0
    assert {p.suffix for p in (tmp_path / "here" / "out").iterdir()} == {".md", ".html"}


def test_a_new_plan_writes_over_nothing(pkdsl, tmp_path):
    (tmp_path / "pkdsl.toml").write_text("mine")
    run = pkdsl("init")
    assert run.code == 2
    assert [p.name for p in tmp_path.iterdir()] == ["pkdsl.toml"]
    assert (tmp_path / "pkdsl.toml").read_text() == "mine"


def test_the_recipe_of_a_new_plan_names_commands_that_exist(pkdsl, tmp_path):
    pkdsl("init")
    recipe = (tmp_path / ".github" / "workflows" / "plan.yml").read_text() + (
        tmp_path / ".pre-commit-config.yaml"
    ).read_text()
    for words in re.findall(r"(?:run:|entry:) pkdsl (.*)", recipe):
        command, *options = words.split()
        page = pkdsl(command, "--help").out
        assert all(option.split("=")[0] in page for option in options if option.startswith("-"))


# ---- new -------------------------------------------------------------------------------------------------------


def test_a_new_rule_has_the_next_free_code(pkdsl, mission, tmp_path):
    for number in (1, 2):
        assert pkdsl("new", "rule", "tst", f"Rule number {number}").code == 0
    assert sorted(p.name for p in (tmp_path / "rules").iterdir()) == [
        "TST-001-rule-number-1.pk.md", "TST-002-rule-number-2.pk.md"
    ]  # fmt: skip
    run = pkdsl("check", "--select", "TST")
    assert run.code == 0, run.out


def test_families_of_pkdsl_are_its_own(pkdsl, mission):
    run = pkdsl("new", "rule", "FRC", "Mine")
    assert run.code == 2
    assert "FRC is pkdsl's own" in run.err


def test_a_skeleton_of_a_kind_names_all_its_fields(pkdsl):
    out = pkdsl("new", "unit", "north_battalion").out
    assert out.startswith('unit north_battalion "North battalion" {\n')
    assert re.search(r"^  strength: +# a quantity in persons", out, re.MULTILINE)
    assert re.search(r"^  # base: ", out, re.MULTILINE)


def test_an_unknown_kind_has_a_nearest_one(pkdsl):
    run = pkdsl("new", "units")
    assert run.code == 2
    assert "`unit`" in run.err


def test_a_new_document_of_pkdsl_renders(tmp_path):
    root = Path(__file__).resolve().parent.parent.parent
    for folder in ("pkdsl", "stdlib", "grammar"):
        shutil.copytree(root / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "plan.pk").write_text(MISSION)

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "pkdsl", *arguments]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)

    assert run("new", "document", "unit_list", "Units of the mission").returncode == 0
    assert "unit_list" in run("render", "--list").stdout
    (tmp_path / "plan").mkdir()
    (tmp_path / "plan" / "pkdsl.toml").write_text("")
    (tmp_path / "plan.pk").rename(tmp_path / "plan" / "plan.pk")
    done = run("-C", "plan", "render", "unit_list", "--draft", "--format", "md")
    assert done.returncode == 0, done.stderr
    assert "Northern Battalion" in (tmp_path / "plan" / "out" / "unit_list.md").read_text()


# ---- explain, version, schema ----------------------------------------------------------------------------------


def test_a_page_is_shown_for_reading(pkdsl):
    run = pkdsl("explain", "bud-003")
    assert run.code == 0
    assert run.out.startswith("BUD-003 ")
    assert "```" not in run.out
    assert "**" not in run.out
    assert "    rule BUD-003" in run.out


def test_all_pages_are_listed(pkdsl):
    lines = pkdsl("explain", "--list").out.rstrip("\n").split("\n")
    assert len(lines) >= 60
    assert lines == sorted(lines)
    assert all(re.match(r"[A-Z][A-Z0-9]*-[0-9]{3} +\S", line) for line in lines)


def test_the_version_is_said_in_three_ways(pkdsl):
    said = pkdsl("--version").out
    assert re.fullmatch(r"pkdsl [0-9]+\.[0-9]+\.[0-9]+\n", said)
    assert pkdsl("version").out == said
    everything = json.loads(pkdsl("version", "--json").out)
    assert everything["edition"] == "2026"
    assert "un" in everything["packages"]
    assert "FRC-001" in everything["rules"]


def test_the_schema_is_a_schema(pkdsl, tmp_path):
    schema = json.loads(pkdsl("schema").out)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert len(schema["$defs"]) >= 90
    assert schema["$defs"]["unit"]["required"] == ["type", "strength"]
    pkdsl("schema", "-o", "model.json")
    assert json.loads((tmp_path / "model.json").read_text()) == schema


def test_reference_pages_name_every_kind_and_field(pkdsl, tmp_path):
    from pkdsl.schema.discovery import vocabulary

    pkdsl("schema", "--docs", "-o", "reference")
    text = "".join(p.read_text() for p in (tmp_path / "reference").iterdir())
    for kind in (*vocabulary().kinds, *vocabulary().parts):
        assert f"## `{kind}`" in text
    empty = re.findall(r"^\| `.*` \| .* \|  \|$", text, re.MULTILINE)
    assert empty == []


def test_codes_that_no_rule_has_are_not_chosen_in_silence(pkdsl, mission):
    run = pkdsl("check", "--select", "FRC001")
    assert (run.code, run.out) == (2, "")
    assert "No rule has a code that begins with `FRC001`. Did you mean `FRC-001`?" in run.err
    assert pkdsl("check", "--ignore", "XYZ").code == 2
    (mission / "own.pk").write_text('rule XYZ-001 "Beds" { for l in locations  require given(l.beds) }')
    assert pkdsl("check", "--ignore", "XYZ").code != 2


# ---- why, query ------------------------------------------------------------------------------------------------


def test_why_shows_lines_reasons_and_inputs(pkdsl, mission):
    run = pkdsl("why", "unit.north.deployed")
    assert run.code == 0
    assert "unit.north.strength = 850 persons" in run.out
    assert "because as pledged" in run.out
    assert "unit.north.arrives = 2026-08-30 = D + 60 days   (mission.pk:4:" in run.out
    assert "D = 2026-07-01   (mission.pk:1:9)" in run.out


def test_why_tells_a_value_over_time_day_by_day(pkdsl, plan):
    plan(
        {
            "mission.pk": f"""{MISSION}
unit west "West" {{ type: infantry  arrives: D  strength {{ from D = 200 persons  from D + 9 days = 1_300 persons because "both companies" }} }}
let bill = 1_300_000 USD
"""
        }
    )
    lines = pkdsl("why", "unit.west.strength").out.replace("\u202f", " ").split("\n")
    assert lines[0].startswith("unit.west.strength = over time   (mission.pk:")
    assert lines[1:4] == [
        "│  from 2026-07-01  200 persons", "│  from 2026-07-10  1 300 persons", "│  because from D + 9 days: both companies",
    ]  # fmt: skip
    assert pkdsl("why", "bill").out.replace("\u202f", " ").startswith("bill = 1 300 000 USD   (")


def test_why_says_what_an_override_stands_in_place_of(pkdsl, plan):
    plan({"mission.pk": f'{MISSION}use un\npolicy {{ drinking_water: 7 L/person/day because "heat" }}\n'})
    out = pkdsl("why", "policy.drinking_water").out
    assert "because heat\n" in out
    assert re.search(r"in place of un\.\S+ = 4\.5 L/person/day +\(stdlib/un/.*\)\n +source: .* \(verified\)\n", out)


def test_why_asks_for_the_same_field_of_another_first(pkdsl, mission):
    assert "Did you mean `unit.north.deployed`" in pkdsl("why", "unit.norht.deployed").err


def test_why_of_a_whole_declaration_names_fields_of_it(pkdsl, mission):
    run = pkdsl("why", "unit.north")
    assert run.code == 2
    assert re.search(r"It is a unit: ask for a field of it, such as `unit\.north\.\w+`", run.err)


def test_why_of_what_is_not_there_asks_what_was_meant(pkdsl, mission):
    run = pkdsl("why", "unit.nort.strength")
    assert run.code == 2
    assert "Did you mean `unit.north.strength`" in run.err


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("table", "1 500 persons\n"),
        ("csv", "value,unit\n1500,persons\n"),
        ("json", '[\n  {\n    "value": 1500,\n    "unit": "persons"\n  }\n]\n'),
    ],
)
def test_query_evaluates(pkdsl, mission, form, expected):
    run = pkdsl("query", "sum(u.strength for u in units)", "--format", form)
    assert (run.code, run.out.replace("\u202f", " ").replace("\u00a0", " ")) == (0, expected)


def test_query_shows_values_over_time_by_their_days(pkdsl, mission):
    rows = json.loads(pkdsl("query", "unit.north.deployed", "--format", "json").out)
    assert [row["from"] for row in rows[:2]] == [None, "2026-08-30"]
    assert (rows[1]["value"], rows[1]["unit"]) == (850, "persons")


@pytest.mark.parametrize(
    ("asked", "cells", "line"),
    [
        ("1_234.5 USD", {"value": 1234.5, "unit": "USD"}, "1234.5,USD"),
        ("1/3", {"value": 0.333333333333}, "0.333333333333"),
        ("15%", {"value": 15, "unit": "%"}, "15,%"),
        ("12 months", {"value": 12, "unit": "months"}, "12,months"),
        ("2026-07-01", {"value": "2026-07-01"}, "2026-07-01"),
        ("2026-07-01 .. +1 month", {"start": "2026-07-01", "end": "2026-07-31"}, "2026-07-01,2026-07-31"),
        ("estimate(1 day, 2 days, 4 days)", {"value": 2, "unit": "days", "low": 1, "high": 4}, "2,days,1,4"),
        ("1 < 2", {"value": True}, "true"),
        ("unit.north.requirement", {"value": None}, '""'),
        ("[[1 km]]", {"value": [{"number": "1", "unit": "km"}]}, '"[{""number"": ""1"", ""unit"": ""km""}]"'),
    ],
)
def test_query_tells_programs_what_they_need_not_take_apart(pkdsl, mission, asked, cells, line):
    assert json.loads(pkdsl("query", asked, "--format", "json").out) == [cells]
    assert pkdsl("query", asked, "--format", "csv").out == f"{','.join(cells)}\n{line}\n"


def test_query_lists_things_by_their_path(pkdsl, mission):
    assert pkdsl("query", "[u for u in units]").out == "unit.north\nunit.south\n"


def test_a_query_that_does_not_hold_together_is_located(pkdsl, mission):
    run = pkdsl("query", "sum(u.strenth for u in units)")
    assert run.code == 3
    assert "strength" in run.out
    assert "query:1:" in run.out


# ---- render ----------------------------------------------------------------------------------------------------


def test_documents_are_listed(pkdsl):
    out = pkdsl("render", "--list").out
    for name in (*documents.everything(), *formats.everything()):
        assert re.search(rf"^{name}  ", out, re.MULTILINE), name


def test_all_documents_of_a_plan_are_written_by_the_name_of_its_folder(pkdsl, tmp_path):
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "mission.pk").write_text(MISSION)
        (tmp_path / name / "pkdsl.toml").write_text('[plan]\nname = "test"\nedition = "2026"\n')
    run = pkdsl("render", "--all", "one", "--format", "md", "--draft")
    assert run.code == 0, run.err
    assert (tmp_path / "one" / "out" / "fact_sheet.md").exists()
    assert not (tmp_path / "two" / "out").exists()
    run = pkdsl("render", "--all", "one", "two")
    assert run.code == 2
    assert "one plan at a time" in run.err


def test_what_keeps_documents_from_being_written_is_shown_and_the_rest_counted(pkdsl, plan):
    error, warning = "require p.strength > 9 persons", "severity: warning\n  require p.strength > 9 persons"
    rules = "".join(
        f'rule TST-00{n} "T" {{ for p in units\n  {body} }}\n' for n, body in enumerate((error, warning), 1)
    )
    plan({"mission.pk": f'{MISSION}unit team "Team" {{ type: observers  strength: 5 persons  arrives: D }}\n{rules}'})
    out = pkdsl("render", "fact_sheet").out
    assert "error[TST-001]" in out
    assert "[TST-002]" not in out
    counts = pkdsl("check").out.rstrip().split("\n")[-1].rpartition(",")[0]
    assert " 0 warnings" not in counts
    assert counts in out


def test_documents_are_written_as_drafts_from_a_plan_with_errors_only(pkdsl, mission, tmp_path):
    (tmp_path / "fault.pk").write_text("let a = b\n")
    run = pkdsl("render", "fact_sheet", "-o", "out")
    assert run.code == 3
    assert not (tmp_path / "out").exists()
    run = pkdsl("render", "fact_sheet", "-o", "out", "--draft", "--format", "html")
    assert run.code == 0, run.err
    assert [p.name for p in (tmp_path / "out").iterdir()] == ["fact_sheet.html"]
    assert "DRAFT" in (tmp_path / "out" / "fact_sheet.html").read_text()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["facts"], "There is no document `facts`"),
        (["fact_sheet", "--format", "doc"], "There is no format `doc`"),
        ([], "Name a document"),
    ],
)
def test_what_is_not_there_cannot_be_rendered(pkdsl, mission, arguments, words):
    run = pkdsl("render", *arguments)
    assert run.code == 2
    assert words in run.err


TWO_TEAMS = """
unit team "Team" { type: observers  strength: 5 persons }
unit Ännex "Annex" { type: observers  strength: 5 persons }
"""


def test_formats_are_listed_with_what_they_need(pkdsl, monkeypatch):
    assert re.search(
        r"^pdf +PDF/A for print and archives; needs pkdsl\[pdf\]$", pkdsl("render", "--list").out, re.MULTILINE
    )
    monkeypatch.setattr("pkdsl.formats.find_spec", lambda _: None)
    assert "needs pkdsl[pdf], which is not installed" in pkdsl("render", "--list").out


def test_a_format_whose_library_is_not_installed_says_how_to_get_it(pkdsl, mission, monkeypatch):
    monkeypatch.setattr("pkdsl.formats.find_spec", lambda _: None)
    run = pkdsl("render", "fact_sheet", "--format", "pdf")
    assert run.code == 2
    assert (
        run.err == "error: The format `pdf` needs more than is installed here; `pip install 'pkdsl[pdf]'` brings it.\n"
    )


def test_a_word_that_print_cannot_show_keeps_the_whole_set_from_being_written(pkdsl, plan, tmp_path):
    plan({"mission.pk": MISSION.replace('"Test"', '"Test ኢትዮጵያ"')})
    run = pkdsl("render", "fact_sheet", "--draft", "--format", "md,pdf")
    assert run.code == 2
    assert re.match(r"error: fact_sheet.pdf: PDF cannot show ኢ \(U\+12A2\), .*: no font of pkdsl has it.", run.err)
    assert not (tmp_path / "out").exists()


def test_what_is_there_already_is_not_made_again(pkdsl, mission, tmp_path, monkeypatch):
    ask = ("render", "fact_sheet", "--draft", "--format", "md,html")
    assert "wrote out/fact_sheet.md" in pkdsl(*ask).err
    with monkeypatch.context() as patch:
        patch.setattr("pkdsl.formats.write", None)
        patch.setattr("pkdsl.compiler.compile", None)
        assert pkdsl(*ask).err == "kept out/fact_sheet.md\nkept out/fact_sheet.html\n"
    before = (tmp_path / "out" / "fact_sheet.md").read_bytes()
    (tmp_path / "out" / "fact_sheet.md").write_text("mine")
    assert "wrote out/fact_sheet.md" in pkdsl(*ask).err
    assert (tmp_path / "out" / "fact_sheet.md").read_bytes() == before
    (mission / "mission.pk").write_text(MISSION.replace("850", "851"))
    assert "wrote" in pkdsl(*ask).err
    assert "wrote" in pkdsl(*ask, "--audience", "unclassified").err
    assert "wrote" in pkdsl(*ask, "--no-cache").err


@pytest.mark.usefixtures("mission")
def test_a_document_is_built_once_for_all_its_formats(pkdsl, monkeypatch):
    monkeypatch.setattr("os.sched_getaffinity", lambda _process: {0}, raising=False)  # where one core builds them all
    built, build = [], documents.build
    monkeypatch.setattr(
        documents, "build", lambda *what, **how: built.append((what[1], how["of"])) or build(*what, **how)
    )
    assert pkdsl("render", "unit_sheet", "fact_sheet", "--draft", "--format", "md,html").err.count("wrote") == 6
    assert built == [("unit_sheet", "north"), ("unit_sheet", "south"), ("fact_sheet", "")]


def test_on_all_cores_the_same_is_written_as_on_one(pkdsl, plan, monkeypatch, tmp_path):
    plan({"mission.pk": MISSION + TWO_TEAMS})
    wish = ("render", "unit_sheet", "fact_sheet", "mission_concept", "--draft", "--format", "md,html", "-o")
    for cores, folder in (({0}, "one"), ({0, 1, 2}, "many")):
        monkeypatch.setattr("os.sched_getaffinity", lambda _process, cores=cores: cores, raising=False)
        assert pkdsl(*wish, folder).code == 0
    one, many = ({path.name: path.read_bytes() for path in (tmp_path / name).iterdir()} for name in ("one", "many"))
    assert one == many
    assert len(one) == 12


def test_of_many_files_the_number_is_told(pkdsl, mission, monkeypatch):
    monkeypatch.setattr("pkdsl.cli._writing.NAMED", 1)
    assert pkdsl("render", "fact_sheet", "--draft", "--format", "md,html").err.endswith("wrote 2 files in out\n")


def test_a_document_that_comes_once_for_each_unit_is_written_for_all_or_for_one(pkdsl, plan, tmp_path):
    plan({"mission.pk": MISSION + TWO_TEAMS})
    assert pkdsl("render", "unit_sheet", "--draft", "--format", "md").code == 0
    names = ("team", "north", "south", "-c4-nnex")
    assert {p.name for p in (tmp_path / "out").iterdir()} == {f"unit_sheet.{name}.md" for name in names}
    assert pkdsl("render", "unit-sheet.team", "--draft", "--format", "md", "-o", "one").code == 0
    assert [p.name for p in (tmp_path / "one").iterdir()] == ["unit_sheet.team.md"]
    assert "one for each unit" in pkdsl("render", "--list").out


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("unit_sheet.teem", "There is no `unit_sheet` of `teem`. Did you mean `team`?"),
        ("fact_sheet.team", "for the whole plan"),
    ],
)
def test_a_copy_that_there_is_not_cannot_be_rendered(pkdsl, plan, asked, words):
    plan({"mission.pk": MISSION + TWO_TEAMS})
    run = pkdsl("render", asked, "--draft")
    assert run.code == 2
    assert words in run.err


def test_a_plan_cannot_send_documents_elsewhere(pkdsl, mission, tmp_path):
    (tmp_path / "pkdsl.toml").write_text('[render.x]\ndocument = "fact_sheet"\noutput = "../elsewhere"\n')
    run = pkdsl("render", "--draft")
    assert run.code == 5
    assert not (tmp_path.parent / "elsewhere").exists()


# ---- starting --------------------------------------------------------------------------------------------------


def imported(*arguments: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "pkdsl", *arguments], capture_output=True, text=True, check=True
    )
    return {line.rpartition("|")[2].strip().split(".")[0] for line in done.stderr.split("\n")}


@pytest.mark.parametrize("arguments", [["--version"], ["version"]])
def test_the_version_loads_nothing_heavy(arguments):
    assert not imported(*arguments) & {"pydantic", "lark", "jinja2", "networkx", "numpy"}


def test_the_bare_version_does_not_even_load_click():
    assert "click" not in imported("--version")


def test_help_loads_no_plan():
    assert not imported("--help") & {"pydantic", "lark", "jinja2"}


# ---- completion ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_shells_are_given_a_completion(shell):
    script = Path(sys.executable).with_name("pkdsl")
    command = [str(script)] if script.exists() else [sys.executable, "-m", "pkdsl"]
    done = subprocess.run(
        command, env={"_PKDSL_COMPLETE": f"{shell}_source", "PATH": "/usr/bin:/bin", "PYTHONPATH": ":".join(sys.path)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "_PKDSL_COMPLETE" in done.stdout


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("pkdsl ch", "check"),
        ("pkdsl why unit.nor", "unit.north.strength"),
        ("pkdsl explain BUD-00", "BUD-003"),
        ("pkdsl render fa", "fact_sheet"),
    ],
)
def test_names_of_the_plan_are_completed(mission, words, expected):
    done = subprocess.run(
        [sys.executable, "-m", "pkdsl"], cwd=mission, capture_output=True, text=True, check=False,
        env={
            "_PKDSL_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(words.count(" ")),
            "PATH": "/usr/bin:/bin", "PYTHONPATH": ":".join(sys.path),
        },
    )  # fmt: skip
    assert f"plain,{expected}\n" in done.stdout, done.stderr
