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
    """The layer; a finding where there is none that can be drawn; nothing where none is named."""
    name, source = configuration.map.get("base", ""), configuration.source
    if not name or source is None:
        return None
    from pkdsl.pictures import outline  # noqa: PLC0415 -- loads what draws, and few checks of a plan find a layer to read

    if not stays_inside(name, root):
        return replace(outside("pkdsl.toml", f"The base layer `{name}`"), span=place(source, "map", "base"))
    if not (root / name).is_file():
        return misfit(source, "map", "base", f"the path of a file in the plan's folder; there is none at `{name}`")
    file = read_file(root, name, shown=f"{shown}{name}", limit=limit)
    if isinstance(file, Finding):
        return file
    if outline.read(file.source.text) is None:
        wanted = f"a file of GeoJSON in degrees, longitude first; `{name}` does not read as one"
        return misfit(source, "map", "base", wanted)
    return Layer(file.source.text, configuration.map.get("source", ""))
