"""The way of a case in the shape of answers: what is behind it, where it is, what comes and on what that depends."""

from collections.abc import Iterable

from api.people_told import PeopleTold
from api.shapes.cases import WayShown, WayStep
from api.shapes.wire import Words
from api.words_told import WordsTold
from engine.insight.conditions_told import condition_in_words
from engine.insight.predicting import Condition, Predicted, PredictedStep
from engine.scenarios.told_reasons import told_reason

FOR_PEOPLE = frozenset({"user_task", "call_process", "wait", "service_task"})
"""Kinds of steps that people see on the way; the others happen in no time."""
OUTCOME, FIRST = "outcome of ", "first of "


def coming(predicted: Predicted, words: WordsTold, people: PeopleTold) -> WayShown:
    """A way that is predicted."""
    steps = [_step(one, words, people) for one in predicted.steps if one.kind in FOR_PEOPLE]
    return WayShown(steps=steps, ends=[words.end(end) for end in predicted.ends], complete=predicted.complete)


def _step(one: PredictedStep, words: WordsTold, people: PeopleTold) -> WayStep:
    return WayStep(
        step=one.step, name=words.step(one.step), kind=one.kind, state="skipped" if one.skipped else "coming",
        people=people.people(one.people), due=one.due, text=reason_told(one.skipped, words) if one.skipped else Words(),
        depends=depends(one.depends, words),
    )  # fmt: skip


def depends(conditions: Iterable[Condition], words: WordsTold) -> list[Words]:
    """What a step depends on, a sentence each."""
    return [_condition(one, words) for one in conditions]


def _condition(one: Condition, words: WordsTold) -> Words:
    if one.question.startswith(OUTCOME):
        step = one.question.removeprefix(OUTCOME)
        name = words.step(step)
        return Words(zh=f"取决于「{name.zh}」的结果", en=f"depends on what “{name.en}” comes to")
    if one.question.startswith(FIRST):
        name = words.step(one.question.removeprefix(FIRST))
        return Words(zh=f"取决于「{name.zh}」先等到什么", en=f"depends on what “{name.en}” brings first")
    told = condition_in_words(words.plan, one.question, holds=one.holds)
    return Words(zh=f"如 {told['zh']}", en=f"if {told['en']}")


def reason_told(reason: str, words: WordsTold) -> Words:
    """Why a step was left, or left out."""
    return words.both(lambda names: told_reason(reason, names))
