"""Sources that are cited, terms that are defined, and measures that are counted in."""

from __future__ import annotations

from pkdsl.schema import ABSENT, Date, DimensionName, Entity, Many, NewWord, Number, Text


class Reference(Entity):
    """A document outside the plan that something in it comes from.

    ```pk example
    reference survey "Technical survey of the northern route" {
      symbol: "UNSMOK/ENG/2026/14"
      date:   D - 90 days
    }
    ```
    """

    symbol: Text = ABSENT
    """Its document symbol; the title serves where it is absent."""
    date: Date = ABSENT
    """Its date."""
    url: Text = ABSENT
    """Where it can be read; nothing is ever fetched from there."""


class Term(Entity):
    """A word as this plan uses it.

    ```pk example
    term protection_site "Protection site" {
      definition: "A place beside a base where civilians seek safety."
      instead_of: ["camp for the displaced"]
    }
    ```
    """

    definition: Text
    """What it means here."""
    instead_of: Many[Text] = ABSENT
    """Loaded words that it replaces."""


class Measure(Entity):
    """A unit of measure of the plan's own, beside those of the standard library.

    ```pk example
    measure patrol "Patrol" { dimension: patrol  plural: "patrols" }
    ```
    """

    dimension: DimensionName
    """What it measures: a known dimension, or a new one named after what is counted."""
    factor: Number = ABSENT
    """How many of the dimension's base measure it holds; one when absent."""
    plural_: NewWord = ABSENT
    """How several of it are called."""
