"""The tree of a plan's text: what stands where, before anybody asks what it means.

Every node ends with `start` and `end`, offsets into the source it was read from. Nodes are plain tuples: quick to
build, compared by value, and free of any knowledge of kinds. A `Hole` stands where something could not be read; it
already has its finding.
"""

from __future__ import annotations

from typing import NamedTuple, TypeAlias


class Hole(NamedTuple):
    """Something that could not be read; whoever meets it says nothing."""

    start: int
    end: int


class Literal(NamedTuple):
    """A value of one token; `type` is the name of its terminal: NUMBER DATE TIME POSITION STRING CODE."""

    type: str
    text: str
    start: int
    end: int


class Name(NamedTuple):
    """A bare word: `adeta`, `yes`, `units`."""

    text: str
    start: int
    end: int


class Attribute(NamedTuple):
    """`base.name`; the name itself is the last `len(name)` characters."""

    base: Expression
    name: str
    start: int
    end: int


class Index(NamedTuple):
    """`base[key]`."""

    base: Expression
    key: Expression
    start: int
    end: int


class Call(NamedTuple):
    """`function(arguments)`; a comprehension may be the one argument."""

    function: Name
    arguments: tuple[Expression, ...]
    start: int
    end: int


class Loop(NamedTuple):
    """`for variable in source where condition`, of a comprehension or, as a statement, of a driver."""

    variable: Name
    source: Expression
    where: Expression | None
    start: int
    end: int


class Comprehension(NamedTuple):
    """`element for … in … where …`, in a call or, `listed`, in brackets."""

    element: Expression
    loops: tuple[Loop, ...]
    start: int
    end: int


class Unary(NamedTuple):
    """`- + not` before an operand."""

    operator: str
    operand: Expression
    start: int
    end: int


class Chain(NamedTuple):
    """Operators of one precedence, applied from left to right: `a + b - c`; flat, so that length is not depth.

    Operators: `or` · `and` · `== != < <= > >= in`, `not in` · `..` · `+ -` · `* /` · `of`. Comparisons and `..` are not
    chained; a chain of them has its finding.
    """

    first: Expression
    rest: tuple[tuple[str, Expression], ...]
    start: int
    end: int


class Conditional(NamedTuple):
    """`if condition then yes else no`."""

    condition: Expression
    yes: Expression
    no: Expression
    start: int
    end: int


class Threshold(NamedTuple):
    """`<= 5 incidents/month`, in fields that ask for one."""

    operator: str
    operand: Expression
    start: int
    end: int


class List(NamedTuple):
    """`[a, b]`; of `[u for u in units]` the one item is the comprehension."""

    items: tuple[Expression, ...]
    start: int
    end: int


class Step(NamedTuple):
    """`from DATE = value` (form `from`) or `during PERIOD = value` (form `during`)."""

    form: str
    when: Expression
    value: Expression
    because: Literal | None
    start: int
    end: int


class Steps(NamedTuple):
    """`{ from … = … during … = … }`, a value over time."""

    steps: tuple[Step, ...]
    start: int
    end: int


class Body(NamedTuple):
    """`{ … }`: the body of a declaration, an unnamed part, or a map; the binder knows which."""

    items: tuple[Statement, ...]
    start: int
    end: int


class Field(NamedTuple):
    """`name: value because "…"`. `name` may be dotted only as the key of a map. `start` is the name's."""

    name: str
    value: Expression
    because: Literal | None
    start: int
    end: int


class Use(NamedTuple):
    """`use un.rates as r`; `path` is `Name` or `Attribute`s on it."""

    path: Expression
    alias: Name | None
    start: int
    end: int


class Let(NamedTuple):
    """`let NAME = value because "…"`."""

    name: Name
    value: Expression
    because: Literal | None
    start: int
    end: int


class Declaration(NamedTuple):
    """`[template|extend] KIND [NAME] ["Title"] [is A, B] { … }`.

    `form` is `""`, `template` or `extend`; `name` is a `Name` or a CODE literal; `title` a STRING literal; `body` is a
    `Body`, `Steps`, or absent. `doc` is the documentation comment above it, without its marks. `start` is the first
    word's, `end` the body's or the header's.
    """

    form: str
    kind: Name
    name: Name | Literal | None
    title: Literal | None
    templates: tuple[Expression, ...]
    body: Body | Steps | None
    doc: str
    start: int
    end: int


class Row(NamedTuple):
    """One line of a table; an empty cell is None."""

    cells: tuple[Expression | None, ...]
    start: int
    end: int


class Table(NamedTuple):
    """`table KIND [is A] { | header: | … }` or `table KIND [is A] from "file.csv"`; `columns` are the header's names."""

    kind: Name
    templates: tuple[Expression, ...]
    columns: tuple[Name, ...]
    rows: tuple[Row, ...]
    file: Literal | None
    start: int
    end: int


class Require(NamedTuple):
    """`require condition [during period] [else "message"]`."""

    condition: Expression
    during: Expression | None
    message: Literal | None
    start: int
    end: int


class Set(NamedTuple):
    """`set path = value`; a `Loop` statement directly after it ranges over it."""

    path: Expression
    value: Expression
    because: Literal | None
    start: int
    end: int


class Remove(NamedTuple):
    """`remove path`."""

    path: Expression
    start: int
    end: int


class Prose(NamedTuple):
    """A fence `text PATH` of a literate plan: the prose of one field. `path` is as written, `start`..`end` the prose."""

    path: str
    start: int
    end: int


class File(NamedTuple):
    """All statements of one source, in the order of the text."""

    items: tuple[Statement, ...]
    start: int
    end: int


Expression: TypeAlias = "Hole | Literal | Name | Attribute | Index | Call | Comprehension | Unary | Chain | Conditional | Threshold | List | Body | Steps"
Statement: TypeAlias = "Hole | Use | Let | Field | Declaration | Table | Loop | Require | Set | Remove | Prose"
