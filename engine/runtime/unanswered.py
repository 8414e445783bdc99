"""Questions that had no answer: what they were asked for is parked, and a retry asks again.

Codes: `who-failed` (a rule that should name people), `due-failed` (when a limit or a timer comes).
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, assert_never

from engine.runtime import flow, limit_rules, retargeting
from engine.runtime.builder import Parked, TurnBuilder
from engine.runtime.limit_keys import CASE
from engine.runtime.questions import AskAnew, AskLimit, AskNotice, AskReassign, AskWho
from engine.runtime.runners import runner_of
from engine.runtime.stimuli import Unanswered
from engine.runtime.wire import decode

Asked = AskWho | AskLimit | AskNotice | AskReassign | AskAnew
"""Questions about rights are none of them: those are refused to whoever acts."""


def park(turn: TurnBuilder, stimulus: Unanswered) -> None:
    """Raise the incident, at the step the question is about, or the one where the case stands."""
    asked: Asked = decode(Asked, stimulus.question)
    at = _place_of(turn, asked)
    if at is None:
        return
    if isinstance(asked, AskWho):
        here = turn.steps[at]
        step: Any = turn.plan.steps[here.step]
        runner: Any = runner_of(step)
        runner.nobody(step, here, turn, "nobody", Parked(stimulus.code, stimulus.text))
        return
    what: dict[str, Any] = {"do": "ask", "question": stimulus.question}
    if isinstance(asked, AskLimit):
        if any(one.what.get("limit") == asked.key for one in turn.incidents.values()):
            return
        what["limit"] = asked.key
    flow.raise_incident(turn, at, Parked(stimulus.code, stimulus.text), what)


def ask_again(turn: TurnBuilder, what: Mapping[str, Any]) -> None:
    """Ask once more, if it still matters. Limits are asked for by every end of their incident (`flow.parking`)."""
    asked: Asked = decode(Asked, what["question"])
    if isinstance(asked, AskNotice):
        turn.ask(asked)
    elif isinstance(asked, AskReassign) and asked.task in turn.tasks:
        turn.ask(replace(asked, at=turn.at))
    elif isinstance(asked, AskAnew):
        retargeting.ask_anew(turn, (asked.task,), asked.before)


def _place_of(turn: TurnBuilder, asked: Asked) -> str | None:
    match asked:
        case AskWho():
            return asked.instance if asked.instance in turn.steps else None
        case AskLimit():
            return limit_rules.place_of(turn, asked.key) if asked.key in turn.limits else None
        case AskNotice():
            return limit_rules.place_of(turn, asked.task or CASE)
        case AskReassign() | AskAnew():
            return limit_rules.place_of(turn, asked.task) if asked.task in turn.tasks else None
        case _:
            assert_never(asked)
