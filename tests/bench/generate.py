"""Plans of any size, with references, always the same for the same size, in the language of plans and as plain data.

Seven kinds in turn: places, units, tasks, what the tasks deliver, who takes them over, budget lines, risks. A plan is one
that holds: what its rules ask for is there, so that a measure is one of checking. `wounded` takes things away from it.
"""

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

SEED = 20260701
UNIT_TYPES = ("infantry", "mechanised", "reconnaissance", "military_police", "riverine", "signals")
CLASSES = ("ground_transportation", "official_travel", "medical", "facilities_and_infrastructure", "other_supplies")
KINDS = 7
HEAD = """\
let D = 2026-07-01
mission m "Mission" { period: D .. +12 months  currency: USD  as_of: D  stage: estimate }
objective peace "Civilians live free from armed attack" {}
indicator calm "Armed incidents a month" { objective: peace }
institution police "National police" { type: police }
review verified  "Verification of equipment" { type: coe_verification  every: 3 months  covers: units }
review evaluated "Evaluation of units"       { type: performance       every: 6 months  covers: units }
"""
BUDGET = """\
budget b "Budget" {
  period: D .. +12 months
  contingency_mechanism { type: none }
  line upkeep { class: general_temporary_assistance  amount: 1 USD  covers: units }"""


def records(size: int) -> list[dict[str, Any]]:
    """So many declarations as plain data; what refers to others refers to any of them."""
    chance = random.Random(SEED)
    share = max(1, size // KINDS)
    homes = [chance.randrange(share) for _ in range(share)]
    strengths = [chance.randrange(20, 850) for _ in range(share)]
    beds = [50] * share
    for home, strength in zip(homes, strengths, strict=True):
        beds[home] += strength
    found: list[dict[str, Any]] = []
    for n in range(share):
        by = [f"unit_{chance.randrange(share)}", f"unit_{chance.randrange(share)}"]
        found += [
            {"kind": "location", "name": f"place_{n}", "beds": beds[n], "helipad": "night"},
            {
                "kind": "unit", "name": f"unit_{n}", "type": chance.choice(UNIT_TYPES), "strength": strengths[n],
                "base": f"place_{homes[n]}", "arrives": chance.randrange(60), "self_sufficiency": 90,
            },
            {
                "kind": "task", "name": f"task_{n}", "objective": "peace", "indicators": "calm", "lead": "military", "by": by,
                "starts": chance.randrange(60, 200),
            },
            {"kind": "output", "name": f"output_{n}", "task": f"task_{n}", "quantity": chance.randrange(100, 9000)},
            {
                "kind": "handover", "name": f"handover_{n}", "task": f"task_{n}", "to": "police",
                "date": chance.randrange(300, 364),
            },
            {
                "kind": "line", "name": f"line_{n}", "class": chance.choice(CLASSES), "amount": chance.randrange(1, 900) * 1000,
                "task": f"task_{n}",
            },
            {
                "kind": "risk", "name": f"risk_{n}", "likelihood": chance.randrange(1, 4), "impact": chance.randrange(1, 4),
                "cause": f"Cause {n}", "affects": f"task_{chance.randrange(share)}",
            },
        ]  # fmt: skip
    return found


FORMS = {
    "location": 'location {name} "Place" {{ beds: {beds} persons  helipad: {helipad} }}',
    "unit": 'unit {name} "Unit" {{ type: {type}  base: {base}  arrives: D + {arrives} days  strength: {strength} persons'
    "  self_sufficiency: {self_sufficiency} days }}",
    "task": 'task {name} "Task" {{ objective: {objective}  indicators: {indicators}  lead: {lead}  by: [{first}, {second}]'
    "  starts: D + {starts} days }}",
    "output": 'output {name} "Output" {{ task: {task}  quantity: {quantity} }}',
    "handover": "handover {name} {{ task: {task}  to: {to}  date: D + {date} days }}",
    "line": "  line {name} {{ class: {class}  amount: {amount} USD  task: {task} }}",
    "risk": 'risk {name} "Risk" {{ likelihood: {likelihood}  impact: {impact}  cause: "{cause}"  affects: {affects} }}',
}


def plan(size: int) -> str:
    """The plan in the language of plans."""
    return _written(records(size), HEAD)


def wounded(size: int) -> str:
    """The same plan without what its rules ask for: nothing is delivered, handed over or reviewed."""
    kept = (one for one in records(size) if one["kind"] not in {"output", "handover"})
    return _written(kept, "".join(line for line in HEAD.splitlines(keepends=True) if not line.startswith("review")))


def _written(records: Iterable[dict[str, Any]], head: str) -> str:
    lines: list[str] = []
    budget: list[str] = []
    for one in records:
        by = dict(zip(("first", "second"), one.get("by", ()), strict=False))
        (budget if one["kind"] == "line" else lines).append(FORMS[one["kind"]].format(**one, **by))
    return "\n".join((head, *lines, BUDGET, *budget, "}", ""))


def data(size: int) -> str:
    """The same as JSON, for those who read that."""
    return json.dumps(records(size))
