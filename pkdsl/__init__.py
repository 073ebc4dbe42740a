"""A plan-as-code language for peacekeeping missions: write a plan, check it, ask it why, print it."""

__version__ = "0.1.0"
