"""The same for many things at once, on all cores that there are; what comes of it is in the order of the things."""

from __future__ import annotations

import gc
import os
import signal
from multiprocessing import get_all_start_methods, get_context
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

Item = TypeVar("Item")
Result = TypeVar("Result")

FORK = "fork"
"""A process that begins with all that this one holds, so that only things and results are sent."""

_function: Callable[[Any], Any]


def on_all_cores(function: Callable[[Item], Result], items: Sequence[Item]) -> Iterator[Result]:
    """What a function makes of each; one after the other where there is one core, or where processes cannot be forked."""
    cores = min(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1, len(items))
    if cores <= 1 or FORK not in get_all_start_methods():
        gc.freeze()
        yield from map(function, items)
    else:
        with get_context(FORK).Pool(cores, _begun, (function,)) as pool:
            yield from pool.imap(_made, items)


def _begun(function: Callable[[Any], Any]) -> None:
    """A worker begins: whoever interrupts the command interrupts the process that started it, and that ends the workers."""
    global _function  # noqa: PLW0603 -- a worker has one function, all its life
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    gc.freeze()
    _function = function


def _made(item: Any) -> Any:  # noqa: ANN401 -- whatever the function takes and returns
    return _function(item)
