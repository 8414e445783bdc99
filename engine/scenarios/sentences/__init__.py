"""One sentence for each event that says something to people."""

from engine.runtime import events as happened
from engine.runtime.events import Event
from engine.scenarios.names import Names
from engine.scenarios.sentences import of_cases, of_notices, of_others, of_signing, of_steps, of_tasks
from engine.scenarios.sentences.phrasing import Tell

SENTENCES: dict[type, Tell] = {
    **of_cases.SENTENCES,
    **of_tasks.SENTENCES,
    **of_signing.SENTENCES,
    **of_steps.SENTENCES,
    **of_others.SENTENCES,
    **of_notices.SENTENCES,
}

INNER: tuple[type, ...] = (
    happened.CaseDescribed, happened.KeyListened, happened.StepFinished, happened.TaskCreated, happened.TaskCancelled,
    happened.VotersWithdrawn, happened.VotersListed,
    happened.CalledCaseKnown, happened.BatchJoined, happened.DeadlineReached, happened.DeadlineGone,
    happened.StepReopened, happened.FormSeen, happened.ShiftFollowed,
)  # fmt: skip
"""Events without a sentence of their own: what they mean for people is said by another event of the same turn."""


def said(event: Event, names: Names) -> str | None:
    """The sentence for an event; None for what only matters inside."""
    tell = SENTENCES.get(type(event))
    return tell(event, names) if tell else None
