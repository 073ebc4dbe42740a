"""What `init` and `new` write: text files of this folder, with `$name` places for what differs."""

from __future__ import annotations

from pkgutil import get_data
from string import Template

PLAN = {
    "plan/pkdsl.toml": "pkdsl.toml",
    "plan/mission.pk": "mission.pk",
    "plan/force.pk": "force.pk",
    "plan/risks.pk": "risks.pk",
    "plan/gitignore": ".gitignore",
    "plan/pre-commit-config.yaml": ".pre-commit-config.yaml",
    "plan/workflow.yml": ".github/workflows/plan.yml",
}
"""The files of a new plan: the skeleton, and what it becomes."""


def plan_files() -> dict[str, str]:
    """The files of a new plan by their path below its folder."""
    return {path: fill(skeleton) for skeleton, path in PLAN.items()}


def fill(skeleton: str, **values: str) -> str:
    """A skeleton with its places filled."""
    data = get_data(__name__, skeleton)
    if data is None:
        raise FileNotFoundError(skeleton)
    return Template(data.decode()).substitute(values)
