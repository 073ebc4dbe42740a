"""The settings in force for a plan, and where each comes from."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from pkdsl.workspace import Configuration, Limits

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pkdsl.cli._session import Session
    from pkdsl.workspace import Reading

LEFT_OUT = frozenset({"source", "findings", "limits"})


def settings(session: Session, reading: Reading) -> Iterator[str]:
    """One line a setting: its name, its value, its origin."""
    rows = [
        *_of_configuration(reading.configuration),
        *_of_limits(session, reading.configuration),
        *_of_session(session),
    ]
    width = max(len(name) for name, _, _ in rows)
    values = max(len(value) for _, value, _ in rows)
    for name, value, origin in rows:
        yield f"{name:<{width}}  {value:<{values}}  {origin}"


def _of_configuration(configuration: Configuration) -> Iterator[tuple[str, str, str]]:
    default = Configuration()
    file = configuration.source.path if configuration.source else ""
    for field in fields(Configuration):
        value = getattr(configuration, field.name)
        if field.name not in LEFT_OUT:
            yield field.name, _said(value), "default" if value == getattr(default, field.name) else file


def _of_limits(session: Session, configuration: Configuration) -> Iterator[tuple[str, str, str]]:
    raised = dict(session.limits)
    for field in fields(Limits):
        if field.name in raised:
            yield f"limits.{field.name}", str(raised[field.name]), "command line"
        elif field.name in configuration.limits:
            yield f"limits.{field.name}", str(configuration.limits[field.name]), "pkdsl.toml"
        else:
            yield f"limits.{field.name}", str(field.default), "default"


def _of_session(session: Session) -> Iterator[tuple[str, str, str]]:
    today = session.as_of.isoformat() if session.as_of else "the mission's as_of"
    yield "as_of", today, "command line" if session.as_of else "default"
    yield "fail_on", _said(session.fail_on or ("error",)), "command line" if session.fail_on else "default"


def _said(value: Any) -> str:  # noqa: ANN401 -- any setting
    if isinstance(value, dict):
        return ", ".join(f"{key} = {_said(each)}" for key, each in value.items()) or "-"
    if isinstance(value, tuple):
        return ", ".join(map(_said, value)) or "-"
    if hasattr(value, "document"):
        return f"{value.document} as {_said(value.formats)} to {value.output}"
    return str(value) if value not in (None, "") else "-"
