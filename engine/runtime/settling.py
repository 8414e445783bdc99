"""What follows from a stimulus by itself: steps to enter, kept messages, conditions that have become true."""

from collections.abc import Iterator

from engine.model.related_cases import is_related
from engine.model.values import write_value
from engine.runtime import alarms, flow, limit_questions, messages, revisions, texts
from engine.runtime.builder import Parked, TurnBuilder
from engine.runtime.events import CaseDescribed, DataWritten, StepEntered, StepFinished
from engine.runtime.wire import canonical

MAX_ROUNDS = 200


def settle(turn: TurnBuilder) -> None:
    """Go on until nothing moves any more: steps to enter, kept messages, conditions that have become true."""
    for _ in range(MAX_ROUNDS):
        flow.work(turn)
        if turn.agenda or turn.ended is not None:
            break
        if turn.rechecks and any(isinstance(event, DataWritten) for event in turn.events):
            flow.recheck(turn)
            flow.work(turn)
        if not (messages.serve_kept(turn) or _take_up(turn) or alarms.check_conditions(turn)):
            break
    else:
        turn.unsettled = True
    if turn.ended is None and any(isinstance(event, DataWritten | StepEntered | StepFinished) for event in turn.events):
        limit_questions.follow_fields(turn)
    messages.listen(turn)
    _describe(turn)


def _take_up(turn: TurnBuilder) -> bool:
    return any(isinstance(event, DataWritten) for event in turn.events) and flow.take_up(turn)


def _describe(turn: TurnBuilder) -> None:
    """Title, summary and search words, where they have changed."""
    definition = turn.plan.definition
    if not (definition.title or definition.summary or definition.search):
        return
    try:
        title = "" if definition.title is None else texts.rendered(turn, definition.title, None)
        summary = {path: write_value(turn.evaluate(path)) for path in definition.summary}
        search = tuple(_words(turn))
    except Parked:
        return
    described = canonical([title, summary, search]).decode()
    if described != turn.described:
        turn.described = described
        turn.emit(CaseDescribed(title, summary, search))


def _words(turn: TurnBuilder) -> Iterator[str]:
    """What the case is found by; fields that are still empty have no word, a related case is found by its key."""
    for path in turn.plan.definition.search:
        value = turn.evaluate(path)
        value = value["key"] if is_related(value) else value
        if value is not None or turn.state.engine_revision < revisions.EMPTY_IS_NO_WORD:
            yield str(write_value(value))
