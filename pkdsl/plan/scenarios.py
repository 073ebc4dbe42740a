"""Scenarios: named changes to the plan. Each is applied after its parent: what it removes, what it adds, what it sets.

A changed plan is a plan of its own, made anew from the same trees, so that nothing of one can leak into another. What a
setting calls the value before is read in the plan that has all but the settings of its scenario.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from pkdsl.diagnostics import Label
from pkdsl.diagnostics.nearest import did_you_mean
from pkdsl.plan.bind import Binder, dotted
from pkdsl.plan.draft import Draft, Given, Node, Setting, error
from pkdsl.plan.evaluation import LET
from pkdsl.plan.misplaced import misplaced
from pkdsl.plan.names import Names
from pkdsl.plan.paths import node_at, path_of
from pkdsl.plan.targets import Target, targets
from pkdsl.syntax import tree
from pkdsl.values import Unknown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pkdsl.diagnostics import Finding, Span
    from pkdsl.plan.plan import Plan

P = TypeVar("P", bound="Plan")
SCENARIO = "scenario"


class Change(NamedTuple):
    """What the body of a scenario says, in the order in which it is done; each `set` with the loops that follow it."""

    removes: tuple[tree.Remove, ...]
    adds: tuple[tree.Declaration | tree.Table, ...]
    sets: tuple[tuple[tree.Set, tuple[tree.Loop, ...]], ...]

    @classmethod
    def of(cls, node: Node) -> Change:
        """The change that a scenario is."""
        sets: list[tuple[tree.Set, tuple[tree.Loop, ...]]] = []
        for item in node.statements:
            if isinstance(item, tree.Set):
                sets.append((item, ()))
            elif isinstance(item, tree.Loop) and sets:
                sets[-1] = (sets[-1][0], (*sets[-1][1], item))
        removes = tuple(item for item in node.statements if isinstance(item, tree.Remove))
        adds = tuple(item for item in node.statements if isinstance(item, tree.Declaration | tree.Table))
        return cls(removes, adds, tuple(sets))


class Stage(Generic[P]):
    """Plans changed by scenarios, from what makes the unchanged draft, and what makes a plan of a draft."""

    def __init__(self, draw: Callable[[], tuple[Binder, list[Finding]]], complete: Callable[[Draft], list[Finding]],
                 resolve: Callable[[Draft], P], base: Plan | None = None) -> None:  # fmt: skip
        """`draw` binds the trees anew; `complete` lets declarations take over their templates.

        `base` is the plan as it stands, where somebody has it already.
        """
        self._draw, self._complete, self._resolve, self._base = draw, complete, resolve, base
        self._before: dict[tuple[str, ...], Plan] = {}

    def play(self, name: str) -> tuple[P, list[Finding]]:
        """The plan as it is in a scenario, and what is wrong with the text of both."""
        draft = self._base.draft if self._base is not None else self._draw()[0].draft
        chain = lineage(draft, name)
        if self._base is not None and sets_alone(draft, chain[0]):
            self._before[chain[:1]] = self._base
        draft, findings = self._changed(chain)
        for number, each in enumerate(chain, 1):
            findings += self._set(draft, each, self._plan_before(chain[:number]))
        plan = self._resolve(draft)
        findings += _unchanged(plan, draft, chain)
        return plan, findings

    def _changed(self, chain: tuple[str, ...]) -> tuple[Draft, list[Finding]]:
        """The draft after all removals and additions."""
        binder, findings = self._draw()
        draft = binder.draft
        for name in chain:
            node = draft.entities["", SCENARIO][name]
            change = Change.of(node)
            for item in change.removes:
                findings += remove(draft, item, node)
            for added in change.adds:
                findings += binder.item(added, node.home)
        findings += self._complete(draft)
        return draft, findings

    def _plan_before(self, chain: tuple[str, ...]) -> Plan:
        """The plan that the settings of the last scenario of a chain find."""
        if chain not in self._before:
            draft, _ = self._changed(chain)
            for number, each in enumerate(chain[:-1], 1):
                self._set(draft, each, self._plan_before(chain[:number]))
            self._before[chain] = self._resolve(draft)
        return self._before[chain]

    def _set(self, draft: Draft, name: str, before: Plan) -> list[Finding]:
        """Let the draft say what a scenario sets; the findings are about paths that lead nowhere, or are set twice."""
        node = draft.entities["", SCENARIO][name]
        places = {path_of(one): one for one in draft.all()}
        findings: list[Finding] = []
        done: dict[tuple[str, str], tree.Set] = {}
        for item, loops in Change.of(node).sets:
            found, mistakes = targets(before, node, item, loops)
            findings += mistakes
            for target in found:
                key = (path_of(target.node), target.name)
                if done.setdefault(key, item) is not item:
                    findings.append(_set_twice(node, item, done[key]))
                    break
                _say(draft, places, target, item, node)
        return findings


def _say(draft: Draft, places: dict[str, Node], target: Target, item: tree.Set, scenario: Node) -> None:
    """Put a setting in place of what was given."""
    here = tuple(_same(value, places) for value in target.values)
    setting = Setting(scenario.name, target.before, target.types, here)
    home = scenario.home
    field = target.node.spec.fields.get(target.name)
    said = Given(target.name, field, target.value, home, home.span(item), because=item.because, setting=setting)
    if target.node.path == "let":
        draft.lets.setdefault("", {})[target.name] = said
    elif path_of(target.node) in places:
        places[path_of(target.node)].given[target.name] = said


def _same(value: object, places: dict[str, Node]) -> object:
    """A declaration of the plan before as the one in its place; any other value as it is."""
    node = value.__dict__.get("_node") if hasattr(value, "__dict__") else None
    return places.get(path_of(node), value) if isinstance(node, Node) else value


def lineage(draft: Draft, name: str) -> tuple[str, ...]:
    """A scenario after its parent, and that after its own."""
    chain: list[str] = []
    scenarios = draft.entities.get(("", SCENARIO), {})
    while name in scenarios and name not in chain:
        chain.insert(0, name)
        parents = scenarios[name].templates
        name = dotted(parents[0]) if parents else ""
    return tuple(chain)


def sets_alone(draft: Draft, name: str) -> bool:
    """Whether a scenario, and what it begins with, declares nothing and takes nothing away."""
    changes = (Change.of(draft.entities["", SCENARIO][one]) for one in lineage(draft, name))
    return not any(change.adds or change.removes for change in changes)


def remove(draft: Draft, item: tree.Remove, scenario: Node) -> Iterator[Finding]:
    """Take a declaration out of a draft, with all that stands in it."""
    node, rest = node_at(Names(draft), dotted(item.path).split("."))
    if node is None or rest:
        yield _no_such(draft, item, scenario)
        return
    if node.spec.is_part and node.parent is not None:
        for parts in node.parent.parts.values():
            if node in parts:
                parts.remove(node)
        draft.removed.setdefault((node.home.package, node.spec.kind), {})[node.path] = node
        return
    for one in [entity for group in draft.entities.values() for entity in group.values() if node in entity.up]:
        key = (one.home.package, one.spec.kind)
        del draft.entities[key][one.name]
        draft.removed.setdefault(key, {})[one.name] = one
    draft.drivers[:] = [driver for driver in draft.drivers if node not in driver.up]


def check(plan: Plan, node: Node) -> Iterator[Finding]:
    """What can be told of a scenario without playing it: its parent, its statements, the paths that it names."""
    for item in node.statements:
        if not isinstance(item, tree.Set | tree.Remove | tree.Loop | tree.Declaration | tree.Table | tree.Hole):
            yield misplaced(item, node.home)
    yield from _parent(plan, node)
    if plan.options.scenario:
        return  # playing a scenario looks at every path in the plan that it is about
    chain = lineage(plan.draft, node.name)
    changes = [Change.of(plan.draft.entities["", SCENARIO][name]) for name in chain]
    if any(change.adds or change.removes for change in changes[:-1]) or changes[-1].adds:
        return  # what it changes may be what another adds: only playing it can tell
    for item in changes[-1].removes:
        found, rest = node_at(plan.names, dotted(item.path).split("."))
        if found is None or rest:
            yield _no_such(plan.draft, item, node)
    for setting, loops in changes[-1].sets:
        yield from targets(plan, node, setting, loops)[1]


def _parent(plan: Plan, node: Node) -> Iterator[Finding]:
    scenarios = plan.draft.entities.get(("", SCENARIO), {})
    for expression in node.templates[:1]:
        name = dotted(expression)
        if name not in scenarios:
            message = f"There is no scenario `{name}`.{did_you_mean(name, scenarios)}"
            yield error("REF-003", message, node.home.span(expression))
    chain = lineage(plan.draft, node.name)
    first = scenarios[chain[0]] if chain else node
    if first.templates and dotted(first.templates[0]) == node.name and node.name == min(chain):
        circle = " → ".join(f"`{name}`" for name in (*chain, chain[0]))
        yield error("REF-008", f"These scenarios begin with each other: {circle}.", node.header)


def _unchanged(plan: Plan, draft: Draft, chain: tuple[str, ...]) -> Iterator[Finding]:
    """A setting that nowhere changes anything is a mistake: the author thought that the plan says something else."""
    changes: dict[Span, bool] = {}
    for node, name, given, setting in settings(plan, draft):
        if setting.scenario == chain[-1]:
            value = plan.read(node, name)
            known = not isinstance(value, Unknown) and not isinstance(setting.before, Unknown)
            changes[given.span] = changes.get(given.span, False) or not known or value != setting.before
    for span in (span for span, changed in changes.items() if not changed):
        path = span.text.partition("=")[0].removeprefix("set").strip()
        yield error("VAL-009", f"`{path}` is that already: this sets nothing.", span)


def settings(plan: Plan, draft: Draft) -> Iterator[tuple[Node, str, Given, Setting]]:
    """Everything that the scenarios of a plan that is played set, each with what it was before."""
    for name, given in draft.lets.get("", {}).items():
        if given.setting is not None:
            yield plan.package(""), f"{LET}{name}", given, given.setting
    for node in draft.all():
        for name, given in node.given.items():
            if given.setting is not None:
                yield node, name, given, given.setting


def _no_such(draft: Draft, item: tree.Remove, scenario: Node) -> Finding:
    words = dotted(item.path).split(".")
    known = draft.entities.get(("", words[0]), {})
    message = f"There is no `{dotted(item.path)}` to remove.{did_you_mean(words[-1], known)}"
    return error("REF-003", message, scenario.home.span(item.path))


def _set_twice(scenario: Node, item: tree.Set, first: tree.Set) -> Finding:
    labels = (Label(scenario.home.span(first), "set here first"),)
    return error("REF-006", f"`{dotted(item.path)}` is set twice.", scenario.home.span(item.path), labels=labels)
