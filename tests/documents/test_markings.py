"""What readers may not see is in nothing they get, in no form, and nothing they get depends on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

import pytest

from hiding import CLOSED, LOW, errors, leaks, marked, unfolded, world
from pkdsl import compiler, documents, exports, formats
from pkdsl.documents import MARKINGS
from pkdsl.documents.context import Context
from pkdsl.page import Figure, Heading, Listing, all_runs, plain
from pkdsl.plan.marks import OUTSIDER
from pkdsl.plan.plan import PER_BINDING
from pkdsl.schema import Declared
from pkdsl.schema.discovery import vocabulary
from pkdsl.values import ConditionDate, Steps, Unknown
from pkdsl.values.paper import show
from small import compiled

FAMILIES = sorted({cls.__module__.split(".")[2] for cls in vocabulary().kinds.values()})
GROUPS = tuple(",".join(FAMILIES[start::4]) for start in range(4))
FORMS = tuple(formats.everything())
EXPORTS = tuple(exports.everything())
FEW = ("fact_sheet", "opord", "budget", "unit_sheet", "decision_brief")
"""What stands for all documents in formats that take their time, and lie over the same pages."""
READERS = {
    "cleared for less": (CLOSED, {"audience": LOW}),
    "of another state": ("releasable_to: KEN", {"release_to": ("GHA",)}),
    "of several states": ("releasable_to: [GHA, TZA]", {"release_to": ("GHA", "KEN")}),
    "nobody in particular": ("releasable_to: none", {"release_to": (OUTSIDER,)}),
}
"""What hides something, and from whom."""
SIDES = pytest.mark.parametrize("readers", READERS)


@cache
def base():
    return compiler.compile(world())


@cache
def hiding(families: str, salt: str, readers: str = "cleared for less"):
    """The plan with one thing of every kind hidden, or with all of one families."""
    first = {}

    def hide(node) -> bool:
        if node.spec.kind in {"mission", "policy", "scale"}:
            return False
        if families:
            return node.spec.cls.__module__.split(".")[2] in families
        return first.setdefault(node.spec.kind, node) is node

    found = compiler.compile(marked(world(), base(), hide, salt, READERS[readers][0]))
    assert errors(found) == errors(base())
    return found


@cache
def written(families: str, salt: str, form: str, readers: str = "cleared for less") -> dict[str, bytes]:
    """All documents that suit a format, as readers see them, by the names of their files."""
    return _written(hiding(families, salt, readers), form, **READERS[readers][1])


def _written(found, form: str, **whom) -> dict[str, bytes]:
    files = {}
    for name, about in documents.everything().items():
        if about.layout not in formats.everything()[form].suits or (form in {"pdf", "docx"} and name not in FEW):
            continue
        for of in documents.copies(found, name, **whom)[:3]:
            files[f"{name}.{of}"] = formats.write(documents.build(found, name, of=of, draft=True, **whom), form)
    return files


@cache
def exported(salt: str, form: str, readers: str = "cleared for less") -> dict[str, bytes]:
    return dict(exports.everything()[form].write(Context(hiding("", salt, readers), **READERS[readers][1])))


@SIDES
@pytest.mark.parametrize("form", FORMS)
def test_no_document_holds_what_its_readers_may_not_see(form, readers):
    low = written("", "aa", form, readers)
    assert {name: found for name, data in low.items() if (found := leaks(data) | leaks(name.encode()))} == {}
    if form == "md":
        whole = _written(hiding("", "aa", readers), form)
        assert len({one for data in whole.values() for one in leaks(data)}) > 100


@SIDES
@pytest.mark.parametrize("form", FORMS)
def test_no_document_changes_with_what_its_readers_may_not_see(form, readers):
    assert written("", "aa", form, readers) == written("", "zz", form, readers)


def test_to_whom_something_is_released_who_sees_it():
    found = hiding("", "aa", "of another state")
    seen = _written(found, "md", release_to=("KEN",))
    whole = _written(found, "md")
    assert seen.keys() == whole.keys()
    for name, data in whole.items():
        assert leaks(data) == leaks(seen[name]), name


@pytest.mark.parametrize(
    ("readers", "shut"),
    [
        ("cleared for less", {"(C)"}),
        (
            "of another state",
            {"(U//REL KEN)", "(C//REL KEN)"},
        ),  # the plan has one thing of its own that is confidential
        ("of several states", {"(U//REL GHA, TZA)", "(C//REL GHA, TZA)"}),
        ("nobody in particular", {"(U//NOT RELEASABLE)", "(C//NOT RELEASABLE)"}),
    ],
)
def test_what_is_marked_as_open_holds_nothing_that_is_hidden(readers, shut):
    """Each portion says how high it is marked and to whom it may be released; readers may pass on what is marked as open."""
    found, open_, closed = hiding("", "aa", readers), 0, 0
    for name in documents.everything():
        for of in documents.copies(found, name, audience=MARKINGS[-1])[:3]:
            for block in documents.build(found, name, of=of, draft=True).blocks:
                for mark, said in portions(block):
                    assert mark in {"(U)", "(C)", *shut}, said
                    open_, closed = open_ + (mark == "(U)"), closed + bool(leaks(said.encode()))
                    assert mark in shut or not leaks(said.encode()), said
    assert open_ > 500
    assert closed > 100


def portions(block):
    """What each portion of a block is marked with, and all that it says."""
    if isinstance(block, Listing):
        return [split(plain(item)) for item in block.items]
    lines = [plain(runs) for runs in all_runs(block)]
    whole = " ".join(filter(None, lines))
    if not whole:
        return []
    mark, said = split(whole)
    return [(mark, f"{said} {block.svg} {block.description}" if isinstance(block, Figure) else said)]


def split(words):
    """The mark that a portion begins with, and what it says."""
    mark, _, said = words.partition(") ")
    return f"{mark})", said


def test_portions_are_marked_as_low_as_those_who_read_them():
    text = (
        TWO.replace("MORE", "")
        + 'risk known "Known" { likelihood: 3 }\nrisk told "Told" { likelihood: 3  marking: strictly_confidential }\n'
    )
    heads = {
        audience: [
            plain(block.runs)
            for block in documents.build(compiled(text), "risk_register", audience=audience, draft=True).blocks
            if isinstance(block, Heading)
        ]
        for audience in MARKINGS
    }
    assert heads[LOW][2:4] == ["Risks in detail", "R1 Known"]
    assert heads["confidential"][2:4] == ["(U) Risks in detail", "(U) R1 Known"]
    assert heads[MARKINGS[-1]][2:5] == ["(U) Risks in detail", "(U) R1 Known", "(SC) R2 Told"]


@pytest.mark.parametrize("form", FORMS)
def test_a_file_says_of_itself_how_it_is_marked_and_for_whom_it_was_made(form):
    document = documents.build(compiled(TWO.replace("MORE", "")), "fact_sheet", audience="confidential", draft=True)
    layout = min(formats.everything()[form].suits)
    said = "\n".join(unfolded(formats.write(replace(document, layout=layout), form)))
    assert "CONFIDENTIAL" in said
    assert form == "md" or "for readers cleared for confidential" in said


def test_where_nothing_says_how_the_plan_is_marked_all_of_it_is_as_high_as_the_highest():
    found = compiled(TWO.replace("  marking: unclassified", "").replace("MORE", ""))
    assert [found.plan.path_of(one) for one in found.plan.all("unit") if one.marking == "confidential"] == [
        "unit.open",
        "unit.secret",
    ]
    assert list(found.seen_by(LOW).plan.own()) == []


@SIDES
@pytest.mark.parametrize("form", EXPORTS)
def test_no_export_holds_what_its_readers_may_not_see_or_changes_with_it(form, readers):
    low = exported("aa", form, readers)
    assert {name: found for name, data in low.items() if (found := leaks(data) | leaks(name.encode()))} == {}
    assert low == exported("zz", form, readers)
    whole = exports.everything()[form].write(Context(hiding("", "aa", readers)))
    assert any(leaks(data) for data in whole.values())


TWO_SIDES = pytest.mark.parametrize("readers", ["cleared for less", "of another state"])


@TWO_SIDES
@pytest.mark.parametrize("families", GROUPS)
def test_whatever_is_hidden_no_page_holds_it_or_changes_with_it(families, readers):
    low = written(families, "aa", "md", readers)
    assert {name: found for name, data in low.items() if (found := leaks(data))} == {}
    assert low == written(families, "zz", "md", readers)


@TWO_SIDES
@pytest.mark.parametrize("families", GROUPS)
def test_no_value_is_silently_a_part(families, readers):
    """What readers see of a value is all of it, or that it is withheld."""
    found = hiding(families, "aa", readers)
    whole, low = found.plan, Context(found, **READERS[readers][1]).plan
    there = {node.path: node for node in whole.own()}
    hidden = there.keys() - {node.path for node in low.own()}
    for node in low.own():
        for name in node.spec.fields if node.spec.kind not in PER_BINDING else ():
            if not low.withholds(node, name):
                seen, true = low.read(node, name), whole.read(there[node.path], name)
                assert told(low, seen) == told(whole, true, hidden), f"{node.path}.{name}"


def told(plan, value, hidden=frozenset()):
    """A value to compare: declarations by path, what is hidden by nothing."""
    if isinstance(value, Declared):
        path = plan.path_of(value)
        return None if path in hidden or plan.hides(value) else path
    if isinstance(value, tuple):
        return tuple(told(plan, one, hidden) for one in value)
    if isinstance(value, Mapping):
        return {told(plan, key, hidden): told(plan, one, hidden) for key, one in value.items()}
    if isinstance(value, Steps):
        return (value.days, tuple(told(plan, one, hidden) for one in value.values))
    if isinstance(value, ConditionDate):
        return (value.date, told(plan, value.condition, hidden))
    return None if isinstance(value, Unknown) else show(value)


# -- small plans ---------------------------------------------------------------------------------------------------

TWO = """let D = 2026-07-01
mission m "Mission" { period: D .. +12 months  currency: USD  as_of: D + 60 days  marking: unclassified }
mandate res "Resolution" { symbol: "S/RES/0000 (2026)"  adopted: D  period: D .. +12 months  ceiling troops { category: troops  value: 2_000 persons } }
unit open "Open" { type: infantry  category: troops  strength: 500 persons  arrives: D  base: town }
unit secret "Canary" { type: infantry  category: troops  strength: 777 persons  arrives: D  base: town  marking: confidential MORE }
location town "Town" { at: 2.52N 47.44E }
"""


def figure(text: str, audience: str = LOW) -> tuple[bool, str]:
    """Whether the strength under the ceiling is withheld from an audience, and what they read."""
    seen = compiled(text).seen_by(audience).plan
    node = seen.node_of(next(iter(seen.all("ceiling"))))
    return seen.withholds(node, "strength"), show(seen.read(node, "strength"))


def test_a_total_over_something_hidden_is_hidden_unless_its_author_says_otherwise():
    assert figure(TWO.replace("MORE", "")) == (True, "?")
    assert figure(TWO.replace("MORE", "  aggregate_releasable: yes")) == (False, "1\u202f277 persons from 2026-07-01")
    assert figure(TWO.replace("MORE", ""), MARKINGS[-1]) == (False, "1\u202f277 persons from 2026-07-01")


def test_what_may_be_counted_is_still_not_seen():
    found = compiled(TWO.replace("MORE", "  aggregate_releasable: yes"))
    seen = found.seen_by(LOW).plan
    (hidden,) = [each for each in seen.all("unit") if seen.hides(each)]
    assert (show(hidden.strength), hidden.name) == ("?", "withheld")
    for name in documents.everything():
        for of in documents.copies(found, name, audience=LOW):
            page = formats.write(documents.build(found, name, of=of, audience=LOW), "html")
            assert not leaks(page)
            assert b"777" not in page


@pytest.mark.parametrize(
    "mistake",
    [
        "extend unit nobody { marking: confidential }",
        "unit secret { }",
        "kindless thing",
        "extend unit open { marking: confidential",
    ],
)
def test_of_a_text_that_could_not_be_read_whole_only_those_see_something_who_may_see_all(mistake):
    """A marking may be among what was lost."""
    seen = compiled(f"{TWO.replace('MORE', '')}{mistake}").seen_by(LOW)
    assert list(seen.plan.own()) == []
    assert seen.findings == ()


def test_a_marking_with_a_mistake_is_the_highest():
    found = compiled(TWO.replace("marking: confidential", "marking: confidentail").replace("MORE", ""))
    assert [seen.plan.hides(each) for seen in map(found.seen_by, (LOW, "confidential")) for each in seen.plan.all("unit")] == [
        False, True, False, True,
    ]  # fmt: skip


def test_where_the_policy_is_hidden_nobody_else_is_judged_by_another():
    text = f'use un\n{TWO.replace("MORE", "")}policy {{ marking: confidential  drinking_water: 77 L/person/day because "Canary" }}'
    context = Context(compiled(text), LOW)
    assert show(context.policy("drinking_water")) == "?"


CLI = (
    TWO.replace("MORE", "")
    + 'scenario canary_case "Canary" { marking: confidential  set unit.open.strength = 400 persons }\n'
)


@pytest.mark.parametrize("wish", [["render", "--all", "--draft"], ["export", "csv"], ["export", "json"]])
def test_neither_what_is_said_nor_how_files_are_called_tells(pkdsl, plan, tmp_path, wish):
    plan({"plan.pk": CLI})
    run = pkdsl(*wish, "--audience", LOW)
    assert run.code == 0
    assert leaks(f"{run.out}{run.err}".encode()) == set()
    written = [path for path in tmp_path.rglob("*") if path.is_file() and path.suffix not in {".pk", ".toml"}]
    assert written
    assert {
        str(path): found for path in written if (found := leaks(path.read_bytes()) | leaks(path.name.encode()))
    } == {}
    assert not any("secret" in path.name or b"secret" in path.read_bytes() for path in written)


def test_errors_are_not_told_to_whom_they_may_not_be_told(pkdsl, plan):
    plan({"plan.pk": CLI.replace("strength: 777 persons", "strength: nonsense")})
    run = pkdsl("render", "fact_sheet", "--audience", LOW)
    assert (run.code, leaks(f"{run.out}{run.err}".encode())) == (3, set())
    assert "nonsense" not in run.out + run.err
    assert "nonsense" in pkdsl("render", "fact_sheet").out


def test_a_hidden_scenario_is_none(pkdsl, plan):
    plan({"plan.pk": CLI})
    assert pkdsl("render", "fact_sheet", "--draft", "--scenario", "canary_case").code == 0
    run = pkdsl("render", "fact_sheet", "--draft", "--scenario", "canary_case", "--audience", LOW)
    assert run.code == 2
    assert "It has none." in run.err
