"""A mark that is lowered in one place, by someone, for a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pkdsl.schema.base import Part

if TYPE_CHECKING:
    from pkdsl.entities.command import Post
    from pkdsl.schema.annotations import Date, Ref, Text


class Downgrade(Part):
    """A decision that something is marked lower, or released to more, than what it stands in.

    The lower mark is what `marking` and `releasable_to` say; this is who decided it, when and why.

    ```pk
    risk attack "The camp at Adeta is attacked" {
      marking: confidential
      contingency shelter "Into the shelters" {
        marking: unclassified
        downgrade { by: fc  on: 2026-09-01  reason: "Everybody in the camp must know what to do" }
      }
    }
    ```
    """

    by: Ref[Post]
    """Who decided it."""
    on: Date
    """The day of the decision."""
    reason: Text
    """Why it may be seen by more."""
