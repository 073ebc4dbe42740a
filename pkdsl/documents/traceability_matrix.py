"""From the mandate to the handover: what hangs on each task, and where the chain is broken."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pkdsl.documents import About
from pkdsl.documents.context import WITHHELD, computed
from pkdsl.documents.saying import counted, readable, sentence, shortlist, whole
from pkdsl.facts.chain import gaps
from pkdsl.facts.trace import LINKS, coverage
from pkdsl.page import Code, Figure, Missing
from pkdsl.pictures.lights import Light, Lights, Row, described, matrix_of_lights
from pkdsl.values import PERCENT, Quantity, given
from pkdsl.values.number import floored
from pkdsl.values.paper import show

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pkdsl.documents.context import Context
    from pkdsl.facts.chain import Gap
    from pkdsl.page import Run
    from pkdsl.plan.plan import Plan

ABOUT = About(
    name="traceability_matrix",
    title="Traceability matrix",
    reader="planners, auditors, evaluators",
    purpose="what hangs on each mandated task, from the resolution to the handover, and where the chain is broken",
)

HEADS = {
    "mandate": "mandate", "objective": "objective", "indicator": "indicator", "output": "output or activity", "unit": "who does it",
    "supply": "supply", "money": "money", "exit": "exit criterion", "handover": "handover",
}  # fmt: skip
"""What readers call the links of the chain."""
WORDS: dict[Light, str] = {
    "done": "there", "ahead": "missing", "late": "doubled or contradictory", "none": "not asked for",
}  # fmt: skip
FORMS = {
    "missing": "Missing", "doubled": "Doubled", "contradictory": "Contradictory", "loose": "In the plan, and on no task",
}  # fmt: skip
MOST = 9
"""How many things at one link are named."""
ROWS = 40
"""How many tasks one picture holds."""


@dataclass(frozen=True, slots=True)
class Share:
    """At how many tasks something hangs at a link."""

    link: str
    share: Run


@dataclass(frozen=True, slots=True)
class Link:
    """What hangs on a task at one link."""

    name: str
    things: str | Missing


@dataclass(frozen=True, slots=True)
class Chain:
    """A task and all that hangs on it."""

    title: str
    paragraph: str | Missing
    traced: Run
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Broken:
    """One gap."""

    form: str
    link: str
    said: str
    place: Code


@dataclass(frozen=True, slots=True)
class View:
    """What the matrix shows."""

    count: str
    shares: tuple[Share, ...]
    matrices: tuple[Figure, ...]
    chains: tuple[Chain, ...]
    gaps: tuple[Broken, ...]


def view(plan: Plan, context: Context) -> View:
    """All tasks by priority."""
    tasks = sorted(context.all("task"), key=lambda each: (whole(each.priority, absent=9), context.title(each)))
    found = list(gaps(plan))
    return View(
        count=counted(len(tasks), "task"), shares=tuple(_shares(context, tasks)),
        matrices=tuple(_matrices(context, tasks, found)), chains=tuple(_chain(context, each) for each in tasks),
        gaps=tuple(_gaps(context, found)),
    )  # fmt: skip


def _shares(context: Context, tasks: list[Any]) -> Iterator[Share]:
    for link in LINKS if tasks else ():
        share = coverage(tasks, link)
        run: Run = Missing("not asked for")
        if isinstance(share, Quantity):
            run = computed(
                _percent(share),
                show(share),
                f"tasks: links.{link}",
                "tasks with something at the link ÷ tasks that should have it",
            )
        yield Share(sentence(HEADS[link]), Missing(WITHHELD) if context.hidden else run)


def _percent(share: object) -> str:
    """In whole per cent, never rounded up to a hundred."""
    return show(Quantity(floored(share.number), PERCENT)) if isinstance(share, Quantity) else ""


def _matrices(context: Context, tasks: list[Any], found: list[Gap]) -> Iterator[Figure]:
    marked = {(gap.subject, gap.link): gap.form for gap in found if gap.form != "loose"}
    if context.hidden:
        return
    for start in range(0, len(tasks), ROWS):
        rows = tuple(_row(context, task, marked) for task in tasks[start : start + ROWS])
        title = "What hangs on each task" if start == 0 else "What hangs on each task, continued"
        data = Lights(tuple(HEADS.values()), rows, "Paragraph", f"trace-{start}", title, WORDS)
        yield Figure(matrix_of_lights(data), (f"{title}.",), described(data))


def _row(context: Context, task: Any, marked: dict[Any, str]) -> Row:  # noqa: ANN401 -- a task
    lights = tuple(_light(task, link, marked.get((task, link), "")) for link in LINKS)
    paragraph = context.text(task, "paragraph")
    return Row(context.title(task), lights, paragraph if isinstance(paragraph, str) else paragraph.text)


def _light(task: Any, link: str, form: str) -> Light:  # noqa: ANN401 -- a task
    if form in {"doubled", "contradictory"}:
        return "late"
    if task.links[link]:
        return "done"
    return "ahead" if link in task.unlinked else "none"


def _chain(context: Context, task: Any) -> Chain:  # noqa: ANN401 -- a task
    links = tuple(Link(sentence(HEADS[link]), _things(context, task, link)) for link in LINKS)
    return Chain(
        context.title(task), context.text(task, "paragraph"),
        context.figure(task, "traced", words=_percent) if given(task.traced) else Missing("cannot be said"), links,
    )  # fmt: skip


def _things(context: Context, task: Any, link: str) -> str | Missing:  # noqa: ANN401 -- a task
    found = task.links[link]
    seen = context.visible(found)
    said = shortlist(dict.fromkeys(_named(context, each) for each in seen), most=MOST)
    if len(seen) < len(found):
        said = f"{said}; and what is {WITHHELD}" if said else WITHHELD
    if said:
        return said
    return Missing("missing") if link in task.unlinked else Missing("not asked for")


def _named(context: Context, each: Any) -> str:  # noqa: ANN401 -- any declaration
    """What readers call it: what has no title by what it is of, a line of a budget with the budget's name."""
    sort = {"line": "class_", "stock": "supply"}.get(each.kind, "")
    said = context.text(each, sort) if sort and not (given(each.title) and each.title) else ""
    name = sentence(said) if isinstance(said, str) and said else context.title(each)
    return f"{name} ({context.title(each.parent)})" if each.kind == "line" else name


def _gaps(context: Context, found: list[Gap]) -> Iterator[Broken]:
    for form, name in FORMS.items():
        for gap in found:
            if gap.form == form and context.shows(gap.subject):
                said = sentence(readable(gap.sentence))
                yield Broken(name, HEADS[gap.link], context.discreet(said), Code(context.place(gap.span.place)))
