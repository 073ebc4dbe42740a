"""Reads what a plan brings to lie under its maps: the GeoJSON file in its folder that `[map]` names."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pkdsl.diagnostics import Finding, Layer
from pkdsl.workspace.config import misfit, place
from pkdsl.workspace.files import outside, read_file
from pkdsl.workspace.folder import stays_inside

if TYPE_CHECKING:
    from pathlib import Path

    from pkdsl.workspace.config import Configuration


def layer(root: Path, configuration: Configuration, *, shown: str, limit: int) -> Layer | Finding | None:
    """The layer; a finding where no file of the plan can be read for it; nothing where none is named."""
    name, source = configuration.map.get("base", ""), configuration.source
    if not name or source is None:
        return None
    if not stays_inside(name, root):
        return replace(outside("pkdsl.toml", f"The base layer `{name}`"), span=place(source, "map", "base"))
    if not (root / name).is_file():
        return misfit(source, "map", "base", f"the path of a file in the plan's folder; there is none at `{name}`")
    file = read_file(root, name, shown=f"{shown}{name}", limit=limit)
    if isinstance(file, Finding):
        return file
    return Layer(file.source.text, configuration.map.get("source", ""))


def undrawable(layer: Layer | None, configuration: Configuration) -> Finding | None:
    """What is wrong with a layer that does not read as one; it is not looked at before somebody compiles the plan."""
    if layer is None or configuration.source is None:
        return None
    from pkdsl.pictures import outline  # noqa: PLC0415 -- loads what draws, and a check that is remembered draws nothing

    if outline.read(layer.text) is not None:
        return None
    name = configuration.map.get("base", "")
    wanted = f"a file of GeoJSON in degrees, longitude first; `{name}` does not read as one"
    return misfit(configuration.source, "map", "base", wanted)
