"""A signature (签名): where an outcome asks for one, who decides writes their own name under what the form then says.

It is recorded with the digest of all that the form shows, so that what was signed can be proved. Codes:
`signature-missing`, `signature-differs` (found by the commit, which knows what people are called).
"""

from engine.model.steps.user_task import Outcome
from engine.runtime import commands as c
from engine.runtime import revisions, seeing
from engine.runtime.builder import TurnBuilder
from engine.runtime.events import TaskSigned
from engine.runtime.questions import AskSignature
from engine.runtime.refusals import Rejected
from engine.runtime.state import UserTask


def must_sign(turn: TurnBuilder, task: UserTask, outcome: Outcome, command: c.Complete, by: str) -> None:
    """Refuse a decision that is not signed where it must be; record the signature."""
    if not outcome.signature or turn.state.engine_revision < revisions.SIGNED:
        return
    name = command.signature.strip()
    if not name:
        raise Rejected("signature-missing", "Expected one's own name as a signature, but there is none")
    turn.ask(AskSignature(by, name, "signature-differs", turn.at))
    paths = tuple(seeing.shown_paths(turn, task))
    turn.emit(TaskSigned(task.id, by, name, paths, seeing.digest_of(turn, paths)))
