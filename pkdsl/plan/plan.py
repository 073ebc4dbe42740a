"""The resolved plan: every field of every declaration, evaluated when somebody asks for it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar, cast, overload

from pkdsl.diagnostics import Source, Span
from pkdsl.plan.code import Later, Located
from pkdsl.plan.draft import Home, Node, error, with_parts
from pkdsl.plan.evaluation import LET, Evaluation
from pkdsl.plan.fit import Fitter, as_python
from pkdsl.plan.ledger import LEDGER
from pkdsl.plan.making import Maker
from pkdsl.plan.marks import mark_of
from pkdsl.plan.names import Names
from pkdsl.plan.paths import Missing, missing, path_of
from pkdsl.plan.ranges import Index, index_of
from pkdsl.schema.base import Declared
from pkdsl.schema.spec import EntitySpec
from pkdsl.values import Unknown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date

    from pkdsl.diagnostics import Options
    from pkdsl.entities.foundations import Mission
    from pkdsl.plan.draft import Draft
    from pkdsl.plan.ledger import Posting
    from pkdsl.plan.marks import Mark
    from pkdsl.plan.yields import Yield
    from pkdsl.schema.discovery import Schema
    from pkdsl.values import Units
    from pkdsl.values.value import Value

D = TypeVar("D", bound=Declared)
M = TypeVar("M")

NO_KIND = EntitySpec("", "", Declared, {})
"""What the named values of a package are read from is of no kind."""
PER_BINDING = frozenset({"rule", "cost", "demand", "scenario"})
"""Kinds whose fields speak of loop variables, or of a changed plan: they have no one value."""
YIELDING = frozenset({"cost", "demand"})
"""Kinds of these that yield a value for each thing that they range over."""


NOBODY = re.compile(r"(?!)")
"""Found in no text."""


class Plan(Evaluation):
    """All that is declared, with every value. Mistakes that evaluation meets are in `findings`, once each.

    What is `closed` may not be seen by whom the plan is for, and `secrets` finds its names.
    """

    def __init__(
        self, draft: Draft, schema: Schema, units: Units, facts: Mapping[tuple[str, str], Value],
        words: Mapping[str, Mapping[str, str]], options: Options,
    ) -> None:  # fmt: skip
        """`facts` compute fields by kind and field name; `words` are the shipped tables of codes."""
        super().__init__()
        self.schema, self.units, self.options = schema, units, options
        self.names = Names(draft)
        self.fitter = Fitter(units, words)
        self.maker = Maker(self, facts)
        self.closed: dict[Node, bool] = {}
        self.secrets = NOBODY
        self._computed: dict[Callable[[Plan], Value], Value] = {}
        self._parameters: dict[str, dict[str, list[tuple[Node, str]]]] = {}
        self._indexes: dict[tuple[int, str], Index] = {}
        self.packages: dict[str, Node] = {}
        self._collections: dict[str, tuple[Value, ...]] = {}
        self._of_class: dict[type[Declared], list[Node]] = {}
        for node in draft.all():
            self.embody(node)
            self._of_class.setdefault(node.spec.cls, []).append(node)

    def embody(self, node: Node) -> None:
        """Give a declaration the object that facts and documents see."""
        cls = node.spec.cls
        entity = cls.__new__(cls)
        ask = {"_node": node, "_ask": self.read, "_ask_converted": self._read_converted}
        object.__setattr__(entity, "__dict__", ask)
        node.embody(entity)

    def _read_converted(self, node: Node, name: str) -> Value:
        """The value of a field as Python sees it, where that is another form than expressions see."""
        return as_python(self.read(node, name), node.spec.fields[name])

    # -- what facts, documents and commands ask -------------------------------------------------------------------

    @overload
    def all(self, kind: type[D]) -> tuple[D, ...]: ...

    @overload
    def all(self, kind: str) -> tuple[Declared, ...]: ...

    def all(self, kind: type[Declared] | str) -> tuple[Value, ...]:
        """All entities or parts of a kind, of the plan and its packages, ordered by path."""
        if isinstance(kind, str):
            kind = self.schema.kinds.get(kind) or self.schema.parts[kind]
        return self.collection(kind.plural)

    @property
    def draft(self) -> Draft:
        """What the texts declare."""
        return self.names.draft

    @property
    def mission(self) -> Mission | None:
        """The mission; None where the plan declares none."""
        node = self.names.entity("", "mission", "")
        return None if node is None else cast("Mission", node.entity)

    @property
    def as_of(self) -> date | None:
        """The day that counts as today."""
        day = self.today()
        return None if isinstance(day, Unknown) else day

    @staticmethod
    def node_of(entity: Declared) -> Node:
        """The declaration behind an object."""
        node: Node = entity.__dict__["_node"]
        return node

    def path_of(self, entity: Declared) -> str:
        """`budget.fy2627.line.fuel`; what a package declares begins with the package's name."""
        return path_of(self.node_of(entity))

    def missing(self, entity: Declared, name: str) -> Unknown:
        """What a fact gives where a field is neither given nor follows from anything."""
        return missing(self.node_of(entity), name)

    def gives(self, entity: Declared, name: str) -> bool:
        """Whether a text gives a field, which else is computed or missing."""
        return name in self.node_of(entity).given

    def span_of(self, entity: Declared) -> Span:
        """The header of a declaration."""
        return self.node_of(entity).header

    def yields(self, kind: type[Declared]) -> tuple[Yield, ...]:
        """Everything that the drivers of a kind (costs, demands) yield, of the plan and its packages."""
        return tuple(one for node in self._of_class.get(kind, ()) for one in self.yields_of(node))

    def yields_of(self, node: Node) -> tuple[Yield, ...]:
        """What one driver yields for each thing that it ranges over."""
        return self.maker.yields.of(node)

    def memo(self, compute: Callable[[Plan], M]) -> M:
        """What a computation over the whole plan gives, computed once: a network, a schedule."""
        if compute not in self._computed:
            self._computed[compute] = compute(self)
        result: M = self._computed[compute]
        return result

    # -- what expressions ask (lookup.Values) ---------------------------------------------------------------------

    def collection(self, plural: str) -> tuple[Value, ...]:
        """All entities or parts that a plural names, ordered by path."""
        found = self._collections.get(plural)
        if found is None:
            cls = self.schema.plurals.get(plural)
            nodes = self._of_class.get(cls, []) if cls is not None else []
            nodes = self.maker.ledger.nodes() if plural == LEDGER else sorted(nodes, key=path_of)
            found = tuple(node.entity for node in nodes)
            self._collections[plural] = found
        return found

    def index(self, things: tuple[Value, ...], field: str) -> Index:
        """A collection, or a list that a field holds, by the values of one of the fields of what is in it."""
        found = self._indexes.get((id(things), field))
        if found is None or found.things is not things:
            found = self._indexes[id(things), field] = index_of(self, things, field)
        return found

    def now(self, later: Later) -> Value:
        """A named value of a driver in its frame, evaluated at most once."""
        return later.now()

    def today(self) -> Value:
        """`--as-of`, else the mission's `as_of`, else unknown."""
        if self.options.as_of is not None:
            return self.options.as_of
        return self._of_mission("as_of")

    def period(self) -> Value:
        """The mission's period, or unknown."""
        return self._of_mission("period")

    def _of_mission(self, name: str) -> Value:
        node = self.names.entity("", "mission", "")
        return Unknown(()) if node is None else self.read(node, name)

    def parameter(self, kind: str, name: str, span: Span) -> Value:
        """`policy.name` or `rate.name`: the plan's `policy` block first, then all packages used."""
        found = self.parameter_node(kind, name)
        if not found:
            return Unknown((Missing(f"{kind}.{name}", f"{kind}.{name}", span),))
        if len(found) > 1:
            said = " and ".join(f"`{path_of(node)}`" for node, _ in found)
            raise Located(error("REF-004", f"`{kind}.{name}` could be {said}.", span))
        return self.read(*found[0])

    def parameter_node(self, kind: str, name: str) -> list[tuple[Node, str]]:
        """Where a policy value or rate comes from: the declaration and the field that holds it."""
        policy = self.names.entity("", "policy", "")
        if policy is not None and name in policy.given:
            return [(policy, name)]
        if kind not in self._parameters:
            named = self._parameters[kind] = {}
            for node in self.declared("rate" if kind == "rate" else "policy_value"):
                named.setdefault(node.name, []).append((node, "value"))
        return self._parameters[kind].get(name, [])

    def declared(self, kind: str) -> list[Node]:
        """All declarations of a kind, of the plan and its packages, in the order of the text."""
        cls = self.schema.kinds.get(kind)
        return self._of_class.get(cls, []) if cls is not None else []

    def let(self, package: str, name: str) -> Value:
        """A value named for a whole package."""
        return self.read(self.package(package), f"{LET}{name}")

    def package(self, package: str) -> Node:
        """What the named values of a package are read from."""
        node = self.packages.get(package)
        if node is None:
            lets = self.names.draft.lets.get(package, {})
            home = next((given.home for given in lets.values()), None) or Home(Source("", ""), package)
            node = Node(NO_KIND, "", home, Span(home.source, 0, 0), parent=None, form="")
            node.lets, node.path = lets, "let"
            self.packages[package] = node
        return node

    # -- what evaluation and checks ask ----------------------------------------------------------------------------

    def value_of(self, node: Node, name: str) -> Value:
        """What a text gives, what a fact computes, or what is missing."""
        return self.maker.value(node, name)

    def absent(self, node: Node, name: str) -> Unknown | None:
        """What is missing where a text alone could give it, and none does."""
        return self.maker.absent(node, name)

    def evaluate(self) -> None:
        """Evaluate everything that the plan itself gives, so that every mistake is found."""
        for node in list(self.own()):
            if node.spec.kind in PER_BINDING:
                self._evaluate_driver(node)
                continue
            for name in node.given:
                self.read(node, name)
            for name in node.lets:
                self.read(node, f"{LET}{name}")
        for name in self.draft.lets.get("", {}):
            self.let("", name)

    def _evaluate_driver(self, node: Node) -> None:
        """A cost or a demand of the plan is tried for everything that it ranges over; rules are the judge's."""
        if node.spec.kind in YIELDING:
            for one in self.yields_of(node):
                for name in node.given:
                    one.read(name)

    def judged(self, rule: Node, judge: Callable[[], M]) -> M:  # noqa: ARG002 -- who keeps verdicts needs to know whose
        """The verdict of a rule, that `judge` gives."""
        return judge()

    def posted(self, cost: Node, make: Callable[[], tuple[Posting, ...]]) -> tuple[Posting, ...]:  # noqa: ARG002 -- as above
        """What the entries of a cost are made of, that `make` gives."""
        return make()

    def hides(self, value: Value) -> bool:
        """Whether a value is a declaration that is not for whom the plan is for."""
        return isinstance(value, Declared) and self.node_of(value) in self.closed

    def mark(self, node: Node) -> Mark:
        """How a declaration is marked, with all that it has its mark from."""
        return mark_of(self, node)

    def withholds(self, node: Node, name: str) -> bool:  # noqa: ARG002 -- who sees everything need not be asked for what
        """Whether a value is not for whom the plan is for."""
        return False

    def told(self, act: Callable[[], Value]) -> Value:
        """What an act gives, as far as it is for whom the plan is for."""
        return act()

    def own(self) -> Iterator[Node]:
        """The declarations of the plan itself, its packages left out."""
        for (package, _), group in self.names.draft.entities.items():
            if not package:
                for node in group.values():
                    yield from with_parts(node)
