"""What a view asks: the plan as one audience may see it, on the day the plan counts as today."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from pkdsl import tongues
from pkdsl.documents import MARKINGS, origins, releases
from pkdsl.documents.retold import retold
from pkdsl.documents.saying import held, listed, readable, say, sentence, spelled, word
from pkdsl.documents.words import Prose
from pkdsl.page import Derivation, Missing, Number
from pkdsl.plan.clearance import UNNAMED
from pkdsl.plan.marks import join
from pkdsl.schema import Declared
from pkdsl.tongues import tell
from pkdsl.values import HOLE, ConditionDate, Period, Quantity, Steps, Unknown, given

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from pkdsl.compiler import Compilation
    from pkdsl.diagnostics import Severity
    from pkdsl.page import Run
    from pkdsl.plan.marks import Mark
    from pkdsl.plan.plan import Plan

NOT_GIVEN = Missing()
BLANK = Missing("not given")
"""The same where a table leaves little room."""
UNREAD = Missing("has an error")
"""What stands where the plan says something that could not be read."""
WITHHELD = UNNAMED
"""What a reader who is not cleared for something sees in its place."""


@dataclass(frozen=True)
class Context:
    """A compiled plan and who reads the document. Views ask it, templates never see it."""

    compilation: Compilation
    audience: str = MARKINGS[-1]
    draft: bool = False
    version: str = ""
    subject: Any = None
    """What this copy of the document is about: the unit of a unit sheet; None where it is about the whole plan."""
    release_to: tuple[str, ...] = ()
    """Outside the mission, who they are: state codes and paths of entities; they see what all of these may see."""

    def __post_init__(self) -> None:
        """Look at the plan as these readers may: what they may not see is not in it."""
        object.__setattr__(self, "compilation", self.compilation.seen_by(self.audience, self.release_to))

    @property
    def plan(self) -> Plan:
        """The resolved plan."""
        return self.compilation.plan

    def played(self, scenario: str) -> Context:
        """The same readers' look at the plan in one of its scenarios; as it stands, under the empty name."""
        return replace(self, compilation=self.compilation.beside[scenario], subject=None)

    @cached_property
    def day(self) -> date | None:
        """The day that counts as today."""
        return self.plan.as_of

    @property
    def hidden(self) -> bool:
        """Whether there is anything that this audience may not see."""
        return bool(self.plan.closed)

    @property
    def limited(self) -> bool:
        """Whether this audience may not see everything that a plan may hold."""
        return self.audience != MARKINGS[-1] or self.release_to != ()

    @property
    def mark(self) -> Mark:
        """The mark of what is made of all that this audience may see, released to them alone: that of the document."""
        mark = join(self.plan.memo(releases.marks))
        return mark._replace(release=frozenset(self.release_to)) if self.release_to else mark

    @property
    def highest(self) -> str:
        """The highest marking of what this audience may see: that of the document."""
        return MARKINGS[self.mark.level]

    @property
    def released(self) -> str:
        """What marks say of those to whom the document may be released: nothing where that is everybody."""
        return releases.mark_of(self.mark.release, self.plan)

    def all(self, kind: str) -> tuple[Any, ...]:
        """What the plan itself declares of a kind, without what this audience may not see."""
        own = (each for each in self.plan.all(kind) if not self.plan.node_of(each).home.package)
        return tuple(each for each in own if self.shows(each))

    def shows(self, entity: Declared) -> bool:
        """Whether this audience may see a declaration."""
        return not self.plan.hides(entity)

    def visible(self, entities: Any) -> tuple[Any, ...]:  # noqa: ANN401 -- a list of declarations, or Unknown
        """Those of a list that this audience may see; none where nothing is given."""
        return tuple(each for each in entities if self.shows(each)) if given(entities) else ()

    def withholds(self, entity: Declared | Unknown, name: str) -> bool:
        """Whether a value was made of anything that this audience may not see."""
        if not self.hidden or isinstance(entity, Unknown):
            return False
        node = self.plan.node_of(entity)
        value = self.plan.read(node, name.rstrip("_"))
        condition = (
            value.condition if isinstance(value, ConditionDate) else None
        )  # of a date: the benchmark that must be met
        if isinstance(condition, Declared) and not self.shows(condition):
            return True
        return self.plan.withholds(node, name.rstrip("_"))

    def get(self, entity: Declared | Unknown, name: str, *, on: date | None = None) -> Any:  # noqa: ANN401 -- any value of a plan
        """The value of a field, on a day (today) if it changes over time; Unknown where nothing is given."""
        return entity if isinstance(entity, Unknown) else held(getattr(entity, name), on or self.day)

    def text(
        self, entity: Declared | Unknown, name: str, *, absent: Missing = BLANK, on: date | None = None
    ) -> str | Missing:
        """A field in words: entities by their titles, lists with commas; of what changes, what holds today or on a day."""
        value = self.get(entity, name, on=on)
        if self.withholds(entity, name):
            return Missing(WITHHELD)
        if not given(value) or value == ():
            return UNREAD if value is HOLE else absent
        return self.said(value)

    def spoken(self, entity: Declared | Unknown, name: str) -> str:
        """A field in words, and in words too that it is not given."""
        said = self.text(entity, name)
        return said if isinstance(said, str) else tell(said.text)

    def said(self, value: object) -> str:
        """A value in words."""
        if isinstance(value, (tuple, list)):
            return listed(self.said(each) for each in value)
        if not isinstance(value, Declared):
            return say(value)
        return self.title(value) if self.shows(value) else WITHHELD

    def title(self, entity: Any) -> str:  # noqa: ANN401 -- any declaration
        """What readers call it."""
        if not self.shows(entity):
            return WITHHELD
        if given(entity.title) and entity.title:
            return str(entity.title)
        name = self.plan.node_of(entity).name
        return sentence(spelled(name) if name else word(entity.kind))

    def _name(self, entity: Declared) -> str:
        return self.plan.node_of(entity).name if self.shows(entity) else WITHHELD

    def state(self, code: str) -> str:
        """The name of a state: its entry in the plan, else in the shipped table, else its code."""
        named = (each for each in self.all("country") if given(each.state) and each.state == code and given(each.title))
        country = next(named, None)
        english = self.plan.fitter.words.get("states", {}).get(code, code)
        return self.title(country) if country is not None else tongues.state(code, english)

    def finding(self, message: str) -> str:
        """What the check says in words, contributors by their names, unless it names what this audience may not see."""
        codes = {str(unit.contributor) for unit in self.all("unit") if given(unit.contributor)}
        said = re.sub(
            r"\b[A-Z]{3}\b", lambda found: self.state(found[0]) if found[0] in codes else found[0], retold(message)
        )
        if self.plan.secrets.search(message):
            return WITHHELD
        with tongues.as_far_as_known():
            return self.discreet(readable(said))

    def prose(self, entity: Declared | Unknown, name: str) -> Prose | Missing:
        """A field of running text, its paragraphs and lists kept."""
        value = self.get(entity, name)
        if self.withholds(entity, name):
            return Missing(WITHHELD)
        return Prose(value) if given(value) and str(value).strip() else Missing("The plan does not state it.")

    def figure(
        self, entity: Declared | Unknown, name: str, *, absent: Missing = BLANK, words: Callable[[object], str] = say,
        on: date | None = None,
    ) -> Run:  # fmt: skip
        """A figure that leads to its derivation; of what changes over time, that of today or of a day."""
        value = self.get(entity, name, on=on)
        if self.withholds(entity, name):
            return Missing(WITHHELD)
        if isinstance(entity, Unknown) or not given(value):
            return UNREAD if value is HOLE else absent
        return self._open(origins.number(self.plan, entity, name, value, words=words))

    def through(self, entity: Declared, name: str, *, words: Callable[[object], str] = say) -> Run:
        """A figure on all days of an entity's life: each value with the day from which on it holds."""
        value, life = getattr(entity, name), entity.life
        if not isinstance(value, Steps) or not isinstance(life, Period):
            return self.figure(entity, name, words=words)
        known = [(first, one) for first, _, one in value.intervals(life) if given(one)]
        if not known:
            return BLANK
        told = listed(tell("{value} from {day}", value=words(one), day=say(first)) for first, one in known)
        if known[0][0] == life.start and len(known) == 1:
            told = words(known[0][1])
        return self._open(origins.number(self.plan, entity, name, value, words=lambda _: told))

    def one_of(
        self, entity: Declared, name: str, *keys: str | Declared, words: Callable[[object], str] = say,
        on: date | None = None,
    ) -> Run:  # fmt: skip
        """One entry of a computed map, today or on a day: a place's demand for water, its time to surgery by night."""
        found = self.get(entity, name)
        for key in keys:
            found = found.get(key, Unknown()) if given(found) else found
        value = held(found, on or self.day)
        if self.withholds(entity, name):
            return Missing(WITHHELD)
        path = ".".join(key if isinstance(key, str) else self._name(key) for key in keys)
        if not given(value):
            return BLANK
        return self._open(origins.number(self.plan, entity, name, value, key=path, words=words))

    def _open(self, number: Number) -> Number:
        """A figure whose derivation names nothing that this audience may not see: neither its text nor its source."""
        if not self.limited or number.derivation is None:
            return number
        told = {name: getattr(number.derivation, name) for name in ("text", "source", "because")}
        closed = {name: self.discreet(words) for name, words in told.items()}
        place = self.place(number.derivation.place)
        return replace(number, derivation=replace(number.derivation, **closed, place=place))

    def discreet(self, words: str) -> str:
        """Words of the plan, unless they name something that this audience may not see."""
        return WITHHELD if self.plan.secrets.search(words) else words

    def place(self, place: str) -> str:
        """Where something stands: the file alone for whom lines may not tell how much stands above them."""
        return self.discreet(place.partition(":")[0]) if self.limited else place

    def policy(self, name: str) -> Any:  # noqa: ANN401 -- any value
        """The value of a policy: the plan's own, else that of the packages it uses."""
        found = self.plan.parameter_node("policy", name)
        return held(self.plan.read(*found[0]), self.day) if len(found) == 1 else Unknown()

    def flagged(self, *severities: Severity) -> int:
        """How many findings of these severities the plan has."""
        return sum(1 for finding in self.compilation.findings if finding.severity in severities)


def amounts(values: Iterable[object]) -> Quantity | None:
    """The sum of quantities of one unit; None when one is not known, or they do not add up."""
    known = list(values)
    if not known or not all(isinstance(each, Quantity) for each in known):
        return None
    quantities = [each for each in known if isinstance(each, Quantity)]
    units = {each.unit for each in quantities}
    if len({unit.dimension for unit in units}) != 1:
        return None
    unit = quantities[0].unit
    return Quantity(sum(each.number_in(unit) for each in quantities), unit)


def computed(text: str, exact: str, path: str, how: str) -> Number:
    """A figure that the document itself adds up, said so in its derivation."""
    return Number(text, Derivation(path, exact, computed=how))
