"""What the language means to have and the runtime does not do yet: said as such, instead of refused as wrong."""

from __future__ import annotations

from collections.abc import Mapping

from engine.compiler.checks.checking import Checking

UNSUPPORTED: Mapping[tuple[str, str], str] = {}
"""Kind of step (or `definition`) and key, to the sentence that says what is missing. Nothing is missing at present."""


def check_supported(c: Checking, unsupported: Mapping[tuple[str, str], str] = UNSUPPORTED) -> None:
    """Report every written key that the runtime does not do yet."""
    for (kind, key), sentence in unsupported.items():
        places = [()] if kind == "definition" else [at.loc for at in c.outline.steps if at.step.kind == kind]
        for loc in places:
            if c.is_written((*loc, key)):
                c.report((*loc, key), "unsupported", sentence, key=True, severity="unsupported")
