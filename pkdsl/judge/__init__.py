"""Rules become verdicts and findings; waivers and severities have their say."""

from pkdsl.judge.judge import Counts, Verdicts, judge

__all__ = ["Counts", "Verdicts", "judge"]
