"""What a bare word or a path means where it stands: the order of 'Names' in the language, and nothing else."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Protocol

from pkdsl.diagnostics.nearest import did_you_mean
from pkdsl.diagnostics.words import a, listed, spaced
from pkdsl.plan.code import SILENT, Code, Gone, Later, constant
from pkdsl.plan.draft import error
from pkdsl.schema import types
from pkdsl.schema.types import ANYTHING
from pkdsl.values import HOLE, Word

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pkdsl.diagnostics import Finding, Options, Span
    from pkdsl.plan.code import Frame, Run
    from pkdsl.plan.draft import Home, Node
    from pkdsl.plan.fit import Fitter
    from pkdsl.plan.names import Names, Scope
    from pkdsl.schema.discovery import Schema
    from pkdsl.schema.types import Type
    from pkdsl.syntax import tree
    from pkdsl.values import Units
    from pkdsl.values.value import Value


class Values(Protocol):
    """What an expression needs of the plan it stands in."""

    schema: Schema
    names: Names
    units: Units
    fitter: Fitter
    options: Options

    def read(self, node: Node, name: str) -> Value:
        """The value of a field or, as `let NAME`, of a named value."""

    def let(self, package: str, name: str) -> Value:
        """A value named for a whole package."""

    def collection(self, plural: str) -> tuple[Value, ...]:
        """All entities or parts of a kind."""

    def parameter(self, kind: str, name: str, span: Span) -> Value:
        """`policy.name` or `rate.name`."""

    def index(self, things: tuple[Value, ...], field: str) -> Value:
        """A list by the values of one of the fields of what is in it."""

    def now(self, later: Later) -> Value:
        """A named value of a driver in its frame."""

    def today(self) -> Value:
        """The day that counts as today."""

    def period(self) -> Value:
        """The mission's period."""

    def tick(self, steps: int) -> None:
        """Count towards the limit of evaluation."""


PARAMETERS = frozenset({"policy", "rate"})


class Lookup:
    """Finds what words mean for the texts of one home; findings go to `report`."""

    def __init__(self, plan: Values, home: Home, report: Callable[..., None]) -> None:
        self.plan, self.home, self.report = plan, home, report

    def bare(self, name: tree.Name, scope: Scope, expected: Type) -> Code:
        """A word alone."""
        word = name.text
        if word in {"yes", "no"} and not self._says_itself(expected, word):
            return constant(word == "yes", types.CONDITION)
        fitting = self._expected(word, scope, expected)
        declared = {code.node.path: code for code in fitting if code.node is not None}
        if len(declared) > 1:
            return self._ambiguous(name, declared)
        found = next(iter(declared.values()), None) or next(iter(fitting), None) or self._in_scope(word, scope)
        found = found or self._gone(types.kinds_of(expected) or (), word, scope.package, self.home.span(name))
        if found is None:
            self.report(partial(self._unknown, name, scope, expected), types.words_of(expected))
            return SILENT
        return found

    def _says_itself(self, expected: Type, word: str) -> bool:
        """Whether `yes` or `no` is a word of the field's own longer list, or a code: `no` is Norwegian."""
        words = set(types.words_of(expected))
        codes = (o.table for o in types.options(types.item_of(expected)) if isinstance(o, types.Code))
        return (word in words and words != {"yes", "no"}) or any(self.plan.fitter.known(table, word) for table in codes)

    def _expected(self, word: str, scope: Scope, expected: Type) -> list[Code]:
        """The meanings of a word in a field of that type: its words, its codes, and what is declared under that name.

        What the plan declares is meant before a word or a code: a contributor before the state it is named by.
        """
        found: list[Code] = []
        for option in types.options(types.item_of(expected)):
            match option:
                case types.Words(words) if word in words:
                    found.append(constant(Word(word, words), option))
                case types.Code(table) if self.plan.fitter.known(table, word):
                    found.append(constant(Word(word, (word,)), option))
                case types.Reference(kinds):
                    found += self._references(word, scope, kinds)
                case types.Plain("package") if self.plan.names.package(scope.package, word):
                    found.append(constant(Word(word, (word,)), option))
        return found

    def _references(self, word: str, scope: Scope, kinds: tuple[str, ...]) -> Iterator[Code]:
        names = self.plan.names
        if not kinds:
            yield from map(declaration, names.any(scope.package, word))
        for kind in kinds:
            node = names.entity(scope.package, kind, word)
            if node is not None:
                yield declaration(node)
            elif kind in self.plan.schema.parts:
                found = names.parts(scope.package, kind, word, scope.node)
                if found:
                    yield declaration(found[0])

    def _in_scope(self, word: str, scope: Scope) -> Code | None:
        """A word that means what it means everywhere: loop variable, field around it, `let`, collection."""
        for index in range(len(scope.loops) - 1, -1, -1):
            if scope.loops[index][0] == word:
                return _variable(index + 1, scope.loops[index][1], self.plan.now)
        if word == "self" and scope.node is not None:
            return Code(types.Reference((scope.node.spec.kind,)), lambda frame: frame[0].entity)
        return self._around(word, scope) or self._named(word, scope) or self._collected(word)

    def _around(self, word: str, scope: Scope) -> Code | None:
        """A field of an enclosing declaration, inner first; or a `let` of its body. What a rule itself has is no subject of it."""
        read = self.plan.read
        for level, node in enumerate(scope.node.up if scope.node else ()):
            field = node.spec.fields.get(word) if node.spec.kind != "rule" else None
            if field is not None and not (level == 0 and word == scope.own):
                type_ = field.type
                return Code(type_, _field_of(read, level, word))
            if word in node.lets:
                return Code(ANYTHING, _field_of(read, level, f"let {word}"))
        return None

    def _named(self, word: str, scope: Scope) -> Code | None:
        plan, package = self.plan, scope.package
        if word in plan.names.lets(package):
            return Code(ANYTHING, lambda _: plan.let(package, word))
        return None

    def _collected(self, word: str) -> Code | None:
        plan = self.plan
        cls = plan.schema.plurals.get(word)
        if cls is not None:
            return Code(types.ListOf(types.Reference((cls.kind,))), lambda _: plan.collection(word))
        if word == "today":
            return Code(types.DATE, lambda _: plan.today())
        if word == "mission":
            node = plan.names.entity("", "mission", "")
            return declaration(node) if node else constant(HOLE)
        return None

    def path(self, names: list[tuple[str, int, int]], scope: Scope, expected: Type) -> tuple[Code, int] | None:
        """A path that begins with a kind, `policy`, `rate` or a package: its code, and how many words that took."""
        head, second = names[0][0], names[1][0]
        if any(head == variable for variable, _ in scope.loops):
            return None
        plan = self.plan
        if head in PARAMETERS:
            span = self.home.span(_Stretch(names[0][1], names[1][2]))
            return Code(ANYTHING, lambda _: plan.parameter(head, second, span)), 2
        if head in plan.schema.kinds:
            node = plan.names.entity(scope.package, head, second)
            if node is not None:
                return declaration(node), 2
            gone = self._gone((head,), second, scope.package, self.home.span(_Stretch(names[0][1], names[1][2])))
            if gone is not None:
                return gone, 2
            means_more = self._in_scope(head, scope) or plan.names.package(scope.package, head)
            if head != "mission" and not means_more:
                return self._no_such(head, names[1], scope), len(names)
        package = plan.names.package(scope.package, head)
        if package is not None and not self._around(head, scope):
            return self._in_package(package, names, scope, types.kinds_of(expected) or ())
        return None

    def _gone(self, kinds: tuple[str, ...], word: str, package: str, span: Span) -> Code | None:
        """What a scenario removed."""
        node = self.plan.names.removed(package, kinds, word)
        if node is None:
            return None
        message = f"The scenario removes `{node.path}`, and this still speaks of it."
        finding = None if self.plan.options.trial else error("REF-012", message, span)
        return Code(types.Reference((node.spec.kind,)), Gone(finding))

    def _no_such(self, kind: str, name: tuple[str, int, int], scope: Scope) -> Code:
        """`kind.name` where no declaration of that kind has the name."""
        word, start, end = name
        hint = did_you_mean(word, self.plan.names.known(scope.package, (kind,)))
        message = f"There is no {spaced(kind)} `{word}`.{hint}"
        self.report(error("REF-003", message, self.home.span(_Stretch(start, end))))
        return SILENT

    def _in_package(
        self, package: str, names: list[tuple[str, int, int]], scope: Scope, kinds: tuple[str, ...]
    ) -> tuple[Code, int] | None:
        """`un.water`: what the package declares under that name; of the `kinds` that are asked for, where it has some."""
        head, second = names[0][0], names[1][0]
        found = self.plan.names.any(package, second)
        found = [node for node in found if node.spec.kind in kinds] or found
        if second in self.plan.schema.kinds and len(names) > 2:  # noqa: PLR2004 -- a kind and a name
            node = self.plan.names.entity(package, second, names[2][0])
            if node is not None:
                return declaration(node), 3
        if second in self.plan.names.lets(package):
            inner = self._named(second, type(scope)(package, None))
            return (inner, 2) if inner else None
        if not found:
            known = [name for (p, _), group in self.plan.names.draft.entities.items() if p == package for name in group]
            span = self.home.span(_Stretch(names[1][1], names[1][2]))
            self.report(error("REF-003", f"The package `{head}` has no `{second}`.{did_you_mean(second, known)}", span))
            return SILENT, len(names)
        if len(found) > 1:
            meanings = listed(a(spaced(node.spec.kind)) for node in found)
            span = self.home.span(_Stretch(names[0][1], names[1][2]))
            self.report(
                error(
                    "REF-004", f"`{head}.{second}` is {meanings}: write `{head}.{found[0].spec.kind}.{second}`.", span
                )
            )
            return SILENT, len(names)
        return declaration(found[0]), 2

    def _ambiguous(self, name: tree.Name, declared: Iterable[str]) -> Code:
        meanings = listed((f"`{path}`" for path in sorted(declared)), "or")
        self.report(error("REF-004", f"`{name.text}` could be {meanings}: write which.", self.home.span(name)))
        return SILENT

    def _unknown(self, name: tree.Name, scope: Scope, expected: Type) -> Finding:
        """Nothing has this name: say what could stand here."""
        word, span = name.text, self.home.span(name)
        words, kinds = types.words_of(expected), types.kinds_of(expected)
        if words and kinds is None:
            hint = did_you_mean(word, words)
            allowed = "" if hint else f" Expected {types.described(types.Words(words))}."
            return error("VAL-002", f"`{word}` is not one of the words that may stand here.{hint}{allowed}", span)
        codes = next((o.table for o in types.options(types.item_of(expected)) if isinstance(o, types.Code)), None)
        if codes and kinds is None:
            hint = self.plan.fitter.meant(codes, word)
            return error("VAL-007", f"`{word}` is no code of the list of {codes}.{hint}", span)
        if word == scope.own:
            return error("REF-003", f"`{word}` has no meaning in its own value: a value cannot need itself.", span)
        if kinds:
            known = [*self.plan.names.known(scope.package, kinds), *words]
            what = listed(map(spaced, kinds), "or")
            return error("REF-003", f"There is no {what} `{word}`.{did_you_mean(word, known)}", span)
        return error("REF-003", f"Nothing here is called `{word}`.{did_you_mean(word, self._all(scope))}", span)

    def _all(self, scope: Scope) -> Iterator[str]:
        yield from (name for name, _ in scope.loops)
        for node in scope.node.up if scope.node else ():
            yield from node.spec.fields
            yield from node.lets
        yield from self.plan.names.lets(scope.package)
        yield from self.plan.schema.plurals
        yield from self.plan.schema.kinds


class _Stretch:
    """A start and an end, as tree nodes have them."""

    def __init__(self, start: int, end: int) -> None:
        self.start, self.end = start, end


def declaration(node: Node) -> Code:
    """The code of a declaration that is already known."""
    return Code(types.Reference((node.spec.kind,)), lambda _: node.entity, node)


def _variable(index: int, type_: Type, now: Callable[[Later], Value]) -> Code:
    def variable(frame: Frame) -> Value:
        value = frame[index]
        return now(value) if type(value) is Later else value

    return Code(type_, variable)


def _field_of(read: Callable[[Node, str], Value], level: int, name: str) -> Run:
    """What reads a field of the declaration `level` steps outside the one in reach."""
    return lambda frame: read(_up(frame[0], level), name)


def _up(node: Node, levels: int) -> Node:
    for _ in range(levels):
        if node.parent is not None:
            node = node.parent
    return node
