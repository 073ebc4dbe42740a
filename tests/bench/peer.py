"""What a check costs without any language: JSON, one pydantic model for each kind, and a look at every reference."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from pydantic import BaseModel, Field


class Location(BaseModel):
    """A place."""

    kind: str
    name: str
    beds: int
    helipad: str


class Unit(BaseModel):
    """A unit."""

    kind: str
    name: str
    type: str
    strength: int
    base: str
    arrives: int
    self_sufficiency: int


class Task(BaseModel):
    """A task."""

    kind: str
    name: str
    objective: str
    indicators: str
    lead: str
    by: list[str]
    starts: int


class Output(BaseModel):
    """What a task delivers."""

    kind: str
    name: str
    task: str
    quantity: int


class Handover(BaseModel):
    """The end of a task."""

    kind: str
    name: str
    task: str
    to: str
    date: int


class Line(BaseModel):
    """A line of the budget."""

    kind: str
    name: str
    class_: str = Field(alias="class")
    amount: int
    task: str


class Risk(BaseModel):
    """A risk."""

    kind: str
    name: str
    likelihood: int = Field(ge=1, le=5)
    impact: int = Field(ge=1, le=5)
    cause: str
    affects: str


MODELS: dict[str, type[BaseModel]] = {
    cls.__name__.lower(): cls for cls in (Location, Unit, Task, Output, Handover, Line, Risk)
}


def check(path: str) -> int:
    """How many references lead nowhere."""
    made = [MODELS[one["kind"]](**one) for one in json.loads(Path(path).read_text(encoding="utf-8"))]
    names = {one.name for one in made}  # type: ignore[attr-defined] -- every model has one
    wanted = [getattr(one, field) for one in made for field in ("base", "task", "affects") if hasattr(one, field)]
    wanted += [name for one in made for name in getattr(one, "by", ())]
    return sum(name not in names for name in wanted)


if __name__ == "__main__":
    sys.exit(check(sys.argv[1]) > 0)
