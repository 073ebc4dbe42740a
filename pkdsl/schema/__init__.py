"""What a declaration means: the base of all kinds, the types of fields, and the one view derived from the classes."""

from pkdsl.schema.annotations import *  # noqa: F403 -- the vocabulary of annotations is this package's vocabulary
from pkdsl.schema.annotations import __all__ as _annotations
from pkdsl.schema.base import Declared, Entity, Part

__all__ = ["Declared", "Entity", "Part", *_annotations]  # noqa: PLE0604 -- names of names
