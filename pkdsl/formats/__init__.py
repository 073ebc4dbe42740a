"""Output formats: the neutral page, written down. A module in this folder that has a `FORMAT` is a format."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pkdsl.page import Document


@dataclass(frozen=True, slots=True)
class Format:
    """What a format is called, how its files end, and how it writes a document."""

    name: str
    title: str
    ending: str
    write: Callable[[Document], str]


@cache
def everything() -> Mapping[str, Format]:
    """All formats by name, sorted."""
    modules = (import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__))
    found: list[Format] = [module.FORMAT for module in modules if hasattr(module, "FORMAT")]
    return {each.name: each for each in sorted(found, key=lambda each: each.name)}


def write(document: Document, form: str) -> str:
    """The text of `document` in the format of that name; a KeyError for a name that `everything` does not hold."""
    return everything()[form].write(document)
