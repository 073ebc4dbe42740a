"""The sheets of the budget workbook. A module in this folder that has a `SHEETS` adds its own."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

from pkdsl.exports.book import Book
from pkdsl.values import given

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pkdsl.documents.context import Context
    from pkdsl.exports.book import Sheet


@dataclass(frozen=True, slots=True)
class Sheets:
    """Sheets that belong together, and after which others they come."""

    order: int
    build: Callable[[Context], Iterator[Sheet]]


@cache
def everything() -> tuple[Sheets, ...]:
    """All of them, in the order in which they stand in a workbook."""
    modules = (import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__))
    found: list[Sheets] = [module.SHEETS for module in modules if hasattr(module, "SHEETS")]
    return tuple(sorted(found, key=lambda each: each.order))


def book(context: Context) -> Book:
    """The workbook of a plan as its readers may see it. A sheet without a row stays: formulas of others speak of it."""
    mission = context.plan.mission
    title = str(mission.title) if mission is not None and given(mission.title) else "Plan"
    sheets = (sheet for each in everything() for sheet in each.build(context))
    return Book(title, context.highest, tuple(sheets), context.released)
