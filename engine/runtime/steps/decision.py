"""decision: the rules whose tests all pass, taken by the hit policy."""

from decimal import Decimal
from typing import Any

from engine.model.fields import Field
from engine.model.plan import Plan
from engine.model.steps.decision import Decision
from engine.model.types import field_at
from engine.model.values import fitted
from engine.runtime import flow
from engine.runtime.builder import Parked, TurnBuilder
from engine.runtime.runners import StepRunner
from engine.runtime.state import StepInstance


class DecisionRunner(StepRunner):
    """Writes what the hits say and goes on. Without a hit, or with too many, the step is parked."""

    def enter(self, step: Decision, here: StepInstance, turn: TurnBuilder) -> None:
        hits = turn.matching(step.rules, here.list)
        outputs = [
            {path: turn.calculate(value, here.list) for path, value in rule.then.items()}
            for rule in (hits[:1] if step.hit == "first" else hits)
        ]
        turn.write(_taken(step, outputs, turn), step.id, here.list)
        flow.finish(turn, here.id)


def _taken(step: Decision, outputs: list[dict[str, Any]], turn: TurnBuilder) -> dict[str, Any]:
    """What is written: one hit's values, or per path what the values of all hits come to."""
    if step.hit in ("unique", "first", "any", "priority"):
        if not outputs:
            raise Parked("no-rule", f"Expected a rule of {step.id} to match, but none did")
        if step.hit == "unique" and len(outputs) > 1:
            raise Parked("rules-overlap", f"Expected one rule of {step.id} to match, but {len(outputs)} did")
        if step.hit == "any" and any(one != outputs[0] for one in outputs):
            raise Parked("rules-differ", f"Expected the matching rules of {step.id} to agree, but they do not")
        return min(outputs, key=lambda one: _rank(one, turn.plan)) if step.hit == "priority" else outputs[0]
    paths = dict.fromkeys(path for rule in step.rules for path in rule.then)
    return {path: _aggregate(step.hit, [one[path] for one in outputs if path in one], path, turn) for path in paths}


def _rank(output: dict[str, Any], plan: Plan) -> tuple[int, ...]:
    """By the order in which the values of a choice are listed; other fields keep the order of the rules."""
    ranks = []
    for path, value in output.items():
        values = list((plan.definition.data[path].values or {}) if path in plan.definition.data else {})
        ranks.append(values.index(value) if value in values else len(values))
    return tuple(ranks)


def _aggregate(hit: str, values: list[Any], path: str, turn: TurnBuilder) -> Any:
    """What the values of all hits for one path come to; what was written in the rules is read by the field's type."""
    if hit == "collect":
        return values
    if hit == "count":
        return Decimal(len(values))
    field = field_at(turn.plan.definition.data, path) or Field(type="number")
    measured = [fitted(field, value, turn.zone) for value in values if value is not None]
    if hit == "sum":
        return sum(measured, Decimal(0))
    return (min if hit == "min" else max)(measured, default=None)
