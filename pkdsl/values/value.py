"""One name for everything that an expression can give."""

from typing import Any, TypeAlias

Value: TypeAlias = Any
"""A quantity, a date, a text, a word, yes or no, a list, a map, something declared; on one day or over time; or unknown."""
