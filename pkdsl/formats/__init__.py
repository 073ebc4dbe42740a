"""Output formats: the neutral page, written down. A module in this folder that has a `FORMAT` is a format."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.metadata import version
from importlib.util import find_spec
from pkgutil import iter_modules
from typing import TYPE_CHECKING

from pkdsl.page import LAYOUTS
from pkdsl.tongues import speaking

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pkdsl.page import Document, Layout


class Unwritable(ValueError):  # noqa: N818 -- it says what is the matter; the shell makes a sentence of it
    """A page holds what this format cannot show; the words say what, and what to do."""


@dataclass(frozen=True, slots=True)
class Extra:
    """What has to be installed beside pkdsl, `pip install 'pkdsl[pdf]'`, and the modules that come with it."""

    name: str
    modules: tuple[str, ...]
    packages: tuple[str, ...]

    @property
    def versions(self) -> tuple[str, ...]:
        """Which versions are installed; none if not all are."""
        return tuple(f"{name} {version(name)}" for name in self.packages) if self.is_installed else ()

    @property
    def is_installed(self) -> bool:
        """Whether all of it is there; nothing is imported to find out."""
        return all(find_spec(module) is not None for module in self.modules)


PDF = Extra("pdf", ("typst",), ("typst",))
OFFICE = Extra("office", ("docx", "pptx", "typst"), ("python-docx", "python-pptx", "xlsxwriter", "typst"))


@dataclass(frozen=True, slots=True)
class Format:
    """What a format is called, how its files end, how it writes a document, which it suits, and what it needs for it."""

    name: str
    title: str
    ending: str
    write: Callable[[Document], bytes]
    suits: tuple[Layout, ...] = LAYOUTS
    extra: Extra | None = None

    @property
    def is_ready(self) -> bool:
        """Whether everything that it needs is installed."""
        return self.extra is None or self.extra.is_installed


@cache
def everything() -> Mapping[str, Format]:
    """All formats by name, sorted."""
    modules = (import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__))
    found: list[Format] = [module.FORMAT for module in modules if hasattr(module, "FORMAT")]
    return {each.name: each for each in sorted(found, key=lambda each: each.name)}


def write(document: Document, form: str) -> bytes:
    """`document` in the format of that name; a KeyError for a name that `everything` does not hold."""
    with speaking(document.language):
        return everything()[form].write(document)
