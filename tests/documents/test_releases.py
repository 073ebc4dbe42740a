"""What those outside the mission get of a plan, and how what is written says to whom it may be given."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest

from hiding import LOW, leaks, unfolded
from pkdsl import documents, exports, formats
from pkdsl.documents.context import Context
from pkdsl.page import plain
from pkdsl.plan.marks import OUTSIDER
from pkdsl.values.paper import show
from small import compiled

PLAN = """let D = 2026-07-01
mission m "Mission" { period: D .. +12 months  currency: USD  as_of: D + 60 days  marking: unclassified }
partner au "African Union" { }
partner gha "Ghanaian Foundation" { }
mandate res "Resolution" { symbol: "S/RES/0000 (2026)"  adopted: D  period: D .. +12 months  ceiling troops { category: troops  value: 2_000 persons } }
unit open "Open" { type: infantry  category: troops  strength: 500 persons  arrives: D  base: town }
unit first "First" { type: infantry  category: troops  strength: 111 persons  arrives: D  base: town  releasable_to: [KEN, GHA] FIRST }
unit second "Second" { type: infantry  category: troops  strength: 222 persons  arrives: D  base: town  marking: confidential  releasable_to: [GHA, au] SECOND }
location town "Town" { at: 2.52N 47.44E }
risk all "Known to all" { likelihood: 3 }
risk both "Known to both" { likelihood: 3  releasable_to: [KEN, GHA] }
risk nobody "Known to nobody" { likelihood: 3  releasable_to: none }
risk union "Known to the Union" { likelihood: 3  marking: confidential  releasable_to: [au, gha] }
"""
UNRESTRICTED = "\n".join(line for line in PLAN.split("\n") if "releasable_to" not in line)


def found(first: str = "", second: str = ""):
    return compiled(PLAN.replace("FIRST", first).replace("SECOND", second))


def strength(*release_to: str, counted: str = "", audience: str = "") -> tuple[bool, str]:
    """Whether the strength under the ceiling is withheld from some readers, and what they read."""
    seen = found(counted, counted).seen_by(audience, release_to).plan
    node = seen.node_of(next(iter(seen.all("ceiling"))))
    return seen.withholds(node, "strength"), show(seen.read(node, "strength")).partition(" persons")[0]


def test_what_is_made_of_several_things_is_for_those_alone_who_may_see_each():
    assert strength() == (False, "833")
    assert strength("GHA") == (False, "833")
    assert strength("KEN") == (True, "?")
    assert strength("partner.au") == (True, "?")
    assert strength("GHA", "KEN") == (True, "?")
    assert strength("GHA", audience=LOW) == (True, "?")
    assert strength("KEN", counted="aggregate_releasable: yes") == (False, "833")
    assert strength(OUTSIDER, counted="aggregate_releasable: yes") == (False, "833")


@pytest.mark.parametrize(
    ("who", "titles"),
    [
        ((), ["all", "both", "nobody", "union"]),
        (("KEN",), ["all", "both"]),
        (("GHA",), ["all", "both"]),
        (("partner.au",), ["all", "union"]),
        (("KEN", "partner.au"), ["all"]),
        (("USA",), ["all"]),
        ((OUTSIDER,), ["all"]),
    ],
)
def test_readers_see_what_may_be_released_to_all_that_they_are(who, titles):
    assert [risk.name for risk in Context(found(), release_to=who).all("risk")] == titles


@pytest.mark.parametrize(
    ("who", "audience", "marks"),
    [
        ((), "", {"all": "(U)", "both": "(U//REL GHA, KEN)", "nobody": "(U//NOT RELEASABLE)", "the Union": "(C//NOT RELEASABLE)"}),  # its number tells of the others
        (("KEN",), "", {"all": "(U)", "both": "(U//REL GHA, KEN)"}),
        (("GHA", "KEN"), LOW, {"all": "(U)", "both": "(U//REL GHA, KEN)"}),
        (("partner.au",), "confidential", {"all": "(U)", "the Union": "(C//REL AU, PARTNER.GHA)"}),
        ((OUTSIDER,), "", {"all": ""}),
    ],
)  # fmt: skip
def test_each_portion_says_to_whom_it_may_be_passed_on(who, audience, marks):
    page = documents.build(found(), "risk_register", release_to=who, audience=audience, draft=True)
    said = [plain(block.runs) for block in page.blocks if getattr(block, "level", 0) > 2]
    shown = {
        line.split("Known to ")[1]: re.match(r"\((?:[A-Z]|[/,. ])+\)|", line)[0] for line in said if "Known to" in line
    }
    assert shown == marks


def test_a_portion_made_of_several_things_says_who_may_see_them_all():
    page = documents.build(found(), "force_requirements", draft=True)
    table = next(block for block in page.blocks if "Units by the slot" in plain(getattr(block, "caption", ())))
    assert plain(table.caption).startswith("(C//REL GHA) ")


@pytest.mark.parametrize(
    ("who", "audience", "banner"),
    [
        ((), "", "CONFIDENTIAL//NOT RELEASABLE"),
        (("GHA",), "", "CONFIDENTIAL//REL GHA"),
        (("GHA", "partner.au"), LOW, "UNCLASSIFIED//REL GHA, AU"),
        (("partner.gha",), "", "CONFIDENTIAL//REL PARTNER.GHA"),
        (("USA",), "", "UNCLASSIFIED//REL USA"),
    ],
)
def test_a_page_says_to_whom_it_was_released(who, audience, banner):
    assert documents.build(found(), "fact_sheet", release_to=who, audience=audience).banner == banner


@pytest.mark.parametrize("form", formats.everything())
def test_a_file_says_of_itself_to_whom_it_was_released(form):
    page = documents.build(found(), "fact_sheet", release_to=("GHA", "partner.au"))
    said = "\n".join(unfolded(formats.write(replace(page, layout=min(formats.everything()[form].suits)), form)))
    assert "CONFIDENTIAL//REL GHA, AU" in said.replace("\n", " ") or "UNCLASSIFIED//REL GHA, AU" in said.replace(
        "\n", " "
    )
    assert form == "md" or "released to GHA, AU" in said


def test_a_file_for_nobody_outside_says_nothing_of_releases():
    plan = compiled(UNRESTRICTED)
    for name in documents.everything():
        for of in documents.copies(plan, name):
            page = documents.build(plan, name, of=of, draft=True)
            assert not page.released
            assert "REL" not in page.banner
    assert "releasable_to" not in exports.everything()["json"].write(Context(plan))["plan.json"].decode()


def test_exports_say_to_whom_they_were_released():
    for who, released in (((), []), (("GHA",), ["GHA"])):
        plan = json.loads(exports.everything()["json"].write(Context(found(), release_to=who))["plan.json"])
        assert (plan["marking"], plan["releasable_to"]) == ("confidential", released)
    book = exports.everything()["xlsx"].write(Context(found(), release_to=("GHA",)))["budget.xlsx"]
    said = "".join(unfolded(book))
    assert said.count("&amp;CCONFIDENTIAL//REL GHA") > 3  # each sheet says it
    assert "<cp:keywords>CONFIDENTIAL//REL GHA</cp:keywords>" in said


def test_more_readers_than_a_spreadsheet_prints_are_refused():
    states = ", ".join(sorted(found().plan.fitter.words["states"])[:60])
    plan = compiled(UNRESTRICTED.replace("marking: unclassified", f"releasable_to: [{states}]"))
    with pytest.raises(exports.Unexportable, match="REL"):
        exports.everything()["xlsx"].write(Context(plan))


def test_marks_do_not_name_whom_their_readers_do_not_know():
    plan = compiled(
        PLAN.replace("FIRST", "").replace("SECOND", "").replace("KEN, GHA]", "KEN, GHA, canary_body]")
        + 'partner canary_body "Canary" { marking: confidential }\n'
    )
    whole = documents.build(plan, "risk_register", draft=True)
    assert "CANARY BODY" in formats.write(whole, "html").decode()
    for name in documents.everything():
        for of in documents.copies(plan, name, audience=LOW):
            low = documents.build(plan, name, of=of, audience=LOW, draft=True)
            assert not leaks(formats.write(low, "html"))


@pytest.mark.parametrize(("who", "mark"), [("partner.au", "AU, PARTNER.GHA"), ("partner.gha", "PARTNER.GHA")])
def test_who_is_hidden_in_a_plan_knows_of_himself_and_nobody_else_of_him(who, mark):
    text = PLAN.replace("FIRST", "").replace("SECOND", "").replace('Union" { }', 'Union" { releasable_to: none }')
    page = documents.build(compiled(text), "risk_register", release_to=(who,), draft=True)
    heads = [plain(block.runs) for block in page.blocks if getattr(block, "level", 0) > 2]
    assert f"(C//REL {mark}) R2 Known to the Union" in heads


def test_a_mission_that_is_for_some_is_wholly_for_them():
    plan = compiled(UNRESTRICTED.replace("marking: unclassified", "releasable_to: KEN"))
    assert documents.build(plan, "fact_sheet").banner == "UNCLASSIFIED//REL KEN"
    assert list(plan.seen_by("", ("GHA",)).plan.own()) == []
    assert len(list(plan.seen_by("", ("KEN",)).plan.own())) == len(list(plan.plan.own()))


@pytest.mark.parametrize("mistake", ["kindless thing", "extend unit nobody { releasable_to: none }"])
def test_of_a_text_that_could_not_be_read_whole_nobody_outside_sees_anything(mistake):
    """To whom something may be released may be among what was lost."""
    seen = compiled(PLAN.replace("FIRST", "").replace("SECOND", "") + mistake).seen_by("", ("GHA",))
    assert list(seen.plan.own()) == []
    assert seen.findings == ()


def test_whoever_is_outside_stays_outside():
    """A copy for other readers is made of the plan as the first may see it, never of more."""
    outside = found().seen_by("", ("KEN",))
    assert [risk.name for risk in Context(outside).all("risk")] == ["all", "both"]
    assert [risk.name for risk in Context(outside, "confidential").all("risk")] == ["all", "both"]
