"""Distances on the earth against published pairs, to the metre."""

from __future__ import annotations

import pytest

from pkdsl.values import geodesic, read_position

# From C. F. F. Karney's geodesic test set (doi 10.5281/zenodo.32156), as the tests of GeographicLib quote it, and the
# example of GeographicLib's documentation; from Flinders Peak to Buninyong after the manual of the Geocentric Datum of
# Australia.
PUBLISHED = [
    ("35.60777N 139.44815W", "11.17491S 69.95921W", "8935244.5604818305"),
    ("66.99028S 112.2363E", "12.70631S 74.09656W", "11150344.2312080241"),
    ("17.42761S 173.34268E", "15.84784S 5.93557E", "16076603.1631180673"),
    ("32.84994N 48.28919E", "56.28556S 157.70868W", "16727068.9438164461"),
    ("50.56724S 16.30485W", "33.56571S 94.97412W", "6455670.5118668696"),
    ("58.93002S 8.90775W", "8.91104S 133.13503E", "11756066.0219864627"),
    ("68.82867S 74.28391W", "50.63005S 8.36685W", "3956936.926063544"),
    ("10.62672S 32.0898W", "5.883N 134.31681W", "11470869.3864563009"),
    ("41.32S 174.81E", "40.96N 5.50W", "19959679.267"),
    ("37.951033416S 144.424867888E", "37.652821138S 143.926495527E", "54972.271"),
]


@pytest.mark.parametrize(("origin", "destination", "metres"), PUBLISHED)
def test_a_distance_is_that_of_published_pairs(origin, destination, metres):
    there, back = (geodesic(*map(read_position, pair)) for pair in ((origin, destination), (destination, origin)))
    assert there == back
    assert there.number * 1000 == round(float(metres))
