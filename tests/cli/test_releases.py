"""Files for readers outside the mission: who they may be, and that nothing made for others is taken for theirs."""

from __future__ import annotations

import json

import pytest

from hiding import leaks

PLAN = """let D = 2026-07-01
mission m "Mission" { period: D .. +12 months  as_of: D  marking: unclassified }
partner au "African Union" { }
partner both "Both" { }
agency both "Both" { type: ngo }
risk known "Known" { likelihood: 3  releasable_to: [KEN, au] }
risk other "Canary" { likelihood: 3  releasable_to: GHA }
"""
REGISTER = ("render", "risk_register", "--draft", "--format", "md")


@pytest.fixture(autouse=True)
def no_ci(monkeypatch):
    monkeypatch.delenv("CI", raising=False)


def register(tmp_path) -> str:
    return (tmp_path / "out" / "risk_register.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("whom", "banner"),
    [
        (["KEN"], "REL KEN"),
        (["ken"], "REL KEN"),
        (["au"], "REL AU"),
        (["partner.au"], "REL AU"),
        (["au,KEN"], "REL KEN, AU"),
        (["au", "--release-to", "KEN"], "REL KEN, AU"),
    ],
)
def test_readers_are_named_as_plans_name_them(pkdsl, plan, tmp_path, whom, banner):
    plan({"plan.pk": PLAN})
    assert pkdsl(*REGISTER, "--release-to", *whom).code == 0
    assert f"UNCLASSIFIED//{banner} – DRAFT" in register(tmp_path)
    assert "Known" in register(tmp_path)
    assert leaks(register(tmp_path).encode()) == set()


@pytest.mark.parametrize(
    ("whom", "said"),
    [
        ("Kenia", "Did you mean `KEN` (Kenya)?"),
        ("aau", "Did you mean `au`?"),
        ("both", "`agency.both`"),
        ("", "Say to whom it is released"),
        ("KEN,", "Say to whom it is released"),
        (" ", "Say to whom it is released"),
    ],
)
@pytest.mark.parametrize("wish", [REGISTER, ("export", "json")])
def test_who_is_nobody_or_may_be_two_is_asked_for_again_and_gets_nothing(pkdsl, plan, tmp_path, wish, whom, said):
    plan({"plan.pk": PLAN})
    run = pkdsl(*wish, "--release-to", whom)
    assert run.code == 2
    assert said in run.err
    assert not (tmp_path / "out").exists()


def test_what_is_said_of_readers_names_nobody_whom_they_do_not_know(pkdsl, plan):
    plan({"plan.pk": PLAN + 'partner secret_friend "Friend" { marking: confidential }'})
    assert pkdsl(*REGISTER, "--release-to", "secret_friend").code == 0
    for whom in ("secret_friend", "secret_frend"):
        run = pkdsl(*REGISTER, "--release-to", whom, "--audience", "unclassified")
        assert run.code == 2
        assert "secret_friend" not in run.err.replace(f"`{whom}` is no state", "")


def test_what_was_written_for_some_is_never_taken_for_what_was_asked_for_others(pkdsl, plan, tmp_path):
    plan({"plan.pk": PLAN})
    seen = {}
    for whom in ([], ["GHA"], ["KEN"], ["USA"], ["KEN", "--release-to", "GHA"], []):
        options = ["--release-to", *whom] if whom else []
        for verb in ("wrote", "kept"):
            run = pkdsl(*REGISTER, *options)
            assert verb in run.err
            seen.setdefault(" ".join(whom), set()).add(register(tmp_path))
    assert [len(texts) for texts in seen.values()] == [1] * 5
    assert len(set.union(*seen.values())) == 5
    assert {whom: ("Known" in min(texts), "Canary" in min(texts)) for whom, texts in seen.items()} == {
        "": (True, True), "GHA": (False, True), "KEN": (True, False), "USA": (False, False),
        "KEN --release-to GHA": (False, False),
    }  # fmt: skip


def test_the_settings_of_a_plan_may_say_for_whom_a_document_is(pkdsl, plan, tmp_path):
    plan(
        {
            "plan.pk": PLAN,
            "pkdsl.toml": '[render.ours]\ndocument = "risk_register"\nformats = ["md"]\nrelease_to = ["KEN", "au"]\n',
        }
    )
    assert pkdsl("render", "--draft").code == 0
    assert "UNCLASSIFIED//REL KEN, AU" in register(tmp_path)
    assert pkdsl("render", "--draft", "--release-to", "GHA").code == 0
    assert "UNCLASSIFIED//REL GHA" in register(tmp_path)
    assert "Known" not in register(tmp_path)


def test_values_are_exported_for_some(pkdsl, plan, tmp_path):
    plan({"plan.pk": PLAN})
    assert pkdsl("export", "json", "--release-to", "KEN,au").code == 0
    data = json.loads((tmp_path / "out" / "plan.json").read_text(encoding="utf-8"))
    assert data["releasable_to"] == ["KEN", "partner.au"]
    assert "risk.known" in data["objects"]
    assert "risk.other" not in data["objects"]


def test_errors_are_not_told_to_whom_they_may_not_be_told(pkdsl, plan):
    plan({"plan.pk": PLAN.replace('"Canary" { likelihood: 3', '"Canary" { likelihood: nonsense')})
    run = pkdsl("render", "risk_register", "--release-to", "KEN")
    assert (run.code, leaks(f"{run.out}{run.err}".encode())) == (3, set())
    assert "nonsense" not in run.out + run.err


def test_a_log_holds_nothing_of_what_is_not_for_all(pkdsl, plan):
    plan({"plan.pk": PLAN.replace("likelihood: 3  releasable_to: GHA", "releasable_to: GHA  reviewed: 1999-01-01")})
    for _ in range(2):  # made, and recalled
        run = pkdsl("check", "--redact-diagnostics", "-v")
        assert leaks(f"{run.out}{run.err}".encode()) == set()
        assert "withheld: not everybody may read it" in run.out
    assert "Canary" in pkdsl("check", "-v").out
