"""How documents say values: figures as readers of United Nations papers expect them, everything else in plain words."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from pkdsl.plan.texts import day_of
from pkdsl.values import ConditionDate, Estimate, Period, Position, Quantity, Steps, Threshold, Word, given
from pkdsl.values.number import magnitude, rounded
from pkdsl.values.paper import show, show_number

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pkdsl.values.number import Number

MILLION, TEN_THOUSAND = 1_000_000, 10_000
LETTERS = {
    "conops": "concept of operations", "opord": "operation order", "un": "United Nations", "ngo": "NGO",
    "mine_ied": "mines and explosive devices", "ddr": "disarmament, demobilisation and reintegration",
    "ssr": "security sector reform", "ioc": "initial operational capability", "foc": "full operational capability",
    "mission_hq": "mission headquarters", "force_hq": "force headquarters", "sector_hq": "sector headquarters",
    "non_concur": "does not concur", "fpu": "formed police unit", "quick_impact_projects": "quick-impact projects",
    "united_nations_police": "United Nations police", "communications_and_it": "communications and information technology",
    "vhf_uhf": "VHF and UHF radio", "hf": "HF radio", "vhf": "VHF radio", "uhf": "UHF radio", "vsat": "satellite, fixed dish",
    "leo": "satellite, low orbit", "satphone": "satellite telephone", "lte": "mobile network", "nbc": "nuclear, biological and chemical protection",
    "eod": "disposal of explosive ordnance", "uas": "uncrewed aircraft", "rdl": "rapid deployment level",
    "medical_level_1": "medical, level 1", "medical_level_2": "medical, level 2", "medical_level_3": "medical, level 3",
    "medical_high_risk": "medical, high-risk areas", "medical_basic": "medical, basic", "unique": "unique equipment",
    "united_nations_volunteers": "United Nations Volunteers", "coe_verification": "verification of equipment",
    "cmcoord": "humanitarian civil-military coordination", "cimic_centre": "civil-military centre", "red_cross": "Red Cross",
    "water_sanitation": "water and sanitation", "casevac": "casualty evacuation", "casevac_launch": "launch of casualty evacuation",
    "mou": "memorandum of understanding", "sofa": "status-of-forces agreement", "soma": "status-of-mission agreement",
    "roe": "rules of engagement", "duf": "directive on the use of force", "aor": "area of responsibility", "rbb": "results-based budget",
    "coe": "contingent-owned equipment", "unoe": "United Nations-owned equipment", "un_personnel": "United Nations personnel",
    "non_signatory": "non-signatory", "non_use_of_force": "non-use of force", "table_top": "table-top",
}  # fmt: skip
"""Words of the language that need more than blanks for underscores to be read."""
DATES = re.compile(r"\b[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])\b")
"""Days as the language writes them."""
DECIMALS = re.compile(r"≈?\b([0-9]+(?:\s[0-9]{3})*\.[0-9]{3,})\b")
"""Numbers with more decimals than anybody reads."""
day = day_of
"""`1 July 2026`: as in the texts of a plan."""


def say(value: object) -> str:
    """A value as a reader expects it: `118.4 million USD`, `1 July 2026`, `6 500 persons`, `force headquarters`."""
    if isinstance(value, Quantity):
        return quantity(value)
    if isinstance(value, date):
        return day(value)
    if isinstance(value, Position):
        return show(Position(*(rounded(Fraction(angle), 4) for angle in (value.latitude, value.longitude))))
    if isinstance(value, Period):
        return f"{day(value.start)} to {day(value.end)}"
    if isinstance(value, ConditionDate):
        return f"{day(value.date)}, when {show(value.condition)}"
    if isinstance(value, Estimate):
        return f"{say(value.likely)} (between {say(value.low)} and {say(value.high)})"
    if isinstance(value, Threshold):
        return show(value)
    if isinstance(value, Word):
        return word(value)
    return listed(map(say, value)) if isinstance(value, tuple) else show(value)


def word(text: str) -> str:
    """A word of a closed list in prose: `formed_police` reads `formed police`."""
    return LETTERS.get(text, text.replace("_", " "))


def quantity(value: Quantity) -> str:
    """Money of a million and more in millions with at most two decimals; all else exactly."""
    if value.unit.currency is None:
        return _short(value)
    if magnitude(value.number) < MILLION:
        return show(value)
    millions = rounded(Fraction(value.number) / MILLION, 2)
    return f"{show_number(millions)} million {value.unit.text}"


def whole_money(value: object) -> str:
    """An amount that stands below others in a table: to the whole unit of its currency."""
    if not isinstance(value, Quantity):
        return say(value)
    return show(Quantity(rounded(Fraction(value.number), 0), value.unit))


def digits(value: object) -> str:
    """The same without its currency, which the head of the table names."""
    return show_number(rounded(Fraction(value.number), 0)) if isinstance(value, Quantity) else say(value)


def plain_number(value: object) -> str:
    """The same without its unit, where words beside it say what is counted; a share keeps its sign."""
    if isinstance(value, Quantity) and value.unit.text != "%":
        return show_number(
            value.number if (Fraction(value.number) * 100).denominator == 1 else _to_three_digits(value.number)
        )
    return say(value)


def difference(value: object) -> str:
    """The same with its sign, a plus too."""
    return f"+{digits(value)}" if isinstance(value, Quantity) and value.number > 0 else digits(value)


def _short(value: Quantity) -> str:
    """A measure as people say it: with more than two decimals it is rounded to as many as three digits need."""
    if (Fraction(value.number) * 100).denominator == 1:
        return show(value)
    return show(Quantity(_to_three_digits(value.number), value.unit))


def _to_three_digits(number: Number) -> Number:
    size = magnitude(number)
    return rounded(Fraction(number), 0 if size >= 100 else 1 if size >= 10 else 2)  # noqa: PLR2004 -- three digits


def readable(message: str) -> str:
    """What the check says, as readers expect it: dates and words of closed lists written out, long decimals rounded."""
    dated = DATES.sub(_dated, message.replace(" .. ", " to "))
    counted = DECIMALS.sub(_about, dated)
    return re.sub(r"\b[a-z]+(?:_[a-z0-9]+)+\b", lambda found: word(found[0]), counted)


def _about(found: re.Match[str]) -> str:
    """A number of many decimals as people say it; one that would come to nothing stays."""
    number = _to_three_digits(Fraction(re.sub(r"\s", "", found[1])))
    return f"≈{show_number(number)}" if number else found[0]


def _dated(found: re.Match[str]) -> str:
    """A day in words; what is no day of the calendar stays as it was written."""
    try:
        return day(date.fromisoformat(found[0]))
    except ValueError:
        return found[0]


def listed(words: Iterable[str]) -> str:
    """`a`, `a and b`, `a, b and c`; with semicolons where a word has a comma of its own; sentences one after the other."""
    every = list(words) or [""]
    if all(each.endswith((".", "!", "?")) for each in every):
        return " ".join(every)
    if len(every) > 1 and any(", " in each for each in every):
        return "; ".join(every)
    *most, last = every
    return f"{', '.join(most)} and {last}" if most else last


def shortlist(words: Iterable[str], *, most: int = 4) -> str:
    """The same; of more than so many the first, and how many others."""
    every = list(words)
    return (
        listed(every) if len(every) <= most else f"{'; '.join(every[: most - 1])}; and {len(every) - most + 1} others"
    )


def unended(text: str) -> str:
    """`text` without its full stop, to stand in a sentence."""
    return text.rstrip().removesuffix(".")


def counted(count: int, one: str, many: str = "") -> str:
    """`1 error`, `3 errors`, `no errors`."""
    if count == 0:
        return f"no {many or one + 's'}"
    return f"{show_number(count)} {one if count == 1 else many or one + 's'}"


def sentence(text: str) -> str:
    """`text` with a capital at its start."""
    return text[:1].upper() + text[1:]


def whole(value: object, *, absent: int = 0) -> int:
    """A count as plain number, for order and pictures; `absent` where it is not given."""
    if isinstance(value, Quantity):
        return int(value.number)
    return int(value) if isinstance(value, (int, Fraction)) else absent


def held(value: object, on: date | None) -> object:
    """What a value over time holds on a day; other values are themselves."""
    if not isinstance(value, Steps):
        return value
    if on is not None:
        return value.at(on)
    known = [each for each in value.values if given(each)]
    return known[-1] if known else value.before
