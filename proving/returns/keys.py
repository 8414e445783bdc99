"""Where a case stands, whatever its ids and its instants: states with one key are explored once.

Lists, steps and tasks are named by their place (`steps/both/branches/one/agree:0`) instead of their ids. Of the order
of decisions only that is kept which a return can ask for: what was decided since each step that may be returned to.
What is over without a trace in what can follow (answers to commands, what was changed when) is left out.

People who are asked alike, each with a seat of their own, may change places, and so may two items of a list: of the
keys of a state and of those alike (`proving.returns.alike`) the least is taken for all of them.
"""

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import Any

from engine.model.plan import Plan
from engine.model.steps.user_task import Return
from engine.runtime import returns
from engine.runtime.builder import TurnBuilder
from engine.runtime.state import CaseState, ListInstance, Retractable, StepInstance, UserTask
from proving.returns.alike import SAME, Renaming, renamings

Key = Any

_ID = re.compile(r"[glstn]\d+([.-]\d+)?")
_UNORDERED = ("votes", "cast", "answers")
"""What a step remembers by the ids of tasks that are over: only what was given counts."""
_OWN = ("lists", "steps", "tasks", "limits", "deadlines", "undo", "decisions", "retractable")
"""What is said in a way of its own."""
_ALIKE = ("case_id", "process", "plan", "business_key", "started_at", "initiator", "zone", "caller", "engine_revision")
"""What is the same in all states of a case."""
_PAST = ("now", "turn", "digest", "counter", "heard", "last", "answers", "described", "returned_at", "urged", "changes",
         "changes_from", "fates", "copies", "way_back", "returns")  # fmt: skip
"""What only counts, tells, or refuses with the better word."""
_PLAIN = tuple(one.name for one in fields(CaseState) if one.name not in (*_OWN, *_ALIKE, *_PAST))


class Keys:
    """The keys of the states of one plan."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        rules = [getattr(step, "return_", None) for step in plan.steps.values()]
        written = dict.fromkeys(to for rule in rules if isinstance(rule, Return) for to in rule.to)
        again = any(getattr(step, "when_again", None) not in (None, "ask") for step in plan.steps.values())
        self._targets = tuple((block, branch) for block, _, branch in (to.partition(".") for to in written))
        self._all_of_the_order = again or returns.PREVIOUS in written
        self._renamings = renamings(plan)

    def of(self, state: CaseState, *, retractable: bool = True) -> Key:
        """The key of a state. `retractable`: with what may still be taken back."""
        if state.ended is not None:
            return ("ended", state.ended)
        keys = (self._named(state, one, retractable) for one in self._renamings)
        return min(keys, key=repr) if len(self._renamings) > 1 else next(keys)

    def _named(self, state: CaseState, renaming: Renaming, retractable: bool) -> Key:
        names = _Names(state, renaming)
        parts = [names.all(state.lists), names.all(state.steps), names.all(state.tasks)]
        parts += [names.said(getattr(state, name)) for name in _PLAIN]
        parts += [names.said({name: (one.rung, one.times) for name, one in state.deadlines.items()})]
        parts += [names.said({name: (one.fired, one.repeated) for name, one in state.limits.items()})]
        parts += [names.said(state.decisions), tuple(one.step for one in state.undo), self._order(state)]
        if retractable:
            open_ones = [names.retractable(one) for one in state.retractable.values() if not one.closed]
            parts += [tuple(sorted(open_ones, key=repr))]
        return tuple(parts)

    def _order(self, state: CaseState) -> Key:
        """What the order of decisions means for what can follow."""
        if self._all_of_the_order:
            return tuple((step, _before(state, one.at)) for step, one in state.decisions.items())
        turn = TurnBuilder(self._plan, state, state.now)
        return tuple(tuple(sorted(returns.decided_since(turn, *target))) for target in self._targets)


def _before(state: CaseState, at: datetime) -> bool:
    return state.returned_at is not None and at < state.returned_at


class _Names:
    """The places of everything that is open, by its id."""

    def __init__(self, state: CaseState, renaming: Renaming = SAME) -> None:
        self._state = state
        self._renaming = renaming
        self._known: dict[str, str] = {}
        self._taken: set[str] = set()
        for open_ones in (state.lists, state.steps, state.tasks):
            for id in open_ones:
                self._place(id)
        for here in state.steps.values():
            for number, group in enumerate(here.progress.get("signers", {})):
                self._known[group] = f"{self._known[here.id]}:group{number}"

    def _place(self, id: str) -> str:
        if id not in self._known:
            name = place = self._written(id)
            count = 0
            while name in self._taken:
                count += 1
                name = f"{place}~{count}"
            self._known[id] = name
            self._taken.add(name)
        return self._known[id]

    def _written(self, id: str) -> str:
        one: Any = self._state.lists.get(id) or self._state.steps.get(id) or self._state.tasks.get(id)
        match one:
            case ListInstance():
                around = "".join(self._place(outer) for outer in (one.inside, one.beside, one.hangs_on) if outer)
                return f"{around}/{one.address}#{self._renaming.item(one.locals.get('index', ''))}"
            case StepInstance():
                return f"{self._place(one.list)}/{one.step}"
            case UserTask():
                side = f"{one.side.kind}{self._place(one.side.serves)}" if one.side and self._is_open(one) else ""
                return f"{self._place(one.instance)}:{self._renaming.seat(one.step, one.seat)}{side}"
            case _:
                return "gone"

    def _is_open(self, task: UserTask) -> bool:
        return task.side is not None and task.side.serves in self._state.tasks

    def all(self, open_ones: Mapping[str, Any]) -> Key:
        """Everything open of one sort, by its place."""
        return tuple(sorted(((self._known[id], self._placed(one)) for id, one in open_ones.items()), key=_first))

    def _placed(self, one: Any) -> Key:
        """The items of a list may have changed places."""
        if isinstance(one, ListInstance) and one.locals:
            one = replace(one, locals={name: self._renaming.item(value) for name, value in one.locals.items()})
        return self.said(one)

    def retractable(self, one: Retractable) -> Key:
        """What would be put back."""
        restored = (one.lists, one.steps, one.tasks, one.data, one.decisions, one.carried, one.reopened)
        seat, by = self._renaming.seat(one.task.step, one.task.seat), self.said(one.by)
        return (one.task.step, seat, by, bool(one.vote), *map(self.said, restored))

    def said(self, value: Any) -> Key:
        """A value with names for ids and without instants, as something that can be a key."""
        if isinstance(value, str):
            return self._known.get(value, "gone") if _ID.fullmatch(value) else self._renaming.people.get(value, value)
        if isinstance(value, Mapping):
            if not value:
                return ()
            return tuple(sorted(((self.said(key), self._member(key, one)) for key, one in value.items()), key=repr))
        if isinstance(value, list | tuple):
            return tuple(self.said(one) for one in value)
        if isinstance(value, datetime):
            return "then"
        if is_dataclass(value):
            kind: type = type(value)
            return tuple(self._seat(value, name) for name in _fields(kind))
        return value

    def _seat(self, record: Any, name: str) -> Key:
        value = getattr(record, name)
        return self._renaming.seat(record.step, value) if name == "seat" else self.said(value)

    def _member(self, key: str, value: Any) -> Key:
        if key in _UNORDERED and isinstance(value, Mapping):
            return tuple(sorted((self.said(one) for one in value.values()), key=repr))
        return self.said(value)


def _first(named: tuple[str, Key]) -> str:
    return named[0]


@lru_cache
def _fields(kind: Any) -> tuple[str, ...]:
    return tuple(one.name for one in fields(kind))
