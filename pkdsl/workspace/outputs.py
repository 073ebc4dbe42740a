"""What an earlier render wrote, remembered by its digests: what is there already is not made again."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from pkdsl.workspace import cache
from pkdsl.workspace.outcome import depends_on

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pkdsl.workspace.plan import Reading


def still_there(reading: Reading, *wish: object) -> tuple[Path, ...]:
    """The files that an earlier run wrote for the same wish from the same texts, if all are as it left them."""
    stored = cache.load(_key(reading, wish))
    if not isinstance(stored, dict) or not all(_is(Path(path), digest) for path, digest in stored.items()):
        return ()
    return tuple(map(Path, stored))


def wrote(reading: Reading, files: Mapping[Path, bytes], *wish: object) -> None:
    """Remember what was written."""
    cache.store(_key(reading, wish), {str(path.absolute()): sha256(data).hexdigest() for path, data in files.items()})


def _key(reading: Reading, wish: tuple[object, ...]) -> str:
    return cache.key_of("render", str(reading.root.folder.absolute()), wish, *depends_on(reading))


def _is(path: Path, digest: str) -> bool:
    try:
        return not path.is_symlink() and sha256(path.read_bytes()).hexdigest() == digest
    except OSError:
        return False
