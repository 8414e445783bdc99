"""FEEL, the expression language of DMN: parse once, check, evaluate often. See docs/feel.md.

expression = parse_expression('amount > 500000 and payment = "L/C"')
expression.evaluate({"amount": 600000, "payment": "L/C"}, now=now)   # True
"""

from engine.expressions.checking import Finding, Scope
from engine.expressions.decision_table import Asked, Clash, Hit, HitPolicy, evaluate_table
from engine.expressions.errors import EvaluationError, ExpressionError, NeedsWorld
from engine.expressions.evaluation import Budget, Function, Lookup
from engine.expressions.expression import Expression, UnaryTests, parse_expression, parse_unary_tests
from engine.expressions.types import FeelType, context_of, list_of
from engine.expressions.values import Range, YearsMonths

__all__ = [
    "Asked",
    "Budget",
    "Clash",
    "EvaluationError",
    "Expression",
    "ExpressionError",
    "FeelType",
    "Finding",
    "Function",
    "Hit",
    "HitPolicy",
    "Lookup",
    "NeedsWorld",
    "Range",
    "Scope",
    "UnaryTests",
    "YearsMonths",
    "context_of",
    "evaluate_table",
    "list_of",
    "parse_expression",
    "parse_unary_tests",
]
