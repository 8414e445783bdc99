"""Mutation testing of definitions: does any story notice when a rule is changed?

Every mutant is the written definition with one rule changed in the typed model, compiled like any other. What only
people read (names, texts, stages) and what the company lays down for all (inherited rungs) is left alone.
"""

from engine.scenarios.mutation.judging import MutationReport, judge
from engine.scenarios.mutation.mutants import Mutant, mutants
from engine.scenarios.mutation.written import judge_text

__all__ = ["Mutant", "MutationReport", "judge", "judge_text", "mutants"]
