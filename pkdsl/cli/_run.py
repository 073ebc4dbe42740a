"""Runs a command and turns whatever happens into one sentence and one of the exit codes."""

from __future__ import annotations

import hashlib
import os
import signal
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from pkdsl.cli._commands import COMMANDS
from pkdsl.cli._exits import Exit, first
from pkdsl.cli._session import Session

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType


class Terminated(BaseException):
    """The system asked pkdsl to stop."""


def run(arguments: list[str]) -> int:
    """The exit code; every way out of a command ends here."""
    _speak_utf8()
    if "_PKDSL_COMPLETE" in os.environ:
        COMMANDS.main(arguments, "pkdsl", obj=Session())
    session = Session()
    with _stopping_at_sigterm():
        try:
            code = _invoke(arguments, session)
        except BaseException as error:  # noqa: BLE001 -- the outermost shell: no exception leaves it as a traceback
            code, sentence = _ending(error, session)
            if sentence:
                code = _tell(session, code, sentence)
    return _flushed(code)


def _invoke(arguments: list[str], session: Session) -> int:
    with COMMANDS.make_context("pkdsl", list(arguments), obj=session) as context:
        return COMMANDS.invoke(context) or Exit.DONE


def _ending(error: BaseException, session: Session) -> tuple[int, str]:
    """The exit code for an exception, and what is said about it; nothing for what needs no word."""
    from pkdsl.workspace import NoPlan, Refused

    if isinstance(error, click.exceptions.Exit):
        return error.exit_code, ""
    if isinstance(error, (click.ClickException, NoPlan)):
        return Exit.CALLED_WRONGLY, _called_wrongly(error)
    if isinstance(error, (KeyboardInterrupt, click.Abort)):
        return Exit.INTERRUPTED, ""
    if isinstance(error, Terminated):
        return Exit.TERMINATED, ""
    if isinstance(error, BrokenPipeError):
        return Exit.ENVIRONMENT, ""
    if isinstance(error, Refused):
        return Exit.REFUSED, str(error)
    if isinstance(error, OSError):
        return Exit.ENVIRONMENT, _environment(error)
    return Exit.DEFECT, _defect(error, session)


def _called_wrongly(error: Exception) -> str:
    """What click or the workspace says, in our words where click's would read like a scolding."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        return f"a command is missing.\n\n{error.format_message()}"
    if isinstance(error, click.MissingParameter) and isinstance(error.param, click.Argument) and error.ctx:
        path, name = error.ctx.command_path, error.param.human_readable_name
        return f"{name} is missing: `{path} {' '.join(_asked(error.ctx))}`; `{path} --help` says what it may be."
    if isinstance(error, click.MissingParameter) or not isinstance(error, click.BadParameter):
        return error.format_message() if isinstance(error, click.ClickException) else str(error)
    if isinstance(error.param, click.Argument):
        return f"{error.param.human_readable_name}: {error.message}"
    hint = error.param.get_error_hint(error.ctx) if error.param and error.ctx else error.param_hint or ""
    return f"{hint}: {error.message}"


def _asked(context: click.Context) -> Iterator[str]:
    """The arguments that a command takes, as its help writes them."""
    for parameter in context.command.params:
        if isinstance(parameter, click.Argument):
            name = parameter.human_readable_name
            yield name if parameter.required or name.startswith("[") else f"[{name}]"


def _environment(error: OSError) -> str:
    """What the system would not do, and to what."""
    what = f"`{error.filename}`" if error.filename else "the output could not be written"
    return f"{what}: {error.strerror or error}."


def _defect(error: BaseException, session: Session) -> str:
    """One line with an identifier by which two reports of the same defect are known; the traceback only if asked for."""
    import traceback

    if session.debug:
        traceback.print_exception(error)
    frames = traceback.extract_tb(error.__traceback__)
    where = f"{type(error).__name__}@{frames[-1].filename.rpartition('pkdsl')[2]}:{frames[-1].name}" if frames else ""
    identifier = hashlib.sha256(where.encode()).hexdigest()[:8]
    return (
        f"pkdsl itself failed (defect {identifier}, {type(error).__name__} in {frames[-1].name if frames else 'start'}). "
        "Please report it with the command you ran; --debug shows where."
    )


def _tell(session: Session, code: int, sentence: str) -> int:
    """The sentence on standard error, and in the forms that were asked for; the more serious code if that fails."""
    try:
        sys.stderr.write(f"error: {sentence}\n")
        session.tell_error(sentence, code)
    except OSError:
        return first((Exit(code), Exit.ENVIRONMENT))
    return code


def _flushed(code: int) -> int:
    """The code, once all output is out; a reader that went away is no reason for a word, a full disk is."""
    try:
        sys.stdout.flush()
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(error, BrokenPipeError):
            sys.stderr.write(f"error: {_environment(error)}\n")
        return first((Exit(code), Exit.ENVIRONMENT))
    return code


def _speak_utf8() -> None:
    """The same bytes on every machine, whatever its locale."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


@contextmanager
def _stopping_at_sigterm() -> Iterator[None]:
    """Let a request to stop unwind like an interruption, so that temporary files go."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise Terminated

    try:
        before = signal.signal(signal.SIGTERM, stop)
    except ValueError:  # not the main thread: whoever runs us there stops us
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
