"""`hand-over`: all that hangs on a person goes to another (交接), with a preview, a report, and a way back."""

import asyncio
from collections import Counter
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.endings import Refused, WrongUse
from cli.options import DEFAULT_VAR, SPOKEN, AsJson, AsPerson, InLang, Var
from cli.people import acting
from cli.reach import at_the_desk
from cli.screen import Screen

if TYPE_CHECKING:
    from cli.desk import Desk
    from engine.administering.handing_over import Item
    from store.handing_over import HandOver

LOOK_AGAIN = 0.3
PATIENCE = 600.0


def hand_over(
    person: Annotated[str | None, typer.Argument(metavar="[PERSON]", help="Who leaves.")] = None,
    to: Annotated[str | None, typer.Option("--to", metavar="PERSON", help="Who takes over.")] = None,
    preview: Annotated[bool, typer.Option("--preview", help="Only list what hangs on them.")] = False,
    stays: Annotated[bool, typer.Option("--stays", help="They stay in the company, in another place.")] = False,
    undo: Annotated[
        str | None, typer.Option("--undo", metavar="ID", help="Undo a hand-over, as far as nobody has acted on it.")
    ] = None,
    show: Annotated[str | None, typer.Option("--show", metavar="ID", help="The report of a hand-over.")] = None,
    reason: Annotated[str, typer.Option("--reason", "-r", help="Why; it is recorded.")] = "",
    by: AsPerson = None,
    as_json: AsJson = False,
    lang: InLang = SPOKEN,
    var: Var = DEFAULT_VAR,
) -> None:
    """Hand over all that hangs on somebody who leaves: tasks, cases, choices, stand-ins, settings (交接)."""
    screen = Screen(lang, as_json)
    if show is not None:
        _tell(at_the_desk(var, lambda desk: _known(desk, show)), screen)
        return
    if undo is None and (person is None or to is None):
        raise WrongUse("which-person", "Expected who leaves and who takes over.", hint="`hand-over PERSON --to OTHER`.")
    if preview:
        items = at_the_desk(var, lambda desk: _planned(desk, str(person), str(to), leaves=not stays))
        _list(items, screen)
        return
    who = acting(by)
    found = at_the_desk(var, lambda desk: _done(desk, undo, person, to, who, reason, not stays, screen))
    _tell(found, screen)


async def _planned(desk: "Desk", person: str, to: str, *, leaves: bool) -> "list[Item]":
    return await desk.store.plan_hand_over(await desk.person(person), await desk.person(to), leaves=leaves)


async def _done(
    desk: "Desk", undo: str | None, person: str | None, to: str | None, who: str, reason: str, leaves: bool,
    screen: Screen,
) -> "HandOver":  # fmt: skip
    author = await desk.author(who, reason)
    if undo is not None:
        await desk.store.undo_hand_over(undo, author)
        number = undo
    else:
        number = await desk.store.hand_over(await desk.person(str(person)), await desk.person(str(to)), author,
                                            leaves=leaves)  # fmt: skip
    return await _watch(desk, number, screen)


async def _watch(desk: "Desk", number: str, screen: Screen) -> "HandOver":
    """Until the workers are through, or for ten minutes, with how far they are; breaking off here stops nothing."""
    told, looks = -1, round(PATIENCE / LOOK_AGAIN)
    while True:
        found = await _known(desk, number)
        done = sum(one.status not in ("waiting", "undoing") for one in found.items)
        if not screen.as_json and done > told:
            screen.line(f"{number}: {done} of {len(found.items)}", f"{number}：{done}/{len(found.items)}")
            told = done
        looks -= 1
        if found.is_over or looks <= 0:
            return found
        await asyncio.sleep(LOOK_AGAIN)


async def _known(desk: "Desk", number: str) -> "HandOver":
    found = await desk.store.hand_over_of(number)
    if found is None:
        known = ", ".join(one.id for one in await desk.store.hand_overs()) or "none"
        raise Refused("unknown-hand-over", f"Expected a hand-over, but none is called {number}.",
                      hint=f"There are: {known}.")  # fmt: skip
    return found


def _tell(found: "HandOver", screen: Screen) -> None:
    if screen.as_json:
        items = [_wire(one) for one in found.items]
        screen.data({"id": found.id, "person": found.person, "to": found.to, "undone_by": found.undone_by,
                     "over": found.is_over, "items": items})  # fmt: skip
        return
    _list(list(found.items), screen)
    counts = Counter(one.status for one in found.items)
    listed = ", ".join(f"{count} {status}" for status, count in sorted(counts.items()))
    screen.line(f"{found.id}: {listed}.", f"{found.id}：{listed}。", style="green")


_KINDS = {
    "case": ("case", "流程"),
    "draft": ("draft", "草稿"),
    "copy": ("copy", "抄送"),
    "setting": ("setting", "参数"),
    "stand-in": ("stand-in", "代理"),
    "definition": ("definition", "流程定义"),
    "departure": ("leaves", "离职"),
}


def _list(items: "list[Item]", screen: Screen) -> None:
    if screen.as_json:
        screen.data({"items": [_wire(one) for one in items]})
        return
    columns = (("what", "类别"), ("which", "对象"), ("there is", "内容"), ("came of it", "结果"))
    rows = [(screen.pick(*_KINDS[one.kind]), one.label, _said(one, screen), _came(one)) for one in items]
    if rows:
        screen.table(columns, rows)
    else:
        screen.line("Nothing hangs on them.", "没有需要交接的事项。")


def _said(item: "Item", screen: Screen) -> str:
    said = item.said
    parts = [screen.pick("started it", "发起人")] if said.get("starter") else []
    counted = Counter(said.get("tasks", ()))
    parts += [f"{step} × {count}" if count > 1 else step for step, count in counted.items()]
    parts += [f"{name} → {', '.join(steps)}" for name, steps in said.get("chosen", {}).items()]
    parts += [str(said[key]) for key in ("then", "line") if key in said]
    return ", ".join(parts)


def _came(item: "Item") -> str:
    return f"{item.status} ({item.code})" if item.code else item.status


def _wire(item: "Item") -> dict[str, Any]:
    return {
        "kind": item.kind, "subject": item.subject, "label": item.label, "said": dict(item.said),
        "status": item.status, "code": item.code, "text": item.text,
    }  # fmt: skip
