"""The declared plan: what the texts say, put in its place, nothing looked up or computed yet."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from pkdsl.diagnostics import Finding, Severity, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pkdsl.diagnostics import Fix, Label, Source
    from pkdsl.schema.base import Declared
    from pkdsl.schema.spec import EntitySpec, FieldSpec
    from pkdsl.schema.types import Type
    from pkdsl.syntax import tree
    from pkdsl.values.value import Value


def error(
    code: str,
    message: str,
    span: Span,
    *,
    labels: tuple[Label, ...] = (),
    help: str = "",  # noqa: A002 -- the finding's own word
    fixes: tuple[Fix, ...] = (),
) -> Finding:
    """A mistake in the text of a plan; `detail` is the text itself, so that the finding survives edits around it."""
    return Finding(code, Severity.ERROR, message, span, detail=span.text[:80], labels=labels, help=help, fixes=fixes)


@dataclass(frozen=True, slots=True)
class Home:
    """Where a text stands: its file, and the package whose names it sees (the plan's is the empty name)."""

    source: Source
    package: str

    def span(self, node: Value) -> Span:
        """The place of a tree node."""
        return Span(self.source, node.start, node.end)


class Setting(NamedTuple):
    """That a scenario gives a value, in place of the one before; `types` and `values` are the words that only it knows.

    A value that is a declaration stands here as its node: the object is made only when the plan is resolved.
    """

    scenario: str
    before: Value
    types: tuple[tuple[str, Type], ...]
    values: tuple[Value, ...]

    @property
    def frame(self) -> tuple[Value, ...]:
        """The values of its words, as expressions see them."""
        return tuple(value.entity if isinstance(value, Node) else value for value in self.values)


class Given:
    """One thing that a text gives: the value of a field, or of a `let`. `setting` tells that a scenario gives it.

    `constant` stands instead of an expression where the text says it otherwise: the parent that nesting sets, a cell
    of a CSV file, the prose of a fence.
    """

    __slots__ = ("because", "constant", "expression", "field", "home", "name", "setting", "span")

    def __init__(  # noqa: PLR0913 -- what it is made of
        self, name: str, field: FieldSpec | None, expression: tree.Expression | None, home: Home, span: Span,
        *, because: tree.Literal | None = None, constant: Value = None, setting: Setting | None = None,
    ) -> None:  # fmt: skip
        """`span` is the place of the whole statement."""
        self.name, self.field, self.expression, self.home, self.span = name, field, expression, home, span
        self.because, self.constant, self.setting = because, constant, setting

    @property
    def place(self) -> Span:
        """Where the value stands, or the statement when the value stands nowhere."""
        return self.span if self.expression is None else self.home.span(self.expression)


class Node:
    """One declaration: an entity, a part or a template, with what was given for it.

    `entity` is the object that facts and documents see; the node is everything about it that is not a field. `named` is
    the place of its name; `keyed` are its named parts by kind and name. A node is
    `truncated` when a template that it names is missing, or what a driver says is no statement of it: what it does not
    give itself is then a hole.
    """

    __slots__ = (
        "_entity",
        "doc",
        "form",
        "given",
        "header",
        "home",
        "keyed",
        "lets",
        "memo",
        "name",
        "named",
        "parent",
        "parts",
        "path",
        "spec",
        "statements",
        "templates",
        "truncated",
    )  # fmt: skip

    def __init__(
        self, spec: EntitySpec, name: str, home: Home, header: Span, *, parent: Node | None, form: str
    ) -> None:
        """`header` is the place of the first line; `form` is `""`, `template` or `extend`."""
        self.spec, self.name, self.home, self.header, self.parent, self.form = spec, name, home, header, parent, form
        self.named = header
        self.path = ""
        self.doc = ""
        self.given: dict[str, Given] = {}
        self.parts: dict[str, list[Node]] = {}
        self.keyed: dict[tuple[str, str], Node] = {}
        self.lets: dict[str, Given] = {}
        self.statements: tuple[tree.Statement, ...] = ()
        self.templates: tuple[tree.Expression, ...] = ()
        self.truncated = False
        self.memo: dict[str, Value] = {}
        self._entity: Declared | None = None

    def __repr__(self) -> str:
        """Its path."""
        return f"Node({self.path})"

    @property
    def entity(self) -> Declared:
        """The object that facts and documents see; the resolved plan gives it to every declaration."""
        if self._entity is None:
            message = f"{self.path} is not resolved yet"
            raise RuntimeError(message)
        return self._entity

    @property
    def embodied(self) -> bool:
        """Whether it is of the plan: what is declared a second time is left out, and has no object."""
        return self._entity is not None

    def embody(self, entity: Declared) -> None:
        """Give the declaration its object."""
        self._entity = entity

    @property
    def up(self) -> Iterator[Node]:
        """The declaration itself and all it stands in, inner first."""
        node: Node | None = self
        while node is not None:
            yield node
            node = node.parent


@dataclass(slots=True)
class Draft:
    """All declarations of a plan and its packages.

    `entities` and `templates` are by package, kind and name; `parts` by kind, in the order of the text; `uses` maps,
    for each package, the names it reaches other packages under to those packages. `removed` is what a scenario took away:
    entities by name, parts by path. It is `sound` when everything that the texts declare has found its place.
    """

    sound: bool = True

    entities: dict[tuple[str, str], dict[str, Node]] = field(default_factory=dict)
    templates: dict[tuple[str, str], dict[str, Node]] = field(default_factory=dict)
    removed: dict[tuple[str, str], dict[str, Node]] = field(default_factory=dict)
    lets: dict[str, dict[str, Given]] = field(default_factory=dict)
    uses: dict[str, dict[str, str]] = field(default_factory=dict)
    extensions: list[tuple[Node, tree.Declaration]] = field(default_factory=list)
    drivers: list[Node] = field(default_factory=list)
    prose: list[tuple[Home, tree.Prose]] = field(default_factory=list)

    def all(self) -> Iterator[Node]:
        """Every entity, of every package, with its parts after it."""
        for group in self.entities.values():
            for node in group.values():
                yield from with_parts(node)


def with_parts(node: Node) -> Iterator[Node]:
    """A declaration and all parts in it, at any depth."""
    yield node
    for parts in node.parts.values():
        for part in parts:
            if part.parts:
                yield from with_parts(part)
            else:
                yield part
