"""A plan as a value that can be printed: what the strategies make, and the laws change."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True)
class Thing:
    """A declaration: an entity, a part, a template or an extension; fields and values are text."""

    kind: str
    name: str = ""
    title: str = ""
    fields: tuple[tuple[str, str], ...] = ()
    parts: tuple[Thing, ...] = ()
    templates: str = ""
    form: str = ""

    def lines(self, indent: str = "") -> Iterator[str]:
        """Its text."""
        title = f'"{self.title}"' if self.title else ""
        header = " ".join(
            filter(None, (self.form, self.kind, self.name, title, self.templates and f"is {self.templates}"))
        )
        yield f"{indent}{header} {{"
        for name, value in self.fields:
            yield f"{indent}  {name}{'' if value.startswith('{') else ':'} {value}"
        for part in self.parts:
            yield from part.lines(f"{indent}  ")
        yield f"{indent}}}"

    def having(self, *more: tuple[str, str]) -> Thing:
        """The same with further fields, at the end."""
        return replace(self, fields=(*self.fields, *more))

    def without(self, name: str) -> Thing:
        """The same without one field."""
        return replace(self, fields=tuple(pair for pair in self.fields if pair[0] != name))


@dataclass(frozen=True)
class Written:
    """A plan: named values, then declarations."""

    lets: tuple[tuple[str, str], ...]
    things: tuple[Thing, ...]
    uses: tuple[str, ...] = field(default=())

    @property
    def statements(self) -> tuple[str, ...]:
        """The text of each statement at the top."""
        uses = (f"use {name}" for name in self.uses)
        lets = (f"let {name} = {value}" for name, value in self.lets)
        return (*uses, *lets, *("\n".join(thing.lines()) for thing in self.things))

    @property
    def text(self) -> str:
        """The plan in one file."""
        return "\n".join((*self.statements, ""))

    def replaced(self, number: int, thing: Thing) -> Written:
        """The same with another thing at one place."""
        return replace(self, things=(*self.things[:number], thing, *self.things[number + 1 :]))

    def with_things(self, *more: Thing) -> Written:
        """The same with further things at the end."""
        return replace(self, things=(*self.things, *more))

    def with_lets(self, *more: tuple[str, str]) -> Written:
        """The same with further named values at the end."""
        return replace(self, lets=(*self.lets, *more))
