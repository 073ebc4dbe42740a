"""What a supply line brings: vehicles through the seasons, bridges, aircraft, and the days on which nothing goes."""

from __future__ import annotations

from datetime import date

import pytest

from small import MISSION, reads, value

PLACES = """
country kasuri "Kasuri" { state: XKS  season rains { type: wet  period: 2026-07-15 .. 2026-10-12  road_speed: 50%  flying: 60% } }
location port "Port" { type: port }
location sector "Sector" {}
"""
TRUCKS = "fleet trucks { vehicles: 60  payload: 10 t  availability: 75%  turnaround: 8 days  wet_turnaround: 14 days }"
DRY, WET = "2026-07-14", "2026-07-15"


def brings(line: str, day: str, *, more: str = "", ends: str = "origin: port  destination: sector") -> str:
    """What a line brings on a day."""
    text = f"use un\n{MISSION}{PLACES}{more}\nsupply_line msr {{ {ends}  {line} }}"
    return reads(text, f"at(supply_line.msr.throughput, {day})")


@pytest.mark.parametrize(
    ("line", "day", "amount"),
    [
        (TRUCKS, DRY, "56.25 t/day"),
        (TRUCKS, WET, "≈32.1429 t/day"),
        (TRUCKS.replace("  wet_turnaround: 14 days", ""), WET, "56.25 t/day"),
        ("every: 7 days  fleet trucks { vehicles: 2  payload: 8 t  availability: 80% }", DRY, "≈1.8286 t/day"),
        ("every: 7 days  fleet trucks { vehicles: 2  payload: 7 t  turnaround: 2 days }", DRY, "2 t/day"),
        ("every: 1 day  fleet trucks { vehicles: 2  payload: 7 t  turnaround: 7 days }", DRY, "2 t/day"),
        (f"capacity: 20 t/day  {TRUCKS}", DRY, "20 t/day"),
        (f"closed: 2026-07-10 .. 2026-07-14  {TRUCKS}", DRY, "0 t/day"),
        (f"closed: 2026-07-10 .. 2026-07-13  {TRUCKS}", DRY, "56.25 t/day"),
    ],
    ids=[
        "sixty trucks in eight days",
        "the same in the rains",
        "without a figure for the rains or a road that slows",
        "a truck goes once in seven days",
        "back after two days, and sent again after seven",
        "sent as soon as they are back",
        "what is stated wins",
        "closed",
        "open again",
    ],
)
def test_vehicles_times_payload_by_turnaround(line, day, amount):
    assert brings(line, day) == amount


ROAD = (
    'route road "Road" { origin: port  destination: sector  mode: road  distance: 800 km  daily_distance: 200 km/day '
)
DRY_TRUCKS = "via: road  fleet trucks { vehicles: 10  payload: 10 t  turnaround: 8 days }"


@pytest.mark.parametrize(
    ("route", "day", "amount"),
    [
        ("}", DRY, "12.5 t/day"),
        ("}", WET, "6.25 t/day"),
        ("max_load: 8 t }", DRY, "10 t/day"),
        ("open: [1, 2, 3] }", DRY, "0 t/day"),
    ],
    ids=["dry", "half as far in a day takes twice as long", "a bridge of eight tonnes", "closed in July"],
)
def test_the_road_decides(route, day, amount):
    assert brings(DRY_TRUCKS, day, more=ROAD + route, ends="") == amount


def test_the_ends_are_those_of_the_routes_in_whatever_direction_they_are_declared():
    more = """
    location fork "Fork" { type: junction }
    route south "South" { origin: fork  destination: port  mode: road }
    route north "North" { origin: sector  destination: fork  mode: road }
    supply_line line { via: [south, north] }
    """
    for field, place in (("origin", "Port"), ("destination", "Sector")):
        assert reads(MISSION + PLACES + more, f"supply_line.line.{field}.title") == place


@pytest.mark.parametrize(
    "line", ["by: drivers", "escort: drivers"], ids=["who drives arrives in August", "the escort arrives in August"]
)
def test_nothing_goes_without_drivers_and_escort(line):
    more = "unit drivers is un.transport_company { arrives: 2026-08-01 }"
    assert brings(f"capacity: 9 t/day  {line}", "2026-07-31", more=more) == "0 t/day"
    assert brings(f"capacity: 9 t/day  {line}", "2026-08-01", more=more) == "9 t/day"


def test_nothing_goes_to_a_place_that_is_not_open():
    more = 'location camp "Camp" { opens: 2026-08-01 }'
    ends = "origin: port  destination: camp"
    assert brings("capacity: 9 t/day", "2026-07-31", more=more, ends=ends) == "0 t/day"
    assert brings("capacity: 9 t/day", "2026-08-01", more=more, ends=ends) == "9 t/day"


def test_aircraft_make_sorties_on_days_on_which_one_can_fly():
    more = """
    unit wing is un.utility_aviation_unit { arrives: D }
    lift helicopters "Helicopters" { mode: air  count: 4  availability: 75%  sorties: 2/day  payload: 3 t  provider: wing }
    """
    assert brings("by: wing", DRY, more=more) == "18 t/day"
    assert brings("by: wing", WET, more=more) == "10.8 t/day"


def test_without_vehicles_nobody_knows():
    assert brings("every: 7 days", DRY) == "not given"
    assert brings("fleet trucks { vehicles: 2  payload: 8 t }", DRY) == "not given"


def bottleneck(line: str, more: str = "") -> str:
    text = f"use un\n{MISSION}{PLACES}{more}\nsupply_line msr {{ {line} }}"
    return value(text, "supply_line.msr.bottleneck").name


def test_what_limits_a_line_most():
    drivers = "unit drivers is un.transport_company { arrives: 2026-08-01 }"
    ends = "origin: port  destination: sector"
    assert bottleneck(f"{ends}  capacity: 9 t/day") == "msr"
    assert bottleneck(f"{ends}  {TRUCKS}") == "trucks"
    assert bottleneck(DRY_TRUCKS, ROAD + "}") == "road"
    assert bottleneck(f"{ends}  {TRUCKS}  by: drivers", drivers) == "drivers"


def test_the_seasons_of_a_place():
    text = MISSION + PLACES + 'area south "South" { type: sector }  location town "Town" { area: south }'
    text += "\nextend country kasuri { season dust { type: wet  months: 12  area: south  flying: 20% } }"
    for place, day, wet, flying in (
        ("town", date(2026, 12, 1), "yes", "20 %"),
        ("sector", date(2026, 12, 1), "no", "100 %"),
        ("sector", date(2026, 8, 1), "yes", "60 %"),
        ("sector", date(2026, 10, 13), "no", "100 %"),
    ):
        assert reads(text, f"at(location.{place}.wet, {day})") == wet
        assert reads(text, f"at(location.{place}.flying, {day})") == flying
