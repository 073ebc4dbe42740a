"""What the check finds in the language that is spoken, as far as its catalogue knows the sentences of the rules."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from pkdsl import tongues
from pkdsl.diagnostics.said import HOLE, Said
from pkdsl.documents.saying import exact, say
from pkdsl.plan.texts import spoken
from pkdsl.schema.base import Declared
from pkdsl.values import ConditionDate, Period, Word

if TYPE_CHECKING:
    from pkdsl.diagnostics import Finding


def retold(text: str) -> str:
    """A sentence of a rule or of the judge in the language that is spoken; one that it does not know stays as it is."""
    if tongues.language() == tongues.ENGLISH or not isinstance(text, Said) or not is_known(text):
        return text
    with tongues.as_far_as_known():
        return HOLE.sub(lambda found: _filled(found[1], text.filled[found[1]]), tongues.perhaps(text.key))


def is_known(text: str) -> bool:
    """Whether the language that is spoken knows a sentence, and those that it is made of."""
    if tongues.language() == tongues.ENGLISH or not isinstance(text, Said):
        return tongues.language() == tongues.ENGLISH
    asked = HOLE.findall(tongues.perhaps(text.key))  # a translation may leave out what is the grammar of the English
    return _knows(text.key) and all(_is_known(words, text.filled[words]) for words in asked)


def _knows(key: str) -> bool:
    return not any(map(str.isalpha, HOLE.sub("", key))) or tongues.says(key)


def _is_known(words: str, value: object) -> bool:
    if isinstance(value, tuple):
        return all(_is_known(words, one) for one in value)
    return is_known(value) if isinstance(value, Said) else not _is_worded(words, value) or _knows(str(value))


def _is_worded(words: str, value: object) -> bool:
    """Whether the rule itself words what it fills in: `{if count(xs) == 1 then 'is' else 'are'}`."""
    return isinstance(value, str) and "'" in words


def _filled(words: str, value: object) -> str:
    """What is filled in: names as they are, numbers and days as the language writes them."""
    if isinstance(value, Said):
        return retold(value)
    if isinstance(value, tuple):
        return ", ".join(_filled(words, one) for one in value)
    if isinstance(value, Declared):
        return spoken(value)
    if isinstance(value, str) and not isinstance(value, Word):
        return tongues.perhaps(value) if _is_worded(words, value) else value
    return say(value) if isinstance(value, date | Period | ConditionDate) else exact(value)


def finding_retold(finding: Finding) -> Finding:
    """A finding with all that it says in the language that is spoken."""
    labels = tuple(replace(label, text=retold(label.text)) for label in finding.labels)
    because = tuple(map(retold, finding.because))
    return replace(finding, message=retold(finding.message), labels=labels, because=because, help=retold(finding.help))
