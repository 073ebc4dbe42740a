"""The vocabulary is whole, documented, and says each thing once."""

import ast
import inspect
import keyword
import re
import time
from itertools import pairwise
from pathlib import Path

import pytest

from pkdsl.diagnostics import Source
from pkdsl.schema import Declared, Part
from pkdsl.schema.discovery import vocabulary
from pkdsl.schema.spec import FieldSpec
from pkdsl.syntax import parse

GOLDEN = Path(__file__).parents[1] / "golden" / "kinds.txt"
SCHEMA = vocabulary()
CLASSES = (*SCHEMA.kinds.values(), *SCHEMA.parts.values())
ALL = pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.kind)


def docstrings(cls: type[Declared]) -> dict[str, str]:
    """The text below each field of a class, by the field's name."""
    body = ast.parse(inspect.getsource(cls)).body[0].body
    return {
        field.target.id: text.value.value
        for field, text in pairwise(body)
        if isinstance(field, ast.AnnAssign) and isinstance(text, ast.Expr) and isinstance(text.value, ast.Constant)
    }


def written(cls: type[Declared], field: FieldSpec) -> str:
    """A field as the golden file writes it."""
    text = cls.__annotations__[field.attribute]
    marks = "!" * field.required + "~" * ("OverTime[" in text)
    return field.name + marks + "*" * bool(re.match(r"(Derived\[)?(OverTime\[)?(Many|Pair)\[", text))


def line(cls: type[Declared]) -> str:
    """A kind or part as the golden file writes it."""
    own = [field for field in SCHEMA.spec(cls).fields.values() if field.attribute in cls.__annotations__]
    plain = [written(cls, field) for field in own if field.part is None and not field.derived]
    parts = [field.part.kind for field in own if field.part is not None]
    derived = [written(cls, field) for field in own if field.derived]
    words = [*plain, *[f"({' '.join(parts)})"] * bool(parts), *["="] * bool(derived), *derived]
    return "  " * issubclass(cls, Part) + " ".join([f"{cls.kind}:", *words])


def test_every_kind_and_field_of_the_design_is_there_and_nothing_else():
    golden = [text for text in GOLDEN.read_text(encoding="utf-8").split("\n") if text and not text.startswith("#")]
    assert sorted(line(cls) for cls in CLASSES) == sorted(golden)


@ALL
def test_a_kind_says_what_it_is_in_one_sentence_and_shows_it(cls):
    summary, _, rest = inspect.getdoc(cls).partition("\n")
    assert summary.endswith(".")
    assert "```pk" in rest
    assert re.search(rf"\b{cls.kind}\b", rest), "the example uses the kind"


@ALL
def test_the_example_can_be_read(cls):
    for text in re.findall(r"```pk(?: example)?\n(.*?)```", inspect.getdoc(cls), re.DOTALL):
        assert parse(Source(f"{cls.kind}.pk", text))[1] == ()


@ALL
def test_every_field_is_explained_below_it(cls):
    explained = docstrings(cls)
    for name in cls.__annotations__:
        assert explained.get(name, "").strip().endswith((".", "?")), f"{cls.kind}.{name}"


def test_words_that_declare_and_words_that_collect_are_unique():
    kinds = [cls.kind for cls in CLASSES]
    plurals = [cls.plural for cls in CLASSES]
    assert len(set(kinds)) == len(kinds)
    assert len(set(plurals)) == len(plurals)


@ALL
def test_parts_stand_in_a_field_named_by_their_plural(cls):
    for field in SCHEMA.spec(cls).fields.values():
        if field.part is not None:
            assert field.name == field.part.plural


@ALL
def test_only_names_that_python_or_pydantic_takes_end_in_an_underscore(cls):
    for name in cls.__annotations__:
        word = name.rstrip("_")
        assert (name != word) == (keyword.iskeyword(word) or hasattr(Declared, word)), f"{cls.kind}.{name}"


@ALL
def test_computed_fields_need_not_be_written(cls):
    for field in SCHEMA.spec(cls).fields.values():
        if field.attribute in cls.__annotations__ and field.derived:
            assert not field.required


def test_all_annotations_resolve_quickly():
    vocabulary.cache_clear()
    schema = vocabulary()
    started = time.perf_counter()
    for cls in (*schema.kinds.values(), *schema.parts.values()):
        schema.spec(cls)
    assert time.perf_counter() - started < 1


def test_no_field_is_of_an_unknown_form():
    """A field that accepts anything says so on purpose."""
    free = {
        "Amount", "Value", "UnitOfMeasure", "DimensionName", "PackageName", "NewWord", "OverTime[Amount]",
        "OverTime[Value]", "Derived[Amount]",
    }  # fmt: skip
    for cls in CLASSES:
        for field in SCHEMA.spec(cls).fields.values():
            if type(field.type).__name__ == "Anything" and field.attribute in cls.__annotations__:
                assert cls.__annotations__[field.attribute] in free, f"{cls.kind}.{field.name}"
