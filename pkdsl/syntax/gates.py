"""What text may hold at all: characters that a reviewer can see, lines, numbers and names of a bearable size.

A name is written in one script, in the composed form (NFC); what only looks like another character is told apart here.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import TYPE_CHECKING

from pkdsl.diagnostics import Fix, Span
from pkdsl.syntax import codes, mistakes
from pkdsl.syntax.lexer import Token

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pkdsl.diagnostics import Finding, Source

LINE = 65_536
TEXT = 1_048_576
NAME = 128
INTEGER_DIGITS = 18
FRACTION_DIGITS = 9
MARKS = 30

_UNSEEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u070f\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f"
    r"\u2028-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufdd0-\ufdef\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    r"\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]+"
)
_MARKS = re.compile(
    r"[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u1ab0-\u1aff\u1dc0-\u1dff"
    rf"\u20d0-\u20ff\ufe20-\ufe2f]{{{MARKS + 1},}}"
)
_JOINERS = re.compile("[\u200c\u200d]")
_JOINED_SCRIPTS = ({"LATIN", "CJK", "HIRAGANA", "KATAKANA"}, {"LATIN", "CJK", "HANGUL"}, {"LATIN", "CJK", "BOPOMOFO"})
_MEANT = {
    "–": "-",
    "—": "-",
    "−": "-",
    "×": "*",
    "÷": "/",
    "≤": "<=",
    "≥": ">=",
    "≠": "!=",
    "…": "..",
    "‥": "..",
    "&&": "and",
}
_KINDS = {"-": "SIGN", "*": "SCALE", "/": "SCALE", "..": "RANGE", "and": "AND"}
_ALIKE = str.maketrans("асеорхуіјѕԁһӏѵԛԝαονρτυικ", "aceopxyijsdhlvqwaovptuik")


def skeleton(name: str) -> str:
    """What a name looks like: two names with one skeleton cannot be told apart on paper."""
    return unicodedata.normalize("NFKC", name).translate(_ALIKE)


def cleaned(source: Source, start: int, end: int) -> tuple[str, list[Finding]]:
    """The text with blanks in place of what may not stand in it, and a finding for each such place."""
    text, findings = source.text, []
    places: list[tuple[int, int]] = []
    for match in _UNSEEN.finditer(text, start, end):
        findings.append(_unseen(source, match))
        places.append(match.span())
    if not text.isascii():
        for match in _MARKS.finditer(text, start, end):
            message = f"{len(match[0])} combining marks stand in a row; at most {MARKS} are read."
            findings.append(codes.finding("SYN-004", message, source, *match.span()))
            places.append(match.span())
    for first, last in _long_lines(text, start, end):
        seen = f"{last - first:,} characters in one line"
        findings.append(codes.limit("LIM-003", seen, LINE, source, first, first + 80))
        places.append((first, last))
    return _blanked(text, places), findings


def _unseen(source: Source, match: re.Match[str]) -> Finding:
    number = ord(match[0][0])
    name = unicodedata.name(match[0][0], "a control character").lower()
    message = f"An unseen character stands here, U+{number:04X} ({name}); a reviewer must see what is read."
    if number == 0x0D:  # noqa: PLR2004 -- carriage return
        message = "A carriage return stands here without a line feed; lines end with a line feed."
    return codes.finding(
        "SYN-004", message, source, *match.span(), help=f"Delete it; a text may say it as `\\u{{{number:x}}}`."
    )


def _long_lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    while at < end:
        stop = text.find("\n", at, end)
        stop = end if stop < 0 else stop
        if stop - at > LINE:
            yield at, stop
        at = stop + 1


def _blanked(text: str, places: list[tuple[int, int]]) -> str:
    if not places:
        return text
    parts, at = [], 0
    for first, last in sorted(places):
        parts += [text[at:first], " " * (last - max(at, first))]
        at = max(at, last)
    return "".join((*parts, text[at:]))


# ---- tokens ----------------------------------------------------------------------------------------------------------


def checked(tokens: list[Token], source: Source, *, single_quotes: bool) -> tuple[list[Token], list[Finding]]:
    """The tokens with holes in place of what cannot be read, and the findings about them."""
    findings: list[Finding] = []
    kept: list[Token] = []
    beyond = -1
    for token in tokens:
        kind, text, start, _ = token
        if start < beyond and text:
            continue
        judge = _JUDGES.get(kind)
        if judge is None or (kind in _NAMES and len(text) < NAME and text.isascii()):
            kept.append(token)
            continue
        for result in judge(token, source):
            if isinstance(result, Token):
                kept.append(result)
                beyond = result.end
            elif not (result.code == "SYN-001" and single_quotes):
                findings.append(result)
    return kept, findings


def _number(token: Token, source: Source) -> Iterator[Token | Finding]:
    text = token.text
    if len(text) < FRACTION_DIGITS and text[0] != "0":
        yield token
        return
    digits = re.match(r"([0-9_]*)(?:\.([0-9_]*))?", text)
    whole, part = (digits[1].replace("_", ""), (digits[2] or "").replace("_", "")) if digits else ("", "")
    if len(whole) > INTEGER_DIGITS or len(part) > FRACTION_DIGITS:
        seen, most = (len(whole), INTEGER_DIGITS) if len(whole) > INTEGER_DIGITS else (len(part), FRACTION_DIGITS)
        yield codes.limit("LIM-004", f"{seen:,} digits in one number", most, source, token.start, token.end)
        yield token._replace(text="")
    elif len(whole) > 1 and whole[0] == "0":
        message = f"`{text}` begins with a zero; a number is written without leading zeros."
        fix = Fix("leave out the zeros", Span(source, token.start, token.end), text.lstrip("0_") or "0")
        if mistakes.at(source, token.start, token.end):
            yield mistakes.told("SYN-001", message, source, token.start, token.end)
        else:
            yield codes.finding("SYN-005", message, source, token.start, token.end, fixes=(fix,))
        yield token._replace(text="")
    else:
        yield token


def _date(token: Token, source: Source) -> Iterator[Token | Finding]:
    year, month, day = (int(part) for part in token.text.split("-"))
    message = ""
    if not 1 <= month <= 12:  # noqa: PLR2004 -- months of a year
        message = f"`{token.text}` names month {month}; a year has 12. A date is written year-month-day."
    elif not 1945 <= year <= 2199:  # noqa: PLR2004 -- from the Charter on
        message = f"`{token.text}` names the year {year}; a plan knows the years 1945 to 2199."
    elif not 1 <= day <= (days := _days(year, month)):
        message = f"`{token.text}` is no day: month {month} of {year} has {days} days."
    yield from _or_hole(token, message, source)


def _days(year: int, month: int) -> int:
    following = date(year + month // 12, month % 12 + 1, 1)
    return (following - date(year, month, 1)).days


def _time(token: Token, source: Source) -> Iterator[Token | Finding]:
    hour, minute, *zone = (int(part) for part in re.findall(r"[0-9]{2}", token.text))
    fits = hour < 24 and minute < 60 and (not zone or (zone[0] <= 14 and zone[1] < 60))  # noqa: PLR2004 -- the clock
    yield from _or_hole(
        token, "" if fits else f"`{token.text}` is no time of day: 00:00 to 23:59, zone up to 14:00.", source
    )


def _position(token: Token, source: Source) -> Iterator[Token | Finding]:
    north, east = token.text.split()
    message = ""
    if _beyond(north[:-1], 90):
        message = f"`{north}` is no latitude: it goes from 90S to 90N. The latitude stands first: `2.52N 47.44E`."
    elif _beyond(east[:-1], 180):
        message = f"`{east}` is no longitude: it goes from 180W to 180E."
    yield from _or_hole(token, message, source)


def _beyond(angle: str, most: int) -> bool:
    whole, _, part = angle.partition(".")
    digits = whole.lstrip("0") or "0"
    return len(digits) > 3 or int(digits) > most or (int(digits) == most and part.strip("0") != "")  # noqa: PLR2004 -- digits of 180


def _or_hole(token: Token, message: str, source: Source) -> Iterator[Token | Finding]:
    if message:
        yield codes.finding("SYN-005", message, source, token.start, token.end)
        yield token._replace(text="")
    else:
        yield token


def _text(token: Token, source: Source) -> Iterator[Token | Finding]:
    if len(token.text) > TEXT:
        yield codes.limit(
            "LIM-006", f"{len(token.text):,} characters in one text", TEXT, source, token.start, token.end
        )
        yield token._replace(text="")
        return
    if token.text[0] == "'":
        message = "Texts stand in double quotes; single quotes are for texts inside the braces of a text."
        fix = Fix("use double quotes", Span(source, token.start, token.end), f'"{token.text[1:-1]}"')
        yield mistakes.retold(codes.finding("SYN-001", message, source, token.start, token.end, fixes=(fix,)))
    yield token


def _name(token: Token, source: Source) -> Iterator[Token | Finding]:
    text = token.text.strip(":.")
    message, code = "", "SYN-004"
    if len(text) > NAME:
        yield codes.limit("LIM-006", f"{len(text):,} characters in one name", NAME, source, token.start, token.end)
        yield token._replace(text=token.text if token.type == "FIELD" else token.text[:NAME])
        return
    plain = unicodedata.normalize("NFC", token.text)
    if not all(part.isidentifier() for part in text.split(".")):
        message = f"`{text}` holds a character that no name may hold: letters, digits and `_` are allowed."
    elif (scripts := _scripts(text)) and len(scripts) > 1 and not any(scripts <= joined for joined in _JOINED_SCRIPTS):
        listed = " and ".join(sorted(script.capitalize() for script in scripts))
        message, code = f"`{text}` mixes letters of {listed}; a name is written in one script.", "SYN-008"
    if message:
        yield codes.finding(code, message, source, token.start, token.end)
    yield token._replace(text=plain)


def _scripts(name: str) -> set[str]:
    latin = {"MICRO", "FEMININE", "MASCULINE", "FULLWIDTH"}
    letters = [unicodedata.name(char, "").split(" ", 1)[0] for char in name if unicodedata.category(char)[0] == "L"]
    return {"LATIN" if script in latin else script for script in letters if script not in {"MODIFIER", ""}}


# ---- what is no token ------------------------------------------------------------------------------------------------


def _bad_number(token: Token, source: Source) -> Iterator[Token | Finding]:
    known = mistakes.at(source, token.start, token.end)
    generic = (
        f"`{token.text}` is no number, date, time or position. Write `850`, `2026-07-01`, `06:00Z`, `2.52N 47.44E`."
    )
    yield mistakes.told("SYN-005", generic, source, token.start, token.end)
    last = max(token.end, known.end) if known else token.end
    yield Token("NUMBER", "", token.start, last)


def _bad_text(token: Token, source: Source) -> Iterator[Token | Finding]:
    quotes = '"""' if token.text.startswith('"""') else '"'
    message = f"This text has no closing `{quotes}`."
    first_line = source.text.find("\n", token.start, token.end)
    end = first_line if first_line > 0 else token.end
    yield mistakes.told("SYN-003", message, source, token.start, end)
    yield Token("STRING", "", token.start, token.end)


def _bad_quotes(token: Token, source: Source) -> Iterator[Token | Finding]:
    message = f'`{token.text[0]}` is a printer\'s quotation mark; a text stands between straight quotes: `"…"`.'
    fix = Fix("use straight quotes", Span(source, token.start, token.end), f'"{token.text[1:-1]}"')
    yield codes.finding("SYN-004", message, source, token.start, token.end, fixes=(fix,))
    yield Token("STRING", "", token.start, token.end)


def _bad_character(token: Token, source: Source) -> Iterator[Token | Finding]:
    char = token.text
    before = source.text[token.start - 1 : token.start]
    if char in _MEANT:
        meant = _MEANT[char]
        fix = Fix(f"write `{meant}`", Span(source, token.start, token.end), meant)
        message = f"`{char}` is not read; write `{meant}`."
        if mistakes.at(source, token.start, token.end):
            yield mistakes.told("SYN-004", message, source, token.start, token.end)
        else:
            yield codes.finding("SYN-004", message, source, token.start, token.end, fixes=(fix,))
        yield Token(_KINDS.get(meant, "COMPARE"), meant, token.start, token.end)
    elif not (before == char or (before and not before.isascii() and not before.isalnum() and not char.isascii())):
        name = unicodedata.name(char, "no name").lower()
        shown = f"`{char}`" if char.isascii() else f"`{char}` (U+{ord(char):04X}, {name})"
        message = f"{shown} has no meaning here; it may stand in a text or in a comment."
        yield mistakes.told("SYN-004", message, source, token.start, token.end)


def joiners(scanned: list[Token], source: Source) -> Iterator[Finding]:
    """Zero-width joiners in comments: only texts may hold them."""
    for token in scanned:
        if token.type in {"COMMENT", "DOC"} and (match := _JOINERS.search(token.text)):
            yield _unseen_at(source, token.start + match.start())


def _unseen_at(source: Source, at: int) -> Finding:
    number = ord(source.text[at])
    message = f"An unseen character stands here, U+{number:04X}; a reviewer must see what is read."
    return codes.finding("SYN-004", message, source, at, at + 1, help="Delete it.")


_NAMES = frozenset({"NAME", "FIELD", "ATTRIBUTE"})
_JUDGES = {
    **dict.fromkeys(_NAMES, _name),
    "NUMBER": _number,
    "DATE": _date,
    "TIME": _time,
    "POSITION": _position,
    "STRING": _text,
    "BAD_NUMBER": _bad_number,
    "BAD_TEXT": _bad_text,
    "BAD_QUOTES": _bad_quotes,
    "BAD_CHARACTER": _bad_character,
}
