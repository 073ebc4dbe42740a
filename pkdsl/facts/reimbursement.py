"""What contributors are paid for equipment and self-sustainment, and how many civilian posts are paid.

Source: the Contingent-Owned Equipment Manual in parallel text: dry lease = value ÷ life in years ÷ 12 + value ×
no-fault factor ÷ 12, and 90 per cent serviceability under wet lease (both read); wet lease = dry lease + maintenance,
and the limit of mission factors (general knowledge).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from pkdsl.entities.force import Equipment, EquipmentType, Staffing, Sustainment
from pkdsl.entities.foundations import Mission
from pkdsl.entities.money import Line
from pkdsl.plan.facts import derives
from pkdsl.schema import BudgetClass, FactorType
from pkdsl.values import MONTH, PERCENT, Months, Period, Quantity, Steps, Word, given, unknown_of
from pkdsl.values.functions import FUNCTIONS
from pkdsl.values.operators import binary

if TYPE_CHECKING:
    from pkdsl.plan.plan import Plan
    from pkdsl.values.value import Value

KEEPERS = ("contributor", "un", "partner")
KEEPER_OF = dict(zip(("wet", "dry", "partner"), KEEPERS, strict=True))
"""Who maintains what is under a lease."""
CLASSES: tuple[str, ...] = get_args(BudgetClass)
CLASS_OF = {
    "international": "international_staff",
    "national_professional": "national_professional_officers",
    "national_general": "national_general_service",
    "volunteer": "united_nations_volunteers",
    "temporary": "general_temporary_assistance",
    "government_provided": "government_provided_personnel",
}
"""The class that pays for a category of civilian staff."""
YEAR = Quantity(12, MONTH)
NONE = Quantity(0, PERCENT)


@derives(EquipmentType, "dry_lease")
def dry_lease(item: EquipmentType, plan: Plan) -> Value:
    """Value ÷ life in months + value × no-fault share ÷ 12."""
    life = item.useful_life
    months = Quantity(life.count, MONTH) if isinstance(life, Months) else life
    if not given(item.value) or not given(months) or not given(item.no_fault):
        return unknown_of((item.value, months, item.no_fault))
    return binary("+", binary("/", item.value, months), binary("/", binary("*", item.value, item.no_fault), YEAR))


@derives(EquipmentType, "wet_lease")
def wet_lease(item: EquipmentType, plan: Plan) -> Value:
    """The dry lease and the maintenance."""
    return binary("+", item.dry_lease, item.maintenance)


@derives(EquipmentType, "maintenance")
def maintenance(item: EquipmentType, plan: Plan) -> Value:
    """The wet lease less the dry, where the wet lease is stated."""
    if not plan.gives(item, "wet_lease"):
        return plan.missing(item, "maintenance")
    return binary("-", item.wet_lease, item.dry_lease)


@derives(Equipment, "maintained_by")
def maintained_by(equipment: Equipment, plan: Plan) -> Value:
    """By the lease: the contributor under a wet lease, the United Nations under a dry one, else the partner."""
    lease = equipment.lease
    return Word(KEEPER_OF[lease], KEEPERS) if given(lease) else plan.missing(equipment, "maintained_by")


@derives(Equipment, "lease_rate")
def lease_rate(equipment: Equipment, plan: Plan) -> Value:
    """The wet or the dry lease of its type, by its own lease."""
    lease, item = equipment.lease, equipment.item
    if not given(lease) or lease not in {"wet", "dry"} or not isinstance(item, EquipmentType):
        return plan.missing(equipment, "lease_rate")
    return item.wet_lease if lease == "wet" else item.dry_lease


@derives(Equipment, "reimbursed")
def reimbursed(equipment: Equipment, plan: Plan) -> Value:
    """All, while at least `policy.serviceability` of them can be used; else those that can; all where nobody says."""
    node = plan.node_of(equipment)
    whole, usable = plan.read(node, "quantity"), plan.read(node, "serviceable")
    if not given(usable) or not given(whole):
        return whole
    share = plan.parameter("policy", "serviceability", plan.span_of(equipment))
    return _steps(whole).merge(_steps(usable), lambda all_, some: _paid_for(all_, some, share))


def _steps(value: Value) -> Steps[Value]:
    return value if isinstance(value, Steps) else Steps.always(value)


def _paid_for(whole: Value, usable: Value, share: Value) -> Value:
    enough = binary(">=", usable, binary("*", whole, share))
    return enough if not given(enough) else whole if enough else usable


@derives(Sustainment, "rate")
def rate_of_sustainment(sustainment: Sustainment, plan: Plan) -> Value:
    """The rate of its category, by name."""
    category = sustainment.category
    if not given(category):
        return category
    return plan.parameter("rate", f"sustainment_{category}", plan.span_of(sustainment))


@derives(Staffing, "budget_class")
def class_of_staffing(staffing: Staffing, plan: Plan) -> Value:
    """By the category."""
    category = staffing.category
    return category if not given(category) else Word(CLASS_OF[category], CLASSES)


@derives(Staffing, "paid")
def paid(staffing: Staffing, plan: Plan) -> Value:
    """Those filled; where nobody says who is there, the posts less the vacancy of the line that covers their section.

    On days of no such line, less the vacancy that budgets give to new posts.
    """
    if given(staffing.filled):
        return staffing.filled
    vacant: Steps[Value] = Steps.always(plan.parameter("policy", "new_post_vacancy", plan.span_of(staffing)))
    for line in plan.all(Line):
        pays = not given(line.covers) or staffing.parent in line.covers
        if pays and line.class_ == staffing.budget_class and given(line.vacancy) and isinstance(line.life, Period):
            vacant = vacant.during(line.life, line.vacancy)
    return binary("*", staffing.posts, binary("-", Quantity(1), vacant))


@derives(Mission, "factor", by=(FactorType,))
def factor(mission: Mission, word: FactorType, plan: Plan) -> Value:
    """The percentage of a type, nothing before it is set, and never more than `policy.mission_factor_max`."""
    most = plan.parameter("policy", "mission_factor_max", plan.span_of(mission))
    part = next((one for one in mission.mission_factors if one.type == word), None)
    return Steps.always(NONE) if part is None else FUNCTIONS["min"]((_since_set(part.percent), most))


def _since_set(percent: Value) -> Value:
    """Nothing before the first step."""
    if not isinstance(percent, Steps) or given(percent.before):
        return percent
    return Steps.of(NONE, percent.changes)
