"""What a plan is exported to: its tables for spreadsheets, its values for other programs.

A module in this folder that has an `EXPORT` is a form. Forms for spreadsheets write the neutral workbook of `book`,
which the modules of `sheets` fill.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pkdsl.documents.context import Context
    from pkdsl.formats import Extra


class Unexportable(ValueError):  # noqa: N818 -- it says what is the matter; the shell makes a sentence of it
    """The plan holds what this form cannot keep whole; the words say what and where, and what to do."""


@dataclass(frozen=True, slots=True)
class Export:
    """What a form is called, how it writes a plan as its readers may see it, and what it needs for it.

    `write` gives the files by their names; a form that always gives one lets its name be chosen.
    """

    name: str
    title: str
    write: Callable[[Context], Mapping[str, bytes]]
    extra: Extra | None = None


@cache
def everything() -> Mapping[str, Export]:
    """All forms by name, sorted."""
    modules = (import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__))
    found: list[Export] = [module.EXPORT for module in modules if hasattr(module, "EXPORT")]
    return {each.name: each for each in sorted(found, key=lambda each: each.name)}
