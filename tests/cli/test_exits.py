"""Exit codes: one for every way a run can end, and nothing else."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from pkdsl.cli import _run
from pkdsl.cli._exits import MEANINGS, ORDER, Exit, exit_code
from pkdsl.diagnostics import Finding, Severity


def finding(code: str, severity: Severity = Severity.ERROR) -> Finding:
    return Finding(code, severity, "Seen.")


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        ([], 0),
        (["FRC-001"], 1),
        (["PKG-004"], 2),
        (["PKG-005"], 2),
        (["SYN-001"], 3),
        (["REF-001"], 3),
        (["TYP-001"], 3),
        (["VAL-001"], 3),
        (["PKG-001"], 3),
        (["PKG-007"], 3),
        (["PKG-006"], 4),
        (["PKG-002"], 5),
        (["LIM-001"], 5),
        (["FRC-001", "SYN-001"], 3),
        (["SYN-001", "LIM-001"], 5),
        (["LIM-001", "PKG-004"], 2),
        (["PKG-004", "PKG-006"], 4),
        (["WVR-001"], 1),
    ],
)
def test_findings_decide_and_the_first_in_order_wins(codes, expected):
    assert exit_code([finding(code) for code in codes], ()) == expected


@pytest.mark.parametrize(
    ("severity", "fail_on", "expected"),
    [
        (Severity.WARNING, [], 0),
        (Severity.WARNING, [Severity.ERROR], 0),
        (Severity.WARNING, [Severity.WARNING], 1),
        (Severity.ERROR, [Severity.WARNING], 1),
        (Severity.INFO, [Severity.INFO], 1),
        (Severity.NOT_ASSESSABLE, [Severity.INFO], 0),
        (Severity.NOT_ASSESSABLE, [Severity.NOT_ASSESSABLE], 1),
        (Severity.WARNING, [Severity.NOT_ASSESSABLE], 0),
        (Severity.ERROR, [Severity.NOT_ASSESSABLE], 1),
    ],
)
def test_the_fail_level_is_a_floor_and_not_assessable_stands_apart(severity, fail_on, expected):
    assert exit_code([finding("FRC-001", severity)], fail_on) == expected


def test_every_code_is_explained_in_help(pkdsl):
    run = pkdsl("--help")
    assert run.code == 0
    for code, meaning in MEANINGS.items():
        assert re.search(rf"^ +{code.value}  {re.escape(meaning)}$", run.out, re.MULTILINE)
    assert set(ORDER) == set(Exit)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["chek"], "There is no command `chek`; there are check, diff, explain, export"),
        (["check", "--no-such"], "--no-such"),
        (["check", "nowhere.pk"], "`nowhere.pk` does not exist."),
        (["check"], "pkdsl init"),
        (["check", "--as-of", "2026-02-30"], "there is no day 2026-02-30"),
        (["check", "--as-of", "tomorrow"], "`tomorrow` is no day"),
        (["check", "--as-of", "20260101"], "`20260101` is no day"),
        (["check", "--as-of", "२०२६-०१-०१"], "is no day"),
        (["check", "--format", "yaml"], "there is no form `yaml`"),
        (["check", "--fail-on", "all"], "'all' is not one of"),
        (["check", "--limit", "files=lots"], "write NAME=NUMBER"),
        (["check", "--limit", "memory=1"], "write NAME=NUMBER"),
        (["check", "--max-findings", "0"], "--max-findings"),
        (["explain", "FRC-999"], "There is no page for `FRC-999`"),
        (["explain", "frc-1"], "Did you mean `FRC-001`?"),
        (["explain"], "Name a code"),
        (["new"], "KIND is missing: `pkdsl new KIND [NAME] [TITLE]`"),
        (["graph", "roads"], "KIND: 'roads' is not one of 'command'"),
        ([], "a command is missing"),
    ],
)
def test_called_wrongly(pkdsl, arguments, words):
    run = pkdsl(*arguments)
    assert run.code == 2
    assert run.err.startswith("error: ")
    assert words in run.err
    assert "invalid" not in run.err.lower()
    assert run.out == ""


def test_a_configuration_that_is_not_understood_is_called_wrongly(pkdsl, plan):
    plan({"pkdsl.toml": "[plam]\n", "a.pk": ""})
    run = pkdsl("check")
    assert run.code == 2
    assert "error[PKG-004] unknown-key" in run.out


def test_a_crash_is_one_line_with_a_name(pkdsl, plan, monkeypatch):
    plan({"a.pk": ""})
    monkeypatch.setattr("pkdsl.cli._plans.read", lambda *_: 1 / 0)
    run = pkdsl("check")
    assert run.code == 70
    assert re.fullmatch(r"error: pkdsl itself failed \(defect [0-9a-f]{8}, ZeroDivisionError in .*\n", run.err)
    assert "Traceback" in pkdsl("check", "--debug").err


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (KeyboardInterrupt(), 130, ""),
        (_run.Terminated(), 143, ""),
        (BrokenPipeError(32, "Broken pipe"), 4, ""),
        (OSError(28, "No space left on device", "out/a.md"), 4, "error: `out/a.md`: No space left on device"),
        (PermissionError(13, "Permission denied", "a.pk"), 4, "error: `a.pk`: Permission denied"),
        (RecursionError(), 70, "error: pkdsl itself failed"),
        (MemoryError(), 70, "error: pkdsl itself failed"),
    ],
)
def test_what_happens_outside_has_a_code_too(pkdsl, plan, monkeypatch, error, code, said):
    plan({"a.pk": ""})

    def fail(*_):
        raise error

    monkeypatch.setattr("pkdsl.cli._plans.read", fail)
    run = pkdsl("check")
    assert run.code == code
    assert run.err.startswith(said)
    assert bool(run.err) == bool(said)


def test_programs_that_asked_for_json_get_json_however_a_run_ends(pkdsl, plan, monkeypatch):
    assert json.loads(pkdsl("check", "--format", "json").out)["exit_code"] == 2
    plan({"a.pk": ""})
    monkeypatch.setattr("pkdsl.cli._plans.read", lambda *_: 1 / 0)
    document = json.loads(pkdsl("check", "--format", "json").out)
    assert document["exit_code"] == 70
    assert document["error"].startswith("pkdsl itself failed")


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_run_that_is_stopped_says_nothing(tmp_path, number, code):
    with subprocess.Popen(
        [sys.executable, "-m", "pkdsl", "check", "-"],
        cwd=tmp_path,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 -- whoever runs the tests may ignore it
    ) as child:
        child.stdin.write(b"\n" * 200_000)  # more than a pipe holds: once it is written, somebody is reading
        child.stdin.flush()
        child.send_signal(number)
        out, err = child.communicate(timeout=60)
    assert (child.returncode, out, err) == (code, b"", b"")


def test_a_reader_that_goes_away_is_no_reason_for_a_word():
    with subprocess.Popen(
        [sys.executable, "-m", "pkdsl", "schema"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as child:
        child.stdout.close()
        assert child.stderr.read() == b""
        assert child.wait(timeout=60) == 4


def test_output_that_cannot_be_written_is_said():
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "pkdsl", "explain", "--list"], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 4
    assert done.stderr == b"error: the output could not be written: No space left on device.\n"
