"""`pkdsl new`: the skeleton of a rule, a plan, a document, or a declaration of any kind."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click

from pkdsl.cli._options import common_options

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from click.shell_completion import CompletionItem

    from pkdsl.cli._session import Session
    from pkdsl.schema.spec import EntitySpec

FILES = ("rule", "plan", "document")
FAMILY = re.compile(r"[A-Z][A-Z0-9]{1,3}")


def _kinds(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    from click.shell_completion import CompletionItem

    from pkdsl.schema.discovery import vocabulary

    return [CompletionItem(kind) for kind in sorted({*FILES, *vocabulary().kinds}) if kind.startswith(incomplete)]


@click.command(short_help="Write the skeleton of a rule, a plan, a document or a declaration.")
@click.argument("kind", shell_complete=_kinds)
@click.argument("words", nargs=-1, metavar="[NAME] [TITLE]")
@common_options
@click.pass_obj
def command(session: Session, kind: str, words: tuple[str, ...]) -> None:
    """Write a skeleton.

    \b
    pkdsl new plan DIR                a small plan that checks clean (like pkdsl init)
    pkdsl new rule FAMILY "TITLE"     a rule page with the next free code of its family
    pkdsl new document NAME           a document of pkdsl itself: a view and its words
    pkdsl new KIND NAME "TITLE"       a declaration, printed: its required fields, the others as comments
    """  # noqa: D301 -- \b is click's mark for lines that stay as they are
    name, title = (*words, "", "")[:2]
    if kind == "plan":
        from pkdsl.cli.init import start

        start(session, session.folder / (name or "."))
    elif kind == "rule":
        _write(session, *_rule(session.folder, name.upper(), title))
    elif kind == "document" and _is_checkout(session.folder):
        for path, text in _document(session.folder, name, title):
            _write(session, path, text)
    else:
        session.put("".join(f"{line}\n" for line in _declaration(kind, name, title)))


def _write(session: Session, path: Path, text: str) -> None:
    from pkdsl.workspace import replace_all

    if path.exists():
        raise click.UsageError(f"`{path}` is there already; nothing was written.")
    replace_all({path: text.encode()})
    session.note(f"wrote {path}")


def _is_checkout(folder: Path) -> bool:
    """Whether somebody works on pkdsl itself here."""
    return (folder / "stdlib" / "rules").is_dir() and (folder / "pkdsl" / "documents").is_dir()


def _rule(folder: Path, family: str, title: str) -> tuple[Path, str]:
    """The page of a new rule: in pkdsl's own folder for its families, else in the plan."""
    from pkdsl.cli._skeletons import fill

    if not FAMILY.fullmatch(family):
        raise click.UsageError(
            "Name a family, two to four capital letters or digits, and a title: "
            'pkdsl new rule ADE "Every base has a helipad".'
        )
    title = title or "What must hold"
    slug = "-".join(re.findall(r"[a-z0-9]+", title.lower()))[:60]
    if _is_checkout(folder):
        home, taken = folder / "stdlib" / "rules" / family.lower(), _shipped_codes()
    else:
        home, taken = _home_in_plan(folder, family), _codes_of_plan(folder)
    number = max((int(code[-3:]) for code in taken if code.startswith(f"{family}-")), default=0) + 1
    code = f"{family}-{number:03}"
    return home / f"{code}-{slug}.pk.md", fill("rule.pk.md", code=code, heading=slug.replace("-", " "), title=title)


def _home_in_plan(folder: Path, family: str) -> Path:
    from pkdsl.workspace import find

    reserved = {code.rpartition("-")[0] for code in _shipped_codes()}
    if family in reserved:
        raise click.UsageError(
            f"The family {family} is pkdsl's own; choose another, for instance the first letters of your mission's acronym."
        )
    return find(folder).folder / "rules"


def _shipped_codes() -> set[str]:
    from pkdsl.cli._pages import pages

    return {page.code for page in pages()}


def _codes_of_plan(folder: Path) -> set[str]:
    """Codes that the plan's text mentions: a code is never used twice, not even one that was only waived."""
    from pkdsl.workspace import find, read

    texts = (file.source.text for file in read(find(folder)).files.values())
    return {code for text in texts for code in re.findall(r"\b[A-Z][A-Z0-9]*-[0-9]{3}\b", text)}


def _document(folder: Path, name: str, title: str) -> Iterator[tuple[Path, str]]:
    from pkdsl.cli._skeletons import fill

    if not re.fullmatch(r"[a-z][a-z0-9_]*", name):
        raise click.UsageError("Name the document in small letters: pkdsl new document training_plan.")
    home = folder / "pkdsl" / "documents"
    values = {"name": name, "title": title or name.replace("_", " ").capitalize()}
    yield home / f"{name}.py", fill("document.py.txt", **values)
    yield home / f"{name}.md.j2", fill("document.md.j2", **values)


def _declaration(kind: str, name: str, title: str) -> Iterator[str]:
    """A declaration with a line for each field: required ones first, the others as comments."""
    from pkdsl.diagnostics.nearest import did_you_mean
    from pkdsl.schema.discovery import vocabulary

    schema = vocabulary()
    spec = schema.of(kind)
    if spec is None:
        known = sorted({*FILES, *schema.kinds})
        raise click.UsageError(
            f"There is no kind `{kind}`; `pkdsl schema --docs` lists them.{did_you_mean(kind, known)}"
        )
    header = " ".join(filter(None, (kind, name, f'"{title or name.replace("_", " ").capitalize()}"' if name else "")))
    yield f"{header} {{"
    yield from _fields(spec)
    yield "}"


def _fields(spec: EntitySpec) -> Iterator[str]:
    from pkdsl.ide.reference import holds
    from pkdsl.schema.base import Declared

    own = [
        field for field in spec.fields.values() if not field.derived and field.attribute not in Declared.model_fields
    ]
    lines = [(f"{field.part.kind} {{ }}" if field.part else f"{field.name}:", field) for field in own]
    width = max((len(text) for text, _ in lines), default=0)
    for text, field in sorted(lines, key=lambda line: not line[1].required):
        yield f"  {text:<{width}}  # {holds(field)}" if field.required else f"  # {text:<{width}}  {holds(field)}"
