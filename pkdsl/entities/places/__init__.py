"""Where things are and how they are reached and supplied."""

from pkdsl.entities.places.area import Area, SecurityMeasure
from pkdsl.entities.places.facilities import Generator, Handling, Reception, Stock, WastePlant, WaterPlant, Workshop
from pkdsl.entities.places.location import Location
from pkdsl.entities.places.route import Route
from pkdsl.entities.places.supply import Convoy, Fleet, Supply, SupplyLine
from pkdsl.entities.places.works import Asset, Contract, Work

__all__ = [
    "Area",
    "Asset",
    "Contract",
    "Convoy",
    "Fleet",
    "Generator",
    "Handling",
    "Location",
    "Reception",
    "Route",
    "SecurityMeasure",
    "Stock",
    "Supply",
    "SupplyLine",
    "WastePlant",
    "WaterPlant",
    "Work",
    "Workshop",
]
