"""How a value came to be: the text that gives it, what that read, and so on down to figures and their sources."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pkdsl.plan.entries import entry_named, field_of, levels_of, path_of_entry
from pkdsl.plan.evaluation import LET, Read
from pkdsl.plan.ledger import COST, LEDGER
from pkdsl.plan.paths import node_at, path_of
from pkdsl.plan.texts import spoken
from pkdsl.plan.yields import AMOUNT, FOR
from pkdsl.schema.base import Declared
from pkdsl.syntax import tree, unquote
from pkdsl.values import Unknown, Word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pkdsl.diagnostics import Span
    from pkdsl.plan.draft import Given, Node, Setting
    from pkdsl.plan.plan import Plan
    from pkdsl.values.value import Value


SELECTING = (Word, bool, Unknown, tuple)


@dataclass(frozen=True, slots=True)
class Derivation:
    """One value and how it came to be.

    `text` is what the plan says for it, `fact` what is computed where the plan says nothing; `source` and `confidence`
    are those of the declaration it stands in, and none for what is computed: its inputs have theirs. `reason` is what
    `because` says, one line a step. `setting` tells that a scenario gives it, and what stood there before. `inputs` and
    `replaced` are found when they are asked for.
    """

    path: str
    value: Value
    text: str
    fact: str
    span: Span | None
    reason: str
    source: str
    confidence: str
    setting: Setting | None
    _plan: Plan
    _read: Read

    @property
    def inputs(self) -> tuple[Derivation, ...]:
        """The values that this one was made of."""
        reads = (read for read in self._plan.reads(*self._read) if read != self._read)
        return tuple(derivation(self._plan, read) for read in reads if self._counts(self._plan.read(*read)))

    @property
    def replaced(self) -> Derivation | None:
        """The value of a package that a plan's policy stands in place of."""
        node, name = self._read
        if node.spec.kind != "policy":
            return None
        standard = (Read(each, "value") for each in self._plan.declared("policy_value") if each.name == name)
        return next((derivation(self._plan, read) for read in standard), None)

    def _counts(self, value: Value) -> bool:
        """Whether an input tells how the value came to be, rather than only which inputs to look at.

        What only leads to other declarations does not; nor do, for a figure, the words and conditions that select it.
        """
        items = value if isinstance(value, tuple) else (value,)
        if items and all(isinstance(item, Declared) for item in items):
            return False
        return isinstance(self.value, SELECTING) or not isinstance(value, SELECTING)


def why(plan: Plan, path: str) -> Derivation | None:
    """The derivation of a field, a derived field, a `let` or a policy value by its path; None where there is none."""
    read = find(plan, path)
    return None if read is None else derivation(plan, read)


def derivation(plan: Plan, read: Read) -> Derivation:
    """How one value came to be."""
    node, name = read
    given = node.lets.get(name[len(LET) :]) if name.startswith(LET) else node.given.get(name.partition(FOR)[0])
    return Derivation(
        path=_path(read),
        value=plan.read(node, name),
        text=given.place.text if given is not None and given.expression is not None else "",
        fact=_fact(plan, node, field_of(name)) if given is None else "",
        span=given.place if given is not None else node.header,
        reason=reason_of(given),
        source=_of(plan, node, "source", given),
        confidence=_of(plan, node, "confidence", given),
        setting=None if given is None else given.setting,
        _plan=plan,
        _read=read,
    )


def find(plan: Plan, path: str) -> Read | None:
    """What a path names: `unit.x.strength`, `mandate.m.ceiling.troops.headroom`, `mission.period`, `policy.x`, `let.D`, `D`."""
    words = path.split(".")
    if words[0] in {"policy", "rate"} and len(words) == 2:  # noqa: PLR2004 -- a kind and a name
        found = plan.parameter_node(*words)
        return Read(*found[0]) if len(found) == 1 else None
    if words[0] == "let":
        words = words[1:]
    if len(words) == 1 and words[0] in plan.names.lets(""):
        return Read(plan.package(""), f"{LET}{words[0]}")
    node, rest = _entry_at(plan, words) if COST in words[:2] else (None, [])
    if node is None:
        node, rest = node_at(plan.names, words)
    if node is None:
        return None
    if not rest:
        return Read(node, "value") if "value" in node.spec.fields else None
    if rest[0] in node.lets:
        return Read(node, f"{LET}{rest[0]}")
    name = _entry(plan, node, rest[0], rest[1:])
    return None if name is None else Read(node, name)


def _entry_at(plan: Plan, words: list[str]) -> tuple[Node | None, list[str]]:
    """The entry of the ledger that a path names: `cost.troops.entry.3.amount`."""
    *head, field = words
    nodes = map(plan.node_of, plan.collection(LEDGER))
    return next((node for node in nodes if path_of(node) == ".".join(head)), None), [field]


def _entry(plan: Plan, node: Node, field: str, rest: list[str]) -> str | None:
    """The field, or the entry of a computed map that the rest of the path names: `demand.water`; None for no such entry."""
    fact = plan.maker.fact(node, field) if rest and field not in node.given else None
    return field if fact is None or not fact.by else entry_named(levels_of(plan, fact), field, rest)


def paths(plan: Plan) -> Iterator[str]:
    """Every path that `why` knows, for completion: the fields given in the plan itself, and its `let`s."""
    yield from plan.names.lets("")
    for node in plan.own():
        for name, field in node.spec.fields.items():
            if name in node.given or field.derived:
                yield f"{node.path}.{name}"


def _path(read: Read) -> str:
    node, name = read
    if name.startswith(LET):
        name = name[len(LET) :]
        return name if node.path == "let" else f"{path_of(node)}.{name}"
    if FOR in name:
        return f"{path_of(node)}.{name}".replace(f".{AMOUNT}{FOR}", FOR)
    return f"{path_of(node)}.{path_of_entry(name)}"


def reason_of(given: Given | None) -> str:
    """Why the plan says so: of the whole value, else of its steps, each with its day as written."""
    if given is None or given.because is not None:
        return _words(given.because) if given is not None and given.because is not None else ""
    if not isinstance(given.expression, tree.Steps):
        return ""
    text = given.home.source.text
    return "\n".join(
        f"{step.form} {text[step.when.start : step.when.end]}: {_words(step.because)}"
        for step in given.expression.steps
        if step.because is not None
    )


def _words(reason: tree.Literal) -> str:
    return unquote(reason.text)


def _of(plan: Plan, node: Node, name: str, stated: Given | None) -> str:
    """A word about the whole declaration, as far as it is about this value: a template's source is not the instance's.

    A part without a word of its own has that of what it stands in; but a waiver or a downgrade is a decision on it, and what another
    file adds with `extend` was not read where the rest was.
    """
    if stated is None:
        return ""
    said = node.given.get(name)
    if said is None and node.spec.is_part and node.parent is not None:
        of_it = node.spec.kind not in {"waive", "downgrade"} and node.header.source == node.parent.header.source
        return _of(plan, node.parent, name, stated) if of_it else ""
    if name not in node.spec.fields or (said and stated.home.package != said.home.package):
        return ""
    value = plan.read(node, name)
    return "" if isinstance(value, Unknown) else spoken(value)


def _fact(plan: Plan, node: Node, name: str) -> str:
    """What computes a field: the first sentence of the fact's documentation."""
    fact = plan.maker.fact(node, name)
    return (fact.__doc__ or "").split("\n", maxsplit=1)[0] if fact is not None else ""
