"""Strategies for the text of one value, by the type that the schema gives a field."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, get_args

from hypothesis import strategies as st

from pages import library
from pkdsl.plan.lookup import PARAMETERS
from pkdsl.schema import types
from pkdsl.schema.discovery import vocabulary

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pkdsl.schema.spec import FieldSpec
    from pkdsl.schema.types import Type

    Names = Mapping[str, Sequence[str]]

KEYWORDS = frozenset(
    [
        "use",
        "let",
        "because",
        "from",
        "for",
        "in",
        "where",
        "if",
        "then",
        "else",
        "and",
        "or",
        "not",
        "is",
        "as",
        "of",
        "require",
        "during",
        "extend",
        "table",
        "set",
        "remove",
        "template",
    ]
)
D_DAY = date(2026, 7, 1)
ELSEWHERE = frozenset({"package"})
"""Types of which these plans have no value: they use no package."""
MOST = 1000
"""The largest number drawn; how large a number may be is the matter of other tests."""


def possible(type_: Type, names: Names) -> bool:
    """Whether a value of that type can be written when these names are declared, by kind."""
    match type_:
        case types.Reference(kinds):
            return any(names.get(kind) for kind in kinds or names)
        case types.ListOf(item):
            return possible(item, names)
        case types.OneOf(options):
            return any(possible(option, names) for option in options)
        case types.MapOf(key, item):
            return possible(key, names) and possible(item, names)
        case types.Plain(name):
            return name not in ELSEWHERE
        case types.Words(words):
            return bool(words)
        case _:
            return True


def of_field(field: FieldSpec, names: Names) -> st.SearchStrategy[str]:
    """The text of a value that fits a field, over time where it may change."""
    one = of_type(field.type, names, field)
    return st.one_of(one, over_time(one)) if field.over_time else one


def over_time(one: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Steps in rising order, and perhaps something that lies over them for a while."""
    days = st.lists(st.integers(0, 700), min_size=1, max_size=4, unique=True).map(sorted)

    def steps(drawn: tuple[list[int], list[str], bool]) -> str:
        at, values, interlude = drawn
        lines = [f"from D + {day} days = {text}" for day, text in zip(at, values, strict=False)]
        if interlude:
            lines.append(f"during D + {at[0]} days .. D + {at[0] + 9} days = {values[0]}")
        return "{ " + "  ".join(lines) + " }"

    return st.tuples(days, st.lists(one, min_size=4, max_size=4), st.booleans()).map(steps)


def of_type(type_: Type, names: Names, field: FieldSpec | None = None) -> st.SearchStrategy[str]:
    """The text of a value of a type."""
    match type_:
        case types.Plain(name):
            return PLAIN[name]
        case types.Words(words):
            return st.sampled_from(words)
        case types.Measure(unit):
            return measured(unit, field)
        case types.Code(table):
            return st.sampled_from(sorted(library().words[table])).map(
                lambda code: f'"{code}"' if code in KEYWORDS else code
            )
        case types.Reference(kinds):
            return references(kinds, names)
        case types.ListOf(item):
            return listed(of_type(item, names, field), pair=is_pair(field))
        case types.OneOf(options):
            return st.one_of(*(of_type(option, names, field) for option in options if possible(option, names)))
        case types.MapOf(key, item):
            return mapped(of_type(key, names), of_type(item, names))
        case _:
            return st.one_of(measured("persons", None), measured("", None), PLAIN["text"])


def references(kinds: tuple[str, ...], names: Names) -> st.SearchStrategy[str]:
    """A name of one of the kinds, alone or behind its kind; `rate.x` is no reference, but the value of the rate."""
    found = [(kind, name) for kind in kinds or names for name in names.get(kind, ())]
    bare = st.sampled_from([name for _, name in found])
    entities = [f"{kind}.{name}" for kind, name in found if kind in vocabulary().kinds and kind not in PARAMETERS]
    return st.one_of(bare, st.sampled_from(entities)) if entities else bare


def listed(one: st.SearchStrategy[str], *, pair: bool) -> st.SearchStrategy[str]:
    """A list; one value may stand for a list of one."""
    if pair:
        return st.lists(one, min_size=2, max_size=2).map(_brackets)
    return st.one_of(one, st.lists(one, min_size=1, max_size=3).map(_brackets))


def is_pair(field: FieldSpec | None) -> bool:
    """Whether a list has exactly two items."""
    return field is not None and "min_length=2" in str(field.bounds)


def _brackets(items: list[str]) -> str:
    return f"[{', '.join(items)}]"


def mapped(key: st.SearchStrategy[str], item: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """A map; its keys are names."""
    keys = key.map(lambda text: text.strip('"').split(".")[-1]).filter(str.isidentifier)
    entries = st.dictionaries(keys, item, min_size=1, max_size=3)
    return entries.map(lambda pairs: "{ " + ", ".join(f"{k}: {v}" for k, v in pairs.items()) + " }")


# ---- numbers ---------------------------------------------------------------------------------------------------------


def measured(unit: str, field: FieldSpec | None) -> st.SearchStrategy[str]:
    """A quantity in a unit, within the bounds of the field."""
    low, high, whole = limits(field)
    number = st.integers(low, high).map(_digits)
    if not unit:
        return number if whole else st.one_of(number, decimals())
    if unit == "%":
        return st.integers(0, 100).map(lambda n: f"{n}%")
    written = unit.replace("money", "USD").replace("/time", "/day").removeprefix("1")
    quantity = st.one_of(number, decimals()).map(
        lambda n: f"{n}{written}" if written.startswith("/") else f"{n} {written}"
    )
    bare = "money" not in unit and unit != "time"
    return st.one_of(quantity, number) if bare else quantity


def limits(field: FieldSpec | None) -> tuple[int, int, bool]:
    """The smallest and the largest number a field takes, and whether it must be whole."""
    low, high, whole = 0, MOST, False
    for part in get_args(field.bounds) if field is not None and field.bounds is not None else ():
        whole = whole or part is int
        for bound in getattr(part, "metadata", ()):
            low, high = getattr(bound, "ge", low), getattr(bound, "le", high)
    return low, high, whole


def _digits(number: int) -> str:
    return f"{number:_}"


def decimals() -> st.SearchStrategy[str]:
    """Numbers with a point, and short ways to write large ones."""
    return st.one_of(
        st.tuples(st.integers(0, MOST), st.integers(1, 99)).map(lambda n: f"{n[0]}.{n[1]:02}"),
        st.integers(1, 99).map(lambda n: f"{n}k"),
        st.tuples(st.integers(1, 9), st.integers(1, 9)).map(lambda n: f"{n[0]}.{n[1]}M"),
    )


# ---- texts, days, places ---------------------------------------------------------------------------------------------


def texts() -> st.SearchStrategy[str]:
    """Texts in quotes, of one line or several; braces doubled, since single ones hold expressions."""
    letters = st.text(st.sampled_from(" abcXYZ019äßłشполк—–“”.,;:!?()[]#|=<>*`~$%&/'\\\"{}"), max_size=30)
    short = letters.map(lambda text: f'"{_escaped(text)}"')
    lines = st.lists(letters, min_size=1, max_size=3).map(
        lambda parts: '"""\n' + "\n".join(map(_escaped, parts)) + '\n"""'
    )
    filled = st.sampled_from(('"{1 + 1} of {3 days}"', '"{D}"', '"{self.title}"', '"\\u{41} {{x}}"'))
    return st.one_of(short, lines, filled)


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("{", "{{").replace("}", "}}")


def days() -> st.SearchStrategy[str]:
    """Dates, fixed or counted from D-day."""
    fixed = st.integers(0, 1500).map(lambda n: (D_DAY + timedelta(days=n)).isoformat())
    counted = st.integers(0, 900).map(lambda n: f"D + {n} days" if n else "D")
    return st.one_of(fixed, counted, st.integers(1, 30).map(lambda n: f"D + {n} months"))


def periods() -> st.SearchStrategy[str]:
    """Periods by their two days, or by a day and a length."""
    spans = st.tuples(st.integers(0, 700), st.integers(0, 700))
    return st.one_of(
        spans.map(lambda n: f"D + {n[0]} days .. D + {n[0] + n[1]} days"),
        spans.map(lambda n: f"{D_DAY + timedelta(days=n[0])} .. {D_DAY + timedelta(days=sum(n))}"),
        st.integers(1, 24).map(lambda n: f"D .. +{n} months"),
    )


def durations() -> st.SearchStrategy[str]:
    """Exact durations and calendar ones."""
    return st.tuples(st.integers(1, 90), st.sampled_from(("days", "weeks", "h", "min", "months", "years"))).map(
        lambda p: f"{p[0]} {p[1]}"
    )


def estimates() -> st.SearchStrategy[str]:
    """Three durations in rising order."""
    three = st.lists(st.integers(1, 400), min_size=3, max_size=3).map(sorted)
    return three.map(lambda n: f"estimate({n[0]} days, {n[1]} days, {n[2]} days)")


def positions() -> st.SearchStrategy[str]:
    """Degrees north or south, east or west."""
    return st.tuples(st.integers(0, 89), st.sampled_from("NS"), st.integers(0, 179), st.sampled_from("EW")).map(
        lambda p: f"{p[0]}.5{p[1]} {p[2]}.25{p[3]}"
    )


PLAIN: dict[str, st.SearchStrategy[str]] = {
    "text": texts(),
    "date": days(),
    "period": periods(),
    "duration": durations(),
    "time": st.tuples(st.integers(0, 23), st.sampled_from(("Z", "+03:00", ""))).map(lambda t: f"{t[0]:02}:30{t[1]}"),
    "position": positions(),
    "threshold": st.tuples(st.sampled_from(("<=", ">=", "<", ">")), st.integers(0, 99)).map(lambda t: f"{t[0]} {t[1]}"),
    "estimate": estimates(),
    "code": st.sampled_from(("FRC-001", "BUD-002", "MED-104")),
    "unit": st.sampled_from(("persons", "L/day", "incidents/month", "USD/person/month")),
    "measure": st.sampled_from(("L", "kg", "persons", "person_days", "t")),
    "amount": st.one_of(measured("persons", None), measured("L/day", None), measured("", None)),
    "new word": st.sampled_from(("length", "energy", '"a word"')),
}
"""By the name of the type; a type that is missing here is found by the first plan that needs it."""
