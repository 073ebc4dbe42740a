"""Rules become verdicts and findings; waivers and severities have their say."""

from pkdsl.judge.explain import Failure
from pkdsl.judge.judge import Counts, Verdicts, explained, judge, judge_by, rules

__all__ = ["Counts", "Failure", "Verdicts", "explained", "judge", "judge_by", "rules"]
