"""Every arrival and departure shows in review: one line for each kind, field, rule, document, format, export and command."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from pkdsl import documents, exports, formats
from pkdsl.cli._commands import COMMANDS
from pkdsl.schema.base import Declared
from pkdsl.schema.discovery import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent.parent
GOLDEN = ROOT / "tests" / "golden" / "registry.txt"
BASE = set(Declared.model_fields)


def registry() -> Iterator[str]:
    """The lines, in an order that does not change."""
    schema = vocabulary()
    for word, cls in sorted({**schema.kinds, **schema.parts}.items()):
        yield f"{'kind' if word in schema.kinds else 'part'} {word}"
        yield from (
            f"field {word}.{field.name}" for field in schema.spec(cls).fields.values() if field.attribute not in BASE
        )
    pages = sorted(path.name.removesuffix(".pk.md") for path in (ROOT / "stdlib" / "rules").rglob("*.pk.md"))
    yield from (f"rule {page}" for page in pages)
    yield from (f"document {name}" for name in sorted(documents.everything()))
    yield from (f"format {name}" for name in sorted(formats.everything()))
    yield from (f"export {name}" for name in sorted(exports.everything()))
    yield from (f"command {name}" for name in sorted(COMMANDS.list_commands(None)))


def test_what_there_is_is_what_was_reviewed():
    text = "".join(f"{line}\n" for line in registry())
    if os.environ.get("BLESS"):
        GOLDEN.write_text(text, encoding="utf-8")
    assert GOLDEN.read_text(encoding="utf-8") == text, "run with BLESS=1 and review the difference"


def test_codes_are_unique():
    codes = [re.match(r"rule ([A-Z0-9]+-[0-9]{3})", line)[1] for line in registry() if line.startswith("rule ")]
    assert len(codes) == len(set(codes))
