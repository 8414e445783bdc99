"""The verbs of human work on one task or several: `take-back`, … A batch gives a result for each item."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.endings import Ending, Refused
from cli.lookup import TaskFound, decided_task_of, task_of
from cli.options import DEFAULT_VAR, SPOKEN, AsJson, AsPerson, Comment, InLang, Var
from cli.people import acting
from cli.reach import at_the_desk
from cli.screen import Screen

if TYPE_CHECKING:
    from cli.desk import Desk, Done
    from engine.runtime.commands import Command

Tasks = Annotated[
    list[str], typer.Argument(metavar="TASK…", help="Tasks: `KEY/step`, or a case's key when it has only one.")
]


@dataclass(frozen=True)
class Item:
    """What became of one task of several: `done`, or why not."""

    reference: str
    done: "Done | None" = None
    refused: Ending | None = None

    def to_wire(self) -> dict[str, Any]:
        """The item as JSON."""
        ended = self.done.to_wire() if self.done else (self.refused.to_wire() if self.refused else {})
        return {"task": self.reference, **ended}


def take_back(
    tasks: Tasks,
    comment: Comment = "",
    person: AsPerson = None,
    as_json: AsJson = False,
    lang: InLang = SPOKEN,
    var: Var = DEFAULT_VAR,
) -> None:
    """Undo a decision of one's own, while nobody has built on it (拿回)."""
    from engine.runtime.commands import TakeBack

    act_on(tasks, person, lambda found: TakeBack(found.task, comment), Screen(lang, as_json), var, decided_task_of)


def act_on(
    references: list[str],
    person: str | None,
    command: "Callable[[TaskFound], Command]",
    screen: Screen,
    var: Any,
    find: Any = task_of,
) -> None:
    """One command on each of these tasks. Of several, each is told; ends with code 1 when one was refused."""
    who = acting(person)

    async def work(desk: "Desk") -> list[Item]:
        actor = await desk.person(who)
        return [await _one(desk, reference, actor, command, find) for reference in references]

    items = at_the_desk(var, work)
    if len(items) == 1:
        _tell_one(items[0], screen)
    else:
        _tell_all(items, screen)


async def _one(desk: "Desk", reference: str, actor: str, command: Any, find: Any) -> Item:
    try:
        found: TaskFound = await find(desk.store, reference, actor)
        return Item(reference, await desk.obey(found.detail, command(found), actor))
    except Refused as refused:
        return Item(reference, refused=refused)


def _tell_one(item: Item, screen: Screen) -> None:
    if item.refused is not None:
        raise item.refused
    assert item.done is not None
    item.done.tell(screen)


def _tell_all(items: list[Item], screen: Screen) -> None:
    refused = [item for item in items if item.refused is not None]
    if screen.as_json:
        screen.data({"items": [item.to_wire() for item in items]})
    else:
        for item in items:
            why = f"{item.refused.message} ({item.refused.code})" if item.refused else ""
            screen.line(f"{item.reference}: {why or 'done'}", f"{item.reference}：{why or '已办理'}")
    if refused:
        raise typer.Exit(1)
