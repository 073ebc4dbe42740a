"""Text that is safe to show in a terminal or a log."""

from __future__ import annotations

from unicodedata import category

TAB = "    "


def plain(text: str) -> str:
    r"""The text with tabs as blanks and everything that cannot be seen written out: `\x1b`, `\u202e`."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_shown(character) for character in text)


def cut(text: str, length: int) -> str:
    """At most `length` characters, with an ellipsis for what is left out."""
    return text if len(text) <= length else f"{text[: length - 1]}…"


def _shown(character: str) -> str:
    if character == "\t":
        return TAB
    if category(character) not in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}:
        return character
    return character.encode("unicode_escape").decode("ascii")
