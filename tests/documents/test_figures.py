"""Figures of all documents: one that changes in the plan changes wherever it is shown, and none is there but the view's."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from functools import cache
from html import unescape
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

import pytest

from pages import ROOT
from papers import labelled
from pkdsl import compiler, documents, formats
from pkdsl.diagnostics import Source
from pkdsl.documents import assembly, state
from pkdsl.documents.context import Context
from pkdsl.page import Figure, all_runs, plain
from pkdsl.workspace import find, read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pkdsl.compiler import Compilation
    from pkdsl.diagnostics import Package
    from pkdsl.page import Document

NAMES = tuple(documents.everything())
FOLDER = ROOT / "pkdsl" / "documents"


LEFT_OUT = r"scenario (?:early_rains|consent_withdrawn|no_renewal|adeta_lost) .*?\n}\n"
SCALE = {"1", "5", "6"}
"""The ends of the scales that the words of documents name."""
BLANKS = str.maketrans("\u202f\xa0", "  ")


class Change(NamedTuple):
    """A figure of the example mission: where it stands, what is written there instead, and how readers see that."""

    file: str
    old: str
    new: tuple[str, str]
    """Two texts of which only the first or only the second is in the plan."""
    shown: tuple[str, str]
    """Every way in which documents show the one and the other."""
    documents: frozenset[str]
    """Those in which a reader must find it; it may stand in others."""


def change(file: str, old: str, new: str, shown: str, *names: str) -> Change:
    """`new` and `shown` hold both, parted by bars."""
    one, other = new.split(" | ")
    this, that = shown.split(" | ")
    return Change(file, old, (one, other), (this, that), frozenset(names))


CHANGES = {
    "ceiling": change(
        "mandate.pk", "category: troops  value: 6_500 persons", "category: troops  value: 6_517 persons | category: troops  value: 6_523 persons",
        "6 517 | 6 523", "conops", "council_report", "decision_brief", "fact_sheet", "force_requirements", "mission_concept", "police_conops",
    ),
    "ceiling of the police": change(
        "mandate.pk", "category: formed_police  value: 560 persons", "category: formed_police  value: 563 persons | category: formed_police  value: 567 persons",
        "563 persons | 567 persons", "conops", "council_report", "fact_sheet", "police_conops",
    ),
    "strength of a unit": change(
        "force.pk", "  strength:          200 persons", "  strength: 201 persons | strength: 202 persons", "201 persons | 202 persons",
        "conops", "force_requirements", "opord", "unit_requirement", "unit_sheet", "validation_report",
    ),
    "strength of a party": change(
        "assessment.pk", "14_000 persons", "14_017 persons | 14_023 persons", "14 017 | 14 023", "mission_concept",
    ),
    "line of a budget": change(
        "budget.pk", "162_400_000 USD", "162_431_000 USD | 162_467_000 USD", "162 431 000|162[.]43 million | 162 467 000|162[.]47 million",
        "budget", "comparison", "mission_concept",
    ),
    "cost of a mitigation": change("risk.pk", "cost: 2.2M USD", "cost: 2.31M USD | cost: 2.37M USD", "2[.]31 million | 2[.]37 million", "risk_register"),
    "threshold of a decision": change("assessment.pk", "<= 9M USD", "<= 9.13M USD | <= 9.17M USD", "9[.]13 million|9 130 000 | 9[.]17 million|9 170 000", "decision_brief"),
    "cost of an indicator": change("monitoring.pk", "cost:          24_000 USD", "cost: 24_017 USD | cost: 24_023 USD", "24 017 | 24 023", "monitoring_framework"),
    "step of a drawdown": change("transition.pk", "5_750 persons", "5_753 persons | 5_757 persons", "5 753 | 5 757", "transition_plan"),
    "beds of a site": change("places.pk", "beds:            1_300 persons", "beds: 1_313 persons | beds: 1_317 persons", "1 313 | 1 317", "site_sheet"),
    "end of a site": change("places.pk", "closes:          2028-06-08", "closes: 2028-06-11 | closes: 2028-06-12", "11 June 2028 | 12 June 2028", "site_sheet"),
    "volume of a movement": change("deployment.pk", "2400 m3", "2417 m3 | 2423 m3", "2 417 | 2 423", "deployment_plan"),
    "cost of a project": change("coordination.pk", "42_000 USD", "42_017 USD | 42_023 USD", "42 017 | 42 023", "coordination_plan"),
    "places of a session": change("training.pk", "640 persons", "643 persons | 647 persons", "643 persons | 647 persons", "training_plan"),
    "limit of a power": change(
        "command.pk", "20_000 USD", "20_017 USD | 20_023 USD", "20 017 | 20 023", "communications_plan", "conops", "opord",
    ),
    "people entitled to evacuation": change("medical.pk", "people: 2_650 persons", "people: 2_653 persons | people: 2_657 persons", "2 653 | 2 657", "medical_plan"),
    "stock": change("logistics.pk", "65_000 person_days", "65_017 person_days | 65_023 person_days", "65 017 | 65 023", "logistic_plan", "site_sheet"),
}  # fmt: skip


@cache
def mission(which: int | None = None) -> dict[str, Compilation]:
    """The example mission as it is, or with the one or the other of all changes, for each document.

    The comparison compiles the plan in each scenario; here it does so in two of them, and without the rules.
    """
    found = read(find(ROOT / "examples" / "unsmok")).world
    texts = {source.path: source.text for source in found.plan.sources}
    for file, old, new, *_ in CHANGES.values():
        assert texts[file].count(old) == 1, old
        texts[file] = texts[file] if which is None else texts[file].replace(old, new[which])
    judged = compiler.compile(replace(found, plan=plan_of(texts, found.plan)))
    texts["scenarios.pk"] = re.sub(LEFT_OUT, "", texts["scenarios.pk"], flags=re.DOTALL)
    played = compiler.compile(replace(found, plan=plan_of(texts, found.plan), rules=()))
    return {name: played if name == "comparison" else judged for name in NAMES}


def plan_of(texts: dict[str, str], plan: Package) -> Package:
    return replace(plan, sources=tuple(Source(*each) for each in texts.items()))


@cache
def changed(which: int) -> dict[str, str]:
    """What readers see of every copy of every document; what is told by pointing at a figure too."""
    return {
        f"{name}.{of}": seen(documents.build(plan, name, of=of))
        for name, plan in mission(which).items()
        for of in documents.copies(plan, name)
    }


def seen(document: Document) -> str:
    return unescape(formats.write(document, "html").decode()).translate(BLANKS)


def places(documents: dict[str, str], shown: str) -> dict[str, int]:
    """How often each document shows a figure."""
    pattern = re.compile(rf"(?<![0-9.,])(?<![0-9] )(?:{shown})(?![0-9])")
    return {name: len(found) for name, text in documents.items() if (found := pattern.findall(text))}


@pytest.mark.parametrize("each", CHANGES.values(), ids=CHANGES)
def test_a_figure_that_changes_in_the_plan_changes_in_every_document_that_shows_it(each):
    before = places(changed(0), each.shown[0])
    assert {name.partition(".")[0] for name in before} >= each.documents
    assert places(changed(1), each.shown[1]) == before
    assert places(changed(0), each.shown[1]) == places(changed(1), each.shown[0]) == {}


def test_a_figure_of_every_document_is_among_those_that_change():
    assert {name for each in CHANGES.values() for name in each.documents} == set(NAMES) - {"traceability_matrix"}


# -- nothing but the view ------------------------------------------------------------------------------------------


def figures(text: str) -> set[str]:
    """All that looks like a number, with its groups and decimals: `6 500`, `162.4`, the `3` of `R3`."""
    return set(re.findall(r"[0-9]+(?: [0-9]{3})*(?:[.,][0-9]+)*", text.translate(BLANKS)))


def told(value: object) -> Iterator[str]:
    """All texts of a view, however deep; of a picture what it says to those who do not see it."""
    if isinstance(value, Figure):
        yield from (value.description, plain(value.caption))
    elif isinstance(value, (str, int)):
        yield str(value)
    elif is_dataclass(value):
        yield from (text for field in fields(value) for text in told(getattr(value, field.name)))
    elif isinstance(value, Mapping):
        yield from (text for pair in value.items() for text in told(pair))
    elif isinstance(value, (tuple, list)):
        yield from (text for each in value for text in told(each))


def test_templates_hold_no_figures_of_their_own():
    for path in FOLDER.rglob("*.j2"):
        fixed = re.sub(r"\{%.*?%\}|\{\{.*?\}\}", " ", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        assert figures(fixed) <= SCALE, path.name


@cache
def viewed(name: str) -> tuple[tuple[set[str], Document], ...]:
    """The copies of a document of the example mission, each beside all figures of its view."""
    plan, about, found = mission()[name], documents.everything()[name], []
    for of in documents.copies(plan, name):
        context = assembly.asked(Context(plan), about, of=of)
        views = (
            import_module(f"pkdsl.documents.{name}").view(plan.plan, context),
            state.view(plan.plan, context, fresh_page=False),
        )
        passages = assembly._passages(assembly._paper(context, about))
        known = SCALE.union(*map(figures, told((*views, *passages))))
        found.append((known, documents.build(plan, name, of=of)))
    return tuple(found)


@pytest.mark.parametrize("name", NAMES)
def test_the_words_of_a_document_hold_no_figure_but_those_of_its_view(name):
    for known, document in viewed(name):
        lines = [plain(runs) for block in document.blocks for runs in all_runs(block)]
        assert [line for line in lines if figures(line) - known] == []


def is_tick(label: str) -> bool:
    """Whether a label may be that of an axis: a month, a degree, or a round number of two digits, perhaps of a unit of time or kilometres."""
    number = re.fullmatch(r"-?([0-9 .]+)(?: min| h| d| km)?", label)
    digits = re.sub(r"[ .]", "", number[1]).strip("0") if number else "999"
    return len(digits) <= 2 or re.fullmatch(r"[A-Z][a-z]{2} [0-9]{4}|[0-9.]+° [NSEW]", label) is not None


@pytest.mark.parametrize("name", NAMES)
def test_pictures_hold_no_figure_but_those_of_the_view_and_of_what_is_read_out(name):
    for known, document in viewed(name):
        for block in document.blocks:
            labels = labelled(block.svg) if isinstance(block, Figure) else ()
            assert [label for label in labels if figures(label) - known and not is_tick(label)] == []
