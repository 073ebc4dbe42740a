"""`pkdsl diff`: what a change means."""

from __future__ import annotations

from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

import click

from pkdsl.cli._options import plan_options
from pkdsl.cli._writing import cleared, readers, release_option

if TYPE_CHECKING:
    from pkdsl.changes import Changes
    from pkdsl.cli._session import Session
    from pkdsl.compiler import Compilation

HEAD, HERE = "HEAD", "the work tree"
FORMS = ("text", "markdown", "html", "json")


class Side(NamedTuple):
    """One of two plans: what it is called, and itself."""

    name: str
    compilation: Compilation
    is_scenario: bool = False


@click.command(short_help="Show what a change means: objects, people, money, marks, findings.")
@click.argument("before", required=False, metavar="[A]")
@click.argument("after", required=False, metavar="[B]")
@click.option("--format", "form", type=click.Choice(FORMS), default="text", help="[default: text]")
@click.option("--exit-code", "strict", is_flag=True, help="Exit with 1 where anything has changed.")
@click.option("--audience", metavar="MARKING", default="", help="Tell what readers cleared up to this may see.")
@release_option
@plan_options
@click.pass_obj
def command(  # noqa: PLR0913 -- click passes each option by name
    session: Session,
    before: str | None,
    after: str | None,
    form: str,
    *,
    strict: bool,
    audience: str,
    release_to: tuple[str, ...],
) -> int:
    """Show what changed between A and B: what came and went, people, money, dates, marks, and what is found now.

    A and B are folders of plans, scenarios of the plan around the current folder, or revisions of git. With one, a
    scenario is compared with the plan as it stands, and a folder or revision with the work tree; with none, the last
    revision is. Layout, comments, and the file in which something stands are no change.
    """
    from pkdsl.changes import changes
    from pkdsl.plan.marks import OUTSIDER
    from pkdsl.schema.annotations import MARKINGS

    one, two = _Plans(session).sides(before, after)
    marking = cleared(audience or (MARKINGS[0] if session.redacts else ""))
    whom = readers(two.compilation, release_to, marking) or ((OUTSIDER,) if session.redacts else ())
    limited = bool(marking or whom)
    found = changes(*(side.compilation.seen_by(marking, whom) if limited else side.compilation for side in (one, two)))
    session.put(_written(found, form, one, two))
    return int(strict and not found.is_none)


class _Plans:
    """The plans that names on the command line stand for."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def sides(self, before: str | None, after: str | None) -> tuple[Side, Side]:
        """Both, the earlier one first."""
        if before is None:
            return self._revision(HEAD), self._here
        if after is not None:
            return self._named(before), self._named(after)
        named = self._named(before)
        return (self._here, named) if named.is_scenario else (named, self._here)

    @cached_property
    def _here(self) -> Side:
        """The plan around the current folder, as it is now."""
        from pkdsl.cli._plans import compiled

        return Side(HERE, compiled(self._session)[0].compilation)

    def _named(self, name: str) -> Side:
        from pkdsl.cli._plans import compiled

        if name and (self._session.folder / name).exists():
            return Side(name, compiled(self._session, [name])[0].compilation)
        if name in self._scenarios:
            return Side(f"scenario {name}", self._here.compilation.beside[name], is_scenario=True)
        return self._revision(name)

    @property
    def _scenarios(self) -> tuple[str, ...]:
        """Those of the plan around the current folder, if there is one."""
        from pkdsl.workspace import NoPlan

        try:
            return self._here.compilation.scenarios
        except NoPlan:
            return ()

    def _revision(self, name: str) -> Side:
        from pkdsl.cli._plans import compiled_from, named
        from pkdsl.workspace import NoRevision, Request, Root, read, taken_out

        (plan,) = named(self._session, ())
        try:
            with taken_out(plan.root.folder, name) as folder:
                asked = Request(self._session.as_of, dict(self._session.limits))
                reading = read(Root(folder, plan.root.file, f"{name}:"), asked)
        except NoRevision as missing:
            raise click.UsageError(f"`{name}` is no folder, no scenario and no revision of git: {missing}.") from None
        return Side(name, compiled_from(self._session, plan, reading).compilation)


def _written(found: Changes, form: str, one: Side, two: Side) -> str:
    """What has changed, in one form."""
    if form in {"text", "json"}:
        written: str = import_module(f"pkdsl.changes.{form}").write(found, one.name, two.name)
        return written
    from pkdsl import formats
    from pkdsl.changes.paper import document

    return formats.write(document(found, one.name, two.name), "md" if form == "markdown" else form).decode()
