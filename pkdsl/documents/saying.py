"""How documents say values: figures as readers of United Nations papers expect them, everything else in plain words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from pkdsl import tongues
from pkdsl.plan.texts import day_of
from pkdsl.tongues import tell
from pkdsl.values import (
    ConditionDate,
    Estimate,
    Months,
    Period,
    Position,
    Quantity,
    Steps,
    Threshold,
    Unknown,
    Word,
    given,
)
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
    "joint_military_police": "military and police together", "civil_military": "civil-military", "cpas": "CPAS",
    "predeployment_visit": "pre-deployment visit", "after_action": "after-action", "half_months": "half-months",
    "sub_sector": "sub-sector", "reserve_use": "use of the reserve", "voluntary_in_kind": "voluntary, in kind",
    "government_provided_personnel": "government-provided personnel", "fifth_committee": "Fifth Committee",
    "government_provided": "government-provided personnel", "national_general": "national general service",
    "national_professional": "national professional officers", "medevac_surge": "surge of medical evacuation",
    "un_cimic": "United Nations civil-military coordination", "waive": "waive rules",
}  # fmt: skip
"""Words of the language that need more than blanks for underscores to be read."""
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
DATES = re.compile(r"\b[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])\b")
"""Days as the language writes them."""
DECIMALS = re.compile(r"≈?\b([0-9]+(?:\s[0-9]{3})*[.,][0-9]{3,})\b")
"""Numbers with more decimals than anybody reads; the point may be a comma in another language."""
POWERS = re.compile(r"(?<![\w.])([kcm]?m)([23])\b")
"""Measures of area and volume as the language writes them."""


def month(number: int) -> str:
    """The name of a month: `September`."""
    return tongues.day(date(2000, number, 2), "name", MONTHS[number - 1])


def day(value: date) -> str:
    """`1 July 2026`: as in the texts of a plan."""
    return tongues.day(value, "long", day_of(value))


def say(value: object) -> str:
    """A value as a reader expects it: `118.4 million USD`, `1 July 2026`, `6 500 persons`, `force headquarters`."""
    if isinstance(value, Quantity):
        return quantity(value)
    if isinstance(value, date):
        return day(value)
    if isinstance(value, Position):
        return show(Position(*(rounded(Fraction(angle), 4) for angle in (value.latitude, value.longitude))))
    if isinstance(value, Period):
        return tell("{start} to {end}", start=day(value.start), end=day(value.end))
    if isinstance(value, ConditionDate):
        return tell("{day}, when {condition}", day=day(value.date), condition=show(value.condition))
    if isinstance(value, Estimate):
        low, high = say(value.low), say(value.high)
        return tell("{likely} (between {low} and {high})", likely=say(value.likely), low=low, high=high)
    return listed(map(say, value)) if isinstance(value, tuple) else exact(value)


def exact(value: object) -> str:
    """A value with nothing rounded, as `paper.show` writes it, in the language that is spoken."""
    if isinstance(value, Word):
        return word(value)
    if tongues.language() == tongues.ENGLISH:
        return show(value)
    if isinstance(value, Steps):
        return listed(tell("{value} from {day}", value=exact(one), day=first) for first, one in value.changes) or exact(
            value.before
        )
    if isinstance(value, Estimate):
        low, high = exact(value.low), exact(value.high)
        return tell("{likely} (between {low} and {high})", likely=exact(value.likely), low=low, high=high)
    if isinstance(value, Mapping):
        return listed(labelled(exact(key), exact(one)) for key, one in value.items())
    if isinstance(value, tuple):
        return listed(map(exact, value))
    return _measured(value)


def _measured(value: object) -> str:
    """The same of one thing that is counted, judged or compared."""
    if isinstance(value, bool):
        return tell("yes" if value else "no")
    if isinstance(value, Quantity):
        unit = _unit(value)
        blank = "" if not unit or unit.startswith("/") else tongues.NO_BREAK
        return f"{digits_of(value.number)}{blank}{unit}".replace(" ", tongues.NO_BREAK)
    if isinstance(value, (int, Fraction)):
        return digits_of(value)
    if isinstance(value, Months):
        return counted(value.count, "month")
    if isinstance(value, Threshold):
        sign = show(value).partition(" ")[0]
        return f"{sign}{tongues.NO_BREAK}{exact(value.quantity)}"
    return tongues.perhaps(show(value)) if isinstance(value, Unknown) else show(value)


def digits_of(number: Number) -> str:
    """A number exactly, in groups of three digits."""
    return tongues.digits(show_number(number))


def _unit(value: Quantity) -> str:
    """What is counted, in the form that the number asks for: `persons`, `t/day`."""
    unit, number = value.unit, value.number
    known = tongues.measure(unit.text, number)
    if known != unit.text:
        return known
    above = (tongues.measure(m.plural, number) for m, power in unit.factors if power > 0)
    below = (tongues.measure(m.name, 1) for m, power in unit.factors if power < 0)
    return "/".join(["-".join(above), *below])


def word(text: str) -> str:
    """A word of a closed list in prose: `formed_police` reads `formed police`."""
    return tongues.word(text, spelled(text))


def spelled(text: str) -> str:
    """A name of the plan or of the language in prose, as English writes it."""
    return LETTERS.get(text, text.replace("_", " "))


def labelled(what: str, said: str) -> str:
    """What, and what of it: `Adeta: closed`."""
    return tell("{what}: {said}", what=what, said=said)


def quantity(value: Quantity) -> str:
    """Money of a million and more in millions with at most two decimals; all else exactly."""
    if value.unit.currency is None:
        return _short(value)
    if magnitude(value.number) < MILLION:
        return exact(value)
    millions = rounded(Fraction(value.number) / MILLION, 2)
    return tell("{number} million {currency}", number=digits_of(millions), currency=value.unit.text)


def whole_money(value: object) -> str:
    """An amount that stands below others in a table: to the whole unit of its currency."""
    if not isinstance(value, Quantity):
        return say(value)
    return exact(Quantity(rounded(Fraction(value.number), 0), value.unit))


def digits(value: object) -> str:
    """The same without its currency, which the head of the table names."""
    return digits_of(rounded(Fraction(value.number), 0)) if isinstance(value, Quantity) else say(value)


def plain_number(value: object) -> str:
    """The same without its unit, where words beside it say what is counted; a share keeps its sign."""
    if isinstance(value, Quantity) and value.unit.text != "%":
        return digits_of(
            value.number if (Fraction(value.number) * 100).denominator == 1 else _to_three_digits(value.number)
        )
    return say(value)


def difference(value: object) -> str:
    """The same with its sign, a plus too."""
    return f"+{digits(value)}" if isinstance(value, Quantity) and value.number > 0 else digits(value)


def _short(value: Quantity) -> str:
    """A measure as people say it: with more than two decimals it is rounded to as many as three digits need."""
    if (Fraction(value.number) * 100).denominator == 1:
        return raised(exact(value))
    return raised(exact(Quantity(_to_three_digits(value.number), value.unit)))


def raised(text: str) -> str:
    """Areas and volumes with their powers raised: `268 km²`, `140 m³/day`."""
    return POWERS.sub(lambda found: found[1] + ("²" if found[2] == "2" else "³"), text)


def _to_three_digits(number: Number) -> Number:
    size = magnitude(number)
    return rounded(Fraction(number), 0 if size >= 100 else 1 if size >= 10 else 2)  # noqa: PLR2004 -- three digits


def readable(message: str) -> str:
    """What the check says, as readers expect it: dates and words of closed lists written out, long decimals rounded."""
    dated = DATES.sub(_dated, message.replace(" .. ", " to "))
    counted = raised(DECIMALS.sub(_about, dated))
    return re.sub(r"\b[a-z]+(?:_[a-z0-9]+)+\b", lambda found: word(found[0]), counted)


def _about(found: re.Match[str]) -> str:
    """A number of many decimals as people say it; one that would come to nothing stays."""
    if "," in found[1] and tongues.language() == tongues.ENGLISH:
        return found[0]
    number = _to_three_digits(Fraction(re.sub(r"\s", "", found[1]).replace(",", ".")))
    return f"≈{digits_of(number)}" if number else found[0]


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
        return tell("; ").join(every)
    *most, last = every
    return tell("{most} and {last}", most=", ".join(most), last=last) if most else last


def shortlist(words: Iterable[str], *, most: int = 4) -> str:
    """The same; of more than so many the first, and how many others."""
    every = list(words)
    if len(every) <= most:
        return listed(every)
    return tell("{some}; and {others} others", some=tell("; ").join(every[: most - 1]), others=len(every) - most + 1)


def unended(text: str) -> str:
    """`text` without its full stop, to stand in a sentence."""
    return text.rstrip().removesuffix(".")


def counted(count: int, one: str, many: str = "") -> str:
    """`1 error`, `3 errors`, `no errors`."""
    many = many or f"{one}s"
    if count == 0:
        return tongues.count(count, "0", many) or f"no {many}"
    return tongues.count(count, digits_of(count), many) or f"{show_number(count)} {one if count == 1 else many}"


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
