"""Places on the earth, and how far apart they are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from geographiclib.geodesic import Geodesic

from pkdsl.values.common import KM
from pkdsl.values.errors import Unreadable
from pkdsl.values.number import Number, exact, parse_number
from pkdsl.values.quantity import Quantity

_FORM = re.compile(r"([0-9]+(?:\.[0-9]+)?)([NS])[ \t]+([0-9]+(?:\.[0-9]+)?)([EW])", re.ASCII)
_MOST = {"N": 90, "S": 90, "E": 180, "W": 180}


@dataclass(frozen=True, slots=True)
class Position:
    """WGS84 degrees, north and east positive, exact as written."""

    latitude: Number
    longitude: Number


def read_position(text: str) -> Position:
    """The place written `2.52N 47.44E`."""
    found = _FORM.fullmatch(text)
    if found is None:
        message = f"`{text}` is not a position; write degrees, latitude first, as in 2.52N 47.44E"
        raise Unreadable(message)
    latitude, north, longitude, east = found.groups()
    return Position(_degrees(latitude, north), _degrees(longitude, east))


def _degrees(text: str, side: str) -> Number:
    number = parse_number(text)
    if number > _MOST[side]:
        name = "latitude" if side in "NS" else "longitude"
        message = f"{text}{side} is no place: {name} goes to {_MOST[side]}{side}"
        raise Unreadable(message)
    return -number if side in "SW" else number


@lru_cache(maxsize=100_000)
def geodesic(first: Position, second: Position) -> Quantity:
    """The shortest way over the ellipsoid, in whole metres, given in km."""
    ends = (first.latitude, first.longitude, second.latitude, second.longitude)
    metres = Geodesic.WGS84.Inverse(*map(float, ends), Geodesic.DISTANCE)["s12"]
    return Quantity(exact(Fraction(round(metres), 1000)), KM)
