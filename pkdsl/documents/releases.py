"""How readers outside the mission stand in the marks of a document, and which of them see the same of a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkdsl.plan.marks import OUTSIDER
from pkdsl.tongues import tell

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pkdsl.plan.marks import Mark
    from pkdsl.plan.plan import Plan


def marks(plan: Plan) -> frozenset[Mark]:
    """How what a plan declares is marked: the marks that there are."""
    return frozenset(plan.mark(node) for node in plan.own())


def limits(plan: Plan) -> frozenset[frozenset[str]]:
    """The sets of readers to whom something of a plan may be released, everybody left out."""
    return frozenset(mark.release for mark in plan.memo(marks) if mark.release is not None)


def alike(plan: Plan) -> Iterator[frozenset[str]]:
    """The readers that a plan names, those together who see the same of it; of all of them the first to the last in order."""
    sets = plan.memo(limits)
    groups: dict[frozenset[frozenset[str]], set[str]] = {}
    for reader in sorted(frozenset().union(*sets)):
        groups.setdefault(frozenset(one for one in sets if reader in one), set()).add(reader)
    return map(frozenset, groups.values())


def mark_of(release: frozenset[str] | None, plan: Plan) -> str:
    """What a mark says of a set of readers: `REL GHA, KEN`; nothing where everybody may see it."""
    if release is None:
        return ""
    return tell("REL {whom}", whom=named(release, plan)) if release else tell("NOT RELEASABLE")


def named(release: Iterable[str], plan: Plan) -> str:
    """Readers as marks name them: states by their codes, then others by their names."""
    readers = sorted(set(release) - {OUTSIDER}, key=lambda reader: ("." in reader, reader))
    return ", ".join(_name(reader, plan) for reader in readers)


def _name(reader: str, plan: Plan) -> str:
    """A code, or the words of an entity's name, with its kind where a state has that code."""
    name = reader.rpartition(".")[2].upper()
    return (reader.upper() if reader != name and plan.fitter.known("states", name) else name).replace("_", " ")
