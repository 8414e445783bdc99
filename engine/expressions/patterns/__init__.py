"""Regular expressions as FEEL has them (XPath), with a machine of our own: no pattern can take exponential time.

Python's `re` cannot be stopped once it has begun, so a pattern written by mistake or malice could stop a worker.
"""

from engine.expressions.patterns.pattern import Pattern, read_pattern
from engine.expressions.patterns.reader import PatternError

__all__ = ["Pattern", "PatternError", "read_pattern"]
