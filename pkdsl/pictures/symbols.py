"""Military symbols of APP-6 for units and headquarters; where what draws them is not installed, a box with a short word.

The symbols come from milsymbol (MIT licence, beside this module), run by quickjs-ng of the extra `symbols`.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from pkgutil import get_data
from typing import Any

from pkdsl.pictures.svg import element, number, rect, text

WIDE, HIGH, ABOVE = 42, 28, 12
"""The frame of a symbol, and the room above it for the size of the unit."""
FRAME = (25, 50, 150, 100)
"""Where the frame stands in milsymbol's own coordinates: left, top, width, height."""
POLICE = "200700"
ENTITIES = {
    "infantry": "121100", "mechanised": "121102", "reconnaissance": "121300", "reserve": "121100",
    "quick_reaction": "121100", "special_forces": "121700", "engineer": "140700", "eod": "140800", "signals": "111000",
    "transport": "163600", "logistics": "160600", "aviation": "120600", "uas": "121900", "intelligence": "151000",
    "military_police": "141200", "medical": "161300", "riverine": "170100", "maritime": "170100",
    "civil_military": "110300", "headquarters": "000000", "guard": "141700", "formed_police": POLICE,
    "police_team": POLICE, "corrections": "200800", "observers": "121200",
}  # fmt: skip
"""The icon of each sort of unit in the set of land units; what is not here has no symbol of its own."""
WORDS = {
    "infantry": "INF", "mechanised": "MECH", "reconnaissance": "RECCE", "reserve": "RES", "quick_reaction": "QRF",
    "special_forces": "SF", "engineer": "ENG", "eod": "EOD", "signals": "SIG", "transport": "TPT", "logistics": "LOG",
    "aviation": "AVN", "uas": "UAS", "intelligence": "INT", "military_police": "MP", "medical": "MED",
    "riverine": "RIV", "maritime": "MAR", "civil_military": "CIMIC", "headquarters": "HQ", "guard": "GUARD",
    "formed_police": "FPU", "police_team": "POL", "corrections": "CORR", "observers": "OBS", "staff_officers": "STAFF",
}  # fmt: skip
ECHELONS = {"team": "11", "section": "13", "platoon": "14", "company": "15", "battalion": "16", "brigade": "18"}
SIZES = {"team": "∅", "section": "••", "platoon": "•••", "company": "I", "battalion": "II", "brigade": "X"}
COLOURS = {
    'fill="rgb(128,224,255)"': 'fill="#d3e6f4" class="pk-symbol"', '"black"': '"currentColor"',
    '"rgb(239, 239, 239)"': '"#ffffff"',
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sign:
    """What is drawn: the sort and the size of a unit, whether it is a headquarters, and whether it is still to come."""

    type: str
    echelon: str = ""
    headquarters: bool = False
    planned: bool = False

    @property
    def code(self) -> str:
        """The twenty digits by which APP-6 names the symbol of a friendly land unit."""
        state = f"{int(self.planned)}{2 if self.headquarters else 0}"
        return f"100310{state}{ECHELONS.get(self.echelon, '00')}{ENTITIES[self.type]}0000"


def drawn(sign: Sign, x: float, y: float) -> str:
    """The symbol with its frame at a corner; a box with a short word where there is none for it."""
    found = _symbol(sign.code) if sign.type in ENTITIES else None
    if found is None:
        return _box(sign, x, y)
    (left, top, width, height), inner = found
    scale = WIDE / FRAME[2]
    return element(
        "svg", inner, x=x + (left - FRAME[0]) * scale, y=y + (top - FRAME[1]) * scale, width=width * scale,
        height=height * scale, viewBox=" ".join(map(number, (left, top, width, height))),
    )  # fmt: skip


def _box(sign: Sign, x: float, y: float) -> str:
    middle = x + WIDE / 2
    frame = rect((x, y), (WIDE, HIGH), fill="#d3e6f4", class_="pk-symbol", stroke="currentColor",
                 stroke_dasharray="4 3" if sign.planned else "")  # fmt: skip
    word = text(WORDS.get(sign.type, ""), middle, y + HIGH / 2 + 3.5, text_anchor="middle", font_size="9")
    size = text(SIZES.get(sign.echelon, ""), middle, y - 2, text_anchor="middle", font_size="9")
    return element("g", frame, word, size)


@cache
def _symbol(code: str) -> tuple[tuple[float, float, float, float], str] | None:
    """The view box of a symbol and what stands in it; None where nothing draws symbols."""
    engine = _engine()
    if engine is None:
        return None
    asked = f"JSON.stringify(new ms.Symbol({json.dumps(code)}).asSVG())"
    svg = str(json.loads(engine.eval(asked)))
    found = re.fullmatch(r'<svg [^>]*viewBox="([0-9. -]+)"[^>]*>(.*)</svg>', svg, re.DOTALL)
    if found is None:
        return None
    left, top, width, height = map(float, found[1].split())
    inner = re.sub(r"-?[0-9]+\.[0-9]{3,}", lambda digits: number(float(digits.group())), found[2])
    for colour, ours in COLOURS.items():
        inner = inner.replace(colour, ours)
    return (left, top, width, height), inner


@cache
def _engine() -> Any:  # noqa: ANN401 -- a context of quickjs with milsymbol in it, or None
    try:
        import quickjs  # noqa: PLC0415 -- an extra; without it a symbol is a box
    except ImportError:
        return None
    context = quickjs.Context()
    context.eval((get_data("pkdsl.pictures", "milsymbol.js") or b"").decode() + ";1")
    return context
