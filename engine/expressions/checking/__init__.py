"""Static checks: the type of an expression, and everything in it that cannot be right."""

from engine.expressions.checking.scope import Finding, Scope

__all__ = ["Finding", "Scope"]
