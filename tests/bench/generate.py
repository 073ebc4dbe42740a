"""Plans of any size, with references, always the same for the same size: tasks, units, routes, budget lines, risks."""

from __future__ import annotations

import json
import random
from typing import Any

SEED = 20260701
UNIT_TYPES = ("infantry", "engineer", "medical", "logistics", "transport", "formed_police")
CLASSES = ("military_contingents", "ground_transportation", "official_travel", "medical", "air_operations")
COMPONENTS = ("military", "police", "civilian", "support")


def records(size: int) -> list[dict[str, Any]]:
    """So many declarations as plain data, five kinds in turn; what refers to others refers to any of them."""
    chance = random.Random(SEED)
    fifth = max(1, size // 5)
    found: list[dict[str, Any]] = []
    for number in range(fifth):
        other = chance.randrange(fifth)
        found += [
            {"kind": "location", "name": f"place_{number}", "beds": chance.randrange(50, 900)},
            {
                "kind": "unit", "name": f"unit_{number}", "type": chance.choice(UNIT_TYPES), "strength": chance.randrange(20, 850),
                "base": f"place_{other}", "arrives": chance.randrange(0, 200),
            },
            {
                "kind": "task", "name": f"task_{number}", "lead": chance.choice(COMPONENTS), "starts": chance.randrange(0, 300),
                "by": [f"unit_{chance.randrange(fifth)}", f"unit_{chance.randrange(fifth)}"],
            },
            {
                "kind": "line", "name": f"line_{number}", "class": chance.choice(CLASSES), "amount": chance.randrange(1, 900) * 1000,
                "task": f"task_{chance.randrange(fifth)}",
            },
            {
                "kind": "risk", "name": f"risk_{number}", "likelihood": chance.randrange(1, 6), "impact": chance.randrange(1, 6),
                "cause": f"Cause {number}", "threatens": f"task_{chance.randrange(fifth)}",
            },
        ]  # fmt: skip
    return found[:size] if size >= 5 else found


def plan(size: int) -> str:
    """The same in the language of plans."""
    lines: list[str] = []
    budget: list[str] = []
    for one in records(size):
        match one["kind"]:
            case "location":
                lines.append(f'location {one["name"]} "Place" {{ beds: {one["beds"]} persons  helipad: night }}')
            case "unit":
                lines.append(
                    f'unit {one["name"]} "Unit" {{ type: {one["type"]}  base: {one["base"]}  arrives: D + {one["arrives"]} days'
                    f"  strength: {one['strength']} persons }}"
                )
            case "task":
                lines.append(
                    f'task {one["name"]} "Task" {{ lead: {one["lead"]}  by: [{", ".join(one["by"])}]  starts: D + {one["starts"]} days }}'
                )
            case "line":
                budget.append(
                    f"  line {one['name']} {{ class: {one['class']}  amount: {one['amount']} USD  task: {one['task']} }}"
                )
            case _:
                lines.append(
                    f'risk {one["name"]} "Risk" {{ likelihood: {one["likelihood"]}  impact: {one["impact"]}  cause: "{one["cause"]}"'
                    f"  affects: {one['threatens']} }}"
                )
    head = ["let D = 2026-07-01", 'mission m "Mission" { period: D .. +12 months  currency: USD  as_of: D }']
    return "\n".join((*head, *lines, "budget b { period: D .. +12 months", *budget, "}", ""))


def data(size: int) -> str:
    """The same as JSON, for those who read that."""
    return json.dumps(records(size))


if __name__ == "__main__":
    import sys

    print(plan(int(sys.argv[1]) if len(sys.argv) > 1 else 100), end="")
