"""What each state is assessed: funds shared out by the scale in force, credits by the scale of their own time.

Source: financing resolutions of the General Assembly, for instance A/RES/80/275 (amounts by part of the mandate, months
and half-months); A/RES/55/235 for levels and discounts.

An amount for a period that the scales of several years share is parted first, by months, a day of an n-day month being
one nth. Each part is shared out to the whole unit of its currency in proportion to the shares; what rounding leaves goes
to the largest remainders, among equals in the order of the states' codes. So all parts sum to the amount.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from pkdsl.entities.money import Credit, Fund, Scale, Share
from pkdsl.plan.facts import derives
from pkdsl.plan.paths import Missing
from pkdsl.values import PERCENT, Period, Quantity, Unknown, Word, allocate, given, unknown_of
from pkdsl.values.dates import ONE_DAY
from pkdsl.values.functions import FUNCTIONS
from pkdsl.values.operators import binary, unary

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from pkdsl.plan.plan import Plan
    from pkdsl.values import Number
    from pkdsl.values.value import Value

HIGHEST = "A"
"""The level of those who bear the discounts of all others."""


class Section(NamedTuple):
    """The part of an amount that falls on the days of one scale."""

    scale: Scale
    amount: Number


def states(plan: Plan) -> tuple[Word, ...]:
    """The states of all scales, in the order of their codes."""
    codes = {share.state for share in plan.all(Share) if given(share.state)}
    return tuple(Word(code, (code,)) for code in sorted(codes))


# -- what states pay ---------------------------------------------------------------------------------------------------


@derives(Fund, "sections", by=Scale)
def sections(fund: Fund, scale: Scale, plan: Plan) -> Value:
    """The amount for the months of its period on which the scale is in force."""
    found = _sections(fund, plan)
    if isinstance(found, Unknown):
        return found
    return Quantity(sum(section.amount for section in found if section.scale is scale), fund.amount.unit)


@derives(Fund, "assessed", by=states)
def assessed(fund: Fund, state: Word, plan: Plan) -> Value:
    """Its share of each section at the rate of the time, to the whole dollar; largest remainders are rounded up."""
    found = _sections(fund, plan)
    if isinstance(found, Unknown):
        return found
    return _sum((_nothing(fund), *(_of_section(fund, section.scale, state, plan) for section in found)))


@derives(Fund, "credited", by=states)
def credited(fund: Fund, state: Word, plan: Plan) -> Value:
    """Its share of each credit at the rate of the time when the credit's period ended, to the whole dollar."""
    return _sum((_nothing(fund), *(_credited(credit, state, plan) for credit in fund.credits)))


@derives(Credit, "scale")
def scale_of_credit(credit: Credit, plan: Plan) -> Value:
    """The one in force on the last day of its period."""
    if not given(credit.period):
        return credit.period
    last = Period(credit.period.end, credit.period.end)
    found = plan.memo(Tables).sections(0, last, plan.all(Scale))
    return found[0].scale if isinstance(found, tuple) else _no_scale(found, credit, plan)


@derives(Fund, "due", by=states)
def due(fund: Fund, state: Word, plan: Plan) -> Value:
    """What it is assessed less what is credited to it."""
    return binary("-", fund.assessed[state], fund.credited[state])


@derives(Scale, "assessed", by=states)
def assessed_by_scale(scale: Scale, state: Word, plan: Plan) -> Value:
    """Its shares of all assessed funds, as far as these fall on the days of the scale."""
    funds = [fund for fund in plan.all(Fund) if fund.type == "assessed"]
    parts: list[Value] = [_nothing(fund) for fund in funds]
    for fund in funds:
        found = _sections(fund, plan)
        if isinstance(found, Unknown):
            parts.append(found)
        elif any(section.scale is scale for section in found):
            parts.append(_of_section(fund, scale, state, plan))
    return _sum(parts) if funds else plan.missing(scale, "assessed")


def _nothing(fund: Fund) -> Value:
    """None of the fund's currency."""
    return binary("-", fund.amount, fund.amount)


def _of_section(fund: Fund, scale: Scale, state: Word, plan: Plan) -> Value:
    return _paid(fund.sections[scale], scale, state, plan)


def _credited(credit: Credit, state: Word, plan: Plan) -> Value:
    return _paid(credit.amount, credit.scale, state, plan) if given(credit.scale) else credit.scale


def _paid(amount: Value, scale: Scale, state: Word, plan: Plan) -> Value:
    """What a state pays of an amount; its share is read, so that `why` names it."""
    tables = plan.memo(Tables)
    share = tables.shares(scale).get(state)
    parts = tables.parts(Section(scale, amount.number)) if given(amount) else amount
    unknown = [one for one in (parts, share and share.percent) if isinstance(one, Unknown)]
    return unknown_of(unknown) if unknown else Quantity(parts.get(state, 0), amount.unit)


def _sections(fund: Fund, plan: Plan) -> tuple[Section, ...] | Unknown:
    """The amount by the scales on whose days it falls; a fund that is not assessed asks nothing of states."""
    if fund.type != "assessed":
        return ()
    if not given(fund.amount) or not given(fund.period):
        return unknown_of((fund.amount, fund.period))
    scales = fund.scales if given(fund.scales) else plan.all(Scale)
    found = plan.memo(Tables).sections(fund.amount.number, fund.period, scales)
    return found if isinstance(found, tuple) else _no_scale(found, fund, plan)


def _no_scale(day: date, declared: Fund | Credit, plan: Plan) -> Unknown:
    return Unknown((Missing(f"one scale in force on {day}", "scale.period", plan.span_of(declared)),))


class Tables:
    """What the scales of a plan make of amounts: computed once for all states together."""

    def __init__(self, _: Plan) -> None:
        self._shares: dict[Scale, Mapping[str, Share]] = {}
        self._parts: dict[Section, Value] = {}
        self._sections: dict[tuple[Number, Period, tuple[Scale, ...]], tuple[Section, ...] | date] = {}

    def shares(self, scale: Scale) -> Mapping[str, Share]:
        """The shares of a scale by state, in the order of the codes."""
        if scale not in self._shares:
            known = {str(one.state): one for one in scale.shares if given(one.state)}
            self._shares[scale] = {state: known[state] for state in sorted(known)}
        return self._shares[scale]

    def parts(self, section: Section) -> Value:
        """What each state pays of a section."""
        if section not in self._parts:
            self._parts[section] = self._shared_out(section)
        return self._parts[section]

    def _shared_out(self, section: Section) -> Value:
        shares = self.shares(section.scale)
        percents = [share.percent for share in shares.values()]
        if not all(map(given, percents)):
            return unknown_of(percents)
        weights = [percent.number_in(PERCENT) for percent in percents]
        return dict(zip(shares, allocate(section.amount, weights), strict=True))

    def sections(self, amount: Number, period: Period, scales: tuple[Scale, ...]) -> tuple[Section, ...] | date:
        """An amount for a period in parts by the scales in force; or the first day without one, or with several."""
        key = (amount, period, scales)
        if key not in self._sections:
            self._sections[key] = _parted(*key)
        return self._sections[key]


def _parted(amount: Number, period: Period, scales: tuple[Scale, ...]) -> tuple[Section, ...] | date:
    shared = ((period.shared(scale.period if given(scale.period) else period), scale) for scale in scales)
    found = sorted(((days, scale) for days, scale in shared if days), key=lambda one: one[0].start)
    wanted = [period.start, *(days.end + ONE_DAY for days, _ in found)]
    begins = [*(days.start for days, _ in found), period.end + ONE_DAY]
    off = [min(first, second) for first, second in zip(wanted, begins, strict=True) if first != second]
    if off:
        return off[0]
    months = [sum(Fraction(days, length) for days, length in stretch.by_month()) for stretch, _ in found]
    return tuple(Section(scale, part) for (_, scale), part in zip(found, allocate(amount, months), strict=True))


# -- the scale worked out anew -------------------------------------------------------------------------------------------


@derives(Scale, "premium")
def premium(scale: Scale, plan: Plan) -> Value:
    """All discounts of the other levels, divided by the regular rates of level A."""
    bearers = [share for share in scale.shares if share.level == HIGHEST]
    discounts = [binary("*", one.regular, one.discount) for one in scale.shares if one.level != HIGHEST]
    regular = _sum(share.regular for share in bearers)
    if not bearers or (given(regular) and not regular.number):
        return plan.missing(scale, "premium")
    return _percent(binary("/", _sum(discounts), regular))


@derives(Share, "redistributed")
def redistributed(share: Share, plan: Plan) -> Value:
    """The regular rate less the discount; at level A more by the premium, which bears all discounts."""
    bears = given(share.level) and share.level == HIGHEST
    change = share.parent.premium if bears else unary("-", share.discount)
    return _percent(binary("*", share.regular, binary("+", Quantity(100, PERCENT), change)))


def _percent(number: Value) -> Value:
    return number.to(PERCENT) if isinstance(number, Quantity) else number


def _sum(amounts: Iterable[Value]) -> Value:
    return FUNCTIONS["sum"](tuple(amounts))
