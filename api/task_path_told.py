"""The path strip of a case: what was done, by whom, with which words; where it is now; what comes or is left out."""

from collections.abc import Iterator

from api.shapes.tasks import PathStep
from api.shapes.wire import Words
from api.tasks_told import Desk
from api.words_told import WordsTold
from engine.insight.predicting import Predicted
from engine.scenarios.told_reasons import told_reason
from store.rows import HOLDING_KINDS, TaskRow
from store.task_pages import TaskRead

FEW = 10
"""So many people of a step are named."""


def path_strip(read: TaskRead, way: Predicted | None, words: WordsTold, desk: Desk) -> list[PathStep]:
    """The steps, in the order they came and will come."""
    strip = _Strip(read, words, desk)
    return [strip.start(), *strip.past(), *strip.now(), *(strip.coming(way) if way is not None else ())]


class _Strip:
    def __init__(self, read: TaskRead, words: WordsTold, desk: Desk) -> None:
        self._read, self._words, self._desk = read, words, desk

    def start(self) -> PathStep:
        case = self._read.listed.case
        people = [self._desk.people.person(case.initiator)] if case.initiator else []
        name = Words(zh="发起", en="Started")
        return self._step("start", "done", name=name, people=people, at=case.started_at)

    def past(self) -> Iterator[PathStep]:
        """What is over, in the order it was: decisions, and steps left out with the reason."""
        done = [row for row in self._read.tasks if row.done_at is not None and row.status in ("decided", "returned")]
        found = [(row.done_at, self._decided(row)) for row in done]
        for turn in self._read.turns:
            for event in turn.events:
                if event["kind"] == "step-skipped":
                    skipped = self._step(event["step"], "skipped", reason=self._reason(event["reason"]), at=turn.at)
                    found.append((turn.at, skipped))
        yield from (one for _, one in sorted(found, key=lambda pair: pair[0] or self._desk.now))

    def _decided(self, row: TaskRow) -> PathStep:
        people, behalf = self._desk.people.maybe(row.by), self._desk.people.maybe(row.on_behalf_of)
        returned = Words(zh="退回", en="Returned")
        return self._step(
            row.step, "done", people=[people] if people else [], on_behalf_of=[behalf] if behalf else [],
            at=row.done_at, words=row.comment,
            outcome=returned if row.status == "returned" else self._words.outcome(row.step, row.outcome),
        )  # fmt: skip

    def now(self) -> Iterator[PathStep]:
        """Where it stands: whose each open step is."""
        for step in self._read.steps:
            if step.status != "open" or step.step_kind in HOLDING_KINDS:
                continue
            own = [row for row in self._read.tasks if row.instance == step.instance and row.status == "open"]
            who = dict.fromkeys(one for row in own for one in ((row.holder,) if row.holder else row.offered) if one)
            dues = [row.due for row in own if row.due is not None]
            yield self._step(
                step.step, "now", people=self._desk.people.people(list(who)[:FEW]), at=step.entered_at,
                due=min(dues, default=step.due),
            )  # fmt: skip

    def coming(self, way: Predicted) -> Iterator[PathStep]:
        """What is still to come, as it was predicted."""
        for one in way.steps:
            if one.kind in HOLDING_KINDS:
                continue
            state = "skipped" if one.skipped else "next"
            yield self._step(
                one.step, state, people=self._desk.people.people(one.people[:FEW]), due=one.due,
                depends=bool(one.depends), reason=self._reason(one.skipped) if one.skipped else Words(),
            )  # fmt: skip

    def _reason(self, reason: str) -> Words:
        return self._words.both(lambda names: told_reason(reason, names))

    def _step(self, step: str, state: str, **told: object) -> PathStep:
        given = {
            "name": self._words.step(step), "people": [], "on_behalf_of": [], "at": None, "due": None,
            "outcome": Words(), "words": "", "reason": Words(), "depends": False, **told,
        }  # fmt: skip
        return PathStep.model_validate({"step": step, "state": state, **given})
