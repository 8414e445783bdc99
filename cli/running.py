"""Commands that put definitions to work: `start`, `send`."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.drafts import started_from_draft
from cli.endings import Refused, WrongUse
from cli.filling import Tables, filled, filling
from cli.near import near
from cli.options import (
    DEFAULT_VAR,
    SPOKEN,
    AsJson,
    AsPerson,
    Data,
    InLang,
    Var,
    With,
)
from cli.people import acting
from cli.reach import at_the_desk
from cli.screen import Screen
from cli.values import handed_in

if TYPE_CHECKING:
    from activities.client import Delivered, Pending
    from cli.desk import Desk
    from engine.model.process import ProcessDefinition
    from store import DeployedPlan, Store

ForDepartment = Annotated[
    str | None,
    typer.Option("--department", metavar="DEPARTMENT", help="For which of one's departments, with posts in several."),
]


def start(
    process: Annotated[str, typer.Argument(metavar="PROCESS")],
    start_id: Annotated[str | None, typer.Option("--start", metavar="START", help="Which start, if several.")] = None,
    values: With = None,
    data: Data = None,
    tables: Tables = None,
    department: ForDepartment = None,
    for_whom: Annotated[str | None, typer.Option("--for", metavar="PERSON", help="For somebody else.")] = None,
    draft: Annotated[bool, typer.Option("--draft", help="With what is in one's draft.")] = False,
    person: AsPerson = None,
    as_json: AsJson = False,
    lang: InLang = SPOKEN,
    var: Var = DEFAULT_VAR,
) -> None:
    """Start a case of a process."""
    given = filling(values, data, tables)

    async def work(desk: "Desk") -> Any:
        deployed = await _deployed(desk.store, process)
        by = await desk.person(person) if person else None
        form = await filled(desk, given, deployed.plan.definition, by)
        chosen_start = start_id or _the_start(deployed.plan.definition, by)
        kept = await started_from_draft(desk, process, chosen_start, acting(person)) if draft else None
        form = {**(kept.data if kept else {}), **form}
        whose = await desk.person(for_whom) if for_whom else None
        answer = await (await desk.cases()).start(
            process, chosen_start, form, by=by, via="command line", department=department, for_whom=whose
        )
        if kept is not None:
            await desk.store.drop_draft(kept)
        await desk.seen(answer.case_id)
        return answer

    screen = Screen(lang, as_json)
    answer = at_the_desk(var, work)
    key = getattr(answer, "business_key", "")
    if as_json:
        pending = not hasattr(answer, "workflow_id")
        screen.data({"status": "pending" if pending else "started", **asdict(answer)})
    elif not key:
        screen.line(f"Accepted, not started yet ({answer.id}).", f"已受理，尚未发起（{answer.id}）。", style="yellow")
    else:
        joined = " (it ran already)" if answer.joined else ""
        screen.line(f"Started {key}{joined}.", f"已发起 {key}{'（已在办理中）' if joined else ''}。", style="green")
        screen.line(f"`starter.py show {key}` tells where it is.", f"`starter.py show {key}` 查看进展。")


async def _deployed(store: "Store", process: str) -> "DeployedPlan":
    deployed = await store.newest(process)
    if deployed is None:
        known = [one.process for one in await store.processes()]
        hint = near(process, known) or f"Deployed are {', '.join(known) or 'none'}."
        raise Refused("unknown-process", f"Expected a deployed process, but {process} is not.", hint=hint)
    return deployed


def _the_start(definition: "ProcessDefinition", by: str | None) -> str:
    """The one start a person means who names none: the only one, else the only button."""
    starts = {key: one for key, one in definition.start.items() if not one.call}
    buttons = [key for key, one in starts.items() if one.by is not None]
    for some in (list(starts), buttons if by else []):
        if len(some) == 1:
            return some[0]
    raise WrongUse(
        "which-start", f"Expected one way to start {definition.process}, but it has {', '.join(definition.start)}.",
        hint="Name one with `--start`.",
    )  # fmt: skip


def send(
    message: Annotated[str, typer.Argument(metavar="MESSAGE")],
    key: Annotated[str, typer.Argument(metavar="[KEY]", help="The key it carries, as the waiting case has it.")] = "",
    values: With = None,
    data: Data = None,
    person: AsPerson = None,
    as_json: AsJson = False,
    lang: InLang = SPOKEN,
    var: Var = DEFAULT_VAR,
) -> None:
    """Send a message to the cases that hear it with this key, and to the processes it starts."""
    from uuid_utils.compat import uuid7

    from activities.client import Pending

    form = handed_in(values, data)

    async def work(desk: "Desk") -> "Delivered | Pending":
        by = await desk.person(person) if person else None
        sent = str(uuid7())
        answer = await (await desk.cases()).send_message(message, key, form, by=by, id=sent, via="command line")
        if isinstance(answer, Pending):
            return answer
        if not answer.cases and not answer.started:
            raise _refused(answer.refused) if answer.refused else await _unheard(desk.store, message, key)
        for case in answer.cases:
            await desk.has_heard(case, sent)
        for case in answer.started:
            await desk.seen(case)
        return answer

    screen = Screen(lang, as_json)
    answer = at_the_desk(var, work)
    if as_json:
        screen.data({"status": "pending" if isinstance(answer, Pending) else "delivered", **asdict(answer)})
    elif isinstance(answer, Pending):
        screen.line(f"Accepted, not delivered yet ({answer.id}).", f"已受理，尚未送达（{answer.id}）。", style="yellow")
    else:
        got, begun = len(answer.cases), len(answer.started)
        heard = f"Heard by {got} {'case' if got == 1 else 'cases'}"
        screen.line(f"{heard}, started {begun}.", f"{got} 个流程收到，发起 {begun} 个。", style="green")
        for one in answer.refused:
            screen.line(f"A start was refused: {one} (`starter.py starts`)", f"发起被拒：{one}（`starter.py starts`）",
                        style="yellow")  # fmt: skip


def _refused(starts: "Sequence[str]") -> Refused:
    """Nobody heard the message, and what it should have begun was refused."""
    said = f"Expected the message to begin a case, but that was refused: {'; '.join(starts)}."
    return Refused(
        "start-refused", said, hint="It is kept, and may begin when the cause is mended: `starter.py starts`."
    )


async def _unheard(store: "Store", message: str, key: str) -> Refused:
    known: list[str] = []
    for one in await store.processes():
        deployed = await store.newest(one.process)
        known += deployed.plan.definition.messages if deployed else []
    if message not in known:
        said = f"Expected a message of a deployed process, but none is called {message}."
        return Refused("unknown-message", said, hint=near(message, known))
    said = f"Expected a case that waits for {message} with the key {key or '(none)'}, but there is none."
    return Refused("nobody-waits", said, hint="`starter.py show CASE` tells what a case waits for.")
