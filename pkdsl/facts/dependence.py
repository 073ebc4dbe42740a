"""Who has which capability, and which of them hangs on one contributor.

Source: arithmetic; thresholds are policy values.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkdsl.entities.force import Capability, Unit
from pkdsl.plan.facts import derives
from pkdsl.values import PERCENT, Quantity, Steps, given, unknown_of
from pkdsl.values.functions import FUNCTIONS
from pkdsl.values.number import divide

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pkdsl.plan.plan import Plan
    from pkdsl.values.value import Value


@derives(Capability, "held_by")
def held_by(capability: Capability, plan: Plan) -> Value:
    """The units that name it in `capabilities`."""
    return tuple(_units(capability, plan))


@derives(Capability, "people")
def people(capability: Capability, plan: Plan) -> Value:
    """The people of those units in theatre on each day."""
    units = _units(capability, plan)
    nobody = Steps.always(Quantity(0, plan.units.parse("persons")))
    return FUNCTIONS["sum"](tuple(unit.deployed for unit in units)) if units else nobody


@derives(Capability, "leans_on")
def leans_on(capability: Capability, plan: Plan) -> Value:
    """Of the contributor that brings most people with it at its peak, the first unit; ties go by the state's name."""
    units, peaks = _units(capability, plan), _peaks(capability, plan)
    if not isinstance(peaks, dict) or not peaks:
        return unknown_of((peaks,)) if not isinstance(peaks, dict) else plan.missing(capability, "leans_on")
    first = min(peaks, key=lambda state: (-peaks[state], state))
    return next(unit for unit in units if unit.contributor == first)


@derives(Capability, "dependence")
def dependence(capability: Capability, plan: Plan) -> Value:
    """The peak of that contributor's people over the peak of all people with the capability."""
    peaks = _peaks(capability, plan)
    whole = _peak(_units(capability, plan))
    if not isinstance(peaks, dict) or not given(whole):
        return unknown_of((peaks, whole))
    most = max(peaks.values(), default=0)
    return (
        Quantity(divide(100 * most, whole.number), PERCENT) if whole.number else plan.missing(capability, "dependence")
    )


def _peaks(capability: Capability, plan: Plan) -> Value:
    """The most people in theatre on a day, by contributor."""
    by_state: dict[str, list[Unit]] = {}
    for unit in _units(capability, plan):
        if not given(unit.contributor):
            return unit.contributor
        by_state.setdefault(unit.contributor, []).append(unit)
    peaks = {state: _peak(units) for state, units in by_state.items()}
    unknown = [peak for peak in peaks.values() if not given(peak)]
    return unknown_of(unknown) if unknown else {state: peak.number for state, peak in peaks.items()}


def _peak(units: list[Unit]) -> Value:
    """The most people of all of them in theatre on a day."""
    return FUNCTIONS["peak"](FUNCTIONS["sum"](tuple(unit.deployed for unit in units))) if units else Quantity(0)


def _units(capability: Capability, plan: Plan) -> list[Unit]:
    return plan.memo(_by_capability).get(capability, [])


def _by_capability(plan: Plan) -> Mapping[Capability, list[Unit]]:
    """The units that have each capability."""
    found: dict[Capability, list[Unit]] = {}
    for unit in plan.all(Unit):
        for capability in unit.capabilities if given(unit.capabilities) else ():
            found.setdefault(capability, []).append(unit)
    return found
