"""What somebody may do with a case as a whole now, found out by trying it: verbs, buttons, messages by hand."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from engine.insight.previewing import Worlds, preview
from engine.insight.trying import OF_THE_FORM, OF_WHAT_IS_SAID, WORDS, Verb
from engine.model.forms import CommentRule, Form
from engine.model.plan import Plan
from engine.runtime import buttons
from engine.runtime import commands as c
from engine.runtime.builder import TurnBuilder
from engine.runtime.refusals import Rejected
from engine.runtime.state import CaseState
from engine.runtime.stimuli import Commanded

_ANY_FILE = {"digest": "0" * 64, "name": "a.pdf", "size": 1, "type": "application/pdf"}


@dataclass(frozen=True)
class ButtonOpen:
    """A button somebody may press now, or a message they may record: `id` is the event, or the message."""

    verb: str
    id: str
    name: object
    holder: str | None = None
    form: Form | None = None
    comment: CommentRule = "none"


@dataclass(frozen=True)
class Asking:
    """Somebody at a case: where it stands, who they are, when, in which world."""

    plan: Plan
    state: CaseState
    by: str
    at: datetime
    worlds: Worlds

    def refused(self, command: c.Command) -> Rejected | None:
        """Why a command would be refused whatever is said with it; None where it would do."""
        try:
            preview(self.plan, self.state, Commanded(self.at, "preview", self.by, command), self.worlds)
        except Rejected as rejected:
            return None if rejected.code in OF_WHAT_IS_SAID or rejected.code in OF_THE_FORM else rejected
        return None


def case_verbs(asking: Asking) -> Iterator[Verb]:
    """The verbs of a running case, each tried with words that would do."""
    for command in (c.Recall(WORDS), c.Withdraw(WORDS), c.Comment(WORDS), c.Attach((_ANY_FILE,)), c.Copy(("-",))):
        yield Verb(command.verb, asking.refused(command))
    yield Verb("urge", _urging_refused(asking))


def steps_to_urge(asking: Asking) -> list[str]:
    """The open steps that may be urged now."""
    return [step for step in _open_steps(asking) if asking.refused(c.Urge(step, WORDS)) is None]


def _urging_refused(asking: Asking) -> Rejected | None:
    """Why no step may be urged: what stands against the first one."""
    found = [asking.refused(c.Urge(step, WORDS)) for step in _open_steps(asking)]
    if not found:
        return Rejected("step-not-open", "Expected an open step, but there is none")
    return None if None in found else found[0]


def _open_steps(asking: Asking) -> list[str]:
    with_tasks = {task.instance for task in asking.state.tasks.values()}
    steps = asking.state.steps.values()
    return list(dict.fromkeys(one.step for one in steps if one.phase == "working" and one.id in with_tasks))


def open_buttons(asking: Asking) -> Iterator[ButtonOpen]:
    """The buttons somebody may press now, and the messages they may record by hand."""
    turn = TurnBuilder(asking.plan, asking.state, asking.at)
    for holder, event_id, event in buttons.buttons(turn):
        if asking.refused(c.Press(event_id, {}, WORDS, holder)) is None:
            yield ButtonOpen("press", event_id, event.name, holder, event.form, event.comment)
    for message, declared in asking.plan.definition.messages.items():
        if declared.by_hand is not None and asking.refused(c.Record(message)) is None:
            yield ButtonOpen("record", message, declared.name)
