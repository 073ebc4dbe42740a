"""The two words for many kinds at once: who does something, and at what place."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from pkdsl.entities.command import Hq, Post
    from pkdsl.entities.coordination import Agency
    from pkdsl.entities.force import Contributor, Section, Unit
    from pkdsl.entities.foundations import Party
    from pkdsl.entities.money import Partner
    from pkdsl.entities.places import Area, Location, Route
    from pkdsl.entities.transition import Institution
    from pkdsl.schema import Ref

Who: TypeAlias = "Ref[Post | Unit | Section | Hq | Agency | Partner | Party | Contributor | Institution]"
"""Anyone who can act, send, receive or sign."""

Place: TypeAlias = "Ref[Area | Location | Route]"
"""Anything that has a place on the map."""
