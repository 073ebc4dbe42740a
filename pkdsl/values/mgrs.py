"""Positions written in the military grid reference system: `38NPF 12345 67890`."""

from __future__ import annotations

import math
import re
from fractions import Fraction

from pkdsl.values.errors import Unreadable
from pkdsl.values.number import exact
from pkdsl.values.position import Position

# Floating point is fine here: a grid reference is a measurement, and the result is rounded to a millionth of a degree.
_FORM = re.compile(r"([1-9]|[0-5][0-9]|60)([C-HJ-NP-X])([A-HJ-NP-Z])([A-HJ-NP-V])([0-9]*)", re.ASCII)
_BANDS = "CDEFGHJKLMNPQRSTUVWX"
_COLUMNS = ("ABCDEFGH", "JKLMNPQR", "STUVWXYZ")
_ROWS = ("ABCDEFGHJKLMNPQRSTUV", "FGHJKLMNPQRSTUVABCDE")
_AXIS, _FLATTENING, _SCALE = 6_378_137.0, 1 / 298.257223563, 0.9996
_PRECISION = 1_000_000
_MOST_DIGITS = 10
_METRES_OF_A_DEGREE = 110_000
_TOLERANCE = 1e-5
_CYCLE = 2_000_000
"""Rows of squares repeat after so many metres."""


def read_mgrs(text: str) -> Position:
    """The corner of the square that the reference names, as every map reader takes it."""
    found = _FORM.fullmatch(text.replace(" ", "").upper())
    if found is None or len(found[5]) % 2 or len(found[5]) > _MOST_DIGITS:
        message = (
            f"`{text}` is not a grid reference; write zone, band, square and an even number of digits: 38NPF1234567890"
        )
        raise Unreadable(message)
    easting, northing = _in_square(text, int(found[1]), found[3], found[4])
    half = len(found[5]) // 2
    easting += int(found[5][:half] or 0) * 10 ** (5 - half)
    northing += int(found[5][half:] or 0) * 10 ** (5 - half)
    return _in_band(found, easting, northing)


def _in_square(text: str, zone: int, column: str, row: str) -> tuple[int, int]:
    """Easting and northing of the square's corner, the northing up to whole cycles."""
    columns = _COLUMNS[(zone - 1) % 3]
    if column not in columns:
        message = f"`{text}` names no square: in zone {zone} the first letter of a square is one of {columns}"
        raise Unreadable(message)
    return (columns.index(column) + 1) * 100_000, _ROWS[(zone - 1) % 2].index(row) * 100_000


def _in_band(found: re.Match[str], easting: int, northing: int) -> Position:
    """The one of the repeating rows that lies in the latitude band; its corner may lie just below."""
    zone, band = int(found[1]), _BANDS.index(found[2])
    south = -80 + 8 * band
    north = 84 if band == len(_BANDS) - 1 else south + 8
    square = 10.0 ** (5 - len(found[5]) // 2) / _METRES_OF_A_DEGREE
    for cycle in range(-5, 6):
        latitude, longitude = _geographic(easting, northing + cycle * _CYCLE, 6 * zone - 183)
        if south - square <= latitude <= north + _TOLERANCE:
            return Position(_degrees(latitude), _degrees(longitude))
    message = f"`{found[0]}` names no square: band {found[2]} has no row {found[4]}"
    raise Unreadable(message)


def _degrees(value: float) -> int | Fraction:
    return exact(Fraction(round(value * _PRECISION), _PRECISION))


def _geographic(easting: float, northing: float, meridian: int) -> tuple[float, float]:
    """Latitude and longitude of a point of the projection, by Krüger's series in the third flattening."""
    n = _FLATTENING / (2 - _FLATTENING)
    radius = _AXIS / (1 + n) * (1 + n**2 / 4 + n**4 / 64)
    xi, eta = northing / (_SCALE * radius), (easting - 500_000) / (_SCALE * radius)
    if abs(xi) > math.pi / 2:
        return math.copysign(90.0, xi) * 2, 0.0
    series = (n / 2 - 2 * n**2 / 3 + 37 * n**3 / 96, n**2 / 48 + n**3 / 15, 17 * n**3 / 480)
    xi_0 = xi - sum(b * math.sin(2 * k * xi) * math.cosh(2 * k * eta) for k, b in enumerate(series, 1))
    eta_0 = eta - sum(b * math.cos(2 * k * xi) * math.sinh(2 * k * eta) for k, b in enumerate(series, 1))
    longitude = math.degrees(math.atan2(math.sinh(eta_0), math.cos(xi_0)))
    return math.degrees(_latitude(math.sin(xi_0) / math.cosh(eta_0))), meridian + longitude


def _latitude(sine: float) -> float:
    """The geodetic latitude for the sine of the conformal one, by fixed-point iteration."""
    eccentricity = math.sqrt(_FLATTENING * (2 - _FLATTENING))
    isometric = math.atanh(sine)
    latitude = math.asin(sine)
    for _ in range(8):
        correction = eccentricity * math.atanh(eccentricity * math.sin(latitude))
        latitude = math.asin(math.tanh(isometric + correction))
    return latitude
