"""The tables that are shipped: units, states, languages, currencies."""

from __future__ import annotations

import csv

import pytest

from pkdsl.values import NO_UNIT, is_user_assigned

TABLES = {"states": 3, "languages": 3, "currencies": 3}


@pytest.fixture(params=sorted(TABLES))
def table(request, root):
    with (root / "stdlib" / "words" / f"{request.param}.csv").open(encoding="utf-8", newline="") as file:
        yield request.param, list(csv.DictReader(file))


def test_codes_are_unique_sorted_and_named(table):
    name, rows = table
    codes = [row["code"] for row in rows]
    assert codes == sorted(set(codes))
    assert all(row["name"] for row in rows)
    assert all(len(code) <= TABLES[name] and code.isascii() and code.isalpha() for code in codes)


def test_every_currency_has_minor_units(root):
    with (root / "stdlib" / "words" / "currencies.csv").open(encoding="utf-8", newline="") as file:
        minor = {row["code"]: int(row["minor_units"]) for row in csv.DictReader(file)}
    assert (minor["USD"], minor["JPY"], minor["KWD"]) == (2, 0, 3)
    assert set(minor.values()) <= {0, 2, 3}


def test_all_states_are_there(root):
    assert len((root / "stdlib" / "words" / "states.csv").read_text(encoding="utf-8").strip().split("\n")) == 249 + 1


@pytest.mark.parametrize(
    ("code", "free"), [("XKS", True), ("AAA", True), ("QMA", True), ("QAT", False), ("BGD", False)]
)
def test_invented_states_take_a_code_that_the_standard_leaves_free(code, free):
    assert is_user_assigned(code) is free


def test_every_unit_reads_back_and_says_what_it_is(units):
    for word in units.words:
        unit = units.parse(word)
        assert unit is not NO_UNIT
        assert units.parse(unit.text) is unit
        assert units.parse(unit.singular) is unit
        assert unit.described()


def test_no_unit_is_spelled_like_a_keyword(units):
    keywords = "use let because from for in where if then else and or not is as of require during extend table set remove template"
    assert not set(keywords.split()) & set(units.words)
