"""`revoke`: an ended case is undone by a linked one."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from cli.endings import Refused
from cli.lookup import case_of
from cli.options import DEFAULT_VAR, SPOKEN, AsJson, AsPerson, Case, Comment, InLang, Var
from cli.people import acting
from cli.reach import at_the_desk
from cli.screen import Screen

if TYPE_CHECKING:
    from cli.desk import Desk


def revoke(
    case: Case,
    comment: Comment = "",
    person: AsPerson = None,
    as_json: AsJson = False,
    lang: InLang = SPOKEN,
    var: Var = DEFAULT_VAR,
) -> None:
    """Undo an ended case, with a reason, by the linked case its definition names (撤销已通过)."""
    from engine.runtime import Rejected

    who = acting(person)

    async def work(desk: "Desk") -> Any:
        detail = await case_of(desk.store, case)
        by = await desk.person(who)
        try:
            answer = await (await desk.cases()).revoke(detail.case.case_id, comment, by=by, via="command line")
        except Rejected as refused:
            raise Refused(refused.code, refused.message, fields=refused.fields) from refused
        await desk.seen(answer.case_id)
        return answer

    screen = Screen(lang, as_json)
    answer = at_the_desk(var, work)
    key = getattr(answer, "business_key", "")
    if as_json:
        screen.data({"status": "started" if key else "pending", **asdict(answer)})
    elif not key:
        screen.line(f"Accepted, not started yet ({answer.id}).", f"已受理，尚未发起（{answer.id}）。", style="yellow")
    else:
        screen.line(f"{key} undoes {case}.", f"{key} 撤销 {case}。", style="green")
