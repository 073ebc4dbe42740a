"""A bow-tie: what may cause an event, what stands between, the event, what answers it, and what it would do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from pkdsl.pictures.svg import line, picture, rect, text, wrapped
from pkdsl.tongues import tell

if TYPE_CHECKING:
    from collections.abc import Iterator

WIDTH, TOP, FOOT = 720, 26, 8
SIZE, LEADING, PAD, GAP, LINES = 9.5, 11.5, 6, 8, 7
BOLD = 10.3
"""The room that bold words of the size of a box take."""


class Column(NamedTuple):
    """Where the boxes of a column stand, what it is called, and what is said where nothing stands in it."""

    left: float
    width: float
    head: str
    nothing: str


COLUMNS = (
    Column(8, 142, "Cause", "no cause in the plan"), Column(164, 126, "What lowers it", "no mitigation in the plan"),
    Column(304, 112, "Event", ""), Column(430, 126, "What answers it", "no contingency in the plan"),
    Column(570, 142, "Effect", "no effect in the plan"),
)  # fmt: skip
CAUSES, BARRIERS, EVENT, ANSWERS, EFFECTS = range(5)


@dataclass(frozen=True, slots=True)
class BowTie:
    """What the drawing shows."""

    event: str
    causes: tuple[str, ...]
    barriers: tuple[str, ...]
    answers: tuple[str, ...]
    effects: tuple[str, ...]
    name: str = "bowtie"
    title: str = "Cause, event and effect"


class Box(NamedTuple):
    """Words in a box; one that says that something is missing is dashed."""

    lines: tuple[str, ...]
    top: float
    column: int
    missing: bool

    @property
    def height(self) -> float:
        """As high as its words need."""
        return len(self.lines) * LEADING + 2 * PAD

    @property
    def middle(self) -> float:
        """Half its height."""
        return self.top + self.height / 2


def bow_tie(data: BowTie) -> str:
    """Five columns of boxes, in the middle the event."""
    columns = [_stacked(words, number) for number, words in enumerate(_words(data))]
    high = max(boxes[-1].top + boxes[-1].height for boxes in columns) - TOP
    placed = [_centred(boxes, high) for boxes in columns]
    (event,) = placed[EVENT]
    body = [text(tell(column.head), column.left, TOP - 9, font_weight="600", font_size="10") for column in COLUMNS]
    for number in (CAUSES, EFFECTS):
        for box in placed[number]:
            left, right = (box, event) if number == CAUSES else (event, box)
            start = (COLUMNS[left.column].left + COLUMNS[left.column].width, left.middle)
            body.append(
                line(
                    start,
                    (COLUMNS[right.column].left, right.middle),
                    stroke="#1f4e79",
                    stroke_width="1.2",
                    class_="pk-line",
                )
            )
    body += [part for boxes in placed for box in boxes for part in _box(box)]
    return picture(data.name, (WIDTH, TOP + high + FOOT), title=data.title, description=described(data), body=body)


def described(data: BowTie) -> str:
    """The drawing in words."""
    said = zip(COLUMNS, _words(data), strict=True)
    return " ".join(
        tell("{what}: {said}.", what=tell(column.head), said=tell("; ").join(words) or tell(column.nothing))
        for column, words in said
    )


def _words(data: BowTie) -> tuple[tuple[str, ...], ...]:
    return (data.causes, data.barriers, (data.event,), data.answers, data.effects)


def _stacked(words: tuple[str, ...], number: int) -> list[Box]:
    column, top, boxes = COLUMNS[number], float(TOP), []
    for one in words or (column.nothing and tell(column.nothing),):
        size = BOLD if number == EVENT else SIZE
        box = Box(wrapped(one, column.width - 2 * PAD, size=size, lines=LINES), top, number, missing=not words)
        boxes.append(box)
        top += box.height + GAP
    return boxes


def _centred(boxes: list[Box], high: float) -> list[Box]:
    shift = (high - (boxes[-1].top + boxes[-1].height - TOP)) / 2
    return [box._replace(top=box.top + shift) for box in boxes]


def _box(box: Box) -> Iterator[str]:
    column, event = COLUMNS[box.column], box.column == EVENT
    barrier = box.column in (BARRIERS, ANSWERS)
    yield rect(
        (column.left, box.top), (column.width, box.height), rx=3 if barrier else 0,
        fill="#f5cfa6" if event else "#ffffff" if barrier else "#eef0f3", stroke="#1b1f24",
        stroke_width=1.8 if event else 1, stroke_dasharray="4 3" if box.missing else "",
        class_="pk-band-2" if event else "pk-diamond" if barrier else "pk-box",
    )  # fmt: skip
    for number, words in enumerate(box.lines):
        yield text(words, column.left + PAD, box.top + PAD + SIZE + number * LEADING - 1, font_size=SIZE,
                   font_weight="600" if event else "")  # fmt: skip
