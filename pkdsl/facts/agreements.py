"""Legal instruments through time: on which days an agreement holds.

Source: arithmetic of calendars.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkdsl.entities.foundations import Agreement
from pkdsl.plan.facts import derives
from pkdsl.values import ConditionDate, Period, Steps, given
from pkdsl.values.dates import ONE_DAY

if TYPE_CHECKING:
    from pkdsl.plan.plan import Plan
    from pkdsl.values.value import Value

UNSIGNED = frozenset({"draft", "negotiating"})
ALWAYS, NEVER = map(Steps.always, (True, False))


@derives(Agreement, "in_force")
def in_force(agreement: Agreement, plan: Plan) -> Value:
    """Yes from the later of signature and start of its period to the end of that period.

    One that is still negotiated holds from the day for which its signature is planned, and never where no day is given;
    one that has expired holds on no day; of one that gives neither status, signature nor period nothing is known.
    """
    status, period = agreement.status, agreement.period
    signed: Value = agreement.signed.date if isinstance(agreement.signed, ConditionDate) else agreement.signed
    if given(status) and (status == "expired" or (status in UNSIGNED and not given(signed))):
        return NEVER
    begins = [day for day in (signed, period.start if isinstance(period, Period) else signed) if given(day)]
    if not begins:
        return ALWAYS if given(status) else plan.missing(agreement, "status")
    if not isinstance(period, Period):
        return Steps.of(before=False, changes=[(max(begins), True)])
    if period.end < max(begins):
        return NEVER
    return Steps.of(before=False, changes=[(max(begins), True), (period.end + ONE_DAY, False)])
