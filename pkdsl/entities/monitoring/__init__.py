"""How the mission knows whether it succeeds, and what it learns."""

from pkdsl.entities.monitoring.indicator import Benchmark, CorrectiveAction, Indicator, InterimTarget, Observation
from pkdsl.entities.monitoring.review import Lesson, Review

__all__ = ["Benchmark", "CorrectiveAction", "Indicator", "InterimTarget", "Lesson", "Observation", "Review"]
