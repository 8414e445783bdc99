"""user_task: people, form, outcomes, return, batch."""

from __future__ import annotations

from engine.compiler.checks.checking import Checking
from engine.compiler.checks.copies import check_copies
from engine.compiler.checks.events import check_reaction
from engine.compiler.checks.expressions import check_condition, check_expression
from engine.compiler.checks.fields import Writer, named_field, writable_field
from engine.compiler.checks.forms import check_form
from engine.compiler.checks.limits import check_calendar, check_duration, check_moment
from engine.compiler.checks.numbering import check_numbering
from engine.compiler.checks.people import check_everybody, check_who
from engine.compiler.checks.signers import check_signers
from engine.compiler.checks.steps import check_every_step
from engine.compiler.checks.targets import check_return_target
from engine.compiler.checks.texts import check_text
from engine.compiler.checks.values import check_choice_or_value, check_value
from engine.compiler.checks.votes import check_votes, has_several_seats
from engine.compiler.outline import StepAt
from engine.compiler.places import Loc
from engine.expressions.types import STRING
from engine.model.steps.user_task import Batch, Outcome, Return, UserTask
from engine.model.who import Who


def check(c: Checking, at: StepAt, step: UserTask) -> None:
    check_every_step(c, at, outcomes=step.outcomes)
    loc, names = at.loc, at.names
    if isinstance(step.assign, Who):
        check_who(c, (*loc, "assign"), step.assign, names)
    else:
        check_everybody(c, (*loc, "assign"), step.assign, names)
    check_form(c, (*loc, "form"), step.form, names, at.list.items, filled_by=step.assign)
    for outcome_id, outcome in step.outcomes.items():
        _check_outcome(c, (*loc, "outcomes", outcome_id), outcome, at)
    _check_return(c, at, step)
    check_votes(c, loc, step)
    check_signers(c, loc, step)
    _check_supplement(c, (*loc, "supplement"), step, at)
    _check_order(c, at, step)
    check_value(c, (*loc, "priority"), step.priority, names)
    check_copies(c, loc, step.copy_, names)
    for verb, who in (step.allow or {}).items():
        check_who(c, (*loc, "allow", verb), who, names)
    if not isinstance(step.when_nobody, str):
        check_who(c, (*loc, "when_nobody"), step.when_nobody, names)
    if step.recheck and step.due is None:
        message = "Expected a `due` whose date may move, but there is none."
        c.report((*loc, "recheck"), "no-limit", message, "Write `due`, or take `recheck` out.", key=True)
    if step.together is not None and step.together.if_ is not None:
        check_condition(c, (*loc, "together", "if"), step.together.if_, names)
    if step.batch is not None:
        _check_batch(c, (*loc, "batch"), step.batch, at)


def _check_outcome(c: Checking, loc: Loc, outcome: Outcome, at: StepAt) -> None:
    check_text(c, (*loc, "name"), outcome.name, at.names)
    for position, path in enumerate(outcome.require):
        writable_field(c, (*loc, "require", position), path, at.list.items, Writer.PERSON)
    acting = {**at.names, "actor": STRING}
    if outcome.if_ is not None:
        check_condition(c, (*loc, "if"), outcome.if_, acting)
    check_reaction(c, loc, outcome, at.list, acting)


def _check_return(c: Checking, at: StepAt, step: UserTask) -> None:
    back = step.return_
    if isinstance(back, Return):
        loc = (*at.loc, "return")
        for position, target in enumerate(back.to):
            check_return_target(c, (*loc, "to", position), target, at.list, step.id)
        if c.is_written((*loc, "when")) and (step.vote is None or step.order == "sequential"):
            message = "Expected several who vote at once, for there is nothing to collect here."
            c.report((*loc, "when"), "nothing-to-collect", message, "Take it out.", key=True)
        for position, path in enumerate(back.require):
            named_field(c, (*loc, "require", position), path, at.list.items)
    elif back is None and c.definition.defaults.return_ is not None:
        for target in c.definition.defaults.return_.to:
            step_id = target.partition(".")[0]
            if step_id != step.id and step_id in c.outline.by_id:
                check_return_target(c, (*at.loc, step.kind), target, at.list, step.id)
    elif back == "none" and c.definition.defaults.return_ is None:
        message = "Expected a `return` among the `defaults` to take away, but there is none."
        c.report((*at.loc, "return"), "nothing-inherited", message, "Take it out.", key=True)


def _check_order(c: Checking, at: StepAt, step: UserTask) -> None:
    here = (*at.loc, "order")
    check_choice_or_value(c, here, step.order, at.names, ("parallel", "sequential"))
    if c.is_written(here) and not has_several_seats(step):
        message = "Expected several seats for an `order`, but one task is offered here."
        c.report(here, "one-seat", message, "List several who, or write `each: true`.", key=True)


def _check_supplement(c: Checking, loc: Loc, step: UserTask, at: StepAt) -> None:
    rule = step.supplement
    if rule is None:
        return
    for position, path in enumerate(rule.fields):
        writable_field(c, (*loc, "fields", position), path, at.list.items, Writer.PERSON)
    check_moment(c, (*loc, "due"), rule.due, at.names)
    check_duration(c, (*loc, "max_pause"), rule.max_pause)
    forbidden = step.forbid if step.forbid is not None else c.definition.defaults.forbid
    if "supplement" in (forbidden or ()) or step.batch is not None:
        message = "Expected a task that may ask for supplements, but this is none."
        c.report(loc, "never-asked-for", message, "Take it out.", key=True)


def _check_batch(c: Checking, loc: Loc, batch: Batch, at: StepAt) -> None:
    if batch.key is not None:
        check_expression(c, (*loc, "key"), batch.key, at.names)
    moment = check_moment(c, (*loc, "release"), batch.release, {})
    if moment is not None and moment.form == "within":
        message = "Expected a time at which the batch is released, but found a duration."
        c.report((*loc, "release"), "bad-moment", message, "Such as `next of 14:00, 16:00` or `'17:30'`.")
    check_who(c, (*loc, "by"), batch.by, at.names)
    if batch.calendar:
        check_calendar(c, (*loc, "calendar"), batch.calendar)
    check_numbering(c, (*loc, "number"), batch.number)
    check_text(c, (*loc, "name"), batch.name, at.names)
    if batch.release is None and batch.at_count is None and batch.by is None:
        message = "Expected `release`, `at_count` or `by`, for this batch would never be released."
        c.report(loc, "no-release", message, key=True)
