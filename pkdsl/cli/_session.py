"""One run of pkdsl: what was asked for on the command line, and where answers go."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, field, replace
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from pkdsl import __version__

if TYPE_CHECKING:
    from datetime import date

    from pkdsl.cli._options import Output
    from pkdsl.report import Report


@dataclass
class Session:
    """The options of this run; each command line fills one."""

    folder: Path = field(default_factory=Path)
    color: str = "auto"
    quiet: bool = False
    verbose: int = 0
    debug: bool = False
    config: Path | None = None
    as_of: date | None = None
    scenario: str = ""
    limits: tuple[tuple[str, int], ...] = ()
    stdin_filename: str = ""
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: tuple[str, ...] = ()
    outputs: tuple[Output, ...] = ()
    max_findings: int = 1_000
    stats: bool = False
    no_cache: bool = False
    redact: bool | None = None
    language: str = ""
    began: float = field(default_factory=perf_counter)

    @property
    def colored(self) -> bool:
        """Whether standard output wants colour."""
        if self.color != "auto":
            return self.color == "always"
        return not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb" and sys.stdout.isatty()

    @property
    def redacts(self) -> bool:
        """Whether what is said is kept in a log: as the command line says, else wherever there is continuous integration."""
        return self.redact if self.redact is not None else os.environ.get("CI", "").lower() in {"true", "1"}

    def put(self, text: str) -> None:
        """Data: standard output."""
        sys.stdout.write(text)

    def note(self, text: str) -> None:
        """A remark: standard error, unless silence was asked for."""
        if not self.quiet:
            sys.stderr.write(f"{text}\n")

    def progress(self, words: str) -> None:
        """How far a long run is, on a terminal only; the next word takes its place, and none at all ends it."""
        if not self.quiet and sys.stderr.isatty() and os.environ.get("TERM") != "dumb":
            sys.stderr.write(f"\r\x1b[2K{words}")
            sys.stderr.flush()

    def tell(self, report: Report) -> None:
        """The report in every form that was asked for, text if none was."""
        from pkdsl.cli._pages import with_slugs
        from pkdsl.report import write

        report = replace(report, findings=with_slugs(report.findings), waived=with_slugs(report.waived))
        report = replace(report, version=__version__, wordy=self.verbose > 0 or "info" in self.fail_on)
        for form, file in [(o.form, o.file) for o in self.outputs] or [("text", "")]:
            timed = replace(report, stats=self._measured()) if form == "text" or self.stats else report
            if self.quiet and form == "text" and not timed.findings:
                continue
            text = write(timed, form, color=self.colored and not file)
            self._save(file, text) if file else self.put(text)

    def _measured(self) -> dict[str, str]:
        """How long the run took, and, if that was asked for, how much memory at most."""
        measured = {"s": f"{perf_counter() - self.began:.2f}"}
        if self.stats:
            measured["MiB of memory"] = _peak()
        return measured

    def tell_error(self, sentence: str, code: int) -> None:
        """The same for a run that ended early: programs that asked for JSON get JSON."""
        from pkdsl.report import Report

        self.outputs = tuple(output for output in self.outputs if output.form != "text")
        if self.outputs:
            self.tell(Report(error=sentence, exit_code=code))

    def _save(self, file: str, text: str) -> None:
        from pkdsl.workspace import replace_all

        replace_all({self.folder / file: text.encode()})


def _peak() -> str:
    """The most memory that this process held, in mebibytes; unknown where the system does not say."""
    try:
        import resource
    except ImportError:
        return "?"
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return f"{held / (1024 * 1024 if sys.platform == 'darwin' else 1024):.0f}"
