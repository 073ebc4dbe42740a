"""The worked case T59: nine mandated tasks, eight with an indicator, seven with a budget line."""

from __future__ import annotations

from small import MISSION, compiled, reads

BODIES = """
unit {name} "Team {name}" {{ type: infantry  strength: 100 persons  arrives: D }}
task {name} "Task {name}" {{ objective: calm  lead: military  by: unit.{name}  {indicators} }}
output {name} "Output {name}" {{ task: task.{name}  quantity: 1 }}
"""
NAMES = ("a", "b", "c", "d", "e", "f", "g", "h", "i")


def plan() -> str:
    """Task c has no indicator; no line pays for tasks e and g."""
    text = MISSION + 'mandate res "S/RES/1" { period: D .. +12 months }\nobjective calm "Calm" { mandate: res }\n'
    text += 'indicator attacks "Attacks" { objective: calm }\n'
    for name in NAMES:
        text += BODIES.format(name=name, indicators="" if name == "c" else "indicators: attacks")
    covers = ", ".join(f"unit.{name}" for name in NAMES if name not in {"e", "g"})
    return (
        text
        + f"budget year {{ period: D .. +12 months  line troops {{ class: military_contingents  amount: 1M USD  covers: [{covers}] }} }}\n"
    )


def test_t59_one_task_lacks_its_indicator_and_two_their_money():
    said = [
        (finding.code, finding.message)
        for finding in compiled(plan(), rules=True).findings
        if finding.code in {"MND-002", "MND-004"} and str(finding.severity) == "error"
    ]
    line = "a line names the task in `task`, or those who do it in `covers`"
    assert sorted(said) == [
        ("MND-002", "Task c has no indicator; name at least one in `indicators`"),
        ("MND-004", f"no budget line pays for Task e; {line}"),
        ("MND-004", f"no budget line pays for Task g; {line}"),
    ]


def test_t59_coverage_is_eight_and_seven_ninths():
    assert reads(plan(), "mandate.res.traced[indicator]") == "≈88.8889 %"
    assert reads(plan(), "mandate.res.traced[money]") == "≈77.7778 %"
    assert reads(plan(), "mandate.res.traced[handover]") == "0 %"
    assert reads(plan(), "task.e.unlinked") == "supply, money, exit, handover"


def test_a_task_is_done_by_who_relieves_those_it_names():
    text = (
        MISSION
        + """
    unit old "Old" { type: infantry  strength: 100 persons  arrives: D  leaves: D + 99 days }
    unit new "New" { type: infantry  strength: 90 persons  arrives: D + 95 days  relieves: old }
    task patrols "Patrols" { by: old  starts: D  ends: D + 300 days }
    """
    )
    assert reads(text, "task.patrols.links[unit]") == "Old, New"
    assert reads(text, "at(task.patrols.assigned, D + 97 days)") == "190 persons"
    assert reads(text, "at(task.patrols.covered, D + 200 days)") == "yes"


def test_links_that_contradict_the_task_are_named():
    text = (
        MISSION
        + """
    mandate res { period: D .. +12 months }
    mandate old { period: D - 365 days .. D - 1 day }
    objective calm "Calm" { mandate: res }
    objective police "Police" { mandate: res }
    indicator posts "Posts" { objective: police }
    unit north "North" { type: infantry  strength: 100 persons  arrives: D }
    unit south "South" { type: infantry  strength: 100 persons  arrives: D }
    task patrols "Patrols" { objective: calm  lead: police  by: north  indicators: posts  starts: D  ends: D + 300 days }
    output days "Patrol days" { task: patrols  by: south }
    exit_criterion manned "Posts manned" { mandate: old  indicator: posts }
    handover end "Handover" { task: patrols  date: D + 100 days }
    budget last { period: D - 365 days .. D - 1 day  line troops { class: military_contingents  task: patrols } }
    """
    )
    contradictory = "task.patrols.contradictory"
    assert {link: reads(text, f"{contradictory}[{link}]") for link in ("indicator", "output", "unit", "money", "exit", "handover")} == {
        "indicator": "Posts", "output": "Patrol days", "unit": "North", "money": "troops", "exit": "Posts manned", "handover": "Handover",
    }  # fmt: skip


def test_what_hangs_on_a_task_twice_is_named():
    text = (
        MISSION
        + """
    unit north "North" { type: infantry  strength: 100 persons  arrives: D }
    indicator posts "Posts" {}
    task patrols "Patrols" { by: [north, north]  indicators: posts }
    exit_criterion one "One" { indicator: posts }
    exit_criterion two "Two" { indicator: posts }
    budget year { period: D .. +12 months
      line first  { class: military_contingents  covers: north }
      line second { class: military_contingents  covers: north }
      line third  { class: medical  covers: north }
    }
    """
    )
    assert {link: reads(text, f"task.patrols.doubled[{link}]") for link in ("unit", "exit", "money")} == {
        "unit": "North", "exit": "Two", "money": "second",
    }  # fmt: skip
