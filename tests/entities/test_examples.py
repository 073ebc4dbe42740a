"""The example of every kind is a plan without a mistake."""

import inspect

import pytest

import pages
from pkdsl.schema.discovery import vocabulary

SCHEMA = vocabulary()


@pytest.mark.parametrize("cls", [*SCHEMA.kinds.values(), *SCHEMA.parts.values()], ids=lambda cls: cls.kind)
def test_the_example_compiles_without_a_finding(cls):
    for example in pages.examples(cls.kind, inspect.getdoc(cls)):
        found = pages.findings(example, ())
        assert [f"{finding.code} {finding.message}" for finding in found] == []
