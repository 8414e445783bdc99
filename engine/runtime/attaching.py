"""Attachments (附件): files that somebody in the case adds to it at any time; nothing waits for them.

Who may comment may attach. Codes: `verb-forbidden`, `verb-not-yours`, `nothing-attached`, `too-many-files`,
`not-in-the-case`, `wrong-type`.
"""

from engine.model.fields import Field
from engine.model.values import read_value
from engine.model.wrong_values import WrongValue
from engine.runtime import commands as c
from engine.runtime import user_tasks
from engine.runtime.builder import TurnBuilder
from engine.runtime.events import FilesAttached
from engine.runtime.readers import readers_of
from engine.runtime.refusals import Rejected
from engine.runtime.stimuli import Commanded

MOST = 20
"""Files that are attached at once."""
_FILE = Field.model_construct(type="file")


def attach(turn: TurnBuilder, order: Commanded, command: c.Attach) -> None:
    """Add files to the case, or to one of its open tasks."""
    step = None
    if command.task is not None:
        task = user_tasks.task_of(turn, command.task)
        user_tasks.must_be_allowed(turn, task, "attach", order.by)
        step = task.step
    if not command.files:
        raise Rejected("nothing-attached", "Expected a file, but there is none")
    if len(command.files) > MOST:
        raise Rejected("too-many-files", f"Expected at most {MOST} files at once, but got {len(command.files)}")
    if not readers_of(turn).is_in_the_case(order.by):
        raise Rejected("not-in-the-case", f"Expected somebody who is in the case, but {order.by} is not")
    try:
        files = tuple(read_value(_FILE, one, turn.zone) for one in command.files)
    except WrongValue as unfit:
        raise Rejected("wrong-type", unfit.message) from None
    turn.emit(FilesAttached(order.by, files, command.comment, step))
