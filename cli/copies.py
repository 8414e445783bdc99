"""Commands about copies (抄送): let people read along, list what one reads along, mark it as read."""

from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.endings import Refused
from cli.lookup import case_of
from cli.options import DEFAULT_VAR, SPOKEN, AsJson, AsPerson, Case, Comment, InLang, Var
from cli.people import acting
from cli.reach import at_the_desk
from cli.screen import Screen
from cli.verbs import Cases, act_on, whole_case
from cli.words import text

if TYPE_CHECKING:
    from cli.desk import Desk
    from engine.scenarios.names import Names
    from store.copies import CopyEntry


def copy(
    cases: Cases,
    to: Annotated[list[str], typer.Option("--to", metavar="PERSON", help="Who reads along. May be repeated.")],
    comment: Comment = "",
    person: AsPerson = None,
    as_json: AsJson = False,
    lang: InLang = SPOKEN,
    var: Var = DEFAULT_VAR,
) -> None:
    """Let people read a case along, where the definition lets one choose them (抄送)."""
    from engine.runtime.commands import Copy

    act_on(cases, person, lambda found: Copy(tuple(to), comment), Screen(lang, as_json), var, whole_case)


def read(
    case: Case,
    person: AsPerson = None,
    as_json: AsJson = False,
    lang: InLang = SPOKEN,
    var: Var = DEFAULT_VAR,
) -> None:
    """Mark one's copy of a case as read."""
    who = acting(person)

    async def work(desk: "Desk") -> datetime:
        detail = await case_of(desk.store, case)
        at = await desk.store.mark_read(detail.case.case_id, await desk.person(who))
        if at is None:
            raise Refused("no-copy", f"Expected somebody who has a copy of {case}, but {who} has none.")
        return at

    screen = Screen(lang, as_json)
    at = at_the_desk(var, work)
    if as_json:
        screen.data({"read_at": at})
    else:
        screen.line(f"Read at {screen.clock.moment(at)}.", f"已阅：{screen.clock.moment(at)}。")


def list_copies(who: str, limit: int, screen: Screen, var: Any) -> None:
    """Print what a person reads along, the latest first."""

    async def work(desk: "Desk") -> "tuple[list[CopyEntry], dict[str, Names]]":
        entries = await desk.store.copies(await desk.person(who), limit=limit)
        return entries, await desk.names_in([entry.copy.case_id for entry in entries], screen)

    entries, names = at_the_desk(var, work)
    if screen.as_json:
        screen.data({"copies": [asdict(entry) for entry in entries]})
    elif not entries:
        screen.line(f"No copies for {who}.", f"{who} 没有抄送。")
    else:
        screen.table(_COPIES, [_listed(entry, names.get(entry.copy.case_id), screen) for entry in entries])


_COPIES = (("case", "流程"), ("title", "标题"), ("stage", "阶段"), ("since", "自"), ("read", "已阅"))


def _listed(entry: "CopyEntry", names: "Names | None", screen: Screen) -> tuple[Any, ...]:
    since, read = screen.clock.minute(entry.copy.at), screen.clock.minute(entry.read_at) if entry.read_at else ""
    title = names.title(entry.title) if names else text(screen.lang, entry.title)
    stage = names.stage(entry.stage) if names else text(screen.lang, entry.stage)
    return entry.business_key, title, stage, since, read
