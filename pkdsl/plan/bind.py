"""Trees meet the vocabulary: every declaration becomes a node of its kind, every statement finds its place in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from pkdsl.diagnostics import Label, Span, nearest
from pkdsl.diagnostics.nearest import did_you_mean
from pkdsl.diagnostics.words import a, capital, listed, spaced
from pkdsl.plan import tables
from pkdsl.plan.draft import Draft, Given, Home, Node, error
from pkdsl.plan.glued import parted
from pkdsl.plan.misplaced import misplaced
from pkdsl.schema import types
from pkdsl.syntax import tree, unquote

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pkdsl.diagnostics import Finding, Source
    from pkdsl.schema.discovery import Schema
    from pkdsl.schema.spec import EntitySpec

Findings: TypeAlias = "Iterator[Finding]"

DRIVERS = frozenset({"rule", "cost", "demand"})
"""Kinds whose bodies range over entities."""
STATEMENTS = ("for", "let", "require")
"""The words that begin what such a body ranges over and asks."""
NAMELESS = frozenset({"mission", "policy"})
"""Kinds of which a plan has one, so that it needs no name."""
OPEN = frozenset({"policy"})
"""Kinds whose fields are named by what they override."""


class Binder:
    """Puts the trees of one world together; one object per compilation, since every file adds to one draft."""

    def __init__(self, schema: Schema, files: Mapping[str, Mapping[str, Source]]) -> None:
        """`files` are the CSV files of each package by their path."""
        self.schema = schema
        self.kinds = frozenset(schema.kinds)
        self.files = files
        self.draft = Draft()

    def file(self, source: Source, file: tree.File, package: str) -> Findings:
        """Add all that one file declares."""
        home = Home(source, package)
        for item in file.items:
            match item:
                case tree.Declaration():
                    yield from self.declaration(item, home, None)
                case tree.Table():
                    yield from self._table(item, home, None)
                case tree.Let():
                    yield from _let(item, home, self.draft.lets.setdefault(package, {}))
                case tree.Use():
                    yield from self._use(item, home)
                case tree.Prose():
                    self.draft.prose.append((home, item))
                case tree.Hole():
                    pass
                case _:
                    yield misplaced(item, home)

    def item(self, item: tree.Declaration | tree.Table, home: Home) -> Findings:
        """Add what a scenario adds, as if it stood at the top of a file."""
        yield from (
            self.declaration(item, home, None) if isinstance(item, tree.Declaration) else self._table(item, home, None)
        )

    def _use(self, use: tree.Use, home: Home) -> Findings:
        path = dotted(use.path)
        alias = use.alias.text if use.alias else path.split(".")[-1]
        names = self.draft.uses.setdefault(home.package, {})
        if names.get(alias, path) != path:
            yield error("REF-005", f"`{alias}` already names the package `{names[alias]}`.", home.span(use))
        names[alias] = path

    def declaration(self, item: tree.Declaration, home: Home, parent: Node | None) -> Findings:
        """Add one declaration, at the top (`parent` is None) or in another one."""
        if item.form == "extend":
            yield from self._extension(item, home, parent)
            return
        spec = self._spec(item.kind.text, parent)
        if spec is None:
            yield self._unknown_kind(item, home, parent)
            return
        name = item.name.text if item.name else ""
        node = Node(
            spec, name, home, _header(item, home), parent=parent, form=item.form or (parent.form if parent else "")
        )
        node.templates, node.doc = item.templates, item.doc
        if item.name is not None:
            node.named = home.span(item.name)
        yield from self._register(node, item)
        if item.title:
            node.given["title"] = Given("title", spec.fields["title"], item.title, home, home.span(item.title))
        if item.body is not None:
            yield from self.body(node, item.body, home)

    def _spec(self, kind: str, parent: Node | None) -> EntitySpec | None:
        if parent is not None and kind in parent.spec.parts:
            part = parent.spec.parts[kind].part
            return None if part is None else self.schema.spec(part)
        cls = self.schema.kinds.get(kind)
        return None if cls is None else self.schema.spec(cls)

    def _unknown_kind(self, item: tree.Declaration, home: Home, parent: Node | None) -> Finding:
        word = item.kind.text
        if word in self.schema.parts:
            owners = [k for k, cls in self.schema.kinds.items() if word in self.schema.spec(cls).parts]
            where = f"in {a(spaced(parent.spec.kind))}" if parent else "at the top of a plan"
            whose = listed((a(spaced(owner)) for owner in owners), "or")
            message = f"{capital(a(spaced(word)))} cannot stand {where}: it is a part of {whose}."
        else:
            known = [*self.schema.kinds, *(parent.spec.parts if parent else ())]
            message = f"There is no kind `{word}`.{did_you_mean(word, known)}"
        return error("REF-001", message, home.span(item.kind))

    def _register(self, node: Node, item: tree.Declaration) -> Findings:
        """Give the declaration its path and its place in the draft."""
        if node.spec.is_part and node.parent is not None:
            yield from _register_part(node)
            return
        kind, package = node.spec.kind, node.home.package
        if not node.name and kind not in NAMELESS:
            yield error(
                "VAL-001", f"This {spaced(kind)} has no name: write `{kind} NAME …`.", node.home.span(item.kind)
            )
            node.name = f"_{item.start}"
        node.path = f"{kind}.{node.name}" if node.name else kind
        shelf = self.draft.templates if node.form == "template" else self.draft.entities
        names = shelf.setdefault((package, kind), {})
        key = "" if kind in NAMELESS else node.name
        if key in names:
            yield _twice(node, names[key])
            return
        names[key] = node
        yield from _nested(node)
        if kind in DRIVERS and node.form != "template":
            self.draft.drivers.append(node)

    def _extension(self, item: tree.Declaration, home: Home, parent: Node | None) -> Findings:
        spec = self._spec(item.kind.text, None)
        if parent is not None:
            yield error(
                "REF-007", "`extend` stands at the top of a file, not inside a declaration.", home.span(item.kind)
            )
        elif spec is None:
            yield self._unknown_kind(item, home, None)
        else:
            node = Node(
                spec, item.name.text if item.name else "", home, _header(item, home), parent=None, form="extend"
            )
            self.draft.extensions.append((node, item))

    def extend(self) -> Findings:
        """Add what the `extend` blocks say to the declarations they name, once all of these are known."""
        for node, item in self.draft.extensions:
            names = self.draft.entities.get((node.home.package, node.spec.kind), {})
            target = names.get("" if node.spec.kind in NAMELESS else node.name)
            if target is None:
                place = node.home.span(item.name or item.kind)
                message = (
                    f"There is no {spaced(node.spec.kind)} `{node.name}` to extend.{did_you_mean(node.name, names)}"
                )
                yield error("REF-003", message, place)
            elif item.body is not None:
                yield from self.body(target, item.body, node.home)

    def prose(self) -> Findings:
        """Give each fence of prose to the field that it names."""
        for home, item in self.draft.prose:
            *path, name = item.path.split(".")
            kind, title = (*path, "", "")[:2]
            named = self.draft.entities.get((home.package, kind), {})
            node = named.get("" if kind in NAMELESS else title)
            field = node.spec.fields.get(name) if node is not None else None
            place = home.span(item)
            if node is None or field is None or field.type != types.TEXT or field.derived:
                yield error(
                    "REF-003",
                    f"`{item.path}` is no text of this plan: prose goes to a field such as `mission.intent`.",
                    place,
                )
            elif name in node.given:
                yield _given_twice(node, name, place)
            else:
                text = home.source.text[item.start : item.end]
                literal = tree.Literal("STRING", f'"""{text}"""', item.start - 3, item.end + 3)
                node.given[name] = Given(name, field, literal, home, place)

    def body(self, node: Node, body: tree.Body | tree.Steps, home: Home) -> Findings:
        """Put every statement of a body where it belongs."""
        if isinstance(body, tree.Steps):
            place = Span(home.source, body.start, body.end)
            yield error(
                "REF-007",
                f"`from` and `during` give a field its value over time; here stands {a(spaced(node.spec.kind))}.",
                place,
            )
            return
        items, run_together = parted(body.items, home, node.spec, self.kinds)
        yield from run_together
        for item in items:
            match item:
                case tree.Field():
                    yield from self._field(node, item, home)
                case _ if node.spec.kind == "scenario" and not isinstance(item, tree.Hole):
                    node.statements = (*node.statements, item)
                case tree.Declaration():
                    yield from self._inner(node, item, home)
                case tree.Loop() | tree.Require() | tree.Let() if node.spec.kind in DRIVERS:
                    node.statements = (*node.statements, item)
                case tree.Let():
                    yield from _let(item, home, node.lets)
                case tree.Table():
                    yield from self._table(item, home, node)
                case tree.Hole():
                    pass
                case _:
                    yield misplaced(item, home)

    def _field(self, node: Node, item: tree.Field, home: Home) -> Findings:
        spec = node.spec.fields.get(item.name)
        place = Span(home.source, item.start, item.start + len(item.name))
        if spec is None and item.name in node.spec.parts and isinstance(item.value, tree.Body):
            kind = tree.Name(item.name, item.start, item.start + len(item.name))
            unnamed = tree.Declaration("", kind, None, None, (), item.value, "", item.start, item.end)
            yield from self.declaration(unnamed, home, node)
        elif spec is None and node.spec.kind not in OPEN:
            node.truncated = node.spec.kind in DRIVERS
            yield _unknown_field(node.spec, item.name, place)
        elif spec is not None and (spec.derived or spec.part):
            yield error("REF-007", _not_written(node, item.name, computed=spec.derived), place)
        elif item.name in node.given:
            yield _given_twice(node, item.name, place)
        else:
            statement = Span(home.source, item.start, item.end)
            node.given[item.name] = Given(item.name, spec, item.value, home, statement, because=item.because)

    def _inner(self, node: Node, item: tree.Declaration, home: Home) -> Findings:
        """What reads like a declaration: a part, a nested entity, or a field with its value in braces."""
        word = item.kind.text
        is_field = word in node.spec.fields and node.spec.fields[word].part is None
        if word not in node.spec.parts and is_field:
            if item.body is not None and item.name is None and not item.templates:
                value = tree.Field(word, item.body, None, item.start, item.end)
                yield from self._field(node, value, home)
            else:
                said = item.name.text if item.name else "…"
                yield error("REF-007", f"`{word}` is a field: write `{word}: {said}`.", home.span(item.kind))
        elif word in node.spec.parts or self._nests(word, node):
            yield from self.declaration(item, home, node)
        elif word in self.schema.kinds:
            message = f"{capital(a(spaced(word)))} cannot stand in {a(spaced(node.spec.kind))}: declare it at the top."
            yield error("REF-007", message, home.span(item.kind))
        elif word in self.schema.parts:
            yield self._unknown_kind(item, home, node)
        elif item.body is None or isinstance(item.body, tree.Steps) or word in node.spec.plural:
            yield _unknown_field(node.spec, word, home.span(item.kind))
        else:
            known = [*node.spec.parts, *node.spec.fields]
            message = f"{capital(a(spaced(node.spec.kind)))} has no part or field `{word}`.{did_you_mean(word, known)}"
            yield error("REF-002", message, home.span(item.kind))

    def _nests(self, kind: str, node: Node) -> bool:
        cls = self.schema.kinds.get(kind)
        return cls is not None and self.schema.spec(cls).nests_in(node.spec) is not None

    def _table(self, table: tree.Table, home: Home, parent: Node | None) -> Findings:
        spec = self._spec(table.kind.text, parent)
        if table.file is None:
            columns = {column.text: home.span(column) for column in table.columns}
            unknown = _unknown_columns(spec, columns)
            yield from unknown.values()
            for row in tables.rows(table, unknown.keys()):
                yield from self.declaration(row, home, parent)
            return
        found = self.files.get(home.package, {})
        path = unquote(table.file.text)
        source = found.get(path)
        if source is None:
            message = f"There is no file `{path}` in this folder.{did_you_mean(path, found)}"
            yield error("PKG-007", message, home.span(table.file))
            return
        columns = {cell.text: Span(source, cell.start, cell.end) for cell in tables.header(source)}
        unknown = _unknown_columns(spec, columns)
        declarations, findings = tables.csv_rows(table, source, spec, unknown.keys())
        yield from (*unknown.values(), *findings)
        for row in declarations:
            yield from self.declaration(row, Home(source, home.package), parent)


def dotted(path: tree.Expression) -> str:
    """The words of `a.b.c`; what is no path has none."""
    match path:
        case tree.Name(text=text):
            return text
        case tree.Attribute(base=base, name=name):
            return f"{dotted(base)}.{name}"
        case _:
            return ""


def _header(item: tree.Declaration, home: Home) -> Span:
    """The first line of a declaration: kind, name and title."""
    return Span(home.source, item.kind.start, max(part.end for part in (item.kind, item.name, item.title) if part))


def _register_part(node: Node) -> Findings:
    parent = node.parent
    if parent is None:
        return
    siblings = parent.parts.setdefault(parent.spec.parts[node.spec.kind].name, [])
    same = parent.keyed.setdefault((node.spec.kind, node.name), node) if node.name else node
    if same is not node:
        yield _twice(node, same)
        return
    siblings.append(node)
    node.path = f"{parent.path}.{node.spec.kind}.{node.name or len(siblings)}"


def _nested(node: Node) -> Findings:
    """A nested entity fills the field that names its parent."""
    if node.parent is not None:
        field = node.spec.nests_in(node.parent.spec)
        if field is not None:
            node.given[field.name] = Given(field.name, field, None, node.home, node.header, constant=node.parent)
    yield from ()


def _let(item: tree.Let, home: Home, lets: dict[str, Given]) -> Findings:
    name = item.name.text
    if name in lets:
        labels = (Label(lets[name].span, "named here first"),)
        yield error("REF-005", f"`let {name}` stands twice.", home.span(item.name), labels=labels)
    else:
        lets[name] = Given(name, None, item.value, home, home.span(item), because=item.because)


def _twice(node: Node, first: Node) -> Finding:
    message = f"{spaced(node.spec.kind).capitalize()} `{node.name or node.spec.kind}` is declared twice."
    labels = (Label(first.header, "declared here first"),)
    help_ = f"Rename one, or write `extend {node.spec.kind} {node.name}` to add to the first."
    return error("REF-005", message, node.header, labels=labels, help=help_)


def _given_twice(node: Node, name: str, place: Span) -> Finding:
    first = node.given[name]
    if first.expression is None:
        message = f"`{name}` follows from where this {spaced(node.spec.kind)} stands; it cannot be given as well."
        return error("REF-006", message, place)
    labels = (Label(first.span, "given here first"),)
    return error("REF-006", f"`{name}` is given twice.", place, labels=labels, help="Keep one of the two.")


def _unknown_columns(spec: EntitySpec | None, columns: Mapping[str, Span]) -> dict[str, Finding]:
    """The columns of a table that are no fields, each with its one finding."""
    if spec is None or spec.kind in OPEN:
        return {}
    known = {*spec.fields, *spec.parts}
    return {name: _unknown_field(spec, name, place) for name, place in columns.items() if name not in known}


def _unknown_field(spec: EntitySpec, name: str, place: Span) -> Finding:
    statements = STATEMENTS if spec.kind in DRIVERS else ()
    if name in statements:
        return error("REF-007", f"`{name}` is no field: it is written without a colon.", place)
    known = [*(f.name for f in spec.fields.values() if not f.derived and not f.part), *spec.parts, *statements]
    kind = spaced(spec.kind)
    some = ", ".join(f"`{k}`" for k in known[:6]) if not nearest(name, known) else ""
    rest = f" It has {some} …" if some else did_you_mean(name, known)
    return error("REF-002", f"{capital(a(kind))} has no field `{name}`.{rest}", place)


def _not_written(node: Node, name: str, *, computed: bool) -> str:
    if computed:
        return f"`{name}` is computed; it cannot be given."
    part = next(kind for kind, field in node.spec.parts.items() if field.name == name)
    return f"`{name}` are parts: write each as `{part} NAME {{ … }}`."


def bind(
    trees: Iterable[tuple[Source, tree.File, str]], schema: Schema, files: Mapping[str, Mapping[str, Source]]
) -> tuple[Binder, list[Finding]]:
    """Bind all files, each with the package it belongs to; `files` are the CSV files of each package."""
    binder = Binder(schema, files)
    findings = [finding for source, file, package in trees for finding in binder.file(source, file, package)]
    findings += binder.extend()
    findings += binder.prose()
    binder.draft.sound = not findings
    return binder, findings
