"""Waivers: who set which rule aside, until when, and whether that still means something."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from pkdsl.diagnostics import Finding, Severity
from pkdsl.diagnostics.nearest import did_you_mean
from pkdsl.plan.draft import error
from pkdsl.schema.waiver import Waive
from pkdsl.values import HOLE, Unknown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pkdsl.judge.explain import Failure
    from pkdsl.plan.draft import Node
    from pkdsl.plan.plan import Plan

DAY = timedelta(days=1)
COMPILER = frozenset({"SYN", "REF", "TYP", "VAL", "PKG", "TPL", "LIM", "WVR"})
"""Families that cannot be waived: a plan that cannot be read is not read better for a signature."""
REQUIRED = ("title", "approved_by", "granted", "expires")


class Waivers:
    """All waivers of a plan, and which of them silenced something."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._by_code: dict[str, list[Node]] = {}
        self._useful: set[Node] = set()
        for entity in plan.collection(Waive.plural):
            node = plan.node_of(entity)
            if node not in plan.closed:
                self._by_code.setdefault(node.name, []).append(node)

    def split(self, failure: Failure) -> tuple[Failure | None, Failure | None]:
        """What of a failure is waived, and what stays: days after the expiry do."""
        left: Failure | None = failure
        covered: Failure | None = None
        for waiver in self._by_code.get(failure.rule.code, ()):
            if left is None or not _concerns(waiver, failure):
                continue
            self._useful.add(waiver)
            covered, left = self._silenced(waiver, left)
        return covered, left

    def _silenced(self, waiver: Node, failure: Failure) -> tuple[Failure | None, Failure | None]:
        expires = self._plan.read(waiver, "expires")
        if not isinstance(expires, date):
            return None, failure
        if failure.failing is None:
            today = self._plan.as_of
            return (failure, None) if today is None or today <= expires else (None, failure)
        before = [(first, min(last, expires)) for first, last in failure.failing if first <= expires]
        after = [(max(first, expires + DAY), last) for first, last in failure.failing if last > expires]
        return (
            failure._replace(failing=before) if before else None,
            failure._replace(failing=after) if after else None,
        )

    def findings(self, codes: set[str]) -> Iterator[Finding]:
        """What is wrong with the waivers themselves; `codes` are those of all rules there are."""
        for code, waivers in self._by_code.items():
            for waiver in waivers:
                yield from self._mistakes(code, waiver, codes)

    def _mistakes(self, code: str, waiver: Node, codes: set[str]) -> Iterator[Finding]:
        values = {name: self._plan.read(waiver, name) for name in REQUIRED}
        missing = [name for name, value in values.items() if isinstance(value, Unknown) and value is not HOLE]
        if code[:3] in COMPILER:
            yield error(
                "WVR-004",
                f"{code} cannot be waived: it is about the text of the plan, not about a rule.",
                waiver.header,
            )
        elif code not in codes:
            yield error("WVR-002", f"There is no rule {code} to waive.{did_you_mean(code, codes)}", waiver.header)
        elif missing:
            said = " and ".join("a reason in quotes" if name == "title" else f"`{name}`" for name in missing)
            yield error("WVR-005", f"A waiver needs {said}.", waiver.header)
        elif self._expired(waiver):
            expires, today = self._plan.read(waiver, "expires"), self._plan.as_of
            yield error(
                "WVR-001",
                f"This waiver of {code} expired on {expires}; today is {today}.",
                waiver.given["expires"].span,
            )
        elif self._days(waiver) > (self._plan.options.max_waiver_days or self._days(waiver)):
            most = self._plan.options.max_waiver_days
            message = f"This waiver of {code} runs for {self._days(waiver)} days; the configuration allows {most}."
            yield error("WVR-006", message, waiver.given["expires"].span)
        elif waiver not in self._useful and not self._plan.options.scenario and not self._plan.closed:
            message = f"This waiver of {code} silences nothing: the rule holds here without it."
            yield Finding("WVR-003", Severity.WARNING, message, waiver.header, detail=waiver.path)

    def _days(self, waiver: Node) -> int:
        """How long it runs, both days counted."""
        granted, expires = self._plan.read(waiver, "granted"), self._plan.read(waiver, "expires")
        return (expires - granted).days + 1 if isinstance(granted, date) and isinstance(expires, date) else 0

    def _expired(self, waiver: Node) -> bool:
        expires, today = self._plan.read(waiver, "expires"), self._plan.as_of
        return today is not None and isinstance(expires, date) and expires < today


def _concerns(waiver: Node, failure: Failure) -> bool:
    """Whether the waiver stands at, or above, what the failure is about; in the mission it concerns everything."""
    holder = waiver.parent
    if holder is None or holder.spec.kind == "mission":
        return True
    return any(holder in node.up for node in failure.nodes)
