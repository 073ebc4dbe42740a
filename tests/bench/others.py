"""The same plans in the languages of others, and what checks them there: TaskJuggler and HCL, where they are installed.

Both are asked for less than pkdsl does: TaskJuggler for its syntax check, python-hcl2 for a tree. Neither looks at a rule.

    apt-get install tj3
    python -m venv /tmp/hcl && /tmp/hcl/bin/pip install python-hcl2 && export HCL2_PYTHON=/tmp/hcl/bin/python
"""

from __future__ import annotations

import os
import shutil
import subprocess
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


D = date(2026, 7, 1)


class Other(NamedTuple):
    """A checker of plans: its file's name, what writes the plan, and the command without the file."""

    file: str
    written: Callable[[Iterable[dict[str, Any]]], str]
    command: tuple[str, ...]


TASKJUGGLER = {
    "location": 'resource {name} "Place" {{ Beds {beds}  Helipad "{helipad}" }}',
    "unit": 'resource {name} "Unit" {{ Type "{type}"  Base "{base}"  Strength {strength}  Arrives {day}  Days {self_sufficiency} }}',
    "task": 'task {name} "Task" {{ Objective "{objective}"  Indicators "{indicators}"  Lead "{lead}"  start {day}  allocate {first}, {second}  effort 1d }}',
    "output": 'task {name} "Output" {{ depends {task}  Quantity {quantity} }}',
    "handover": 'task {name} "Handover" {{ depends {task}  To "{to}"  maxend {day} }}',
    "line": 'task {name} "Line" {{ depends {task}  Class "{class}"  Amount {amount} }}',
    "risk": 'task {name} "Risk" {{ depends {affects}  Likelihood {likelihood}  Impact {impact}  Cause "{cause}" }}',
}
TASKJUGGLER_HEAD = """\
project m "Mission" 2026-07-01 +12m {
  extend resource {
    number Beds "Beds"  number Strength "Strength"  text Type "Type"  text Base "Base"  date Arrives "Arrives"
    text Helipad "Helipad"  number Days "Self-sufficiency"
  }
  extend task {
    text Class "Class"  number Amount "Amount"  number Quantity "Quantity"  number Likelihood "Likelihood"  number Impact "Impact"  text Cause "Cause"
    text Objective "Objective"  text Indicators "Indicators"  text Lead "Lead"  text To "To"
  }
}
"""
FIRST = ("location", "unit")
"""What TaskJuggler must have read before a task speaks of it."""
HCL = {
    "location": 'location "{name}" {{\n  title = "Place"\n  beds = {beds}\n  helipad = "{helipad}"\n}}',
    "unit": 'unit "{name}" {{\n  title = "Unit"\n  type = "{type}"\n  base = location.{base}\n  arrives = local.D + {arrives}'
    "\n  strength = {strength}\n  self_sufficiency = {self_sufficiency}\n}}",
    "task": 'task "{name}" {{\n  title = "Task"\n  objective = objective.{objective}\n  indicators = indicator.{indicators}\n  lead = "{lead}"\n  by = [unit.{first}, unit.{second}]'
    "\n  starts = local.D + {starts}\n}}",
    "output": 'output "{name}" {{\n  task = task.{task}\n  quantity = {quantity}\n}}',
    "handover": 'handover "{name}" {{\n  task = task.{task}\n  to = institution.{to}\n  date = local.D + {date}\n}}',
    "line": 'line "{name}" {{\n  class = "{class}"\n  amount = {amount}\n  task = task.{task}\n}}',
    "risk": 'risk "{name}" {{\n  likelihood = {likelihood}\n  impact = {impact}\n  cause = "{cause}"'
    "\n  affects = task.{affects}\n}}",
}


def taskjuggler(records: Iterable[dict[str, Any]]) -> str:
    """The plan for TaskJuggler: places and units are resources, all else tasks."""
    ordered = sorted(records, key=lambda one: one["kind"] not in FIRST)
    return TASKJUGGLER_HEAD + _lines(TASKJUGGLER, ordered)


def hcl(records: Iterable[dict[str, Any]]) -> str:
    """The plan in the language of Terraform."""
    return _lines(HCL, records)


def _lines(forms: dict[str, str], records: Iterable[dict[str, Any]]) -> str:
    def said(one: dict[str, Any]) -> str:
        first, second = one.get("by", ("", ""))
        days = next((one[field] for field in ("arrives", "starts", "date") if field in one), 0)
        return forms[one["kind"]].format(**one, first=first, second=second, day=D + timedelta(days))

    return "".join(f"{said(one)}\n" for one in records)


def installed() -> dict[str, Other]:
    """Those that this machine has, by the name of their row."""
    python = os.environ.get("HCL2_PYTHON", "")
    read = "import hcl2, sys; hcl2.load(open(sys.argv[1]))"
    found = {}
    if shutil.which("tj3"):
        found["TaskJuggler, syntax"] = Other("plan.tjp", taskjuggler, ("tj3", "--check-syntax", "--silent"))
    if python and not subprocess.run([python, "-c", "import hcl2"], check=False, capture_output=True).returncode:
        found["python-hcl2, tree"] = Other("plan.tf", hcl, (python, "-c", read))
    return found
