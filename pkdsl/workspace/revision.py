"""A plan as it was in a revision: what git keeps of its folder, taken out beside the work tree, which is not touched.

Git is asked for data alone: its archive of one tree. No hook, filter, or command of the repository runs for that.
"""

from __future__ import annotations

import io
import os
import subprocess
import tarfile
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from pkdsl.workspace.folder import CONFIGURATION, is_read, stays_inside

if TYPE_CHECKING:
    from collections.abc import Iterator

GIT = ("git", "--no-pager", "--no-optional-locks", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null")
QUIET = {"GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1", "LC_ALL": "C"}
LAYERS = (".geojson", ".json")
"""What a plan's settings may name as the ground of its maps."""


class NoRevision(Exception):  # noqa: N818 -- it says what was looked for and not found
    """There is no such revision, or none of this folder."""


@contextmanager
def taken_out(folder: Path, revision: str) -> Iterator[Path]:
    """The folder as it was in a revision, for as long as the context lasts.

    Raises `NoRevision` where there is no git, no repository, no such revision, or no such folder in it.
    """
    tree = (
        _asked(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{tree}}").decode().strip()
    )
    inside = _asked(folder, "rev-parse", "--show-prefix").decode().strip()
    top = Path(_asked(folder, "rev-parse", "--show-toplevel").decode().rstrip("\n"))
    data = _asked(top, "archive", "--format=tar", f"{tree}:{inside}" if inside else tree)
    with TemporaryDirectory(prefix="pkdsl-") as found:
        _put(data, Path(found))
        yield Path(found)


def _put(archive: bytes, folder: Path) -> None:
    """The plain files of an archive that a plan may be made of; links and whatever leads out of the folder are not."""
    with tarfile.open(fileobj=io.BytesIO(archive)) as members:
        for member in members:
            data = members.extractfile(member) if member.isfile() else None
            if data is not None and _is_wanted(member.name) and stays_inside(member.name, folder):
                target = folder / member.name
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(data.read())


def _is_wanted(path: str) -> bool:
    return is_read(path) or path.endswith((CONFIGURATION, *LAYERS))


def _asked(folder: Path, *arguments: str) -> bytes:
    """What git answers."""
    try:
        done = subprocess.run(  # noqa: S603 -- a fixed command; what the user says stands behind --end-of-options
            (*GIT, "-C", str(folder), *arguments), capture_output=True, check=True, env={**os.environ, **QUIET}
        )
    except FileNotFoundError:
        raise NoRevision("Git is not installed, so there are no revisions to compare.") from None
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode(errors="replace").strip().removeprefix("fatal: ")
        raise NoRevision(said or "there is no such revision") from None
    return done.stdout
