"""Every figure of the United Nations package says where it was read and how sure it is; none is bare."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from small import MISSION, compiled

if TYPE_CHECKING:
    from pkdsl.plan.draft import Node
    from pkdsl.plan.plan import Plan

KINDS = ("policy_value", "rate", "supply")
TEMPLATES = ("unit", "lift", "medical_facility", "evacuation_asset")
UNREAD = re.compile(r"general knowledge|not read|chosen here|default|planning values|counted by mass|derived")


@cache
def plan() -> Plan:
    """A plan that uses the package, and no more."""
    return compiled(f"use un\n{MISSION}").plan


def figures() -> list[Node]:
    """The declarations of the package that carry figures, templates among them."""
    declared = [node for kind in KINDS for node in plan().declared(kind)]
    return [*declared, *(node for kind in TEMPLATES for node in plan().draft.templates["un", kind].values())]


def said(node: Node, field: str) -> str:
    """What the text gives for a field."""
    given = node.given.get(field)
    return given.place.text.strip('"') if given is not None else ""


def test_there_are_figures() -> None:
    assert len(figures()) > 150


def test_every_figure_has_a_source_and_says_how_sure_it_is() -> None:
    assert [node.path for node in figures() if not said(node, "source")] == []
    assert {said(node, "confidence") for node in figures()} == {"verified", "estimated", "assumed"}


def test_what_was_not_read_in_a_source_is_not_called_verified() -> None:
    verified = (node for node in figures() if said(node, "confidence") == "verified")
    assert [node.path for node in verified if UNREAD.search(said(node, "source"))] == []
