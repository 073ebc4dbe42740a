"""What a plan declares, for templates of its own: each kind by its plural, each field in words or as a figure.

Looked up when a template asks, and only as its readers may see it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from pkdsl.documents.context import NOT_GIVEN
from pkdsl.plan.plan import PER_BINDING
from pkdsl.values import Quantity

if TYPE_CHECKING:
    from pkdsl.documents.context import Context
    from pkdsl.schema import Declared


class Kinds(Mapping[str, Any]):
    """All kinds by their plurals, and the mission."""

    def __init__(self, context: Context) -> None:
        kinds = context.plan.schema.kinds.values()
        self._context, self._plurals = context, {cls.plural: cls.kind for cls in kinds if cls.kind not in PER_BINDING}

    def __getitem__(self, name: str) -> Any:  # noqa: ANN401 -- a tree of plain values
        if name == "mission":
            mission = self._context.plan.mission
            return None if mission is None else Fields(self._context, mission)
        return tuple(Fields(self._context, one) for one in self._context.all(self._plurals[name]))

    def __contains__(self, name: object) -> bool:
        return name == "mission" or name in self._plurals

    def __iter__(self) -> Iterator[str]:
        return iter(("mission", *self._plurals))

    def __len__(self) -> int:
        return 1 + len(self._plurals)


class Fields(Mapping[str, Any]):
    """The fields of one declaration; its parts by their plurals."""

    def __init__(self, context: Context, entity: Declared) -> None:
        self._context, self._entity = context, entity
        self._attributes = {name: attribute for attribute, name in context.plan.node_of(entity).spec.attributes.items()}

    def __getitem__(self, name: str) -> Any:  # noqa: ANN401 -- as above
        attribute, context = self._attributes[name], self._context
        field = context.plan.node_of(self._entity).spec.fields[name]
        if name == "title":
            return context.title(self._entity)
        if field.part is not None:
            return tuple(Fields(context, one) for one in context.visible(getattr(self._entity, attribute)))
        if isinstance(context.get(self._entity, attribute), Quantity):
            return context.figure(self._entity, attribute, absent=NOT_GIVEN)
        return context.text(self._entity, attribute, absent=NOT_GIVEN)

    def __contains__(self, name: object) -> bool:
        return name in self._attributes

    def __iter__(self) -> Iterator[str]:
        return iter(self._attributes)

    def __len__(self) -> int:
        return len(self._attributes)
