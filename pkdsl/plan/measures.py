"""The units of a world: those of `stdlib/units.pk`, and those that a plan or package adds with `measure`."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from pkdsl.syntax import tree, unquote
from pkdsl.values import Measure, Units, Unreadable, dimension_named, parse_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pkdsl.values import Number


def units_of(files: Iterable[tree.File], currencies: Iterable[str]) -> Units:
    """The table of all units that the files declare, and of all currencies."""
    return Units.of([measure for file in files for measure in _measures(file)], currencies)


def _measures(file: tree.File) -> Iterator[Measure]:
    for item in file.items:
        if isinstance(item, tree.Declaration) and item.kind.text == "measure" and isinstance(item.name, tree.Name):
            fields = _fields(item.body)
            name = item.name.text
            yield Measure(
                name,
                _word(fields.get("plural"), name),
                dimension_named(_word(fields.get("dimension"), name)),
                _number(fields.get("factor")),
            )


def _fields(body: tree.Body | tree.Steps | None) -> dict[str, tree.Expression]:
    items = body.items if isinstance(body, tree.Body) else ()
    return {item.name: item.value for item in items if isinstance(item, tree.Field)}


def _word(value: tree.Expression | None, otherwise: str) -> str:
    match value:
        case tree.Name(text=text):
            return text
        case tree.Literal(type="STRING", text=text):
            return unquote(text)
        case _:
            return otherwise


def _number(value: tree.Expression | None) -> Number:
    """A factor: a number, or a fraction of two. Anything else counts as one; its field has a finding of its own."""
    try:
        match value:
            case tree.Literal(type="NUMBER", text=text):
                return parse_number(text)
            case tree.Chain(first=tree.Literal(text=above), rest=(("/", tree.Literal(text=below)),)):
                return Fraction(parse_number(above)) / Fraction(parse_number(below))
    except (Unreadable, ZeroDivisionError):
        pass
    return 1
