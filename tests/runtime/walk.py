"""Random walks through definitions: whatever people, services, messages, time and operators may do, in any order."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from kit import Case
from office import Office

from engine.model.fields import Field
from engine.model.plan import Plan
from engine.model.steps.user_task import Return
from engine.model.types import field_at
from engine.runtime import Rejected
from engine.runtime import commands as c
from engine.runtime import events as e
from engine.runtime import requests as r
from engine.runtime import stimuli as s

_RESULT = re.compile(r"=\s*result\.([a-z_0-9]+)")


@dataclass
class Walk:
    """One walk: a case, a dice, and what has been done so far. `refused` counts commands the core refused."""

    office: Office
    plan: Plan
    dice: random.Random
    refused: Counter[str] = field(default_factory=Counter)
    done: Counter[str] = field(default_factory=Counter)

    def go(self, steps: int) -> Case | None:
        """Start a case and do so many things with it."""
        case = self._started()
        for _ in range(steps if case else 0):
            assert case is not None
            if case.ended:
                break
            self._one_act(case)
        return case

    def _started(self) -> Case | None:
        """A case begun by whoever may with what fits; a form with many checks takes several hands of values."""
        return next(filter(None, (self._try_to_start() for _ in range(30))), None)

    def _try_to_start(self) -> Case | None:
        starts = list(self.plan.definition.start)
        start = self.dice.choice(starts)
        form = self.plan.definition.start[start].form
        data = self._filled(form.writable if form else (), form.require if form else (), None)
        for by in self._people():
            try:
                case = self.office.open(self.plan, start, data, f"c{len(self.office.cases) + 1}", by=by)
                self.office.settle()
            except Rejected as refused:
                self.refused[refused.code] += 1
            else:
                return case  # type: ignore[return-value]
        return None

    def _people(self) -> list[str]:
        people = list(self.office.directory.people)
        self.dice.shuffle(people)
        return people[:40]

    def _one_act(self, case: Case) -> None:
        acts: list[tuple[int, Callable[[Case], None]]] = [
            (10, self._complete), (4, self._answer), (4, self._called), (3, self._message), (3, self._ring),
            (2, self._press), (2, self._task_verb), (1, self._operate), (1, self._give_back),
        ]  # fmt: skip
        act = self.dice.choices([act for _, act in acts], [weight for weight, _ in acts])[0]
        self.office.now += timedelta(minutes=self.dice.choice((0, 1, 7, 200)))
        try:
            self.office.settle()
            if not case.ended:
                act(case)
                self.done[act.__name__] += 1
        except Rejected as refused:
            self.refused[refused.code] += 1

    # -- acts -------------------------------------------------------------------------------------------------------

    def _task(self, case: Case) -> Any:
        tasks = [task for task in case.known.tasks.values() if task.offered]
        return self.dice.choice(tasks) if tasks else None

    def _complete(self, case: Case) -> None:
        task = self._task(case)
        if task is None:
            return
        step: Any = self.plan.steps[task.step]
        outcomes = getattr(step, "outcomes", None) or {}
        outcome = self.dice.choice(list(outcomes)) if outcomes else "done"
        form = getattr(step, "form", None)
        required = (*form.require, *outcomes[outcome].require) if form else ()
        paths = (*form.writable, *required) if form else ()
        data = self._filled(paths, required, case) if step.kind == "user_task" else {}
        comment = self.dice.choice(("", "why not", "because"))
        case.command(c.Complete(task.id, outcome, data, comment), task.holder or self.dice.choice(task.offered))

    def _give_back(self, case: Case) -> None:
        task = self._task(case)
        step: Any = self.plan.steps[task.step] if task else None
        rule = getattr(step, "return_", None)
        if isinstance(rule, Return):
            data = self._filled(rule.require, rule.require, case)
            by = task.holder or self.dice.choice(task.offered)
            case.command(c.Return(task.id, self.dice.choice(rule.to), data, "again, please"), by)

    def _task_verb(self, case: Case) -> None:
        task = self._task(case)
        if task is None:
            return
        by = self.dice.choice(task.offered)
        to = self.dice.choice(self._people())
        verbs = (c.Claim(task.id), c.Release(task.id), c.Transfer(task.id, to, "on leave"), c.Claim("t0"))
        case.command(self.dice.choice(verbs), by)

    def _answer(self, case: Case) -> None:
        calling = [one for one in case.known.steps.values() if one.progress.get("call")]
        if not calling:
            return
        here = self.dice.choice(calling)
        step: Any = self.plan.steps[here.step]
        call = self.dice.choice((here.progress["call"], here.progress["call"], "s0#1"))
        errors = [event.error for event in step.events.values() if event.error] or ["broken"]
        error = self.dice.choice((None, None, None, "failed", *errors))
        result = None if error else self._result(step, case)
        case.do(s.ServiceAnswered(self.office.now, call, result, error, "no reason"))

    def _result(self, step: Any, case: Case) -> Any:
        """What the step's `set` asks of a result, mostly of the right type."""
        asked: dict[str, Any] = {"number": "X-1"}
        reactions = [step, *(getattr(step, "outcomes", None) or {}).values()]
        for values in (reaction.set for reaction in reactions):
            for path, value in values.items():
                for name in _RESULT.findall(str(value)):
                    found = field_at(self.plan.definition.data, path)
                    asked[name] = self._value(found, case) if found and self.dice.random() < 0.95 else "nonsense"
        return asked

    def _called(self, case: Case) -> None:
        calling = [one for one in case.known.steps.values() if "case_id" in one.progress and one.phase == "working"]
        if not calling:
            return
        here = self.dice.choice(calling)
        step: Any = self.plan.steps[here.step]
        if not here.progress.get("workflow_id"):
            error = self.dice.choice((None, None, None, "wrong-type", "not-deployed"))
            told = s.CalledStarted(self.office.now, here.id, "" if error else "p:1", "c9", "k", error, "no way")
            case.do(told)
        else:
            end = self.dice.choice([*step.outcomes, "another-end"])
            case.do(s.CalledEnded(self.office.now, here.id, end, self._result(step, case)))

    def _message(self, case: Case) -> None:
        messages = list(self.plan.definition.messages)
        if not messages:
            return
        message = self.dice.choice(messages)
        forms = [event.form for event in self._all_events() if event.message == message and event.form]
        paths = {path for form in forms for path in form.writable}
        key = self.dice.choice((case.known.keys.get(message, "?"), "another"))
        data = self._filled(sorted(paths), sorted(paths), case)
        message_id = f"m{self.dice.randrange(40)}"
        case.do(s.MessageArrived(self.office.now, message_id, message, key, data))

    def _all_events(self) -> list[Any]:
        found: list[Any] = list(self.plan.definition.events.values())
        for step in self.plan.steps.values():
            found += [*getattr(step, "events", {}).values(), *(getattr(step, "first_of", None) or {}).values()]
            found += [step] if step.kind == "wait" else []
        return found

    def _press(self, case: Case) -> None:
        holders: list[Any] = [self.plan.definition, *(self.plan.steps[one.step] for one in case.known.steps.values())]
        events = {}
        for holder in holders:
            events |= {**getattr(holder, "events", {}), **(getattr(holder, "first_of", None) or {})}
        buttons = [(key, event) for key, event in events.items() if event.by is not None]
        if not buttons:
            return
        key, event = self.dice.choice(buttons)
        data = self._filled(event.form.writable, event.form.require, case) if event.form else {}
        by = self.dice.choice((case.known.initiator or "", *self._people()[:6]))
        case.command(c.Press(key, data, "because"), by)

    def _ring(self, case: Case) -> None:
        if case.known.next_alarm is not None:
            self.office.until(case.known.next_alarm)

    def _operate(self, case: Case) -> None:
        what = self.dice.choice(("retry", "retry", "skip", "move", "correct", "cancel"))
        known = case.known
        command: Any = None
        if what == "retry" and known.incidents:
            command = c.Retry(self.dice.choice(list(known.incidents)), "mended")
        elif what == "skip" and known.steps:
            here = self.dice.choice(list(known.steps.values()))
            outcomes = getattr(self.plan.steps[here.step], "outcomes", None) or {}
            command = c.Skip(here.id, "done by phone", self.dice.choice((None, *outcomes)))
        elif what == "move" and known.lists:
            here_list = self.dice.choice(list(known.lists.values()))
            steps = self.plan.lists[here_list.address].steps
            command = c.Move(self.dice.choice(steps).id, "wrong way", here_list.id)
        elif what == "correct":
            path = self.dice.choice(list(self.plan.definition.data))
            command = c.Correct(self._filled((path,), (path,), case), "typing mistake")
        elif what == "cancel" and self.dice.random() < 0.1:
            command = c.CancelCase("opened twice")
        if command is not None:
            case.command(command, "op")

    # -- values -----------------------------------------------------------------------------------------------------

    def _filled(self, paths: Any, required: Any, case: Case | None) -> dict[str, Any]:
        """Values for the paths of a form: all that must be filled (mostly), and some of the rest."""
        data: dict[str, Any] = {}
        for path in dict.fromkeys(paths):
            name = path.split(".")[0]
            found = field_at(self.plan.definition.data, path)
            wanted = path in required and self.dice.random() < 0.97
            if found is None or not (wanted or self.dice.random() < 0.4):
                continue
            table = self.plan.definition.data[name].type == "table" and "." in path
            rows = len((case[name] if case else None) or []) if table else 0
            data[path] = [self._value(found, case) for _ in range(rows)] if table else self._value(found, case)
        return data

    def _value(self, of: Field, case: Case | None) -> Any:
        day = f"2026-0{self.dice.randrange(3, 6)}-{self.dice.randrange(10, 28)}"
        low = int(of.minimum) if str(of.minimum or "").lstrip("-").isdigit() else 0
        made: Mapping[str, Callable[[], Any]] = {
            "yes_no": lambda: self.dice.random() < 0.7,
            "integer": lambda: low + self.dice.randrange(4),
            "number": lambda: low + self.dice.randrange(100),
            "percent": lambda: low + self.dice.randrange(100),
            "money": lambda: f"{low + self.dice.randrange(3_000_000)}.00",
            "date": lambda: day,
            "time": lambda: "10:30",
            "date_time": lambda: f"{day}T10:30:00+08:00",
            "duration": lambda: self.dice.choice(("2 h", "1 working day", "30 min")),
            "choice": lambda: self.dice.choice(list(of.values or {})),
            "person": lambda: self._people()[0],
            "department": lambda: self.dice.choice(list(self.office.directory.departments)),
            "file": lambda: "draft.pdf",
            "files": lambda: ["one.pdf", "two.pdf"],
            "object": lambda: {name: self._value(part, case) for name, part in (of.fields or {}).items()},
            "table": lambda: [
                {name: self._value(part, case) for name, part in (of.fields or {}).items()}
                for _ in range(max(low, self.dice.randrange(1, 4)))
            ],
            "list": lambda: [self._value(Field.model_construct(type=of.of), case) for _ in range(max(low, 2))],
        }
        if of.formula is not None or self.dice.random() < 0.02:
            return "nonsense"
        return made.get(of.type, lambda: f"text {self.dice.randrange(9)}")()


def requests_of(case: Case, kind: type[r.Request]) -> list[Any]:
    """What the case has requested of a kind so far."""
    return [one for one in case.requests if isinstance(one, kind)]


def kinds(case: Case) -> list[str]:
    """The kinds of all events so far, for a failure's message."""
    return [event.kind for event in case.events if not isinstance(event, e.LimitSet)]
