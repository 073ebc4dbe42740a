"""An order of battle: who leads at the top, in columns below it the headquarters, and under each of them its units."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pkdsl.pictures.svg import line, picture, rect, text, wrapped
from pkdsl.pictures.symbols import ABOVE, HIGH, WIDE, Sign, drawn

if TYPE_CHECKING:
    from collections.abc import Iterator

WIDTH, MARGIN, GUTTER, COLUMNS, BROADEST = 720, 14, 14, 4, 250
SIZE, SMALL, LEADING, SPACE, INDENT, STAFF = 10.5, 9.5, 12, 9, 16, 8
BEAM = 14
"""The room between the leader or a row and the line that the columns hang on."""
DEEPEST = 2
BOLD = 11.6
"""The room that bold words of the size of a label take."""


@dataclass(frozen=True, slots=True)
class Body:
    """A unit or a headquarters: its name, a smaller line, its symbol, and what it directs."""

    label: str
    detail: str = ""
    sign: Sign | None = None
    below: tuple[Body, ...] = ()


@dataclass(frozen=True, slots=True)
class Orbat:
    """What the drawing shows."""

    leader: Body
    name: str = "orbat"
    title: str = "Order of battle"


@dataclass(frozen=True, slots=True)
class Entry:
    """A body with its place: how deep it stands in its column, its corner, and the lines of its words."""

    body: Body
    depth: int
    x: float
    y: float
    lines: tuple[str, ...]
    details: tuple[str, ...]

    @property
    def height(self) -> float:
        """What it takes, with the space below it."""
        return max(ABOVE + HIGH, (len(self.lines) + len(self.details)) * LEADING + 4) + SPACE

    @property
    def middle(self) -> float:
        """The height of the middle of its symbol."""
        return self.y + ABOVE + HIGH / 2


@dataclass(frozen=True, slots=True)
class Row:
    """Columns that hang on one line, and the height of that line."""

    beam: float
    columns: tuple[tuple[Entry, ...], ...]

    @property
    def bottom(self) -> float:
        """Where the longest column ends."""
        return max(column[-1].y + column[-1].height for column in self.columns)


def order_of_battle(data: Orbat) -> str:
    """The leader, and rows of columns below."""
    groups = _groups(data.leader)
    leader = _entry(data.leader, 0, (WIDTH / 2 - WIDE / 2 if groups else MARGIN, MARGIN), WIDTH / 2 - WIDE)
    rows = placed(groups, leader.y + leader.height + _staff(data.leader))
    body = [*_entry_drawn(leader), *_lines(leader, rows)]
    body += [part for row in rows for column in row.columns for part in _column_drawn(column)]
    bottom = rows[-1].bottom if rows else leader.y + leader.height
    return picture(data.name, (WIDTH, bottom + 4), title=data.title, description=described(data), body=body)


def described(data: Orbat) -> str:
    """The drawing in words."""
    return " ".join(_sentences(data.leader)) or f"{data.leader.label}, alone."


def _sentences(body: Body) -> Iterator[str]:
    if body.below:
        below = (f"{one.label} ({one.detail})" if one.detail else one.label for one in body.below)
        yield f"{body.label}: {'; '.join(below)}."
    for one in body.below:
        yield from _sentences(one)


def _groups(leader: Body) -> tuple[tuple[Body, ...], ...]:
    """The columns: each body that directs others with them; those that direct nobody fill columns of their own."""
    alone = tuple(one for one in leader.below if not one.below)
    headed = [(one,) for one in leader.below if one.below]
    longest = max([4, *(sum(1 for _ in _family(one, 0)) for (one,) in headed)])
    if not headed and len(alone) <= 2 * COLUMNS:
        return tuple((one,) for one in alone)
    return (*headed, *(alone[n : n + longest] for n in range(0, len(alone), longest)))


def _family(body: Body, depth: int) -> Iterator[tuple[Body, int]]:
    yield body, depth
    for one in body.below:
        yield from _family(one, min(depth + 1, DEEPEST))


def placed(groups: tuple[tuple[Body, ...], ...], top: float) -> tuple[Row, ...]:
    """Where every body stands; no two touch, as each has its stretch of a column."""
    count = min(len(groups), COLUMNS)
    breadth = min((WIDTH - 2 * MARGIN - STAFF - (count - 1) * GUTTER) / max(count, 1), BROADEST)
    left = (WIDTH - count * breadth - (count - 1) * GUTTER + STAFF) / 2
    rows: list[Row] = []
    for first in range(0, len(groups), COLUMNS):
        beam = rows[-1].bottom + SPACE if rows else top
        corners = ((left + n * (breadth + GUTTER), beam + BEAM) for n in range(COLUMNS))
        shown = zip(groups[first : first + COLUMNS], corners, strict=False)
        rows.append(Row(beam, tuple(_column(group, corner, breadth) for group, corner in shown)))
    return tuple(rows)


def _column(group: tuple[Body, ...], corner: tuple[float, float], breadth: float) -> tuple[Entry, ...]:
    x, y = corner
    entries: list[Entry] = []
    for body, depth in (pair for one in group for pair in _family(one, 0)):
        entries.append(_entry(body, depth, (x + depth * INDENT, y), breadth - depth * INDENT - WIDE - 6))
        y += entries[-1].height
    return tuple(entries)


def _entry(body: Body, depth: int, corner: tuple[float, float], room: float) -> Entry:
    bold = BOLD if body.below else SIZE
    lines = wrapped(body.label, room, size=bold, lines=3)
    return Entry(body, depth, *corner, lines, wrapped(body.detail, room, size=SMALL))


def _lines(leader: Entry, rows: tuple[Row, ...]) -> Iterator[str]:
    """The line of each row, what leads down to it, and what leads from it to the columns."""
    stem = leader.x + WIDE / 2
    for number, row in enumerate(rows):
        drops = [column[0].x + WIDE / 2 for column in row.columns]
        trunk = rows[0].columns[0][0].x - STAFF
        ends = [*drops, stem] if number == 0 else [*drops, trunk]
        yield _line((min(ends if len(rows) == 1 else [*ends, trunk]), row.beam), (max(ends), row.beam))
        yield from (
            _line((x, row.beam), (x, row.beam + BEAM + _above(column[0])))
            for x, column in zip(drops, row.columns, strict=True)
        )
    if rows:
        yield _line((stem, leader.y + ABOVE + HIGH), (stem, rows[0].beam))
    if len(rows) > 1:
        yield _line((trunk, rows[0].beam), (trunk, rows[-1].beam))


def _staff(body: Body) -> float:
    """How far the staff of a headquarters reaches below what else its symbol takes."""
    return HIGH - SPACE if body.sign is not None and body.sign.headquarters else 0


def _above(entry: Entry) -> float:
    """The room above a frame that the sign of its size does not take."""
    return 0 if entry.body.sign is not None and entry.body.sign.echelon else ABOVE


def _column_drawn(column: tuple[Entry, ...]) -> Iterator[str]:
    """The bodies, and from each that directs others a line down its left side to them."""
    for number, entry in enumerate(column):
        below = []
        for one in column[number + 1 :]:
            if one.depth <= entry.depth:
                break
            below += [one] if one.depth == entry.depth + 1 else []
        if below:
            x = entry.x + (0 if _staff(entry.body) else STAFF)
            yield _line((x, entry.y + ABOVE + HIGH), (x, below[-1].middle))
            yield from (_line((x, one.middle), (one.x, one.middle)) for one in below)
    for entry in column:
        yield from _entry_drawn(entry)


def _entry_drawn(entry: Entry) -> Iterator[str]:
    x = entry.x
    if entry.body.sign is not None:
        yield drawn(entry.body.sign, x, entry.y + ABOVE)
    else:
        yield rect((x, entry.y + ABOVE), (WIDE, HIGH), fill="#ffffff", stroke="currentColor", class_="pk-box")
    bold = "600" if entry.body.below else ""
    shown = [*((words, SIZE, bold) for words in entry.lines), *((words, SMALL, "") for words in entry.details)]
    first = max(entry.middle - len(shown) * LEADING / 2 + SIZE - 1, entry.y + SIZE)
    for number, (words, size, weight) in enumerate(shown):
        yield text(words, x + WIDE + 6, first + number * LEADING, font_size=size, font_weight=weight)


def _line(start: tuple[float, float], end: tuple[float, float]) -> str:
    return line(start, end, stroke="currentColor", stroke_width="1.1")
