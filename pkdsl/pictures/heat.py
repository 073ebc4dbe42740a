"""The risk matrix: likelihood against impact, each risk where it stands, and where its mitigation brings it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pkdsl import tongues
from pkdsl.pictures.svg import element, fitted, hatch, line, path, picture, rect, text, width_of
from pkdsl.tongues import tell

if TYPE_CHECKING:
    from collections.abc import Iterator

SIDE = 5
LEFT, TOP = 118, 34
CELL_WIDTH = 118
CHIP_HEIGHT, PITCH, PAD, CORNER = 17, 20, 6, 17
LIKELIHOODS = ("1 very unlikely", "2 unlikely", "3 moderately likely", "4 likely", "5 very likely")
IMPACTS = ("1 negligible", "2 minor", "3 moderate", "4 severe", "5 critical")
SHADES = ("#eef3ee", "#fbf0c8", "#f5cfa6", "#eeaaa0")

Cell = tuple[int, int]
Point = tuple[float, float]
Boxes = dict[Cell, tuple[float, float, float]]  # left, top, height
Marks = dict[Cell, list[list[tuple[str, bool, float]]]]  # rows of mark, whether it remains, width


@dataclass(frozen=True, slots=True)
class Band:
    """A word for scores from `minimum` on."""

    word: str
    minimum: int


@dataclass(frozen=True, slots=True)
class RiskPoint:
    """One risk: its mark in the drawing, what it is called, where it stands and, if said, where it will stand."""

    mark: str
    title: str
    likelihood: int
    impact: int
    residual: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class HeatMap:
    """What a risk matrix shows; `bands` in rising order."""

    risks: tuple[RiskPoint, ...]
    bands: tuple[Band, ...]
    name: str = "heat"
    title: str = "Risk matrix"


@dataclass(frozen=True, slots=True)
class Chip:
    """A mark in the drawing: what stands in it, whether it shows what remains, and its box."""

    mark: str
    remains: bool
    x: float
    y: float
    width: float

    @property
    def centre(self) -> Point:
        """The middle of the box."""
        return (self.x + self.width / 2, self.y + CHIP_HEIGHT / 2)


def risk_heat_map(data: HeatMap) -> str:
    """Five by five cells, dark chips for the risk as it is, open chips for what remains, arrows between them."""
    rows = _rows(data)
    heights = [_height(rows, impact) for impact in range(SIDE, 0, -1)]
    tops = [TOP + sum(heights[:n]) for n in range(SIDE)]
    boxes: Boxes = {
        (likelihood, SIDE - n): (LEFT + (likelihood - 1) * CELL_WIDTH, tops[n], heights[n])
        for n in range(SIDE)
        for likelihood in range(1, SIDE + 1)
    }
    chips = placed(data, boxes)
    bottom = TOP + sum(heights)
    body = [
        _definitions(data),
        *_cells(data, boxes),
        *_axes(boxes, bottom),
        *_arrows(data, chips),
        *(_chip(chip) for chip in chips),
        *_legend(data, bottom + 50),
    ]
    size = (LEFT + SIDE * CELL_WIDTH + 14, bottom + 66)
    return picture(data.name, size, title=data.title, description=described(data), body=body)


def described(data: HeatMap) -> str:
    """The drawing in words."""
    return " ".join(_sentence(risk) for risk in data.risks) or tell("No risk has a likelihood and an impact.")


def _sentence(risk: RiskPoint) -> str:
    now = tell("{risk}: likelihood {likelihood}, impact {impact}", risk=f"{risk.mark} {risk.title}",
               likelihood=risk.likelihood, impact=risk.impact)  # fmt: skip
    if risk.residual is None:
        return f"{now}."
    likelihood, impact = risk.residual
    return tell("{now}; after mitigation likelihood {likelihood}, impact {impact}.", now=now, likelihood=likelihood,
                impact=impact)  # fmt: skip


def _contents(data: HeatMap) -> dict[Cell, list[tuple[str, bool]]]:
    found: dict[Cell, list[tuple[str, bool]]] = {}
    for risk in data.risks:
        found.setdefault((risk.likelihood, risk.impact), []).append((risk.mark, False))
    for risk in data.risks:
        if risk.residual is not None and risk.residual != (risk.likelihood, risk.impact):
            found.setdefault(risk.residual, []).append((risk.mark, True))
    return found


def _rows(data: HeatMap) -> Marks:
    return {cell: _filled(marks) for cell, marks in _contents(data).items()}


def _filled(marks: list[tuple[str, bool]]) -> list[list[tuple[str, bool, float]]]:
    rows: list[list[tuple[str, bool, float]]] = [[]]
    room = CELL_WIDTH - 2 * PAD
    for mark, remains in marks:
        shown = fitted(mark, room - 8)
        width = width_of(shown) + 8
        if rows[-1] and sum(w + 3 for _, _, w in rows[-1]) + width > room:
            rows.append([])
        rows[-1].append((shown, remains, width))
    return rows


def _height(rows: Marks, impact: int) -> float:
    most = max((len(rows.get((lik, impact), ())) for lik in range(1, SIDE + 1)), default=0)
    return CORNER + PAD + max(most, 2) * PITCH


def placed(data: HeatMap, boxes: Boxes) -> list[Chip]:
    """Every chip with its box; no two boxes touch, as each has a place of its own in its cell."""
    chips = []
    for cell, rows in _rows(data).items():
        left, top, _ = boxes[cell]
        for n, row in enumerate(rows):
            x = left + PAD
            for mark, remains, width in row:
                chips.append(Chip(mark, remains, x, top + CORNER + n * PITCH, width))
                x += width + 3
    return chips


def _definitions(data: HeatMap) -> str:
    head = path(((0, 0), (7, 3.5), (0, 7)), close=True, fill="currentColor")
    arrow = element(
        "marker", head, id=f"{data.name}-arrow", markerWidth=7, markerHeight=7, refX=6.5, refY=3.5, orient="auto",
        markerUnits="userSpaceOnUse",
    )  # fmt: skip
    wide = hatch(f"{data.name}-high", gap=9, width=0.7, angle=45, colour="#8a5a20")
    close = hatch(f"{data.name}-top", gap=5, width=0.8, angle=45, colour="#8c2f24")
    return element("defs", arrow, wide, close)


def _cells(data: HeatMap, boxes: Boxes) -> Iterator[str]:
    for (likelihood, impact), (left, top, height) in boxes.items():
        rank, word = _band(data, likelihood * impact)
        yield rect((left, top), (CELL_WIDTH, height), fill=SHADES[rank], class_=f"pk-band-{rank}")
        if rank > 1:
            pattern = "top" if rank > 2 else "high"  # noqa: PLR2004 -- the four shades
            yield rect((left, top), (CELL_WIDTH, height), fill=f"url(#{data.name}-{pattern})", opacity="0.45")
        yield rect((left, top), (CELL_WIDTH, height), fill="none", stroke="#ffffff", stroke_width=2, class_="pk-gap")
        yield text(  # on the right: the marks fill a cell from the left, and arrows start and end at marks
            f"{likelihood * impact} {word}", left + CELL_WIDTH - PAD, top + 12, text_anchor="end", font_size="9.5",
            class_="pk-soft", fill="#3d444d",
        )  # fmt: skip


def _band(data: HeatMap, score: int) -> tuple[int, str]:
    reached = [band for band in data.bands if score >= band.minimum]
    if not reached:
        return 0, ""
    return min(len(reached) - 1, len(SHADES) - 1), tongues.word(reached[-1].word, reached[-1].word.replace("_", " "))


def _axes(boxes: Boxes, bottom: float) -> Iterator[str]:
    for impact, words in enumerate(IMPACTS, 1):
        _, top, height = boxes[1, impact]
        yield text(tell(words), LEFT - 8, top + height / 2 + 4, text_anchor="end")
    for likelihood, words in enumerate(LIKELIHOODS, 1):
        left = boxes[likelihood, 1][0]
        yield text(tell(words), left + CELL_WIDTH / 2, bottom + 16, text_anchor="middle")
    yield text(tell("Impact"), LEFT - 8, TOP - 12, text_anchor="end", font_weight="600")
    yield text(tell("Likelihood"), LEFT + SIDE * CELL_WIDTH, bottom + 32, text_anchor="end", font_weight="600")


def _arrows(data: HeatMap, chips: list[Chip]) -> Iterator[str]:
    now = {chip.mark: chip for chip in chips if not chip.remains}
    then = {chip.mark: chip for chip in chips if chip.remains}
    for mark in sorted(now.keys() & then.keys()):
        start, end = now[mark].centre, _edge(now[mark].centre, then[mark])
        yield line(start, end, stroke="currentColor", stroke_width="1.1", opacity="0.75",
                   marker_end=f"url(#{data.name}-arrow)")  # fmt: skip


def _edge(start: Point, chip: Chip) -> Point:
    """Where the line from `start` to the middle of `chip` meets its box."""
    (x, y), (cx, cy) = start, chip.centre
    across = (chip.width / 2 + 1) / abs(cx - x) if cx != x else 1.0
    along = (CHIP_HEIGHT / 2 + 1) / abs(cy - y) if cy != y else 1.0
    share = 1 - min(across, along, 1.0)
    return (x + (cx - x) * share, y + (cy - y) * share)


def _chip(chip: Chip) -> str:
    kind = "pk-chip-open" if chip.remains else "pk-chip"
    box = rect(
        (chip.x, chip.y), (chip.width, CHIP_HEIGHT), rx=4, fill="#ffffff" if chip.remains else "#1b1f24",
        stroke="#1b1f24", stroke_width=1, stroke_dasharray="3 2" if chip.remains else "", class_=kind,
    )  # fmt: skip
    words = text(
        chip.mark, chip.x + chip.width / 2, chip.y + 12.5, text_anchor="middle", font_weight="600",
        fill="#1b1f24" if chip.remains else "#ffffff", class_=f"{kind}-text",
    )  # fmt: skip
    return element("g", box, words)


def _legend(data: HeatMap, y: float) -> list[str]:
    now, then = (
        Chip("R", remains=False, x=LEFT, y=y - 13, width=26),
        Chip("R", remains=True, x=LEFT + 104, y=y - 13, width=26),
    )
    start, end = (LEFT + 252.0, y - 4.5), (LEFT + 284.0, y - 4.5)
    return [
        _chip(now), text(tell("as it stands"), LEFT + 32, y), _chip(then), text(tell("after mitigation"), LEFT + 136, y),
        line(start, end, stroke="currentColor", stroke_width="1.1", marker_end=f"url(#{data.name}-arrow)"),
        text(tell("what mitigation does"), LEFT + 292, y),
    ]  # fmt: skip
