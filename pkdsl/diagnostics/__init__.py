"""What can be said about text: sources, places in them, and findings."""

from pkdsl.diagnostics.finding import Finding, Fix, Label, Severity
from pkdsl.diagnostics.nearest import nearest
from pkdsl.diagnostics.source import Position, Source
from pkdsl.diagnostics.span import Span
from pkdsl.diagnostics.world import Layer, Options, Package, World

__all__ = [
    "Finding",
    "Fix",
    "Label",
    "Layer",
    "Options",
    "Package",
    "Position",
    "Severity",
    "Source",
    "Span",
    "World",
    "nearest",
]
