"""The house: what holds for every module, whoever wrote it."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import settings
from pydantic import BaseModel

from pkdsl.schema.discovery import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent.parent
MODULES = sorted((ROOT / "pkdsl").rglob("*.py"))
OWN_TEXT = sorted(
    path
    for folder in ("pkdsl", "tests", "grammar", "stdlib", "examples", "docs")
    for path in (ROOT / folder).rglob("*")
    if path.is_file() and path.suffix in {".py", ".md", ".pk", ".toml", ".lark", ".j2"} and "out" not in path.parts
)


def shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def nodes(*kinds: type) -> Iterator[tuple[Path, ast.AST]]:
    """Every node of some kinds, in every module."""
    for path in MODULES:
        for node in ast.walk(parsed(path)):
            if isinstance(node, kinds):
                yield path, node


def functions() -> Iterator[tuple[Path, ast.FunctionDef, int]]:
    for path, node in nodes(ast.FunctionDef, ast.AsyncFunctionDef):
        yield path, node, node.end_lineno - node.lineno + 1


def texts(word: str) -> list[str]:
    """Where a text literal holds a pattern."""
    found = re.compile(word, re.IGNORECASE)
    return [
        f"{shown(path)}:{node.lineno}"
        for path, node in nodes(ast.Constant)
        if isinstance(node.value, str) and found.search(node.value)
    ]


def lines(pattern: str) -> list[str]:
    """Where a line of a module matches a pattern."""
    found = re.compile(pattern)
    return [
        f"{shown(path)}:{number}"
        for path in MODULES
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1)
        if found.search(line)
    ]


def test_a_module_says_what_it_is():
    assert [shown(path) for path in MODULES if not ast.get_docstring(parsed(path))] == []


def test_every_kind_is_a_pydantic_model_and_says_what_it_is():
    schema = vocabulary()
    kinds = (*schema.kinds.values(), *schema.parts.values())
    assert [cls.__name__ for cls in kinds if not issubclass(cls, BaseModel) or not cls.__doc__] == []


def test_a_fact_says_where_its_formula_comes_from():
    facts = [path for path in MODULES if path.parent.name == "facts" and path.name != "__init__.py"]
    assert [shown(path) for path in facts if "Source: " not in (ast.get_docstring(parsed(path)) or "")] == []


def test_no_function_is_longer_than_forty_lines():
    assert [f"{shown(path)}:{node.lineno} {node.name}" for path, node, size in functions() if size > 40] == []


def test_no_module_is_longer_than_four_hundred_lines():
    assert [shown(path) for path in MODULES if path.read_text(encoding="utf-8").count("\n") > 400] == []


def test_half_of_all_functions_are_short():
    sizes = sorted(size for _, _, size in functions())
    assert sizes[len(sizes) // 2] <= 9


def test_every_silenced_check_has_its_reason():
    assert lines(r"#\s*(type: ignore|noqa)(?!.*--)") == []


def test_no_message_scolds():
    """A message says what was seen, what is allowed and what to do; one word says none of these."""
    assert texts(r"\binvalid\b") == []


def test_nothing_is_unpickled():
    """A cache that is un-pickled is a program that somebody else may write."""
    imported = {(alias.name, shown(path)) for path, node in nodes(ast.Import) for alias in node.names}
    imported |= {(node.module or "", shown(path)) for path, node in nodes(ast.ImportFrom)}
    assert [row for row in imported if row[0] in {"pickle", "marshal", "shelve", "dill", "joblib"}] == []


def test_nothing_is_executed():
    """Nothing that a plan folder contains runs as Python."""
    calls = [(shown(path), node.func.id) for path, node in nodes(ast.Call) if isinstance(node.func, ast.Name)]
    assert [call for call in calls if call[1] in {"eval", "exec", "__import__"}] == []
    keywords = [(shown(path), keyword.arg) for path, node in nodes(ast.Call) for keyword in node.keywords]
    assert [keyword for keyword in keywords if keyword[1] == "bytecode_cache"] == []


def test_numbers_are_read_with_plain_digits():
    r"""`\d` also reads digits of other scripts."""
    assert texts(r"\\d") == []


def test_lines_are_split_at_line_ends_only():
    """`splitlines` also splits where no editor does, and every position after it would be off."""
    assert lines(r"\.splitlines\(") == []


def test_the_layers_hold():
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def test_every_exception_in_the_settings_has_its_reason():
    settings = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    lists = re.findall(r'^  "[A-Z]+[0-9]*",.*$', settings, re.MULTILINE)
    assert lists
    assert [line for line in lists if "#" not in line] == []


def test_no_text_names_a_place_on_somebodys_machine():
    place = re.compile(r"(?<![\w.])/(home|root|Users|work|farm)/")
    assert [shown(path) for path in OWN_TEXT if place.search(path.read_text(encoding="utf-8", errors="replace"))] == []


def test_continuous_integration_tries_each_law_on_three_hundred_examples():
    assert settings.get_profile("ci").max_examples == 300
    assert "export CI=true" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    own = {
        (shown(path), count)
        for path in (ROOT / "tests" / "laws").glob("test_*.py")
        for count in re.findall(r"max_examples=([0-9]+)", path.read_text(encoding="utf-8"))
    }
    assert own == {("tests/laws/test_plans.py", "2")}, "one for each kind there is: two of each are enough"
