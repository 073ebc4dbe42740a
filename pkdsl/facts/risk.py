"""How bad a risk is: likelihood times impact, before and after what is done about it.

Source: UN enterprise risk management, likelihood by impact (read); the bands are policy values.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkdsl.entities.risk import Risk
from pkdsl.plan.facts import derives
from pkdsl.values import Word, given

if TYPE_CHECKING:
    from pkdsl.plan.plan import Plan
    from pkdsl.values.value import Value

BANDS = ("low", "medium", "high", "very_high")
LOWEST = (1, 5, 10, 15)
"""The lowest score of each band, on the five-by-five scale (assumed: the catalogue of rules, 2.19)."""


@derives(Risk, "score")
def score(risk: Risk, plan: Plan) -> Value:
    """Likelihood × impact, from 1 to 25."""
    return _product(risk.likelihood, risk.impact)


@derives(Risk, "residual")
def residual(risk: Risk, plan: Plan) -> Value:
    """Residual likelihood × residual impact; what is not stated is as before the mitigation."""
    if not given(risk.residual_likelihood) and not given(risk.residual_impact):
        return risk.residual_likelihood
    likelihood = risk.likelihood if not given(risk.residual_likelihood) else risk.residual_likelihood
    impact = risk.impact if not given(risk.residual_impact) else risk.residual_impact
    return _product(likelihood, impact)


@derives(Risk, "band")
def band(risk: Risk, plan: Plan) -> Value:
    """The band of the score: low from 1, medium from 5, high from 10, very high from 15."""
    return _band(risk.score)


@derives(Risk, "residual_band")
def residual_band(risk: Risk, plan: Plan) -> Value:
    """The band of the residual score."""
    return _band(risk.residual)


@derives(Risk, "bands_lowered")
def bands_lowered(risk: Risk, plan: Plan) -> Value:
    """How many bands lie between the score and the residual score; a control that is only limited moves one at most."""
    before, after = risk.band, risk.residual_band
    for band_ in (before, after):
        if not given(band_):
            return band_
    return BANDS.index(before) - BANDS.index(after)


def _product(likelihood: Value, impact: Value) -> Value:
    for value in (likelihood, impact):
        if not given(value):
            return value
    return likelihood * impact


def _band(value: Value) -> Value:
    if not given(value):
        return value
    return Word(BANDS[sum(value >= lowest for lowest in LOWEST) - 1], BANDS)
