"""What lies under a plan's maps: the file that `[map]` names, and what is said where it cannot be drawn."""

from __future__ import annotations

import pytest

from pkdsl.workspace import Root, read

LAYER = '{"type": "LineString", "coordinates": [[45, 2], [46, 3]]}'


def world(plan, named: str, files: dict[str, str] | None = None):
    text = f'[map]\nbase = "{named}"\nsource = "Invented."\n'
    return read(Root(plan({"pkdsl.toml": text, "a.pk": "", **(files or {})}))).world


@pytest.mark.parametrize("path", ["country.geojson", "maps/country.json"])
def test_the_layer_is_read_with_its_source(plan, path):
    found = world(plan, path, {path: LAYER})
    assert (found.layer.text, found.layer.source, found.findings) == (LAYER, "Invented.", ())


def test_a_plan_that_names_none_has_none(plan):
    assert read(Root(plan({"a.pk": "", "country.geojson": LAYER}))).world.layer is None


@pytest.mark.parametrize(
    ("named", "code", "words"),
    [
        ("gone.geojson", "PKG-005", "`map.base` in pkdsl.toml is the path of a file in the plan's folder; there is none at `gone.geojson`."),
        ("bad.geojson", "PKG-005", "`bad.geojson` does not read as one."),
        ("../out.geojson", "PKG-002", "The base layer `../out.geojson` leads out of the plan's folder"),
        ("/etc/passwd", "PKG-002", "leads out of the plan's folder"),
    ],
)  # fmt: skip
def test_a_layer_that_cannot_be_drawn_is_a_finding_where_it_is_named(plan, named, code, words):
    found = world(plan, named, {"bad.geojson": '{"type": "Point", "coordinates": [2.5, 200]}'})
    (finding,) = found.findings
    assert (finding.code, finding.span.place) == (code, "pkdsl.toml:2:1")
    assert words in finding.message
    assert found.layer is None
