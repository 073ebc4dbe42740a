"""An earlier outcome is recalled only for the same texts, and only from an entry that can be trusted."""

import json
from dataclasses import replace

import pytest

from pkdsl.compiler import compile as compile_world
from pkdsl.diagnostics import Source
from pkdsl.syntax import parse
from pkdsl.workspace import Outcome, Root, cache, read, recall, remember, shipped

PLAN = 'mission m "M" { period: 2026-07-01 .. 2027-06-30 }\nunit a "A" { type: infantry  strength: 850 vehicles }\n'


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "pkdsl"


@pytest.fixture
def reading(tmp_path):
    (tmp_path / "plan").mkdir()
    (tmp_path / "plan" / "a.pk").write_text(PLAN)
    return read(Root(tmp_path / "plan", "a.pk"))


def outcome_of(reading):
    compilation = compile_world(reading.world)
    return Outcome(compilation.findings, compilation.waived, compilation.counts.rules, compilation.counts.objects)


def the_outcome(home):
    """The entry of the one outcome, beside the library's trees."""
    (entry,) = [path for path in home.glob("*.json") if "findings" in path.read_text()[:400]]
    return entry


def test_an_outcome_comes_back_as_it_was(home, reading):
    outcome = outcome_of(reading)
    assert outcome.findings
    remember(reading, outcome)
    assert told(recall(reading)) == told(outcome)


def told(outcome):
    """An outcome with places in words: the texts that pkdsl brings along are read anew, and texts are themselves alone."""
    return outcome.rules, outcome.objects, [placed(one) for one in (*outcome.findings, *outcome.waived)]


def placed(finding):
    spans = [finding.span, *(label.span for label in finding.labels), *(fix.span for fix in finding.fixes)]
    words = [
        (label.text for label in finding.labels),
        ((fix.title, fix.replacement, fix.safe) for fix in finding.fixes),
    ]
    places = [(span.source.path, span.source.text, span.start, span.end) for span in spans if span]
    return replace(finding, span=None, labels=(), fixes=()), places, [[*each] for each in words]


def test_a_changed_text_recalls_nothing(home, reading, tmp_path):
    remember(reading, outcome_of(reading))
    (tmp_path / "plan" / "a.pk").write_text(PLAN.replace("850", "851"))
    assert recall(read(Root(tmp_path / "plan", "a.pk"))) is None


@pytest.mark.parametrize(
    "damage", [lambda text: text[:-20], lambda text: text.replace("TYP-002", "TYP-003"), lambda _: "[]", lambda _: "{}"]
)
def test_a_damaged_entry_is_no_entry(home, reading, damage):
    remember(reading, outcome_of(reading))
    entry = the_outcome(home)
    entry.write_text(damage(entry.read_text()))
    assert recall(reading) is None


def test_an_entry_under_another_key_is_no_entry(home, reading):
    remember(reading, outcome_of(reading))
    entry = the_outcome(home)
    stored = json.loads(entry.read_text())
    entry.write_text(json.dumps({**stored, "key": "0" * 64}))
    assert recall(reading) is None


def test_a_link_is_no_entry(home, reading, tmp_path):
    remember(reading, outcome_of(reading))
    entry = the_outcome(home)
    elsewhere = tmp_path / "elsewhere.json"
    entry.rename(elsewhere)
    entry.symlink_to(elsewhere)
    assert recall(reading) is None


def test_a_folder_that_others_can_write_to_is_not_used(home, reading):
    remember(reading, outcome_of(reading))
    home.chmod(0o777)
    assert recall(reading) is None
    home.chmod(0o700)


def test_only_so_many_entries_are_kept(home, monkeypatch):
    monkeypatch.setattr(cache, "MOST_ENTRIES", 3)
    for number in range(5):
        cache.store(cache.key_of(number), number)
    assert len(list(home.glob("*.json"))) == 3
    assert cache.load(cache.key_of(4)) == 4


def test_a_disk_that_cannot_be_written_costs_nothing_but_time(reading, monkeypatch, tmp_path):
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    remember(reading, outcome_of(reading))
    assert recall(reading) is None


def test_a_recalled_library_compiles_to_the_same(home):
    first, again = shipped(), shipped()
    assert all(source.tree for source in again["rules"])
    for source in (*again["rules"], *again["packages"]["un"].sources, *again["units"]):
        assert parse(source) == parse(Source(source.path, source.text))
    assert [s.text for s in first["rules"]] == [s.text for s in again["rules"]]
