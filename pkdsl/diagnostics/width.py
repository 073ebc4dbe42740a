"""How wide a text is where every character has its cell: in a terminal, in an editor."""

from __future__ import annotations

from unicodedata import combining, east_asian_width


def width(text: str) -> int:
    """Columns that a text takes: East Asian characters take two, combining marks none."""
    if text.isascii():
        return len(text)
    return sum(0 if combining(character) else 2 if east_asian_width(character) in "WF" else 1 for character in text)
