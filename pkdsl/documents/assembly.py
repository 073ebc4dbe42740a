"""Puts a document together: cover, the document's own words, its passages, and the state of the plan behind it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from hashlib import sha256
from importlib import import_module
from typing import TYPE_CHECKING, Any

from pkdsl.diagnostics import Severity
from pkdsl.documents import MARKINGS, releases, state
from pkdsl.documents.context import NOT_GIVEN, Context
from pkdsl.documents.declared import Kinds
from pkdsl.documents.numbering import numbered
from pkdsl.documents.portions import Readers, marked
from pkdsl.documents.saying import counted, day, labelled, listed, sentence, word
from pkdsl.documents.words import environment, plainly, render, spoken
from pkdsl.page import Break, Document, Fact, Heading, derivations, numbers, prose
from pkdsl.plan.evaluation import LET
from pkdsl.plan.marks import OUTSIDER
from pkdsl.tongues import language, tell
from pkdsl.values import given
from pkdsl.values.paper import show

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pkdsl.compiler import Compilation
    from pkdsl.documents import About
    from pkdsl.page import Block, Runs
    from pkdsl.plan.plan import Plan


def copies(compilation: Compilation, about: About, *, audience: str, release_to: tuple[str, ...]) -> tuple[str, ...]:
    """The names of what the document comes once for, in order."""
    if not about.each:
        return ("",)
    context = Context(compilation, audience or MARKINGS[-1], release_to=release_to)
    return tuple(sorted(compilation.plan.node_of(each).name for each in context.all(about.each)))


def asked(context: Context, about: About, *, of: str) -> Context:
    """Who asks for which copy; a KeyError where these readers see nothing of that name."""
    if not about.each and not of:
        return context
    found = {context.plan.node_of(each).name: each for each in context.all(about.each)} if about.each else {}
    return replace(context, subject=found[of])


def assembled(context: Context, about: About) -> Document:
    """The whole document, numbered, with the list of its derivations."""
    paper = _paper(context, about)
    said = _blocks(context, about)
    blocks = numbered(said, paragraphs=about.layout == "paper")
    limits = context.plan.memo(releases.limits)
    if context.highest != MARKINGS[0] or limits:
        lower = {copy.audience: _blocks(copy, about) for copy in _lower(context)}
        released = ((whom, said if copy is context else _blocks(copy, about)) for whom, copy in _released(context))
        say = partial(releases.mark_of, plan=context.plan)
        blocks = marked(blocks, Readers(lower, context.highest, tuple(released) if limits else None, say))
    title = _mission(context) if context.subject is None else context.title(context.subject)
    return Document(
        name=_name(context, about), title=title, subtitle=tell(about.title), marking=context.highest, blocks=blocks,
        cover=tuple(_cover(context, about, paper)), footer=_footer(context, about, title), draft=context.draft,
        derivations=derivations(numbers(blocks)), layout=about.layout, language=language(), day=context.day,
        release=_release(context), released=context.released,
    )  # fmt: skip


def _blocks(context: Context, about: About) -> tuple[Block, ...]:
    """What the document says to its readers."""
    module = import_module(f"pkdsl.documents.{about.view}")
    own = (*_words(context, about, module.view(context.plan, context)), *_passages(_paper(context, about)))
    overleaf = about.layout == "sheet" and not any(isinstance(block, Break) for block in own)
    return (*own, *render("state.md.j2", state.view(context.plan, context, fresh_page=overleaf)))


def _lower(context: Context) -> Iterator[Context]:
    """The same copy for those who are cleared for less than all that it holds, lowest first, if they get one."""
    for level in sorted({mark.level for mark in context.plan.memo(releases.marks)})[:-1]:
        yield from _same(context, replace(context, audience=MARKINGS[level], subject=None))


def _released(context: Context) -> Iterator[tuple[frozenset[str] | None, Context]]:
    """The same copy for everybody outside the mission, and for those whom the plan names, of each sort once."""
    sets = context.plan.memo(releases.limits)
    for readers, one in ((None, OUTSIDER), *((group, min(group)) for group in releases.alike(context.plan))):
        if all(one in those for those in sets):
            yield readers, context
        else:
            copy = replace(context, release_to=(*context.release_to, one), subject=None)
            yield from ((readers, same) for same in _same(context, copy))


def _same(context: Context, copy: Context) -> Iterator[Context]:
    """A copy for other readers about the same thing, if they get one."""
    if context.subject is None:
        yield copy
        return
    name = context.plan.node_of(context.subject).name
    same = (each for each in copy.all(context.subject.kind) if copy.plan.node_of(each).name == name)
    yield from (replace(copy, subject=each) for each in same)


def _words(context: Context, about: About, view: Any) -> tuple[Block, ...]:  # noqa: ANN401 -- each document has its own
    """What the plan's own words say of a view, else those of pkdsl; both may be made of parts of either."""
    name, own = f"{about.name}.md.j2", context.compilation.templates
    if name not in own and not any(environment().source(one).text for one in own):
        return render(name, view)
    walk = import_module("pkdsl.documents.own").Walk(own)
    found: tuple[Block, ...] = walk.blocks(name, {**plainly(view), "plan": Kinds(context)})
    return found


def fingerprint(compilation: Compilation) -> str:
    """Twelve digits that change when any text of the plan changes that its readers may see, or the layer of its maps."""
    layer = compilation.layer
    below = (layer.source, layer.text) if layer is not None else ()
    return _digest(compilation.plan.memo(texts), *below)[:12]


def texts(plan: Plan) -> str:
    """What stands for all texts of the plan, or for all that its readers may see of it."""
    if plan.options.audience or plan.options.release_to:
        found: set[tuple[str, ...]] = set(_seen(plan))
    else:
        sources = {node.home.source for node in plan.draft.all() if not node.home.package}
        sources |= {written.home.source for written in plan.draft.lets.get("", {}).values()}
        found = {(source.path, source.text) for source in sources}
    return _digest(*(part for text in sorted(found) for part in text))


def _digest(*parts: str) -> str:
    return sha256("\0".join(parts).encode()).hexdigest()


def _seen(plan: Plan) -> Iterator[tuple[str, str, str]]:
    """What the plan gives its readers, as they see it."""
    for node in (*plan.own(), plan.package("")):
        names = (*node.given, *(f"{LET}{name}" for name in node.lets))
        yield from ((node.path, name, show(plan.read(node, name))) for name in names)


def _name(context: Context, about: About) -> str:
    return about.name if context.subject is None else f"{about.name}.{context.plan.node_of(context.subject).name}"


def _mission(context: Context) -> str:
    mission = context.plan.mission
    return tell("A plan without a mission") if mission is None else context.title(mission)


def _version(context: Context) -> str:
    print_of_text = tell("text {print}", print=fingerprint(context.compilation))
    return f"{context.version}, {print_of_text}" if context.version else print_of_text


def _paper(context: Context, about: About) -> Any:  # noqa: ANN401 -- a document of the plan, or None
    """What the plan says about this document: number, approval, readers, passages."""
    papers = [each for each in context.all("document") if each.type == about.name]
    own = [each for each in papers if given(each.covers) and context.subject in each.covers]
    return next((each for each in (*own, *papers) if each in own or not given(each.covers)), None)


def _cover(context: Context, about: About, paper: Any) -> Iterator[Fact]:  # noqa: ANN401 -- as above
    mission = context.plan.mission
    stage = NOT_GIVEN if mission is None else context.text(mission, "stage", absent=NOT_GIVEN)
    if context.subject is not None:
        yield _fact("Mission", (_mission(context),))
    if about.layout == "paper":
        yield _fact("For", (tell(about.reader),))
    yield _fact("As of", (day(context.day),) if context.day else (NOT_GIVEN,))
    if context.plan.options.scenario:
        yield _fact("Scenario", (_scenario(context),))
    yield _fact("Stage of the plan", (sentence(stage),) if isinstance(stage, str) else (stage,))
    yield _fact("Version of the plan", (_version(context),))
    yield _fact("Findings", (_findings(context),))
    waived = len(state.waivers(context))
    yield _fact("Waivers in force", (counted(waived, "waiver") if waived else tell("none"),))
    if paper is not None:
        yield from _approval(context, paper)
    if context.release_to:
        left_out = tell("what is marked higher or not released to them is left out")
        yield _fact("This copy", (f"{_release(context)}; {left_out}",))
    elif context.limited:
        copy = tell(
            "for readers cleared for {marking}; what is marked higher is left out", marking=word(context.audience)
        )
        yield _fact("This copy", (copy,))


def _release(context: Context) -> str:
    """For whom the document was made."""
    if not context.release_to:
        return tell("for readers cleared for {marking}", marking=word(context.audience))
    whom = releases.named(context.release_to, context.plan)
    return tell("for readers cleared for {marking}, released to {whom}", marking=word(context.audience), whom=whom)


def _fact(label: str, runs: Runs) -> Fact:
    return Fact(tell(label), tuple(map(spoken, runs)))


def _approval(context: Context, paper: Any) -> Iterator[Fact]:  # noqa: ANN401 -- as above
    yield _fact("Number", (context.text(paper, "number", absent=NOT_GIVEN),))
    by, when = context.text(paper, "approved_by", absent=NOT_GIVEN), context.text(paper, "approved", absent=NOT_GIVEN)
    approved: Runs = (by, ", ", when) if given(paper.approved_by) and given(paper.approved) else (by,)
    yield _fact("Approved by", approved)
    if paper.recipients:
        to = listed(context.said(each.to) for each in paper.recipients if given(each.to))
        yield _fact("Distribution", (to or NOT_GIVEN,))


def _findings(context: Context) -> str:
    said = [counted(context.flagged(Severity.ERROR), "error"), counted(context.flagged(Severity.WARNING), "warning")]
    unknown = context.flagged(Severity.NOT_ASSESSABLE)
    return ", ".join([*said, *([tell("{number} not assessable", number=unknown)] if unknown else [])])


def _footer(context: Context, about: About, title: str) -> str:
    head = labelled(title, tell(about.title))
    dated = tell("{head}, as of {day}", head=head, day=day(context.day)) if context.day else head
    scenario = context.plan.options.scenario
    played = tell('In the scenario "{scenario}".', scenario=_scenario(context)) if scenario else ""
    version = tell("Plan version {version}.", version=_version(context))
    waived = counted(len(state.waivers(context)), "waiver in force", "waivers in force")
    counts = tell("{findings}; {waived}.", findings=sentence(_findings(context)), waived=waived)
    return " ".join(filter(None, (f"{dated}.", played, version, counts)))


def _scenario(context: Context) -> str:
    """The title of the scenario that the document shows the plan in."""
    scenario = next(one for one in context.plan.all("scenario") if one.name == context.plan.options.scenario)
    return context.title(scenario)


def _passages(paper: Any) -> Iterator[Block]:  # noqa: ANN401 -- as above
    for passage in () if paper is None else paper.passages:
        if given(passage.heading) and given(passage.text):
            yield Heading(2, (str(passage.heading),))
            yield from prose(str(passage.text))
