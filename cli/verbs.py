"""The verbs of human work on one task or several: `take-back`, … A batch gives a result for each item."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.endings import Ending, Refused
from cli.lookup import TaskFound, case_of, decided_task_of, task_of
from cli.options import DEFAULT_VAR, SPOKEN, AsJson, AsPerson, Comment, InLang, Var
from cli.people import acting
from cli.reach import at_the_desk
from cli.screen import Screen

if TYPE_CHECKING:
    from cli.desk import Desk, Done
    from engine.runtime.commands import Command
    from store import Store

Tasks = Annotated[
    list[str], typer.Argument(metavar="TASK…", help="Tasks: `KEY/step`, or a case's key when it has only one.")
]

Cases = Annotated[list[str], typer.Argument(metavar="CASE…", help="Cases, each by its key.")]


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


def complete_all(
    tasks: Tasks,
    outcome: Annotated[str | None, typer.Option("--outcome", "-o", metavar="OUTCOME")] = None,
    comment: Comment = "",
    person: AsPerson = None,
    as_json: AsJson = False,
    lang: InLang = SPOKEN,
    var: Var = DEFAULT_VAR,
) -> None:
    """Decide tasks at once, where their steps allow it; each is answered for itself (批量办理)."""
    from engine.runtime.commands import Complete

    def command(found: TaskFound) -> Complete:
        return Complete(found.task, outcome, comment=comment, together=True)

    act_on(tasks, person, command, Screen(lang, as_json), var)


def hold(
    tasks: Tasks,
    until: Annotated[str, typer.Option("--until", metavar="MOMENT", help="When it returns: `2026-03-04 09:00`.")],
    comment: Comment = "",
    person: AsPerson = None,
    as_json: AsJson = False,
    lang: InLang = SPOKEN,
    var: Var = DEFAULT_VAR,
) -> None:
    """Let tasks wait for the world until a moment, with a reason; they return by themselves (挂起)."""
    from engine.runtime.commands import Hold

    screen = Screen(lang, as_json)
    moment = screen.clock.read(until)
    act_on(tasks, person, lambda found: Hold(found.task, moment, comment), screen, var)


def resume(
    tasks: Tasks, person: AsPerson = None, as_json: AsJson = False, lang: InLang = SPOKEN, var: Var = DEFAULT_VAR
) -> None:
    """Take held tasks up again before their date."""
    from engine.runtime.commands import Resume

    act_on(tasks, person, lambda found: Resume(found.task), Screen(lang, as_json), var)


def extend(
    tasks: Tasks,
    to: Annotated[str, typer.Option("--to", metavar="MOMENT", help="The new due time: `2026-03-04 18:00`.")],
    comment: Comment = "",
    person: AsPerson = None,
    as_json: AsJson = False,
    lang: InLang = SPOKEN,
    var: Var = DEFAULT_VAR,
) -> None:
    """Ask the superior for a later due time, with a reason (申请延期)."""
    from engine.runtime.commands import Extend

    screen = Screen(lang, as_json)
    due = screen.clock.read(to)
    act_on(tasks, person, lambda found: Extend(found.task, due, comment), screen, var)


def grant(
    tasks: Tasks,
    comment: Comment = "",
    person: AsPerson = None,
    as_json: AsJson = False,
    lang: InLang = SPOKEN,
    var: Var = DEFAULT_VAR,
) -> None:
    """Grant the later due time that somebody of one's own people has asked for."""
    from engine.runtime.commands import DecideExtension

    act_on(tasks, person, lambda found: DecideExtension(found.task, True, comment), Screen(lang, as_json), var)


def deny(
    tasks: Tasks,
    comment: Comment = "",
    person: AsPerson = None,
    as_json: AsJson = False,
    lang: InLang = SPOKEN,
    var: Var = DEFAULT_VAR,
) -> None:
    """Grant no later due time, with a reason."""
    from engine.runtime.commands import DecideExtension

    act_on(tasks, person, lambda found: DecideExtension(found.task, False, comment), Screen(lang, as_json), var)


def urge(
    step: Annotated[str, typer.Argument(metavar="KEY/STEP", help="An open step, such as `DD-1/approve`.")],
    comment: Comment = "",
    person: AsPerson = None,
    as_json: AsJson = False,
    lang: InLang = SPOKEN,
    var: Var = DEFAULT_VAR,
) -> None:
    """Press whoever can move an open step now, with a text (催办)."""
    from engine.runtime.commands import Urge

    act_on([step], person, lambda found: Urge(found.step, comment), Screen(lang, as_json), var, _any_step)


def delegate(
    task: Annotated[str, typer.Argument(metavar="TASK")],
    to: Annotated[str, typer.Argument(metavar="PERSON", help="Who fills it in and recommends.")],
    comment: Comment = "",
    person: AsPerson = None,
    as_json: AsJson = False,
    lang: InLang = SPOKEN,
    var: Var = DEFAULT_VAR,
) -> None:
    """Lend a task: the other recommends, oneself confirms by `complete` (委派)."""
    from engine.runtime.commands import Delegate

    act_on([task], person, lambda found: Delegate(found.task, to, comment), Screen(lang, as_json), var)


def reclaim(
    tasks: Tasks, person: AsPerson = None, as_json: AsJson = False, lang: InLang = SPOKEN, var: Var = DEFAULT_VAR
) -> None:
    """Take lent tasks back before anything was recommended."""
    from engine.runtime.commands import Reclaim

    act_on(tasks, person, lambda found: Reclaim(found.task), Screen(lang, as_json), var)


def promise(
    tasks: Tasks,
    until: Annotated[str, typer.Option("--until", metavar="MOMENT", help="When it will be done: `2026-03-04 18:00`.")],
    comment: Comment = "",
    person: AsPerson = None,
    as_json: AsJson = False,
    lang: InLang = SPOKEN,
    var: Var = DEFAULT_VAR,
) -> None:
    """Answer for late tasks of one's people until a moment; the next escalation waits until then."""
    from engine.runtime.commands import Promise

    screen = Screen(lang, as_json)
    moment = screen.clock.read(until)
    act_on(tasks, person, lambda found: Promise(found.task, moment, comment), screen, var)


def comment(
    case: Annotated[str, typer.Argument(metavar="CASE", help="A case by its key, or an open task `KEY/step` of it.")],
    said: Annotated[str, typer.Argument(metavar="TEXT")],
    to: Annotated[
        list[str] | None, typer.Option("--to", metavar="PERSON", help="Who is told. May be repeated.")
    ] = None,
    approvers: Annotated[bool, typer.Option("--approvers", help="Only those who decide read it.")] = False,
    person: AsPerson = None,
    as_json: AsJson = False,
    lang: InLang = SPOKEN,
    var: Var = DEFAULT_VAR,
) -> None:
    """Say something about a case one is in; nothing waits for it (评论)."""
    from engine.runtime.commands import Comment as Said

    def command(found: TaskFound) -> Said:
        return Said(said, tuple(to or ()), found.task or None, approvers)

    act_on([case], person, command, Screen(lang, as_json), var, task_of if "/" in case else whole_case)


def recall(
    cases: Cases,
    comment: Comment = "",
    person: AsPerson = None,
    as_json: AsJson = False,
    lang: InLang = SPOKEN,
    var: Var = DEFAULT_VAR,
) -> None:
    """Make a case of one's own a draft again, until somebody has decided (撤回)."""
    from engine.runtime.commands import Recall

    act_on(cases, person, lambda found: Recall(comment), Screen(lang, as_json), var, whole_case)


def withdraw(
    cases: Cases,
    comment: Comment = "",
    person: AsPerson = None,
    as_json: AsJson = False,
    lang: InLang = SPOKEN,
    var: Var = DEFAULT_VAR,
) -> None:
    """End a case of one's own, with a reason, until its last approval (撤销)."""
    from engine.runtime.commands import Withdraw

    act_on(cases, person, lambda found: Withdraw(comment), Screen(lang, as_json), var, whole_case)


async def _any_step(store: "Store", reference: str, person: str) -> TaskFound:
    """A step by `KEY/step`, whatever its kind; by the key alone the step of the only open task."""
    case_reference, _, step = reference.rpartition("/")
    if not case_reference or await store.find_case(reference):
        return await task_of(store, reference, None)
    return TaskFound(await case_of(store, case_reference), "", step)


async def whole_case(store: "Store", reference: str, person: str) -> TaskFound:
    """A case by its key, for what is done with all of it."""
    return TaskFound(await case_of(store, reference), "", "")


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
