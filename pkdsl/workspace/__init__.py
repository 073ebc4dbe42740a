"""The only door to the disk: finds a plan, reads it as values, and writes whole files or none."""

from pkdsl.workspace.files import File, Limits
from pkdsl.workspace.plan import NoPlan, Reading, Root, find, read
from pkdsl.workspace.writing import Refused, replace_all

__all__ = ["File", "Limits", "NoPlan", "Reading", "Refused", "Root", "find", "read", "replace_all"]
