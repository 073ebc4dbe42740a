"""Scores, bands, and what mitigation changes, over the whole five-by-five scale."""

from __future__ import annotations

from itertools import product

import pytest

from pkdsl.values import given as is_given
from small import MISSION, compiled

BANDS = {"low": range(1, 5), "medium": range(5, 10), "high": range(10, 15), "very_high": range(15, 26)}


def band_of(score: int) -> str:
    return next(name for name, scores in BANDS.items() if score in scores)


def test_every_score_of_the_scale_falls_in_its_band():
    pairs = list(product(range(1, 6), repeat=2))
    text = MISSION + "".join(f"risk r{a}{b} {{ likelihood: {a}  impact: {b} }}\n" for a, b in pairs)
    for risk, (a, b) in zip(compiled(text).plan.all("risk"), pairs, strict=True):
        assert (risk.score, risk.band) == (a * b, band_of(a * b))


def test_the_bands_lowered_are_the_steps_between_before_and_after():
    cases = [(a, b, c, d) for a, b, c, d in product((1, 3, 5), repeat=4)]
    text = MISSION + "".join(
        f"risk r{a}{b}{c}{d} {{ likelihood: {a}  impact: {b}  residual_likelihood: {c}  residual_impact: {d} }}\n"
        for a, b, c, d in cases
    )
    order = list(BANDS)
    for risk, (a, b, c, d) in zip(compiled(text).plan.all("risk"), cases, strict=True):
        assert risk.bands_lowered == order.index(band_of(a * b)) - order.index(band_of(c * d))


@pytest.mark.parametrize(
    ("stated", "residual"), [("residual_likelihood: 2", 10), ("residual_impact: 3", 12), ("", None)]
)
def test_what_is_not_stated_after_mitigation_is_as_before(stated, residual):
    risk = compiled(f"{MISSION}risk flood {{ likelihood: 4  impact: 5  {stated} }}").plan.all("risk")[0]
    assert risk.residual == residual if residual is not None else not is_given(risk.residual)
