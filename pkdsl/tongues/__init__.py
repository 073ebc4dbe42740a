"""The languages that documents speak: English stands in the sources; a file of this folder leads from it to another.

`fr.toml` is French. Who asks for words while nobody `speaking` has chosen a language gets the English ones, so that all
that is no document stays as it is. What a catalogue does not hold is noted, and ends in one `Untranslated`: a page is in
its language or is not written.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, TypeAlias

from pkdsl import resources

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

ENGLISH = "en"
HERE, ENDING = "tongues", ".toml"
NO_BREAK = "\u00a0"
Forms: TypeAlias = Mapping[str, str]
"""What is counted, by the categories of Unicode: `one`, `few`, `many`, `other`; and `zero`."""


class Untranslated(ValueError):  # noqa: N818 -- it says what is the matter; the shell makes a sentence of it
    """A document cannot be written in a language; the words say why."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What a file says: sentences by their English (of several the first), words of the plan's language, measures, patterns of days."""

    sentences: Mapping[str, str | Forms]
    sections: Mapping[str, Mapping[str, str]]
    """The same by sections: what a template says otherwise than others stands in the section of its name."""
    words: Mapping[str, str]
    measures: Mapping[str, str | Forms]
    days: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language while a document is made in it, and what its catalogue was asked for in vain."""

    code: str
    catalogue: Catalogue
    missing: dict[str, None] = field(default_factory=dict)


_SPOKEN: ContextVar[Tongue | None] = ContextVar("tongue", default=None)


def everything() -> tuple[str, ...]:
    """The languages there are, by their codes."""
    found = (name.removesuffix(ENDING) for name in resources.names(HERE) if name.endswith(ENDING))
    return tuple(sorted((ENGLISH, *found)))


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Speak a language; `Untranslated` at the end where something could not be said in it."""
    tongue = None if code == ENGLISH else Tongue(code, catalogue(code))
    token = _SPOKEN.set(tongue)
    try:
        yield
    finally:
        _SPOKEN.reset(token)
    if tongue is not None:
        refuse(code, tongue.missing)


@contextmanager
def as_far_as_known() -> Iterator[None]:
    """Speak on in the same language; what it has no words for stays English, and is no lack of the page."""
    tongue = _SPOKEN.get()
    token = _SPOKEN.set(None if tongue is None else replace(tongue, missing={}))
    try:
        yield
    finally:
        _SPOKEN.reset(token)


def refuse(code: str, missing: Iterable[str]) -> None:
    """`Untranslated`, where anything is missing."""
    every = list(missing)
    if every:
        others = f" and {len(every) - 1} more" if len(every) > 1 else ""
        message = f"it is not translated: `{code}` has no words for “{every[0]}”{others}."
        raise Untranslated(message)


@cache
def catalogue(code: str) -> Catalogue:
    """The words of a language; `Untranslated` where there are none, or where nothing is installed that knows its numbers."""
    if code not in everything():
        message = f"There is no language `{code}`; there are {', '.join(everything())}."
        raise Untranslated(message)
    if find_spec("babel") is None:
        message = f"The language `{code}` needs more than is installed here; `pip install 'pkdsl[i18n]'` brings it."
        raise Untranslated(message)
    read = tomllib.loads(resources.text(f"{HERE}/{code}{ENDING}"))
    signs = read.pop("signs")
    days, words, measures = (read.pop(name) for name in ("days", "words", "measures"))
    sections = {name: _kept(section, signs) for name, section in read.items()}
    whole = {english: said for section in reversed(sections.values()) for english, said in section.items()}
    return Catalogue(whole, sections, _kept(words, signs), measures, days)


def _kept(entries: Mapping[str, Any], signs: Mapping[str, str]) -> dict[str, Any]:
    """The same with blanks that do not break where the language wants them: before a colon, within quotation marks."""
    before, after = (f"[{re.escape(signs[side])}]" for side in ("no_break_before", "no_break_after"))
    blank = re.compile(rf" (?={before}(?:\W|$))|(?<={after}) ")
    return {
        english: _kept(said, signs) if isinstance(said, Mapping) else blank.sub(NO_BREAK, said)
        for english, said in entries.items()
    }


def language() -> str:
    """The code of the language that is spoken."""
    tongue = _SPOKEN.get()
    return ENGLISH if tongue is None else tongue.code


def spelling() -> str:
    """The language by whose dictionary an office program is to read the text."""
    return "en-GB" if language() == ENGLISH else language()


def tell(english: str, /, **filled: object) -> str:
    """A sentence in the language that is spoken, with what is filled in where its braces are."""
    tongue = _SPOKEN.get()
    said = english if tongue is None else _sentence(tongue, english)
    return said.format(**filled) if filled else said


def _sentence(tongue: Tongue, english: str) -> str:
    found = tongue.catalogue.sentences.get(english)
    if not isinstance(found, str):
        tongue.missing[english] = None
        return english
    return found


def says(english: str) -> bool:
    """Whether the language that is spoken has words for a sentence."""
    tongue = _SPOKEN.get()
    return tongue is None or isinstance(tongue.catalogue.sentences.get(english), str)


def perhaps(words: str, *, section: str = "") -> str:
    """What may be words of pkdsl or of a plan: said in the language where it knows them, else as they stand."""
    tongue = _SPOKEN.get()
    if tongue is None:
        return words
    known = tongue.catalogue
    found = known.sections.get(section, {}).get(words, known.sentences.get(words))
    return found if isinstance(found, str) else words


def count(number: int, digits: str, english: str) -> str:
    """So many of something: `english` is the key of its forms; empty while English is spoken."""
    tongue = _SPOKEN.get()
    if tongue is None:
        return ""
    forms = tongue.catalogue.sentences.get(english)
    if not isinstance(forms, Mapping):
        tongue.missing[english] = None
        return english
    return _form(forms, number, tongue.code).format(digits)


def word(name: str, english: str) -> str:
    """A word of a closed list: `formed_police`, in English `formed police`; a code, `VII`, is the same everywhere."""
    tongue = _SPOKEN.get()
    if tongue is None or not any(map(str.islower, name)):
        return english
    found = tongue.catalogue.words.get(name)
    if found is None:
        tongue.missing[english] = None
    return found or english


def measure(name: str, number: int | Fraction) -> str:
    """What is counted or measured, in the form that the number asks for; a plan's own measure as it stands."""
    tongue = _SPOKEN.get()
    if tongue is None:
        return name
    found = tongue.catalogue.measures.get(name, name)
    return found if isinstance(found, str) else _form(found, number, tongue.code)


def _form(forms: Forms, number: int | Fraction, code: str) -> str:
    from babel import Locale  # noqa: PLC0415 -- only who speaks another language needs it

    if not number and "zero" in forms:
        return forms["zero"]
    rule = Locale.parse(code).plural_form
    return forms.get(rule(_decimal(Fraction(number))), forms["other"])


def _decimal(number: Fraction) -> Decimal:
    """Near enough to tell one from many; below nought as above."""
    return Decimal(abs(number.numerator)) / Decimal(number.denominator)


def digits(english: str) -> str:
    """A number as English writes it, `≈6 605.5`, with the signs of the language."""
    tongue = _SPOKEN.get()
    if tongue is None:
        return english
    from babel.numbers import format_decimal  # noqa: PLC0415 -- as above

    about, _, exact = english.rpartition("≈")
    value = Decimal(re.sub(r"\s", "", exact))
    return ("≈" if about or english.startswith("≈") else "") + format_decimal(
        value, format="#,##0.##################", locale=tongue.code, decimal_quantization=False
    )


def day(value: date, pattern: str, english: str) -> str:
    """A day by a pattern of the language: `long`, `short`, `month`; the first of a month may have one of its own."""
    tongue = _SPOKEN.get()
    if tongue is None:
        return english
    from babel.dates import format_date  # noqa: PLC0415 -- as above

    days = tongue.catalogue.days
    chosen = days.get(f"{pattern}_first", days[pattern]) if value.day == 1 else days[pattern]
    return format_date(value, chosen, locale=tongue.code)


def state(code: str, english: str) -> str:
    """The name of a state by its code of three letters, as Unicode gives it in the language."""
    tongue = _SPOKEN.get()
    if tongue is None:
        return english
    from babel import Locale  # noqa: PLC0415 -- as above
    from babel.core import get_global  # noqa: PLC0415 -- as above

    (short, *_) = get_global("territory_aliases").get(code, [code])
    return str(Locale.parse(tongue.code).territories.get(short, english))


def language_name(code: str, english: str) -> str:
    """The name of a language by its code; the rarest have none in Unicode's tables and keep their English one."""
    tongue = _SPOKEN.get()
    if tongue is None:
        return english
    from babel import Locale  # noqa: PLC0415 -- as above

    return str(Locale.parse(tongue.code).languages.get(code, english))
