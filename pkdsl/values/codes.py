"""Codes that no table lists, because their standard leaves them to whoever needs one."""

from __future__ import annotations

import re

_USER_ASSIGNED = re.compile(r"AAA|ZZZ|X[A-Z]{2}|Q[M-Z][A-Z]", re.ASCII)


def is_user_assigned(code: str) -> bool:
    """Whether ISO 3166 leaves this alpha-3 code free, for an invented state for instance: AAA, QMA–QZZ, XAA–XZZ, ZZZ."""
    return _USER_ASSIGNED.fullmatch(code) is not None
