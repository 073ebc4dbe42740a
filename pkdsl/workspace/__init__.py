"""The only door to the disk: finds a plan, reads it as values, and writes whole files or none."""

from pkdsl.workspace.config import EDITIONS, Configuration, Render
from pkdsl.workspace.files import File, Limits
from pkdsl.workspace.folder import is_inside
from pkdsl.workspace.outcome import Outcome, recall, remember
from pkdsl.workspace.outputs import still_there, wrote
from pkdsl.workspace.packages import shipped
from pkdsl.workspace.plan import NoPlan, Reading, Request, Root, find, nearest_root, read
from pkdsl.workspace.revision import NoRevision, taken_out
from pkdsl.workspace.writing import Refused, replace_all

__all__ = [
    "EDITIONS", "Configuration", "File", "Limits", "NoPlan", "NoRevision", "Outcome", "Reading", "Refused", "Render", "Request", "Root",
    "find", "is_inside", "nearest_root", "read", "recall", "remember", "replace_all", "shipped",
    "still_there", "taken_out", "wrote",
]  # fmt: skip
