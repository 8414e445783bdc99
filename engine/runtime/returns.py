"""Returns: the case moves back to an earlier step, and on the way forward some need not sign again.

`again` says who does (`language.md` section 8): `everyone`; `commented`, those who commented on their decision;
`changed`, those who were shown a field that has changed; `returner`, only who sent it back. Codes:
`cannot-return-there`, and those of comments and forms.
"""

import hashlib
from dataclasses import replace
from typing import Any

from engine.model.plan import list_address, with_all_inside
from engine.model.steps.user_task import Return, UserTask
from engine.model.values import write_value
from engine.runtime import collecting, flow, forms, going_back, revisions, seeing, sides, signers, user_tasks
from engine.runtime import commands as c
from engine.runtime.binding import bind_who
from engine.runtime.builder import Parked, TurnBuilder
from engine.runtime.events import PathChanged, SigningAgain, StepSkipped, TaskReturned
from engine.runtime.refusals import Rejected
from engine.runtime.state import Decision, StepInstance
from engine.runtime.stimuli import Commanded
from engine.runtime.wire import canonical

PREVIOUS = "previous"


def return_back(turn: TurnBuilder, order: Commanded, command: c.Return) -> None:
    """One person's move back to a step the task allows; the list of that step now stands there."""
    task = user_tasks.task_of(turn, command.task)
    user_tasks.must_be_theirs(turn, task, order.by)
    signers.may_return(turn, task)
    sides.must_not_wait(turn, task)
    seeing.must_be_as_seen(turn, task, command, order.by)
    step: Any = turn.plan.steps[task.step]
    rule = step.return_
    if not isinstance(rule, Return) or command.to not in rule.to:
        targets = ", ".join(rule.to) if isinstance(rule, Return) else "no step"
        raise Rejected("cannot-return-there", f"Expected one of {targets}, but got `{command.to}`")
    here = turn.steps[task.instance]
    written, _, branch = command.to.partition(".")
    target = _target(turn, written, here)
    user_tasks.must_comment(rule.comment, command.comment)
    forms.write_form(turn, step.form.unfinished, command.data, step.id, here.list, order.by, also=rule.require)
    if branch:
        target = f"{target}.{branch}"
    if collecting.is_collected(turn, task, rule):
        collecting.propose(turn, sides.keep(turn, task, order.by), order.by, target, command.comment)
        return
    turn.emit(TaskReturned(task.id, order.by, target, command.comment))
    going_back.tell_superiors(turn, step.id, target, order.by)
    move_back(turn, here, target, order.by)


def move_back(turn: TurnBuilder, here: StepInstance, target: str, by: str) -> None:
    """The list of the target now stands there; what was decided since is void, or carried over as the step says."""
    step: Any = turn.plan.steps[here.step]
    target, _, branch = target.partition(".")
    turn.returned_at = turn.at
    done = turn.decisions.get(target)
    if done is not None and done.by and turn.state.engine_revision >= revisions.VOTERS:
        turn.goes_to[target] = done.behalf or done.by
    _carry_over(turn, step.return_, step.id, target, branch)
    clocks = going_back.clocks_of(turn)
    flow.go_to(turn, here.list, target, f"returned by {by}")
    going_back.let_run_on(turn, clocks, target)
    if branch:
        turn.reopened[target] = branch  # after what stood there has been left, which forgets such marks


def _target(turn: TurnBuilder, written: str, here: StepInstance) -> str:
    """The step a target means; `previous` is the user task decided last that can be gone back to from here."""
    reachable = flow.within_reach(turn, here.list)
    if written == PREVIOUS:
        decided = reversed(turn.decisions)
        written = next((step for step in decided if step in reachable and step != here.step), PREVIOUS)
    if written not in reachable:
        raise Rejected("cannot-return-there", f"Expected a step that can be gone back to from {here.step}")
    return written


def remember(
    turn: TurnBuilder, here: StepInstance, outcome: str, by: str, comment: str, behalf: str | None = None
) -> None:
    """A user task is decided; a return may carry the decision over, and who has agreed need not be asked again."""
    seen = _seen(turn, here.step, here.list)
    turn.decisions.pop(here.step, None)  # the latest comes last
    assigned = _assigned(turn, here) if turn.state.engine_revision >= revisions.VOTERS else ""
    commented = bool(comment.strip())
    turn.decisions[here.step] = Decision(outcome, by, turn.at, commented, seen, behalf=behalf, assigned=assigned)


def _carry_over(turn: TurnBuilder, rule: Return, returner: str, target: str, branch: str) -> None:
    """What was decided since the target was last worked is void; some of it need not be decided again."""
    _forget_carried(turn, target)
    worked_again = {target, returner}
    if turn.state.engine_revision >= revisions.WORKED_AGAIN:
        worked_again |= {one for one in _inside(turn, target, branch) if not _is_approval(turn.plan.steps[one])}
    for step_id in decided_since(turn, target, branch):
        decision = turn.decisions.pop(step_id)
        again = rule.again == "everyone" or (rule.again == "commented" and decision.commented)
        if not again and step_id not in worked_again:
            turn.carried[step_id] = replace(decision, only_if_same=rule.again == "changed")
    going_back.set_out(turn, returner, (*_inside(turn, target, branch), target) if rule.again == "returner" else ())


def _forget_carried(turn: TurnBuilder, target: str) -> None:
    """What was carried over on the way to where the case now goes back from is so no more."""
    beside = _in_other_branches(turn, target)
    turn.carried = {step_id: decision for step_id, decision in turn.carried.items() if step_id in beside}


def decided_since(turn: TurnBuilder, target: str, branch: str) -> list[str]:
    """The user tasks decided since the target, or the first one in it; not those of branches that stay as they are."""
    again, inside = _inside(turn, target, branch), _inside(turn, target, "")
    beside = _in_other_branches(turn, target)
    decided = [step_id for step_id in turn.decisions if step_id not in beside]
    first = next((place for place, step_id in enumerate(decided) if step_id in again), None)
    if first is None:
        worked = turn.last.get(target)
        return [one for one in decided if worked is None or turn.decisions[one].at >= worked.at]
    return [step_id for step_id in decided[first:] if step_id in again or step_id not in inside]


def _in_other_branches(turn: TurnBuilder, target: str) -> set[str]:
    """The steps in the branches beside those in which a step stands: a return to it leaves them as they are."""
    if turn.state.engine_revision < revisions.BESIDE_STANDS:
        return set()
    plan, found, at = turn.plan, set[str](), target
    while (owner := plan.lists[plan.list_of[at]].owner) is not None and owner in plan.steps:
        for name in getattr(plan.steps[owner], "branches", {}):
            if list_address(owner, "branches", name) != plan.list_of[at]:
                found.update(_inside(turn, owner, name))
        at = owner
    return found


def _is_approval(step: Any) -> bool:
    return isinstance(step, UserTask) and step.is_approval


def _inside(turn: TurnBuilder, target: str, branch: str) -> tuple[str, ...]:
    """The step returned to and all that stands in it, or in its one branch."""
    block: Any = turn.plan.steps[target]
    if branch:
        return tuple(one for step in block.branches[branch].steps for one in with_all_inside(step))
    return tuple(with_all_inside(block))


def sign_again(turn: TurnBuilder, here: StepInstance, holder: str | None, fields: tuple[str, ...]) -> None:
    """Fields have changed before a step is decided: earlier approvals stand, but for those who were shown one of them.

    Those sign again, the ones between are passed over, and the step comes back to who had it.
    """
    affected = {
        step_id: reached
        for step_id, decision in turn.decisions.items()
        if step_id != here.step
        and decision.seen != _seen(turn, step_id, here.list)
        and (reached := _reached_at(turn, here, step_id)) is not None
    }
    if not affected:
        return
    target = next(iter(affected.values()))
    turn.emit(SigningAgain(tuple(affected), fields))
    _forget_carried(turn, target)
    for step_id in decided_since(turn, target, ""):
        decision = turn.decisions.pop(step_id)
        if step_id in affected:
            turn.goes_to[step_id] = decision.behalf or decision.by
        else:
            turn.carried[step_id] = replace(decision, only_if_same=True)
    if holder is not None:
        turn.goes_to[here.step] = holder
    flow.go_to(turn, here.list, target, f"changed: {', '.join(fields)}")


def _reached_at(turn: TurnBuilder, here: StepInstance, step_id: str) -> str | None:
    """By which step another one is come to again from here: itself, or the block around it; None where by none."""
    reachable = flow.within_reach(turn, here.list)
    plan = turn.plan
    while step_id not in reachable:
        owner = plan.lists[plan.list_of[step_id]].owner
        if owner is None or owner not in plan.steps or plan.steps[owner].kind == "for_each":
            return None
        step_id = owner
    return None if step_id == here.step else step_id


def saw_the_same(turn: TurnBuilder, here: StepInstance, step_id: str) -> bool:
    """Whether who decided an earlier step was shown all that this one shows, and none of it has changed since."""
    step: Any = turn.plan.steps[here.step]
    earlier: Any = turn.plan.steps[step_id]
    seen = turn.decisions[step_id].seen
    return set(step.form.show) <= set(earlier.form.show) and seen == _seen(turn, step_id, here.list)


def pass_over(turn: TurnBuilder, here: StepInstance) -> bool:
    """Let a user task be, whose earlier decision still stands; gives whether it does."""
    going_back.note_new(turn, here, turn.carried)
    carried = turn.carried.pop(here.step, None)
    if carried is None:
        return False
    if carried.only_if_same and carried.seen != _seen(turn, here.step, here.list):
        if carried.assigned:
            turn.emit(PathChanged(here.id, here.step, "shown"))
        return False
    if carried.assigned and carried.assigned != _assigned(turn, here):
        turn.emit(PathChanged(here.id, here.step, "assigned"))
        return False
    reason = f"agreed at {carried.at.astimezone(turn.zone):%Y-%m-%d %H:%M} by {carried.by}: {carried.outcome}"
    turn.emit(StepSkipped(here.step, reason, here.id))
    turn.decisions[here.step] = replace(carried, only_if_same=False)
    flow.finish(turn, here.id, outcome=carried.outcome, by=carried.by)
    return True


def _assigned(turn: TurnBuilder, here: StepInstance) -> str:
    """What names the people of a step, with the values of now; empty where it cannot be said."""
    assign = getattr(turn.plan.steps[here.step], "assign", None)
    rules = assign if isinstance(assign, list) else [assign] if assign is not None else []
    try:
        bound = [bind_who(turn, rule, here.list).to_wire() for rule in rules]
    except Parked:
        return ""
    return hashlib.sha256(canonical(bound)).hexdigest()[:16]


def _seen(turn: TurnBuilder, step_id: str, list_id: str) -> str:
    step: Any = turn.plan.steps[step_id]
    scope = turn.scope(list_id)
    shown = [write_value(scope.shown_at(path)) for path in step.form.show]
    return hashlib.sha256(canonical(shown)).hexdigest()[:16]
