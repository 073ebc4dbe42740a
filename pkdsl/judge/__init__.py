"""Rules become verdicts and findings; waivers and severities have their say."""

from pkdsl.judge.judge import Counts, Verdicts, judge, judge_by, rules

__all__ = ["Counts", "Verdicts", "judge", "judge_by", "rules"]
