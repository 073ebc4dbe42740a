"""What every kind and every part is: the classes that the vocabulary is declared with."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict

from pkdsl.schema.annotations import ABSENT, Confidence, Derived, Many, Marking, Parts, Ref, State, Text, YesNo

if TYPE_CHECKING:
    from pkdsl.entities.assessment import InformationSource
    from pkdsl.entities.command import Post
    from pkdsl.entities.coordination import Agency
    from pkdsl.entities.foundations import Reference
    from pkdsl.entities.money import Partner
    from pkdsl.schema.downgrade import Downgrade
    from pkdsl.schema.waiver import Waive
    from pkdsl.values import Period


class Declared(BaseModel):
    """Anything that a plan declares: an entity or a part.

    Reading a field asks the plan for it; so an object is complete from the outside and costs nothing for what nobody
    reads. A field that is not given reads as `values.Unknown`. Two objects are equal only if they are the same.
    """

    model_config = ConfigDict(frozen=True, defer_build=True, arbitrary_types_allowed=True, extra="forbid")

    kind: ClassVar[str] = ""
    """The word that declares it: `humanitarian_site`."""
    plural: ClassVar[str] = ""
    """The word that names all of them: `humanitarian_sites`."""

    name: Text = ABSENT
    """The word that references use."""
    title: Text = ABSENT
    """What readers call it: the text of the header."""
    note: Text = ABSENT
    """A remark for other planners."""
    source: Many[Text | Ref[Reference | InformationSource]] = ABSENT
    """Where it comes from."""
    owner: Ref[Post] = ABSENT
    """Who answers for it; its parent's owner when absent."""
    marking: Marking = ABSENT
    """Who may see it; its parent's marking when absent."""
    releasable_to: Many[Literal["none"] | State | Ref[Partner | Agency]] = ABSENT
    """Who outside the mission may see it, cleared as it is marked, or `none`; as its parent says when absent."""
    aggregate_releasable: YesNo = ABSENT
    """Figures that count it may be shown to those who may not see itself; as its parent says when absent."""
    confidence: Confidence = ABSENT
    """How sure it is."""
    subject_to_renewal: YesNo = ABSENT
    """It lies beyond the mandate's end and assumes that the Council renews it."""
    waives: Parts[Waive] = ABSENT
    """Rules that are set aside here, with reason, approver and expiry."""
    downgrades: Parts[Downgrade] = ABSENT
    """Why it is marked lower than what it stands in."""
    parent: Derived[Ref[Declared]]
    """What it stands in; unknown at the top of a plan."""
    life: Derived[Period]
    """The days on which it is there."""

    def __init_subclass__(cls, *, plural: str = "", **options: Any) -> None:  # noqa: ANN401 -- as below
        """Let the keyword `plural` pass; it is read when pydantic has built the class."""
        super().__init_subclass__(**options)

    @classmethod
    def __pydantic_init_subclass__(cls, *, plural: str = "", **_: Any) -> None:  # noqa: ANN401 -- pydantic's signature
        """Name the kind after its class: `HumanitarianSite` declares a `humanitarian_site`."""
        cls.kind = re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()
        cls.plural = plural or f"{cls.kind}s"
        cls.__hash__ = object.__hash__  # type: ignore[method-assign]  # -- pydantic puts its own there, of the fields, which are equal for all

    if TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:  # noqa: ANN401 -- the type is the field's own
            """The resolved value of a field of a kind that only the plan knows."""

    __eq__ = object.__eq__

    def __hash__(self) -> int:
        """By identity, as equality is. Pydantic would put a hash of all fields in place of `object.__hash__` itself."""
        return id(self)


def asking(name: str, *, converted: bool) -> property:
    """What stands in a class for a field: whoever reads it asks the plan, for Python's form of it where that is another.

    A property is found at once. `__getattr__` would be asked only after a search in vain, which costs more than the answer.
    """
    ask = "_ask_converted" if converted else "_ask"

    def read(entity: Declared) -> Any:  # noqa: ANN401 -- the type is the field's own
        own = entity.__dict__
        return own[ask](own["_node"], name)

    return property(read)


class Entity(Declared):
    """Something with a name of its own in the whole plan: `unit.north_battalion`."""


class Part(Declared):
    """Something that exists only inside its parent, known there by its key: `budget.fy2627.line.fuel`."""
