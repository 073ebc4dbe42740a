"""Who is called what: all declarations of a world by package, kind and name."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from pkdsl.plan.draft import Draft, Node
    from pkdsl.schema.types import Type


class Scope(NamedTuple):
    """What an expression can name besides what is declared.

    `package` is where the text is written; `node` the declaration whose fields are in reach (the instance, for text of
    a template); `own` the field whose value this is, which is not in scope; `loops` the loop variables with their types,
    the outermost first: the value of the n-th is the frame's item n + 1, the frame's first item being `node`.
    """

    package: str
    node: Node | None
    own: str = ""
    loops: tuple[tuple[str, Type], ...] = ()

    def within(self, name: str, type_: Type) -> Scope:
        """The scope inside a further loop."""
        return Scope(self.package, self.node, self.own, (*self.loops, (name, type_)))


@dataclass(slots=True)
class Names:
    """Look-ups over a draft; parts are found by name where that is unique in their package."""

    draft: Draft
    _parts: dict[tuple[str, str], dict[str, list[Node]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Index the parts."""
        for node in self.draft.all():
            if node.spec.is_part and node.name:
                shelf = self._parts.setdefault((node.home.package, node.spec.kind), {})
                shelf.setdefault(node.name, []).append(node)

    def entity(self, package: str, kind: str, name: str) -> Node | None:
        """The entity of one kind with that name; the mission and the policy are found without a name too."""
        named = self.draft.entities.get((package, kind), {})
        alone = named.get("")
        return alone if alone is not None and alone.name == name else named.get(name)

    def removed(self, package: str, kinds: Iterable[str], name: str) -> Node | None:
        """The entity of that name that a scenario took away, of one of these kinds, or of any if there are none."""
        wanted = tuple(kinds) or tuple(kind for p, kind in self.draft.removed if p == package)
        shelves = (self.draft.removed.get((package, kind), {}) for kind in wanted)
        return next((shelf[name] for shelf in shelves if name in shelf), None)

    def any(self, package: str, name: str) -> list[Node]:
        """The entities of every kind with that name, in one package."""
        kinds = [kind for p, kind in self.draft.entities if p == package]
        return [node for node in (self.entity(package, kind, name) for kind in kinds) if node is not None]

    def parts(self, package: str, kind: str, name: str, near: Node | None) -> list[Node]:
        """The parts of one kind with that name: those nearest around `near`, or all of the package."""
        for node in near.up if near else ():
            slot = node.spec.parts.get(kind)
            found = [p for p in node.parts.get(slot.name, ()) if p.name == name] if slot else []
            if found:
                return found
        return self._parts.get((package, kind), {}).get(name, [])

    def has_part(self, kinds: Iterable[str], name: str) -> bool:
        """Whether a part of one of these kinds has that name, in any package."""
        wanted = set(kinds)
        return any(name in shelf for (_, kind), shelf in self._parts.items() if kind in wanted)

    def known(self, package: str, kinds: Iterable[str]) -> list[str]:
        """All names that a reference to one of these kinds could have meant."""
        found: list[str] = []
        for kind in kinds:
            found += self.draft.entities.get((package, kind), ())
            found += self._parts.get((package, kind), ())
        return found

    def package(self, package: str, alias: str) -> str | None:
        """The package that `alias` names in the texts of `package`."""
        return self.draft.uses.get(package, {}).get(alias)

    def packages(self, words: Sequence[str]) -> Iterator[tuple[str, int]]:
        """The packages that the first words of a path name, by what the plan calls them or in full, and how many words."""
        uses = self.draft.uses.get("", {})
        if words[0] in uses:
            yield uses[words[0]], 1
        for package in sorted({package for package, _ in self.draft.entities if package}):
            parts = package.split(".")
            if list(words[: len(parts)]) == parts:
                yield package, len(parts)

    def lets(self, package: str) -> Mapping[str, object]:
        """The named values of one package."""
        return self.draft.lets.get(package, {})
